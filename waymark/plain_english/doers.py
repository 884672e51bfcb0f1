"""Who does it: duties with no doer, doers told last, sentences with nobody in them, and two negatives.

Only clear forms are found; `passives` has the others. A passive that tells what happened to a child is often
the best sentence there is; a duty that nobody is given is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DUTY = r"(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|(?:is|are) to)"
_BETWEEN = r"(?:(?:not|never|always|also|only|then|first|usually|normally|clearly|fully|\w+ly) ){0,2}"
#: Done by nobody, whether or not it is a duty: will be, has been, were.
_DONE = (
    rf"(?:(?:{_DUTY}|will|would|can|could|may|might) {_BETWEEN}be|ha(?:s|ve|d) {_BETWEEN}been"
    r"|(?:is|are|was|were) being|was|were)"
)
_IRREGULAR = (
    "begun|brought|built|chosen|done|drawn|driven|found|given|heard|held|kept|led|left|made|met|paid|put|read|said"
    "|seen|sent|set|shown|sought|spoken|taken|taught|thought|told|undertaken|written"
)
_PARTICIPLE = rf"(?:{_IRREGULAR}|fed|used|[a-z]{{3,}}ed)"
#: "You should be told" says to a reader what to expect of everybody here, and says it well.
_TO_A_READER = re.compile(r"\byou $", re.IGNORECASE)
#: Words in -ed that say how someone is, not what is done; and what no one does.
_FEELINGS_AND_STATES = (
    "alarmed allowed annoyed ashamed bored concerned confused excited experienced frightened indeed"
    " interested involved married mixed pleased prepared qualified related relaxed sacred satisfied"
    " scared surprised tired trained unmarried worried"
)
_STATES = frozenset(_FEELINGS_AND_STATES.split())
_SHOULD_BE = re.compile(rf"\b{_DUTY} {_BETWEEN}be {_BETWEEN}({_PARTICIPLE})\b( by\b)?", re.IGNORECASE)
_DONE_BY = re.compile(
    rf"\b(?:is|are|was|were|been|being) {_BETWEEN}({_PARTICIPLE}) by\b(?= (?:the|an?|his|her|their|your"
    r"|my|our|its|this|that|these|those|any|each|every|some|both|all|one|two|three|four|many|several|other"
    r"|someone|somebody|social|police|staff|parents|teachers|people|another|[A-Z]))"
)
#: What follows `by` where it says when or how.
_WHEN_OR_HOW = re.compile(
    r" (?:the (?:end|time|date|day|start|next|same|deadline|law|phone|post)|law|phone|post|email|letter|text"
    r"|(?:one|two|three|four) (?:o['’]clock|am|pm)"
    r"|(?:this|that|all|any|each|some) (?:chance|date|day|means|point|time)"
    r"|\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|a (?:date|set|certain|given|fixed)|\w+ing\b)"
)
_NOBODY = re.compile(
    r"\bit (?:(?:is|was|has been|will be|should be|must be|may be|can be|needs to be|has to be) )"
    r"(?:\w+ly )?(?:accepted|acknowledged|advised|agreed|anticipated|appreciated|assumed|believed|considered"
    r"|decided|deemed|ensured|expected|felt|hoped|intended|noted|proposed|recognised|recommended|remembered"
    r"|reported|required|suggested|thought|understood) that\b"
    r"|\bthere (?:is|was|will be|has been) an? (?:assumption|consensus|expectation|presumption|recognition"
    r"|requirement|understanding) that\b"
    r"|\bit (?:is|was) (?:advisable|crucial|essential|imperative|important|necessary|vital) that\b"
    rf"|\b(?:consideration|thought|attention|priority) {_DUTY} {_BETWEEN}be (?:given|paid)\b"
    r"|\b(?<!what )(?<!which )(?<!any )(?<!no )(?:(?:steps|action|actions|measures|care)"
    rf" {_DONE} {_BETWEEN}(?:taken|put in place)|(?:every effort|efforts|attempts|arrangements|provision)"
    rf" {_DONE} {_BETWEEN}(?:made|put in place))\b(?! by\b)",
    re.IGNORECASE,
)
_UNDONE = (
    "unable|unacceptable|unaware|uncertain|unclear|uncommon|unfair|unfamiliar|unhappy|unheard of|unhelpful"
    "|unimportant|unjustified|unkind|unknown|unlawful|unlike|unlikely|unnecessary|unreasonable|unrelated|unsafe"
    "|unsuitable|untrue|unusual|unwelcome|unwell|unwilling|impossible|improbable|inaccurate|inappropriate"
    "|inconsistent|insignificant|irrelevant|dissimilar|disagree|disallowed|incorrect|nothing|nobody|none"
)
_NOTHING_UNDONE = rf"(?:un\w+(?:ed|een|eard)|{_UNDONE.replace('|nothing|nobody|none', '')})"
_TWICE = re.compile(
    rf"\b(?:not|never|(?:is|was|are|were|do|does|did|have|has|had|would|could|ca)n['’]t|cannot)"
    rf" (?:(?:an?|be|been|so|at all) )?(?:(?:{_UNDONE})\b|without\b|not\b)"
    r"|\b(?:not|never|cannot|(?:do|does|did|would|could|ca)n['’]t) (?:\w+ly )?fail(?:s|ed|ing)? to\b"
    r"|\b(?:no|none|nobody|no one|nothing)(?: \w+){0,4} (?:be|been|go|goes|is|left|remain|remains|was|went)"
    rf" {_NOTHING_UNDONE}\b"
    r"|\b(?:not|never|cannot|(?:do|does|did|would|could|ca)n['’]t) (?:deny|dispute|doubt|rule out)"
    r"(?: \w+){0,4} (?:not|never|\w+n['’]t)\b",
    re.IGNORECASE,
)


def duties_of_nobody(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """Passives in their clear form, `should be referred` and `was told by`; True where the doer is told."""
    taken: list[tuple[int, int]] = []
    for found in (*_SHOULD_BE.finditer(sentence), *_DONE_BY.finditer(sentence)):
        start, end = found.span()
        if found[1].lower() in _STATES or any(start < other and first < end for first, other in taken):
            continue
        if _TO_A_READER.search(sentence, 0, start):
            continue
        by = found[0].endswith(" by")
        if by and _WHEN_OR_HOW.match(sentence, end):
            if found.re is _DONE_BY:
                continue
            by, end = False, end - len(" by")
        taken.append((start, end))
        yield start, end, by


def nobody_in_it(sentence: str) -> Iterator[tuple[int, int]]:
    """Turns of phrase that leave out who acts: `it should be ensured that`, `steps should be taken`."""
    for found in _NOBODY.finditer(sentence):
        yield found.span()


def negatives_twice(sentence: str) -> Iterator[tuple[int, int]]:
    """Two negatives that undo each other: `not unlikely`, `do not fail to`."""
    for found in _TWICE.finditer(sentence):
        yield found.span()
