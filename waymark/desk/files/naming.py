"""Names of files: how a stranger's name is shown, and how it becomes a name of ours."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 100
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"\s+")


def ending(name: str) -> str:
    """What stands after the last dot of a name, in lower case."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def shown(name: str) -> str:
    """A name as it can be shown: no folders, nothing that cannot be seen, not too long."""
    name = re.split(r"[/\\]", name)[-1]
    kept = line(name, _LONGEST)
    return kept or "the file"


def clean(name: str, kind: str, fingerprint: str) -> str:
    """A FileName: lower case, plain words and hyphens, and the ending of what the file is."""
    stem = re.split(r"[/\\]", name)[-1]
    stem = stem.rpartition(".")[0] if "." in stem else stem
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    letters = _NOT_PLAIN.sub("-", letters.replace("'", "")).strip("-")
    letters = letters[: _LONGEST - len(kind) - 1].strip("-")
    return f"{letters or 'file-' + fingerprint[:12]}.{kind}"


def line(words: str, longest: int) -> str:
    """Words as one line: single spaces, nothing that cannot be seen, at most so many letters."""
    spaced = _SPACE.sub(" ", words[: longest * 4])
    seen = "".join(letter for letter in spaced if letter.isprintable())
    return unicodedata.normalize("NFC", seen)[:longest].strip()


def plain(words: str) -> str:
    """Words that any store can keep: lines, and no letter that cannot be seen or encoded."""
    lines = (_SPACE.sub(" ", each).strip() for each in words.splitlines())
    kept = "\n".join(each for each in lines if each)
    return "".join(letter for letter in kept if letter == "\n" or letter.isprintable())
