"""Differences are marked in the page itself, and nothing else of the page is touched."""

from __future__ import annotations

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from waymark.desk.preview.marking import marked

PAGE = "<html><head><title>T</title></head><body><main id=m>{}</main><footer>foot</footer></body></html>"


def main_of(before: str, after: str) -> tuple[str, int]:
    made, changes = marked(PAGE.format(before), PAGE.format(after))
    return made.split("<main id=m>")[1].split("</main>")[0], changes


def test_the_same_page_is_left_alone() -> None:
    assert main_of("<p>Ring <b>now</b>.</p>", "<p>Ring <b>now</b>.</p>") == ("<p>Ring <b>now</b>.</p>", 0)


def test_a_reworded_sentence_shows_both_words_with_their_names() -> None:
    made, changes = main_of("<p>Ring within 15 days.</p>", "<p>Ring within 10 days.</p>")
    assert changes == 2
    assert '<del><span class="mark-said">taken out: </span>15</del>' in made
    assert '<ins><span class="mark-said">put in: </span>10</ins>' in made
    assert made.startswith("<p>Ring within ")
    assert made.endswith(" days.</p>")


def test_a_new_point_of_a_list_is_marked_within_its_point() -> None:
    made, changes = main_of("<ul><li>One.</li></ul>", "<ul><li>One.</li><li>Two.</li></ul>")
    assert changes == 1
    assert made == '<ul><li>One.</li><li><ins><span class="mark-said">put in: </span>Two.</ins></li></ul>'


def test_a_point_that_was_taken_out_is_shown_where_words_may_stand() -> None:
    made, changes = main_of(
        "<ul><li>One.</li><li>Two.</li></ul><p>End.</p>", "<ul><li>One.</li></ul><p>End.</p>"
    )
    assert changes == 1
    assert "<ul><del>" not in made
    assert "Two." in made


def test_drawings_are_kept_whole_and_what_stands_outside_main_is_not_compared() -> None:
    drawing = "<svg><text>Old</text></svg>"
    made, changes = main_of(drawing, drawing.replace("Old", "New"))
    assert (made, changes) == ("<svg><text>New</text></svg>", 0)
    made, changes = marked(PAGE.format("x"), PAGE.format("x").replace("foot", "feet"))
    assert changes == 0


def test_without_a_page_before_nothing_is_marked() -> None:
    assert marked(None, PAGE.format("<p>New.</p>")) == (PAGE.format("<p>New.</p>"), 0)


WORDS = st.lists(st.sampled_from(["a", "b", "c", "<b>d</b>", "<p>e</p>", "<ul><li>f</li></ul>"]), max_size=12)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_what_is_left_without_the_marks_is_the_new_page(before: list[str], after: list[str]) -> None:
    made, _ = main_of(" ".join(before), " ".join(after))
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == "del" or (child.tag == "span" and child.get("class") == "mark-said"):
                tail = child.tail or ""
                at = list(parent).index(child)
                if at:
                    parent[at - 1].tail = (parent[at - 1].tail or "") + tail
                else:
                    parent.text = (parent.text or "") + tail
                parent.remove(child)
    new = html5lib.parseFragment(" ".join(after), namespaceHTMLElements=False)
    assert "".join("".join(tree.itertext()).split()) == "".join("".join(new.itertext()).split())
