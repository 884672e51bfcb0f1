"""What the server puts beside stored pages: the day box, notices of other days, citations and lists.

Nothing here is part of a page's stored bytes. Addresses start with the sign of the root, or are given whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from waymark.pages.env import govuk, render

_MARK = "@page@"


class Way(NamedTuple):
    """A link, or words where `href` is empty."""

    text: str
    href: str = ""


def day_box(page: str, first: date, *, gateway: bool) -> bytes:
    """The box that asks for another day, and the ways to what changed and to a citation."""
    return _day_box(first, gateway).replace(_MARK, escape(page)).encode()


@lru_cache(maxsize=64)
def _day_box(first: date, gateway: bool) -> str:
    return render("days/box.html", first=first, gateway=gateway)


def dates(next_edition: date | None, comments_close: date | None, today: date) -> str:
    """When the next edition is due and comments close; what has passed is not told."""
    return render(
        "days/dates.html",
        next_edition=next_edition if next_edition and next_edition >= today else None,
        comments_close=comments_close if comments_close and comments_close >= today else None,
    )


def past_notice(
    title: str,
    what: str,
    *,
    after: Sequence[Way],
    unchanged: str,
    ways: Sequence[Way],
    during: Mapping[str, Any] | None = None,
) -> bytes:
    """The band on a page of another day."""
    words = render(
        "days/past.html",
        title=title,
        what=what,
        after=after,
        unchanged=unchanged,
        ways=ways,
        during=during,
    )
    return words.encode()


def missing(
    title: str, lines: Iterable[str], ways: Sequence[Way], ask: Mapping[str, str] | None = None
) -> str:
    """The main part of a page for what was not there on a day, or in an edition."""
    return render("days/missing.html", title=title, lines=list(lines), ways=ways, ask=ask)


def citation(sentence: str, facts: Iterable[tuple[str, str]], **given: Any) -> str:
    """The main part of a citation's page."""
    rows = [{"key": {"text": name}, "value": {"text": value}} for name, value in facts]
    summary = govuk("summary-list", rows=rows)
    return render("days/citation.html", sentence=sentence, summary=summary, **given)


def fingerprint(**given: Any) -> str:
    """The main part of the page where a fingerprint is looked up."""
    return render("days/fingerprint.html", **given)


def editions(**given: Any) -> str:
    """The main part of the list of all editions."""
    return render("days/editions.html", **given)


def feeds(**given: Any) -> str:
    """The main part of the page that lists the feeds."""
    return render("days/feeds.html", **given)


class Numbers(NamedTuple):
    """The numbers and e-mail addresses that are shown today: all of them, and by the contact's key."""

    every: frozenset[bytes]
    keyed: Mapping[bytes, bytes]


_LINKED = re.compile(rb'<(a|span)((?: [a-z-]+="[^"]*")*)>([^<]*)</\1>')
_KEY = re.compile(rb' data-contact="([^"]*)"')
_LEADS = re.compile(rb' href="(?:tel|mailto):([^"]*)"')
#: Whatever else changes, nobody is ever told that these are not the number now.
_ALWAYS = frozenset({b"999", b"112"})


def numbers_of(words: bytes) -> Numbers:
    """The numbers in what is shown today."""
    every = set(_ALWAYS)
    keyed: dict[bytes, bytes] = {}
    for tag, about, said in _LINKED.findall(words):
        if number := _number(about, said):
            every.add(number)
            if found := _KEY.search(about):
                keyed.setdefault(found[1], said if tag == b"a" else b"an example, do not ring " + said)
    return Numbers(frozenset(every), keyed)


def then(words: bytes, today: Numbers) -> bytes:
    """Words of another day with its numbers struck through, in words too, and never links.

    What is still a number today stays as it is. Beside the struck number of a contact stands today's.
    """

    def struck(found: re.Match[bytes]) -> bytes:
        about, said = found[2], found[3]
        number = _number(about, said)
        if not number or number in today.every:
            return found[0]
        key = _KEY.search(about)
        now = today.keyed.get(key[1]) if key else None
        what = b"address" if b"@" in said else b"number"
        beside = b". Now: " + now if now else b""
        return b'<s class="then">%b</s> <span class="then__word">(%b then, not now%b)</span>' % (
            said,
            what,
            beside,
        )

    return _LINKED.sub(struck, words)


def _number(about: bytes, said: bytes) -> bytes:
    """The number or address that a link or an example stands for; empty for other links."""
    if found := _LEADS.search(about):
        return found[1]
    return said.replace(b" ", b"") if b" data-contact=" in about else b""
