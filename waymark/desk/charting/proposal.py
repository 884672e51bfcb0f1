"""A proposal: a chart as someone is changing it in their browser, not yet saved."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from waymark.desk.charting.written import Written
from waymark.manual.boxes import Kind
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.data import Data, Line
from waymark.manual.places import Key, Place

#: More than any chart that people could follow.
MOST_BOXES, MOST_ARROWS, MOST_BYTES = 100, 200, 400_000
UNREADABLE = "What came from your browser could not be read. Nothing was saved. Open the chart again."


class Faulty(Exception):
    """A proposal that cannot be so. `words` say why, for whoever proposed it."""

    def __init__(self, *words: str) -> None:
        self.words = list(words)
        super().__init__(" ".join(words))


class ProposedBox(Data, frozen=True, kw_only=True):
    """A box of the chart. `was`: its place as it is saved, where that is to change."""

    place: Place
    title: Line
    kind: Kind
    was: Place | None = None

    @property
    def saved_as(self) -> str:
        """The place it is saved under, if it is saved at all."""
        return self.was or self.place


class Gone(Data, frozen=True, kw_only=True):
    """A box withdrawn, and what readers are to see instead."""

    place: Place
    see: Annotated[tuple[Place, ...], Meta(max_length=5)] = ()


class Away(Data, frozen=True, kw_only=True):
    """A box on its way to another chart. It keeps its place, and takes the arrows out of it along."""

    place: Place
    chart: Key


class Proposal(Data, frozen=True, kw_only=True):
    """A chart as it would be. `numbers`: the save that each draft was opened at, by its place."""

    boxes: Annotated[tuple[ProposedBox, ...], Meta(max_length=MOST_BOXES)] = ()
    arrows: Annotated[tuple[Arrow, ...], Meta(max_length=MOST_ARROWS)] = ()
    gone: Annotated[tuple[Gone, ...], Meta(max_length=MOST_BOXES)] = ()
    away: Annotated[tuple[Away, ...], Meta(max_length=MOST_BOXES)] = ()
    numbers: dict[Place, Annotated[int, Meta(ge=0, le=2**31 - 1)]] = msgspec.field(default_factory=dict)

    @property
    def leaving(self) -> list[str]:
        """The places of boxes that leave the chart: withdrawn, or moved to another."""
        return [gone.place for gone in self.gone] + [away.place for away in self.away]


def read_proposal(body: bytes) -> Proposal:
    """The proposal that a browser sent. Raises Faulty, with words that say what to put right."""
    if len(body) > MOST_BYTES:
        raise Faulty(UNREADABLE)
    try:
        told = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Faulty(UNREADABLE) from error
    if not isinstance(told, dict):
        raise Faulty(UNREADABLE)
    faults = [*_tidy_lines(told.get("boxes"), "title"), *_tidy_lines(told.get("arrows"), "answer")]
    if faults:
        raise Faulty(*dict.fromkeys(faults))
    try:
        return msgspec.convert(told, Proposal)
    except (msgspec.ValidationError, RecursionError) as error:
        raise Faulty(_in_words(str(error))) from error


def _tidy_lines(rows: Any, name: str) -> list[str]:
    """Put single spaces into the lines that people wrote; what is wrong with them."""
    faults = []
    for row in rows if isinstance(rows, list) else ():
        words = row.get(name) if isinstance(row, dict) else None
        if not isinstance(words, str):
            continue
        tidy = " ".join(words.split())
        if cannot_be_shown(tidy):
            faults.append("There is a sign in your words that cannot be shown. Type them again.")
        elif len(tidy) > 400:
            faults.append(f"This {name} is too long: keep it under 400 letters. Most have fewer than 60.")
        elif not tidy and name == "title":
            faults.append("Give the box a title.")
        row[name] = tidy or None
    return faults


def cannot_be_shown(words: str) -> bool:
    """Whether there are signs in a line that no page can show."""
    return any(unicodedata.category(letter)[0] == "C" for letter in words)


def _in_words(problem: str) -> str:
    if "length <=" in problem:
        return f"A chart holds at most {MOST_BOXES} boxes and {MOST_ARROWS} arrows."
    if ".place" in problem or ".was" in problem:
        return "The key of a box is small letters, figures and single hyphens, such as talk-it-over."
    return UNREADABLE


def as_saved(chart: FlowChart, written: Written) -> tuple[Proposal, list[str]]:
    """A chart as it is saved, as the proposal to start from; and what had to be left out of it, in words."""
    boxes = [
        ProposedBox(place=place, title=box.title, kind=box.kind)
        for place in dict.fromkeys(chart.boxes)
        if (box := written.boxes.get(place))
    ]
    inside = {box.place for box in boxes}
    arrows = {
        (arrow.start, arrow.end): arrow
        for arrow in reversed(chart.arrows)
        if arrow.start in inside and arrow.end in written.boxes and arrow.start != arrow.end
    }
    left_out = [
        f"There is no box at {place} any more: saving takes it off this chart."
        for place in dict.fromkeys(chart.boxes)
        if place not in inside
    ]
    if len(arrows) < len(chart.arrows):
        count = len(chart.arrows) - len(arrows)
        words = "1 arrow leads" if count == 1 else f"{count} arrows lead"
        left_out.append(f"{words} from or to no box, or stands twice: saving takes such arrows away.")
    numbers = {each.key: written.drafts[each.key].number for each in written.charts}
    numbers |= {box.place: written.drafts[box.place].number for box in boxes}
    numbers |= {box.place: written.drafts[box.place].number for box in written.loose}
    kept = tuple(arrow for arrow in chart.arrows if arrows.get((arrow.start, arrow.end)) is arrow)
    return Proposal(boxes=tuple(boxes), arrows=kept, numbers=numbers), left_out
