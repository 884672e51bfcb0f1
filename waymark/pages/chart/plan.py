"""What is to be drawn: the shapes of one chart and the ways between them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from waymark.pages.chart.measure import Faces

ENGINE = 2
"""Raise this whenever the same plan would be drawn differently, so that kept drawings go stale."""

KINDS = ("start", "step", "decision", "outcome", "connector", "away")


@dataclass(frozen=True)
class Shape:
    """A box to be drawn. Kind `away` is a box on another chart that an arrow leads to."""

    key: str
    title: str
    kind: str


@dataclass(frozen=True)
class Way:
    """An arrow to be drawn, with the answer that leads along it."""

    start: str
    end: str
    answer: str | None = None


@dataclass(frozen=True)
class Plan:
    """One chart to be drawn. A pinned box keeps to its column, counted from 0 at the left."""

    shapes: tuple[Shape, ...]
    ways: tuple[Way, ...]
    pinned: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a plan that cannot be drawn, saying what to mend."""
        keys = [shape.key for shape in self.shapes]
        known = set(keys)
        for shape in self.shapes:
            if shape.kind not in KINDS:
                raise ValueError(
                    f"{shape.key}: unknown kind {shape.kind!r}; use one of {', '.join(KINDS)}"
                )
        for key in sorted(known):
            if keys.count(key) > 1:
                raise ValueError(f"{key}: two shapes have this key; give each its own")
        seen = set()
        for way in self.ways:
            if way.start == way.end:
                raise ValueError(f"{way.start}: an arrow leads from this box to itself; remove it")
            for key in (way.start, way.end):
                if key not in known:
                    raise ValueError(
                        f"{way.start} to {way.end}: there is no shape {key!r}; add it to the chart"
                    )
            if way in seen:
                raise ValueError(f"{way.start} to {way.end}: this arrow is given twice")
            seen.add(way)
        for key, column in self.pinned.items():
            if key not in known:
                raise ValueError(f"{key}: pinned to a column but not in the chart; unpin it")
            if column < 0:
                raise ValueError(f"{key}: pinned to column {column}; columns are counted from 0")


def fingerprint(plan: Plan, faces: Faces, max_width: int = 1080) -> str:
    """A sha256 that changes whenever the drawing of this plan could."""
    exact = [
        ENGINE,
        max_width,
        [[shape.key, shape.title, shape.kind] for shape in plan.shapes],
        [[way.start, way.end, way.answer] for way in plan.ways],
        sorted(plan.pinned.items()),
        [[face.default, face.advances] for face in (faces.regular, faces.bold)],
    ]
    canonical = json.dumps(exact, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
