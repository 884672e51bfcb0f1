"""What only helps searching: no reason is asked for it, no page counts as changed, nobody is alerted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.small_pack import LOCAL, SHARED
from waymark.amendments import apply, between
from waymark.amendments.trifling import only_for_searching, why_not_trifling
from waymark.editions.changes import local_places, shared_places
from waymark.editions.reasons import check_reasons
from waymark.manual.json_form import decode, encode
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.local_form import read_local
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.text import Text
from waymark.manual.wholeness import check_manuscript
from waymark.manual.words import Relations, Term
from waymark.search.gathering import Said
from waymark.search.gathering import shared as gathered
from waymark.search.index import Facet


@pytest.fixture
def before() -> Manuscript:
    manuscript, found, _ = read_manuscript(SHARED)
    assert manuscript is not None, found
    return manuscript


def asked(manuscript: Manuscript, *lines: str) -> Manuscript:
    """The same with how people ask for its first box."""
    first, *rest = manuscript.boxes
    first = replace(first, facets=replace(first.facets, people_say=lines))
    return replace(manuscript, boxes=(first, *rest))


def test_how_people_ask_needs_no_reason_and_changes_no_page(before):
    after = asked(before, "What do I do?", "Help me")
    (amendment,) = between(before, after)
    assert amendment.place == before.boxes[0].place
    assert {change.after for change in amendment.changes} == {"What do I do?", "Help me"}
    assert only_for_searching(amendment)
    assert why_not_trifling(amendment) is None
    assert list(check_reasons([amendment], (), ())) == []
    assert dict(shared_places(before)) == dict(shared_places(after))
    assert apply(before, (amendment,)) == after


def test_words_for_searching_need_none_either(before):
    family = Relations(key="doors", title="Doors", together=("door, gate",), apart=("door, adore",))
    after = replace(before, relations=(family,))
    (amendment,) = between(before, after)
    assert amendment.kind == "words for searching"
    assert only_for_searching(amendment)
    assert list(check_reasons([amendment], (), ())) == []
    assert apply(before, (amendment,)) == after


def test_whoever_changes_words_as_well_gives_a_reason(before):
    after = asked(before, "Help me")
    first = replace(after.boxes[0], title="Another title")
    after = replace(after, boxes=(first, *after.boxes[1:]))
    (amendment,) = between(before, after)
    assert not only_for_searching(amendment)
    assert [each.rule for each in check_reasons([amendment], (), ())] == ["reason-missing"]
    assert dict(shared_places(before)) != dict(shared_places(after))


def test_the_everyday_words_of_a_term_are_no_part_of_its_text(before):
    term = Term(key="door", term="door", meaning=Text("A way in."))
    one, two = (replace(before, terms=(replace(term, people_say=said),)) for said in ((), ("the big gate",)))
    assert dict(shared_places(one)) == dict(shared_places(two))
    assert encode(one) != encode(two)
    assert decode(encode(two), Manuscript) == two


def test_a_pack_keeps_how_people_ask(before):
    after = replace(
        asked(before, "What: do I do?", "- no", "Help “me”"),
        relations=(Relations(key="doors", title="Doors", together=("door, gate",)),),
    )
    files = write_manuscript(after)
    again, found, _ = read_manuscript(files, "", after.withdrawn)
    assert found == []
    assert again == after
    assert write_manuscript(again) == files


@pytest.mark.parametrize("family", ["alone", "alone,together", ", alone", "alone, ", "alone, \n x"])
def test_a_family_is_words_with_commas(before, family):
    after = replace(before, relations=(Relations(key="doors", title="Doors", together=(family,)),))
    read, found, _ = read_manuscript(write_manuscript(after), "", after.withdrawn)
    assert read is None
    assert [each.file for each in found] == ["relations.yaml"]


def test_how_people_ask_for_a_contact_needs_no_reason_and_changes_no_page(before):
    local, _, _ = read_local(LOCAL)
    assert local is not None
    first, *rest = before.contacts
    after = replace(before, contacts=(replace(first, people_say=("who do I ring at 2am",)), *rest))
    (amendment,) = between(before, after)
    assert amendment.place == f"contacts:{first.key}"
    assert only_for_searching(amendment)
    assert list(check_reasons([amendment], (), ())) == []
    assert dict(shared_places(before)) == dict(shared_places(after))
    assert apply(before, (amendment,)) == after
    asked_for = tuple(replace(each, people_say=("who is on tonight",)) for each in local.contacts)
    assert dict(local_places(local)) == dict(local_places(replace(local, contacts=asked_for)))


def test_a_contact_is_found_by_how_people_ask_for_it(before):
    first, *rest = before.contacts
    asked_for = replace(before, contacts=(replace(first, people_say=("who do I ring at 2am",)), *rest))
    (numbers,) = (each for each in gathered(asked_for) if each.spot.place == "contacts")
    assert Said(Facet.PEOPLE_SAY, "who do I ring at 2am") in numbers.said


OLD = b"""people_say:
- 'What: do I do?'
- Help me
---
## Key points
"""


def test_a_pack_of_the_old_form_is_read_and_written_in_the_new(before):
    name = "boxes/a/begin.md"
    old = SHARED[name].replace(b"---\n## Key points\n", OLD)
    again, found, _ = read_manuscript({**SHARED, name: old})
    assert found == []
    assert again == asked(before, "What: do I do?", "Help me")
    new = SHARED[name] + b"\n## People say\n\n- What: do I do?\n- Help me\n"
    assert write_manuscript(again)[name] == new


def test_what_stands_in_both_forms_is_all_kept_in_its_order(before):
    name = "boxes/a/begin.md"
    both = SHARED[name].replace(b"---\n## Key points\n", OLD) + b"\n## People say\n\n- help me!\n- Third\n"
    again, found, origins = read_manuscript({**SHARED, name: both}, "shared/")
    assert found == []
    assert again == asked(before, "What: do I do?", "Help me", "help me!", "Third")
    (twice,) = (origins.located(each) for each in check_manuscript(again))
    assert (twice.rule, twice.severity) == ("people-say-twice", "warn")
    assert (twice.file, twice.line) == (f"shared/{name}", both.decode().split("\n").index("- help me!") + 1)


def test_a_line_is_plain_words_and_stays_as_it_is(before):
    lines = ("- x", "## Key points", "**no** [a](b)", "#hash", "1. One", "'quoted'", "a: b", "what?!")
    files = write_manuscript(asked(before, *lines))
    again, found, _ = read_manuscript(files)
    assert found == []
    assert again == asked(before, *lines)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("- ", "people-say-empty"),
        ("-", "people-say-empty"),
        ("Second", "people-say-form"),
        ("* Second", "people-say-form"),
        ("-Second", "people-say-form"),
        ("  - Second", "people-say-form"),
        ("- Second ", "form"),
        ("-  Second", "form"),
        (f"- {'x' * 401}", "form"),
        ("### Second", "heading-unknown"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_file_and_number(wrong, rule):
    name = "boxes/a/begin.md"
    words = f"{SHARED[name].decode()}\n## People say\n\n- First\n\n{wrong}\n- Third\n"
    read, found, _ = read_manuscript({**SHARED, name: words.encode()}, "shared/")
    assert read is None
    assert [(each.rule, each.file) for each in found] == [(rule, f"shared/{name}")]
    assert found[0].line == words.split("\n").index(wrong) + 1


def test_the_section_comes_last(before):
    name = "boxes/a/begin.md"
    words = SHARED[name].replace(b"## Key points", b"## People say\n\n- Help\n\n## Key points")
    read, found, _ = read_manuscript({**SHARED, name: words})
    assert read is None
    assert {each.rule for each in found} == {"heading-unknown"}
