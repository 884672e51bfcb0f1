"""An old edition set with today's pages: the next printing of the same words, seen only from now on."""

import shutil
from datetime import date

import pytest

from tests.editions.test_killed import Killed, Killer
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
from waymark.editions import compiling
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.shelf import FRONT, PrintingName, Shelf
from waymark.editions.timeline import instant
from waymark.editions.verifying import verify
from waymark.manual.findings import Refused

PARTNERSHIPS = ("bristol", "devon", "somerset")


class Repaired(SmallPress):
    """Today's pages: the home page of every gateway has one more sentence."""

    def gateway(self, local):
        pages, assets = super().gateway(local)
        return [repaired(each) for each in pages], assets


class RepairedFront(Repaired):
    """The front as well."""

    def front(self, partnerships, name):
        pages, assets = super().front(partnerships, name)
        return [repaired(each) for each in pages], assets


def repaired(each):
    if each.path != "index.html":
        return each
    return each._replace(key="new" + each.key, parts=lambda: (*each.parts(), "<p>Repaired.</p>"))


def compile_small(pack, shelf, now=MORNING):
    return compile_pack(pack, shelf, now, workers=1, press=SmallPress, components=components)


def print_again(shelf, number, press=Repaired, now=MORNING, **more):
    compiler = Compiler(shelf, workers=1, press=press, components=lambda: "d" * 64)
    return compiler.print_again(number, now, **more)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """2026-1, with a second supplement of devon in its time; 2026-2 now; 2026-3 still to come."""
    folder = tmp_path_factory.mktemp("history")
    pack, shelf = frozen_pack(folder / "pack", PARTNERSHIPS), Shelf(folder / "shelf")
    compile_small(pack, shelf, instant(date(2026, 9, 1)))
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "devon", date(2026, 9, 20))
    compile_small(pack, shelf, instant(date(2026, 9, 20)))
    reword(pack)
    freeze_edition(pack, date(2026, 10, 1))
    compile_small(pack, shelf, instant(date(2026, 10, 1)))
    reword(pack, old="Do this at once", new="Do this now")
    freeze_edition(pack, date(2026, 12, 1))
    compile_small(pack, shelf, instant(date(2026, 10, 2)))
    return folder


@pytest.fixture
def shelf(kept, tmp_path):
    shutil.copytree(kept / "shelf", tmp_path / "shelf")
    return Shelf(tmp_path / "shelf")


def names(*told):
    return tuple(PrintingName(*each) for each in told)


def test_a_past_edition_with_every_supplement_that_stood_with_it(shelf):
    before, seen = everything(shelf.folder), readers_view(shelf, MORNING)
    made = print_again(shelf, "2026-1")
    assert set(made.printings) == set(
        names(
            ("bristol", "2026-1", 1, 2),
            ("devon", "2026-1", 1, 2),
            ("devon", "2026-1", 2, 2),
            ("somerset", "2026-1", 1, 2),
        )
    )
    assert made.same == names((FRONT, "2026-1", 0, 1)), "nothing of the front has changed"
    assert made.in_force == ()
    assert made.rendered == 4
    after = everything(shelf.folder)
    assert {name: after[name] for name in before} == before, "the in-force list too"
    assert readers_view(shelf, MORNING) == seen
    for name in made.printings:
        new, old = shelf.printing(name), shelf.printing(first(name))
        assert (new.edition_fingerprint, new.supplement_fingerprint) == (
            old.edition_fingerprint,
            old.supplement_fingerprint,
        )
        assert new.edition_fingerprint == shelf.edition("2026-1").fingerprint
        assert new.components == "d" * 64
        assert [one.path for one, two in zip(new.pages, old.pages, strict=True) if one != two] == [
            "index.html"
        ]
    assert [
        each.rule for each in verify(shelf) if each.severity == "refuse" and "html" not in each.rule
    ] == []
    assert not shelf.unfinished.exists()


