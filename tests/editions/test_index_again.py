"""The index of an edition is made once: a supplement of it, issued later, finds it on the shelf."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack, reword
from waymark.editions.compiling import compile_pack
from waymark.editions.indexes import SHARED_FILES
from waymark.editions.shelf import Shelf
from waymark.pages import setting

NOW = datetime(2026, 12, 20, 12, tzinfo=UTC)


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack")


@pytest.fixture
def made(monkeypatch):
    """How often an index was made from scratch."""
    times = []
    make = setting.shared_index
    monkeypatch.setattr(setting, "shared_index", lambda manuscript: times.append(1) or make(manuscript))
    return times


def shared_files(shelf, gateway="devon"):
    pages = shelf.printing(shelf.in_force(NOW)[gateway]).pages
    return {page.path: page.fingerprint for page in pages if page.path in SHARED_FILES}


def test_a_supplement_uses_the_index_of_its_edition_again(pack, tmp_path, made):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOW)
    assert len(made) == 1, "once for all gateways"
    before = shared_files(shelf)
    assert set(before) == set(SHARED_FILES)
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 12, 1))
    compile_pack(pack, shelf, NOW)
    assert shelf.in_force(NOW)["devon"].supplement == 2
    assert len(made) == 1
    assert shared_files(shelf) == before


def test_another_edition_has_an_index_of_its_own(pack, tmp_path, made):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOW)
    before = shared_files(shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1), reasons={"a/step": "Plainer."})
    compile_pack(pack, shelf, NOW)
    assert len(made) == 2
    assert shared_files(shelf) != before


def test_an_index_that_was_taken_away_is_made_again(pack, tmp_path, made):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOW)
    before = shared_files(shelf)
    shelf.object_file(before["search/finer.js"], ".js").unlink()
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 12, 1))
    compile_pack(pack, shelf, NOW)
    assert len(made) == 2
    assert shared_files(shelf) == before
