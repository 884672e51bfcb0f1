"""The command `amendments`: what changed between two editions or supplements."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from waymark.commands.packs import command, shelf_option
from waymark.commands.teller import FINE, WRONG_USE, Teller, counted
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {"amended-role": ("Neither edition has a role {role}.", "Roles there: {known}.")},
)

_SIGNS = {"same": "{}", "out": "[-{}-]", "into": "{{+{}+}}"}


def add(commands: Any) -> None:
    """Add this command to the command line."""
    telling = command(commands, "amendments", tell, "what changed between two editions")
    telling.add_argument("before", metavar="EDITION", help="or of supplements, with --partnership")
    telling.add_argument("after", metavar="EDITION")
    telling.add_argument("--partnership", default="", metavar="KEY", help="between two of its supplements")
    telling.add_argument("--role", default="", metavar="ROLE", help="what matters to a role, first")
    telling.add_argument("--place", default="", metavar="PLACE", help="the life of this place, turn by turn")
    shelf_option(telling)


def tell(asked: argparse.Namespace, teller: Teller) -> int:
    """Print amendments with their words and reasons; of one place, every turn of its life, newest first."""
    from waymark.editions.amended import amended, amended_local
    from waymark.editions.shelf import Shelf

    shelf = Shelf(asked.shelf)
    shelf.settings()
    if asked.partnership:
        if not (asked.before.isdecimal() and asked.after.isdecimal()) or asked.role:
            teller.trouble("Supplements have numbers and no roles: waymark amendments 1 2 --partnership KEY.")
            return WRONG_USE
        found = amended_local(shelf, asked.partnership, int(asked.before), int(asked.after))
    else:
        found = amended(shelf, asked.before, asked.after)
    told: list[dict[str, Any]] = []
    lines: list[str] = []
    for step in _turns(shelf, found) if asked.place else [found]:
        for each, matters in _sorted(shelf, step, asked):
            told.append(
                msgspec.to_builtins(each)
                | {"for": matters or "everyone", "before": step.before, "after": step.after}
            )
            if asked.place:
                lines.append(f"From {step.before} to {step.after}")
            lines += _lines(each, matters)
    result = {
        "before": found.before,
        "after": found.after,
        "partnership": found.partnership,
        "amendments": told,
    }
    teller.result(result, *lines, f"{counted(len(told), 'amendment')}.")
    return FINE


def _turns(shelf: Any, found: Any) -> Iterator[Any]:
    """What changed from each edition, or supplement, to the next, the newest first."""
    from waymark.editions.amended import amended, amended_local
    from waymark.manual.data import edition_order

    if found.partnership:
        first, last = int(found.before), int(found.after)
        numbers = [each for each in shelf.supplements()[found.partnership] if first <= each <= last]
        yield from (amended_local(shelf, found.partnership, *pair) for pair in reversed([*pairwise(numbers)]))
        return
    first_order, last_order = edition_order(found.before), edition_order(found.after)
    editions = [each for each in shelf.editions() if first_order <= edition_order(each) <= last_order]
    yield from (amended(shelf, *pair) for pair in reversed([*pairwise(editions)]))


def _sorted(shelf: Any, found: Any, asked: argparse.Namespace) -> list[tuple[Any, str]]:
    """What is asked for, each with whom it matters to; for a role its own comes first."""
    from waymark.amendments.roles import for_role
    from waymark.editions.manuscripts import manuscript
    from waymark.editions.reasons import reason_place

    told = [
        each
        for each in found.told
        if not asked.place
        or asked.place in (each.amendment.place, reason_place(each.amendment, asked.partnership))
    ]
    if not asked.role:
        return [(each, "") for each in told]
    then, now = manuscript(shelf, found.before), manuscript(shelf, found.after)
    known = {each.key for manual in (then, now) for each in manual.roles}
    if asked.role not in known:
        raise refuse("amended-role", role=asked.role, known=", ".join(sorted(known)) or "none")
    parts = for_role([each.amendment for each in told], asked.role, then, now)
    order = {
        id(each): (at, words)
        for at, (words, part) in enumerate(zip(("your role", "everyone", "others"), parts, strict=True))
        for each in part
    }
    rows = [(each, order[id(each.amendment)]) for each in told]
    return [(each, words) for each, (_, words) in sorted(rows, key=lambda row: row[1][0])]


def _lines(each: Any, matters: str) -> Iterator[str]:
    amendment = each.amendment
    yield f"{amendment.title} ({amendment.kind} {amendment.place}): {amendment.sort.value}"
    if matters:
        yield f"  For {matters}"
    if amendment.see:
        yield f"  See instead: {', '.join(amendment.see)}"
    for why in each.why:
        yield f"  Why ({why.number}): {why.reason}{' (trifling)' if why.trifling else ''}"
    if each.withheld:
        yield "  Its words were withheld by law."
    for change in amendment.changes:
        yield f"  {change.where}: {change.sort.value}"
        words = "".join(_SIGNS[run.sort.value].format(run.words) for run in change.runs)
        yield from (f"    {line}" for line in words.splitlines() if line.strip())
    yield ""
