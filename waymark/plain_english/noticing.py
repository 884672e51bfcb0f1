"""Noticing: what is hard about each sentence of a text, while it is being written.

What is noticed is a hint beside a field, never a finding that refuses. Sources of the rules: advice on plain
English of GOV.UK, the NHS and councils (short sentences, common words, acronyms explained, who does what),
the Web Content Accessibility Guidelines for the words of a link (2.4.4), our promise of a reader of 15.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from waymark.manual.runs import Link
from waymark.manual.text import Text
from waymark.plain_english.acronyms import EVERYDAY, acronyms, spelt_out
from waymark.plain_english.ages import Ages, ages, count
from waymark.plain_english.doers import duties_of_nobody, negatives_twice, nobody_in_it
from waymark.plain_english.plainer import swaps
from waymark.plain_english.positions import Standing, standing
from waymark.plain_english.reading import ENOUGH_IN_A_FACET, ENOUGH_WORDS, LONGEST, SettingAside
from waymark.plain_english.sentences import sentences_of, words
from waymark.plain_english.syllables import syllables

#: The age by Flesch and Kincaid above which one sentence is worth a word: one alone says less than a facet
#: does, where 14 is the most, so it is allowed more.
FAR_OVER = 17.0
#: What a link must not be called: out of its sentence it says nothing.
_EMPTY_LINKS = frozenset(
    {
        "here", "click here", "click", "see here", "this", "this link", "link", "this page",
        "follow this link", "click this link", "more", "read more", "see more", "find out more", "learn more",
        "more information",
    }
)  # fmt: skip


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """Something hard to read, with what to do. `sentence[start:end]` is `words`; empty for all of it."""

    rule: str
    sentence: str
    words: str = ""
    start: int = 0
    end: int = 0
    what: str
    mend: str
    plainer: tuple[str, ...] = ()


class _Spoken(NamedTuple):
    """A sentence, and the links in it by where they start and end."""

    sentence: str
    links: list[tuple[int, int]]


def notice(
    text: Text | str, aside: SettingAside | None = None, *, known: frozenset[str] = frozenset()
) -> tuple[Noticed, ...]:
    """What is hard about a text, in the order of its sentences. A `str` is plain words, not Markdown.

    `aside`: the manual's terms, which must stay. `known`: acronyms that the manual explains.
    """
    lines = _lines(text)
    explained = known | EVERYDAY | spelt_out(line for line, _ in lines)
    found: list[Noticed] = []
    for spoken in _sentences(lines):
        sentence = spoken.sentence
        plain = aside(sentence) if aside else sentence
        placed = standing(sentence, plain)
        vague = list(nobody_in_it(sentence))
        here = [*_plainer(sentence, placed, vague), *_links(spoken), *_doers(sentence, vague)]
        for each in _acronyms(sentence, placed, explained):
            explained |= {each.words}  # told once a text
            here.append(each)
        found += _whole(sentence, plain)
        found += sorted(here, key=lambda each: (each.start, each.end, each.rule))
    return tuple(found)


def age_of(text: Text | str | Iterable[Text | str], aside: SettingAside | None = None) -> Ages | None:
    """The reading ages of a text, or of several together; None under ten words, where an age says little."""
    texts = (text,) if isinstance(text, (Text, str)) else text
    told = [sentence for each in texts for line, _ in _lines(each) for sentence in sentences_of(line)]
    counts = count(aside(sentence) if aside else sentence for sentence in told)
    return ages(counts) if counts.words >= ENOUGH_IN_A_FACET else None


def _lines(text: Text | str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Each line as its plain words, with where its links stand in them."""
    if isinstance(text, str):
        return [(line, []) for line in text.split("\n")]
    lines = []
    for runs in text.lines:
        plain, links = "", []
        for run in runs:
            if isinstance(run, Link):
                links.append((len(plain), len(plain) + len(run.text)))
            plain += run.text
        lines.append((plain, links))
    return lines


