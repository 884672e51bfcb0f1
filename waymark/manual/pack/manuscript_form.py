"""A manuscript as the files of its folder, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import FlowChart
from waymark.manual.contacts import Contact
from waymark.manual.data import Data, Line
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Manuscript, Withdrawn, canonical
from waymark.manual.pack.box_form import plain_data, read_facets, write_box
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.yaml_form import Source, text_of, write_yaml
from waymark.manual.scenarios import Scenario
from waymark.manual.sources import Review
from waymark.manual.sources import Source as ManualSource
from waymark.manual.text import Text
from waymark.manual.waivers import Waiver
from waymark.manual.ways_in import WayIn
from waymark.manual.words import Relations, Role, Term, Timescale

Files = Mapping[str, bytes]
D = TypeVar("D", bound=Data)

messages(
    Severity.REFUSE,
    {
        "file-missing": ("The file {name} is missing.", "Write it; docs/pack.md says what it holds."),
        "file-wrong-kind": (
            "This file has no place in a pack.",
            "Move it out, or give it the name docs/pack.md gives such a file.",
        ),
        "file-name": (
            "The file stands at another name than its place {place}.",
            "It belongs at {name}.",
        ),
    },
)


class ManualHead(Data, frozen=True, kw_only=True):
    """manual.yaml: what the manual is called and what it says of itself."""

    title: Line
    about: Text
    notice: Text


LISTS: dict[str, Any] = {
    "terms": tuple[Term, ...],
    "timescales": tuple[Timescale, ...],
    "roles": tuple[Role, ...],
    "contacts": tuple[Contact, ...],
    "relations": tuple[Relations, ...],
    "waivers": tuple[Waiver, ...],
    "ways_in": tuple[WayIn, ...],
}
FOLDERS: dict[str, tuple[str, type[Data]]] = {
    "charts": (r"charts/([^/]+)\.yaml", FlowChart),
    "sources": (r"sources/([^/]+)\.yaml", ManualSource),
    "reviews": (r"reviews/([^/]+)\.yaml", Review),
    "scenarios": (r"practise/([^/]+)\.yaml", Scenario),
    "boxes": (r"boxes/([^/]+/[^/]+)\.md", Box),
    "procedures": (r"procedures/([^/]+)\.md", Procedure),
}


class Reading:
    """What was read from a folder so far: parts, findings, and where each part stands."""

    def __init__(self, files: Files, prefix: str) -> None:
        self.files = files
        self.prefix = prefix
        self.findings: list[Finding] = []
        self.origins = Origins()
        self.left = set(files)

    def name(self, file: str) -> str:
        """The file's name as findings tell it."""
        return self.prefix + file

    def yaml(self, file: str) -> Source | None:
        """The YAML of a file, or None with findings."""
        self.left.discard(file)
        words, found = text_of(self.files[file], self.name(file))
        source = Source(words, self.name(file)) if words is not None else None
        self.findings += found + (source.findings if source else [])
        return source if source and not source.findings else None

    def shaped(self, file: str, kind: Any) -> tuple[Any, Source | None]:
        """A YAML file as a frozen type."""
        source = self.yaml(file)
        if source is None:
            return None, None
        made = source.shaped(kind)
        self.findings += source.findings
        return made, source

    def required(self, file: str, kind: Any) -> Any:
        """As `shaped`, with a finding where the file is not there."""
        if file not in self.files:
            self.findings.append(finding("file-missing", file=self.name(file), name=file))
            return None
        return self.shaped(file, kind)[0]

    def list_of(self, file: str, kind: Any, first: str) -> tuple[Any, ...]:
        """A YAML list; each part is remembered as `first/key`."""
        if file not in self.files:
            return ()
        made, source = self.shaped(file, kind)
        if made is None or source is None:
            return ()
        for number, part in enumerate(made):
            self.origins.add(f"{first}{part.key}", source.file, source, f"$[{number}]")
        return tuple(made)

    def strangers(self) -> None:
        """A finding for every file that was not read."""
        for file in sorted(self.left):
            self.findings.append(finding("file-wrong-kind", file=self.name(file)))

    def misplaced(self, file: str, place: str, name: str) -> None:
        """A finding where a file's name is not the one its place gives it."""
        if file != name:
            self.findings.append(finding("file-name", file=self.name(file), line=2, place=place, name=name))


def _read_part(reading: Reading, file: str, kind: type[Data]) -> tuple[Any, Source | None]:
    if kind is Box or kind is Procedure:
        reading.left.discard(file)
        made, source, found = read_facets(reading.files[file], reading.name(file), kind)
        reading.findings += found
        return made, source
    return reading.shaped(file, kind)


def _word(name: str) -> str:
    return name.replace("_", "-")


def _list_file(name: str) -> str:
    return f"{_word(name)}.yaml"


def _file_of(folder: str, part: Any) -> str:
    if folder == "charts":
        return f"charts/{part.key}.yaml"
    if folder == "boxes":
        return f"boxes/{part.place}.md"
    return f"{part.place}.{'md' if folder == 'procedures' else 'yaml'}"


def read_manuscript(
    files: Files, prefix: str = "", withdrawn: tuple[Withdrawn, ...] = ()
) -> tuple[Manuscript | None, list[Finding], Origins]:
    """The manuscript in these files, or None where findings refuse."""
    reading = Reading(files, prefix)
    head: ManualHead | None = reading.required("manual.yaml", ManualHead)
    lists = {
        name: reading.list_of(_list_file(name), kind, "terms/" if name == "terms" else f"{_word(name)}:")
        for name, kind in LISTS.items()
    }
    folders: dict[str, list[Any]] = {name: [] for name in FOLDERS}
    for file in sorted(files):
        for name, (pattern, kind) in FOLDERS.items():
            if re.fullmatch(pattern, file):
                part, source = _read_part(reading, file, kind)
                if part is not None and source is not None:
                    place = part.key if name == "charts" else part.place
                    reading.misplaced(file, place, _file_of(name, part))
                    reading.origins.add(place, reading.name(file), source)
                    folders[name].append(part)
    reading.strangers()
    if head is None or any(found.severity == Severity.REFUSE for found in reading.findings):
        return None, reading.findings, reading.origins
    made = Manuscript(
        title=head.title,
        about=head.about,
        notice=head.notice,
        withdrawn=withdrawn,
        **lists,
        **{name: tuple(parts) for name, parts in folders.items()},
    )
    return canonical(made), reading.findings, reading.origins


def write_manuscript(manuscript: Manuscript) -> dict[str, bytes]:
    """The files of a manuscript, canonical. Withdrawn places stand in the register, not here."""
    whole = canonical(manuscript)
    head = ManualHead(title=whole.title, about=whole.about, notice=whole.notice)
    files = {"manual.yaml": write_yaml(plain_data(head)).encode()}
    for name in LISTS:
        if parts := getattr(whole, name):
            files[_list_file(name)] = write_yaml(plain_data(parts)).encode()
    for name in FOLDERS:
        for part in getattr(whole, name):
            in_markdown = isinstance(part, Box | Procedure)
            files[_file_of(name, part)] = (
                write_box(part) if in_markdown else write_yaml(plain_data(part)).encode()
            )
    return files
