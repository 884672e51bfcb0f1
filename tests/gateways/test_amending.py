"""What changed between any two editions and supplements, in the life of a place, and for a role."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.packs import edit, frozen_pack, reword
from waymark.amendments import Amendment, Sort
from waymark.editions.amended import amended, amended_local
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.shelf import Shelf
from waymark.editions.withholding import Asked, withhold
from waymark.gateways import amending
from waymark.gateways.application import application
from waymark.manual.findings import Refused
from waymark.pages.amendments.page import Group, Row, amended_page

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Three editions; the third is still to come. Somerset has three supplements."""
    folder = tmp_path_factory.mktemp("amending")
    pack = frozen_pack(folder / "pack", ("somerset", "devon"))
    reword(pack)
    freeze_edition(pack, date(2026, 11, 2), reasons={"a/step": "A review found that people waited."})
    reword(pack, old="Do this at once", new="Do this now")
    freeze_edition(pack, date(2027, 2, 1), reasons={"a/step": "Shorter words."})
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960099")
    freeze_supplement(pack, "somerset", date(2027, 1, 4), {"contacts": "The front door has moved."})
    edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our new form.")
    freeze_supplement(pack, "somerset", date(2027, 3, 1), {"a/step": "The form is new."})
    reword(pack, old="Do this now", new="Do it by and by")
    freeze_edition(pack, date(2027, 9, 1), reasons={"a/step": "Still to come."})
    shelf = Shelf(folder / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    return shelf


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def words(answered):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answered.plain.decode()))


def test_between_two_editions_with_every_reason_on_the_way(ask, shelf):
    assert shelf.editions() == ["2026-1", "2026-2", "2027-1", "2027-2"]
    answered = ask("/somerset/amendments/2026-1/2027-1")
    assert answered.status == 200
    page = answered.plain.decode()
    assert '<del><span class="amendment__said">taken out: </span>first' in page
    assert '<ins><span class="amendment__said">put in: </span>now' in page
    said = words(answered)
    assert "A review found that people waited. (2026-2) Shorter words. (2027-1)" in said
    (spot,) = set(re.findall(r'<a class="govuk-link" href="#(box-[^"]+)"', page))
    assert f'<article class="amendment" id="{spot}">' in page
    assert ask("/somerset/amendments/2027-1/2026-1").plain.decode() == page, "told forwards either way"


def test_the_same_edition_twice_changed_nothing(ask):
    assert "Nothing changed." in words(ask("/somerset/amendments/2026-1/2026-1"))


@pytest.mark.parametrize(
    "path",
    [
        "amendments/2026-1/2027-2",
        "amendments/2026-1/2030-1",
        "amendments/2026-1",
        "amendments/2026-1/2026-2/for/nobody",
        "amendments/2026-1/2026-2/more/teacher",
        "amendments/supplements/1/9",
        "amendments/supplements/1/x",
        "life/a/nothing",
    ],
)
def test_what_is_still_to_come_or_never_was_is_not_told(ask, path):
    answered = ask(f"/somerset/{path}")
    assert answered.status == 404
    assert "by and by" not in words(answered)


def test_between_two_supplements_local_words_alone(ask):
    said = words(ask("/somerset/amendments/supplements/1/3"))
    for each in ("The front door has moved. (2)", "The form is new. (3)", "960099", "Use our put in: new"):
        assert each in said, each
    assert "Do this" not in said
    assert ask("/devon/amendments/supplements/1/3").status == 404


def test_the_form_leads_to_an_address(ask):
    answered = ask("/somerset/amendments", query="from=2026-1&to=2026-2&role=teacher")
    assert answered.header["location"] == "/somerset/amendments/2026-1/2026-2/for/teacher"
    answered = ask("/somerset/amendments", query="from=2026-1&to=2027-2")
    assert answered.header["location"] == "/somerset/editions"
    for several, there in (("from=1&to=3", "amendments/supplements/1/3"), ("from=1&to=9", "editions")):
        answered = ask("/somerset/amendments", query=f"of=supplements&{several}")
        assert answered.header["location"] == f"/somerset/{there}"
    answered = ask("/somerset/amendments", query="from=2026-1&to=2026-2&role=//elsewhere")
    assert answered.header["location"] == "/somerset/amendments/2026-1/2026-2"


