"""The line of each arrow: out of a box, along its tracks and lanes, to the tip of its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from waymark.pages.chart.drawing import Point
from waymark.pages.chart.order import Order
from waymark.pages.chart.ports import Ends, Link, clear_sides, make_ends
from waymark.pages.chart.rows import Rows
from waymark.pages.chart.tracks import Net, Tracks, assign

TRACK_GAP = 14
EDGE = 8
HEAD_ROOM = 24
"""The least run into a box, so that an arrow's head stands clear of its last corner."""
BELOW_BOX = 14
BESIDE_ANSWER = 8


@dataclass(frozen=True)
class Levels:
    """The top and bottom of each row, the height of each track, and the height of the drawing."""

    tops: tuple[int, ...]
    bottoms: tuple[int, ...]
    tracks: tuple[tuple[int, ...], ...]
    height: int


@dataclass(frozen=True)
class Routes:
    """Every way's points, and the rows' levels they were drawn to."""

    points: tuple[tuple[Point, ...], ...]
    levels: Levels


def routes(rows: Rows, order: Order, at: Sequence[int]) -> Routes:
    """Draw every way."""
    aside = clear_sides(rows, order)
    ends = make_ends(rows, order, at, aside)
    channel_nets, net_of = _nets(rows, ends, at, aside)
    assigned = [assign(nets) for nets in channel_nets]
    levels = _levels(rows, assigned)
    side_at = _side_heights(rows, aside, at, levels)
    points = []
    for way, chain in enumerate(rows.chains):
        line: list[Point] = []
        for a, b in pairwise(chain):
            if rows.spots[a].row == rows.spots[b].row:
                line += _side_piece(
                    rows, a, b, way, aside, side_at, at, levels, net_of, assigned, ends
                )
                continue
            upper, lower = (a, b) if rows.spots[a].row < rows.spots[b].row else (b, a)
            link = (upper, lower, way)
            channel = rows.spots[lower].row
            net = net_of[link]
            tracks = assigned[channel]
            top = (ends.top[link], levels.bottoms[channel - 1])
            foot = (ends.bottom[link], levels.tops[channel])
            piece = _piece(top, foot, tracks, net, levels.tracks[channel])
            line += piece if upper == a else piece[::-1]
        points.append(tidy(line))
    return Routes(tuple(points), levels)


def _piece(
    top: Point, foot: Point, tracks: Tracks, net: int, heights: Sequence[int]
) -> list[Point]:
    """Down from one row to the next."""
    track = tracks.track[net]
    if track is None:
        return [top, foot]
    y = heights[track]
    return [top, (top[0], y), *_foot(foot, y, tracks, net, heights)]


def _foot(foot: Point, y: int, tracks: Tracks, net: int, heights: Sequence[int]) -> list[Point]:
    """Down from the net's track, with a side step if it needs one."""
    for jog in tracks.jogs[net]:
        if jog.bottom == foot[0]:
            low = heights[jog.track]
            return [(jog.by, y), (jog.by, low), (foot[0], low), foot]
    return [(foot[0], y), foot]


def _nets(
    rows: Rows, ends: Ends, at: Sequence[int], aside: dict[Link, bool]
) -> tuple[list[list[Net]], dict[Link, int]]:
    """The nets in the channel above each row, and below the last; the net of each link."""
    tops: list[dict[tuple[int, int], list[int]]] = [{} for _ in range(len(rows.rows) + 1)]
    bottoms: list[dict[tuple[int, int], list[int]]] = [{} for _ in range(len(rows.rows) + 1)]
    name_of: dict[Link, tuple[int, tuple[int, int]]] = {}
    for link in rows.links():
        upper, lower, way = link
        channel = rows.spots[lower].row
        # All that leaves one box leaves on one stem; any other link is a net of its own.
        trunk = rows.spots[upper].sort == "box" and way not in rows.back
        name = (0, upper) if trunk else (1, way)
        tops[channel].setdefault(name, []).append(ends.top[link])
        bottoms[channel].setdefault(name, []).append(ends.bottom[link])
        name_of[link] = (channel, name)
    for box, lane, way in rows.sides():
        if aside[box, lane, way]:
            continue
        leaves = rows.chains[way][0] == box
        channel = rows.spots[box].row + leaves
        side, other = (tops, bottoms) if leaves else (bottoms, tops)
        name = (0, box) if leaves else (2, way)
        x = at[box] if leaves else ends.bottom[box, lane, way]
        side[channel].setdefault(name, []).extend([x, at[lane]])
        other[channel].setdefault(name, [])
        name_of[box, lane, way] = (channel, name)
    nets: list[list[Net]] = []
    number: list[dict[tuple[int, int], int]] = []
    for above, below in zip(tops, bottoms, strict=True):
        names = sorted(above)
        number.append({name: n for n, name in enumerate(names)})
        nets.append(
            [Net(tuple(sorted(set(above[k]))), tuple(sorted(set(below[k])))) for k in names]
        )
    return nets, {link: number[channel][name] for link, (channel, name) in name_of.items()}


