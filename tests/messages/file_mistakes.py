"""The smallest mistakes in files that are put in, and in procedures that come from Word or the web."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from tests.desk.files import made, wrong
from tests.messages.mistake import Call, Mistake
from waymark.desk.files import apart, examine
from waymark.desk.files.examining import gathered, look
from waymark.desk.incoming import take_in
from waymark.desk.incoming.taking import LARGEST_PAGE
from waymark.manual.findings import Finding


def _put(words: str, name: str, make: Callable[[], bytes]) -> Call:
    return Call(words, lambda _: list(examine(name, make()).findings))


def _trap(words: str, which: str) -> Call:
    _, name, make = wrong.TRAPS[which]
    return _put(words, name, make)


def _taken(words: str, name: str, data: bytes) -> Call:
    return Call(words, lambda _: list(take_in(name, data).findings))


def _without(key: str) -> Callable[[], bytes]:
    return lambda: made.pdf_with(lambda it: it.Root.__delitem__(key))


def _no_time() -> list[Finding]:
    with patch.object(apart, "WAITED", 0.001):
        return list(examine("a.pdf", made.pdf()).findings)


def _no_time_to_take() -> list[Finding]:
    with patch.object(apart, "WAITED", 0.001):
        return list(take_in("a.html", b"<p>Ring.</p>").findings)


def _half_read() -> list[Finding]:
    lines = list(look("a.pdf", made.pdf()))[:1]
    return list(gathered("a.pdf", made.pdf(), lines, whole=False).findings)


FILE_MISTAKES: dict[str, Mistake] = {
    # files put in
    "file-type": _trap("a picture put in as `a.pdf`", "picture"),
    "file-ending": _trap("a PDF put in as `a.docx`", "PDF called Word"),
    "file-empty": _trap("a file of no bytes put in", "empty"),
    "file-too-large": _trap("a file of more than 20 MB put in", "large"),
    "file-damaged": _trap("the first half of a PDF put in", "half a PDF"),
    "file-encrypted": _trap("a PDF with a password put in", "locked PDF"),
    "file-acts": _put(
        "a PDF put in that runs a script when opened", "a.pdf", wrong.ACTING["script when opened"][1]
    ),
    "file-active": _put("a Word file with macros put in", "a.docx", wrong.ACTIVE["macros"][1]),
    "file-bomb": _trap("a Word file put in with three million zeros packed as a picture", "too well packed"),
    "file-parts": _trap("a Word file put in with a part called `../../style.xml`", "way up"),
    "file-xml": _trap("a Word file put in with `<!DOCTYPE` in a part", "document type"),
    "file-too-hard": Call("a file put in and no time to read it (for this test)", lambda _: _no_time()),
    "file-no-words": _put("a PDF of one empty page put in", "a.pdf", made.bare_pdf),
    "file-words-some": Call("a PDF whose reading was stopped before its words", lambda _: _half_read()),
    "file-no-title": _put("a Word file put in without its properties", "a.docx", lambda: wrong.UNTITLED),
    "file-no-language": _put("a PDF put in without its language", "a.pdf", _without("/Lang")),
    "file-not-tagged": _put("a PDF put in that is not marked as tagged", "a.pdf", _without("/MarkInfo")),
    "file-comments": _put("a Word file with a comment put in", "a.docx", lambda: wrong.COMMENTED),
    "file-better-as-page": _put("a Word file put in", "a.docx", made.docx),
    # what comes in
    "incoming-type": _taken("a text file taken in", "a.txt", b"Ring."),
    "incoming-too-large": _taken(
        "a web page of more than 5 MB taken in", "a.html", b"<p>" + b"a" * LARGEST_PAGE
    ),
    "incoming-nothing": _taken(
        "a web page taken in that has only a picture", "a.html", b"<p><img src=a></p>"
    ),
    "incoming-too-hard": Call(
        "a page taken in and no time to read it (for this test)", lambda _: _no_time_to_take()
    ),
}
