"""Terms explained where they stand: short forms spelled out at their first use, meanings on the page itself.

A page is read once as it is set, in the order in which a reader meets its words. The manuscript's own text
stays as it is: what is added here stands in the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape, unescape
from types import MappingProxyType
from typing import NamedTuple

from waymark.manual.words import Term
from waymark.pages.terms.short import Short, short_forms

_TOKEN = re.compile(r"<[^>]*>|\x01[a-z_]+\x01|[^<\x01]+")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_TERM = re.compile(r'<a class="govuk-link term" href="[^"]*terms/([^"/]+)\.html">')
_ALSO = re.compile(r'class="(?:word__also|page__also page__called)"')
#: What is a name and no running words: titles of pages, links to them, drawings, what stands in a table.
_NAMES = re.compile(r'<(svg|nav|h1|a|footer|q)\b|<(dl) class="govuk-summary-list')
#: What does not end the sentence around it.
_WITHIN = frozenset(("a", "strong", "span", "wbr", "abbr", "q"))
_SENTENCE_ENDS = re.compile(r"(?:^|[.?!][”’\")]*)\s*$")
_ARTICLE = re.compile(r"\b(a)n?(?=[ \u00a0]$)", re.IGNORECASE)
#: How many letters may stand between a short form and the words it is for: “, also called the ”.
_NEAR = 20


class Explained(NamedTuple):
    """Words with their terms explained, the terms' places, and what was spelled out before each slot."""

    words: str
    terms: frozenset[str] = frozenset()
    spelled: Mapping[str, frozenset[str]] = MappingProxyType({})