def test_for_a_role_nothing_is_hidden(ask, shelf):
    whole = {each.amendment.place for each in amended(shelf, "2026-1", "2026-2").told}
    page = ask("/somerset/amendments/2026-1/2026-2/for/teacher").plain.decode()
    assert "For your role: teacher" in page
    told = set(re.findall(r'<span class="amendment__place">([^<]+)</span>', page))
    assert told == whole


def test_the_life_of_a_place_newest_first(ask):
    said = words(ask("/somerset/life/a/step"))
    turns = re.findall(r"(?:Edition|Supplement) \S+: (?:new|changed|withdrawn)", said)
    assert turns == [
        "Supplement 3: changed",
        "Edition 2027-1: changed",
        "Edition 2026-2: changed",
        "Supplement 1: new",
        "Edition 2026-1: new",
    ]
    assert "Why: Shorter words." in said
    assert "Why: The form is new." in said
    page = ask("/somerset/life/a/step").plain.decode()
    for href in re.findall(r'href="(/somerset/on/[^"]+)"', page):
        assert ask(href).status == 200, href
    assert "Supplement 2: changed" in words(ask("/somerset/life/contacts"))


def test_a_life_tells_when_what_a_page_shows_of_others_was_reworded(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    for day, old, new in (
        (date(2026, 10, 1), "requires: Do right.", "requires: Do right at once."),
        (date(2026, 11, 1), "year: 1989", "year: 1990"),
    ):
        edit(pack, "shared/sources/an-act.yaml", old, new)
        freeze_edition(pack, day, reasons={"sources/an-act": f"The Act: {new}"})
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    said = words(reader(application(shelf, lambda: NOON))("/somerset/life/a/step"))
    turns = re.findall(r"Edition \S+: (?:new|changed|withdrawn|what it shows changed)", said)
    assert turns == ["Edition 2026-2: what it shows changed", "Edition 2026-1: new"]
    assert "Why: The Act: requires: Do right at once." in said
    assert "put in: at once" in said


def test_a_page_that_is_no_place_leads_to_all_editions(ask):
    for path in ("life/", "life/edition", "life/terms"):
        assert ask(f"/somerset/{path}").header["location"] == "/somerset/editions", path


def test_a_changed_time_limit_is_never_folded_among_trifles(tmp_path, reader):
    """Where it is shown it asks for no reason of its own, so an older trifle is the only one given there."""
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    edit(pack, "shared/boxes/a/step.md", "sources:\n", "timescales:\n- in-a-day\nsources:\n")
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "It shows its limit."})
    reword(pack, new="Do tihs first")
    freeze_edition(pack, date(2026, 11, 1), reasons={"a/step": "Spelling."}, trifling=["a/step"])
    edit(pack, "shared/timescales.yaml", "limit: 1", "limit: 5")
    freeze_edition(pack, date(2026, 12, 1), reasons={"timescales:in-a-day": "The law gives five days."})
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)

    def step(before, after):
        (told,) = [each for each in amended(shelf, before, after).told if each.amendment.place == "a/step"]
        return told.trifling, [(why.number, why.reason) for why in told.why]

    assert step("2026-2", "2026-3") == (True, [("2026-3", "Spelling.")])
    law = ("2026-4", "The law gives five days.")
    assert step("2026-2", "2026-4") == (False, [("2026-3", "Spelling."), law])
    assert step("2026-3", "2026-4") == (False, [law])
    ask = reader(application(shelf, lambda: NOON))
    folded = ask("/somerset/amendments/2026-2/2026-3").plain.decode()
    assert folded.index('<details class="amended__trifling">') < folded.index('id="box-a-step"')
    open_ = ask("/somerset/amendments/2026-2/2026-4").plain.decode()
    assert "amended__trifling" not in open_
    assert 'href="#box-a-step"' in open_
    assert "Why: The law gives five days." in words(ask("/somerset/life/a/step"))


