"""How each facet of a manual reads: its ages, its long sentences, and the sentences to mend first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Manuscript
from waymark.manual.text import Text
from waymark.manual.waivers import FacetName
from waymark.manual.ways_in import WayIn
from waymark.plain_english.ages import Ages, Counts, ages, count, together
from waymark.plain_english.practice import STORY_AGE, written
from waymark.plain_english.sentences import sentences, sentences_of, words

TARGET_AGE = 14
#: Above this an edition is refused, unless a waiver lets the facet through: see `gate`.
GATE_AGE = 15
LONGEST = 25  # words in a sentence
#: Below so many words an age says little, of a facet or of a sentence: one long word would decide it.
ENOUGH_IN_A_FACET = 10
ENOUGH_WORDS = 8

#: The name of the reading of a box as a whole, all its facets together.
WHOLE = "all together"
#: Under which key pages that stand in no chart are read together.
PROCEDURES = "procedures"
#: The fields that facets stand in, by their names.
_FIELDS = {
    FacetName.KEY_POINTS: "key_points",
    FacetName.HOW: "how_to_do_it",
    FacetName.WHAT_IF: "what_if",
    FacetName.FAMILIES: "for_families.parents",
    FacetName.CHILD: "for_families.child",
    FacetName.ROLE: "for_your_role",
}
#: A stand-in for a word of law that is set aside: it still counts as a word of its sentence.
_ASIDE = "term"

messages(
    Severity.WARN,
    {
        "reading-age": (
            "“{facet}” of {place} reads at age {age}; 14 is the most we want.",
            "Shorten its sentences and use plainer words; terms of law were set aside already.",
        ),
        "sentence-long": (
            "A sentence of {place} has {words} words: “{start} …”.",
            "Make it two: no sentence has more than 25 words.",
        ),
    },
)


class FacetReading(msgspec.Struct, frozen=True, kw_only=True):
    """How one facet reads."""

    place: str
    facet: str
    counts: Counts
    ages: Ages

    @property
    def age(self) -> float | None:
        """The age that counts, to a tenth as it is told: the highest of four. None under ten words."""
        return round(self.ages.highest, 1) if self.counts.words >= ENOUGH_IN_A_FACET else None


class HardSentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of eight words or more, and the age it would ask for by itself (Flesch and Kincaid)."""

    place: str
    facet: str
    sentence: str
    words: int
    age: float


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How a manual reads. `boxes` and `charts` hold all facets of each together."""

    facets: tuple[FacetReading, ...]
    boxes: tuple[FacetReading, ...]
    charts: tuple[FacetReading, ...]
    hardest: tuple[HardSentence, ...]


class SettingAside:
    """Terms of a manual, taken out before counting: they must stay, and the manual explains each."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.names = frozenset(name for term in manuscript.terms for name in (term.term, *term.also))
        self._pattern = _pattern(self.names)
        self._written = {name.lower(): name for name in sorted(self.names)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SettingAside) and self.names == other.names

    def __hash__(self) -> int:
        return hash(self.names)

    def __call__(self, sentence: str) -> str:
        """The sentence with every term replaced by a short word."""
        if self._pattern is None:
            return sentence
        return self._pattern.sub(lambda found: _stand_in(found[0]), sentence)

    def terms(self, sentence: str) -> Iterator[str]:
        """The terms that are set aside in a sentence, each as often as it stands there."""
        for found in self._pattern.finditer(sentence) if self._pattern else ():
            yield self._written.get(found[1].lower(), found[1])


def facets_of(box: Box | Procedure) -> Iterator[tuple[str, list[str]]]:
    """Each facet of a box by its name, as sentences. Lessons are read where their studies and reviews are."""
    facets = box.facets
    families = facets.for_families
    told: list[tuple[str, list[Text]]] = [
        (FacetName.KEY_POINTS.value, list(facets.key_points)),
        (FacetName.HOW.value, [facets.how_to_do_it] if facets.how_to_do_it else []),
        (FacetName.WHAT_IF.value, [each.answer for each in facets.what_if]),
        (FacetName.FAMILIES.value, [families.parents] if families and families.parents else []),
        (FacetName.CHILD.value, [families.child] if families and families.child else []),
        *((f"{FacetName.ROLE.value}: {note.role}", [note.text]) for note in facets.for_your_role),
    ]
    for name, texts in told:
        lines = [sentence for text in texts for sentence in sentences(text)]
        if name == FacetName.WHAT_IF:
            lines += [line for each in facets.what_if for line in sentences_of(each.question)]
        if lines:
            yield name, lines


