"""The shelf itself: put once, never overwritten; a line counts whole or not at all."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.packs import MORNING, SmallPress, components, frozen_pack
from waymark.editions import standing
from waymark.editions.compiling import Compiler
from waymark.editions.gather import NewEdition, NewSupplement
from waymark.editions.shelf import Change, OnShelf, Printing, PrintingName, Settings, Shelf
from waymark.manual.findings import Refused
from waymark.manual.pack.whole import read_pack


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def test_an_object_is_put_once_and_read_only(shelf):
    fingerprint = shelf.put_object(b"a page", ".html", {"gz": b"squeezed"})
    file = shelf.object_file(fingerprint, ".html")
    before = file.stat()
    assert shelf.put_object(b"a page", ".html", {"gz": b"other"}) == fingerprint
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert file.stat().st_mode & 0o222 == 0
    assert shelf.object_file(fingerprint, ".html", "gz").read_bytes() == b"squeezed"


def test_a_printing_is_never_overwritten(shelf):
    one = Printing("devon", "2026-1", 1, 1, "e", "s", "c", (OnShelf("index.html", "f", "k", 1),))
    shelf.put_printing(one)
    shelf.put_printing(one)
    assert shelf.printing(one.name) == one
    with pytest.raises(Refused, match="with other words"):
        shelf.put_printing(Printing("devon", "2026-1", 1, 1, "e", "s", "c", ()))
    assert shelf.printed("devon", "2026-1", 1) == 1
    assert shelf.printed("devon", "2026-1", 2) == 0
    with pytest.raises(Refused, match="missing"):
        shelf.printing(PrintingName("devon", "2026-1", 1, 2))


def test_of_two_lines_with_one_instant_the_later_written_holds(shelf):
    with shelf.writing():
        later, sooner = MORNING + timedelta(days=9), MORNING + timedelta(days=1)
        first, urgent = PrintingName("devon", "2026-2", 1, 1), PrintingName("devon", "2026-1", 2, 1)
        both = PrintingName("devon", "2026-2", 2, 1)
        shelf.bring_into_force(later, (first,))
        shelf.add_changes([Change(sooner, (urgent,)), Change(later, (both,))])
    assert shelf.in_force(MORNING) == {}
    assert shelf.in_force(sooner) == {"devon": urgent}
    assert shelf.in_force(later) == {"devon": both}
    assert [change.start for change in shelf.changes()] == [later, sooner, later]


def test_instants_are_kept_in_utc(shelf):
    shelf.folder.mkdir()
    shelf.bring_into_force(datetime.fromisoformat("2026-07-01T00:00:00+01:00"), ())
    assert shelf.changes()[0].start == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert b'"2026-06-30T23:00:00Z"' in shelf.in_force_file.read_bytes()


def test_settings_may_change(shelf):
    for name in ("One", "Two", "Two"):
        shelf.put_settings(Settings(name))
        assert shelf.settings().name == name


def test_more_partnerships_than_are_kept_in_memory(tmp_path, shelf, monkeypatch):
    monkeypatch.setattr(standing, "KEPT", 1)
    pack, _ = read_pack(frozen_pack(tmp_path / "pack"))
    manuscript, _, _ = pack.read_draft()
    supplements = tuple(
        NewSupplement(1, MORNING.date(), pack.read_local_draft(key)[0]) for key in pack.partnerships
    )
    compiler = Compiler(shelf, workers=1, press=SmallPress, components=components)
    edition = NewEdition("2026-1", MORNING.date(), manuscript)
    report = compiler.compile_manuscripts((edition,), supplements, MORNING, settings=Settings("Small"))
    assert report.gateways == 4
    assert compiler.compile_manuscripts((), (), MORNING).rendered == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_shelf_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(PermissionError):
        Shelf(tmp_path / "shelf").put_object(b"a page", ".html", {})
