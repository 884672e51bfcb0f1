"""Settling positions along one axis: gaps that must be kept, and springs that pull.

The sum of all pulls is made as small as it can be, exactly, as the dual of a minimum cost flow:
each gap or spring carries a flow, and positions are the potentials of the flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

ENDLESS = 10**9


@dataclass(frozen=True)
class Gap:
    """`after` stays at least `length` beyond `before`, and is pulled towards that."""

    before: int
    after: int
    length: int
    pull: int = 0


@dataclass(frozen=True)
class Spring:
    """`after` is pulled to be exactly `length` beyond `before`."""

    before: int
    after: int
    length: int
    pull: int


def settle(count: int, gaps: list[Gap], springs: list[Spring]) -> list[int]:
    """The whole-number positions of `count` things that keep every gap at least total pull."""
    arcs = [(g.before, g.after, g.length, -ENDLESS, g.pull) for g in gaps]
    arcs += [(s.before, s.after, s.length, -s.pull, s.pull) for s in springs]
    at = _keep_gaps(count, gaps)
    flow, excess = [], [0] * count
    near: list[list[int]] = [[] for _ in range(count)]
    for number, (a, b, length, low, high) in enumerate(arcs):
        amount = high if at[b] - at[a] >= length else low
        flow.append(amount)
        excess[a] -= amount
        excess[b] += amount
        near[a].append(number)
        near[b].append(number)
    while True:
        sources = [v for v in range(count) if excess[v] > 0]
        if not sources:
            return at
        far, came, target = _nearest(count, sources, arcs, flow, near, at, excess)
        limit = far[target]
        for v in range(count):
            at[v] += min(far[v], limit)
        _push(target, came, arcs, flow, excess)


def _keep_gaps(count: int, gaps: list[Gap]) -> list[int]:
    at = [0] * count
    for _ in range(count + 1):
        moved = False
        for gap in gaps:
            least = at[gap.before] + gap.length
            if at[gap.after] < least:
                at[gap.after] = least
                moved = True
        if not moved:
            return at
    raise ValueError("these gaps contradict one another")


Arc = tuple[int, int, int, int, int]


def _nearest(
    count: int,
    sources: list[int],
    arcs: list[Arc],
    flow: list[int],
    near: list[list[int]],
    at: list[int],
    excess: list[int],
) -> tuple[list[int], list[int], int]:
    """Dijkstra from every source to the nearest shortage; how each place was reached."""
    far = [ENDLESS] * count
    came = [-1] * count
    done = [False] * count
    queue: list[tuple[int, int]] = []
    for v in sources:
        far[v] = 0
        heappush(queue, (0, v))
    while queue:
        distance, v = heappop(queue)
        if done[v]:
            continue
        done[v] = True
        if excess[v] < 0:
            return far, came, v
        for number in near[v]:
            a, b, length, low, high = arcs[number]
            slack = at[b] - at[a] - length
            if v == a:
                if flow[number] >= high:
                    continue
                other, cost = b, -slack
            else:
                if flow[number] <= low:
                    continue
                other, cost = a, slack
            if distance + cost < far[other]:
                far[other] = distance + cost
                came[other] = number
                heappush(queue, (far[other], other))
    raise AssertionError("flow that goes in must be able to come out")


def _push(
    target: int, came: list[int], arcs: list[Arc], flow: list[int], excess: list[int]
) -> None:
    """Send as much flow as fits along the path that was found."""
    path, v = [], target
    room = -excess[target]
    while came[v] >= 0:
        number = came[v]
        a, b, _, low, high = arcs[number]
        forward = v == b
        room = min(room, high - flow[number] if forward else flow[number] - low)
        path.append((number, forward))
        v = a if forward else b
    room = min(room, excess[v])
    for number, forward in path:
        flow[number] += room if forward else -room
    excess[v] -= room
    excess[target] += room
