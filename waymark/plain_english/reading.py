"""How each facet of a manual reads: its ages, its long sentences, and the sentences to mend first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from waymark.manual.boxes import Box, Procedure
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Manuscript
from waymark.manual.text import Text
from waymark.plain_english.ages import Ages, Counts, ages, count
from waymark.plain_english.sentences import sentences, sentences_of, words

TARGET_AGE = 14
LONGEST = 25  # words in a sentence
#: Below so many words an age says little, of a facet or of a sentence: one long word would decide it.
ENOUGH_IN_A_FACET = 10
ENOUGH_WORDS = 8

#: The name of the reading of a box as a whole, all its facets together.
WHOLE = "all together"
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
        names = {name for term in manuscript.terms for name in (term.term, *term.also)}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        either = "|".join(re.escape(name) for name in longest_first)
        self._pattern = re.compile(rf"\b({either})(?:'s|’s|e?s)?\b", re.IGNORECASE) if names else None
        self._written = {name.lower(): name for name in longest_first}

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
    """Each facet of a box by its name, as sentences."""
    facets = box.facets
    families = facets.for_families
    told: list[tuple[str, list[Text]]] = [
        ("key points", list(facets.key_points)),
        ("how to do it", [facets.how_to_do_it] if facets.how_to_do_it else []),
        ("what if", [each.answer for each in facets.what_if]),
        ("for families", [families.parents] if families and families.parents else []),
        ("for a child", [families.child] if families and families.child else []),
        *((f"for your role: {note.role}", [note.text]) for note in facets.for_your_role),
    ]
    for name, texts in told:
        lines = [sentence for text in texts for sentence in sentences(text)]
        if name == "what if":
            lines += [line for each in facets.what_if for line in sentences_of(each.question)]
        if lines:
            yield name, lines


def read(manuscript: Manuscript, hardest: int = 20) -> Reading:
    """How a manual reads, with its `hardest` sentences."""
    aside = SettingAside(manuscript)
    facets: list[FacetReading] = []
    boxes: list[FacetReading] = []
    found: list[HardSentence] = []
    by_chart: dict[str, list[str]] = {}
    chart_of = {place: chart.key for chart in manuscript.charts for place in chart.boxes}
    for box in _every(manuscript):
        whole: list[str] = []
        for name, lines in facets_of(box):
            plain = [aside(line) for line in lines]
            facets.append(_reading(box.place, name, plain))
            worth = (line for line in lines if len(words(line)) >= ENOUGH_WORDS)
            found += (_hard(box.place, name, line, aside(line)) for line in worth)
            whole += plain
        if whole:
            boxes.append(_reading(box.place, WHOLE, whole))
            by_chart.setdefault(chart_of.get(box.place, "procedures"), []).extend(whole)
    found.sort(key=lambda each: (-each.age, each.place, each.sentence))
    charts = tuple(_reading(key, WHOLE, lines) for key, lines in by_chart.items())
    return Reading(facets=tuple(facets), boxes=tuple(boxes), charts=charts, hardest=tuple(found[:hardest]))


def check_reading(manuscript: Manuscript) -> Iterator[Finding]:
    """Findings for facets that ask for an older reader than 14, and for sentences over 25 words."""
    for each in read(manuscript, hardest=0).facets:
        if each.counts.words >= ENOUGH_IN_A_FACET and each.ages.highest > TARGET_AGE:
            age = f"{each.ages.highest:.1f}"
            yield finding("reading-age", place=each.place, facet=each.facet, age=age)
    for box in _every(manuscript):
        for _, lines in facets_of(box):
            for line in lines:
                found = words(line)
                if len(found) > LONGEST:
                    start = " ".join(found[:6])
                    yield finding("sentence-long", place=box.place, words=len(found), start=start)


def _every(manuscript: Manuscript) -> list[Box | Procedure]:
    return [*manuscript.boxes, *manuscript.procedures]


def _reading(place: str, facet: str, lines: list[str]) -> FacetReading:
    counts = count(lines)
    return FacetReading(place=place, facet=facet, counts=counts, ages=ages(counts))


def _hard(place: str, facet: str, line: str, plain: str) -> HardSentence:
    age = ages(count([plain])).flesch_kincaid
    return HardSentence(place=place, facet=facet, sentence=line, words=len(words(line)), age=age)


def _stand_in(name: str) -> str:
    """As many short words as the term has, so that a sentence keeps its length."""
    return " ".join(_ASIDE for _ in words(name)) or name
