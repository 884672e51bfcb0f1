"""The command `deadline`: the date a time limit gives, with its working."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from waymark.commands.clock import now, today
from waymark.commands.packs import PACK, SHELF, command
from waymark.commands.teller import FINE, Teller, counted
from waymark.manual.findings import Refused, Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "deadline-place": (
            "There is no box or procedure {place} in {manual}.",
            "Name one by its place, such as after-strategy-discussion/arrange-the-conference.",
        ),
        "deadline-limit": ("{place} has no time limit {limit}.", "It has: {known}."),
        "deadline-none": ("{title}: {why}", "The rule is: {said}."),
        "deadline-typed": (
            "The start “{typed}” is not clear. {why}",
            "Give the day, and for hours the time.",
        ),
        "deadline-gateway": ("Nothing of {gateway} is in force at {folder}.", "Known there: {known}."),
        "deadline-edition": (
            "There is no edition in force at {folder}.",
            "Freeze the draft of the pack, or compile a pack onto the shelf.",
        ),
    },
)


def add(commands: Any) -> None:
    """Add this command to the command line."""
    asking = command(commands, "deadline", tell_deadline, "by when something is due")
    asking.add_argument("place", metavar="PLACE", help="the box or procedure with the limit")
    asking.add_argument("date", metavar="DATE", help="when it started: 2026-12-18, “1 December 2026”, today")
    asking.add_argument("--time", default="", metavar="TIME", help="the time, where hours count: 14:30")
    asking.add_argument("--limit", metavar="KEY", help="which limit, where the place has several")
    asking.add_argument("--gateway", metavar="KEY", help="count by this area's own limits, where it has some")
    asking.add_argument("--pack", type=Path, metavar="PACK", help="read a pack, not the shelf")
    where = f"the shelf; {SHELF}, or the pack {PACK} while there is none"
    asking.add_argument("--shelf", type=Path, metavar="DIR", help=where)


def tell_deadline(asked: argparse.Namespace, teller: Teller) -> int:
    """Print each deadline of a place, or of the one limit that is named."""
    lookup, manual, own = _manual(asked)
    place = lookup.boxes.get(asked.place) or lookup.procedures.get(asked.place)
    if place is None:
        raise refuse("deadline-place", place=asked.place, manual=manual)
    known = ", ".join(place.timescales) or "none"
    keys = [key for key in place.timescales if asked.limit in (None, key)]
    if not keys:
        raise refuse("deadline-limit", place=asked.place, limit=asked.limit or "at all", known=known)
    told = [_told(key, lookup, own.get(key), asked, alone=len(keys) == 1) for key in keys]
    first = next((each for each in told if each["deadline"]), None)
    if first is None:
        none = next((each for each in told if each["counted"]), told[0])
        raise refuse("deadline-none", title=none["title"], why=none["why_none"], said=none["rule"])
    lines: list[str] = []
    for each in told:
        lines += _sentences(each)
    teller.result({"place": asked.place, **first, "manual": manual, "limits": told}, *lines)
    return FINE


def _told(key: str, lookup: Any, own: Any, asked: argparse.Namespace, *, alone: bool) -> dict[str, Any]:
    from datetime import datetime

    from waymark.timescales.counting import (
        NoDeadline,
        in_hours,
        is_counted,
        may_be_counted,
        of_timescale,
        why_none,
    )
    from waymark.timescales.pinned import calendar
    from waymark.timescales.standing import standing
    from waymark.timescales.typed import Unread, read_start

    timescale = lookup.timescales[key]
    local = own[0] if own else None
    may = may_be_counted(timescale) if local else is_counted(timescale)
    told: dict[str, Any] = {
        "limit": key,
        "title": timescale.title,
        "rule": f"{local.words if local else timescale.words}, counted from when {timescale.starts}",
        "local": {"reason": local.reason, "manual": timescale.words} if local else None,
        "source": _source(timescale.source, lookup),
        "note": timescale.note.plain if timescale.note else "",
        "checked": [f"{each.against}, on {each.date}" for each in timescale.checked],
        "longest": timescale.longest and not local,
        "calendar": {"known_until": calendar().known_until, "source": calendar().source},
        "counted": may,
        "deadline": None,
        "why_none": why_none(timescale),
        "skipped": [],
    }
    if not may:
        return told
    hours = in_hours(timescale, local)
    try:
        start = read_start(asked.date, asked.time, today(), hours=hours)
        found = of_timescale(timescale, start, local=local)
    except NoDeadline as none:
        return {**told, "why_none": none.why}
    except Unread as unread:
        if alone or not hours:
            typed = " ".join(filter(None, (asked.date, asked.time)))
            raise refuse("deadline-typed", typed=typed, why=unread) from unread
        return {**told, "why_none": str(unread)}
    due: date = found.due
    return {
        **told,
        "deadline": due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat(),
        "words": found.words,
        "today": standing(found, now()),
        "remarks": found.remarks,
        "skipped": [{"day": each.day, "why": each.why} for each in found.skipped],
        "skipped_words": [each.words for each in found.skipped],
    }


def _sentences(told: dict[str, Any]) -> list[str]:
    lines = [told["title"], f"  The rule: {told['rule']}."]
    if told["deadline"]:
        lead = "No later than" if told["longest"] else "By"
        lines = [told["title"], f"  {lead} {told['words']}. {told['today']}", *lines[1:]]
        if told["longest"]:
            lines.append("  This is the longest the law allows. It is never time to use up.")
        lines += [f"  {remark}" for remark in told["remarks"]]
        if told["skipped"]:
            lines.append(f"  {counted(len(told['skipped']), 'day does', 'days do')} not count:")
            lines += [f"    {words}" for words in told["skipped_words"]]
    else:
        lines.append(f"  {told['why_none']}")
    if told["local"]:
        lines.append(f"  The area's own limit: {told['local']['reason']}")
        lines.append(f"  The shared manual: {told['local']['manual']}.")
    lines += [f"  Source: {told['source']}."] if told["source"] else []
    lines += [f"  {told['note']}"] if told["note"] else []
    return [*lines, *(f"  Checked against {each}." for each in told["checked"])]


def _source(part: str | None, lookup: Any) -> str:
    if part is None:
        return ""
    source, provision = lookup.provisions[part]
    return f"{source.title}, {provision.where}"


def _manual(asked: argparse.Namespace) -> tuple[Any, str, dict[str, Any]]:
    """The edition in force today, what it is called, and the area's own limits by their timescales."""
    shelf = asked.shelf or Path(SHELF)
    if asked.pack is None and (asked.shelf or shelf.is_dir()):
        return _shelved(shelf, asked.gateway)
    return _packed(asked.pack or Path(PACK), asked.gateway)


