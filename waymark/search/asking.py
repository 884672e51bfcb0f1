"""Asking an index: words in, places out, the best first. `find.js` takes the same steps in the same order.

Everything is counted in whole numbers, so that the two agree on every place of every answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from waymark.search.families import Families
from waymark.search.held import Around, Held
from waymark.search.index import RAREST, Facet, Finer, Index, Kind, Limit, Near
from waymark.search.intents import BOTH, VOICES
from waymark.search.likeness import likeness, part_of
from waymark.search.outcome import LimitFound, Outcome, Result, Unit
from waymark.search.query import Query, QueryReader
from waymark.search.worth import FILE, NAMED, WORTH, Found, favour, of_page, worth

#: Words that tell less than this are not told among what was found, and no more than so many.
TELLS, MOST_TOLD = 40, 5
#: A time limit that is alike to what was asked; so many are told.
LIMIT_ALIKE, LIMITS = 420, 2
#: By a word that stands in more titles than this no place is named.
COMMON = 100
#: A reader with no role favours nothing.
NO_ROLE: Mapping[str, int] = MappingProxyType({})


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
        self._reader = QueryReader(held, self.tells)
        self._limits = [
            (limit, [held.passage(Facet.TIME_LIMITS, held.families.stems(line)) for line in limit.asked])
            for limit in held.limits
        ]
        self._asks = {what: Families() for what in held.asks}
        for what, phrases in held.asks.items():
            self._asks[what].take(phrases)

    def units(self, typed: str) -> list[Unit]:
        """What was typed, as words of the index; what tells most comes first."""
        return self._reader.read(typed).units

    def search(self, typed: str, most: int = 10, favoured: Mapping[str, int] = NO_ROLE) -> Outcome:
        """What answers the words that were typed, the best first.

        `favoured`: places that concern the reader's role, and in how many ways; they come a little sooner.
        """
        query = self._reader.read(typed)
        if not query.units:
            return Outcome(bool(query.stems))
        ring = self._is_asked("ring", query)
        found = Found()
        self._lead(found, query)
        self._name(found, query)
        self._look_around(found, query)
        voices = self._voices(query)
        worthy = worth(found, self.spots, voices, ring=ring)
        if favoured:
            worthy = favour(worthy, found, self.spots, favoured, ring=ring)
        best = heapq.nsmallest(most, worthy, key=lambda place: (-worthy[place], place))
        results = self._results(best, worthy, found, query)
        # Of a way in the words that happen to stand there do not tell why it was found: who asks does.
        results = tuple(
            each._replace(words=()) if place in voices else each
            for place, each in zip(best, results, strict=True)
        )
        first = [result.place for result in results[:1]]
        limits = self._answers(query, first) if self._is_asked("time", query) else ()
        return Outcome(True, results, limits, ring)

    def why(self, typed: str, place: str) -> list[tuple[str, int]]:
        """What led to a place: words, families and pairs that were typed, and how strongly, most first."""
        query = self._reader.read(typed)
        number = self.numbers[place]
        found = [
            (self._shown(term), lead.strong)
            for term in (*query.weights, *_pairs(query))
            for lead in self.held.leads.get(term, ())
            if lead.place == number
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def _shown(self, term: str) -> str:
        """A family by its first words, which say what it is about; anything else as it stands."""
        return f"{self.families.first_of(term)} and its like" if term[0] == "~" else term

    def _is_asked(self, what: str, query: Query) -> bool:
        return what in self._asks and bool(self._asks[what].named(query.stems))

    def _voices(self, query: Query) -> set[int]:
        """The pages for those whose own phrases were typed; where they may be either, the one for both."""

        def speaking(*voices: tuple[str, str]) -> set[int]:
            return {
                self.numbers[page]
                for what, page in voices
                if page in self.numbers and self._is_asked(what, query)
            }

        return speaking(*VOICES.items()) or speaking(BOTH)

    def _lead(self, found: Found, query: Query) -> None:
        """Where words, their families and their pairs lead."""
        led, leads = found.led, self.held.leads
        for term, (_, tells) in query.weights.items():
            all_of_it = self.tells[term]
            if tells == all_of_it:
                for place, strength, _facet in leads.get(term, ()):
                    led[place] = led.get(place, 0) + strength
            else:
                for place, strength, _facet in leads.get(term, ()):
                    led[place] = led.get(place, 0) + strength * tells // all_of_it
        for pair in _pairs(query):
            for place, strength, _facet in leads.get(pair, ()):
                led[place] = led.get(place, 0) + strength

    def _name(self, found: Found, query: Query) -> None:
        """Places whose own title is like what was typed."""
        titled = self.held.titled
        rows = [titled[term] for term in query.weights if term in titled]
        for place in {at for row in rows if len(row) <= COMMON for at in row}:
            if place in found.led or self.spots[place].kind in WORTH:
                alike = likeness(self.held.titles[place], query.weights, query.whole)
                found.alike[place] = alike
                if alike > NAMED:
                    found.facets[place] = Facet.TITLE

    def _look_around(self, found: Found, query: Query) -> None:
        """What is local and says what was typed."""
        saying = self.around.saying
        for at, number in dict.fromkeys(each for term in query.weights for each in saying.get(term, ())):
            passage, place = self.around.passages[at][number], self.local[at]
            alike = likeness(passage, query.weights, query.whole)
            if passage.facet == Facet.LOCAL_NOTE:
                found.noted[place] = max(found.noted.get(place, 0), alike)
                if alike > NAMED:
                    found.facets[place] = Facet.LOCAL_NOTE
                continue
            if passage.facet == Facet.FILE:
                alike = part_of(passage, query.weights, query.whole) * FILE // 16
            if self.spots[place].kind == Kind.PAGE:
                alike = of_page(passage.facet, alike)
            if alike > found.alike.get(place, 0):
                found.alike[place], found.facets[place] = alike, passage.facet

    def _results(
        self, best: Sequence[int], worthy: Mapping[int, int], found: Found, query: Query
    ) -> tuple[Result, ...]:
        stand: dict[int, set[str]] = {place: set() for place in best}
        strong: dict[int, dict[int, int]] = {place: {} for place in best}
        for term in query.weights:
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
            terms.update(term for term in query.weights if any(term in passage.words for passage in own))
        made = []
        for place in best:
            spot, tally = self.spots[place], strong[place]
            facet = min(tally, key=lambda each: (-tally[each], each), default=-1)
            about = (spot.place, spot.title, spot.kind, spot.where, found.facets.get(place, facet))
            made.append(Result(*about, worthy[place], _words(query.units, stand[place])))
        return tuple(made)

    def _answers(self, query: Query, first: Sequence[str]) -> tuple[LimitFound, ...]:
        """The time limits that were asked for, the likest first."""
        found: list[tuple[int, int, Limit]] = []
        for number, (limit, asked) in enumerate(self._limits):
            like = max((likeness(each, query.weights, query.whole) for each in asked), default=0)
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


def _pairs(query: Query) -> dict[str, None]:
    """Each two words of a query that stand side by side, once, in their order."""
    return dict.fromkeys(map(" ".join, pairwise(query.stems)))


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
