"""What an e-mail says: the letter about signing up, and what changed when something came into force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from email.charset import QP, Charset
from email.utils import parseaddr
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from waymark.desk.alerts.came import local_changes, shared_changes
from waymark.desk.alerts.naming import chosen_words
from waymark.desk.alerts.sentences import page_of, title_of, what_changed
from waymark.desk.alerts.signing_up import Choices, choices_of, confirm_token, leave_token
from waymark.desk.models import Alert, CameIntoForce, Consortium, Subscriber
from waymark.editions.amended import Told
from waymark.editions.days import day_of
from waymark.editions.manuscripts import local, manuscript
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT
from waymark.pages.prose import say

#: Lines of any length come through every mail server so.
_PLAIN = Charset("utf-8")
_PLAIN.body_encoding = QP


class Telling(NamedTuple):
    """What is told to somebody with certain choices.

    `everyone`: what everybody must know, told apart where there is a role; `others`: how much else changed.
    """

    mine: tuple[Told, ...]
    everyone: tuple[Told, ...]
    local: tuple[Told, ...]
    others: int
    trifling: int

    @property
    def anything(self) -> bool:
        """Whether there is something to tell; spelling and links alone are nothing."""
        return bool(self.mine or self.everyone or self.local)


def told_of(what: CameIntoForce, choices: Choices) -> Telling:
    """What somebody with these choices is told."""
    shared = shared_changes(what, choices.role)
    every = (*shared, local_changes(what) if choices.local else ())
    mine, everyone, rest, near = (tuple(each for each in some if not each.trifling) for some in every)
    trifling = sum(each.trifling for some in every for each in some)
    return Telling(mine, everyone, near, len(rest), trifling)


def letter_about(what: CameIntoForce, subscriber: Subscriber) -> EmailMessage | None:
    """The alert for a subscriber; None where what they chose by now is not touched."""
    choices = Choices(subscriber.gateway, subscriber.role, subscriber.local)
    if choices.gateway != ("" if what.gateway == FRONT else what.gateway):
        return None
    telling = told_of(what, choices)
    if not telling.anything:
        return None
    gateway = gateway_address(choices.gateway)
    area = area_of(what)
    given = {
        "manual": Consortium.the().facts.get("title", "The child protection procedures"),
        "area": area,
        "came": came_words(what, bool(telling.local)),
        "role": role_title(choices.role, what.edition),
        "mine": _lines(telling.mine, gateway if area else ""),
        "everyone": _lines(telling.everyone, gateway if area else ""),
        "local": _lines(telling.local, gateway),
        "others": telling.others,
        "trifling": telling.trifling,
        "home": gateway,
        "whole": _whole(what, gateway, bool(telling.local)) if area and gateway else [],
        "chosen": chosen_words(choices),
    }
    subject = f"What changed{f' in {area}' if area else ''}: {given['came'][0]}"
    return _message(subject, "desk/alerts/alert.txt", given, subscriber, f"{what.gateway} {what.start}")


def letter_about_signing_up(subscriber: Subscriber) -> EmailMessage:
    """The letter that asks to confirm; to whom has confirmed already, it says so and how to leave."""
    given = {
        "manual": Consortium.the().facts.get("title", "The child protection procedures"),
        "chosen": chosen_words(choices_of(subscriber)),
        "now": chosen_words(Choices(subscriber.gateway, subscriber.role, subscriber.local)),
        "confirmed": subscriber.confirmed_at is not None,
        "link": _link("letters_alerts_confirm", confirm_token(subscriber)),
        "differs": subscriber.wanted
        not in (None, [subscriber.gateway, subscriber.role, subscriber.local]),
    }
    subject = "You are signed up already" if subscriber.confirmed_at else "Please confirm your e-mail address"
    which = f"signing up {subscriber.asked_at}"
    return _message(subject, "desk/alerts/signing_up.txt", given, subscriber, which)


def letter(alert: Alert) -> tuple[EmailMessage, str] | None:
    """What an alert says, and to whom; None where there is nobody, or nothing, to tell any more."""
    subscriber = Subscriber.objects.filter(pk=alert.subscriber).first()
    if subscriber is None:
        return None
    if not alert.of:
        return letter_about_signing_up(subscriber), subscriber.email
    what = CameIntoForce.objects.filter(pk=alert.of).first()
    made = letter_about(what, subscriber) if what else None
    return (made, subscriber.email) if made else None


def gateway_address(gateway: str) -> str:
    """Where a gateway can be read, or all of them; empty where nobody set that down."""
    address = Shelf(settings.SHELF).settings().address or settings.GATEWAYS
    if not address.startswith(("https://", "http://")):
        return ""
    return "/".join(filter(None, (address.rstrip("/"), gateway)))


def area_of(what: CameIntoForce) -> str:
    """What people call the area of a gateway."""
    if what.gateway == FRONT:
        return ""
    return local(Shelf(settings.SHELF), what.gateway, what.supplement).partnership.area


def role_title(role: str, edition: str) -> str:
    """What a role is called in an edition; empty where it is not there."""
    roles = manuscript(Shelf(settings.SHELF), edition).roles
    return next((each.title for each in roles if each.key == role), "")


def came_words(what: CameIntoForce, near: bool) -> list[str]:
    """What came into force: in a few words, and in a sentence."""
    said = [f"edition {what.edition}"] if what.edition != what.edition_before else []
    if near or not said:
        said.append(f"supplement {what.supplement} of {area_of(what)}")
    words = say.sentence(" and ".join(said))
    return [words, f"{words} came into force on {say.day(day_of(what.start))}."]


def _lines(told: Iterable[Told], gateway: str) -> list[dict[str, str]]:
    return [
        {
            "title": title_of(each.amendment),
            "what": "Words were taken away here." if each.withheld else what_changed(each.amendment),
            "why": "" if each.withheld else " ".join(dict.fromkeys(one.reason for one in each.why)),
            "link": f"{gateway}/{page}" if gateway and (page := page_of(each.amendment)) else "",
        }
        for each in told
    ]


def _whole(what: CameIntoForce, gateway: str, near: bool) -> list[str]:
    """Where everything that changed can be read word by word."""
    found = []
    if what.edition != what.edition_before:
        found.append(f"{gateway}/amendments/{what.edition_before}/{what.edition}")
    if near:
        found.append(f"{gateway}/amendments/supplements/{what.supplement_before}/{what.supplement}")
    return found


def _link(name: str, token: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse(name, args=(token,))}"


def _message(
    subject: str, template: str, given: dict[str, Any], subscriber: Subscriber, which: str
) -> EmailMessage:
    leave = _link("letters_alerts_leave", leave_token(subscriber))
    # The same e-mail sent again after a kill has the same name, so that a mail server can tell.
    seal = hashlib.sha256(f"{subscriber.key} {which}".encode()).hexdigest()[:40]
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    made = EmailMessage(
        subject,
        render_to_string(template, {**given, "leave": leave}),
        to=[subscriber.email],
        headers={
            "Message-ID": f"<{seal}@{sender or host}>",
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.encoding = _PLAIN
    return made
