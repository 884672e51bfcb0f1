"""How people ask: nothing stands twice at one place, where it would say no more than once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from waymark.manual.contacts import Contact
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Manuscript
from waymark.manual.wholeness.facets import every_box

messages(
    Severity.WARN,
    {
        "people-say-twice": (
            "“{words}” is said twice under “People say”.",
            "Keep one of the two: capitals and signs make no difference to searching.",
        ),
    },
)


def check_asked(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding for every line that a place of the shared manual already has."""
    for box in every_box(manuscript):
        yield from _twice(box.facets.people_say, box.place, "$.facets.people_say")
    for term in manuscript.terms:
        yield from _twice(term.people_say, term.place)
    for timescale in manuscript.timescales:
        yield from _twice(timescale.people_say, f"timescales:{timescale.key}")


def check_asked_of(contacts: Iterable[Contact]) -> Iterator[Finding]:
    """The same for contacts, shared or local."""
    for contact in contacts:
        yield from _twice(contact.people_say, f"contacts:{contact.key}")


def _twice(lines: tuple[str, ...], place: str, path: str = "$.people_say") -> Iterator[Finding]:
    seen: set[str] = set()
    for index, line in enumerate(lines):
        bare = " ".join(re.findall(r"\w+", line.casefold())) or line
        if bare in seen:
            yield finding("people-say-twice", place=place, path=f"{path}[{index}]", words=line)
        seen.add(bare)
