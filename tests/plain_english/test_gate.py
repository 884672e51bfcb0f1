"""The gate: what is stopped, what a waiver lets through and until when, and what is said of waivers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.hard_words import OVER, PLAIN, STOPPED, UNTIL, manual, waiver
from tests.small_pack import LOCAL
from waymark.manual.boxes import RoleNote
from waymark.manual.findings import Severity
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.local_form import read_local
from waymark.manual.text import Text
from waymark.manual.waivers import FacetName
from waymark.plain_english.gate import check_gate, check_local_gate, let_through
from waymark.plain_english.reading import check_reading

DAY = date(2027, 1, 1)


def rules(manuscript: Manuscript, day: date = DAY) -> list[str]:
    return [each.rule for each in check_gate(manuscript, day)]


def test_a_facet_above_15_is_stopped_and_told_with_place_age_and_what_to_do():
    (found,) = check_gate(manual(STOPPED), DAY)
    assert found.rule == "reading-age-gate"
    assert found.severity is Severity.REFUSE
    assert found.place == "a/begin"
    assert found.path == "$.facets.how_to_do_it"
    assert found.what.startswith("“how to do it” of a/begin reads at age 15.3; no edition has one above 15")
    assert "Shorten its sentences" in found.mend
    assert "waiver" in found.mend


@pytest.mark.parametrize("how", [PLAIN, OVER])
def test_what_is_not_above_15_passes(how):
    assert rules(manual(how)) == []


def test_14_is_the_target_and_15_the_gate_never_both():
    assert [each.rule for each in check_reading(manual(PLAIN))] == []
    assert [each.rule for each in check_reading(manual(OVER))] == ["reading-age"]
    assert [each.rule for each in check_reading(manual(STOPPED))] == []


def test_a_facet_of_few_words_stays_out():
    few = "Institutional responsibilities necessitate comprehensive multidisciplinary consideration."
    assert rules(manual(few)) == []
    assert rules(manual(f"{few} {few}")) == ["reading-age-gate"]


def test_the_terms_of_the_manual_are_set_aside():
    spoken = "Ask for a multidisciplinary consideration, then for another multidisciplinary consideration."
    assert rules(manual(spoken)) == ["reading-age-gate"]
    made = manual(spoken)
    (term,) = made.terms
    named = replace(term, key="long", term="multidisciplinary consideration")
    assert rules(replace(made, terms=(term, named))) == []


def test_the_note_of_one_role_is_judged_and_let_through_by_itself():
    made = manual()
    box = made.boxes[0]
    notes = (RoleNote(role="gp", text=Text(PLAIN)), RoleNote(role="teacher", text=Text(STOPPED)))
    box = replace(box, facets=replace(box.facets, for_your_role=notes))
    made = replace(made, boxes=(box, *made.boxes[1:]))
    (found,) = check_gate(made, DAY)
    assert "“for your role: teacher”" in found.what
    assert found.path == "$.facets.for_your_role[1]"
    for_all = waiver(place=box.place, facet=FacetName.ROLE)
    assert rules(replace(made, waivers=(for_all,))) == ["reading-age-gate", "waiver-to-nowhere"]
    for_one = waiver(place=box.place, facet=FacetName.ROLE, role="teacher")
    assert rules(replace(made, waivers=(for_one,))) == ["reading-age-waived"]


def test_a_waiver_lets_its_facet_through_up_to_its_last_day():
    made = manual(STOPPED, waiver())
    for day in (date(2020, 1, 1), UNTIL):
        (found,) = check_gate(made, day)
        assert found.rule == "reading-age-waived"
        assert found.severity is Severity.WARN
        told = "Kay Green lets it through until 31 March 2027: The court asks for these words."
        assert found.what == f"“how to do it” of a/begin reads at age 15.3; {told}"
        assert [each.facet for each in let_through(made, day)] == ["how to do it"]
    after = UNTIL + timedelta(days=1)
    assert rules(made, after) == ["reading-age-gate", "waiver-ended"]
    assert list(let_through(made, after)) == []


def test_what_is_let_through_is_told_whole():
    (told,) = let_through(manual(STOPPED, waiver()), DAY)
    assert (told.place, told.age, told.given_by, told.until) == ("a/begin", 15.3, "Kay Green", UNTIL)
    assert told.reason == "The court asks for these words"
    assert list(let_through(manual(OVER, waiver()), DAY)) == [], "it needs none"


@pytest.mark.parametrize("how", [PLAIN, OVER])
def test_a_waiver_that_is_not_needed_says_so(how):
    for day in (DAY, UNTIL + timedelta(days=1)):
        (found,) = check_gate(manual(how, waiver()), day)
        assert (found.rule, found.severity) == ("waiver-not-needed", Severity.WARN)
        assert found.place == "waivers:a/begin#how-to-do-it"


@pytest.mark.parametrize(
    "said",
    [
        {"place": "a/gone"},
        {"facet": FacetName.CHILD},
        {"facet": FacetName.ROLE, "role": "teacher"},
        {"role": "teacher"},
        {"facet": FacetName.KEY_POINTS},  # four words are too few to judge
    ],
)
def test_a_waiver_for_nothing_says_so_and_lets_nothing_through(said):
    assert rules(manual(STOPPED, waiver(**said))) == ["reading-age-gate", "waiver-to-nowhere"]


def local(note: str, guide: str = "How we do it here.") -> LocalManuscript:
    made, found, _ = read_local(LOCAL)
    assert made is not None, found
    (held,), (guidance,) = made.notes, made.guidance
    texts = (replace(held, text=Text(note)),), (replace(guidance, text=Text(guide)),)
    return replace(made, notes=texts[0], guidance=texts[1])


def told(now: LocalManuscript, before: LocalManuscript | None) -> list[tuple[str, str | None]]:
    return [(each.rule, each.place) for each in check_local_gate(now, before, manual())]


def test_new_local_text_above_15_is_stopped_and_above_14_is_warned_of():
    assert told(local(PLAIN, PLAIN), None) == []
    assert told(local(OVER), None) == [("reading-age-local", "notes:a/step")]
    assert told(local(STOPPED), None) == [("reading-age-gate-local", "notes:a/step")]
    assert told(local(PLAIN, STOPPED), local(PLAIN)) == [("reading-age-gate-local", "guidance:a-guide")]


def test_old_local_text_is_only_warned_of_so_that_a_telephone_number_can_be_put_right():
    before = local(STOPPED, STOPPED)
    now = replace(before, contacts=before.contacts[:1])
    warned = [("reading-age-local", "notes:a/step"), ("reading-age-local", "guidance:a-guide")]
    assert told(now, before) == warned
    retitled = replace(now, guidance=(replace(now.guidance[0], owner="Someone else"),))
    assert told(retitled, before) == warned, "its words are the same"
    reworded = STOPPED.replace("the family", "her family")
    assert told(local(reworded, STOPPED), before)[0] == ("reading-age-gate-local", "notes:a/step")
