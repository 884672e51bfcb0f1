"""Making an index: how much each word tells, and where it stands, worked out once as whole numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.search import gathering
from waymark.search.families import Families
from waymark.search.gathering import Found
from waymark.search.held import families_of
from waymark.search.index import BOOST, OFTEN, Facet, Index, Made
from waymark.search.intents import ASKS
from waymark.search.packing import packed, small, wide, width_of

#: How soon more of the same word adds nothing, in sixteenths, and how much longer places are held back (as
#: in BM25, by its usual names k1 and b).
SOON, LONG = 32, 0.6
#: The rarest word tells this much. A word that tells less than `TELLING` is not kept at its places, nor one
#: in the body that would count for less than `WORTH` there.
RAREST, TELLING, WORTH = 255, 10, 26


class _Place(NamedTuple):
    """A place's words: those of its title, of each passage, and how often each stands in the body of a facet.

    The passage of its title is not kept: whoever asks makes it of the title again. `families`: all that stand
    in it. Those of phrases are among the words; those of single words follow from the words, and left out.
    """

    title: frozenset[str]
    passages: tuple[tuple[Facet, frozenset[str]], ...]
    body: Mapping[Facet, Counter[str]]
    families: frozenset[str]

    def facets(self) -> Iterator[tuple[Facet, Iterable[str]]]:
        yield Facet.TITLE, self.title
        yield from self.passages
        yield from self.body.items()

    @property
    def words(self) -> set[str]:
        """Every word and family."""
        return {word for _, words in self.facets() for word in words} | self.families

    @property
    def length(self) -> int:
        """How long it is, by what its facets count."""
        return sum(BOOST[facet] * len(list(words)) for facet, words in self.facets())


def shared_index(manuscript: Manuscript) -> Made:
    """The index of a shared manual."""
    apart = [line for each in manuscript.relations for line in each.apart]
    families = Families(apart)
    members = [families.members(line) for each in manuscript.relations for line in each.together]
    for each in members:
        families.take(each)
    found = list(gathering.shared(manuscript))
    made = _compiled(found, families)
    packed_families, others = _families(members, made.words.split(" "))
    made = replace(
        made,
        families=packed_families,
        others=others,
        apart=apart,
        limits=list(gathering.limits(manuscript)),
        asks={what: families.members(",".join(lines)) for what, lines in ASKS.items()},
    )
    return Made(made, _said(found))


def local_index(
    local: LocalManuscript, papers: Mapping[str, str], manuscript: Manuscript, shared: Index
) -> Made:
    """The index of what a partnership adds, to stand beside that of the shared manual, by its rarities."""
    found = list(gathering.local(local, papers, manuscript))
    rarities = (value for value, times in shared.rarity for _ in range(times))
    known = dict(zip(shared.words.split(" "), rarities, strict=True))
    return Made(_compiled(found, families_of(shared), known), _said(found))


def _families(families: Sequence[Sequence[str]], words: Sequence[str]) -> tuple[list[str], str]:
    """Families packed, and the words that no place has."""
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


def _said(found: Sequence[Found]) -> list[list[str]]:
    return [[said.text for said in each.said if said.passage] for each in found]


def _compiled(found: Sequence[Found], families: Families, known: Mapping[str, int] | None = None) -> Index:
    places = [_place(each, families) for each in found]
    lengths = [place.length for place in places]
    middle = max(1, sum(lengths) // max(1, len(lengths)))
    rarity = _rarities(places, lengths, middle, known)
    words = sorted(rarity, key=lambda word: (rarity[word], word))
    number = {word: at for at, word in enumerate(words) if rarity[word] >= TELLING}
    width = width_of(len(words))
    slow = [max(1, round(SOON * (1 - LONG + LONG * length / middle))) for length in lengths]
    return Index(
        spots=[each.spot for each in found],
        words=" ".join(words),
        rarity=[[value, len(list(run))] for value, run in groupby(rarity[word] for word in words)],
        slow=packed(slow),
        passages=[_packed_passages(place, number, width) for place in places],
        body=_body(places, slow, rarity, words),
    )


def _place(found: Found, families: Families) -> _Place:
    passages = []
    body: dict[Facet, Counter[str]] = {}
    named: set[str] = set()
    title: frozenset[str] = frozenset()
    for at, said in enumerate(found.said):
        stems = families.stems(said.text)
        words = [*stems, *families.long(stems)]
        named.update(families.named(stems))
        if at == 0 and not found.also:
            title = frozenset(words)
        elif said.passage:
            passages.append((said.facet, frozenset(words)))
        else:
            body.setdefault(said.facet, Counter()).update(words)
    return _Place(title, tuple(passages), body, frozenset(named))


def _rarities(
    places: Sequence[_Place], lengths: Sequence[int], middle: int, known: Mapping[str, int] | None
) -> dict[str, int]:
    """How much each word tells.

    Places count by their length: a word that stands in every long page tells little, in however many short
    ones it does not stand. A word that only a partnership has tells most.
    """
    standing: Counter[str] = Counter()
    for place, length in zip(places, lengths, strict=True):
        standing.update(dict.fromkeys(place.words, length))
    if known is not None:
        return {word: known.get(word, RAREST) for word in standing}
    whole, least = sum(lengths), middle / 2
    most = math.log((whole + least) / (2 * least))
    told = {word: math.log((whole + least) / (held + least)) / most for word, held in standing.items()}
    return {word: max(1, min(RAREST, round(RAREST * tells))) for word, tells in told.items()}


def _packed_passages(place: _Place, number: Mapping[str, int], width: int) -> str:
    signs = []
    for facet, words in place.passages:
        numbers = sorted(number[word] for word in words if word in number)
        signs += [small(facet), small(len(numbers)), *(wide(each, width) for each in numbers)]
    return "".join(signs)


def _body(
    places: Sequence[_Place], slow: Sequence[int], rarity: Mapping[str, int], words: Sequence[str]
) -> list[str]:
    """For each word where it stands outside passages, wherever it counts for something there."""
    rows: dict[str, list[str]] = {word: [] for word in words}
    last = dict.fromkeys(words, 0)
    for at, place in enumerate(places):
        for facet, counted in sorted(place.body.items()):
            for word, times in sorted(counted.items()):
                weight = BOOST[facet] * min(times, OFTEN)
                if rarity[word] >= TELLING and rarity[word] * weight // (slow[at] + weight) >= WORTH:
                    rows[word].append(small(at - last[word]) + small(facet * OFTEN + min(times, OFTEN) - 1))
                    last[word] = at
    return ["".join(rows[word]) for word in words]
