"""The heat map: how a manual reads, chart by chart, box by box and facet by facet, the worst first.

A chart or box is as hot as its hottest facet, since readers meet one facet at a time and the gate looks at
each by itself; beside that stands the age of all its words together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from waymark.manual.manuscript import Manuscript
from waymark.manual.waivers import Waiver
from waymark.plain_english.ages import Counts, ages, together
from waymark.plain_english.driving import Drivers, drivers
from waymark.plain_english.reading import (
    GATE_AGE,
    PROCEDURES,
    TARGET_AGE,
    SettingAside,
    every_page,
    facet_reading,
    facets_of,
)

#: How many of a facet's sentences, and of its words, are shown as what drives its age.
DRIVING = 3


class Band(NamedTuple):
    """Ages that are coloured alike: up to and with `most`. `words` say it where colour cannot."""

    name: str
    most: float
    words: str


BANDS = (
    Band("cool", 10, "up to 10"),
    Band("mild", 12, "over 10, up to 12"),
    Band("warm", 13, "over 12, up to 13"),
    Band("hot", TARGET_AGE, "over 13, up to 14"),
    Band("over", GATE_AGE, "over 14, up to 15: above the target"),
    Band("stop", float("inf"), "over 15: stopped by the gate"),
)


class Mark(StrEnum):
    """What is to be said of a facet beside its age."""

    NONE = ""
    SHORT = "too few words to tell"
    OVER = "above the target"
    STOPPED = "stopped by the gate"
    WAIVED = "let through by a waiver"


class FacetHeat(msgspec.Struct, frozen=True, kw_only=True):
    """How hot a facet is. `age`: None where it has too few words to tell. `why`: what drives its age."""

    facet: str
    age: float | None
    words: int
    mark: Mark = Mark.NONE
    waiver: Waiver | None = None
    why: Drivers | None = None


class BoxHeat(msgspec.Struct, frozen=True, kw_only=True):
    """How hot a box or procedure is: `age` of its hottest facet, and of all its words `together`."""

    place: str
    title: str
    age: float | None
    together: float
    words: int
    facets: tuple[FacetHeat, ...]


class ChartHeat(msgspec.Struct, frozen=True, kw_only=True):
    """How hot a chart is, as for a box. What stands in no chart is under `procedures`."""

    key: str
    title: str
    age: float | None
    together: float
    words: int
    boxes: tuple[BoxHeat, ...]

    @property
    def facets(self) -> list[FacetHeat]:
        """Every facet of its boxes."""
        return [facet for box in self.boxes for facet in box.facets]


def band_of(age: float) -> Band:
    """The band that an age is coloured by."""
    return next(band for band in BANDS if age <= band.most)


def heat_map(manuscript: Manuscript, day: date, *, why: bool = True) -> tuple[ChartHeat, ...]:
    """The heat map of a manual, as its waivers stand on a day. `why`: with what drives each age."""
    aside = SettingAside(manuscript)
    waivers = {(each.place, each.named): each for each in manuscript.waivers}
    chart_of = {place: chart.key for chart in manuscript.charts for place in chart.boxes}
    boxes: dict[str, list[tuple[BoxHeat, Counts]]] = {chart.key: [] for chart in manuscript.charts}
    for box in every_page(manuscript):
        facets, counts = [], []
        for name, lines in facets_of(box):
            read = facet_reading(box.place, name, lines, aside)
            waiver = waivers.get((box.place, name))
            facets.append(
                FacetHeat(
                    facet=name,
                    age=read.age,
                    words=read.counts.words,
                    mark=_mark(read.age, waiver is not None and waiver.holds(day)),
                    waiver=waiver,
                    why=drivers(lines, aside, most=DRIVING) if why and read.age is not None else None,
                )
            )
            counts.append(read.counts)
        if facets:
            whole = together(counts)
            made = BoxHeat(
                place=box.place,
                title=box.title,
                age=_hottest(each.age for each in facets),
                together=_age(whole),
                words=whole.words,
                facets=tuple(sorted(facets, key=lambda each: _worst_first(each.age, each.facet))),
            )
            boxes.setdefault(chart_of.get(box.place, PROCEDURES), []).append((made, whole))
    titles = {chart.key: chart.title for chart in manuscript.charts}
    charts = [
        _chart(key, titles.get(key, "Procedures"), [box for box, _ in held], [each for _, each in held])
        for key, held in boxes.items()
        if held
    ]
    return tuple(sorted(charts, key=lambda each: _worst_first(each.age, each.key)))


def _chart(key: str, title: str, boxes: list[BoxHeat], counts: list[Counts]) -> ChartHeat:
    whole = together(counts)
    return ChartHeat(
        key=key,
        title=title,
        age=_hottest(box.age for box in boxes),
        together=_age(whole),
        words=whole.words,
        boxes=tuple(sorted(boxes, key=lambda each: _worst_first(each.age, each.place))),
    )


def _mark(age: float | None, waived: bool) -> Mark:
    if age is None:
        return Mark.SHORT
    if age > GATE_AGE:
        return Mark.WAIVED if waived else Mark.STOPPED
    return Mark.OVER if age > TARGET_AGE else Mark.NONE


def _hottest(of: Iterable[float | None]) -> float | None:
    return max((age for age in of if age is not None), default=None)


def _age(counts: Counts) -> float:
    return round(ages(counts).highest, 1)


def _worst_first(age: float | None, name: str) -> tuple[float, str]:
    return (-age if age is not None else 0.0, name)
