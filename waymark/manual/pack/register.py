"""The register, places.tsv: every place ever used, only ever added to."""

from __future__ import annotations

from typing import Literal

import msgspec

from waymark.manual.data import Data, EditionNumber, Line, edition_order
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Withdrawn
from waymark.manual.pack.yaml_form import text_of
from waymark.manual.places import Place

HEADING = "place\tkind\tevent\tedition\tsee"

messages(
    Severity.REFUSE,
    {
        "register-heading": (
            "The register does not start with its heading line.",
            "Its first line is: place, kind, event, edition, see, with tabs between.",
        ),
        "register-line": (
            "This line of the register cannot be read: {problem}.",
            "Write place, kind, taken or withdrawn, edition, and what to see instead, with tabs between.",
        ),
        "register-order": (
            "“{place}” is {event} here, which cannot follow what the register says above.",
            "The register is only added to: a place is taken once, and withdrawn once at most.",
        ),
    },
)


class Registered(Data, frozen=True, kw_only=True):
    """One line of the register."""

    place: Line
    kind: Literal["box", "chart", "procedure", "term", "source", "review", "scenario", "local guidance"]
    event: Literal["taken", "withdrawn"]
    edition: EditionNumber
    see: tuple[Place, ...] = ()


class Register(Data, frozen=True, kw_only=True):
    """The whole register, in the order it was written."""

    lines: tuple[Registered, ...] = ()

    def taken(self) -> dict[str, str]:
        """Every place that was ever taken, with its kind."""
        return {line.place: line.kind for line in self.lines if line.event == "taken"}

    def withdrawn(self, until: str | None = None) -> tuple[Withdrawn, ...]:
        """Places of the shared manual withdrawn, up to and with an edition; what is local has no edition."""
        return tuple(
            Withdrawn(place=line.place, kind=line.kind, edition=line.edition, see=line.see)
            for line in self.lines
            if line.event == "withdrawn"
            and line.kind != "local guidance"
            and (until is None or edition_order(line.edition) <= edition_order(until))
        )


def read_register(data: bytes, file: str) -> tuple[Register | None, list[Finding]]:
    """The register, or what is wrong with it."""
    words, found = _words(data, file)
    if words is None:
        return None, found
    rows = words.split("\n")
    if rows[0] != HEADING:
        return None, [finding("register-heading", file=file, line=1)]
    lines: list[Registered] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if not row:
            continue
        cells = row.split("\t")
        try:
            if len(cells) != 5:
                raise ValueError(f"it has {len(cells)} parts, not 5")
            made = msgspec.convert(
                dict(zip(HEADING.split("\t"), [*cells[:4], cells[4].split()], strict=True)), Registered
            )
        except (ValueError, msgspec.ValidationError) as error:
            found.append(finding("register-line", file=file, line=number, problem=str(error)))
            continue
        before = seen.get(made.place)
        if (made.event == "taken") != (before is None) or before == "withdrawn":
            found.append(
                finding("register-order", file=file, line=number, place=made.place, event=made.event)
            )
        seen[made.place] = made.event
        lines.append(made)
    return (None if found else Register(lines=tuple(lines))), found


def _words(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The words of the file, checked as any other but for its tabs."""
    words, found = text_of(data.replace(b"\t", b"    "), file)
    return (None if words is None else data.decode()), found


def write_register(register: Register) -> bytes:
    """The register's file."""
    rows = [HEADING]
    rows += [
        "\t".join((line.place, line.kind, line.event, line.edition, " ".join(line.see)))
        for line in register.lines
    ]
    return ("\n".join(rows) + "\n").encode()