def first(name):
    return PrintingName(name.gateway, name.edition, name.supplement, 1)


def test_where_the_pages_are_the_same_nothing_is_added(shelf):
    before = everything(shelf.folder)
    made = print_again(shelf, "2026-1", SmallPress)
    assert (made.printings, len(made.same), made.rendered, made.in_force) == ((), 5, 0, ())
    assert everything(shelf.folder) == before
    print_again(shelf, "2026-1")
    before = everything(shelf.folder)
    again = print_again(shelf, "2026-1")
    assert again.printings == ()
    assert PrintingName("devon", "2026-1", 2, 2) in again.same
    assert everything(shelf.folder) == before


def test_what_is_in_force_changes_from_now(shelf):
    made = print_again(shelf, "2026-2")
    (line,) = made.in_force
    assert line.start == MORNING
    assert line.gateways == names(*((key, "2026-2", 2 if key == "devon" else 1, 2) for key in PARTNERSHIPS))
    day_before = instant(date(2026, 11, 1))
    assert shelf.in_force(day_before)["devon"].printing == 1
    assert shelf.in_force(MORNING)["devon"].printing == 2
    assert shelf.in_force(instant(date(2026, 12, 1)))["devon"] == PrintingName("devon", "2026-3", 2, 1)
    assert b"Repaired" in readers_view(shelf, MORNING)["devon/index.html"][1]


def test_what_is_to_come_changes_when_it_comes(shelf):
    (line,) = print_again(shelf, "2026-3").in_force
    assert line.start == instant(date(2026, 12, 1))
    assert {name.printing for name in line.gateways} == {2}
    assert shelf.in_force(MORNING)["devon"].edition == "2026-2"


def test_the_list_is_only_added_to(shelf):
    before = shelf.in_force_file.read_bytes()
    print_again(shelf, "2026-2", RepairedFront)
    after = shelf.in_force_file.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1, "one line: all gateways and the front"


def test_one_gateway_alone(shelf):
    made = print_again(shelf, "2026-1", gateway="devon")
    assert made.printings == names(("devon", "2026-1", 1, 2), ("devon", "2026-1", 2, 2))
    made = print_again(shelf, "2026-1", RepairedFront, gateway=FRONT)
    assert made.printings == names((FRONT, "2026-1", 0, 2))
    with pytest.raises(Refused) as refused:
        print_again(shelf, "2026-1", gateway="torbay")
    assert refused.value.findings[0].rule == "print-again-never"
    with pytest.raises(Refused) as refused:
        print_again(shelf, "2031-1")
    assert refused.value.findings[0].rule == "edition-not-there"


def test_the_front_as_it_was_each_time(tmp_path):
    """A partnership joined later, from a day before: each front keeps who stood there then."""
    pack, shelf = frozen_pack(tmp_path / "pack"), Shelf(tmp_path / "shelf")
    compile_small(pack, shelf, instant(date(2026, 10, 1)))
    write_pack(pack, (*PARTNERSHIPS, "torbay"))
    freeze_supplement(pack, "torbay", date(2026, 9, 1))
    compile_small(pack, shelf)
    reword(pack)
    freeze_edition(pack, date(2026, 11, 1))
    later = instant(date(2026, 11, 10))
    compile_small(pack, shelf, later)
    made = print_again(shelf, "2026-1", RepairedFront, now=later, gateway=FRONT)
    assert made.printings == names((FRONT, "2026-1", 0, 3), (FRONT, "2026-1", 0, 4))
    assert made.findings == ()
    for name, there in zip(made.printings, (False, True), strict=True):
        old, new = (shelf.printing(PrintingName(FRONT, "2026-1", 0, name.printing - by)) for by in (2, 0))
        assert new.supplement_fingerprint == old.supplement_fingerprint
        row = next(row for row in new.pages if row.path == "index.html")
        data = shelf.object_file(row.fingerprint, ".html").read_bytes()
        assert b"Repaired" in data
        assert (b"torbay/index.html" in data) is there
    assert made.in_force == ()


