"""Level pieces of arrows between two rows, each on its own track so that none lies on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NEAR = 8
"""Upright pieces nearer than this must not pass one another."""
APART = 10
"""Level pieces nearer than this end to end must not share a track."""
CLASH = 1000
MOST_JOGS = 200


@dataclass(frozen=True)
class Net:
    """Ends to be joined: across at the row above (`tops`) and at the row below (`bottoms`)."""

    tops: tuple[int, ...]
    bottoms: tuple[int, ...]

    @property
    def span(self) -> tuple[int, int]:
        """From the leftmost end to the rightmost."""
        ends = self.tops + self.bottoms
        return min(ends), max(ends)

    @property
    def level(self) -> bool:
        """Whether it needs a level piece at all."""
        return self.span[0] != self.span[1]


@dataclass(frozen=True)
class Jog:
    """A side step taken just above a bottom end, to keep clear of another arrow."""

    bottom: int
    by: int
    track: int


@dataclass(frozen=True)
class Tracks:
    """The track of each net, counted from 0 at the top; None where it runs straight down."""

    track: tuple[int | None, ...]
    jogs: tuple[tuple[Jog, ...], ...]
    count: int


def assign(nets: Sequence[Net]) -> Tracks:
    """Give every net that needs one a track, with no clash and few crossings."""
    working: list[Net] = list(nets)
    owner = list(range(len(nets)))
    came_from: dict[int, int] = {}
    jogged: dict[int, tuple[int, int]] = {}
    taken = {x for net in nets for x in net.tops + net.bottoms}
    while True:
        order = _order(working, came_from)
        clash = _first_clash(working, order, came_from)
        if clash is None or len(came_from) > MOST_JOGS:
            break
        upper, x = clash
        by = _clear(x, working[upper], taken)
        taken.add(by)
        net = working[upper]
        rest = tuple(bottom for bottom in net.bottoms if bottom != x)
        working[upper] = Net(net.tops, (*rest, by))
        jogged[len(working)] = (x, by)
        came_from[len(working)] = upper
        owner.append(owner[upper])
        working.append(Net((by,), (x,)))
    track = _pack(working, order)
    jogs: list[list[Jog]] = [[] for _ in nets]
    for n, (x, by) in jogged.items():
        jogs[owner[n]].append(Jog(x, by, track[n]))
    return Tracks(
        tuple(track.get(n) for n in range(len(nets))),
        tuple(tuple(steps) for steps in jogs),
        max(track.values(), default=-1) + 1,
    )


def _cost(upper: Net, lower: Net) -> int:
    """Crossings, and clashes, if one net has its track above another's."""
    cost = 0
    left, right = upper.span
    for x in lower.tops:
        cost += left < x < right
        cost += sum(CLASH for bottom in upper.bottoms if abs(bottom - x) < NEAR)
    left, right = lower.span
    for x in upper.bottoms:
        cost += left < x < right
    return cost


def _order(nets: list[Net], came_from: Mapping[int, int]) -> list[int]:
    """The level nets from top to bottom, by moving each to where it costs least."""
    order = [n for n, net in enumerate(nets) if net.level]
    order.sort(key=lambda n: (nets[n].span[0] - nets[n].span[1], nets[n].span, n))
    cost = {(a, b): _cost(nets[a], nets[b]) for a in order for b in order if a != b}
    for late, early in came_from.items():
        cost[early, late], cost[late, early] = 0, CLASH
    for _ in range(len(order) + 2):
        moved = False
        for n in list(order):
            at = order.index(n)
            rest = order[:at] + order[at + 1 :]
            total = sum(cost[n, other] for other in rest)
            totals = [total]
            for other in rest:
                total += cost[other, n] - cost[n, other]
                totals.append(total)
            best = min(range(len(totals)), key=lambda k: (totals[k], abs(k - at)))
            if totals[best] < totals[at]:
                order = [*rest[:best], n, *rest[best:]]
                moved = True
        if not moved:
            break
    return order


def _first_clash(
    nets: list[Net], order: list[int], came_from: Mapping[int, int]
) -> tuple[int, int] | None:
    for k, a in enumerate(order):
        for b in order[k + 1 :]:
            if came_from.get(b) == a:
                continue
            for x in nets[b].tops:
                for bottom in nets[a].bottoms:
                    if abs(bottom - x) < NEAR:
                        return a, bottom
    return None


def _clear(x: int, net: Net, taken: set[int]) -> int:
    """The nearest place beside x that no other end stands near."""
    towards = -1 if sum(net.tops) < x * len(net.tops) else 1
    step = NEAR + 4
    while True:
        for place in (x + towards * step, x - towards * step):
            if all(abs(place - other) >= NEAR for other in taken):
                return place
        step += 4


def _pack(nets: list[Net], order: list[int]) -> dict[int, int]:
    track: dict[int, int] = {}
    for k, n in enumerate(order):
        left, right = nets[n].span
        above = [-1]
        for other in order[:k]:
            start, end = nets[other].span
            if start - APART < right and left < end + APART:
                above.append(track[other])
        track[n] = max(above) + 1
    return track
