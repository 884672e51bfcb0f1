"""Contacts: every number has been checked, and at every hour somebody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waymark.manual.contacts import Contact, ContactKind, Day, Opening
from waymark.manual.findings import Finding, Severity, finding, messages

#: Numbers that Ofcom keeps for drama, with no exchange of their own: 01632 960000 to 960999.
_DRAMA = re.compile(r"01632960\d{3}")

messages(
    Severity.REFUSE,
    {
        "contact-unchecked": (
            "The contact “{name}” does not say when it was last checked.",
            "Ring it, then write the day under “checked”.",
        ),
        "contact-unreachable": (
            "The contact “{name}” has no telephone number, e-mail or web address.",
            "Give at least one.",
        ),
        "contact-hours": (
            "The hours of “{name}” close before they open, or name no day.",
            "Write opens before closes; a night is two openings, before and after midnight.",
        ),
        "example-number": (
            "The example “{name}” has a number that might ring somewhere.",
            "If it is the real number, take away the mark that says it is an example. "
            "If it is not, use one from 01632 960000 to 01632 960999, which nobody has.",
        ),
        "drama-number": (
            "“{name}” has a number that nobody has, and is not marked as an example.",
            "Mark it as an example, or give the real number.",
        ),
        "nobody-answers": (
            "On {day} at {clock} no front door and no out-of-hours team of {partnership} answers.",
            "Give the hours of the out-of-hours team so that no hour is left out.",
        ),
    },
)


def check_contacts(contacts: tuple[Contact, ...]) -> Iterator[Finding]:
    """Findings about each contact by itself."""
    for contact in contacts:
        place = f"contacts:{contact.key}"
        if contact.checked is None and not contact.example:
            yield finding("contact-unchecked", place=place, name=contact.name)
        if not (contact.telephone or contact.email or contact.web):
            yield finding("contact-unreachable", place=place, name=contact.name)
        if contact.telephone:
            drama = _DRAMA.fullmatch(contact.telephone.replace(" ", "")) is not None
            if contact.example and not drama:
                yield finding("example-number", place=place, path="$.telephone", name=contact.name)
            if drama and not contact.example:
                yield finding("drama-number", place=place, path="$.telephone", name=contact.name)
        for index, opening in enumerate(_openings(contact)):
            if opening.opens >= opening.closes or not opening.days:
                yield finding("contact-hours", place=place, path=f"$.hours[{index}]", name=contact.name)


def check_hours(contacts: tuple[Contact, ...], partnership: str) -> Iterator[Finding]:
    """A finding for the first hour of the week at which nobody of a partnership answers."""
    urgent = [each for each in contacts if each.kind in (ContactKind.FRONT_DOOR, ContactKind.OUT_OF_HOURS)]
    edges = sorted({"00:00"} | {o.closes for each in urgent for o in _openings(each) if o.closes < "24:00"})
    for day in Day:
        for clock in edges:
            if not any(each.answers(day, clock) for each in urgent):
                yield finding(
                    "nobody-answers",
                    place=f"partnerships:{partnership}",
                    day=day,
                    clock=clock,
                    partnership=partnership,
                )
                return


def _openings(contact: Contact) -> list[Opening]:
    return [opening for opening in contact.hours if isinstance(opening, Opening)]
