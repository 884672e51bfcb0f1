"""What a compile came to, in figures."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from waymark.editions.gather import Gathered
from waymark.editions.plan import Plan
from waymark.editions.printing import Tally
from waymark.editions.shelved import Change, PrintingName
from waymark.editions.standing import Standing
from waymark.editions.timeline import from_now, together
from waymark.plain_english.gate import LetThrough, let_through


class Waived(LetThrough, frozen=True, kw_only=True):
    """A facet that a waiver lets through, with the new edition it stands in."""

    edition: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a compile came to.

    `pages` and `bytes` count every page shown from now on, and those of history that were set;
    `rendered` those made now, `reused` those that stood on the shelf already; `compressed_bytes` what
    was written compressed; `findings` the warnings about what is new;
    `waived` the facets of what is new that read above the gate's age and that waivers let through.
    """

    editions: int = 0
    supplements: int = 0
    gateways: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    bytes: int = 0
    compressed_bytes: int = 0
    seconds: float = 0.0
    peak_memory_mb: int = 0
    in_force: tuple[Change, ...] = ()
    findings: int = 0
    waived: tuple[Waived, ...] = ()


def report(
    gathered: Gathered,
    plan: Plan,
    standing: Standing,
    tallies: Mapping[PrintingName, Tally],
    changes: tuple[Change, ...],
    now: datetime,
    seconds: float,
    findings: int,
) -> Report:
    """The figures of a compile that has come to its end."""
    pages = sum(tally.pages for tally in tallies.values())
    size = sum(tally.size for tally in tallies.values())
    rendered = sum(tally.rendered for tally in tallies.values())
    gateways = {name.gateway for change in changes for name in change.gateways}
    for gateway in {*standing.shown, *plan.lines}:
        steps = together(standing.shown.get(gateway, []), plan.lines.get(gateway, []))
        for name in {name for _, name in from_now(steps, now)} - tallies.keys():
            rows = standing.printing(name).pages
            pages += len(rows)
            size += sum(row.size for row in rows)
    return Report(
        editions=len(gathered.editions),
        supplements=len(gathered.supplements),
        gateways=len(gateways),
        pages=pages,
        rendered=rendered,
        reused=pages - rendered,
        bytes=size,
        compressed_bytes=sum(tally.compressed for tally in tallies.values()),
        seconds=round(seconds, 4),
        peak_memory_mb=peak_memory_mb(),
        in_force=changes,
        findings=findings,
        waived=tuple(_waived(gathered)),
    )


def _waived(gathered: Gathered) -> Iterator[Waived]:
    for new in gathered.editions:
        for each in let_through(new.manuscript, new.in_force):
            yield Waived(edition=new.number, **msgspec.structs.asdict(each))


def peak_memory_mb() -> int:
    """The most memory this process held, and its largest worker beside it."""
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return int((mine + workers) // scale)
