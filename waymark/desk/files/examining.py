"""Is an uploaded file fit to be local guidance? Decided by its bytes, never by what it is called.

`examine` looks at the size and the first bytes itself; everything that opens the file runs apart
(see `waymark.desk.files.apart`), so that no file can hold up or bring down the desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from waymark.desk.files import naming
from waymark.desk.files.apart import Task, apart
from waymark.desk.files.rules import FEWEST_WORDS, LARGEST, MEGA, MOST_LETTERS, Trouble
from waymark.desk.files.told import Told
from waymark.manual.findings import MESSAGES, Finding, Severity, finding

#: What a file begins with, and what it is; the first two are looked into.
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of a file: its kind, a name of ours, its words, and what stands against it.

    `kind` is None, and `name` empty, where it is neither PDF nor Word. `tagged` and `pages` are told
    of PDFs only: a Word file has no fixed pages.
    """

    kind: str | None
    name: str
    fingerprint: str
    size: int
    text: str = ""
    title: str | None = None
    language: str | None = None
    tagged: bool | None = None
    pages: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file may not become local guidance."""
        return any(each.severity is Severity.REFUSE for each in self.findings)


def examine(name: str, data: bytes) -> Examined:
    """What this file is, and whether it is fit to be local guidance. Never raises, whatever the bytes."""
    trouble = _at_once(data)
    if trouble is not None:
        return gathered(name, data, [_line(Told(kind=None, troubles=((trouble.rule, trouble.words),)))], True)
    return gathered(name, data, *apart(Task.LOOK, name, data))


def look(name: str, data: bytes) -> Iterator[bytes]:
    """What is in a PDF or Word file, line by line: what it is, then its words. Runs apart."""
    from waymark.desk.files import portable, word

    kind = _kind(data)
    try:
        opened = portable.opened(data) if kind == "pdf" else word.opened(data)
    except Trouble as trouble:
        told = None if trouble.rule == "file-type" else kind
        if kind == "docx" and trouble.rule == "file-damaged" and naming.ending(name) != "docx":
            told = None
        yield _line(Told(kind=told, troubles=((trouble.rule, trouble.words),)))
        return
    except MemoryError:
        yield _line(Told(kind=kind, troubles=(("file-too-hard", {}),)))
        return
    yield _line(opened.told)
    if any(MESSAGES[rule].severity is Severity.REFUSE for rule, _ in opened.told.troubles):
        return
    letters = 0
    for words in opened.words():
        kept = naming.plain(words)[: MOST_LETTERS - letters]
        letters += len(kept)
        yield _line(kept)
        if letters >= MOST_LETTERS:
            return


def gathered(name: str, data: bytes, lines: Iterable[bytes], whole: bool) -> Examined:
    """What `look` told, with its findings. `whole`: whether it came to its end."""
    rest = iter(lines)
    first = next(rest, None)
    told = Told(kind=_kind(data), troubles=(("file-too-hard", {}),))
    if first is not None:
        told = msgspec.json.decode(first, type=Told)
    words = "\n".join(msgspec.json.decode(each, type=str) for each in rest)
    fingerprint = hashlib.sha256(data).hexdigest()
    said = naming.shown(name)
    findings = [finding(rule, name=said, **dict[str, Any](given)) for rule, given in told.troubles]
    if told.kind and naming.ending(name) != told.kind:
        findings.append(finding("file-ending", name=said, kind=told.kind))
    if told.kind and not any(each.severity is Severity.REFUSE for each in findings):
        findings += _warned(said, told, words, whole)
    return Examined(
        kind=told.kind,
        name=naming.clean(name, told.kind, fingerprint) if told.kind else "",
        fingerprint=fingerprint,
        size=len(data),
        text=words,
        title=told.title,
        language=told.language,
        tagged=told.tagged,
        pages=told.pages,
        findings=tuple(findings),
    )


def _at_once(data: bytes) -> Trouble | None:
    """What can be said of bytes without opening them."""
    if not data:
        return Trouble("file-empty")
    if len(data) > LARGEST:
        return Trouble("file-too-large", size=f"{len(data) / MEGA:.1f}", most=str(LARGEST // MEGA))
    if data.startswith(_OLD_OFFICE):
        locked = _LOCKED_WORD in data
        return Trouble("file-encrypted") if locked else Trouble("file-type", what="an older Office file")
    if _kind(data) is None:
        return Trouble("file-type", what=_likeness(data))
    return None


def _kind(data: bytes) -> str | None:
    return next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)


def _likeness(data: bytes) -> str:
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        return "a picture"
    if data.startswith((b"MZ", b"\x7fELF", b"#!")):
        return "a program"
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html")):
        return "a web page"
    return "something else"


def _warned(name: str, told: Told, words: str, whole: bool) -> Iterator[Finding]:
    if not whole:
        yield finding("file-words-some", name=name)
    elif len(words.split()) < FEWEST_WORDS * max(told.pages or 1, 1):
        yield finding("file-no-words", name=name)
    if not told.title:
        yield finding("file-no-title", name=name)
    if not told.language:
        yield finding("file-no-language", name=name)
    if told.tagged is False:
        yield finding("file-not-tagged", name=name)
    if told.kind == "docx":
        yield finding("file-better-as-page", name=name, what="a Word file")
    elif not told.tagged:
        yield finding("file-better-as-page", name=name, what="a PDF without tags")


def _line(told: Told | str) -> bytes:
    return msgspec.json.encode(told)
