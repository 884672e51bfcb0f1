"""Pack to desk to pack loses nothing; a bad pack changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import PACK
from waymark.desk.doors.into import import_pack
from waymark.desk.doors.out import draft_manuscript, pack_files, write_pack
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, Frozen, RegisterLine, Save
from waymark.desk.parts import part_of, plain
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
