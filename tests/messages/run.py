"""Making the mistakes of `smallest` in the small pack, and collecting what is said of each."""

from __future__ import annotations

from pathlib import Path

from tests.messages.mistake import Call, Edit
from tests.messages.smallest import SMALLEST
from tests.small_pack import PACK
from waymark.manual.checking import check_pack
from waymark.manual.findings import Finding, Refused
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.whole import read_pack


def edits(rule: str) -> tuple[Edit, ...]:
    """The edits that make a mistake in the pack."""
    mistake = SMALLEST[rule]
    if isinstance(mistake, Call):
        return ()
    return (mistake,) if isinstance(mistake, Edit) else mistake


def mistaken(rule: str) -> dict[str, bytes]:
    """The small pack with one mistake made in it."""
    files = dict(PACK)
    for edit in edits(rule):
        if edit.new is None:
            files.pop(edit.file)
            continue
        new = edit.new.encode("utf-8", "surrogateescape")
        if edit.old:
            assert edit.old.encode() in files[edit.file], f"{rule}: {edit.old!r} is not in {edit.file}"
            files[edit.file] = files[edit.file].replace(edit.old.encode(), new)
        else:
            files[edit.file] = files.get(edit.file, b"") + new
    return files


def said(rule: str, folder: Path) -> list[Finding]:
    """What is said of the smallest mistake of a rule."""
    mistake = SMALLEST[rule]
    if isinstance(mistake, Call):
        try:
            result = mistake.do(folder)
        except Refused as refused:
            return refused.findings
        assert isinstance(result, list)
        return result
    write_folder(folder, mistaken(rule))
    pack, found = read_pack(folder)
    return found if pack is None else [*found, *check_pack(pack)]
