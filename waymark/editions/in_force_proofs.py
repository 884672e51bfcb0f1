"""Proofs of the in-force list: without gap or overlap, never back, and never before its day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, Change, PrintingName
from waymark.editions.timeline import LONDON, Steps, instant, shown_by
from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Refused, Severity, finding, messages

FILE = "in-force.jsonl"

messages(
    Severity.REFUSE,
    {
        "in-force-unknown": (
            "The in-force list names {printing}, and the shelf has no such printing.",
            "Put the printing back from a copy of the shelf.",
        ),
        "in-force-twice": (
            "Line {number} of the in-force list names {gateway} twice.",
            "Put the list back from a copy of the shelf.",
        ),
        "in-force-back": (
            "{gateway} goes back from edition {before} to {after} on the in-force list.",
            "Put the list back from a copy of the shelf.",
        ),
        "in-force-overlap": (
            "{gateway} has two lines from {when}, and the later written, {after}, is older than {before}.",
            "Put the list back from a copy of the shelf.",
        ),
        "in-force-early": (
            "Line {number} of the in-force list shows {what} before the instant it states.",
            "Put the list, or what it names, back from a copy of the shelf.",
        ),
        "in-force-gap": (
            "{gateway} is shown from {when}, and the list of areas is not shown then.",
            "Put the list back from a copy of the shelf.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "in-force-torn": (
            "The last line of the in-force list has no end, so it does not count.",
            "Find out what was cut off: put the list back from a copy of the shelf if it should count.",
        ),
        "in-force-skipped": (
            "{gateway} shows edition {after} after {before}, and never showed {skipped}, which came between.",
            "That may well be right: look whether a line is missing.",
        ),
    },
)


def in_force_faults(shelf: Shelf, printings: Collection[PrintingName]) -> Iterator[Finding]:
    """Whether the in-force list can be believed."""
    try:
        changes = shelf.changes()
    except Refused as refused:
        yield from refused.findings
        return
    data = shelf.in_force_file.read_bytes() if shelf.in_force_file.exists() else b""
    if data and not data.endswith(b"\n"):
        yield finding("in-force-torn", file=FILE)
    starts = _stated(shelf, changes)
    for number, change in enumerate(changes, 1):
        gateways = [name.gateway for name in change.gateways]
        for gateway in sorted({each for each in gateways if gateways.count(each) > 1}):
            yield finding("in-force-twice", file=FILE, line=number, number=number, gateway=gateway)
        early: dict[str, None] = {}
        for name in change.gateways:
            if name not in printings:
                yield finding("in-force-unknown", file=FILE, line=number, printing=name)
            for key, issued in (("", name.edition), (name.gateway, str(name.supplement))):
                if (key, issued) in starts and change.start < starts[key, issued]:
                    early[f"supplement {issued} of {key}" if key else f"edition {issued}"] = None
        for words in early:
            yield finding("in-force-early", file=FILE, line=number, number=number, what=words)
    yield from _overlaps(changes)
    steps = shown_by(changes)
    yield from _gaps(steps)
    for gateway, each in steps.items():
        yield from _order(gateway, each, shelf.editions())


def _stated(shelf: Shelf, changes: Sequence[Change]) -> Mapping[tuple[str, str], datetime]:
    """The instants that editions and supplements state, of all that the list names."""
    names = {name for change in changes for name in change.gateways}
    found: dict[tuple[str, str], datetime] = {}
    for number in {name.edition for name in names}:
        try:
            edition = shelf.edition(number)
        except Refused:
            continue  # told by whoever reads the editions
        found["", number] = instant(edition.in_force, edition.at)
    for key, issued in {(name.gateway, name.supplement) for name in names if name.gateway != FRONT}:
        try:
            supplement = shelf.supplement(key, issued)
        except Refused:
            continue
        found[key, str(issued)] = instant(supplement.in_force, supplement.at)
    return found


def _overlaps(changes: Sequence[Change]) -> Iterator[Finding]:
    """Of two lines with one instant the later written holds; what is written later is never older."""
    last: dict[tuple[str, datetime], PrintingName] = {}
    for number, change in enumerate(changes, 1):
        for name in change.gateways:
            before = last.get((name.gateway, change.start))
            if before and _age(name) < _age(before):
                yield finding(
                    "in-force-overlap",
                    file=FILE,
                    line=number,
                    gateway=name.gateway,
                    when=_when(change.start),
                    before=before.numbers,
                    after=name.numbers,
                )
            last[name.gateway, change.start] = name


def _gaps(steps: Mapping[str, Steps[PrintingName]]) -> Iterator[Finding]:
    """A gateway is shown until its next line, so the one gap there can be is at the front's beginning."""
    firsts = {gateway: each[0][0] for gateway, each in steps.items() if each}
    for gateway, first in sorted(firsts.items()):
        if FRONT not in firsts or first < firsts[FRONT]:
            yield finding("in-force-gap", file=FILE, gateway=gateway, when=_when(first))


def _order(gateway: str, steps: Steps[PrintingName], editions: Sequence[str]) -> Iterator[Finding]:
    for (_, before), (_, after) in pairwise(steps):
        old, new = edition_order(before.edition), edition_order(after.edition)
        if (new, after.supplement) < (old, before.supplement) or after.supplement < before.supplement:
            same = before.edition == after.edition or new > old
            yield finding(
                "in-force-back",
                file=FILE,
                gateway=gateway,
                before=f"{before.edition}+{before.supplement}" if same else before.edition,
                after=f"{after.edition}+{after.supplement}" if same else after.edition,
            )
        skipped = [number for number in editions if old < edition_order(number) < new]
        if skipped:
            yield finding(
                "in-force-skipped",
                file=FILE,
                gateway=gateway,
                before=before.edition,
                after=after.edition,
                skipped=" and ".join(skipped),
            )


def _age(name: PrintingName) -> tuple[tuple[int, ...], int, int]:
    return edition_order(name.edition), name.supplement, name.printing


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}"
