"""A chart in words: its boxes in order with their arrows, what is to be noticed, and what is leaving it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.urls import reverse

from waymark.desk.charting.drawn import told_id
from waymark.desk.charting.putting_in import PutIn
from waymark.desk.charting.written import Written
from waymark.manual.charts import FlowChart
from waymark.manual.findings import Finding, Severity
from waymark.manual.manuscript import Lookup
from waymark.manual.places import WORD
from waymark.manual.wholeness.flow import check_flow
from waymark.pages.reading import KIND_WORDS

_PLACES = re.compile(rf"\b{WORD}/{WORD}\b")


class ToldWay(NamedTuple):
    """An arrow in words: the answer, and the box at its other end."""

    place: str
    title: str
    answer: str
    chart: str
    href: str


class ToldBox(NamedTuple):
    """A box in words."""

    place: str
    spot: str
    title: str
    kind: str
    kind_words: str
    href: str
    new: bool
    changed: bool
    ways: list[ToldWay]
    reached: list[ToldWay]


def told_boxes(chart: FlowChart, lookup: Lookup, written: Written, put: PutIn | None = None) -> list[ToldBox]:
    """The boxes of a chart in the order they are told."""
    new = {box.place for box in put.made} if put else set()
    changed = {part.place for place, part in put.changed.items() if "/" in place} if put else set()
    saved_as = {box.place: box.saved_as for box in put.proposal.boxes} if put else {}
    made = []
    for place in dict.fromkeys(chart.boxes):
        box = lookup.boxes.get(place)
        if box is None:
            continue
        held = written.drafts.get(saved_as.get(place, place))
        made.append(
            ToldBox(
                place=place,
                spot=told_id(place),
                title=box.title,
                kind=box.kind.value,
                kind_words=KIND_WORDS[box.kind.value],
                href=reverse("desk_draft", args=[held.pk]) if held else "",
                new=place in new,
                changed=place in changed,
                ways=[
                    _way(arrow.end, arrow.answer, chart, lookup)
                    for arrow in lookup.arrows_from.get(place, [])
                ],
                reached=[
                    _way(arrow.start, arrow.answer, chart, lookup)
                    for arrow in lookup.arrows_to.get(place, [])
                    if arrow.start not in chart.boxes
                ],
            )
        )
    return made


def _way(place: str, answer: str | None, chart: FlowChart, lookup: Lookup) -> ToldWay:
    stands = lookup.chart_of.get(place)
    box = lookup.boxes.get(place)
    title = box.title if box else place
    if stands is None or stands.key == chart.key:
        return ToldWay(place, title, answer or "", "", f"#{told_id(place)}")
    href = reverse("desk_chart", args=[stands.key]) + f"#{told_id(place)}"
    return ToldWay(place, title, answer or "", f"Chart {stands.number}", href)


def told_findings(
    chart: FlowChart, lookup: Lookup, found: list[Finding], before: list[Finding] | None = None
) -> list[dict[str, Any]]:
    """Findings of this chart and its boxes; and, of any place, those that were not there `before`.

    What is about the chart itself comes first; the rest (`words`) is about what is written in places.
    """
    own = {chart.key, *chart.boxes}
    known = {_said(each) for each in before} if before is not None else None
    flow = {_said(each) for each in check_flow(lookup.manuscript, lookup)}
    made = []
    for each in found:
        if each.place in own or (known is not None and _said(each) not in known):
            made.append(
                {
                    "severity": each.severity.value,
                    "words": _said(each) not in flow,
                    "what": _with_titles(each.what, lookup),
                    "mend": _with_titles(each.mend, lookup),
                    "place": each.place or "",
                    "about": "" if each.place == chart.key else _title(each.place or "", lookup),
                    "spot": told_id(each.place) if each.place in chart.boxes else "",
                }
            )
    return sorted(made, key=lambda each: (each["words"], each["severity"] != Severity.REFUSE.value))


def _said(finding: Finding) -> tuple[str, str | None, str]:
    return finding.rule, finding.place, finding.what


def _title(place: str, lookup: Lookup) -> str:
    """What a place is called; its own words where it has no title."""
    for titled in (lookup.boxes, lookup.procedures, lookup.charts, lookup.sources, lookup.reviews):
        if place in titled:
            return str(titled[place].title)
    return lookup.terms[place].term if place in lookup.terms else place


def _with_titles(words: str, lookup: Lookup) -> str:
    """The words with the titles of boxes where a check names their places."""

    def titled(match: re.Match[str]) -> str:
        box = lookup.boxes.get(match[0])
        return f"“{box.title}”" if box else match[0]

    return _PLACES.sub(titled, words)


def leaving(put: PutIn) -> list[dict[str, Any]]:
    """What leaves the chart when the proposal is saved: withdrawn, or moved to another chart."""
    written = put.written
    made: list[dict[str, Any]] = []
    for gone in put.gone:
        made.append(
            {
                "place": gone.place,
                "title": written.title(gone.place),
                "chart": "",
                "see": [_title(place, put.lookup) for place in gone.see],
            }
        )
    for away in put.proposal.away:
        chart = written.lookup.charts[away.chart]
        words = f"chart {chart.number}: {chart.title}"
        made.append({"place": away.place, "title": written.title(away.place), "chart": words, "see": []})
    return made
