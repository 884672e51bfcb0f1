"""Tidying: the drafts of a pack written again in their canonical form."""

from __future__ import annotations

from pathlib import Path

from waymark.manual.pack.folders import Files, read_folder, write_folder
from waymark.manual.pack.local_form import write_local
from waymark.manual.pack.manuscript_form import write_manuscript
from waymark.manual.pack.whole import read_pack


def tidy(folder: Path) -> list[str]:
    """Write each draft that can be read in canonical form. Returns the files that changed."""
    pack, _ = read_pack(folder)
    if pack is None:
        return []
    changed: list[str] = []
    manuscript, _, _ = pack.read_draft()
    if manuscript is not None:
        changed += _rewritten(folder, "shared", write_manuscript(manuscript))
    for key in pack.partnerships:
        local, _, _ = pack.read_local_draft(key)
        if local is not None:
            changed += _rewritten(
                folder, f"partnerships/{key}/draft", write_local(local, pack.partnerships[key])
            )
    return changed


def _rewritten(folder: Path, within: str, files: Files) -> list[str]:
    present = read_folder(folder / within)
    different = {name for name in {*present, *files} if present.get(name) != files.get(name)}
    write_folder(folder / within, files)
    return sorted(f"{within}/{name}" for name in different)
