"""Findings: what a check noticed, where, how grave it is, and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec


class Severity(StrEnum):
    """How grave a finding is. Compiling stops on `refuse`."""

    REFUSE = "refuse"
    WARN = "warn"


class Message(msgspec.Struct, frozen=True):
    """The wording of one rule: `what` and `mend` have named gaps such as {place}."""

    severity: Severity
    what: str
    mend: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something a check noticed. `path` says where inside a file's data (`$.arrows[3]`)."""

    rule: str
    severity: Severity
    what: str
    mend: str
    place: str | None = None
    file: str | None = None
    line: int | None = None
    path: str | None = None

    def at(self, file: str, line: int | None) -> Finding:
        """The same finding, with the file and line it stands at."""
        return msgspec.structs.replace(self, file=file, line=line)

    def __str__(self) -> str:
        where = self.file or self.place or ""
        if self.file and self.line:
            where = f"{self.file}:{self.line}"
        return f"{where}: {self.what} {self.mend}" if where else f"{self.what} {self.mend}"


#: Every rule there is, by name; each package adds its own with `messages`.
MESSAGES: dict[str, Message] = {}


def messages(severity: Severity, table: Mapping[str, tuple[str, str]]) -> None:
    """Add rules, each with what is said and how to mend it. A rule named twice is a mistake of ours."""
    for rule, (what, mend) in table.items():
        if rule in MESSAGES:
            raise ValueError(f"the rule {rule!r} is named twice")
        MESSAGES[rule] = Message(severity, what, mend)


def finding(
    rule: str,
    *,
    place: str | None = None,
    path: str | None = None,
    file: str | None = None,
    line: int | None = None,
    severity: Severity | None = None,
    **words: Any,
) -> Finding:
    """A finding by its rule, its gaps filled with `words` and with where it is."""
    message = MESSAGES[rule]
    gaps = {"place": place, "path": path, "file": file, "line": line, **words}
    return Finding(
        rule=rule,
        severity=severity or message.severity,
        what=message.what.format(**gaps),
        mend=message.mend.format(**gaps),
        place=place,
        path=path,
        file=file,
        line=line,
    )


def refusals(findings: list[Finding]) -> list[Finding]:
    """Those findings that stop a compile."""
    return [each for each in findings if each.severity is Severity.REFUSE]


class Refused(Exception):
    """Work that was stopped by findings; nothing already kept was changed."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        count = len(refusals(findings))
        noun = "finding refuses" if count == 1 else "findings refuse"
        lines = [f"{count} {noun}; nothing was changed."]
        super().__init__("\n".join(lines + [f"  {each}" for each in refusals(findings)[:20]]))


def refuse(rule: str, **words: Any) -> Refused:
    """An error made of one finding: `raise refuse("shelf-locked", file=...)`."""
    return Refused([finding(rule, **words)])
