"""A pack read back from a shelf: byte for byte what was frozen, and good for everything a pack is for."""

import hashlib
import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.packs import (
    MORNING,
    SmallPress,
    components,
    edit,
    everything,
    freeze_edition,
    freeze_supplement,
    frozen_pack,
    readers_view,
    reword,
    write_pack,
)
from waymark.commands import main
from waymark.editions import beside
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.gather import NewEdition, NewSupplement
from waymark.editions.reading_back import read_back
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Settings, ending_of
from waymark.editions.timeline import instant
from waymark.manual.checking import check_pack
from waymark.manual.findings import Refused, refusals
from waymark.manual.json_form import fingerprint
from waymark.manual.pack.folders import read_folder
from waymark.manual.pack.whole import read_pack

SOUTHWEST = Path(__file__).parents[2] / "southwest"
PARTNERSHIPS = ("bristol", "devon", "somerset")

SETTINGS = Settings("A consortium", "http://localhost:8000")


def compile_small(pack, shelf, now=MORNING):
    return compile_pack(pack, shelf, now, workers=1, press=SmallPress, components=components)


def checked(folder):
    pack, found = read_pack(folder)
    assert pack is not None
    return [str(each) for each in (*found, *check_pack(pack))]


@pytest.fixture(scope="module")
def southwest(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("southwest") / "shelf")
    compile_small(SOUTHWEST, shelf)
    return shelf


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A pack of two editions and more supplements, one place withdrawn, made onto a shelf step by step."""
    folder = tmp_path_factory.mktemp("history")
    pack = frozen_pack(folder / "pack", PARTNERSHIPS)
    shelf = Shelf(folder / "shelf")
    compile_small(pack, shelf, instant(date(2026, 9, 1)))
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 9, 20), {"contacts": "A new number."})
    compile_small(pack, shelf, instant(date(2026, 9, 20)))
    words = (pack / "shared/boxes/a/step.md").read_text()
    (pack / "shared/boxes/a/other.md").write_text(words.replace("a/step", "a/other"))
    (pack / "shared/boxes/a/step.md").unlink()
    guides = (f"partnerships/{key}/draft/guidance/a-guide.md" for key in PARTNERSHIPS)
    for file in ("shared/charts/a.yaml", *guides):
        edit(pack, file, "a/step", "a/other")
    for key in PARTNERSHIPS:
        (pack / f"partnerships/{key}/draft/notes/a/step.md").unlink()
    guide = pack / "partnerships/devon/draft/guidance"
    guide.joinpath("more.md").write_text(guide.joinpath("a-guide.md").read_text().replace("a-guide", "more"))
    freeze_edition(pack, date(2026, 10, 1), None, {"a/other": "Another."}, {"a/step": ("a/other",)})
    for key in PARTNERSHIPS:
        freeze_supplement(pack, key, date(2026, 10, 1))
    compile_small(pack, shelf, instant(date(2026, 10, 1)))
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960009", "01632 960008")
    freeze_supplement(pack, "devon", date(2026, 12, 1))
    compile_small(pack, shelf)
    return folder


def test_the_starter_manual_comes_back_byte_for_byte(southwest, tmp_path):
    """Its drafts are the words frozen last, so all of it comes back: drafts, what is frozen, the register."""
    back = read_back(southwest, "2026-4", tmp_path / "pack")
    assert read_folder(tmp_path / "pack") == read_folder(SOUTHWEST)
    assert (back.editions, back.supplements, back.partnerships, back.findings) == (4, 18, 12, ())


def test_it_compiles_to_the_same_shelf(southwest, tmp_path):
    read_back(southwest, "2026-4", tmp_path / "pack")
    compile_small(tmp_path / "pack", Shelf(tmp_path / "again"))
    assert everything(tmp_path / "again") == everything(southwest.folder)


def test_an_earlier_edition_of_the_starter_manual(southwest, tmp_path):
    back = read_back(southwest, "2026-1", tmp_path / "pack")
    files, whole = read_folder(tmp_path / "pack"), read_folder(SOUTHWEST)
    frozen = [name for name in files if name.startswith("editions/") or "/supplements/" in name]
    assert {name: files[name] for name in frozen} == {name: whole[name] for name in frozen}
    assert not [name for name in files if re.search("2026-[234]", name)]
    # until 2026-2 three partnerships had issued their second; three more did so with it
    assert back.supplements == 12 + 3
    assert whole["places.tsv"].startswith(files["places.tsv"])
    shared = {name: data for name, data in files.items() if name.startswith("shared/")}
    assert shared == {
        name.replace("editions/2026-1", "shared"): data
        for name, data in files.items()
        if name.startswith("editions/") and not name.endswith("/edition.yaml")
    }
    pack, found = read_pack(tmp_path / "pack")
    assert refusals([*found, *check_pack(pack)]) == []


def test_a_history_made_step_by_step(history, tmp_path):
    shelf = Shelf(history / "shelf")
    read_back(shelf, "2026-2", tmp_path / "pack")
    files, whole = read_folder(tmp_path / "pack"), read_folder(history / "pack")
    assert files == whole, "what was withdrawn and its successor, the reasons, what is still to come"
    assert checked(tmp_path / "pack") == checked(history / "pack")
    assert compile_small(tmp_path / "pack", shelf).rendered == 0, "the shelf knows every file of it"
    again, once = Shelf(tmp_path / "again"), Shelf(tmp_path / "once")
    compile_small(tmp_path / "pack", again)
    compile_small(history / "pack", once)
    assert everything(again.folder) == everything(once.folder)
    assert readers_view(again, MORNING) == readers_view(shelf, MORNING)


def test_a_past_edition_with_what_stood_with_it_last(history, tmp_path):
    shelf = Shelf(history / "shelf")
    back = read_back(shelf, "2026-1", tmp_path / "pack")
    files, whole = read_folder(tmp_path / "pack"), read_folder(history / "pack")
    assert back.supplements == 4
    assert "partnerships/devon/supplements/2/supplement.yaml" in files
    assert "partnerships/devon/supplements/3/supplement.yaml" not in files
    assert b"01632 960009" in files["partnerships/devon/draft/contacts.yaml"]
    assert whole["places.tsv"].startswith(files["places.tsv"])
    assert b"a/other" not in files["places.tsv"]
    assert checked(tmp_path / "pack") == []
    again = Shelf(tmp_path / "again")
    compile_small(tmp_path / "pack", again)
    assert again.edition("2026-1") == shelf.edition("2026-1")
    assert again.supplement("devon", 2) == shelf.supplement("devon", 2)
    then = instant(date(2026, 9, 25))
    assert readers_view(again, then) == readers_view(shelf, then)


def test_drafts_that_went_on_come_back_as_the_words_frozen_last(tmp_path):
    pack, shelf = frozen_pack(tmp_path / "pack", PARTNERSHIPS), Shelf(tmp_path / "shelf")
    compile_small(pack, shelf)
    before = (pack / "shared/boxes/a/step.md").read_bytes()
    reword(pack)
    read_back(shelf, "2026-1", tmp_path / "back")
    assert (tmp_path / "back/shared/boxes/a/step.md").read_bytes() == before
    whole, back = read_folder(pack), read_folder(tmp_path / "back")
    assert whole.keys() == back.keys()
    assert [name for name in whole if whole[name] != back[name]] == ["shared/boxes/a/step.md"]


def test_a_partnership_that_joined_later_is_not_in_an_earlier_edition(tmp_path):
    pack, shelf = frozen_pack(tmp_path / "pack", PARTNERSHIPS), Shelf(tmp_path / "shelf")
    compile_small(pack, shelf)
    reword(pack)
    write_pack(pack, (*PARTNERSHIPS, "torbay"))
    reword(pack)
    freeze_edition(pack, date(2026, 11, 1))
    freeze_supplement(pack, "torbay", date(2026, 11, 1))
    compile_small(pack, shelf)
    read_back(shelf, "2026-1", tmp_path / "first")
    assert sorted(each.name for each in (tmp_path / "first/partnerships").iterdir()) == sorted(PARTNERSHIPS)
    read_back(shelf, "2026-2", tmp_path / "second")
    assert (tmp_path / "second/partnerships/torbay/draft/partnership.yaml").exists()


def test_an_edition_that_no_gateway_ever_showed(tmp_path):
    """Two at once on a shelf in use: the first of them was passed over, and reads back by the days stated."""
    pack, shelf = frozen_pack(tmp_path / "pack", PARTNERSHIPS), Shelf(tmp_path / "shelf")
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 10, 1))
    reword(pack, old="Do this at once", new="Do this now")
    freeze_edition(pack, date(2026, 11, 1))
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 11, 1))
    compile_small(pack, shelf)
    assert "2026-2" not in {name.edition for change in shelf.changes() for name in change.gateways}
    assert read_back(shelf, "2026-2", tmp_path / "back").supplements == 3


def test_what_a_desk_brought_into_force(tmp_path):
    """The same words and heads, a time of day too; only the fingerprint of pack files is new."""
    pack, _ = read_pack(frozen_pack(tmp_path / "pack", PARTNERSHIPS))
    shelf = Shelf(tmp_path / "shelf")
    day, at = date(2026, 9, 1), "09:00"
    editions = tuple(NewEdition(each.head.number, day, each.read()[0], at=at) for each in pack.editions)
    supplements = tuple(NewSupplement(1, day, each.read()[0], at=at) for each in pack.supplements)
    Compiler(shelf, workers=1, press=SmallPress, components=components).compile_manuscripts(
        editions, supplements, MORNING, settings=SETTINGS
    )
    read_back(shelf, "2026-1", tmp_path / "back")
    assert checked(tmp_path / "back") == []
    again = Shelf(tmp_path / "again")
    compile_small(tmp_path / "back", again)
    one, two = shelf.edition("2026-1"), again.edition("2026-1")
    assert (one.at, one.files, len(two.files)) == ("09:00", "", 64)
    assert msgspec.structs.replace(two, files="") == one
    assert readers_view(again, MORNING) == readers_view(shelf, MORNING)


def test_a_shelf_that_begins_with_a_later_edition(history, tmp_path):
    """What was withdrawn before its first edition is still known, so that the place is never used again."""
    pack, _ = read_pack(history / "pack")
    manuscript, _, _ = pack.editions[1].read()
    shelf = Shelf(tmp_path / "shelf")
    Compiler(shelf, workers=1, press=SmallPress, components=components).compile_manuscripts(
        (NewEdition("2026-2", date(2026, 10, 1), manuscript),), (), MORNING, settings=SETTINGS
    )
    read_back(shelf, "2026-2", tmp_path / "back")
    lines = (tmp_path / "back/places.tsv").read_text().splitlines()
    assert lines[1:3] == ["a/step\tbox\ttaken\t2026-2\t", "a/step\tbox\twithdrawn\t2026-2\ta/other"]
    assert checked(tmp_path / "back") == []
    back, _ = read_pack(tmp_path / "back")
    assert fingerprint(back.editions[0].read()[0]) == fingerprint(manuscript)


def test_settings_come_back(history, tmp_path):
    file = history / "pack/consortium.yaml"
    shutil.copytree(history / "pack", tmp_path / "pack")
    words = file.read_text() + "hosts:\n  devon: devon.example\n  somerset: somerset.example\n"
    (tmp_path / "pack/consortium.yaml").write_text(words)
    shelf = Shelf(tmp_path / "shelf")
    compile_small(tmp_path / "pack", shelf)
    read_back(shelf, "2026-2", tmp_path / "back")
    assert (tmp_path / "back/consortium.yaml").read_text() == words


def test_a_file_that_is_gone_is_told(southwest, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(southwest.folder, shelf.folder)
    paper = "files/private-fostering.pdf"
    local = f"partnerships/somerset/supplements/2/{paper}"
    data = (SOUTHWEST / local).read_bytes()
    shelf.object_file(hashlib.sha256(data).hexdigest(), ending_of(local)).unlink()
    (found,) = read_back(shelf, "2026-4", tmp_path / "pack").findings
    assert (found.rule, found.file) == ("read-back-file", local)
    assert "private-fostering.pdf of supplement 2 of somerset" in found.what
    files = read_folder(tmp_path / "pack")
    whole = read_folder(SOUTHWEST)
    assert files == {name: data for name, data in whole.items() if not name.endswith(paper)}


WORDS = ["editions/2026-1/manuscript.json", "supplements/devon/1/local-manuscript.json"]


@pytest.mark.parametrize("name", WORDS)
def test_damaged_words_are_not_read_back(history, tmp_path, name):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(history / "shelf", shelf.folder)
    file = shelf.folder / name
    file.write_bytes(file.read_bytes().replace(b"0", b"1"))
    with pytest.raises(Refused) as refused:
        read_back(shelf, "2026-2", tmp_path / "pack")
    assert "not those that were shelved" in str(refused.value)
    assert not (tmp_path / "pack").exists()
    file.unlink()
    with pytest.raises(Refused, match="it is missing"):
        read_back(shelf, "2026-2", tmp_path / "pack")


def test_only_into_a_new_or_empty_folder(history, tmp_path):
    shelf, pack = Shelf(history / "shelf"), tmp_path / "pack"
    pack.mkdir()
    read_back(shelf, "2026-1", pack)
    before = read_folder(pack)
    with pytest.raises(Refused) as refused:
        read_back(shelf, "2026-2", pack)
    assert refused.value.findings[0].rule == "folder-taken"
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for taken in ("file", "link"):
        with pytest.raises(Refused):
            read_back(shelf, "2026-2", tmp_path / taken)
    assert read_folder(pack) == before
    assert (tmp_path / "file").read_text() == "mine"


def test_stopped_half_way_nothing_is_there(history, tmp_path, monkeypatch):
    shelf, pack = Shelf(history / "shelf"), tmp_path / "pack"
    with monkeypatch.context() as patch:
        patch.setattr(beside.os, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with suppress(KeyboardInterrupt):
            read_back(shelf, "2026-2", pack)
    assert not pack.exists()
    read_back(shelf, "2026-2", pack)
    assert read_folder(pack) == read_folder(history / "pack")
    assert [each.name for each in tmp_path.iterdir()] == ["pack"]


def test_the_command(history, tmp_path, capsys):
    words = ["read-back", "2026-1", str(tmp_path / "pack"), "--shelf", str(history / "shelf")]
    assert main.run(words) == 0
    said = capsys.readouterr().out
    assert "Read 1 edition and 4 supplements of 3 partnerships back" in said
    assert f"waymark import {tmp_path / 'pack'}" in said
    assert main.run(words) == 1
    assert main.run(["read-back", "2031-1", str(tmp_path / "no"), "--shelf", str(history / "shelf")]) == 1
    assert "Editions there: 2026-1, 2026-2." in capsys.readouterr().out
    assert main.run(["read-back", "2026-1", str(tmp_path / "no"), "--shelf", str(tmp_path / "none")]) == 1
