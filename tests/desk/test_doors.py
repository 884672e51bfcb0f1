"""Pack to desk to pack loses nothing; a bad pack changes nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import PACK
from tests.packs import SmallPress, components
from waymark.desk.agreeing.shelving import new_editions
from waymark.desk.doors.into import import_pack
from waymark.desk.doors.out import draft_manuscript, pack_files, write_pack
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Frozen, RegisterLine, Save
from waymark.desk.parts import part_of, plain
from waymark.editions.compiling import compile_pack
from waymark.editions.reading_back import read_back
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Refused
from waymark.manual.json_form import fingerprint
from waymark.manual.pack.folders import read_folder
from waymark.manual.pack.whole import Pack, read_pack

pytestmark = pytest.mark.django_db


def read(folder: Path) -> Pack:
    pack, found = read_pack(folder)
    assert pack is not None, found
    return pack


def test_the_whole_starter_manual_comes_back_byte_for_byte(tmp_path: Path) -> None:
    write_pack(tmp_path)
    assert read_folder(tmp_path) == read_folder(PACK)


def test_the_draft_at_the_desk_has_the_fingerprint_of_the_packs_draft() -> None:
    draft, _, _ = read(PACK).read_draft()
    assert draft is not None
    assert fingerprint(draft_manuscript()) == fingerprint(draft)


def test_importing_the_same_pack_again_saves_nothing() -> None:
    before = Save.objects.count()
    assert import_pack(read(PACK))[:4] == (0, 0, 0, 0)
    assert Save.objects.count() == before


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PACK, tmp_path / "pack")
    return tmp_path / "pack"


def test_a_changed_pack_is_saved_anew_and_what_it_lacks_is_taken_out(copied: Path) -> None:
    devon = copied / "partnerships/devon/draft"
    contacts = devon / "contacts.yaml"
    contacts.write_text(contacts.read_text().replace("01632 960042", "01632 960942"))
    note = next((devon / "notes").rglob("*.md"))
    note.unlink()
    imported = import_pack(read(copied))
    assert imported.made == 0
    assert imported.changed > 0
    assert imported.taken_out == 1
    gone = Draft.objects.get(partnership="devon", kind="note", gone=True)
    assert gone.saves.count() == 2
    assert gone.saves.last().gone is False
    assert pack_files() == read_folder(copied)


def test_a_bad_pack_changes_nothing_and_lists_its_findings(copied: Path) -> None:
    chart = copied / "shared/charts/referral.yaml"
    chart.write_text(chart.read_text().replace("to: referral/", "to: referral/no-", 1))
    before = list(Save.objects.values_list("id", "data"))
    with pytest.raises(Refused) as refused:
        import_pack(read(copied))
    assert any("referral/no-" in str(found) for found in refused.value.findings)
    assert list(Save.objects.values_list("id", "data")) == before


def test_what_was_frozen_cannot_be_imported_as_something_else(copied: Path) -> None:
    head = copied / "editions/2026-1/edition.yaml"
    head.write_text(head.read_text().replace("2026-03-31", "2026-03-30"))
    before = Frozen.objects.count(), RegisterLine.objects.count()
    with pytest.raises(Refused) as refused:
        import_pack(read(copied))
    assert [found.rule for found in refused.value.findings if found.severity == "refuse"] == ["import-frozen"]
    assert (Frozen.objects.count(), RegisterLine.objects.count()) == before


def test_a_trifle_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    frozen = Frozen.objects.get(partnership="", number="2026-2")
    (place, reason), *others = frozen.reasons
    Frozen.objects.filter(pk=frozen.pk).update(reasons=[[place, reason, True], *others])
    write_pack(tmp_path)
    text = (tmp_path / "editions/2026-2/edition.yaml").read_text()
    assert text.count("trifling: true") == text.count("trifling") == 1
    assert import_pack(read(tmp_path))[:4] == (0, 0, 0, 0)
    Frozen.objects.all().delete()
    RegisterLine.objects.all().delete()
    import_pack(read(tmp_path))
    again = Frozen.objects.get(partnership="", number="2026-2")
    assert again.reasons == [[place, reason, True], *others]
    (new,) = (each for each in new_editions([again]))
    assert (new.reasons[0], new.trifling) == ((place, reason), (place,))


def test_a_register_that_lacks_lines_is_refused(copied: Path) -> None:
    Frozen.objects.all().delete()
    RegisterLine.objects.create(place="terms/only-here", kind="term", event="taken", edition="2026-2")
    with pytest.raises(Refused) as refused:
        import_pack(read(copied))
    assert "import-register" in {found.rule for found in refused.value.findings}


def test_a_desk_with_a_box_half_written_goes_out_and_comes_in_again(person: Any, tmp_path: Path) -> None:
    box = Draft.objects.get(place="referral/talk-it-over")
    half = plain(part_of("box", {**box.data, "facets": {"key_points": ["Talk."]}, "sources": []}))
    saving.change(person("editor"), box, box.number, part_of("box", half))
    write_pack(tmp_path)
    pack = read(tmp_path)
    box.refresh_from_db()
    saving.restore(person("editor"), box, box.number, box.saves.get(number=1))
    made = import_pack(pack)
    assert made.changed == 1
    assert {"facet-missing"} <= {each.rule for each in made.findings}
    assert Draft.objects.get(place=box.place).data == half


def on_a_shelf(folder: Path) -> Shelf:
    """The starter manual on a shelf, with a small press: only its words matter here."""
    shelf = Shelf(folder)
    moment = datetime(2026, 11, 2, 9, tzinfo=UTC)
    compile_pack(PACK, shelf, moment, workers=1, press=SmallPress, components=components)
    return shelf


def test_a_pack_read_back_from_the_shelf_is_what_the_desk_holds(tmp_path: Path) -> None:
    read_back(on_a_shelf(tmp_path / "shelf"), "2026-4", tmp_path / "pack")
    assert import_pack(read(tmp_path / "pack"))[:4] == (0, 0, 0, 0)


def test_an_edition_read_back_fills_an_empty_desk(tmp_path: Path) -> None:
    read_back(on_a_shelf(tmp_path / "shelf"), "2026-1", tmp_path / "pack")
    for kept in (Save, Draft, Frozen, RegisterLine):
        kept.objects.all().delete()
    imported = import_pack(read(tmp_path / "pack"))
    assert (imported.made, imported.frozen) == (Draft.objects.count(), 1 + 12 + 3)
    assert pack_files() == read_folder(tmp_path / "pack")
    first = Frozen.objects.get(partnership="", number="2026-1")
    assert fingerprint(draft_manuscript()) == first.fingerprint


def test_an_older_edition_is_not_taken_in_over_a_newer(tmp_path: Path) -> None:
    read_back(on_a_shelf(tmp_path / "shelf"), "2026-1", tmp_path / "pack")
    with pytest.raises(Refused) as refused:
        import_pack(read(tmp_path / "pack"))
    assert {found.rule for found in refused.value.findings} >= {"import-register"}
