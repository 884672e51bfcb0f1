"""Word (.docx): whether it carries what acts, and what it says.

Every part must be of a sort that holds words, pictures or fonts; every relationship, of whichever part,
is looked at; every part that is XML is read through, whatever its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from waymark.desk.files.archive import Archive
from waymark.desk.files.naming import line
from waymark.desk.files.portable import safe_link
from waymark.desk.files.rules import Trouble
from waymark.desk.files.story import Story, told
from waymark.desk.files.told import Opened, Told, language_tag

_TYPES = "[Content_Types].xml"
_MAIN = "wordprocessingml.document.main+xml"
_MACRO_MAIN = "ms-word.document.macroenabled.main+xml"
_XML = ("xml", "rels", "vml", "svg", "psmdcp")
_HARMLESS = frozenset(
    {*_XML, "png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "webp", "wdp"}
    | {"odttf", "sigs"}
)
#: The parts whose words a reader sees, by the end of their content type, in the order they are told.
SEEN = (
    "document.main+xml",
    "footnotes+xml",
    "endnotes+xml",
    "header+xml",
    "footer+xml",
    "diagramdata+xml",
    "chart+xml",
)
COMMENTS = "comments+xml"
_ACTIVE = (
    ("vba", "macros"),
    ("macro", "macros"),
    ("activex", "an ActiveX control"),
    ("embeddings/", "a file inside it (such as a sheet behind a chart)"),
    ("oleobject", "an object of another program"),
)
_ACTIVE_RELATIONS = {
    "vbaproject": "macros",
    "wordvbadata": "macros",
    "control": "an ActiveX control",
    "activexcontrolbinary": "an ActiveX control",
    "oleobject": "an object of another program",
    "package": "a file inside it (such as a sheet behind a chart)",
    "attachedtemplate": "a template that it fetches (in Word: Developer, Document Template; write Normal)",
    "afchunk": "another document inside it",
    "subdocument": "another document that it fetches",
    "frame": "another document that it fetches",
}


class Stories:
    """A Word file that was read through: each part of XML with its content type, and what acts in it."""

    def __init__(self, data: bytes) -> None:
        archive = Archive(data)
        self.acts: dict[str, None] = {}
        self.parts: dict[str, tuple[str, Story]] = {}
        if _TYPES not in archive.names:
            raise Trouble("file-type", what="a zip folder or another program's file")
        types = _content_types(told(archive.read(_TYPES)))
        kinds = {name: _type_of(name, types) for name in archive.names}
        if not any(kind.endswith((_MAIN, _MACRO_MAIN)) for kind in kinds.values()):
            raise Trouble("file-type", what="a file of another Office program")
        for name, kind in kinds.items():
            self._part(archive, name, kind)

    def seen(self) -> Iterator[tuple[str, Story]]:
        """The parts whose words a reader sees, with their content types."""
        for kind in SEEN:
            yield from ((each, story) for each, story in self.parts.values() if each.endswith(kind))

    def of(self, kind: str) -> list[Story]:
        """The parts whose content type ends in these words."""
        return [story for each, story in self.parts.values() if each.endswith(kind)]

    def _part(self, archive: Archive, name: str, kind: str) -> None:
        low = name.lower()
        for words, what in _ACTIVE:
            if words in kind or (words in low and not low.startswith("word/media/")):
                self.acts[what] = None
        suffix = low.rpartition(".")[2]
        printer = low.startswith("word/printersettings/") and suffix == "bin"
        if suffix not in _HARMLESS and not printer:
            self.acts["a part that is no words, picture or font"] = None
        head = archive.check(name)
        if suffix in _XML or kind.endswith("xml") or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            story = told(archive.read(name))
            self.parts[name] = kind, story
            self._judge(story)

    def _judge(self, story: Story) -> None:
        if story.acting_field:
            self.acts["a field that fetches or starts something"] = None
        for tag, given in story.rows:
            if tag in ("altChunk", "subDoc"):
                self.acts["another document inside it"] = None
            elif tag == "script":
                self.acts["a script"] = None
            elif tag == "Relationship" and (what := _relation(given)):
                self.acts[what] = None


def opened(data: bytes) -> Opened:
    """The Word file, looked through. Raises Trouble where it cannot be opened or is a trap."""
    stories = Stories(data)
    core = stories.of("core-properties+xml")
    named = core[0].named if core else {}
    styles = stories.of("styles+xml")
    language = named.get("language") or next((each.language for each in styles if each.language), "")
    main = stories.of(_MAIN) or stories.of(_MACRO_MAIN)
    troubles: list[tuple[str, dict[str, str]]] = []
    if stories.acts:
        troubles.append(("file-active", {"what": ", ".join(stories.acts)}))
    if any(each.lines for each in stories.of(COMMENTS)) or any(each.tracked for each in main):
        troubles.append(("file-comments", {}))
    about = Told(
        kind="docx",
        title=line(named.get("title", ""), 400) or None,
        language=language_tag(language),
        troubles=tuple(troubles),
    )
    return Opened(about, lambda: ("\n".join(story.lines) for _, story in stories.seen()))


def _content_types(story: Story) -> dict[str, str]:
    types: dict[str, str] = {}
    for tag, given in story.rows:
        kind = given.get("ContentType", "").strip().lower()
        if tag == "Override":
            types[given.get("PartName", "").lower()] = kind
        elif tag == "Default":
            types["." + given.get("Extension", "").lower()] = kind
    return types


def _type_of(name: str, types: dict[str, str]) -> str:
    low = name.lower()
    return types.get("/" + low) or types.get("." + low.rpartition(".")[2], "")


def _relation(given: dict[str, str]) -> str | None:
    """What a relationship does that a document has no need of."""
    kind = given.get("Type", "").rpartition("/")[2].lower()
    to = given.get("Target", "")
    if kind in _ACTIVE_RELATIONS:
        return _ACTIVE_RELATIONS[kind]
    outside = given.get("TargetMode", "").lower() == "external"
    if kind == "hyperlink" and (outside or "://" in to):
        return None if safe_link(to) else "a link that starts something, or leads to a disk"
    if outside or "://" in to or to.startswith(("\\", "//")):
        return "something that it fetches from elsewhere"
    return None
