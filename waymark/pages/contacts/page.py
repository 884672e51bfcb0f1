"""Setting the contacts. Danger first, then what answers at night, then what keeps office hours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.local import Partnership
from waymark.manual.manuscript import Manuscript
from waymark.pages.env import render
from waymark.pages.plan import LocalPart
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.explain import Glossary
from waymark.pages.terms.short import Short

GROUPS = (
    ("In danger now", (ContactKind.EMERGENCY,)),
    ("Worried about a child", (ContactKind.OUT_OF_HOURS, ContactKind.FRONT_DOOR)),
    ("For children and young people", (ContactKind.CHILD_HELPLINE,)),
    ("Advice, and other numbers", (ContactKind.POLICE, ContactKind.HELPLINE, ContactKind.OTHER)),
    ("Worried about someone who works with children", (ContactKind.DESIGNATED_OFFICER,)),
)

#: What stands at the foot of every page: the order is the order of danger and of the night.
AT_HAND = (
    ContactKind.EMERGENCY,
    ContactKind.OUT_OF_HOURS,
    ContactKind.FRONT_DOOR,
    ContactKind.CHILD_HELPLINE,
    ContactKind.POLICE,
    ContactKind.HELPLINE,
)


def by_kind(
    national: tuple[Contact, ...], local: tuple[Contact, ...], kinds: tuple[ContactKind, ...]
) -> list[tuple[Contact, bool]]:
    """Contacts of these kinds in the order of the kinds, and whether each is local.

    A national line that the area lists under its own name, with the same number and hours, stands once.
    """
    own = {_line(contact) for contact in local if not contact.example}
    known = [(contact, False) for contact in national if _line(contact) not in own]
    known += [(contact, True) for contact in local]
    return [pair for kind in kinds for pair in known if pair[0].kind is kind]


def _line(contact: Contact) -> tuple[object, ...]:
    return (contact.kind, contact.telephone, contact.hours)


def at_hand(national: tuple[Contact, ...], local: tuple[Contact, ...]) -> list[dict[str, Any]]:
    """The contacts at the foot of every page."""
    return [
        {
            "key": contact.key,
            "name": contact.name if contact.kind is not ContactKind.EMERGENCY else "Police or ambulance",
            "when": contact.hours_in_words if not contact.always_answers else "Any time, day or night",
            "telephone": contact.telephone,
            "example": contact.example,
            "local": is_local,
        }
        for contact, is_local in by_kind(national, local, AT_HAND)
    ]


def contacts_page(gateway: Partnership) -> SharedPage:
    """The page of contacts, which stand in an open slot."""
    main = render("contacts/template.html", gateway=gateway)
    return SharedPage("contacts.html", f"Who to ring in {gateway.area}", cut(""), cut(main))


def hand(manuscript: Manuscript, local: LocalPart) -> str:
    """Who to ring, for the foot of every page."""
    contacts = at_hand(manuscript.contacts, local.local.contacts)
    shorts = _shorts(manuscript, [contact["name"] for contact in contacts])
    return render("contacts/hand.html", gateway=local.local.partnership, contacts=contacts, shorts=shorts)


def _shorts(manuscript: Manuscript, names: Iterable[str]) -> list[Short]:
    """The short forms in what is told of contacts, whose names stay as they are known by."""
    return Glossary(manuscript.terms).shorts_in("; ".join(names))


def directory(manuscript: Manuscript, local: LocalPart) -> str:
    """All contacts, for the page of contacts."""
    groups: list[dict[str, Any]] = [
        {
            "title": title,
            "members": [
                {"contact": contact, "local": is_local}
                for contact, is_local in by_kind(manuscript.contacts, local.local.contacts, kinds)
            ],
        }
        for title, kinds in GROUPS
    ]
    members = [each["contact"] for group in groups for each in group["members"]]
    told = [f"{each.name}; {each.purpose}" for each in members]
    return render(
        "contacts/directory.html",
        gateway=local.local.partnership,
        groups=[group for group in groups if group["members"]],
        changed=local.changed["contacts"],
        shorts=_shorts(manuscript, told),
    )
