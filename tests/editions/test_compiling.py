"""Compiling small packs with a small press: what is set, reused, brought into force and refused."""

import gzip
import hashlib
import multiprocessing
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
import pytest

from tests.packs import (
    FIRST_DAY,
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
from waymark.editions import compiling
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.gather import NewEdition, NewSupplement
from waymark.editions.shelf import FRONT, PrintingName, Shelf
from waymark.editions.timeline import instant
from waymark.manual.findings import Refused
from waymark.manual.pack.whole import read_pack

SECOND_DAY = date(2026, 11, 1)


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack")


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def compile_small(pack, shelf, now=MORNING, workers=1, **more):
    return compile_pack(pack, shelf, now, workers=workers, press=SmallPress, components=components, **more)


def shown(shelf, now=MORNING):
    return {key: (name.edition, name.supplement, name.printing) for key, name in shelf.in_force(now).items()}


def rules(refused):
    return [found.rule for found in refused.value.findings]


def test_first_compile(pack, shelf):
    report = compile_small(pack, shelf)
    assert (report.editions, report.supplements, report.gateways) == (1, 3, 4)
    assert (report.pages, report.rendered, report.reused) == (3 * 9 + 2, 3 * 9 + 2, 0)
    assert report.bytes == sum(len(data) for _, data in readers_view(shelf, MORNING).values())
    assert shown(shelf) == dict.fromkeys(("somerset", "devon", "bristol"), ("2026-1", 1, 1)) | {
        FRONT: ("2026-1", 0, 1)
    }
    (line,) = shelf.changes()
    assert line.start == instant(FIRST_DAY)
    assert len(line.gateways) == 4
    assert not shelf.unfinished.exists()
    assert shelf.settings().name == "A consortium"


def test_again_without_change_nothing_is_written(pack, shelf):
    compile_small(pack, shelf)
    before = {file: file.stat().st_mtime_ns for file in shelf.folder.rglob("*") if file.is_file()}
    report = compile_small(pack, shelf, now=MORNING + timedelta(days=1))
    assert (report.rendered, report.reused, report.in_force) == (0, 29, ())
    after = {file: file.stat().st_mtime_ns for file in shelf.folder.rglob("*") if file.is_file()}
    assert before == after


def test_pages_are_kept_compressed(pack, shelf):
    compile_small(pack, shelf)
    for row in shelf.printing(shelf.in_force(MORNING)["somerset"]).pages:
        ending = "." + row.path.rpartition(".")[2]
        data = shelf.object_file(row.fingerprint, ending).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row.fingerprint
        assert len(data) == row.size
        assert gzip.decompress(shelf.object_file(row.fingerprint, ending, "gz").read_bytes()) == data
        assert brotli.decompress(shelf.object_file(row.fingerprint, ending, "br").read_bytes()) == data


def test_one_changed_box_renders_only_what_shows_it(pack, shelf):
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, SECOND_DAY, reasons={"a/step": "It was not plain."})
    report = compile_small(pack, shelf)
    # the box and the page that tells the edition on each gateway; at the front nothing names it
    assert (report.rendered, report.reused) == (3 * 2, 29 - 3 * 2)
    (line,) = report.in_force
    assert line.start == MORNING, "nobody could see it before now"
    assert {name.gateway for name in line.gateways} == {"somerset", "devon", "bristol", FRONT}
    edition = shelf.edition("2026-2")
    assert edition.places["a/step"][1] == "2026-2"
    assert edition.places["a/end"][1] == "2026-1"
    assert edition.amendments == (("a/step", "It was not plain."),)


def test_one_partnership_alone(pack, shelf):
    compile_small(pack, shelf)
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", SECOND_DAY)
    report = compile_small(pack, shelf)
    assert [name.gateway for name in report.in_force[0].gateways] == ["devon"]
    assert (report.rendered, report.reused) == (1, 28)
    supplement = shelf.supplement("devon", 2)
    assert supplement.places["contacts"][1] == 2
    assert supplement.places["notes:a/step"][1] == 1


