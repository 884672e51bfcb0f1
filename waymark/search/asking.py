"""Asking an index: words in, places out, the best first. `find.js` takes the same steps in the same order.

Everything is counted in whole numbers, so that the two agree on every place of every answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from waymark.manual.places import NOT_SAFE_NOW
from waymark.search.families import Families
from waymark.search.held import Around, Held
from waymark.search.index import RAREST, Facet, Finer, Index, Kind, Limit, Near
from waymark.search.intents import BOTH, VOICES
from waymark.search.likeness import BEST, Weights, likeness, part_of
from waymark.search.outcome import LimitFound, Outcome, Result, Unit
from waymark.search.spelling import Speller
from waymark.search.words import LONGEST, MOST_WORDS, words_of

#: A word that was nearly typed counts so much, in sixteenths.
NEARLY = 12
#: A page whose own name was typed gains so much, in sixteenths of how alike the two are above `NAMED`.
GAINS, NAMED = 8, 640
#: What is known by its words alone is worth so much, in sixteenths of its likeness, by kind.
WORTH: dict[int, int] = {Kind.GUIDANCE: 30, Kind.SOURCE: 15, Kind.REVIEW: 15, Kind.CONTACT: 20, Kind.PAGE: 17}
#: What a way in is worth where its readers' own lines are like what was typed, in sixteenths of that; and
#: where it is known who asks. Both stay below the place that answers best, the way to safety above all.
FAMILY, VOICE = 15, 940
#: What a local note is worth beside what leads to its place; what a whole file is, of the part that it has.
NOTE, FILE = 6, 10
#: Who to ring counts so much more, in sixteenths, where a number is asked for.
RUNG = 28
#: Words that tell less than this are not told among what was found, and no more than so many.
TELLS, MOST_TOLD = 40, 5
#: A time limit that is alike to what was asked; so many are told.
LIMIT_ALIKE, LIMITS = 420, 2
#: Results are told down to this worth.
LEAST = 80
#: By a word that stands in more titles than this no place is named.
COMMON = 100
#: What a place gains for each way in which it concerns the reader's role.
FAVOUR = 12
#: A reader with no role favours nothing.
NO_ROLE: Mapping[str, int] = MappingProxyType({})


class _Found:
    """Places while they are weighed: what words that lead there come to, how alike each is, and its note.

    `facets`: where it was found, of those that are found by their own words.
    """

    def __init__(self) -> None:
        self.led: dict[int, int] = {}
        self.alike: dict[int, int] = {}
        self.noted: dict[int, int] = {}
        self.facets: dict[int, int] = {}


class Searcher:
    """A gateway's indexes ready to be asked: the shared one, and what is local."""

    def __init__(self, held: Held, near: Near | None = None) -> None:
        self.held = held
        self.families = held.families
        self.around = Around(near or Near(spots=[], words="", passages=[]), held)
        self.spots = [*held.spots]
        numbers = {spot.place: at for at, spot in enumerate(self.spots)}
        self.local: list[int] = []  # the number of each place of the local index
        for spot in self.around.spots:
            if spot.place not in numbers:
                numbers[spot.place] = len(self.spots)
                self.spots.append(spot)
            self.local.append(numbers[spot.place])
        self.numbers = numbers
        own = dict.fromkeys(self.around.own, RAREST)
        self.tells = {**own, **held.tells}
        self._speller = Speller(self.tells)
        self._limits = [
            (limit, [held.passage(Facet.TIME_LIMITS, held.families.stems(line)) for line in limit.asked])
            for limit in held.limits
        ]
        self._asks = {what: Families() for what in held.asks}
        for what, phrases in held.asks.items():
            self._asks[what].take(phrases)

    def units(self, typed: str) -> list[Unit]:
        """What was typed, as words of the index; what tells most comes first."""
        return self._read(typed)[0]

    def _read(self, typed: str) -> tuple[list[Unit], list[str]]:
        """What was typed as words of the index, and its words without endings, as they were meant."""
        words = words_of(typed[:LONGEST])[:MOST_WORDS]
        stems: list[str] = []
        units: dict[str, Unit] = {}
        for said in words:
            one = self.families.stem(said)
            terms = self._terms(one)
            if terms and one not in units:
                units[one] = Unit(said, max(self.tells[term] for term, _ in terms), terms)
            # What was mistyped takes its place in phrases and pairs as the likeliest word that was meant.
            stems.append(terms[0][0] if terms and terms[0][1] == NEARLY else one)
        for at, length, phrase in self.families.phrases(stems):
            if length > 1 and phrase not in units:
                names = [name for name in self.families.of(phrase) if name in self.tells]
                if names:
                    said = " ".join(words[at : at + length])
                    tells = max(self.tells[name] for name in names)
                    units[phrase] = Unit(said, tells, tuple((name, 16) for name in names))
        return sorted(units.values(), key=lambda unit: -unit.tells), stems

    def _terms(self, one: str) -> tuple[tuple[str, int], ...]:
        families = self.held.own_families(one)
        if one in self.tells or families:
            itself = [one] if one in self.tells else []
            return tuple((each, 16) for each in (*itself, *families))
        guessed = [each for each in self._speller.nearly(one) if not self.families.are_apart(one, each)]
        more = [name for each in guessed for name in self.held.own_families(each)]
        return tuple((each, NEARLY) for each in dict.fromkeys((*guessed, *more)))

    def search(self, typed: str, most: int = 10, favoured: Mapping[str, int] = NO_ROLE) -> Outcome:
        """What answers the words that were typed, the best first.

        `favoured`: places that concern the reader's role, and in how many ways; they come a little sooner.
        """
        units, stems = self._read(typed)
        if not units:
            return Outcome(bool(stems))
        weights = self._weights(units)
        whole = max(1, sum(unit.tells for unit in units))
        ring = self._is_asked("ring", stems)
        found = _Found()
        self._lead(found, weights, stems)
        self._name(found, weights, whole)
        self._look_around(found, weights, whole)
        voices = self._voices(stems)
        worth = self._worth(found, voices, ring=ring)
        if favoured:
            worth = self._favour(worth, found, favoured, ring=ring)
        best = heapq.nsmallest(most, worth, key=lambda place: (-worth[place], place))
        results = self._results(best, worth, found, units, weights)
        # Of a way in the words that happen to stand there do not tell why it was found: who asks does.
        results = tuple(
            each._replace(words=()) if place in voices else each
            for place, each in zip(best, results, strict=True)
        )
        first = [result.place for result in results[:1]]
        limits = self._answers(weights, whole, first) if self._is_asked("time", stems) else ()
        return Outcome(True, results, limits, ring)

    def why(self, typed: str, place: str) -> list[tuple[str, int]]:
        """What led to a place: words, families and pairs that were typed, and how strongly, most first."""
        units, stems = self._read(typed)
        number = self.numbers[place]
        found = [
            (self._shown(term), lead.strong)
            for term in (*self._weights(units), *dict.fromkeys(map(" ".join, pairwise(stems))))
            for lead in self.held.leads.get(term, ())
            if lead.place == number
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def _shown(self, term: str) -> str:
        """A family by its first words, which say what it is about; anything else as it stands."""
        return f"{self.families.first_of(term)} and its like" if term[0] == "~" else term

    def _is_asked(self, what: str, stems: Sequence[str]) -> bool:
        return what in self._asks and bool(self._asks[what].named(stems))

    def _voices(self, stems: Sequence[str]) -> set[int]:
        """The pages for those whose own phrases were typed; where they may be either, the one for both."""

        def speaking(*voices: tuple[str, str]) -> set[int]:
            return {
                self.numbers[page]
                for what, page in voices
                if page in self.numbers and self._is_asked(what, stems)
            }

        return speaking(*VOICES.items()) or speaking(BOTH)

    def _weights(self, units: Sequence[Unit]) -> Weights:
        weights: Weights = {}
        for number, unit in enumerate(units):
            for term, weight in unit.terms:
                tells = self.tells[term] * weight // 16
                if term not in weights or weights[term][1] < tells:
                    weights[term] = (number, tells)
        return weights

    def _lead(self, found: _Found, weights: Weights, stems: Sequence[str]) -> None:
        """Where words, their families and their pairs lead."""
        led, leads = found.led, self.held.leads
        for term, (_, tells) in weights.items():
            all_of_it = self.tells[term]
            if tells == all_of_it:
                for place, strength, _facet in leads.get(term, ()):
                    led[place] = led.get(place, 0) + strength
            else:
                for place, strength, _facet in leads.get(term, ()):
                    led[place] = led.get(place, 0) + strength * tells // all_of_it
        for pair in dict.fromkeys(map(" ".join, pairwise(stems))):
            for place, strength, _facet in leads.get(pair, ()):
                led[place] = led.get(place, 0) + strength

    def _name(self, found: _Found, weights: Weights, whole: int) -> None:
        """Places whose own title is like what was typed."""
        titled = self.held.titled
        rows = [titled[term] for term in weights if term in titled]
        for place in {at for row in rows if len(row) <= COMMON for at in row}:
            if place in found.led or self.spots[place].kind in WORTH:
                alike = likeness(self.held.titles[place], weights, whole)
                found.alike[place] = alike
                if alike > NAMED:
                    found.facets[place] = Facet.TITLE

    def _look_around(self, found: _Found, weights: Weights, whole: int) -> None:
        """What is local and says what was typed."""
        saying = self.around.saying
        for at, number in dict.fromkeys(each for term in weights for each in saying.get(term, ())):
            passage, place = self.around.passages[at][number], self.local[at]
            alike = likeness(passage, weights, whole)
            if passage.facet == Facet.LOCAL_NOTE:
                found.noted[place] = max(found.noted.get(place, 0), alike)
                if alike > NAMED:
                    found.facets[place] = Facet.LOCAL_NOTE
                continue
            if passage.facet == Facet.FILE:
                alike = part_of(passage, weights, whole) * FILE // 16
            if self.spots[place].kind == Kind.PAGE:
                alike = _of_page(passage.facet, alike)
            if alike > found.alike.get(place, 0):
                found.alike[place], found.facets[place] = alike, passage.facet

    def _worth(self, found: _Found, voices: set[int], *, ring: bool) -> dict[int, int]:
        """What each place is worth, of `BEST`. `voices`: pages for those who seem to be asking."""
        most = max(1, max(found.led.values(), default=1))
        worth = {}
        for place in {**found.led, **found.alike, **found.noted, **dict.fromkeys(voices)}:
            kind = self.spots[place].kind
            led = max(0, found.led.get(place, 0)) * BEST // most
            alike = found.alike.get(place, 0)
            if kind in WORTH:
                score = max(led, alike * WORTH[kind] // 16)
            else:
                score = led + max(0, alike - NAMED) * GAINS // 16 + found.noted.get(place, 0) * NOTE // 16
            if ring and kind == Kind.CONTACT:
                score = score * RUNG // 16
            if place in voices:
                score = max(score, VOICE)
            if score >= LEAST:
                worth[place] = score
        return worth

    def _favour(
        self, worth: dict[int, int], found: _Found, favoured: Mapping[str, int], *, ring: bool
    ) -> dict[int, int]:
        """What each place is worth to the reader's role.

        None passes a page whose own name was typed, who to ring where that was asked, or the way to safety.
        """
        fixed = [
            place
            for place in worth
            if found.alike.get(place, 0) > NAMED
            or self.spots[place].place == NOT_SAFE_NOW
            or (ring and self.spots[place].kind == Kind.CONTACT)
        ]
        made = {}
        for place, score in worth.items():
            more = score + FAVOUR * favoured.get(self.spots[place].place, 0)
            above = [worth[each] - 1 for each in fixed if (worth[each], -each) > (score, -place)]
            made[place] = max(score, min(more, *above)) if above else more
        return made

    def _results(
        self,
        best: Sequence[int],
        worth: dict[int, int],
        found: _Found,
        units: Sequence[Unit],
        weights: Weights,
    ) -> tuple[Result, ...]:
        stand: dict[int, set[str]] = {place: set() for place in best}
        strong: dict[int, dict[int, int]] = {place: {} for place in best}
        for term in weights:
            for place, strength, facet in self.held.leads.get(term, ()):
                if place in stand and strength > 0:
                    stand[place].add(term)
                    if facet >= 0:
                        strong[place][facet] = strong[place].get(facet, 0) + strength
        for place, terms in stand.items():
            own = [
                passage
                for at, its in enumerate(self.local)
                if its == place
                for passage in self.around.passages[at]
            ]
            if place < len(self.held.titles):
                own.append(self.held.titles[place])
            terms.update(term for term in weights if any(term in passage.words for passage in own))
        made = []
        for place in best:
            spot, tally = self.spots[place], strong[place]
            facet = min(tally, key=lambda each: (-tally[each], each), default=-1)
            about = (spot.place, spot.title, spot.kind, spot.where, found.facets.get(place, facet))
            made.append(Result(*about, worth[place], _words(units, stand[place])))
        return tuple(made)

    def _answers(self, weights: Weights, whole: int, first: Sequence[str]) -> tuple[LimitFound, ...]:
        """The time limits that were asked for, the likest first."""
        found: list[tuple[int, int, Limit]] = []
        for number, (limit, asked) in enumerate(self._limits):
            like = max((likeness(each, weights, whole) for each in asked), default=0)
            if any(place in limit.places for place in first):
                like += LIMIT_ALIKE // 2
            if like >= LIMIT_ALIKE:
                found.append((-like, number, limit))
        found.sort(key=lambda each: each[:2])
        return tuple(self._limit(limit) for *_, limit in found[:LIMITS])

    def _limit(self, limit: Limit) -> LimitFound:
        place = limit.places[0] if limit.places else ""
        at = self.spots[self.numbers[place]].title if place else ""
        return LimitFound(limit.words, limit.title, limit.starts, limit.source, place, at)


def _of_page(facet: int, alike: int) -> int:
    """How alike a page beside the places counts as: only where it was named, or all but named."""
    if alike <= NAMED:
        return 0
    return alike * FAMILY // 16 if facet == Facet.FOR_FAMILIES else alike


def _words(units: Sequence[Unit], stand: set[str]) -> tuple[str, ...]:
    """The words that were typed and lead to a place or stand there, those that tell most first."""
    found: list[str] = []
    for unit in units:
        if unit.tells < TELLS and found:
            break
        if any(term in stand for term, _ in unit.terms):
            found.append(unit.said)
    within = {one for one in found for more in found if one != more and f" {one} " in f" {more} "}
    return tuple([one for one in found if one not in within][:MOST_TOLD])


def ready(index: Index, finer: Finer | None = None, near: Near | None = None) -> Searcher:
    """A searcher of these indexes; without the finer part it answers by the first alone."""
    return Searcher(Held(index, finer), near)
