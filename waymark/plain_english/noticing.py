"""Noticing: what is hard about each sentence of a text, while it is being written.

What is noticed is a hint beside a field, never a finding that refuses. Sources of the rules: advice on plain
English of GOV.UK, the NHS and councils (short sentences, common words, acronyms explained, who does what),
the Web Content Accessibility Guidelines for the words of a link (2.4.4), our promise of a reader of 15.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from waymark.manual.text import Text
from waymark.plain_english.acronyms import EVERYDAY, acronyms, spelt_out
from waymark.plain_english.ages import Ages, ages, count
from waymark.plain_english.doers import duties_of_nobody, negatives_twice, nobody_in_it
from waymark.plain_english.links import Spoken, empty_links, lines_of, spoken
from waymark.plain_english.musts import musts
from waymark.plain_english.passives import passive_sentences, passives
from waymark.plain_english.piles import piles
from waymark.plain_english.plainer import swaps
from waymark.plain_english.positions import Standing, standing
from waymark.plain_english.reading import ENOUGH_IN_A_FACET, ENOUGH_WORDS, LONGEST, SettingAside
from waymark.plain_english.sentences import words
from waymark.plain_english.syllables import syllables

#: The age by Flesch and Kincaid above which one sentence is worth a word: one alone says less than a facet
#: does, where 14 is the most, so it is allowed more.
FAR_OVER = 17.0
#: A sentence over so many words is long enough for its passives to be worth a word.
LONG = 20
#: Below so many sentences a share of them says little.
ENOUGH_SENTENCES = 6


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


def notice(
    text: Text | str,
    aside: SettingAside | None = None,
    *,
    known: frozenset[str] = frozenset(),
    law: bool | None = None,
    every_passive: bool = False,
) -> tuple[Noticed, ...]:
    """What is hard about a text, in the order of its sentences. A `str` is plain words, not Markdown.

    `aside`: the manual's terms, which must stay. `known`: acronyms that the manual explains. `law`: whether
    the place cites a law that says must; with None nothing is said of “must”. `every_passive`: tell each
    passive, as where a text is full of them (`mostly_passive`); else only those of sentences over 20 words.
    """
    lines = lines_of(text)
    explained = known | EVERYDAY | spelt_out(line for line, _ in lines)
    found: list[Noticed] = []
    for told in spoken(lines):
        sentence = told.sentence
        plain = aside(sentence) if aside else sentence
        placed = standing(sentence, plain)
        vague = list(nobody_in_it(sentence))
        here = [*_plainer(sentence, placed, vague), *_links(told), *_piles(sentence, placed)]
        here += _doers(sentence, vague, passives_too=every_passive or len(placed) > LONG)
        here += _must(sentence) if law is False else ()
        for each in _acronyms(sentence, placed, explained):
            explained |= {each.words}  # told once a text
            here.append(each)
        found += _whole(sentence, plain)
        found += sorted(here, key=lambda each: (each.start, each.end, each.rule))
    return tuple(found)


def mostly_passive(texts: Iterable[Text | str]) -> bool:
    """Whether more than a third of the sentences of some texts have a passive; never of fewer than six."""
    told = [sentence for text in texts for sentence, _ in spoken(lines_of(text))]
    return len(told) >= ENOUGH_SENTENCES and passive_sentences(told) * 3 > len(told)


def age_of(text: Text | str | Iterable[Text | str], aside: SettingAside | None = None) -> Ages | None:
    """The reading ages of a text, or of several together; None under ten words, where an age says little."""
    texts = (text,) if isinstance(text, (Text, str)) else text
    told = [sentence for each in texts for sentence, _ in spoken(lines_of(each))]
    counts = count(aside(sentence) if aside else sentence for sentence in told)
    return ages(counts) if counts.words >= ENOUGH_IN_A_FACET else None


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


def _links(told: Spoken) -> Iterator[Noticed]:
    for start, end in empty_links(told):
        what = f"The words “{told.sentence[start:end]}” do not say where the link leads."
        yield _about(
            "link-words", told.sentence, start, end, what, "Let the link's words name what it leads to."
        )


def _piles(sentence: str, placed: list[Standing]) -> Iterator[Noticed]:
    for start, end in piles(sentence, placed):
        what = f"“{sentence[start:end]}” piles up nouns."
        mend = "Take it apart with small words such as of, for and about, or with a verb."
        yield _about("noun-pile", sentence, start, end, what, mend)


def _must(sentence: str) -> Iterator[Noticed]:
    for start, end in islice(musts(sentence), 1):  # once a sentence is enough
        said = sentence[start:end]
        what = f"“{said}” needs a law behind it, and no statute or regulation is cited here."
        mend = "Cite the provision that says so, or write “should”, or say plainly what to do."
        yield _about("must-without-law", sentence, start, end, what, mend)


def _doers(sentence: str, vague: list[tuple[int, int]], *, passives_too: bool) -> Iterator[Noticed]:
    for start, end in vague:
        what = f"Nobody acts in “{sentence[start:end]}”."
        yield _about("vague-actor", sentence, start, end, what, "Say who does what.")
    told = list(vague)
    for start, end, by in duties_of_nobody(sentence):
        if _over(vague, start, end):
            continue
        told.append((start, end))
        said = sentence[start:end]
        what = f"“{said}” tells last who does it." if by else f"“{said}” does not say who does it."
        mend = "Say who does it first." if by else "Say who does it."
        yield _about("passive", sentence, start, end, what, mend)
    for start, end in passives(sentence) if passives_too else ():
        if not _over(told, start, end):
            what = f"“{sentence[start:end]}” is passive."
            yield _about("passive-voice", sentence, start, end, what, "If it matters who does it, say who.")
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
