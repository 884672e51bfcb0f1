"""What is to be put right in what is written: links to nowhere, findings, provisions nobody carries."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.urls import reverse

from waymark.desk.models.drafts import KINDS
from waymark.desk.people.standing import SHARED
from waymark.desk.today.lines import Card, Line, card, owner_of
from waymark.desk.today.state import Noticed, Stamp, noticed
from waymark.manual.findings import Finding, Severity

#: Rules about something that is named and is not there, or is there no more.
BROKEN = frozenset({"link-to-nowhere", "note-to-nowhere", "guidance-to-nowhere", "successor-unknown"})
_SORTS = {Severity.REFUSE: ("to be put right", "stop"), Severity.WARN: ("worth a look", "wait")}


def to_put_right(stamps: dict[str, Stamp], day: date) -> list[Card]:
    """Broken links, findings by severity, and provisions that no box carries."""
    own = list(stamps)
    links: list[Line] = []
    found: list[tuple[Finding, Line]] = []
    provisions: list[Line] = []
    unread: list[Line] = []
    for key, stamp in stamps.items():
        seen = noticed(stamp, day)
        if seen.unread is not None:
            unread.append(_unread(seen.unread, key, own))
        for each in seen.findings:
            line = _line(each, seen, key, own)
            if each.rule in BROKEN:
                links.append(line._replace(mark="", sort=""))
            else:
                found.append((each, line))
        provisions += [_provision(place, words, part, seen) for place, words, part in seen.provisions]
    found.sort(key=lambda pair: (list(_SORTS).index(pair[0].severity), pair[0].rule, pair[1].words))
    counts = Counter(each.severity for each, _ in found)
    said = "; ".join(f"{counts[each]} {words}" for each, (words, _) in _SORTS.items() if counts[each])
    cards = [
        card("links", "Links that lead nowhere", "links", links),
        card(
            "findings",
            "Findings",
            "findings",
            [*unread, *(line for _, line in found)],
            said=f"{said}." if len(found) > 1 else "",
        ),
    ]
    if SHARED in own:
        cards.append(
            card("provisions", "Provisions that no box carries", "provisions that no box carries", provisions)
        )
    return cards


def _line(finding: Finding, seen: Noticed, key: str, own: list[str]) -> Line:
    mark, sort = _SORTS[finding.severity]
    place = finding.place or ""
    if place.startswith("partnerships:") or place == key:
        place = "partnership"
    known = seen.drafts.get(place) or seen.drafts.get(place.partition("#")[0])
    number, title = known or (None, "")
    where = reverse("desk_draft", args=(number,)) if number is not None else _whole(key)
    words = title or (KINDS["partnership"] if key else KINDS["manual"])
    return Line(words, where, mark, sort, f"{finding.what} {finding.mend}", owner_of(key, own))


def _unread(where: str, key: str, own: list[str]) -> Line:
    words, mend = "A draft cannot be read", "Look at what was saved last, and put an earlier save back."
    if where != key:
        words, mend = "The shared manual cannot be read just now", "Its own editors are told of it."
    return Line(words, _whole(where), *_SORTS[Severity.REFUSE], mend, owner_of(key, own))


def _provision(place: str, words: str, part: str, seen: Noticed) -> Line:
    number, _ = seen.drafts.get(place, (None, ""))
    where = reverse("desk_draft", args=(number,)) if number is not None else _whole(SHARED)
    return Line(words, where, more=part)


def _whole(key: str) -> str:
    return reverse("desk_local", args=(key,)) if key else reverse("desk_manual")
