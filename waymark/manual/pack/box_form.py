"""One Markdown file: front matter in YAML, then text under the headings of the facets."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from waymark.manual.boxes import Box, Facets, ForFamilies, Procedure, RoleNote, WhatIf
from waymark.manual.data import Data
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.pack.asked_form import HEADING as ASKED
from waymark.manual.pack.asked_form import read_asked, write_asked
from waymark.manual.pack.sections import Section, sections, split
from waymark.manual.pack.yaml_form import Source, text_finding, write_yaml
from waymark.manual.runs import Paragraph, Points, written
from waymark.manual.text import Text, parse

T = TypeVar("T", bound=Data)

KEY_POINTS = "Key points"
HOW = "How to do it"
WHAT_IF = "What if"
FAMILIES = "For families"
CHILD = "If you are a child or young person"
ROLES = "For your role"
#: Facets read from the front matter. `people_say` stood there once, and older packs still have it there.
IN_FRONT = ("lessons", "people_say")
HEADINGS = (KEY_POINTS, HOW, WHAT_IF, FAMILIES, ROLES, ASKED)
#: Where the words under a heading stand among the facets.
_PATHS = {
    KEY_POINTS: "key_points",
    HOW: "how_to_do_it",
    WHAT_IF: "what_if",
    FAMILIES: "for_families.parents",
    CHILD: "for_families.child",
}

messages(
    Severity.REFUSE,
    {
        "heading-unknown": (
            "Nobody knows the heading “{heading}” here.",
            "The headings are, in this order: {headings}.",
        ),
        "heading-twice": ("The heading “{heading}” stands twice.", "Join the two."),
        "text-before-heading": (
            "There is text before the first heading.",
            "Put it under the heading of a facet.",
        ),
        "key-points-form": (
            "The key points are not one list of points, each a line starting with -.",
            "Write them as a list and nothing else.",
        ),
    },
)


class FacetReader:
    """Facets from a file's sections, with findings for what does not fit.

    `asked`: the line of the file on which each line of “People say” stands.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.asked: list[int] = []

    def read(self, cut: list[Section]) -> dict[str, Any]:
        """The facets that the sections hold, by field name."""
        facets: dict[str, Any] = {}
        seen: set[str] = set()
        last = -1
        facet = ""
        families: dict[str, Text] = {}
        what_if: list[WhatIf] = []
        roles: list[RoleNote] = []
        if cut[0].words.strip():
            self._say("text-before-heading", cut[0].line)
        for part in cut[1:]:
            if part.level == 2:
                facet = part.heading
                if facet in seen:
                    self._say("heading-twice", part.line - 1, heading=facet)
                elif facet not in HEADINGS or HEADINGS.index(facet) < last:
                    self._say("heading-unknown", part.line - 1, heading=facet, headings=", ".join(HEADINGS))
                else:
                    last = HEADINGS.index(facet)
                    seen.add(facet)
                if facet == KEY_POINTS:
                    facets["key_points"] = self._key_points(part)
                elif facet == HOW:
                    facets["how_to_do_it"] = self._text(part)
                elif facet == ASKED:
                    facets["people_say"] = self._asked(part)
                elif part.words.strip() and facet == FAMILIES and (text := self._text(part)):
                    families["parents"] = text
                elif part.words.strip() and facet in (WHAT_IF, ROLES):
                    self._say("text-before-heading", part.line)
            elif facet == WHAT_IF and (text := self._text(part)):
                what_if.append(WhatIf(question=part.heading, answer=text))
            elif facet == FAMILIES and part.heading == CHILD and (text := self._text(part)):
                families["child"] = text
            elif facet == ROLES and (text := self._text(part)):
                if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", part.heading):
                    self._say("heading-unknown", part.line - 1, heading=part.heading, headings="role keys")
                roles.append(RoleNote(role=part.heading, text=text))
            elif facet not in (WHAT_IF, ROLES) and not (facet == FAMILIES and part.heading == CHILD):
                known = CHILD if facet == FAMILIES else ", ".join(HEADINGS)
                self._say("heading-unknown", part.line - 1, heading=part.heading, headings=known)
        if families:
            facets["for_families"] = ForFamilies(**families)
        if what_if:
            facets["what_if"] = tuple(what_if)
        if roles:
            facets["for_your_role"] = tuple(roles)
        return {name: value for name, value in facets.items() if value}

    def _say(self, rule: str, line: int, **words: Any) -> None:
        self.findings.append(finding(rule, file=self.file, line=line, **words))

    def _text(self, part: Section) -> Text | None:
        text, faults = parse(part.words)
        self.findings += [text_finding(fault, self.file, part.line) for fault in faults]
        return text

    def _asked(self, part: Section) -> list[str]:
        lines, found = read_asked(part.words, part.line, self.file)
        self.findings += found
        self.asked = [number for number, _ in lines]
        return [line for _, line in lines]

    def _key_points(self, part: Section) -> tuple[Text, ...] | None:
        text = self._text(part)
        if text is None:
            return None
        if len(text.blocks) != 1 or not isinstance(text.blocks[0], Points) or text.blocks[0].numbered:
            self._say("key-points-form", part.line)
            return None
        return tuple(Text.of((Paragraph(runs),)) for runs in text.blocks[0].points)


