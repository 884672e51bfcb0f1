"""What the starter manual promises of its own text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from tests.pages.gateways import local, manuscript, pack
from waymark.manual.boxes import Box, Kind, Procedure
from waymark.manual.coverage import coverage
from waymark.manual.sources import SourceKind
from waymark.manual.wholeness.references import texts_of
from waymark.plain_english.reading import check_reading, facets_of, read
from waymark.plain_english.sentences import words

MOST_WORDS = 600
#: What an area calls something of its own: the name in full stands beside it wherever it is used.
LOCAL_NAMES = {
    "KBSP": "Keeping Bristol Safe Partnership",
    "MARU": "Multi Agency Referral Unit",
    "MARF": "Multi-Agency Service Request Form",
    "ART": "Access and Response Team",
}
EVERY: list[Box | Procedure] = [*manuscript().boxes, *manuscript().procedures]
FULL = [box for box in EVERY if not (isinstance(box, Box) and box.kind is Kind.CONNECTOR)]
#: Words that have a plainer one, as the field's own plain-English advice lists them.
JARGON = (
    "engage", "engages", "engaged", "engagement", "agency", "agencies", "multi-agency", "utilise",
    "initiate", "convene", "substantiated", "perpetrator", "perpetrators", "placement", "placements",
    "sibling", "siblings", "quorate", "disclosure", "disclosures", "disclose", "disclosed", "ascertain",
    "commence", "facilitate", "ensuring", "cohort", "intervention", "interventions",
)  # fmt: skip
PHRASES = (
    "alleged perpetrator", "non-accidental injury", "hard to reach", "failed to engage", "did not attend",
    "disguised compliance", "in order to", "prior to", "with regard to", "subject of a plan",
)  # fmt: skip


def by_place(boxes: list[Box | Procedure]) -> dict[str, Box | Procedure]:
    return {box.place: box for box in boxes}


@cache
def said(place: str) -> str:
    """Every word of a place's facets."""
    return "\n".join(line for _, lines in facets_of(by_place(EVERY)[place]) for line in lines)


def test_nothing_is_still_being_written() -> None:
    assert [chart.key for chart in manuscript().charts if chart.being_written] == []


@pytest.mark.parametrize("place", sorted(by_place(FULL)))
def test_a_box_has_what_a_reader_needs(place: str) -> None:
    box = by_place(FULL)[place]
    facets = box.facets
    assert 3 <= len(facets.key_points) <= 7
    assert facets.how_to_do_it
    assert facets.what_if
    assert facets.for_families
    assert facets.for_families.parents
    assert box.who
    assert box.sources
    assert box.checked
    before_roles = [lines for name, lines in facets_of(box) if not name.startswith("for your role")]
    assert sum(len(words(line)) for lines in before_roles for line in lines) <= MOST_WORDS


def test_a_connector_says_why_and_what_to_take() -> None:
    connectors = [box for box in manuscript().boxes if box.kind is Kind.CONNECTOR]
    assert len(connectors) == 4
    for box in connectors:
        told = " ".join(point.plain for point in box.facets.key_points)
        assert 3 <= len(box.facets.key_points) <= 7
        assert re.search(r"\b[Tt]ake\b", told), box.place


def test_it_reads_easily() -> None:
    assert [f"{each.place}: {each.what}" for each in check_reading(manuscript())] == []
    for chart in read(manuscript()).charts:
        assert chart.counts.words / chart.counts.sentences < 16


@pytest.mark.parametrize("place", sorted(by_place(EVERY)))
def test_it_uses_the_plainer_word(place: str) -> None:
    plain = said(place).lower().replace("disclosure and barring service", "")
    found = set(re.findall(r"[a-z-]+", plain)) & set(JARGON)
    assert not found
    assert not [phrase for phrase in PHRASES if phrase in plain]


def test_every_acronym_is_a_term() -> None:
    terms = {name for term in manuscript().terms for name in (term.term, *term.also)}
    texts = {place: said(place) for place in by_place(EVERY)}
    for key in pack().partnerships:
        mine = local(key)
        texts |= {f"{key}/{note.place}": note.text.plain for note in mine.notes}
        texts |= {f"{key}/local/{each.key}": each.text.plain for each in mine.guidance}
    unknown = {
        (place, acronym)
        for place, text in texts.items()
        for acronym in re.findall(r"\b(?:[A-Z]{2,}|[A-Z]&[A-Z])\b", text)
        if acronym not in terms and LOCAL_NAMES.get(acronym, "—") not in text
    }
    assert sorted(unknown) == []


def test_there_are_eighty_terms_and_more() -> None:
    assert len(manuscript().terms) >= 80


def test_the_twelve_procedures_are_linked_from_the_boxes() -> None:
    linked = Counter(
        link.to for box in manuscript().boxes for _, text in texts_of(box) for link in text.links
    )
    procedures = [each.place for each in manuscript().procedures]
    assert len(procedures) == 12
    assert [place for place in procedures if not linked[place]] == []


def test_every_duty_has_a_source_and_every_provision_a_box() -> None:
    found = coverage(manuscript())
    assert found.duties.unbacked == ()
    assert found.duties.timescales_without_source == ()
    assert found.provisions.not_carried == ()


def test_must_is_only_said_by_law() -> None:
    """Guidance may bind all the same; what does is listed here with the reason."""
    binding = {"sources/early-years-framework#tell-ofsted"}  # in force through the Childcare Act 2006
    for source in manuscript().sources:
        if source.kind not in (SourceKind.STATUTE, SourceKind.REGULATIONS):
            musts = {f"{source.place}#{each.key}" for each in source.provisions if each.force == "must"}
            assert musts <= binding, source.place


def test_every_lesson_and_learning_point_is_shown_where_someone_can_act_on_it() -> None:
    shown = {part for box in EVERY for part in box.facets.lessons}
    whole = {f"{study.place}#{each.key}" for study in manuscript().sources for each in study.lessons}
    whole |= {f"{review.place}#{each.key}" for review in manuscript().reviews for each in review.learning}
    assert whole - shown == set()


def test_every_review_says_what_we_read_of_it() -> None:
    assert [review.place for review in manuscript().reviews if not review.seen] == []


def test_no_limit_is_told_as_time_to_use_up() -> None:
    for place in by_place(EVERY):
        for sentence in said(place).split("\n"):
            if "72 hours" in sentence and "police" in sentence.lower():
                assert re.search(r"no (?:longer|more) than|longest|within", sentence), (place, sentence)
        assert not re.search(r"up to (?:72 hours|eight days|8 days)", said(place)), place


def test_only_numbers_that_anyone_may_print_stand_in_the_text() -> None:
    allowed = {contact.telephone for contact in manuscript().contacts}
    for place in by_place(EVERY):
        found = set(re.findall(r"\b0\d[\d ]{7,}\d\b", said(place)))
        assert found <= allowed, place
    for key in pack().partnerships:
        for note in local(key).notes:
            assert not re.search(r"\b0\d[\d ]{7,}\d\b", note.text.plain), (key, note.place)
