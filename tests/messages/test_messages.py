"""Every message there is has its smallest mistake, says what it should, and stands in docs/messages.md."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

import waymark
from tests.messages.mistake import Edit
from tests.messages.run import said
from tests.messages.smallest import SMALLEST
from tests.messages.table import table
from waymark.manual.findings import MESSAGES

for module in pkgutil.walk_packages(waymark.__path__, "waymark."):
    importlib.import_module(module.name)

DOCS = Path(__file__).parents[2] / "docs"


def test_every_message_has_its_smallest_mistake() -> None:
    assert set(SMALLEST) == set(MESSAGES)


@pytest.mark.parametrize("rule", sorted(MESSAGES))
def test_the_smallest_mistake_is_found(rule: str, tmp_path: Path) -> None:
    found = [each for each in said(rule, tmp_path) if each.rule == rule]
    assert found, f"{rule} was not found"
    assert "{" not in found[0].what + found[0].mend
    if isinstance(SMALLEST[rule], Edit) and rule not in ("pack-missing", "place-lost"):
        assert any(each.file for each in found), f"{rule} names no file"


def test_the_table_in_the_docs_is_true() -> None:
    assert (DOCS / "messages.md").read_text() == table(), "run `make messages`"
