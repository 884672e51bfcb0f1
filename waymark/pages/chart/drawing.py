"""A chart laid out: every shape, arrow and answer with its whole-pixel position."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

Point = tuple[int, int]


@dataclass(frozen=True)
class PlacedShape:
    """A box where it is drawn, its title broken into lines."""

    key: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    kind: str
    title: str


@dataclass(frozen=True)
class PlacedAnswer:
    """The words on an arrow, where they are drawn."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedWay:
    """An arrow as a line of upright and level pieces, from its start to the tip of its head."""

    start: str
    end: str
    points: tuple[Point, ...]
    answer: PlacedAnswer | None
    main: bool = False


@dataclass(frozen=True)
class Drawing:
    """One chart, laid out."""

    width: int
    height: int
    shapes: tuple[PlacedShape, ...]
    ways: tuple[PlacedWay, ...]


def to_json(drawing: Drawing) -> str:
    """The drawing as JSON: the same drawing always gives the same text."""
    return json.dumps(asdict(drawing), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Drawing:
    """The drawing that `to_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    return Drawing(
        told["width"],
        told["height"],
        tuple(PlacedShape(**{**shape, "lines": tuple(shape["lines"])}) for shape in told["shapes"]),
        tuple(_way(way) for way in told["ways"]),
    )


def _way(told: dict[str, Any]) -> PlacedWay:
    answer = told["answer"]
    return PlacedWay(
        told["start"],
        told["end"],
        tuple((x, y) for x, y in told["points"]),
        PlacedAnswer(**{**answer, "lines": tuple(answer["lines"])}) if answer else None,
        told["main"],
    )
