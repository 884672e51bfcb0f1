"""Putting a proposal into the manual: what every part would say, and what would be saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from waymark.desk.charting.proposal import UNREADABLE, Faulty, Gone, Proposal, ProposedBox
from waymark.desk.charting.written import Parts, Whole, Written
from waymark.manual.boxes import Box
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.pack.register import Register


@dataclass
class PutIn(Whole):
    """The manual with a proposal in it. `changed`: parts by the place they are saved under today."""

    written: Written
    proposal: Proposal
    parts: Parts
    register: Register
    made: list[Box] = field(default_factory=list)
    changed: dict[str, Any] = field(default_factory=dict)

    @property
    def gone(self) -> tuple[Gone, ...]:
        """The boxes it withdraws."""
        return self.proposal.gone


def put_in(written: Written, key: str, proposal: Proposal) -> PutIn:
    """The manual with this proposal for the chart `key` in it. Raises Faulty where it cannot be so."""
    chart = written.lookup.charts.get(key)
    if chart is None:
        raise Faulty("Someone has just taken this chart out. Nothing was saved.")
    faults = [*_faults(written, chart, proposal)]
    if faults:
        raise Faulty(*dict.fromkeys(faults))
    made = PutIn(written, proposal, dict(written.parts), written.register)
    renamed = {box.was: box.place for box in proposal.boxes if box.was and box.was != box.place}
    for gone in proposal.gone:
        del made.parts[gone.place]
    for box in proposal.boxes:
        _put_box(made, box)
    for each in written.charts:
        now = _chart(each, chart, proposal, renamed)
        if now != each:
            made.changed[each.key] = now
            made.parts[each.key] = ("chart", now)
    return made


def _put_box(made: PutIn, box: ProposedBox) -> None:
    before = made.written.boxes.get(box.saved_as)
    if before is None:
        new = Box(place=box.place, title=box.title, kind=box.kind)
        made.made.append(new)
        made.parts[box.place] = ("box", new)
        return
    now = replace(before, place=box.place, title=box.title, kind=box.kind)
    if now != before:
        made.changed[before.place] = now
        del made.parts[before.place]
        made.parts[box.place] = ("box", now)


def _chart(each: FlowChart, chart: FlowChart, proposal: Proposal, renamed: dict[str, str]) -> FlowChart:
    """What a chart would say: the one that is changed, or another that it touches."""
    coming = {away.place: away.chart for away in proposal.away}
    if each.key == chart.key:
        boxes = tuple(box.place for box in proposal.boxes)
        arrows = tuple(arrow for arrow in proposal.arrows if arrow.start not in coming)
        return replace(each, boxes=boxes, arrows=arrows)
    gone = {gone.place for gone in proposal.gone}
    boxes = each.boxes + tuple(place for place, to in coming.items() if to == each.key)
    arrows = tuple(
        replace(arrow, end=renamed.get(arrow.end, arrow.end))
        for arrow in each.arrows
        if arrow.end not in gone
    )
    arrows += tuple(arrow for arrow in proposal.arrows if coming.get(arrow.start) == each.key)
    return replace(each, boxes=boxes, arrows=arrows)


def _faults(written: Written, chart: FlowChart, proposal: Proposal) -> Iterator[str]:
    """Why a proposal cannot be so, in words."""
    yield from _boxes(written, chart, proposal)
    yield from _leaving(written, chart, proposal)
    yield from _arrows(written, proposal)


def _boxes(written: Written, chart: FlowChart, proposal: Proposal) -> Iterator[str]:
    seen: set[str] = set()
    for box in proposal.boxes:
        for place in {box.place, box.saved_as}:
            if place in seen:
                yield f"Two boxes have the key {place}. Give each its own."
            seen.add(place)
        if box.saved_as in proposal.numbers:
            yield from _known(written, chart, box)
        elif box.was:
            yield f"There is no box at {box.was}."
        if box.saved_as not in proposal.numbers or box.place != box.saved_as:
            yield from _new_place(written, chart, box)
    told = {box.saved_as for box in proposal.boxes} | set(proposal.leaving)
    if proposal.numbers.get(chart.key) == written.drafts[chart.key].number:
        for place in chart.boxes:
            if place in written.boxes and place not in told:
                yield f"“{written.title(place)}” is neither on the chart nor withdrawn. Open the chart again."


def _known(written: Written, chart: FlowChart, box: ProposedBox) -> Iterator[str]:
    stands = written.lookup.chart_of.get(box.saved_as)
    if box.saved_as not in written.boxes:
        yield f"“{box.title}” is no longer there: someone took it out since you opened this page."
    elif stands is not None and stands.key != chart.key:
        yield f"“{box.title}” now stands in chart {stands.number}: {stands.title}."
    if box.place != box.saved_as and box.saved_as in written.in_force:
        yield f"The key of “{box.title}” has been in force, so it stays {box.saved_as}."


def _new_place(written: Written, chart: FlowChart, box: ProposedBox) -> Iterator[str]:
    if not box.place.startswith(f"{chart.key}/"):
        yield f"The address of a new box on this chart starts with {chart.key}/."
    elif written.is_taken(box.place):
        yield f"The key {box.place} is taken, or was used once. Choose another."


def _leaving(written: Written, chart: FlowChart, proposal: Proposal) -> Iterator[str]:
    staying = {box.saved_as for box in proposal.boxes}
    if len(set(proposal.leaving)) < len(proposal.leaving) or staying & set(proposal.leaving):
        yield "A box can only do one thing: stay, move to another chart, or be withdrawn."
    for place in proposal.leaving:
        title = written.title(place)
        stands = written.lookup.chart_of.get(place)
        if place not in written.boxes:
            yield f"“{title}” is no longer there: someone took it out since you opened this page."
        elif stands is not None and stands.key != chart.key:
            yield f"“{title}” now stands in chart {stands.number}: {stands.title}."
        elif place not in proposal.numbers:
            yield UNREADABLE
    for away in proposal.away:
        if away.chart == chart.key or away.chart not in written.lookup.charts:
            yield f"There is no other chart with the key {away.chart}."
    gone = {each.place for each in proposal.gone}
    after = (written.lookup.places.keys() - gone) | {box.place for box in proposal.boxes}
    for each in proposal.gone:
        for see in each.see:
            if see not in after:
                title = written.title(each.place)
                yield f"Readers of “{title}” cannot be sent to {see}: nothing stands there."


def _arrows(written: Written, proposal: Proposal) -> Iterator[str]:
    titles = {box.place: box.title for box in proposal.boxes}
    leaving = {each.place for each in proposal.away}
    renamed = {box.saved_as for box in proposal.boxes if box.was and box.was != box.place}
    gone = {each.place for each in proposal.gone} | renamed
    seen: set[tuple[str, str]] = set()
    for arrow in proposal.arrows:
        start, end = (titles.get(place) or written.title(place) for place in (arrow.start, arrow.end))
        if arrow.start not in titles and arrow.start not in leaving:
            yield f"An arrow starts at “{start}”, which is not on this chart."
        if arrow.end not in titles and (arrow.end not in written.boxes or arrow.end in gone):
            yield f"An arrow leads to “{end}”, and there is no such box."
        if arrow.start == arrow.end:
            yield f"An arrow cannot lead from “{start}” back to itself."
        if _ends(arrow) in seen:
            yield f"There is an arrow from “{start}” to “{end}” already. One answer can cover both."
        seen.add(_ends(arrow))


def _ends(arrow: Arrow) -> tuple[str, str]:
    return arrow.start, arrow.end
