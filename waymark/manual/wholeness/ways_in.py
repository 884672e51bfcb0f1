"""Ways in: both are there or neither, every reply has words of the manual, and a helpline is always near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from waymark.manual.contacts import ContactKind
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.ways_in import CONTACT, Reply, WayIn, WayKey

#: The lines that stand on every page for families: one for children, one for whoever cares for them.
HELPLINES = (ContactKind.CHILD_HELPLINE, ContactKind.HELPLINE)

_FOR = {WayKey.PARENTS: "a parent", WayKey.CHILDREN: "a child or young person"}

messages(
    Severity.REFUSE,
    {
        "way-in-alone": (
            "There is a way in for {key}, and none for {other}.",
            "Write both, or neither: whoever comes with a child should find the child’s page too.",
        ),
        "way-in-helpline": (
            "There are ways in for families, and no contact of the kind “{kind}” has a number.",
            "Add one to contacts.yaml: Childline is a child helpline, the NSPCC Helpline a helpline.",
        ),
        "reply-to-nowhere": (
            "The way in for {key} is answered from {named}, which no box, procedure, word or contact is.",
            "Name one that is there.",
        ),
        "reply-without-words": (
            "The way in for {key} is answered from {named}, which says nothing to {reader}.",
            "Write that part of its facet “For families”, or name another place.",
        ),
        "reply-unnamed": (
            "The way in for {key} is answered from {named} without a name in its readers’ words.",
            "Give it one under “said”: what would a parent or child call it?",
        ),
        "way-in-heading-twice": (
            "The way in for {key} has the heading “{heading}” twice.",
            "Word one of them otherwise, so that a reader can tell them apart.",
        ),
    },
)


def check_ways_in(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings about the ways in; none where there are none."""
    keys = {way.key for way in manuscript.ways_in}
    for way in manuscript.ways_in:
        for other in sorted(set(WayKey) - keys):
            yield finding("way-in-alone", place=way.place, key=way.key.value, other=other.value)
    if keys:
        real = (each for each in manuscript.contacts if each.telephone and not each.example)
        kinds = {contact.kind for contact in real}
        first = manuscript.ways_in[0].place
        for kind in HELPLINES:
            if kind not in kinds:
                yield finding("way-in-helpline", place=first, kind=kind.value)
    for way in manuscript.ways_in:
        yield from _replies(way, lookup)
        for heading, count in Counter(way.headings).items():
            if count > 1:
                yield finding("way-in-heading-twice", place=way.place, key=way.key.value, heading=heading)


def _replies(way: WayIn, lookup: Lookup) -> Iterator[Finding]:
    place, key = way.place, way.key.value
    named = Counter(reply.place for _, reply in way.replies)
    for what, count in named.items():
        if count > 1:
            yield finding("listed-twice", place=place, what=what)
    for path, reply in way.replies:
        boxes = lookup.boxes.get(reply.place) or lookup.procedures.get(reply.place)
        if boxes is None:
            if not _known(reply, lookup):
                yield finding("reply-to-nowhere", place=place, path=path, key=key, named=reply.place)
            continue
        if way.key.facet(boxes.facets.for_families) is None:
            reader = _FOR[way.key]
            yield finding(
                "reply-without-words", place=place, path=path, key=key, named=reply.place, reader=reader
            )
        if reply.said is None:
            yield finding("reply-unnamed", place=place, path=path, key=key, named=reply.place)


def _known(reply: Reply, lookup: Lookup) -> bool:
    """Whether a reply from no box or procedure is from a term or contact that is there."""
    if reply.place.startswith(CONTACT):
        return reply.place.removeprefix(CONTACT) in lookup.contacts
    return reply.place in lookup.terms
