"""Musts: where a sentence lays a duty on somebody, and where its “must” is only a guess or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MUST = re.compile(r"(?<![\w-])must(?:n['’]t)?(?![\w-])(?!['’]ve)", re.IGNORECASE)
#: What is spoken: the words between quotation marks. An apostrophe is none, as it stands behind a letter.
_SPOKEN = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<![\w’'])[‘'][^’']*[’'](?!\w)")
_NOUN = re.compile(r"\b(?:a|an absolute|the only|another) must\b", re.IGNORECASE)
_ASKED = re.compile(
    r"^(?:and |but |so )?must\b"
    r"|\b(?:what|when|where|who|whom|whose|why|which|how)(?: \w+){0,2} must\b[^.]*\?",
    re.IGNORECASE,
)
#: “It must have been Friday”; but “must have a plan” is a duty.
_GUESSED_PAST = re.compile(
    r"must (?:surely |really |just |already )?have (?:\w+ly |already |just |never |not )?"
    r"(?:been|begun|broken|brought|bought|come|done|fallen|felt|forgotten|found|gone|got|had|heard|hurt|known|left"
    r"|lost|made|meant|met|run|said|seen|slept|taken|thought|told|\w{2,}ed)\b",
    re.IGNORECASE,
)
#: How somebody must be feeling, or something must feel.
_FELT = """
 afraid angry annoyed ashamed awful bored cold confused confusing difficult dreadful exhausted exhausting
 frightened frightening furious glad hard heartbroken hungry hurt hurting joking lonely mad mistake
 mistaken painful pleased proud relieved sad scared scary shaken shocked shocking strange terrible
 terrifying thirsty tired tiring tough upset upsetting wondering worried worrying wrong
"""
_GUESSED_NOW = re.compile(
    r"\b(?:you|he|she|they|it|that|this|there|we|i) must (?:all |really |surely |just )?"
    rf"(?:be (?:so |very |really |feeling |quite |a )?(?:{'|'.join(_FELT.split())})"
    r"|feel|hate|miss|wonder|wish|seem|hurt)\b",
    re.IGNORECASE,
)
#: What somebody else said or thought. A law that says must still has to be cited.
_REPORTED = re.compile(
    r"(?<!law )(?<!act )(?<!rules )(?<!guidance )\b(?:said|says|told|tells|thought|thinks|believed|believes"
    r"|insisted|insists|warned|warns|promised|feels|felt|heard)\b[^,.;:?!]*\bmust",
    re.IGNORECASE,
)


def musts(sentence: str) -> Iterator[tuple[int, int]]:
    """Each “must” and “mustn’t” by which a sentence lays a duty on somebody.

    Left out: what is quoted or reported, a question, “a must”, and a guess such as “you must be tired”.
    """
    aside = [
        found.span()
        for pattern in (_SPOKEN, _NOUN, _ASKED, _GUESSED_PAST, _GUESSED_NOW, _REPORTED)
        for found in pattern.finditer(sentence)
    ]
    for found in _MUST.finditer(sentence):
        start, end = found.span()
        if not any(first < end and start < last for first, last in aside):
            yield start, end
