"""The order of the spots in each row, chosen so that few arrows cross."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from waymark.pages.chart.plan import Plan
from waymark.pages.chart.rows import Rows

Order = list[list[int]]
SWEEPS = 16


def orders(rows: Rows, plan: Plan) -> list[Order]:
    """Several good orders of the rows, without repeats, fewest crossings first."""
    tidy = _Tidier(rows, plan)
    found: dict[tuple[tuple[int, ...], ...], int] = {}
    for first in _first_orders(rows, plan):
        for order in tidy.sweep(tidy.pin(first)):
            found.setdefault(tuple(map(tuple, order)), tidy.crossings(order))
    ranked = sorted(found.items(), key=lambda pair: pair[1])
    return [[list(row) for row in order] for order, _ in ranked]


def _first_orders(rows: Rows, plan: Plan) -> list[Order]:
    """Walks down the chart: the ways of each box as listed, backwards, or round the main way."""
    after: dict[int, list[int]] = {}
    for way, chain in enumerate(rows.chains):
        after.setdefault(chain[0], []).append(way)
    led_to = {chain[-1] for way, chain in enumerate(rows.chains) if way not in rows.back}
    boxes = list(range(len(plan.shapes)))
    begins = [n for n in boxes if n not in led_to]

    def listed(ways: list[int]) -> list[int]:
        return ways

    def backwards(ways: list[int]) -> list[int]:
        return ways[::-1]

    def main_between(ways: list[int]) -> list[int]:
        rest = [way for way in ways if way not in rows.main]
        main = [way for way in ways if way in rows.main]
        half = (len(rest) + 1) // 2
        return rest[:half] + main + rest[half:]

    def main_between_backwards(ways: list[int]) -> list[int]:
        return main_between(ways[::-1])

    def main_first(ways: list[int]) -> list[int]:
        return sorted(ways, key=lambda way: way not in rows.main)

    def main_last(ways: list[int]) -> list[int]:
        return sorted(ways, key=lambda way: way in rows.main)

    found = []
    choices = (listed, main_between, main_first, backwards, main_between_backwards, main_last)
    for choose in choices:
        order: Order = [[] for _ in rows.rows]
        seen: set[int] = set()
        stack = [*reversed(boxes), *reversed(begins)]
        pending: list[int] = stack
        while pending:
            spot = pending.pop()
            if spot in seen:
                continue
            seen.add(spot)
            order[rows.spots[spot].row].append(spot)
            if spot >= len(boxes):
                continue
            for way in reversed(choose(after.get(spot, []))):
                pending.extend(reversed(rows.chains[way][1:]))
        found.append(order)
    return found


class _Tidier:
    """Takes crossings out of an order of rows."""

    def __init__(self, rows: Rows, plan: Plan) -> None:
        self.rows = rows
        self.column: Mapping[int, int] = {
            n: plan.pinned[shape.key]
            for n, shape in enumerate(plan.shapes)
            if shape.key in plan.pinned
        }
        self.above: list[list[int]] = [[] for _ in rows.spots]
        self.below: list[list[int]] = [[] for _ in rows.spots]
        for upper, lower, _ in rows.links():
            self.above[lower].append(upper)
            self.below[upper].append(lower)
        self.beside: list[list[tuple[int, int]]] = [[] for _ in rows.rows]
        for box, lane, _ in rows.sides():
            self.beside[rows.spots[box].row].append((box, lane))

    def sweep(self, order: Order) -> list[Order]:
        """Sort rows by the middle of their neighbours, down and up; keep the orders that gain."""
        self._transpose(order)
        best, kept = self.crossings(order), [[row[:] for row in order]]
        for turn in range(SWEEPS):
            down = turn % 2 == 0
            span = range(1, len(order)) if down else range(len(order) - 2, -1, -1)
            for r in span:
                fixed = order[r - 1] if down else order[r + 1]
                place = {spot: n for n, spot in enumerate(fixed)}
                near = self.above if down else self.below
                order[r] = self._by_middle(order[r], near, place)
            order = self.pin(order)
            self._transpose(order)
            now = self.crossings(order)
            if now <= best:
                if now < best:
                    kept = []
                best = now
                kept.append([row[:] for row in order])
        return kept

    def _by_middle(
        self, row: list[int], near: list[list[int]], place: Mapping[int, int]
    ) -> list[int]:
        middles: dict[int, float] = {}
        for spot in row:
            ends = sorted(place[other] for other in near[spot] if other in place)
            if ends:
                half = len(ends) // 2
                middles[spot] = ends[half] if len(ends) % 2 else (ends[half - 1] + ends[half]) / 2
        for box, lane in self.beside[self.rows.spots[row[0]].row] if row else []:
            if lane not in middles and box in middles:
                middles[lane] = middles[box] + 0.5
        moving = sorted((spot for spot in row if spot in middles), key=lambda s: middles[s])
        onward = iter(moving)
        return [next(onward) if spot in middles else spot for spot in row]

    def pin(self, order: Order) -> Order:
        """Put pinned boxes in the order of their columns, with no more boxes before than fit."""
        if not self.column:
            return order
        pinned_order = []
        for row in order:
            free = [spot for spot in row if spot not in self.column]
            held = sorted((s for s in row if s in self.column), key=lambda s: self.column[s])
            for spot in held:
                at = min(row.index(spot), len(free))
                boxes = [n for n, s in enumerate(free) if self.rows.spots[s].sort == "box"]
                if len(boxes) > self.column[spot]:
                    at = min(at, boxes[self.column[spot]])
                earlier = [free.index(s) for s in held[: held.index(spot)]]
                free.insert(max([at, *(n + 1 for n in earlier)]), spot)
            pinned_order.append(free)
        return pinned_order

    def crossings(self, order: Order) -> int:
        """How many links cross, with boxes in the way of a side arrow counted too."""
        total = sum(self._beside(r, row) for r, row in enumerate(order))
        for upper, lower in pairwise(order):
            place = {spot: n for n, spot in enumerate(lower)}
            ends = [sorted(place[o] for o in self.below[s] if o in place) for s in upper]
            for n, left in enumerate(ends):
                for right in ends[n + 1 :]:
                    total += sum(1 for a in left for b in right if b < a)
        return total

    def _beside(self, r: int, row: list[int]) -> int:
        total = 0
        for box, lane in self.beside[r]:
            a, b = sorted((row.index(box), row.index(lane)))
            total += sum(1 if self.rows.spots[s].sort == "lane" else 3 for s in row[a + 1 : b])
        return total

    def _transpose(self, order: Order) -> None:
        """Change neighbours about wherever that takes crossings away."""
        better = True
        rounds = 0
        while better and rounds < 20:
            better, rounds = False, rounds + 1
            for r, row in enumerate(order):
                above = {s: n for n, s in enumerate(order[r - 1])} if r else {}
                below = {s: n for n, s in enumerate(order[r + 1])} if r + 1 < len(order) else {}
                for n in range(len(row) - 1):
                    a, b = row[n], row[n + 1]
                    if a in self.column and b in self.column:
                        continue
                    gain = _gain(self.above[a], self.above[b], above)
                    gain += _gain(self.below[a], self.below[b], below)
                    if self.beside[r]:
                        before = self._beside(r, row)
                        row[n], row[n + 1] = b, a
                        gain += before - self._beside(r, row)
                        row[n], row[n + 1] = a, b
                    if gain > 0:
                        row[n], row[n + 1] = b, a
                        if self.column and self.pin([row]) != [row]:
                            row[n], row[n + 1] = a, b
                            continue
                        better = True


def _gain(a: list[int], b: list[int], place: Mapping[int, int]) -> int:
    """How many crossings go when a, now left of b, changes places with it."""
    gain = 0
    for x in a:
        for y in b:
            gain += (place[x] > place[y]) - (place[x] < place[y])
    return gain
