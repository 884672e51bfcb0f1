"""Amendments as a reader sees them: in words as well as by mark, with nothing that acts."""

from __future__ import annotations

import re

import html5lib
import msgspec

from waymark.amendments import Amendment, Change, ChangeSort, Run, Sort, between, of_part
from waymark.amendments.words import Sort as Words
from waymark.manual.boxes import Box, Facets, Kind
from waymark.manual.local import Form, LocalFile, LocalGuidance
from waymark.manual.manuscript import Manuscript, Withdrawn
from waymark.manual.text import Text
from waymark.pages.amendments import AMENDMENTS_CSS, amendments_html
from waymark.pages.amendments.show import became
from waymark.pages.dress import style

PLACE = "referral/talk"


def box(words: str, title: str = "Talk <i>") -> Box:
    return Box(place=PLACE, title=title, kind=Kind.STEP, facets=Facets(key_points=(Text(words),)))


def shown(before: str, after: str) -> str:
    amendment = of_part(box(before), box(after))
    assert amendment is not None
    return str(amendments_html((amendment,)))


def spoken(html: str) -> str:
    """The words of HTML in a row, as they are heard."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_what_went_and_what_came_is_said_in_words() -> None:
    html = shown("Ring within 15 days.", "Ring within 10 days.")
    assert '<del><span class="amendment__said">taken out: </span>15<' in html
    assert '<ins><span class="amendment__said">put in: </span>10<' in html
    assert "Ring within taken out: 15 (end) put in: 10 (end) days." in spoken(html)


def test_it_tells_the_title_the_kind_the_place_and_what_became_of_it() -> None:
    heard = spoken(shown("Ring.", "Ring now."))
    assert heard.startswith("Talk &lt;i&gt; Changed : box referral/talk Key points reworded")


def test_a_long_stretch_that_stayed_is_cut_to_the_words_next_to_a_change() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    heard = spoken(shown(f"{long} old {long}", f"{long} new {long}"))
    words = heard.partition("reworded ")[2]
    assert words == (
        "… word48 word49 word50 word51 word52 word53 word54 word55 word56 word57 word58 word59"
        " taken out: old (end) put in: new (end)"
        " word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 …"
    )


def test_words_that_changed_are_never_cut() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    assert long in shown("Ring.", f"{long}.")


def test_a_long_point_that_only_moved_is_known_by_how_it_starts() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    moved = Change(
        sort=ChangeSort.MOVED,
        where="Key points, from 1 to 2",
        before=long,
        after=long,
        runs=(Run(sort=Words.SAME, words=long),),
    )
    amendment = Amendment(place=PLACE, kind="box", sort=Sort.CHANGED, title="Talk", changes=(moved,))
    heard = spoken(str(amendments_html([amendment])))
    assert "moved word0 word1" in heard
    assert heard.endswith("word11 …")


def test_a_short_stretch_is_left_whole() -> None:
    assert "…" not in shown("a b c d e f g h old", "a b c d e f g h new")


def test_words_cannot_become_html() -> None:
    html = shown("Say 2 \\< 3 & \\<script> now.", "Say 2 \\< 4 & \\<script> now.")
    assert "Talk &lt;i&gt;" in html
    assert "&amp; &lt;script&gt;" in html
    assert "<script" not in html
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    amendment = of_part(box("Ring."), box("Ring now."))
    assert amendment is not None
    html = str(amendments_html([amendment], lambda place: f'/{place}"><b>'))
    assert 'href="/referral/talk&#34;&gt;&lt;b&gt;"' in html


def test_a_place_without_an_address_is_told_without_a_link() -> None:
    amendment = of_part(box("Ring."), box("Ring now."))
    assert amendment is not None
    assert "<a " not in amendments_html([amendment])
    assert "<a " not in amendments_html([amendment], lambda place: None)
    assert '<a href="/referral/talk">Talk' in amendments_html([amendment], lambda place: f"/{place}")


def test_what_was_withdrawn_is_told_once_with_where_to_go_and_all_it_said() -> None:
    before = Manuscript(title="M", about=Text("A."), notice=Text("N."), boxes=(box("Ring."),))
    gone = Withdrawn(place=PLACE, kind="box", edition="2026-2", see=("referral/other",))
    after = Manuscript(title="M", about=Text("A."), notice=Text("N."), withdrawn=(gone,))
    html = str(amendments_html(between(before, after), lambda place: f"/{place}"))
    assert html.count("<article") == 1
    assert "Withdrawn : box referral/talk . See instead: referral/other" in spoken(html)
    assert '<a href="/referral/other">' in html
    assert "taken out: Ring. (end)" in spoken(html)


def test_what_is_new_is_folded_away_from_nobody() -> None:
    amendment = of_part(None, box("Ring."))
    assert amendment is not None
    assert "<details open>" in amendments_html([amendment])


def test_no_amendments_are_nothing() -> None:
    assert amendments_html(()) == ""


def test_its_style_is_there_to_be_served_and_gateways_carry_it_once() -> None:
    css = AMENDMENTS_CSS.read_text()
    assert ".amendment ins" in css
    carried = style.sheet() + style.apart().data.decode()
    assert carried.count(".amendment__changes") == 1


def test_its_style_marks_with_lines_and_uses_only_names_that_the_pages_and_the_desk_share() -> None:
    css = AMENDMENTS_CSS.read_text()
    page = (style.PAGES / "dress" / "page.css").read_text()
    sheets = style.PAGES.parent / "desk" / "static" / "desk"
    desk = (sheets / "colours.css").read_text() + (sheets / "desk.css").read_text()
    for name in set(re.findall(r"var\((--[\w-]+)\)", css)):
        assert f"{name}:" in page
        assert f"{name}:" in desk
    assert not re.findall(r"#(?!000\b)[0-9a-f]{3,6}\b", css), "a colour that dark settings cannot change"
    assert re.search(r"\.amendment del \{[^}]*line-through", css)
    assert re.search(r"\.amendment ins \{[^}]*underline", css)


def test_a_file_is_told_as_readers_see_it_and_at_its_address() -> None:
    words = Text("Read it.")
    bare = LocalGuidance(key="a-guide", title="A guide", owner="Us", form=Form.PAGE, text=words)
    file = LocalFile(name="a-guide.pdf", fingerprint="ab" * 32, size=34365, made_from="cd" * 32)
    told = of_part(bare, msgspec.structs.replace(bare, file=file))
    assert told is not None
    assert became(told) == "File added"
    html = str(amendments_html((told,)))
    assert "a-guide.pdf, 34,365 bytes, fingerprint abababababab…" in html
    assert '<span class="amendment__place">local/a-guide</span>' in html
    others = msgspec.structs.replace(bare, file=msgspec.structs.replace(file, made_from="ef" * 32))
    again = of_part(msgspec.structs.replace(bare, file=file), others)
    assert again is not None
    assert again.changes, "what readers do not see is told all the same, as it is kept"


def test_a_whole_page_is_open_to_whoever_signs_and_folded_among_what_readers_look_through() -> None:
    new = of_part(None, box("Ring."))
    assert new is not None
    assert "<details open>" in amendments_html((new,))
    assert "<details>" in amendments_html((new,), folded=True)
