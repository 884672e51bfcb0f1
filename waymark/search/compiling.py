"""Making an index: rarity and impact of every word and family, worked out once and kept as whole numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.places import NOT_SAFE_NOW
from waymark.search import gathering
from waymark.search.families import Families
from waymark.search.gathering import Found
from waymark.search.index import Facet, Index, Passage
from waymark.search.words import stems_of

#: How much a word counts in each facet: what a place is called, and how people ask for it, tell most.
BOOST = {
    Facet.TITLE: 4.0,
    Facet.PEOPLE_SAY: 3.0,
    Facet.KEY_POINTS: 2.0,
    Facet.HOW_TO_DO_IT: 1.0,
    Facet.WHAT_IF: 1.5,
    Facet.LESSONS: 0.5,
    Facet.FOR_FAMILIES: 1.0,
    Facet.FOR_YOUR_ROLE: 1.0,
    Facet.TIME_LIMITS: 1.5,
    Facet.MEANING: 2.0,
    Facet.WHO: 1.0,
    Facet.LOCAL_NOTE: 1.5,
    Facet.TEXT: 1.5,
    Facet.FILE: 0.7,
    Facet.LAW: 0.5,
}
#: How soon more of the same word adds nothing, and how much longer texts are held back (as in BM25).
SOON, LONG = 2.0, 0.6
#: Phrases that ask for a length of time, and for a number to ring.
ASKS = {
    "time": [
        "how long", "how many days", "how many weeks", "how many hours", "how many months", "how much time",
        "how soon", "how quickly", "how quick", "how fast", "how often", "by when", "what day", "deadline",
        "time limit", "timescale", "time scale", "timeframe", "time frame", "when does", "when do",
        "when will", "when is", "when are", "when should", "when must", "when has", "when have", "when can",
        "duration", "working days", "what date", "due date", "time allowed", "run out", "runs out", "expire",
    ],
    "ring": [
        "who do i ring", "who do i call", "who do i phone", "who do i contact", "who do i tell",
        "who do we ring", "who do we call", "who to ring", "who to call", "who to phone", "who to contact",
        "who can i ring", "who can i call", "who can i talk to", "who should i ring", "who should i call",
        "phone number", "telephone number", "contact number", "what number", "whats the number", "number for",
        "number to ring", "number to call", "contact details", "ring at night", "call at night",
        "opening hours", "out of hours", "who is on call", "where do i ring", "where do i call",
        "who answers", "helpline", "phone", "telephone",
    ],
}  # fmt: skip
#: The rarest word tells this much, and the strongest impact is this much.
RAREST = 255


def shared_index(manuscript: Manuscript) -> Index:
    """The index of a shared manual."""
    members = [line.split(", ") for each in manuscript.relations for line in each.together]
    made = compiled(list(gathering.shared(manuscript)), Families(members))
    there = any(box.place == NOT_SAFE_NOW for box in manuscript.boxes)
    return replace(
        made,
        families=members,
        limits=list(gathering.limits(manuscript)),
        asks=ASKS,
        danger=NOT_SAFE_NOW if there else "",
    )


def local_index(
    local: LocalManuscript, papers: Mapping[str, str], manuscript: Manuscript, shared: Index
) -> Index:
    """The index of what a partnership adds, to stand beside that of the shared manual."""
    found = list(gathering.local(local, papers, manuscript))
    return compiled(found, Families(shared.families), shared)


def compiled(found: Sequence[Found], families: Families, known: Index | None = None) -> Index:
    """The index of these places. `known`: the shared index that it stands beside, whose rarities hold."""
    counts = [_counted(each, families) for each in found]
    lengths = [sum(each[facet].total() * BOOST[facet] for facet in each) for each in counts]
    middle = sum(lengths) / len(lengths) if lengths else 1.0
    standing: Counter[str] = Counter()
    for each in counts:
        standing.update(set().union(*each.values()))
    places = len(found) + (len(known.spots) if known else 0)
    given = dict(zip(known.words, known.rarity, strict=True)) if known else {}
    rarity = {
        word: given.get(word) or _rarity(standing[word], places)
        for word in sorted(standing)
    }
    hits: dict[str, list[int]] = {word: [] for word in rarity}
    last = dict.fromkeys(rarity, 0)
    for number, (each, length) in enumerate(zip(counts, lengths, strict=True)):
        slow = SOON * (1 - LONG + LONG * length / middle)
        for word in sorted(set().union(*each.values())):
            weighed = {facet: each[facet][word] * BOOST[facet] for facet in each if each[facet][word]}
            whole = sum(weighed.values())
            impact = round(rarity[word] * whole / (slow + whole))
            if impact:
                facet = max(weighed, key=lambda one: (weighed[one], -one))
                hits[word] += (number - last[word], impact, int(facet))
                last[word] = number
    words = [word for word in rarity if hits[word]]
    return Index(
        spots=[each.spot for each in found],
        words=words,
        rarity=[rarity[word] for word in words],
        hits=[hits[word] for word in words],
        passages=[
            Passage(number, int(said.facet), said.text)
            for number, each in enumerate(found)
            for said in each.said
            if said.passage
        ],
    )


def _counted(found: Found, families: Families) -> dict[Facet, Counter[str]]:
    """How often each word and each family stands in each facet of a place."""
    counted: dict[Facet, Counter[str]] = {}
    for said in found.said:
        stems = stems_of(said.text)
        here = counted.setdefault(said.facet, Counter())
        here.update(stems)
        here.update(families.named(stems))
    return counted


@lru_cache(maxsize=4096)
def _rarity(standing: int, places: int) -> int:
    """How much a word tells that stands in so many places of so many."""
    most = math.log(1 + (places + 0.5) / 1.5)
    return max(1, round(RAREST * math.log(1 + (places - standing + 0.5) / (standing + 0.5)) / most))
