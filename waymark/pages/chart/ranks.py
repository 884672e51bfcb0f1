"""Which row each shape stands in, counted from 0 at the top."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from waymark.pages.chart.plan import Plan, Shape
from waymark.pages.chart.springs import Gap, settle

Pair = tuple[int, int]
MAIN_PULL = 3


def starts(plan: Plan) -> list[int]:
    """The shapes a reader may begin at: starts, then any that no arrow leads to."""
    led_to = {way.end for way in plan.ways}
    begin = [n for n, shape in enumerate(plan.shapes) if shape.kind == "start"]
    return begin + [
        n for n, shape in enumerate(plan.shapes) if shape.key not in led_to and n not in begin
    ]


def back_ways(plan: Plan) -> frozenset[int]:
    """The ways that lead back up the chart: without them there is no way round in a ring.

    In each ring the way that returns furthest towards the start goes back.
    """
    place = {shape.key: n for n, shape in enumerate(plan.shapes)}
    pairs = [(place[way.start], place[way.end]) for way in plan.ways]
    distance = _distances(len(plan.shapes), pairs, starts(plan))
    back: set[int] = set()
    while ring := _ring(len(plan.shapes), pairs, back):
        back.add(max(ring, key=lambda w: (distance[pairs[w][0]] - distance[pairs[w][1]], w)))
    # A way that closes no ring any more may go forward again.
    for number in sorted(back):
        if not _ring(len(plan.shapes), pairs, back - {number}):
            back.discard(number)
    return frozenset(back)


def main_line(plan: Plan, back: frozenset[int]) -> frozenset[int]:
    """The ways on the longest path down the chart, preferring the first listed."""
    place = {shape.key: n for n, shape in enumerate(plan.shapes)}
    after: dict[int, list[tuple[int, int]]] = {}
    for number, way in enumerate(plan.ways):
        if number not in back:
            after.setdefault(place[way.start], []).append((place[way.end], number))
    longest: dict[int, tuple[int, ...]] = {}

    def path(shape: int) -> tuple[int, ...]:
        if shape not in longest:
            best: tuple[int, ...] = ()
            for end, number in after.get(shape, []):
                found = (number, *path(end))
                if len(found) > len(best):
                    best = found
            longest[shape] = best
        return longest[shape]

    best: tuple[int, ...] = ()
    for shape in starts(plan):
        found = path(shape)
        best = found if len(found) > len(best) else best
    return frozenset(best)


def ranks(
    plan: Plan, back: frozenset[int], main: frozenset[int], box_room: int, way_room: int, room: int
) -> list[int]:
    """A row for each shape, with arrows leading down and as short as can be.

    A row is kept within `room`, a box taking `box_room` of it and a way past `way_room`: boxes
    too many for their row stand one row lower.
    """
    place = {shape.key: n for n, shape in enumerate(plan.shapes)}
    count = len(plan.shapes)
    pairs = [(place[way.start], place[way.end]) for way in plan.ways]
    forward = [pair for number, pair in enumerate(pairs) if number not in back]
    gaps = [Gap(count, n, 0) for n in range(count)]
    gaps += [
        Gap(a, b, 1, MAIN_PULL if number in main else 1)
        for number, (a, b) in enumerate(pairs)
        if number not in back
    ]
    at = settle(count + 1, gaps, [])
    row = _lift([at[n] - at[count] for n in range(count)], pairs)
    onward = {a for a, _ in forward}
    for r in range(2 * count):
        while _crowded(r, row, pairs, box_room, way_room, room):
            moving = max(
                (n for n in range(count) if row[n] == r),
                key=lambda n: _ease(n, plan.shapes, pairs, main, n in onward),
            )
            row[moving] = r + 1
            _keep_below(row, forward)
    return row


def _keep_below(row: list[int], forward: list[Pair]) -> None:
    """Move ends down until each is below its start."""
    moved = True
    while moved:
        moved = False
        for a, b in forward:
            if row[b] <= row[a]:
                row[b] = row[a] + 1
                moved = True


def _ease(
    n: int, shapes: Sequence[Shape], pairs: list[Pair], main: frozenset[int], onward: bool
) -> tuple[bool, bool, bool, int]:
    """How little it costs to move a shape one row down: more is easier."""
    on_main = any(n in pairs[number] for number in main)
    return (not on_main, not onward, shapes[n].kind == "away", n)


def _lift(row: list[int], pairs: list[Pair]) -> list[int]:
    """Take each separate part of the chart up until it touches the top."""
    count = len(row)
    part = list(range(count))
    for _ in range(count):
        for a, b in pairs:
            part[a] = part[b] = min(part[a], part[b])
    lift = {p: min(row[n] for n in range(count) if part[n] == p) for p in sorted(set(part))}
    return [row[n] - lift[part[n]] for n in range(count)]


def _crowded(
    r: int, row: list[int], pairs: list[Pair], box_room: int, way_room: int, room: int
) -> bool:
    """Whether a row holds more than it has room for, and more than one box."""
    boxes = row.count(r)
    past = sum(1 for a, b in pairs if min(row[a], row[b]) < r < max(row[a], row[b]))
    past += sum(1 for a, b in pairs if row[b] < row[a] and r in (row[a], row[b]))
    return boxes > 1 and boxes * box_room + past * way_room > room


def _distances(count: int, pairs: list[Pair], begins: list[int]) -> list[int]:
    distance = [-1] * count
    for begin in [*begins, *range(count)]:
        if distance[begin] >= 0:
            continue
        distance[begin] = 0
        queue = deque(begins if begin in begins else [begin])
        for n in queue:
            distance[n] = 0
        while queue:
            n = queue.popleft()
            for a, b in pairs:
                if a == n and distance[b] < 0:
                    distance[b] = distance[n] + 1
                    queue.append(b)
    return distance


def _ring(count: int, pairs: list[Pair], back: set[int]) -> list[int] | None:
    """Some ring of ways, in order, looking from the first shape on."""
    after: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for number, (a, b) in enumerate(pairs):
        if number not in back:
            after[a].append((b, number))
    colour = [0] * count
    for begin in range(count):
        if colour[begin]:
            continue
        path: list[int] = []
        stack = [(begin, iter(after[begin]))]
        colour[begin] = 1
        while stack:
            n, onward = stack[-1]
            step = next(onward, None)
            if step is None:
                colour[n] = 2
                stack.pop()
                if path:
                    path.pop()
                continue
            b, number = step
            if colour[b] == 1:
                ring = [number]
                for earlier in reversed(path):
                    if pairs[ring[-1]][0] == b:
                        break
                    ring.append(earlier)
                return ring
            if colour[b] == 0:
                colour[b] = 1
                path.append(number)
                stack.append((b, iter(after[b])))
    return None
