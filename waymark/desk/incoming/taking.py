"""Taking in: a procedure kept as Word or HTML becomes sections of closed Markdown, and a report."""

from __future__ import annotations

import msgspec

from waymark.desk.files import examine, naming
from waymark.desk.files.apart import Task, apart
from waymark.desk.files.rules import MEGA
from waymark.desk.incoming.taken import Incoming, Section
from waymark.manual.findings import Finding, Severity, finding
from waymark.manual.runs import Block, Bold, Paragraph, Words, written
from waymark.manual.text import parse

#: The largest web page that is taken, in bytes.
LARGEST_PAGE = 5 * MEGA
_PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<!--")


def take_in(name: str, data: bytes) -> Incoming:
    """A Word file or web page as sections, with a report. Never raises, whatever the bytes."""
    said = naming.shown(name)
    title = None
    if data.startswith(b"PK\x03\x04"):
        examined = examine(name, data)
        against = tuple(each for each in examined.findings if each.severity is Severity.REFUSE)
        if against:
            return Incoming(findings=against)
        title = examined.title
    elif not _is_page(name, data):
        return _refused(finding("incoming-type", name=said))
    elif len(data) > LARGEST_PAGE:
        size = f"{len(data) / MEGA:.1f}"
        return _refused(finding("incoming-too-large", name=said, size=size, most=LARGEST_PAGE // MEGA))
    lines, whole = apart(Task.READ, name, data)
    if not whole or len(lines) != 1:
        return _refused(finding("incoming-too-hard", name=said))
    incoming = msgspec.json.decode(lines[0], type=Incoming)
    return msgspec.structs.replace(incoming, title=incoming.title or title)


def together(sections: tuple[Section, ...]) -> str:
    """Sections as one text, each heading a bold paragraph."""
    parts = []
    for section in sections:
        if section.heading:
            parts.append(written(_heading(section.heading)))
        parts.append(section.markdown)
    text, _ = parse("\n\n".join(filter(None, parts)))
    return text.markdown if text else ""


def _heading(words: str) -> tuple[Block, ...]:
    block = Paragraph((Bold(words),))
    text, _ = parse(written((block,)))
    if text is not None and text.blocks == (block,):
        return (block,)
    return (Paragraph((Words(words),)),)


def _is_page(name: str, data: bytes) -> bool:
    """Whether these bytes are HTML: they begin as a page does, or hold tags under a name that says so."""
    start = data[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(_PAGES):
        return True
    binary = b"\x00" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return naming.ending(name) in ("html", "htm", "xhtml") and b"<" in data and not binary


def _refused(why: Finding) -> Incoming:
    return Incoming(findings=(why,))
