"""Making an index: what each word tells and where it leads, worked out once as whole numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.search import gathering
from waymark.search.beside import beside
from waymark.search.families import Families
from waymark.search.features import features_of
from waymark.search.gathering import Found
from waymark.search.held import families_of
from waymark.search.index import (
    LED_TO,
    RAREST,
    TEACHES,
    Facet,
    Finer,
    Index,
    Lines,
    Local,
    Near,
    Shared,
)
from waymark.search.intents import ASKS
from waymark.search.leading import counted, learned
from waymark.search.packing import packed, small, wide, width_of

#: A pair of words is known once it stands in so many lines.
PAIRED = 2
#: What is learned takes room for each place and each word; of more places words are only counted.
MOST_LEARNED = 1000
#: So many leads come with the first part of an index, those that matter most.
FIRST = 12_000
#: Facets whose lines are shown, where words that were typed stand in them.
_TOLD = frozenset(Facet) - {Facet.LAW, Facet.FILE, Facet.LESSONS}
_LONGEST_TOLD = 320


def shared_index(manuscript: Manuscript, *, learning: bool = True) -> Shared:
    """The index of a shared manual. Without `learning`, what words lead to is only counted, in a moment."""
    apart = [line for each in manuscript.relations for line in each.apart]
    families = Families(apart)
    members = [families.members(line) for each in manuscript.relations for line in each.together]
    for each in members:
        families.take(each)
    # Places that words can lead to come first: what is learned takes room for each of them.
    found = sorted(gathering.shared(manuscript), key=lambda each: each.spot.kind not in LED_TO)
    lines = _lines(found, families)
    led_to = sum(each.spot.kind in LED_TO for each in found)
    often = Counter(feature for line in lines for feature in line.features)
    names = sorted(name for name in often if " " not in name or often[name] >= PAIRED)
    make = learned if learning and led_to <= MOST_LEARNED else counted
    table = make(lines, names, led_to)
    first = table.first(FIRST)
    words = sorted(name for name in table.rows if name in first and _is_word(name))
    more = sorted(name for name in table.rows if name not in first and _is_word(name))
    named = [f"~{at}" for at in range(len(members))]
    tells = _tells(often, len(lines))
    packed_families, others = _families(members, words)
    index = Index(
        spots=[each.spot for each in found],
        words=" ".join(words),
        tells=packed(tells.get(name, 1) for name in (*words, *named)),
        leads=table.leads([*words, *named], first),
        families=packed_families,
        others=others,
        apart=apart,
        limits=list(gathering.limits(manuscript)),
        asks={what: families.members(",".join(phrases)) for what, phrases in ASKS.items()},
    )
    rows = [*words, *named, *more]
    pairs = table.pairs([*words, *more])
    finer = Finer(
        words=" ".join(more),
        tells=packed(tells.get(name, 1) for name in more),
        leads=table.leads(rows, first, among=False),
        pairs=pairs.packed,
        pair_leads=table.leads(pairs.names),
        facets=table.facets([*words, *named], rows, first),
    )
    return Shared(index, finer, [_said(each) for each in found])


def local_index(
    local: LocalManuscript, papers: Mapping[str, str], manuscript: Manuscript, shared: Shared
) -> Local:
    """The index of what a gateway adds: what its partnership wrote, and the pages beside the places."""
    found = [*gathering.local(local, papers, manuscript), *beside(manuscript)]
    families = families_of(shared.index)
    known = shared.index.words.split(" ")
    passages = [[(said.facet, families.stems(said.text)) for said in each.said] for each in found]
    own = sorted({stem for each in passages for _, stems in each for stem in stems} - set(known))
    number = {word: at for at, word in enumerate((*known, *own))}
    width = width_of(len(number))
    return Local(
        Near(
            spots=[each.spot for each in found],
            words=" ".join(own),
            passages=["".join(_packed(*passage, number, width) for passage in each) for each in passages],
        ),
        [_said(each) for each in found],
    )


def _packed(facet: Facet, stems: Sequence[str], number: Mapping[str, int], width: int) -> str:
    """A passage. The order of words is not kept, and what is said again is said once."""
    numbers = sorted({number[stem] for stem in stems})
    return small(facet) + small(len(numbers)) + "".join(wide(each, width) for each in numbers)


def _lines(found: Sequence[Found], families: Families) -> list[gathering.Line]:
    """Every line of every place that words can lead to."""

    @cache
    def features(text: str) -> tuple[str, ...]:
        return tuple(features_of(families.stems(text), families))

    return [
        gathering.Line(features(said.text), at, said.facet)
        for at, each in enumerate(found)
        if each.spot.kind in LED_TO
        for said in each.said
        if TEACHES[said.facet]
    ]


def _is_word(name: str) -> bool:
    return " " not in name and name[0] != "~"


def _tells(often: Mapping[str, int], lines: int) -> dict[str, int]:
    """How much each word and family tells: the rarer in lines, the more."""
    most = math.log(max(2, lines))
    return {
        name: max(1, min(RAREST, round(RAREST * math.log(lines / times) / most)))
        for name, times in often.items()
        if " " not in name
    }


def _families(families: Sequence[Sequence[str]], words: Sequence[str]) -> tuple[list[str], str]:
    """Families packed, and the words that are not among those of the index."""
    number = {word: at for at, word in enumerate(words)}
    others = {word for members in families for member in members for word in member.split()} - number.keys()
    for word in sorted(others):
        number[word] = len(number)
    width = width_of(len(number))
    made = []
    for members in families:
        phrases = [[number[word] for word in member.split()] for member in members]
        made.append("".join(small(len(each)) + "".join(wide(at, width) for at in each) for each in phrases))
    return made, " ".join(sorted(others))


def _said(found: Found) -> Lines:
    return [
        (said.facet, said.text)
        for said in found.said
        if said.facet in _TOLD and len(said.text) <= _LONGEST_TOLD
    ]
