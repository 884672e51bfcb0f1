"""docs/messages.md, made from the messages and their smallest mistakes. Run with a file name to write it."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[2]))
# The desk's modules can only be read with its settings at hand.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.desk.settings")
django.setup()

import waymark
from tests.messages.mistake import Call, Edit
from tests.messages.smallest import SMALLEST
from waymark.manual.findings import MESSAGES

HEAD = """# Messages

Every finding and error, with what it says, how to mend it, and the smallest mistake that causes it.
A finding that says `refuse` stops a compile; `warn` does not. Words in {braces} are filled in.
Most mistakes are made in the small pack of `tests/small_pack.py`.

| name | severity | what is said | how to mend it | the smallest mistake |
|---|---|---|---|---|
"""


def _shown(words: str) -> str:
    shown = ascii(words)[1:-1].replace("\\\\", "\\")
    return f"`{shown[:70]}…`" if len(shown) > 70 else f"`{shown}`"


def _edit(edit: Edit) -> str:
    if edit.new is None:
        return f"without `{edit.file}`"
    if edit.old:
        there = f"{_shown(edit.new)} for {_shown(edit.old)}" if edit.new else f"without {_shown(edit.old)}"
    else:
        there = f"with {_shown(edit.new)}"
    return f"`{edit.file}` {there}"


def _mistake(rule: str) -> str:
    mistake = SMALLEST[rule]
    if isinstance(mistake, Call):
        return mistake.words
    return "; ".join(_edit(edit) for edit in ((mistake,) if isinstance(mistake, Edit) else mistake))


def table() -> str:
    """The whole page."""
    for module in pkgutil.walk_packages(waymark.__path__, "waymark."):
        importlib.import_module(module.name)
    rows = []
    for rule, message in sorted(MESSAGES.items()):
        cells = (f"`{rule}`", message.severity.value, message.what, message.mend, _mistake(rule))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(table())
