"""The rows of a chart: boxes and answers by turns, and lanes where an arrow passes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from waymark.pages.chart.measure import Faces
from waymark.pages.chart.plan import Plan

TITLE_SIZE = 16
ANSWER_SIZE = 15
KIND_SIZE = 13
TITLE_LINE = 20
ANSWER_LINE = 19
KIND_LINE = 20
BOX_PADDING = 13
SIDE_PADDING = {"start": 20, "decision": 22, "connector": 20, "away": 16}
ANSWER_PADDING = 4
BACK_ANSWER_ROOM = 150
BACK_LANE = 24
"""Room for a way that leads back, so that its head stands clear where it meets a box."""
WITHOUT_KIND_WORD = ("step", "connector")
"""Kinds told by shape and title: a connector's title says 'Go to' itself."""


@dataclass(frozen=True)
class Spot:
    """A place in a row: a box (which shape), or an answer or a lane (of which way)."""

    sort: str
    which: int
    row: int
    width: int
    height: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Every spot of a chart by row, and the spots each way passes from its start to its end."""

    spots: tuple[Spot, ...]
    rows: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    back: frozenset[int]
    main: frozenset[int]

    def links(self) -> list[tuple[int, int, int]]:
        """Each pair of spots a way joins from one row to the next: (upper, lower, way)."""
        found = []
        for way, chain in enumerate(self.chains):
            for a, b in pairwise(chain):
                if self.spots[a].row < self.spots[b].row:
                    found.append((a, b, way))
                elif self.spots[a].row > self.spots[b].row:
                    found.append((b, a, way))
        return found

    def sides(self) -> list[tuple[int, int, int]]:
        """Each box and the lane beside it by which a way goes back: (box, lane, way)."""
        found = []
        for way in sorted(self.back):
            chain = self.chains[way]
            found += [(chain[0], chain[1], way), (chain[-1], chain[-2], way)]
        return found


def box_height(kind: str, lines: int) -> int:
    """How tall a box must be for its title and the word for its kind."""
    kind_line = 0 if kind in WITHOUT_KIND_WORD else KIND_LINE
    return max(2 * BOX_PADDING + lines * TITLE_LINE + kind_line, 60)


def make_rows(
    plan: Plan,
    faces: Faces,
    rank: Sequence[int],
    back: frozenset[int],
    main: frozenset[int],
    box_width: int,
    max_width: int,
) -> Rows:
    """Stand every box, answer and lane in its row, not yet in any order."""
    place = {shape.key: n for n, shape in enumerate(plan.shapes)}
    ends = [(place[way.start], place[way.end]) for way in plan.ways]
    # An answer stands below its box; one on a way that leads back stands beside it.
    answer_rank = {
        number: rank[a]
        for number, (a, _) in enumerate(ends)
        if plan.ways[number].answer and number not in back
    }
    row_of: dict[tuple[str, int], int] = {}
    for r in range(max(rank, default=-1) + 1):
        row_of["box", r] = len(row_of)
        if r in answer_rank.values():
            row_of["answer", r] = len(row_of)
    answer_width = {
        r: _answer_room(list(answer_rank.values()).count(r), box_width, max_width)
        for r in answer_rank.values()
    }
    spots: list[Spot] = []
    for n, shape in enumerate(plan.shapes):
        width = box_width
        inside = width - 2 * SIDE_PADDING.get(shape.kind, 14)
        lines = faces.regular.wrap(shape.title, TITLE_SIZE, inside)
        height = box_height(shape.kind, len(lines))
        spots.append(Spot("box", n, row_of["box", rank[n]], width, height, lines))
    chains = []
    for number, (a, b) in enumerate(ends):
        goes_back = number in back
        first, last = spots[a].row, spots[b].row
        passed = range(first, last - 1, -1) if goes_back else range(first + 1, last)
        chain = [a]
        for row in passed:
            chain.append(len(spots))
            if number in answer_rank and row == row_of["answer", answer_rank[number]]:
                room = answer_width[answer_rank[number]]
                spots.append(_answer(plan, faces, number, row, room, 1))
            elif goes_back and row == first and plan.ways[number].answer:
                spots.append(_answer(plan, faces, number, row, BACK_ANSWER_ROOM, 2))
            else:
                spots.append(Spot("lane", number, row, BACK_LANE if goes_back else 0, 0))
        chains.append((*chain, b))
    rows: list[list[int]] = [[] for _ in row_of]
    for n, spot in enumerate(spots):
        rows[spot.row].append(n)
    return Rows(tuple(spots), tuple(tuple(row) for row in rows), tuple(chains), back, main)


def _answer(plan: Plan, faces: Faces, way: int, row: int, room: int, times: int) -> Spot:
    """An answer; beside a box it needs twice its height, to stand above where the way turns."""
    lines = faces.regular.wrap(plan.ways[way].answer or "", ANSWER_SIZE, room)
    width = max(faces.regular.width(line, ANSWER_SIZE) for line in lines) + 2 * ANSWER_PADDING
    height = answer_height(lines) * times + (times - 1) * 16
    return Spot("answer", way, row, width + width % 2, height, lines)


def answer_height(lines: Sequence[str]) -> int:
    """How tall an answer is."""
    return len(lines) * ANSWER_LINE + 2


def _answer_room(answers: int, box_width: int, max_width: int) -> int:
    """The widest an answer may be set: less than a box, and less again in a crowded row."""
    return max(60, min(box_width - 36, (max_width - 40) // answers - 32))