def _levels(rows: Rows, assigned: list[Tracks]) -> Levels:
    sorts = [{rows.spots[s].sort for s in row} for row in rows.rows]
    tops: list[int] = []
    bottoms: list[int] = []
    heights: list[tuple[int, ...]] = []
    y = EDGE
    for r, tracks in enumerate(assigned):
        above = sorts[r - 1] if r else None
        below = sorts[r] if r < len(sorts) else None
        first = 0 if above is None else BESIDE_ANSWER if "answer" in above else BELOW_BOX
        last = 0 if below is None else HEAD_ROOM if "box" in below else BESIDE_ANSWER + 2
        if tracks.count:
            heights.append(tuple(y + first + 2 + k * TRACK_GAP for k in range(tracks.count)))
            y = heights[-1][-1] + (4 if below is None else last)
        else:
            heights.append(())
            y += first + last if above is not None and below is not None else 0
        if below is not None:
            tops.append(y)
            y += max((rows.spots[s].height for s in rows.rows[r]), default=0)
            bottoms.append(y)
    return Levels(tuple(tops), tuple(bottoms), tuple(heights), y + EDGE)


def _side_heights(
    rows: Rows, aside: dict[Link, bool], at: Sequence[int], levels: Levels
) -> dict[Link, int]:
    """How far down each level side piece runs, each at its own height within its row."""
    heights = {}
    in_row: dict[int, list[Link]] = {}
    for link, free in aside.items():
        if free:
            in_row.setdefault(rows.spots[link[0]].row, []).append(link)
    for row, links in in_row.items():
        middle = (levels.tops[row] + levels.bottoms[row]) // 2
        groups: list[list[Link]] = []
        for link in sorted(links, key=lambda k: (min(at[k[0]], at[k[1]]), k)):
            reach = max(at[link[0]], at[link[1]])
            last = max((max(at[k[0]], at[k[1]]) for k in groups[-1]), default=0) if groups else 0
            if groups and min(at[link[0]], at[link[1]]) < last and reach:
                groups[-1].append(link)
            else:
                groups.append([link])
        for group in groups:
            # Those that leave stand above those that arrive, the furthest from its box outermost.
            def rank(link: Link) -> tuple[bool, int, int]:
                box, lane, way = link
                arrives = rows.chains[way][0] != box
                far = abs(at[box] - at[lane])
                return (arrives, -far if arrives else far, way)

            for n, link in enumerate(sorted(group, key=rank)):
                heights[link] = middle + (2 * n - len(group) + 1) * 9
    return heights


def _side_piece(
    rows: Rows,
    a: int,
    b: int,
    way: int,
    aside: dict[Link, bool],
    side_at: dict[Link, int],
    at: Sequence[int],
    levels: Levels,
    net_of: dict[Link, int],
    assigned: list[Tracks],
    ends: Ends,
) -> list[Point]:
    """Between a box and the lane beside it."""
    leaves = rows.spots[a].sort == "box" and rows.chains[way][0] == a
    box, lane = (a, b) if leaves else (b, a)
    link = (box, lane, way)
    if aside[link]:
        half = rows.spots[box].width // 2
        edge = at[box] + (half if at[lane] > at[box] else -half)
        piece = [(edge, side_at[link]), (at[lane], side_at[link])]
        return piece if leaves else piece[::-1]
    row = rows.spots[box].row
    channel = row + leaves
    track = assigned[channel].track[net_of[link]]
    y = levels.tracks[channel][track or 0]
    if leaves:
        return [(at[box], levels.bottoms[row]), (at[box], y), (at[lane], y)]
    tracks, net, heights = assigned[channel], net_of[link], levels.tracks[channel]
    out = _foot((at[lane], levels.tops[row]), y, tracks, net, heights)
    return out[::-1] + _foot((ends.bottom[link], levels.tops[row]), y, tracks, net, heights)


def tidy(line: list[Point]) -> tuple[Point, ...]:
    """Leave out points that lie on the straight between their neighbours."""
    kept: list[Point] = []
    for point in line:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)