def read(manuscript: Manuscript, hardest: int = 20) -> Reading:
    """How a manual reads, with its `hardest` sentences."""
    aside = SettingAside(manuscript)
    facets: list[FacetReading] = []
    boxes: list[FacetReading] = []
    found: list[HardSentence] = []
    by_chart: dict[str, list[Counts]] = {}
    chart_of = {place: chart.key for chart in manuscript.charts for place in chart.boxes}
    for box in every_page(manuscript):
        whole: list[Counts] = []
        for name, lines in facets_of(box):
            facets.append(facet_reading(box.place, name, lines, aside))
            if hardest:
                found += hard_sentences(box.place, name, lines, aside)
            whole.append(facets[-1].counts)
        if whole:
            boxes.append(_reading(box.place, WHOLE, together(whole)))
            by_chart.setdefault(chart_of.get(box.place, PROCEDURES), []).append(boxes[-1].counts)
    charts = tuple(_reading(key, WHOLE, together(counts)) for key, counts in by_chart.items())
    worst = hardest_first(found)[:hardest]
    return Reading(facets=tuple(facets), boxes=tuple(boxes), charts=charts, hardest=tuple(worst))


def facet_reading(place: str, facet: str, lines: Iterable[str], aside: SettingAside) -> FacetReading:
    """How a facet of these sentences reads."""
    return _reading(place, facet, _counts(aside, tuple(lines)))


def hard_sentences(
    place: str, facet: str, lines: Iterable[str], aside: SettingAside
) -> Iterator[HardSentence]:
    """The sentences of a facet that are long enough to be judged, each with its age."""
    for line in lines:
        long = len(words(line))
        if long >= ENOUGH_WORDS:
            age = ages(_counts(aside, (line,))).flesch_kincaid
            yield HardSentence(place=place, facet=facet, sentence=line, words=long, age=age)


def hardest_first(found: Iterable[HardSentence]) -> list[HardSentence]:
    """Sentences, those that ask for the oldest reader first."""
    return sorted(found, key=lambda each: (-each.age, each.place, each.sentence))


def check_reading(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings for facets that ask for a reader older than 14, not older than 15, and for long sentences.

    What is above 15 is for the gate to say: see `gate.check_gate`. What is written of a scenario is to be
    plainer still; the words that it leads to are read where they stand.
    """
    aside = SettingAside(manuscript)
    for box in every_page(manuscript):
        for name, lines in facets_of(box):
            age = facet_reading(box.place, name, lines, aside).age
            if age is not None and TARGET_AGE < age <= GATE_AGE:
                yield finding("reading-age", place=box.place, path=path_of(box, name), facet=name, age=age)
            for line in lines:
                found = words(line)
                if len(found) > LONGEST:
                    start, path = " ".join(found[:6]), path_of(box, name)
                    yield finding("sentence-long", place=box.place, path=path, words=len(found), start=start)
    for scenario in manuscript.scenarios:
        age = facet_reading(scenario.place, WHOLE, list(written(scenario)), aside).age
        if age is not None and age > STORY_AGE:
            yield finding("scenario-reading-age", place=scenario.place, path="$.story", age=age)
    for way in manuscript.ways_in:
        yield from _check_headings(way, aside)


def _check_headings(way: WayIn, aside: SettingAside) -> Iterator[Finding]:
    """The same for what was written for a way in; all else there is read where it stands in the manual."""
    age = facet_reading(way.place, "headings", way.headings, aside).age
    if age is not None and age > TARGET_AGE:
        yield finding("reading-age", place=way.place, facet="headings", age=age)
    for line in way.headings:
        found = words(line)
        if len(found) > LONGEST:
            yield finding("sentence-long", place=way.place, words=len(found), start=" ".join(found[:6]))


def path_of(box: Box | Procedure, facet: str) -> str:
    """Where the data of a facet stands within its box, by the facet's name."""
    name, _, role = facet.partition(": ")
    roles = [note.role for note in box.facets.for_your_role]
    return f"$.facets.{_FIELDS[FacetName(name)]}" + (f"[{roles.index(role)}]" if role else "")


def every_page(manuscript: Manuscript) -> list[Box | Procedure]:
    """Every box and procedure."""
    return [*manuscript.boxes, *manuscript.procedures]


def _reading(place: str, facet: str, counts: Counts) -> FacetReading:
    return FacetReading(place=place, facet=facet, counts=counts, ages=ages(counts))


# What was counted once is kept: a page that is looked at again, and every check, reads the same sentences.
@lru_cache(maxsize=20_000)
def _counts(aside: SettingAside, lines: tuple[str, ...]) -> Counts:
    return count(aside("\n".join(lines)).split("\n"))


@lru_cache(maxsize=32)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """Any of these names, the longest first; by their first letters, which is four times as fast."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    by_letter = sorted(longest_first, key=lambda name: name[0].lower())
    groups = (
        re.escape(letter) + f"(?:{'|'.join(re.escape(name[1:]) for name in group)})"
        for letter, group in groupby(by_letter, key=lambda name: name[0].lower())
    )
    return re.compile(rf"\b({'|'.join(groups)})(?:'s|’s|e?s)?\b", re.IGNORECASE) if names else None


def _stand_in(name: str) -> str:
    """As many short words as the term has, so that a sentence keeps its length."""
    return " ".join(_ASIDE for _ in words(name)) or name
