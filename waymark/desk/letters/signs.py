"""Signs that a letter may be about a child in danger: a plain list of words, which is to catch too much."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("signs.txt")
_DRESSED = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


def signs_in(words: str) -> list[str]:
    """The words of a letter that stand in the list, in order, each once."""
    found = (each[0].strip() for each in _sought().finditer(_bare(words)))
    return list(dict.fromkeys(found))


def may_be_disclosure(words: str) -> bool:
    """Whether a letter may be about a child in danger."""
    return _sought().search(_bare(words)) is not None


def listed() -> list[str]:
    """The list, without its remarks."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _bare(words: str) -> str:
    """Words in small letters, on one line, with one sort of apostrophe."""
    return " ".join(words.lower().translate(_DRESSED).split())


@cache
def _sought() -> re.Pattern[str]:
    """One pattern for the whole list. A word that is written without its apostrophe is found as well."""
    each = (
        re.escape(line).replace("'", "'?").replace(r"\*", r"\w*").replace(r"\ ", r"\W+") for line in listed()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")