class Glossary:
    """The terms of a manual, ready to be explained in pages."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = {term.place: term for term in terms}
        self.shorts = short_forms(self.terms.values())
        self._short = re.compile(rf"(?<![\w&/-])({_any(self.shorts)})(['’]?s|&#39;s)?(?!\w)")

    def shorts_in(self, words: str) -> list[Short]:
        """The short forms that words use, in order, each once."""
        names = dict.fromkeys(found[1] for found in self.found(words))
        return [self.shorts[name] for name in names]

    def named_in(self, words: str) -> list[str]:
        """The places of the terms that words name, in order, each once; of names that overlap the longest."""
        found = (each[1].lower() for each in self._named.finditer(words))
        return list(dict.fromkeys(self._places[name] for name in found))

    def found(self, words: str) -> list[re.Match[str]]:
        """Where words use a short form."""
        return list(self._short.finditer(words)) if self.shorts else []

    def explain(self, words: str, spelled: Iterable[str] = ()) -> Explained:
        """A page's words, as HTML. `spelled`: the short forms that a reader has met spelled out already."""
        if '"govuk-link term"' not in words and not self.found(words):
            return Explained(words)
        return _Reading(self, set(spelled)).of(words)

    @cached_property
    def _places(self) -> dict[str, str]:
        named: dict[str, str] = {}
        for place, term in self.terms.items():
            for name in (term.term, *term.also):
                named.setdefault(name.lower(), place)
        return named

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])({_any(self._places)})(?:['’]?s)?(?![\w-])", re.IGNORECASE)


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


class _Reading:
    """One reading of a page, from its first word to its last."""

    def __init__(self, glossary: Glossary, spelled: set[str]) -> None:
        self.glossary = glossary
        self.spelled = spelled
        self.terms: set[str] = set()
        self.at_slots: dict[str, frozenset[str]] = {}
        self.out: list[str] = []
        self.last = -1  # where the last words stand in `out`
        self.said = ""  # the sentence so far, as it is read
        self.link = ""  # the term whose link is open
        self.linked = ""  # the term whose link has just been closed
        self.name, self.depth = "", 0  # what is open that holds names only
        self.also = False

    def of(self, words: str) -> Explained:
        tokens = _TOKEN.findall(words)
        for number, token in enumerate(tokens):
            if token[0] == "\x01":
                self.at_slots[token.strip("\x01")] = frozenset(self.spelled)
                self.out.append(token)
            elif token[0] == "<":
                self._tag(token)
            else:
                self._words(token, tokens, number)
        return Explained("".join(self.out), frozenset(self.terms), self.at_slots)

    def _tag(self, tag: str) -> None:
        self.out.append(tag)
        found = _TAG.match(tag)
        if not found:
            return
        closing, name = found.groups()
        if name not in _WITHIN:
            self.said = self.linked = ""
        if self.name:
            if name == self.name:
                self.depth += -1 if closing else 1
                self.name = self.name if self.depth else ""
        elif closing:
            if name == "a" and self.link:
                self.link, self.linked = "", self.link
        elif term := _TERM.fullmatch(tag):
            self._term(f"terms/{term[1]}")
        elif held := _NAMES.match(tag):
            self.name, self.depth = held[1] or held[2], 1
        self.also = bool(_ALSO.search(tag))

    def _term(self, place: str) -> None:
        if place in self.glossary.terms:
            self.out[-1] = _link(place)
            self.terms.add(place)
            self.link = place

    def _words(self, token: str, tokens: list[str], number: int) -> None:
        out, done = "", 0
        if self.name == "q":  # what people say is told as they say it
            self.out.append(token)
            return
        for found in self.glossary.found(token):
            short = self.glossary.shorts[found[1]]
            self.terms.add(short.place)
            if self.also:
                self.spelled.add(short.short)
            if self.name or self.also or short.short in self.spelled:
                continue
            self.spelled.add(short.short)
            before = out + token[done : found.start()]
            said = self.said + unescape(token[: found.start()])
            if _beside(short, said, token[found.end() :] + _ahead(tokens, number)):
                out = before + self._linked(short, found[0])
            else:
                out = self._article(before, short) + self._linked(short, _whole(short, found[0], said))
            done = found.end()
        self.last = len(self.out)
        self.said += unescape(token)
        self.out.append(out + token[done:])
        if token.strip(" ("):
            self.linked = ""

    def _linked(self, short: Short, words: str) -> str:
        """Words that lead to their meaning, unless they stand in a link or after one that does."""
        return words if self.link or self.linked == short.place else f"{_link(short.place)}{words}</a>"

    def _article(self, before: str, short: Short) -> str:
        """The words before a short form, with the article that its words take: an NHS, a National."""
        if before:
            return _articled(before, short)
        if self.last >= 0 and self.said.endswith((" ", "\u00a0")):
            self.out[self.last] = _articled(self.out[self.last], short)
        return before


def _beside(short: Short, said: str, ahead: str) -> bool:
    """Whether the words that a short form is for stand beside it, so that nothing is said twice."""
    words = short.words.lower()
    near = len(words) + _NEAR
    return words in said[-near:].lower() or words in ahead[:near].lower()


def _whole(short: Short, here: str, said: str) -> str:
    """A short form spelled out as it stands here: with the ending it has, and a capital at the start."""
    words = short.words
    if _SENTENCE_ENDS.search(said):
        words = words[:1].upper() + words[1:]
    ending = unescape(here).removeprefix(short.short)
    more = "" if ending == "s" and words.endswith("s") else ending
    return f"{escape(words + more, quote=False)} ({here})"


def _articled(before: str, short: Short) -> str:
    more = "n" if short.article == "an" else ""
    return _ARTICLE.sub(lambda found: found[1] + more, before)


def _link(place: str) -> str:
    return f'<a class="govuk-link term" href="#word-{place.partition("/")[2]}">'


def _ahead(tokens: list[str], number: int) -> str:
    """The words after a token, to the end of their paragraph."""
    words = ""
    for token in tokens[number + 1 :]:
        if token[0] == "<":
            found = _TAG.match(token)
            if found and found[2] not in _WITHIN:
                break
        elif token[0] != "\x01":
            words += unescape(token)
        if len(words) > 120:
            break
    return words
