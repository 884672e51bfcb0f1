"""Sending letters as a reader's browser does, step by step."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.utils import timezone

from waymark.desk.letters.slips import new_slip

PLACE = "referral/talk-it-over"
TITLE = "Talk it over with your manager or safeguarding lead"
#: What the page of a gateway sends.
HERE = {"gateway": "devon", "place": PLACE}
CALM = "The second link is old."


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def slip() -> str:
    """A slip of a form that was opened a moment ago."""
    return new_slip(timezone.now() - timedelta(seconds=30))


def letter(words: str = CALM, **more: str) -> dict[str, str]:
    """What the last step sends."""
    return {"step": "words", **HERE, "words": words, "reply_to": "", "reason": "link", "slip": slip(), **more}


def why(reason: str, do: str = "send", **more: str) -> dict[str, str]:
    """What the step of reasons sends."""
    return {"step": "why", **HERE, "reason": reason, "do": do, "slip": slip(), **more}


def send(client: Client, given: dict[str, str], **more: Any) -> Any:
    return client.post("/letters/", given, **more)


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "input" and about.get("type") in ("hidden", "text", "email") and about.get("name"):
            self.found[str(about["name"])] = about.get("value") or ""


def fields(answer: Any) -> dict[str, str]:
    """The fields of a page's form, as a browser would send them back."""
    reader = _Fields()
    reader.feed(answer.content.decode())
    return reader.found
