"""Who to ring, on paper: danger first, then what answers at night, then what keeps office hours."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.contacts import Contact, ContactKind
from waymark.pages.contacts.page import AT_HAND, GROUPS, by_kind
from waymark.pages.paper.boxes import Setting
from waymark.pages.paper.pieces import Piece, Run, heading, line, stands, table, words
from waymark.pages.prose.say import short_day


def at_hand(given: Setting) -> Piece:
    """The few that every page of the gateway gives."""
    known = by_kind(given.shared.manuscript.contacts, given.local.local.contacts, AT_HAND)
    rows = []
    for contact, local in known:
        danger = contact.kind is ContactKind.EMERGENCY
        name = [words("Police or ambulance", "bold")] if danger else _named(contact, local, given)
        when = "Any time, day or night" if contact.always_answers else contact.hours_in_words
        rows.append([name, _number(contact), [words(when)]])
    return table(("Who", "Number", "When"), (9, 6, 8), rows, whole=True)


def directory(given: Setting) -> Iterator[Piece]:
    """All contacts, and when each was last checked."""
    partnership = given.local.local.partnership
    yield stands(given.ways.address("contacts"))
    yield heading(1, f"Who to ring in {partnership.area}", "contacts", mark=True)
    yield line(
        "If a child is in danger now, ring 999. Lines that answer at any hour come first, then the ones that "
        "keep hours.",
        "lead",
    )
    yield line("A number on paper may have changed since. Look it up where you can.")
    for title, kinds in GROUPS:
        known = by_kind(given.shared.manuscript.contacts, given.local.local.contacts, kinds)
        if known:
            yield heading(2, title)
            rows = [
                [_about(contact, local, given), _number(contact), _when(contact, given)]
                for contact, local in known
            ]
            yield table(("Who, and what for", "Number", "When"), (9, 6, 8), rows)
    changed = given.local.changed["contacts"]
    yield line(f"Contacts last changed in supplement {changed} of {partnership.name}.", "fine")


def _named(contact: Contact, local: bool, given: Setting) -> list[Run]:
    flag = [words(given.area, "flag"), words("", "break")] if local else []
    return [*flag, words(contact.name, "bold")]


def _about(contact: Contact, local: bool, given: Setting) -> list[Run]:
    return [*_named(contact, local, given), words("", "break"), words(f"{contact.purpose}.")]


def _number(contact: Contact) -> list[Run]:
    if not contact.telephone:
        return [words("No telephone number", "quiet")]
    if contact.example:
        return [words("Example, do not ring", "bold"), words("", "break"), words(contact.telephone, "quiet")]
    return [words(contact.telephone, "number")]


def _when(contact: Contact, given: Setting) -> list[Run]:
    runs = [words(f"{contact.hours_in_words}."), words("", "break")]
    if contact.email:
        runs += [words(f"E-mail: {contact.email}"), words("", "break")]
    if contact.web:
        runs += [given.ways.web(contact.web, contact.web), words("", "break")]
    if contact.checked:
        return [*runs, words(f"Last checked on {short_day(contact.checked)}.", "quiet")]
    gone = "Not a real number. If this is who you need and it is urgent, ring 999."
    return [*runs, words(gone, "quiet")]