def test_withheld_words_are_told_as_withheld_and_not_said(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    reword(pack, new="Ask Jo Example of Elm Road")
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "A first try."})
    reword(pack, old="Ask Jo Example of Elm Road", new="Ask the child")
    freeze_edition(pack, date(2026, 11, 1), reasons={"a/step": "It named a child."})
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    withhold(shelf, Asked("a/step", ("Ann Ames", "Bo Best"), "A court", editions=("2026-2",)), NOON)
    ask = reader(application(shelf, lambda: NOON))
    for pair in ("2026-1/2026-2", "2026-2/2026-3"):
        said = words(ask(f"/somerset/amendments/{pair}"))
        assert "Words withheld by law" in said
        assert "Jo Example" not in said
    assert "Ask the child" in words(ask("/somerset/amendments/2026-1/2026-3"))
    said = words(ask("/somerset/life/a/step"))
    assert "Jo Example" not in said
    assert said.count("Words withheld by law") == 2, "what came into what was withheld, and what followed it"


def folded(page):
    return words_of("".join(re.findall(r'<details class="amended__trifling">.*?</section>', page, re.DOTALL)))


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_what_is_folded_tells_its_reasons_too(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    reword(pack, old="Do this first", new="Do this first,")
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "A slip of the pen."}, trifling=["a/step"])
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    ask = reader(application(shelf, lambda: NOON))
    for path in ("2026-1/2026-2", "2026-1/2026-2/for/teacher"):
        page = ask(f"/somerset/amendments/{path}").plain.decode()
        assert "A slip of the pen." in folded(page), path
        assert words_of(page).count("A slip of the pen.") == 1, path


def test_what_was_withdrawn_is_not_told_as_new_to_a_role():
    def made(kind, place, sort, **more):
        return Amendment(kind=kind, place=place, title="Take a step", sort=sort, **more)

    box = made("box", "a/step", Sort.WITHDRAWN, see=("a/end",))
    line = made("withdrawn place", "withdrawn:a/step", Sort.ADDED)
    other = made("review", "reviews/r", Sort.ADDED)
    groups = [Group("For everyone", [Row(box)], rest=[Row(line), Row(other)])]
    page = amended_page("What changed", "", groups, lambda place: None)
    assert "1 other change," in page
    assert "withdrawn:a/step" not in page
    assert "See instead: a/end" in page


def test_a_role_that_never_was_costs_nothing_and_pushes_nothing_out(ask, monkeypatch):
    compared = []

    def counted(*asked):
        compared.append(asked)
        return amended(*asked)

    monkeypatch.setattr(amending, "amended", counted)
    ask("/somerset/amendments/2026-1/2026-2")
    for number in range(amending.KEPT + 6):
        assert ask(f"/somerset/amendments/2026-1/2026-2/for/nobody-{number}").status == 404
    ask("/devon/amendments/2026-1/2026-2")
    ask("/somerset/amendments/2026-1/2026-2/for/teacher")
    ask("/somerset/amendments/2026-1/2026-2")
    assert len(compared) == 1


def test_a_long_life_tells_its_newest_turns_with_words_and_leads_to_the_others(
    ask, reader, shelf, monkeypatch
):
    whole = words(ask("/somerset/life/a/step"))
    assert "The words that changed" not in whole
    monkeypatch.setattr(amending, "WORDS", 1)
    monkeypatch.setattr(amending, "TURNS", 3)
    again = reader(application(shelf, lambda: NOON))
    page = again("/somerset/life/a/step")
    said = words(page)
    assert "taken out" not in said.partition("Edition 2027-1")[2], "only the newest is told with its words"
    assert "Why: Shorter words." in said
    for pair in ("2026-2/2027-1", "2026-1/2026-2"):
        href = f"/somerset/amendments/{pair}"
        assert f'href="{href}"' in page.plain.decode()
        assert again(href).status == 200
    assert "2 earlier changes can be read from the list of all editions" in said


def test_a_number_that_is_not_there_is_refused(shelf):
    for do in (
        lambda: amended(shelf, "2026-1", "2031-1"),
        lambda: amended_local(shelf, "somerset", 1, 9),
    ):
        with pytest.raises(Refused, match="on the shelf"):
            do()
