"""Forms of English words: starts, started, starting; child, children. Enough for our list of plainer words.

The spelling rules are those of any school grammar; what they get wrong stands in the tables.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Past and participle where they do not end in -ed.
_IRREGULAR = {
    "be": "was been", "become": "became become", "begin": "began begun", "break": "broke broken",
    "bring": "brought brought", "buy": "bought bought", "catch": "caught caught", "choose": "chose chosen",
    "come": "came come", "cut": "cut cut", "deal": "dealt dealt", "do": "did done", "draw": "drew drawn",
    "feel": "felt felt", "find": "found found", "forbid": "forbade forbidden", "get": "got got",
    "give": "gave given", "go": "went gone", "have": "had had", "hear": "heard heard", "hold": "held held",
    "keep": "kept kept", "know": "knew known", "leave": "left left", "let": "let let", "lose": "lost lost",
    "make": "made made", "meet": "met met", "pay": "paid paid", "put": "put put", "read": "read read",
    "ring": "rang rung", "run": "ran run", "say": "said said", "see": "saw seen", "send": "sent sent",
    "set": "set set", "show": "showed shown", "speak": "spoke spoken", "speed": "sped sped",
    "spend": "spent spent", "take": "took taken", "tell": "told told", "think": "thought thought",
    "understand": "understood understood",
    "undertake": "undertook undertaken", "weigh": "weighed weighed", "write": "wrote written",
}  # fmt: skip
_ODD_S = {"be": "is", "have": "has"}
#: Longer verbs whose last letter is doubled; short ones follow a rule.
_DOUBLED = {"submit", "commit", "permit", "omit", "occur", "refer", "remit", "forbid", "begin", "underpin"}
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_PLURALS = {"child": "children", "person": "people", "man": "men", "woman": "women", "life": "lives"}


class VerbForms(NamedTuple):
    """The five forms of a verb."""

    base: str
    singular: str
    past: str
    participle: str
    continuous: str


def verb_forms(phrase: str) -> VerbForms:
    """The forms of a verb; of a phrase, its first word changes: `took part` of `take part`."""
    verb, gap, rest = phrase.partition(" ")
    past, participle = _past(verb)
    forms = (verb, _ODD_S.get(verb) or _with_s(verb), past, participle, _continuous(verb))
    return VerbForms(*(form + gap + rest for form in forms))


def plural(noun: str) -> str:
    """The plural of a noun; of a phrase, its last word changes."""
    start, gap, last = noun.rpartition(" ")
    return start + gap + (_PLURALS.get(last) or _with_s(last))


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _HISSING.search(word) or re.search(r"[^aeiou]o$", word) else f"{word}s"


def _past(verb: str) -> tuple[str, str]:
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb].split()
        return past, participle
    if verb.endswith("e"):
        made = f"{verb}d"
    elif re.search(r"[^aeiou]y$", verb):
        made = f"{verb[:-1]}ied"
    else:
        made = f"{_doubled(verb)}ed"
    return made, made


def _continuous(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLED or _SHORT.fullmatch(verb) else verb