def _shelved(folder: Path, gateway: str | None) -> tuple[Any, str, dict[str, Any]]:
    from waymark.editions.manuscripts import local, lookup
    from waymark.editions.shelf import Shelf
    from waymark.editions.shelved import FRONT
    from waymark.manual.data import edition_order

    shelf = Shelf(folder)
    shelf.settings()
    shown = shelf.in_force(now())
    if not shown:
        raise refuse("deadline-edition", folder=folder)
    if gateway and (gateway == FRONT or gateway not in shown):
        known = ", ".join(sorted(shown.keys() - {FRONT}))
        raise refuse("deadline-gateway", gateway=gateway, folder=folder, known=known)
    name = shown[gateway] if gateway else max(shown.values(), key=lambda each: edition_order(each.edition))
    own = local(shelf, gateway, name.supplement).limits if gateway else {}
    return lookup(shelf, name.edition), f"edition {name.edition}", own


def _packed(folder: Path, gateway: str | None) -> tuple[Any, str, dict[str, Any]]:
    from waymark.manual.manuscript import Lookup
    from waymark.manual.pack.whole import read_pack

    pack, found = read_pack(folder)
    if pack is None:
        raise Refused(found)
    editions = [each for each in pack.editions if each.head.in_force <= today()]
    if not editions:
        raise refuse("deadline-edition", folder=folder)
    manuscript, found, _ = editions[-1].read()
    if manuscript is None:
        raise Refused(found)
    manual = f"edition {editions[-1].head.number}"
    if not gateway:
        return Lookup(manuscript), manual, {}
    supplements = [each for each in pack.supplements if each.head.in_force <= today()]
    mine = [each for each in supplements if each.partnership == gateway]
    if not mine:
        known = ", ".join(sorted({each.partnership for each in supplements})) or "none"
        raise refuse("deadline-gateway", gateway=gateway, folder=folder, known=known)
    local, found, _ = mine[-1].read()
    if local is None:
        raise Refused(found)
    return Lookup(manuscript), manual, local.limits
