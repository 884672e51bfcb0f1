"""The command `on`: what was in force at a gateway on a day."""

from __future__ import annotations

import argparse
from typing import Any

from waymark.commands.clock import now, today
from waymark.commands.packs import command, shelf_option
from waymark.commands.teller import FINE, Teller
from waymark.editions.days import Day, read_day, typed_day
from waymark.manual.findings import Severity, messages, refuse
from waymark.timescales.typed import Unread

messages(
    Severity.REFUSE,
    {
        "on-gateway": ("There is no gateway {gateway} on the shelf at {folder}.", "Gateways there: {known}."),
        "on-not-come": ("{day} has not come yet.", "Ask about today or a day before it."),
        "on-before": (
            "Nothing was in force at {gateway} on {day}.",
            "The first edition there came into force on {first}.",
        ),
        "on-no-page": (
            "There was no page {page} at {gateway} on {day}.",
            "Leave the page out to be told what was in force, or look at /{gateway}/life/{page}.",
        ),
        "on-withheld": (
            "{page} at {gateway} was withheld by law.",
            "Its place, fingerprint and legal ground are on the shelf; its words are not.",
        ),
    },
)


def add(commands: Any) -> None:
    """Add this command to the command line."""
    asking = command(commands, "on", tell_day, "what was in force on a day")
    asking.add_argument("gateway", metavar="GATEWAY")
    asking.add_argument("day", type=_day, metavar="DATE", help="2026-05-01, with a time 2026-05-01T09:30")
    asking.add_argument("place", nargs="?", default="", metavar="PLACE", help="a page; else the home page")
    shelf_option(asking)


def tell_day(asked: argparse.Namespace, teller: Teller) -> int:
    """Print the citation of a page as it stood, and its words."""
    from waymark.editions.days import day_of
    from waymark.editions.shelf import Shelf
    from waymark.editions.shelved import FRONT
    from waymark.gateways.asked import told
    from waymark.gateways.gatehouse import load
    from waymark.gateways.gateway import WITHHELD
    from waymark.gateways.page_words import page_words

    moment, day, key = now(), asked.day, asked.gateway
    shelf = Shelf(asked.shelf)
    shelf.settings()
    gateways = load(shelf, moment)
    steps = gateways.steps.get(key)
    if not steps or key == FRONT:
        known = ", ".join(sorted(gateways.steps.keys() - {FRONT})) or "none"
        raise refuse("on-gateway", gateway=key, folder=shelf.folder, known=known)
    if day.start > moment or (day.clock and day.moment > moment):
        raise refuse("on-not-come", day=day)
    if steps[0][0] > day.moment:
        raise refuse("on-before", gateway=key, day=day, first=told(steps[0][0]))
    through = gateways.through_time
    cited = through.citing.cited(key, day, asked.place, moment)
    if cited is None:
        printing = through.past.printing_on(key, day, moment)
        status = printing.status(printing.find(asked.place) or "") if printing else 0
        rule = "on-withheld" if status == WITHHELD else "on-no-page"
        raise refuse(rule, page=asked.place, gateway=key, day=day)
    said = page_words(shelf, cited)
    result = {
        "title": cited.title,
        "gateway": key,
        "place": cited.place,
        "day": str(day),
        "edition": cited.name.edition,
        "edition_from": cited.edition.start,
        "edition_until": cited.edition.until,
        "supplement": cited.name.supplement,
        "supplement_from": cited.supplement.start,
        "supplement_until": cited.supplement.until,
        "printing": cited.name.printing,
        "fingerprint": cited.seal,
        "shared_fingerprint": cited.shared,
        "local_fingerprints": cited.local,
        "page_fingerprint": cited.stored,
        "address": cited.address,
        "citation": cited.sentence(moment),
        "words": said,
    }
    current = gateways.gateways[key].name == cited.name
    warning = "This is in force now." if current else "THIS IS NOT WHAT IS IN FORCE NOW."
    rule = "-" * 72
    lines = (warning, "", cited.sentence(moment), rule, said, rule, f"Asked on {day_of(moment)}.")
    teller.result(result, *lines)
    return FINE


def _day(words: str) -> Day:
    try:
        return read_day(words) or typed_day(words, "", today())
    except Unread as unread:
        problem = f"“{words}” is not a day such as 2026-05-01. {unread}"
        raise argparse.ArgumentTypeError(problem) from unread
