"""Facets and sources: what each kind of box needs before it can be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.boxes import Box, Facets, Kind, Procedure
from waymark.manual.duties import backed
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript

KEY_POINTS = "key points"
HOW = "how to do it"
WHAT_IF = "what if"
FAMILIES = "for families"

#: The facets that each kind of box needs; lessons and role notes are never required.
NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.CONNECTOR: (KEY_POINTS,),
    Kind.OUTCOME: (KEY_POINTS, WHAT_IF, FAMILIES),
    Kind.START: (KEY_POINTS, HOW, WHAT_IF, FAMILIES),
    Kind.STEP: (KEY_POINTS, HOW, WHAT_IF, FAMILIES),
    Kind.DECISION: (KEY_POINTS, HOW, WHAT_IF, FAMILIES),
}

messages(
    Severity.REFUSE,
    {
        "facet-missing": (
            "{place} has no “{facet}”.",
            "Write it: a box of this kind needs it.",
        ),
        "source-missing": (
            "{place} has no source.",
            "Name the provision of law or guidance it rests on.",
        ),
        "key-point-form": (
            "A key point of {place} is more than one paragraph.",
            "Write each key point as one sentence.",
        ),
        "timescale-source-missing": (
            "The timescale “{key}” has no source.",
            "Name the provision that sets it.",
        ),
        "timescale-unit": (
            "The timescale “{key}” has {problem}.",
            "A number has a unit; “as soon as possible” and “set locally” have none.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "must-without-law": (
            "{place} says “must”, and cites no statute or regulation.",
            "Cite the provision that says so, or write “should”, or say plainly what to do.",
        ),
    },
)


def every_box(manuscript: Manuscript) -> list[Box | Procedure]:
    """Every box and procedure."""
    return [*manuscript.boxes, *manuscript.procedures]


def missing(box: Box | Procedure) -> list[str]:
    """The facets that this box still needs."""
    facets = box.facets
    held = {
        KEY_POINTS: bool(facets.key_points),
        HOW: facets.how_to_do_it is not None,
        WHAT_IF: bool(facets.what_if),
        FAMILIES: facets.for_families is not None,
    }
    kind = box.kind if isinstance(box, Box) else Kind.STEP
    return [facet for facet in NEEDED[kind] if not held[facet]]


def check_facets(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings for what is not yet written, or says more than its sources."""
    for box in every_box(manuscript):
        chart = lookup.chart_of.get(box.place)
        severity = Severity.WARN if chart and chart.being_written else Severity.REFUSE
        for facet in missing(box):
            yield finding("facet-missing", place=box.place, severity=severity, facet=facet)
        kind = box.kind if isinstance(box, Box) else Kind.STEP
        if not box.sources and kind is not Kind.CONNECTOR:
            yield finding("source-missing", place=box.place, severity=severity)
        for index, point in enumerate(box.facets.key_points):
            if len(point.lines) != 1:
                yield finding("key-point-form", place=box.place, path=f"$.facets.key_points[{index}]")
        if _says_must(box.facets) and "must" not in backed(box.sources, lookup):
            yield finding("must-without-law", place=box.place)
    for timescale in manuscript.timescales:
        place = f"timescales:{timescale.key}"
        if timescale.source is None:
            yield finding("timescale-source-missing", place=place, key=timescale.key)
        counted = isinstance(timescale.limit, int)
        if counted != (timescale.unit is not None):
            problem = "a number and no unit" if counted else "words and a unit"
            yield finding("timescale-unit", place=place, path="$.limit", key=timescale.key, problem=problem)


def _says_must(facets: Facets) -> bool:
    texts = [*facets.key_points, *(each.answer for each in facets.what_if)]
    texts += [note.text for note in facets.for_your_role]
    if facets.how_to_do_it:
        texts.append(facets.how_to_do_it)
    return any(word in ("must", "must,", "must.") for text in texts for word in text.plain.lower().split())