def test_a_front_under_another_name_stays_as_it_was(kept, shelf):
    pack = shelf.folder.parent / "pack"
    shutil.copytree(kept / "pack", pack)
    edit(pack, "consortium.yaml", "A consortium", "Another name")
    compile_small(pack, shelf)
    made = print_again(shelf, "2026-1", RepairedFront)
    assert [each.rule for each in made.findings] == ["print-again-front"]
    assert len(made.printings) == 4


def test_a_later_compile_goes_on_from_it(kept, shelf):
    print_again(shelf, "2026-1")
    print_again(shelf, "2026-2")
    report = compile_pack(
        kept / "pack", shelf, MORNING, workers=1, press=Repaired, components=lambda: "d" * 64
    )
    assert (report.rendered, report.in_force) == (0, ())


def test_with_workers(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "WORTH_A_WORKER", 0)
    shutil.copytree(shelf.folder, tmp_path / "many")
    many = Shelf(tmp_path / "many")
    Compiler(many, workers=3, press=Repaired, components=lambda: "d" * 64).print_again("2026-1", MORNING)
    print_again(shelf, "2026-1")
    assert everything(many.folder) == everything(shelf.folder)


@pytest.mark.parametrize("number", ["2026-1", "2026-2"])
def test_killed_before_any_deed_to_the_disk(shelf, tmp_path, number):
    """Past or in force: none of it or all of it; what runs next ends as if nothing had happened."""
    before = everything(shelf.folder)
    with pytest.MonkeyPatch.context() as patch:
        shutil.copytree(shelf.folder, tmp_path / "after")
        killer = Killer(patch)
        print_again(Shelf(tmp_path / "after"), number)
        count = killer.count
    after = everything(tmp_path / "after")
    old, new = (readers_view(Shelf(each), MORNING) for each in (shelf.folder, tmp_path / "after"))
    assert count > 30
    outcomes = []
    for strike in range(count):
        folder = tmp_path / "struck"
        shutil.copytree(shelf.folder, folder)
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                print_again(Shelf(folder), number)
        assert readers_view(Shelf(folder), MORNING) in (old, new)
        if strike % 3 == 0:
            print_again(Shelf(folder), number)
            assert everything(folder) == after
        else:
            with Shelf(folder).locked():
                swept = everything(folder)
            assert swept in (before, after)
            outcomes.append(swept == after)
        shutil.rmtree(folder)
    assert {True, False} == set(outcomes), "before the end nothing stays; after it everything does"
    assert outcomes == sorted(outcomes)


def test_killed_again_while_taking_away_what_was_left(shelf, tmp_path):
    shutil.copytree(shelf.folder, tmp_path / "after")
    print_again(Shelf(tmp_path / "after"), "2026-1")
    for strike in (40, *range(1, 40, 3)):
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                print_again(Shelf(shelf.folder), "2026-1")
    print_again(shelf, "2026-1")
    assert everything(shelf.folder) == everything(tmp_path / "after")


def test_the_command(shelf, capsys, monkeypatch):
    monkeypatch.setattr(
        Compiler.__init__,
        "__kwdefaults__",
        {
            "workers": 1,
            "press": Repaired,
            "components": lambda: "d" * 64,
        },
    )
    words = ["print-again", "2026-1", "--shelf", str(shelf.folder)]
    assert main.run(words) == 0
    said = capsys.readouterr().out
    assert "devon: printing 2 of edition 2026-1 with supplement 2." in said
    assert "1 printing came out as before" in said
    assert "The edition is past, so the in-force list stays as it is." in said
    assert main.run(words) == 0
    assert "come out as they were: nothing was added." in capsys.readouterr().out
    assert main.run(["print-again", "2031-1", "--shelf", str(shelf.folder)]) == 1
    assert main.run(["print-again", "2026-1", "--shelf", str(shelf.folder / "no")]) == 1
    assert not (shelf.folder / "no").exists()