def _sentences(lines: list[tuple[str, list[tuple[int, int]]]]) -> Iterator[_Spoken]:
    for line, links in lines:
        at = 0
        for sentence in sentences_of(line):
            start = line.index(sentence, at)
            at = start + len(sentence)
            inside = [(first - start, min(end, at) - start) for first, end in links if start <= first < at]
            yield _Spoken(sentence, inside)


def _whole(sentence: str, plain: str) -> Iterator[Noticed]:
    every = words(sentence)
    if len(every) > LONGEST:
        what = f"This sentence has {len(every)} words."
        mend = f"Make it two: no sentence has more than {LONGEST} words."
        yield Noticed(rule="sentence-long", sentence=sentence, what=what, mend=mend)
    elif len(every) >= ENOUGH_WORDS:
        counts = count([plain])
        age = ages(counts).flesch_kincaid if counts.words else 0
        if age > FAR_OVER:
            what = f"This sentence by itself asks for a reader of about {age:.0f}."
            yield Noticed(rule="sentence-hard", sentence=sentence, what=what, mend=_shorter(plain))


def _shorter(plain: str) -> str:
    """What to do about a hard sentence, with its longest words where it has long ones."""
    long = sorted({word for word in words(plain) if syllables(word) >= 4})
    long.sort(key=syllables, reverse=True)
    if not long:
        return "Make it two, or use shorter words."
    return f"Use shorter words for {_either(long[:3], 'and')}, or make it two."


def _plainer(sentence: str, placed: list[Standing], vague: list[tuple[int, int]]) -> Iterator[Noticed]:
    for swap in swaps(sentence, placed):
        if _over(vague, swap.start, swap.end):  # the whole turn of phrase is to go
            continue
        yield Noticed(
            rule="plainer-word",
            sentence=sentence,
            words=swap.words,
            start=swap.start,
            end=swap.end,
            what=f"There are plainer words than “{swap.words}”.",
            mend=f"Write {_either(swap.plainer, 'or')}, or say it in your own plain words.",
            plainer=swap.plainer,
        )


def _acronyms(sentence: str, placed: list[Standing], explained: frozenset[str]) -> Iterator[Noticed]:
    terms = {each.start for each in placed if each.aside}
    told = set()
    for acronym, start in acronyms(sentence):
        if acronym in explained or acronym in told or start in terms:
            continue
        told.add(acronym)
        what = f"Nothing here says what “{acronym}” stands for."
        mend = "Write it in full. If people must know the short form, put it in the terms."
        yield _about("acronym", sentence, start, start + len(acronym), what, mend)


def _links(spoken: _Spoken) -> Iterator[Noticed]:
    for start, end in spoken.links:
        said = spoken.sentence[start:end]
        if " ".join(words(said)).lower() in _EMPTY_LINKS:
            what = f"The words “{said}” do not say where the link leads."
            mend = "Let the link's words name what it leads to."
            yield _about("link-words", spoken.sentence, start, end, what, mend)


def _doers(sentence: str, vague: list[tuple[int, int]]) -> Iterator[Noticed]:
    for start, end in vague:
        what = f"Nobody acts in “{sentence[start:end]}”."
        yield _about("vague-actor", sentence, start, end, what, "Say who does what.")
    for start, end, by in duties_of_nobody(sentence):
        if _over(vague, start, end):
            continue
        said = sentence[start:end]
        what = f"“{said}” tells last who does it." if by else f"“{said}” does not say who does it."
        mend = "Say who does it first." if by else "Say who does it."
        yield _about("passive", sentence, start, end, what, mend)
    for start, end in negatives_twice(sentence):
        what = f"“{sentence[start:end]}” says no twice."
        yield _about("double-negative", sentence, start, end, what, "Say what is so, not what is not.")


def _about(rule: str, sentence: str, start: int, end: int, what: str, mend: str) -> Noticed:
    said = sentence[start:end]
    return Noticed(rule=rule, sentence=sentence, words=said, start=start, end=end, what=what, mend=mend)


def _over(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in spans)


def _either(told: Iterable[str], last: str) -> str:
    *rest, final = [f"“{each}”" for each in told]
    return f"{', '.join(rest)} {last} {final}" if rest else final
