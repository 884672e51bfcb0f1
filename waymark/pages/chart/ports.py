"""Where arrows leave their boxes and where they meet them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from waymark.pages.chart.columns import PORT_GAP, PORT_MARGIN, arrivals, straight
from waymark.pages.chart.order import Order
from waymark.pages.chart.rows import Rows

LEAST_GAP = 16

Link = tuple[int, int, int]


@dataclass
class Ends:
    """Where each link leaves the spot above it and meets the spot below it."""

    top: dict[Link, int] = field(default_factory=dict)
    bottom: dict[Link, int] = field(default_factory=dict)


def clear_sides(rows: Rows, order: Order) -> dict[Link, bool]:
    """Which side links can run level from their box to their lane, with no box between."""
    free = {}
    for box, lane, way in rows.sides():
        row = order[rows.spots[box].row]
        a, b = sorted((row.index(box), row.index(lane)))
        free[box, lane, way] = all(rows.spots[s].sort == "lane" for s in row[a + 1 : b])
    return free


def make_ends(rows: Rows, order: Order, at: Sequence[int], aside: dict[Link, bool]) -> Ends:
    """Choose where each link leaves the spot above and meets the one below."""
    ends = Ends()
    links = rows.links()
    leaving: dict[int, list[Link]] = {}
    for link in links:
        leaving.setdefault(link[0], []).append(link)
    down_and_back = {box for box, _, way in rows.sides() if rows.chains[way][0] == box}
    for link in links:
        upper, lower, _ = link
        ends.top[link], ends.bottom[link] = at[upper], at[lower]
        spot, other = rows.spots[upper], rows.spots[lower]
        if spot.sort == "box" and other.sort != "box" and len(leaving[upper]) == 1:
            reach = spot.width // 2 - PORT_MARGIN
            if upper not in down_and_back and abs(at[lower] - at[upper]) <= reach:
                ends.top[link] = at[lower]
    into = arrivals(rows, order)
    round_about = {
        (box, lane, way)
        for (box, lane, way), free in aside.items()
        if not free and rows.chains[way][-1] == box
    }
    for link in sorted(round_about):
        into.setdefault(link[0], []).append(link)
    for box, arriving in into.items():
        ahead = {link: at[link[1]] if link in round_about else ends.top[link] for link in arriving}
        arriving.sort(key=lambda link: (ahead[link], link))
        slide = [None if link in round_about else ahead[link] for link in arriving]
        centre = straight(rows, arriving)
        for link, x in zip(arriving, _ports(rows, box, slide, centre, at[box]), strict=True):
            ends.bottom[link] = x
    return ends


def _ports(rows: Rows, box: int, ahead: list[int | None], centre: int, middle: int) -> list[int]:
    """Where each arriving link meets the top of its box, from left to right."""
    reach = rows.spots[box].width // 2 - PORT_MARGIN
    plumb = [n for n, x in enumerate(ahead) if x == middle]
    count = len(ahead)
    gap = min(PORT_GAP, 2 * reach // max(count - 1, 1))
    if plumb:
        ports = [middle + (n - plumb[0]) * gap for n in range(count)]
    else:
        ports = [middle + (2 * n - count + 1) * gap // 2 for n in range(count)]
    over = max(0, ports[-1] - middle - reach) - max(0, middle - reach - ports[0])
    ports = [port - over for port in ports]
    for n, x in enumerate(ahead):
        low = ports[n - 1] + LEAST_GAP if n else middle - reach
        high = ports[n + 1] - LEAST_GAP if n + 1 < count else middle + reach
        if x is not None and low <= x <= high:
            ports[n] = x
    return ports
