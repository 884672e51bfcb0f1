"""Passives of every kind: what is done, with `be` or `get`, whether or not anybody is said to do it.

A passive is often right, above all where what was done to a child matters and not by whom; `doers` finds the
duties that nobody is given, which are worse. So these are counted everywhere, and told only of long sentences
and of texts that are full of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BE = r"(?:am|is|are|was|were|be|been|being)"
_NOT = r"(?:(?:is|are|was|were)n['’]t)"
_GET = r"(?:get|gets|got|getting)"
_ADVERBS = (
    "all|already|also|always|at once|both|each|either|ever|first|fully|just|last|later|never|no longer|not"
    "|now|often|once|only|quite|rarely|seldom|since|so|sometimes|soon|still|then|twice|well|yet"
)
_BETWEEN = rf"(?: (?:{_ADVERBS}|\w{{2,}}ly)){{0,2}}"
_IRREGULAR = """
 agreed beaten begun bitten blown borne bought bound bred broken brought built burnt caught chosen cut
 dealt done drawn driven drunk eaten fed felt forbidden forgiven forgotten fought found freed given
 ground grown guaranteed heard held hidden hit hurt kept known laid led left lent let lit lost made meant
 met mistaken overheard overseen overtaken paid put read run rung said seen sent set shaken shot shown
 shut sold sought spent split spoilt spoken spread stolen struck stuck stung swept sworn taken taught
 thought thrown told torn understood undertaken withdrawn withheld woken won worn wound written
"""
_PARTICIPLE = rf"({'|'.join(_IRREGULAR.split())}|[a-z]{{2,}}(?:[^e]ed))"
_PASSIVE = re.compile(rf"\b(?:{_BE}|{_NOT}|{_GET}){_BETWEEN} {_PARTICIPLE}\b(?!-)", re.IGNORECASE)
#: The words that stand before `be`, and belong to what is told: `has been`, `will be`.
_BEFORE = re.compile(
    r"\b(?:(?:can|could|may|might|must|ought to|shall|should|will|would|has|have|had|is|are|was|were|am|be)"
    rf"{_BETWEEN} )+$",
    re.IGNORECASE,
)
#: Words that say how somebody or something is, not what is done.
_HOW_ONE_IS = """
 accustomed addicted advanced aged agitated alarmed allowed amazed annoyed armed ashamed asleep attached
 bored bothered broken certified closed committed complicated concerned confused connected convinced
 crowded dated dead dedicated delighted depressed detailed devoted disabled disappointed diseased
 disgusted distressed divorced drunk educated elated embarrassed engaged entitled estranged excited
 exhausted experienced finished fit frightened frustrated furnished hundred hurt inclined indebted indeed
 informed injured interested intoxicated involved isolated learned limited lit lost married meant
 mistaken mixed naked needed obliged opposed overcrowded overdue panicked pleased prejudiced prepared
 puzzled qualified related relaxed relieved reserved retired sacred satisfied scared seated separated set
 settled shocked shut skilled sorted spoilt stressed stuck supposed surprised terrified tired trained
 troubled unharmed unmarried unused upset used valued wicked withdrawn worn worried wounded
"""
#: What one gets without anybody doing it: got dressed, got lost.
_BECOMES = frozenset({"changed", "dressed", "lost", "started", "undressed", "washed"})
#: With somebody who did it, even these are done: “was hurt by his uncle”.
_BY = re.compile(r" by (?:the |an? |his |her |their |your |my |our |another |some(?:one|body)|[A-Z])")
#: In the past these are often done, though in the present they say how a thing is.
_DONE_IN_THE_PAST = frozenset(
    {"allowed", "broken", "hurt", "informed", "injured", "lost", "needed", "set", "shut", "wounded"}
)
_STATES = frozenset(_HOW_ONE_IS.split())
_PAST = re.compile(r"\b(?:was|were|been|being|got)\b", re.IGNORECASE)


def passives(sentence: str) -> Iterator[tuple[int, int]]:
    """Each passive of a sentence, with the verbs it is made of: `has been told`, `got thrown`."""
    for found in _PASSIVE.finditer(sentence):
        start, end = found.span()
        word = found[1].lower()
        if not _BY.match(sentence, end):
            if word in _BECOMES and re.match(_GET, found[0], re.IGNORECASE):
                continue
            if word in _STATES and not (word in _DONE_IN_THE_PAST and _PAST.search(found[0])):
                continue
        before = _BEFORE.search(sentence, 0, start)
        yield (before.start() if before else start), end


def passive_sentences(sentences: list[str]) -> int:
    """How many of some sentences have a passive."""
    return sum(any(True for _ in passives(sentence)) for sentence in sentences)