def test_same_bytes_by_steps_or_at_once(pack, shelf, tmp_path):
    compile_small(pack, shelf)
    reword(pack)
    soon = date(2026, 12, 1)
    freeze_edition(pack, soon)
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", soon)
    compile_small(pack, shelf)
    whole = Shelf(tmp_path / "whole")
    compile_small(pack, whole)
    assert everything(shelf.folder) == everything(whole.folder)
    assert len(shelf.changes()) == 2


def test_same_bytes_with_any_number_of_workers(pack, shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "WORTH_A_WORKER", 0)
    compile_small(pack, shelf, workers=1)
    many = Shelf(tmp_path / "many")
    compile_small(pack, many, workers=3)
    assert everything(shelf.folder) == everything(many.folder)


def test_what_a_worker_refuses_is_told(pack, shelf, monkeypatch):
    monkeypatch.setattr(compiling, "WORTH_A_WORKER", 0)

    class FullDisk(SmallPress):
        def gateway(self, local):
            if local.local.partnership.key == "somerset":
                raise OSError(28, "No space left on device", "page.html")
            return super().gateway(local)

    with pytest.raises(OSError, match="No space left"):
        compile_pack(pack, shelf, MORNING, workers=2, press=FullDisk, components=components)
    assert shelf.in_force(MORNING) == {}
    compile_small(pack, shelf)
    assert len(shelf.in_force(MORNING)) == 4


def test_a_coming_edition_waits_and_an_urgent_supplement_stays_under_it(pack, shelf):
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1))
    compile_small(pack, shelf)
    assert shown(shelf)["devon"] == ("2026-1", 1, 1)
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 11, 2))
    later = MORNING + timedelta(days=1)
    compile_small(pack, shelf, now=later)
    december = datetime(2026, 12, 2, tzinfo=UTC)
    assert shown(shelf, later)["devon"] == ("2026-1", 2, 1)
    assert shown(shelf, december)["devon"] == ("2026-2", 2, 1)
    assert shown(shelf, december)["somerset"] == ("2026-2", 1, 1)
    assert compile_small(pack, shelf, now=later).in_force == ()


def test_all_gateways_of_an_edition_in_one_line(pack, shelf):
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1))
    compile_small(pack, shelf)
    last = shelf.in_force_file.read_bytes().splitlines()[-1]
    assert all(f'["{key}","2026-2"'.encode() in last for key in ("somerset", "devon", "bristol", FRONT))


def test_the_front_follows_who_is_there(pack, shelf):
    compile_small(pack, shelf)
    write_pack(pack, ("somerset", "devon", "bristol", "torbay"))
    assert compile_small(pack, shelf).findings == 1, "torbay has no supplement"
    freeze_supplement(pack, "torbay", SECOND_DAY)
    report = compile_small(pack, shelf)
    new, front = report.in_force
    assert new.start == instant(SECOND_DAY), "a first appearance holds from its stated day"
    assert [name.gateway for name in new.gateways] == ["torbay"]
    assert front.start == MORNING, "the front showed something already"
    assert front.gateways == (PrintingName(FRONT, "2026-1", 0, 2),)
    assert b"torbay/index.html" in readers_view(shelf, MORNING)["front/areas.html"][1]


def test_an_edition_can_hold_from_a_time_of_its_day(pack, shelf):
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 12, 1))
    head = pack / "editions/2026-2/edition.yaml"
    head.write_text(head.read_text().replace("in_force: 2026-12-01\n", "in_force: 2026-12-01\nat: '09:00'\n"))
    report = compile_small(pack, shelf)
    assert {line.start for line in report.in_force} == {instant(date(2026, 12, 1), "09:00")}
    assert shelf.edition("2026-2").at == "09:00"
    head.write_text(head.read_text().replace("09:00", "10:00"))
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf)
    assert rules(refused) == ["edition-altered"]


