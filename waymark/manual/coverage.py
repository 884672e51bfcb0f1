"""Coverage: which provisions the boxes carry, which duties no source backs, and how much there is.

The last check of a manual for accuracy against law and guidance: see docs/coverage.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.duties import backed
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.sources import Review
from waymark.manual.text import Text

_DUTY = re.compile(r"\b(must|should)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+")


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """Provisions, by whether a box or procedure carries them and by how well their words are known."""

    all: int
    carried: int
    for_others: tuple[tuple[str, str], ...]
    not_carried: tuple[str, ...]
    words_read: int
    account_read: int
    general_knowledge: tuple[str, ...]


class Unbacked(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with a duty in it, at a place that cites nothing of that force."""

    place: str
    word: str
    sentence: str


class Duties(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences that say must or should, and those that no source of their place backs."""

    must: int
    should: int
    unbacked: tuple[Unbacked, ...]
    timescales_without_source: tuple[str, ...]


class Amounts(msgspec.Struct, frozen=True, kw_only=True):
    """What one chart, or all procedures, hold. Lessons, learning points and sources count once each."""

    of: str
    boxes: int
    facets: int
    what_ifs: int
    lessons: int
    learning_points: int
    sources: int
    provisions: int
    role_notes: int


class Practised(msgspec.Struct, frozen=True, kw_only=True):
    """How many scenarios and moments there are, and the places whose words their choices lead to."""

    scenarios: int
    moments: int
    places: tuple[str, ...]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The coverage report of one manual."""

    provisions: Carried
    duties: Duties
    amounts: tuple[Amounts, ...]
    practised: Practised


def coverage(manuscript: Manuscript) -> Coverage:
    """The coverage report."""
    lookup = Lookup(manuscript)
    return Coverage(
        provisions=_carried(manuscript, lookup),
        duties=_duties(manuscript, lookup),
        amounts=tuple(_amounts(manuscript, lookup)),
        practised=_practised(manuscript),
    )


def _practised(manuscript: Manuscript) -> Practised:
    moments = [moment for scenario in manuscript.scenarios for moment in scenario.moments]
    places = {choice.place for moment in moments for choice in moment.choices}
    return Practised(scenarios=len(manuscript.scenarios), moments=len(moments), places=tuple(sorted(places)))


def _every(manuscript: Manuscript) -> list[Box | Procedure]:
    return [*manuscript.boxes, *manuscript.procedures]


def _carried(manuscript: Manuscript, lookup: Lookup) -> Carried:
    cited = {part for box in _every(manuscript) for part in box.sources}
    cited |= {each.source for each in manuscript.timescales if each.source}
    provisions = {part: provision for part, (_, provision) in lookup.provisions.items()}
    left = {part: provision for part, provision in provisions.items() if part not in cited}
    known = [provision for provision in provisions.values() if provision.seen or provision.read_at]
    return Carried(
        all=len(provisions),
        carried=len(provisions) - len(left),
        for_others=tuple((part, each.no_box) for part, each in left.items() if each.no_box),
        not_carried=tuple(part for part, each in left.items() if not each.no_box),
        words_read=sum(each.seen for each in known),
        account_read=sum(not each.seen for each in known),
        general_knowledge=tuple(part for part, each in provisions.items() if not (each.seen or each.read_at)),
    )


def _duties(manuscript: Manuscript, lookup: Lookup) -> Duties:
    counted = {"must": 0, "should": 0}
    unbacked: list[Unbacked] = []
    for box in _every(manuscript):
        may_say = backed(box.sources, lookup)
        for sentence in _sentences(box):
            for word in sorted({found.lower() for found in _DUTY.findall(sentence)}):
                counted[word] += 1
                if word not in may_say:
                    unbacked.append(Unbacked(place=box.place, word=word, sentence=sentence))
    without = tuple(each.key for each in manuscript.timescales if each.source is None)
    return Duties(
        must=counted["must"],
        should=counted["should"],
        unbacked=tuple(unbacked),
        timescales_without_source=without,
    )


def _sentences(box: Box | Procedure) -> Iterator[str]:
    """Every sentence that tells a reader what to do. Words to families promise instead, and are left out."""
    facets = box.facets
    texts: list[Text] = [*facets.key_points, *(each.answer for each in facets.what_if)]
    texts += [note.text for note in facets.for_your_role]
    texts += [facets.how_to_do_it] if facets.how_to_do_it else []
    for text in texts:
        for line in text.plain.split("\n"):
            yield from _SENTENCE.split(line)


def _amounts(manuscript: Manuscript, lookup: Lookup) -> Iterator[Amounts]:
    for chart in manuscript.charts:
        yield _amount(
            chart.key, [lookup.boxes[place] for place in chart.boxes if place in lookup.boxes], lookup
        )
    if manuscript.procedures:
        yield _amount("procedures", list(manuscript.procedures), lookup)
    yield _amount("all", _every(manuscript), lookup)


def _amount(of: str, boxes: list[Box] | list[Procedure] | list[Box | Procedure], lookup: Lookup) -> Amounts:
    lessons = {part for box in boxes for part in box.facets.lessons if part in lookup.lessons}
    learning = {part for part in lessons if isinstance(lookup.lessons[part][0], Review)}
    provisions = {part for box in boxes for part in box.sources}
    return Amounts(
        of=of,
        boxes=len(boxes),
        facets=sum(_facets(box) for box in boxes),
        what_ifs=sum(len(box.facets.what_if) for box in boxes),
        lessons=len(lessons - learning),
        learning_points=len(learning),
        sources=len({part.partition("#")[0] for part in provisions}),
        provisions=len(provisions),
        role_notes=sum(len(box.facets.for_your_role) for box in boxes),
    )


def _facets(box: Box | Procedure) -> int:
    """How many of the six facets a place has."""
    facets = box.facets
    return sum(
        bool(held)
        for held in (
            facets.key_points,
            facets.how_to_do_it,
            facets.what_if,
            facets.lessons,
            facets.for_families,
            facets.for_your_role,
        )
    )