def read_facets(data: bytes, file: str, kind: type[T]) -> tuple[T | None, Source | None, list[Finding]]:
    """A box or procedure from its file."""
    source, words, line, found = split(data, file)
    if source is None or found:
        return None, source, found
    reader = FacetReader(file)
    cut = sections(words, line)
    source.lines |= _lines(cut)
    facets = reader.read(cut)
    if "facets" in source.data:
        found.append(finding("form", file=file, line=source.line_of("$.facets"), problem="Facets go below"))
        return None, source, found
    for name in IN_FRONT:
        source.lines |= {k.replace(f"$.{name}", f"$.facets.{name}"): v for k, v in source.lines.items()}
        if listed := source.data.pop(name, None):
            below = facets.get(name, [])
            facets[name] = [*listed, *below] if isinstance(listed, list) else listed
    first = len(facets.get("people_say", ())) - len(reader.asked)
    source.lines |= {f"$.facets.people_say[{n}]": line for n, line in enumerate(reader.asked, first)}
    if facets:
        source.data["facets"] = facets
    made = source.shaped(kind)
    found += source.findings + reader.findings
    return (None if found else made), source, found


def _lines(cut: list[Section]) -> dict[str, int]:
    """The line of each facet's heading, by the path of the facet's data."""
    lines: dict[str, int] = {}
    facet, roles = "", 0
    for part in cut[1:]:
        facet = part.heading if part.level == 2 else facet
        if facet == ROLES and part.level == 3:
            lines[f"$.facets.for_your_role[{roles}]"] = part.line - 1
            roles += 1
        elif part.heading in _PATHS:
            lines.setdefault(f"$.facets.{_PATHS[part.heading]}", part.line - 1)
    return lines


def read_text_file(
    data: bytes, file: str, kind: type[T], field: str
) -> tuple[T | None, Source | None, list[Finding]]:
    """A file whose words after the front matter are one text: a local note, local guidance."""
    source, words, line, found = split(data, file)
    if source is None or found:
        return None, source, found
    text, faults = parse(words)
    found = [text_finding(fault, file, line) for fault in faults]
    source.data[field] = text or Text("-1")
    made = source.shaped(kind)
    return (None if found else made), source, found + source.findings


def plain_data(value: Any) -> Any:
    """Frozen data as plain data for YAML, with texts as their Markdown."""
    import datetime

    return msgspec.to_builtins(value, builtin_types=(datetime.date,), enc_hook=lambda text: text.markdown)


def write_box(box: Box | Procedure) -> bytes:
    """A box or procedure as its canonical file."""
    matter = plain_data(box)
    facets = matter.pop("facets", {})
    ordered: dict[str, Any] = {}
    for name in ("place", "title", "kind", "who", "timescales"):
        if name in matter:
            ordered[name] = matter.pop(name)
    if "lessons" in facets:
        ordered["lessons"] = facets["lessons"]
    out = ["---\n", write_yaml(ordered | matter), "---\n"]
    for heading, body in _facet_parts(box.facets):
        out.append(f"{heading}\n\n{body}\n\n" if body else f"{heading}\n\n")
    return ("".join(out).rstrip("\n") + "\n").encode()


def _facet_parts(facets: Facets) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    if facets.key_points:
        lines = tuple(point.lines[0] for point in facets.key_points)
        parts.append((f"## {KEY_POINTS}", written((Points(lines),))))
    if facets.how_to_do_it:
        parts.append((f"## {HOW}", facets.how_to_do_it.markdown))
    if facets.what_if:
        parts.append((f"## {WHAT_IF}", ""))
        parts += [(f"### {each.question}", each.answer.markdown) for each in facets.what_if]
    if facets.for_families:
        families = facets.for_families
        parts.append((f"## {FAMILIES}", families.parents.markdown if families.parents else ""))
        if families.child:
            parts.append((f"### {CHILD}", families.child.markdown))
    if facets.for_your_role:
        parts.append((f"## {ROLES}", ""))
        parts += [(f"### {note.role}", note.text.markdown) for note in facets.for_your_role]
    if facets.people_say:
        parts.append((f"## {ASKED}", write_asked(facets.people_say)))
    return parts


def write_text_file(value: Data, field: str) -> bytes:
    """Front matter, then the text of one field."""
    matter = plain_data(value)
    words = matter.pop(field)
    return f"---\n{write_yaml(matter)}---\n{words}\n".encode()