def test_again_prints_with_todays_pages(pack, shelf):
    compile_small(pack, shelf)
    assert compile_small(pack, shelf, again=True).in_force == (), "the pages are the same"

    class Repaired(SmallPress):
        def gateway(self, local):
            pages, assets = super().gateway(local)
            return [each if each.path != "index.html" else self.repaired(each) for each in pages], assets

        @staticmethod
        def repaired(each):
            return each._replace(key="new", parts=lambda: (*each.parts(), "<p>Repaired.</p>"))

    reword(pack)
    freeze_edition(pack, date(2026, 12, 1))
    compile_small(pack, shelf)
    report = compile_pack(
        pack, shelf, MORNING, workers=1, press=Repaired, components=lambda: "d" * 64, again=True
    )
    assert [line.start for line in report.in_force] == [MORNING, instant(date(2026, 12, 1))]
    assert report.rendered == 3 * 2
    now, then = shelf.in_force(MORNING)["devon"], shelf.in_force(instant(date(2026, 12, 1)))["devon"]
    assert (now, then) == (PrintingName("devon", "2026-1", 1, 2), PrintingName("devon", "2026-2", 1, 2))
    assert shelf.printing(now).edition_fingerprint == shelf.edition("2026-1").fingerprint
    assert shown(shelf)[FRONT] == ("2026-1", 0, 1), "its pages are the same"


def test_a_withdrawn_place_answers_gone(pack, shelf):
    compile_small(pack, shelf)
    chart = pack / "shared/charts/a.yaml"
    words = chart.read_text().replace("- a/step\n", "", 1)
    words = words.replace("- from: a/choose\n  to: a/step\n  answer: if yes\n", "")
    words = words.replace("- from: a/step\n  to: a/end\n", "")
    chart.write_text(words)
    (pack / "shared/boxes/a/step.md").unlink()
    edit(pack, "shared/boxes/a/choose.md", "kind: decision", "kind: step")
    for key in ("somerset", "devon", "bristol"):
        (pack / f"partnerships/{key}/draft/notes/a/step.md").unlink()
        edit(pack, f"partnerships/{key}/draft/guidance/a-guide.md", "shown_at:\n- a/step\n", "")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, SECOND_DAY)
    assert rules(refused) == ["place-lost"]
    freeze_edition(pack, SECOND_DAY, withdraw={"a/step": ("a/choose",)})
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf)
    assert set(rules(refused)) == {"note-to-nowhere", "guidance-to-nowhere"}
    for key in ("somerset", "devon", "bristol"):
        freeze_supplement(pack, key, SECOND_DAY)
    compile_small(pack, shelf)
    status, data = readers_view(shelf, MORNING)["devon/a/step.html"]
    assert status == 410
    assert b"withdrawn in edition 2026-2" in data


ALTERED = [
    ("editions/2026-1/boxes/a/step.md", "Do this first", "Do this last", "edition-altered"),
    ("editions/2026-1/edition.yaml", "2026-09-01", "2026-09-02", "edition-altered"),
    ("partnerships/devon/supplements/1/contacts.yaml", "960001", "960009", "supplement-altered"),
    ("partnerships/devon/supplements/1/supplement.yaml", "2026-09-01", "2026-09-02", "supplement-altered"),
]


@pytest.mark.parametrize(("file", "old", "new", "rule"), ALTERED)
def test_what_is_on_the_shelf_is_not_altered(pack, shelf, file, old, new, rule):
    compile_small(pack, shelf)
    before = everything(shelf.folder)
    edit(pack, file, old, new)
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf)
    assert rules(refused) == [rule]
    assert refused.value.findings[0].file == str(Path(file).parents[2 if "boxes" in file else 0]) + "/"
    assert everything(shelf.folder) == before


@pytest.mark.parametrize(
    "file", ["editions/2026-1/boxes/a/step.md", "partnerships/devon/supplements/1/notes/a/step.md"]
)
def test_other_words_than_were_frozen(pack, shelf, file):
    edit(pack, file, "form" if "notes" in file else "first", "words")
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf)
    assert rules(refused) == ["fingerprint-wrong"]
    assert not shelf.unfinished.exists()


