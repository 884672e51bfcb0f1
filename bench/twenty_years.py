"""A generated history of a manual: editions twice a year, and supplements of every partnership between."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from waymark.editions.compiling import Compiler
from waymark.editions.gather import NewEdition, NewSupplement, settings_of
from waymark.editions.report import Report
from waymark.editions.shelf import Shelf
from waymark.editions.timeline import instant
from waymark.manual.boxes import Box, Kind
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.local import Form, LocalManuscript, LocalNote
from waymark.manual.manuscript import Manuscript, Withdrawn, canonical
from waymark.manual.pack.local_form import local_files
from waymark.manual.pack.whole import Pack, read_pack
from waymark.manual.text import Text

T = TypeVar("T")

#: So long ago that all of it has come: a real server answers only for days that were.
FIRST = date(2006, 10, 1)
BOXES_CHANGED = 5


class History:
    """Makes one edition or supplement after the other and compiles each the day before it holds."""

    def __init__(self, pack: Path, folder: Path) -> None:
        found, _ = read_pack(pack)
        assert found is not None
        self.pack: Pack = found
        self.draw = random.Random(1)
        self.compiler = Compiler(Shelf(folder))
        shared, _, _ = self.pack.read_draft()
        assert shared is not None
        self.manuscript: Manuscript = shared
        self.added: list[tuple[Box, Arrow]] = []
        self.locals: dict[str, LocalManuscript] = {}
        for key in self.pack.partnerships:
            local, _, _ = self.pack.read_local_draft(key)
            assert local is not None
            self.locals[key] = local
        self.issued = dict.fromkeys(self.locals, 1)
        self.places = {box.place for box in shared.boxes}

    def made(self, editions: int, every: int) -> Iterator[tuple[str, Report]]:
        """Compile the whole history; what each compile brought is told by its kind."""
        keys = sorted(self.locals)
        days = [_half_year(n) for n in range(editions + 1)]
        first = tuple(self._supplement(key, FIRST) for key in keys)
        settings = settings_of(self.pack.consortium)
        shelve = self.compiler.compile_manuscripts
        edition = self._edition(0, days[0], ())
        yield "first", shelve((edition,), first, instant(days[0]), settings=settings)
        day, coming, turn = days[0], 1, 0
        while True:
            # Each partnership has its own day within the period, so that each supplement is a compile.
            day = days[0] + timedelta(days=1 + every * (turn // len(keys)))
            day += timedelta(days=turn % len(keys) * every // len(keys))
            if coming < editions and days[coming] <= day:
                edition = self._changed(coming, days[coming])
                yield "edition", shelve((edition,), (), instant(days[coming] - timedelta(days=1), "12:00"))
                coming += 1
                continue
            if day >= days[-1]:
                return
            key = keys[turn % len(keys)]
            self.locals[key] = self._reworded(self.locals[key])
            self.issued[key] += 1
            # Within a day the instants differ, as they do where people press a button.
            when = instant(day - timedelta(days=1), "12:00") + timedelta(minutes=turn % len(keys))
            yield "supplement", shelve((), (self._supplement(key, day),), when)
            turn += 1

    def _edition(self, n: int, day: date, reasons: tuple[tuple[str, str], ...]) -> NewEdition:
        number = 2 if n and n % 2 == 0 else 1
        return NewEdition(f"{FIRST.year + (n + 1) // 2}-{number}", day, self.manuscript, reasons)

    def _supplement(self, key: str, day: date) -> NewSupplement:
        local = self.locals[key]
        files = self.pack.partnerships[key]
        papers = {name.removeprefix("files/"): data for name, data in local_files(local, files).items()}
        return NewSupplement(self.issued[key], day, local, papers=papers)

    def _changed(self, n: int, day: date) -> NewEdition:
        """The next edition: some boxes and a term reworded, now and then a box added or withdrawn."""
        manual, draw = self.manuscript, self.draw
        chosen = {box.place for box in draw.sample(manual.boxes, BOXES_CHANGED)}
        boxes = [self._reworded_box(box, n) if box.place in chosen else box for box in manual.boxes]
        term = draw.choice(manual.terms)
        meaning = Text(f"{term.meaning.markdown.rstrip()}\n\nSaid again in round {n}.")
        terms = [
            msgspec.structs.replace(each, meaning=meaning) if each.key == term.key else each
            for each in manual.terms
        ]
        manual = msgspec.structs.replace(manual, boxes=tuple(boxes), terms=tuple(terms))
        reasons = dict.fromkeys(chosen, "Plainer after a review.") | {term.place: "Plainer."}
        if n % 3 == 1:
            manual, place = self._with_box(manual, n)
            reasons[place] = "Learning from a review."
        elif n % 6 == 3 and self.added:
            manual, place = self._without_box(manual, n)
            reasons[place] = "Said better elsewhere."
        self.manuscript = canonical(manual)
        return self._edition(n, day, tuple(sorted(reasons.items())))

    def _reworded_box(self, box: Box, n: int) -> Box:
        points = box.facets.key_points
        if not points:
            return msgspec.structs.replace(box, who=f"{(box.who or 'Anyone').partition(' (')[0]} (round {n})")
        words = points[0].markdown.rstrip().partition(" (Said again")[0]
        first = Text(f"{words} (Said again in round {n}.)")
        facets = msgspec.structs.replace(box.facets, key_points=(first, *points[1:]))
        return msgspec.structs.replace(box, facets=facets)

    def _with_box(self, manual: Manuscript, n: int) -> tuple[Manuscript, str]:
        """A copy of a step, put between it and the one step it leads to."""
        of = {box.place: box for box in manual.boxes}
        ways = [
            (chart, arrow)
            for chart in manual.charts
            for arrow in chart.arrows
            if of[arrow.start].kind is Kind.STEP
            and arrow.answer is None
            and sum(each.start == arrow.start for each in chart.arrows) == 1
        ]
        chart, arrow = self.draw.choice(ways)
        twin = of[arrow.start]
        place = f"{chart.key}/further-step-{n}"
        box = msgspec.structs.replace(twin, place=place, title=f"A further step, {n}")
        at = chart.boxes.index(arrow.start) + 1
        arrows = []
        for each in chart.arrows:
            by_way = [Arrow(start=arrow.start, end=place), Arrow(start=place, end=arrow.end)]
            arrows += by_way if each == arrow else [each]
        new = msgspec.structs.replace(
            chart, boxes=(*chart.boxes[:at], place, *chart.boxes[at:]), arrows=tuple(arrows)
        )
        self.added.append((box, arrow))
        return _with_chart(manual, new, (*manual.boxes, box)), place

    def _without_box(self, manual: Manuscript, n: int) -> tuple[Manuscript, str]:
        """The box that was added first is withdrawn again."""
        box, _ = self.added.pop(0)
        chart = next(chart for chart in manual.charts if box.place in chart.boxes)
        start = next(arrow.start for arrow in chart.arrows if arrow.end == box.place)
        end = next(arrow.end for arrow in chart.arrows if arrow.start == box.place)
        arrows = []
        for each in chart.arrows:
            if each.end == box.place:
                arrows.append(Arrow(start=start, end=end))
            elif each.start != box.place:
                arrows.append(each)
        boxes = tuple(place for place in chart.boxes if place != box.place)
        new = msgspec.structs.replace(chart, boxes=boxes, arrows=tuple(arrows))
        left = tuple(each for each in manual.boxes if each.place != box.place)
        number = self._edition(n, FIRST, ()).number
        gone = Withdrawn(place=box.place, kind="box", edition=number, see=(start,))
        manual = msgspec.structs.replace(manual, withdrawn=(*manual.withdrawn, gone))
        return _with_chart(manual, new, left), box.place

    def _reworded(self, local: LocalManuscript) -> LocalManuscript:
        """The next supplement: one number, one note or one page of guidance changed."""
        draw, chance = self.draw, self.draw.random()
        pages = [n for n, each in enumerate(local.guidance) if each.form is Form.PAGE and each.file is None]
        examples = [n for n, each in enumerate(local.contacts) if each.example and each.telephone]
        if chance < 0.4 and examples:
            at = draw.choice(examples)
            changed = msgspec.structs.replace(
                local.contacts[at], telephone=f"01632 960{draw.randrange(1000):03}"
            )
            return msgspec.structs.replace(local, contacts=_put(local.contacts, at, changed))
        if chance < 0.7 and pages:
            at = draw.choice(pages)
            words = local.guidance[at].text.markdown.rstrip().partition("\n\nGone through again")[0]
            again = Text(f"{words}\n\nGone through again, {draw.randrange(10**6)}.")
            changed_page = msgspec.structs.replace(local.guidance[at], text=again)
            return msgspec.structs.replace(local, guidance=_put(local.guidance, at, changed_page))
        words = Text(f"Ask our duty team first. Their list is number {draw.randrange(10**6)}.")
        if local.notes:
            at = draw.randrange(len(local.notes))
            return msgspec.structs.replace(
                local, notes=_put(local.notes, at, msgspec.structs.replace(local.notes[at], text=words))
            )
        place = draw.choice(sorted(self.places))
        return msgspec.structs.replace(local, notes=(LocalNote(place=place, text=words),))


def _put(parts: tuple[T, ...], at: int, part: T) -> tuple[T, ...]:
    return (*parts[:at], part, *parts[at + 1 :])


def _with_chart(manual: Manuscript, new: FlowChart, boxes: tuple[Box, ...]) -> Manuscript:
    charts = tuple(new if chart.key == new.key else chart for chart in manual.charts)
    return msgspec.structs.replace(manual, charts=charts, boxes=boxes)


def _half_year(n: int) -> date:
    """The day of an edition: 1 October and 1 April in turn."""
    return date(FIRST.year + (n + 1) // 2, 4 if n % 2 else 10, 1)
