"""The command `search`: what a reader of a gateway would be shown for words they type."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from waymark.commands.clock import now
from waymark.commands.packs import command, shelf_option, whole_number
from waymark.commands.teller import FINE, Teller
from waymark.manual.findings import Severity, messages, refuse

if TYPE_CHECKING:
    from waymark.editions.shelf import Shelf

messages(
    Severity.REFUSE,
    {
        "search-gateway": (
            "There is no gateway {gateway} in force on the shelf at {folder}.",
            "Gateways there: {known}.",
        ),
        "search-role": (
            "Edition {edition} has no role {role}.",
            "Roles there: {known}.",
        ),
    },
)


def add(commands: Any) -> None:
    """Add this command to the command line."""
    asking = command(commands, "search", search, "what a reader would find, in their own words")
    asking.add_argument("gateway", metavar="GATEWAY")
    asking.add_argument("words", nargs="+", metavar="WORDS", help="as somebody would say it")
    asking.add_argument("--why", action="store_true", help="also what led to each place, and how strongly")
    asking.add_argument("--most", type=whole_number, default=10, metavar="N", help="so many places; 10")
    asking.add_argument("--role", metavar="ROLE", help="as for somebody with this job: teacher, gp")
    shelf_option(asking)


def search(asked: argparse.Namespace, teller: Teller) -> int:
    """Print the places found, the likeliest first, and what answers a question of time."""
    from waymark.editions.indexes import teller_of
    from waymark.editions.shelf import Shelf
    from waymark.editions.shelved import FRONT
    from waymark.search.index import Kind
    from waymark.search.telling import facet_of

    shelf = Shelf(asked.shelf)
    shelf.settings()
    shown = shelf.in_force(now())
    name = shown.get(asked.gateway)
    if name is None or asked.gateway == FRONT:
        known = ", ".join(sorted(shown.keys() - {FRONT})) or "none"
        raise refuse("search-gateway", gateway=asked.gateway, folder=shelf.folder, known=known)
    pages = {page.path: bytes.fromhex(page.fingerprint) for page in shelf.printing(name).pages}
    typed = " ".join(asked.words)
    teller_for = teller_of(shelf, name, pages)
    role = _favoured(shelf, name.edition, asked.role) if asked.role else {}
    outcome = teller_for.searcher.search(typed, asked.most, role)
    results: list[dict[str, Any]] = [
        {
            "place": each.place,
            "title": each.title,
            "kind": Kind(each.kind).words,
            "facet": facet.words if (facet := facet_of(each, its)) is not None else "",
            "where": each.where,
            "words": "".join(run.text for run in its.runs) or ", ".join(each.words),
        }
        for each, its in zip(outcome.results, teller_for.told(typed, outcome.results), strict=True)
    ]
    if asked.why:
        for each in results:
            led = teller_for.searcher.why(typed, each["place"])
            each["why"] = [{"words": words, "strength": strength} for words, strength in led]
    told = {
        "results": results,
        "answers": [each._asdict() for each in outcome.limits],
        "ring": outcome.ring,
    }
    lines = [f"{each.title}: {each.words}, counted from when {each.starts}." for each in outcome.limits]
    for number, each in enumerate(results, 1):
        about = ", ".join(part for part in (each["kind"], each["where"], each["facet"]) if part)
        lines.append(f"{number:2}. {each['title']} ({about})\n    {each['place']}")
        if each["words"] and each["words"] != each["title"]:
            lines.append(f"    “{each['words']}”")
        lines += [f"      {led['strength']:4}  {led['words']}" for led in each.get("why", ())]
    if not results:
        lines.append("No page was found. Readers are shown other ways: charts, words, contacts.")
    teller.result(told, *lines)
    return FINE


def _favoured(shelf: Shelf, edition: str, key: str) -> dict[str, int]:
    """The places that searching favours for a role. Raises Refused where the edition has no such role."""
    from waymark.editions.manuscripts import lookup
    from waymark.manual.acting import favoured

    manual = lookup(shelf, edition)
    if key not in manual.roles:
        known = ", ".join(manual.roles) or "none"
        raise refuse("search-role", edition=edition, role=key, known=known)
    return favoured(manual.roles[key], manual)
