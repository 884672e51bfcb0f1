"""References: every link, lesson, source, role and timescale that is named is there."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.boxes import Box, Procedure
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.text import Text
from waymark.manual.wholeness.facets import every_box

messages(
    Severity.REFUSE,
    {
        "link-to-nowhere": (
            "The link “{words}” leads to {to}, and there is no such place.",
            "Lead it to a place that is there, or take the link away.",
        ),
        "provision-unknown": (
            "{place} cites {part}, and no source has that provision.",
            "Add the provision to the source, or cite another.",
        ),
        "lesson-unknown": (
            "{place} shows {part}, and no study or review has that lesson.",
            "Add the lesson to its study or review, or take it away.",
        ),
        "role-unknown": (
            "{place} has something for {role}, and there is no such role.",
            "Use a key of roles.yaml.",
        ),
        "timescale-unknown": (
            "{place} names the timescale {key}, and there is none.",
            "Use a key of timescales.yaml.",
        ),
        "listed-twice": ("{place} names {what} twice.", "Name it once."),
        "successor-unknown": (
            "The register sends readers of {place} to {to}, and there is no such place.",
            "Withdraw to a place that is there.",
        ),
    },
)


def texts_of(box: Box | Procedure) -> Iterator[tuple[str, Text]]:
    """Every text of a box, with the facet it stands in."""
    facets = box.facets
    for point in facets.key_points:
        yield "key points", point
    if facets.how_to_do_it:
        yield "how to do it", facets.how_to_do_it
    for each in facets.what_if:
        yield "what if", each.answer
    if facets.for_families:
        for text in (facets.for_families.parents, facets.for_families.child):
            if text:
                yield "for families", text
    for note in facets.for_your_role:
        yield "for your role", note.text


def check_references(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings for whatever is named and not there."""
    for box in every_box(manuscript):
        for _, text in texts_of(box):
            yield from check_links(text, box.place, lookup)
        yield from _parts(box, lookup)
    for place, text in _other_texts(manuscript):
        yield from check_links(text, place, lookup)
    for timescale in manuscript.timescales:
        if timescale.source is not None and timescale.source not in lookup.provisions:
            yield finding(
                "provision-unknown",
                place=f"timescales:{timescale.key}",
                path="$.source",
                part=timescale.source,
            )
    for gone in manuscript.withdrawn:
        for to in gone.see:
            if to not in lookup.places:
                yield finding("successor-unknown", place=gone.place, file="places.tsv", to=to)


def check_links(
    text: Text, place: str, lookup: Lookup, local: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Findings for links to places that are not there. `local`: places of one partnership, `local/key`."""
    for link in text.links:
        if not link.on_the_web and link.to not in lookup.places and link.to not in local:
            yield finding("link-to-nowhere", place=place, words=link.text, to=link.to)


def _parts(box: Box | Procedure, lookup: Lookup) -> Iterator[Finding]:
    for index, part in enumerate(box.sources):
        if part not in lookup.provisions:
            yield finding("provision-unknown", place=box.place, path=f"$.sources[{index}]", part=part)
    for index, part in enumerate(box.facets.lessons):
        if part not in lookup.lessons:
            path = f"$.facets.lessons[{index}]"
            yield finding("lesson-unknown", place=box.place, path=path, part=part)
    for index, key in enumerate(box.timescales):
        if key not in lookup.timescales:
            yield finding("timescale-unknown", place=box.place, path=f"$.timescales[{index}]", key=key)
    for note in box.facets.for_your_role:
        if note.role not in lookup.roles:
            yield finding("role-unknown", place=box.place, role=note.role)
    roles = tuple(note.role for note in box.facets.for_your_role)
    for named in (box.sources, box.facets.lessons, box.timescales, roles):
        for what in sorted({each for each in named if named.count(each) > 1}):
            yield finding("listed-twice", place=box.place, what=what)


def _other_texts(manuscript: Manuscript) -> Iterator[tuple[str, Text]]:
    yield "manual", manuscript.about
    yield "manual", manuscript.notice
    for term in manuscript.terms:
        yield term.place, term.meaning
    for timescale in manuscript.timescales:
        if timescale.note:
            yield f"timescales:{timescale.key}", timescale.note
    for source in manuscript.sources:
        if source.note:
            yield source.place, source.note
        for lesson in source.lessons:
            yield source.place, lesson.text
    for review in manuscript.reviews:
        for point in review.learning:
            yield review.place, point.text
