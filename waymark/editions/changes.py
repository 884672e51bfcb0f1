"""The fingerprint of each place's own text, and the edition or supplement in which it last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from waymark.manual.boxes import Box, Procedure
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

Number = TypeVar("Number", str, int)


def shared_places(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """Every place of the shared manual with the fingerprint of its own text.

    A timescale has no place: it belongs to the text of each box and procedure that shows it. How people ask
    for something is not part of its text: nobody acts on it.
    """
    timescales = {each.key: replace(each, people_say=()) for each in manuscript.timescales}
    for chart in manuscript.charts:
        yield chart.key, own_fingerprint(chart)
    boxes: list[Box | Procedure] = [*manuscript.boxes, *manuscript.procedures]
    for box in boxes:
        limits = [timescales[key] for key in box.timescales if key in timescales]
        box = replace(box, facets=replace(box.facets, people_say=()))
        yield box.place, own_fingerprint([box, *limits] if limits else box)
    for term in manuscript.terms:
        yield term.place, own_fingerprint(replace(term, people_say=()))
    for sources in (manuscript.sources, manuscript.reviews):
        yield from ((source.place, own_fingerprint(source)) for source in sources)
    yield from ((scenario.place, own_fingerprint(scenario)) for scenario in manuscript.scenarios)


def local_places(local: LocalManuscript) -> Iterator[tuple[str, str]]:
    """What a local manuscript holds (`contacts`, `notes:<place>`, `guidance:<key>`), with fingerprints.

    How people ask for a contact is no part of it.
    """
    yield "contacts", own_fingerprint(tuple(replace(each, people_say=()) for each in local.contacts))
    for note in local.notes:
        yield f"notes:{note.place}", own_fingerprint(note)
    for guidance in local.guidance:
        yield f"guidance:{guidance.key}", own_fingerprint(guidance)


def since(
    places: Iterable[tuple[str, str]], number: Number, before: Mapping[str, tuple[str, Number]]
) -> dict[str, tuple[str, Number]]:
    """For each place its fingerprint and since which number it stands so, given how it stood before."""
    made: dict[str, tuple[str, Number]] = {}
    for place, fingerprint in places:
        earlier = before.get(place)
        same = earlier is not None and earlier[0] == fingerprint
        made[place] = earlier if same and earlier is not None else (fingerprint, number)
    return made