def test_frozen_files_in_another_form_are_the_same_words(pack, shelf):
    compile_small(pack, shelf)
    edit(pack, "editions/2026-1/charts/a.yaml", "number: 1", "number:    1")
    assert compile_small(pack, shelf).editions == 0


def test_editions_in_the_order_of_their_numbers(pack, shelf):
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, SECOND_DAY)
    edit(pack, "editions/2026-2/edition.yaml", "2026-11-01", "2026-08-01")
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf)
    assert rules(refused) == ["edition-order"]


def test_live_refuses_examples(pack, shelf):
    with pytest.raises(Refused) as refused:
        compile_small(pack, shelf, live=True)
    assert set(rules(refused)) == {"example-contact"}
    assert len(refused.value.findings) == 2 * 3
    for key in ("somerset", "devon", "bristol"):
        file = pack / f"partnerships/{key}/draft/contacts.yaml"
        words = file.read_text().replace("example: true", "checked: 2026-11-01")
        file.write_text(words.replace("01632 960001", "01823 000001").replace("01632 960002", "01823 000002"))
        freeze_supplement(pack, key, SECOND_DAY)
    compile_small(pack, shelf, live=True)


def test_a_wrong_pack_leaves_no_trace(tmp_path, shelf):
    with pytest.raises(Refused) as refused:
        compile_small(tmp_path / "nowhere", shelf)
    assert rules(refused) == ["pack-missing"]
    assert shelf.in_force(MORNING) == {}


def test_a_second_compile_waits_for_the_first(pack, shelf, monkeypatch):
    from waymark.editions import disk

    monkeypatch.setattr(disk.claimed, "__defaults__", (0.1,))
    with shelf.locked(), pytest.raises(Refused) as refused:
        compile_small(pack, Shelf(shelf.folder))
    assert rules(refused) == ["shelf-busy"]


def test_from_a_running_process(pack, shelf):
    compiler = Compiler(shelf, workers=1, press=SmallPress, components=components)
    compiler.compile_pack(pack, MORNING)
    before = SmallPress.made
    manuscript = compiler.standing.manuscript("2026-1")
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    whole, _ = read_pack(pack)
    local, _, _ = whole.read_local_draft("devon")
    report = compiler.compile_manuscripts((), (NewSupplement(2, SECOND_DAY, local),), MORNING)
    assert (report.rendered, SmallPress.made) == (1, before), "the edition was not set again"
    reword(pack)
    whole, _ = read_pack(pack)
    manuscript, _, _ = whole.read_draft()
    report = compiler.compile_manuscripts((NewEdition("2026-2", SECOND_DAY, manuscript),), (), MORNING)
    assert report.rendered == 6
    assert shown(shelf)["devon"] == ("2026-2", 2, 1)
    with pytest.raises(Refused) as refused:
        compiler.compile_manuscripts((NewEdition("2026-2", SECOND_DAY, manuscript),), (), MORNING)
    assert rules(refused) == ["edition-order"]


def test_without_django(tmp_path, pack):
    program = f"""
    import sys
    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in ("django", "wagtail"):
                raise ImportError(name + " is not to be had")
    sys.meta_path.insert(0, Blocked())
    from datetime import UTC, datetime
    from pathlib import Path
    from tests.packs import SmallPress, components
    from waymark.editions.compiling import compile_pack
    from waymark.editions.shelf import Shelf
    now = datetime(2026, 11, 2, tzinfo=UTC)
    shelf = Shelf(Path({str(tmp_path / "bare")!r}))
    compile_pack(Path({str(pack)!r}), shelf, now, press=SmallPress, components=components)
    from waymark.commands.main import run
    assert run(["verify", "--json", "--shelf", str(shelf.folder)]) == 0
    assert not [name for name in sys.modules if name.partition(".")[0] in ("django", "wagtail")]
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=True,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
    )


def test_workers_are_gone_afterwards(pack, shelf, monkeypatch):
    monkeypatch.setattr(compiling, "WORTH_A_WORKER", 0)
    compile_small(pack, shelf, workers=3)
    assert multiprocessing.active_children() == []
