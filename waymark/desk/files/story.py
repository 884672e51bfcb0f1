"""One part of a Word file, read as a stream: its words, and what in it acts or is not for readers.

Nothing of the part is held but its words, so a large part takes no more memory than it has to, and
no depth of nesting matters.
"""

from __future__ import annotations

from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from waymark.desk.files.rules import Trouble

#: Fields that fetch, start or hide something. QUOTE spells out another field by the numbers of its letters.
_FIELDS = frozenset(
    {"dde", "ddeauto", "includetext", "includepicture", "link", "embed"}
    | {"database", "import", "control", "htmlcontrol", "quote"}
)
_SPACES = frozenset({"tab", "br", "cr"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_COLOURS = frozenset({"color", "highlight", "shd"})
_NO_COLOUR = frozenset({"", "auto", "none", "000000", "clear"})


def local(name: str) -> str:
    """The name of a tag or attribute without its namespace."""
    return name.rpartition("}")[2]


class Story:
    """What a part says: its lines, words taken out or in colour, whether a field acts, rows of parts."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.taken_out: list[str] = []
        self.coloured: list[str] = []
        self.language = ""
        self.tracked = False
        self.acting_field = False
        self.rows: list[tuple[str, dict[str, str]]] = []
        self.named: dict[str, str] = {}
        self._words: list[str] = []
        self._tag = ""
        self._fallback = 0
        self._moved = 0
        self._defaults = False
        self._fields: list[list[str] | None] = []
        self._stray: list[str] = []
        self._run: dict[str, Any] | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        """A tag opens."""
        tag = self._tag = local(name)
        if tag == "Fallback":
            self._fallback += 1
        elif tag == "moveFrom":
            self._moved += 1
        attributes = {local(key): value for key, value in given.items()}
        if tag in ("Relationship", "Override", "Default", "altChunk", "subDoc", "script"):
            self.rows.append((tag, attributes))
        elif tag in _TRACKED:
            self.tracked = True
        elif tag == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif tag == "fldSimple":
            self._judge(attributes.get("instr", ""))
        elif tag in _SPACES:
            self._words.append(" ")
        elif tag == "noBreakHyphen":
            self._words.append("-")
        elif tag == "r":
            self._run = {"coloured": False, "words": []}
        elif tag == "rPrDefault":
            self._defaults = True
        elif tag == "lang" and self._defaults:
            self.language = self.language or attributes.get("val", "")
        elif tag in _COLOURS and self._run is not None:
            value = attributes.get("fill" if tag == "shd" else "val", "")
            self._run["coloured"] |= value.lower() not in _NO_COLOUR

    def data(self, words: str) -> None:
        """Words between tags."""
        if self._tag in ("instrText", "delInstrText"):
            self._instruct(words)
        elif self._tag == "delText" or (self._tag == "t" and self._moved):
            self.taken_out.append(words)
        elif self._tag == "t" and not self._fallback:
            if self._fields and self._fields[-1] is not None:
                self._instruct(words)
            self._words.append(words)
            if self._run is not None:
                self._run["words"].append(words)
        elif self._tag in ("title", "language") and words.strip():
            self.named[self._tag] = self.named.get(self._tag, "") + words

    def end(self, name: str) -> None:
        """A tag closes."""
        tag = local(name)
        self._tag = ""
        if tag == "Fallback":
            self._fallback -= 1
        elif tag == "moveFrom":
            self._moved -= 1
        elif tag == "p":
            self._end_line()
        elif tag == "rPrDefault":
            self._defaults = False
        elif tag == "r" and self._run is not None:
            if self._run["coloured"] and (words := "".join(self._run["words"])).strip():
                self.coloured.append(words)
            self._run = None

    def close(self) -> None:
        """The part ends."""
        self._end_line()
        self._judge("".join(self._stray))
        for field in self._fields:
            self._judge("".join(field or ()))

    def _end_line(self) -> None:
        if words := "".join(self._words).strip():
            self.lines.append(words)
        self._words = []

    def _field(self, kind: str) -> None:
        """A field opens, turns from what it does to what it shows, or ends."""
        if kind == "begin":
            outer = self._fields[-1] if self._fields else None
            if outer is not None and not "".join(outer).strip():
                self.acting_field = True  # a field whose very name is made by another one
            self._fields.append([])
        elif self._fields:
            self._judge("".join(self._fields[-1] or ()))
            if kind == "separate":
                self._fields[-1] = None
            else:
                self._fields.pop()

    def _instruct(self, words: str) -> None:
        """Words of what a field does. They may stand in many runs, a letter each."""
        field = self._fields[-1] if self._fields else None
        (self._stray if field is None else field).append(words)

    def _judge(self, doing: str) -> None:
        first = doing.strip().lstrip("\\").split(None, 1)
        if first and first[0].strip('"').lower() in _FIELDS:
            self.acting_field = True


def told(words: bytes) -> Story:
    """What a part of XML says. Raises Trouble where it is no XML, or declares a document type or entities."""
    story = Story()
    parser = DefusedXMLParser(target=story, forbid_dtd=True)
    try:
        parser.feed(words)
        parser.close()
    except DefusedXmlException as error:
        raise Trouble("file-xml") from error
    except MemoryError:
        raise
    except (ParseError, ValueError, LookupError, SyntaxError) as error:
        raise Trouble("file-damaged", problem="a part of it is not XML") from error
    return story
