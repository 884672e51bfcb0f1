"""One file for one edition: readable by anyone, exact to the byte, and put back on a shelf as it was."""

import hashlib
import json
import re
import shutil
import zipfile
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import msgspec
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
)
from waymark.commands import main
from waymark.editions import withholding
from waymark.editions.archive.laying import laid, restored
from waymark.editions.archive.making import archive
from waymark.editions.archive.putting_back import put_back
from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.reading_back import read_back
from waymark.editions.shelf import FRONT, PrintingName, Shelf
from waymark.editions.shelved import SLOT, encode, ending_of
from waymark.editions.timeline import instant, shown_by
from waymark.editions.verifying import verify
from waymark.editions.withholding import Asked
from waymark.manual.checking import check_pack
from waymark.manual.findings import Refused, refusals
from waymark.manual.pack.whole import read_pack
from waymark.pages.open_slots import open_slot

KEYS = ("bristol", "devon", "somerset")
ONE, TWO, THREE = "2026-1", "2026-2", "2026-3"


class OpenPress(SmallPress):
    """A press whose pages leave slots open, as the real one's do; the front's do not."""

    sentence = ""

    def gateway(self, local):
        pages, assets = super().gateway(local)
        return [self._opened(each) if each.path.endswith(".html") else each for each in pages], assets

    def _opened(self, each):
        head, *rest = each.parts()
        words = (
            head,
            f"<body>{open_slot('now')}",
            *rest,
            self.sentence if each.path == "index.html" else "",
            f'{open_slot("contacts")}<a href="{"../" * each.path.count("/")}index.html">home</a></body>',
        )
        return each._replace(key=each.key + self.sentence, parts=lambda: words)

    def slots(self, local):
        numbers = "".join(
            f'<a href="tel:{each.telephone}">{each.telephone}</a>' for each in local.local.contacts
        )
        return {"contacts": f'<p>{numbers} <a href="tel:999">999</a> <a href="./~/a/step.html">more</a></p>'}


class Repaired(OpenPress):
    """Today's pages."""

    sentence = "<p>Repaired.</p>"


def compile_small(pack, shelf, now=MORNING, press=OpenPress):
    return compile_pack(pack, shelf, now, workers=1, press=press, components=components)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Three editions; devon's number changed in the time of the first; archives of all three."""
    folder = tmp_path_factory.mktemp("archives")
    pack, shelf = frozen_pack(folder / "pack", KEYS), Shelf(folder / "shelf")
    compile_small(pack, shelf, instant(date(2026, 9, 1)))
    edit(pack, "partnerships/devon/draft/contacts.yaml", "01632 960001", "01632 960009")
    edit(pack, "partnerships/devon/draft/notes/a/step.md", "Use our form", "Use our new form")
    freeze_supplement(pack, "devon", date(2026, 9, 20))
    compile_small(pack, shelf, instant(date(2026, 9, 20)))
    edit(pack, "shared/boxes/a/begin.md", "Write it down.", "Write all of it down.")
    for day, old, new in (
        (date(2026, 10, 1), "Do this first", "Do this at once"),
        (date(2026, 11, 1), "Do this at once", "Do it"),
    ):
        reword(pack, old=old, new=new)
        freeze_edition(pack, day, reasons={"a/step": "Plainer."})
        compile_small(pack, shelf, instant(day))
    for number in (ONE, TWO, THREE):
        archive(shelf, number, folder / f"{number}.zip")
    return folder


@pytest.fixture
def shelf(kept):
    return Shelf(kept / "shelf")


def unzipped(file):
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def manifest_of(files):
    return json.loads(files["manifest.json"])


class Links(HTMLParser):
    def __init__(self, words):
        super().__init__()
        self.found = []
        self.feed(words)

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src")]


# --- what is in it


def test_every_file_is_in_the_manifest_and_as_it_says(kept):
    files = unzipped(kept / f"{ONE}.zip")
    listed = {each["path"]: each for each in manifest_of(files)["files"]}
    assert set(files) == {*listed, "manifest.json", "fingerprints.txt"}
    for path, each in listed.items():
        assert hashlib.sha256(files[path]).hexdigest() == each["fingerprint"], path
        assert len(files[path]) == each["size"]
    told = dict(reversed(line.split("  ")) for line in files["fingerprints.txt"].decode().splitlines())
    assert told == {path: each["fingerprint"] for path, each in listed.items()}


def test_every_stored_page_can_be_come_to_by_hand(kept, shelf):
    """Exactly as its first page tells: three things are taken out, with no Waymark."""
    files = unzipped(kept / f"{ONE}.zip")
    pages = [each for each in manifest_of(files)["files"] if "page" in each]
    assert len(pages) == 3 * 7 - 3 + 2, "all pages but those for what is not there"
    for each in pages:
        words = files[each["path"]].decode()
        words = words.replace("<title>In the archive: ", "<title>", 1)
        words = re.sub("<!--archive-->.*?<!--/archive-->", "", words, flags=re.DOTALL)
        words = re.sub(
            r"<!--slot:(\w+)-->.*?<!--/slot:\1-->", r"<!--slot:\1--><!--/slot:\1-->", words, flags=re.DOTALL
        )
        assert hashlib.sha256(words.encode()).hexdigest() == each["page"], each["path"]


def test_pages_are_plainly_marked_and_filled_with_what_was_then(kept):
    files = unzipped(kept / f"{ONE}.zip")
    page = files["pages/devon/a/step.html"].decode()
    assert "<title>In the archive: Somerset</title>" in page
    assert "This is in an archive of edition 2026-1." in page
    assert "from 1 September 2026 until 1 October 2026, with supplement 2 of" in page
    assert "from 20 September 2026 until 1 October 2026." in page
    assert '01632 960009 <span class="then__word">(as it was then)</span>' in page
    assert 'href="tel:0' not in page
    assert 'href="tel:999"' in page
    assert "Use our new form." in page
    front = files["pages/index.html"].decode()
    assert "This is in an archive of edition 2026-1." in front, "though it leaves no slot open"
    assert "with no end known yet" in unzipped(kept / f"{THREE}.zip")["pages/devon/index.html"].decode()


def test_every_link_leads_to_a_file_of_the_archive(kept):
    for number in (ONE, TWO, THREE):
        files = unzipped(kept / f"{number}.zip")
        pages = [name for name in files if name.startswith("pages/") and name.endswith(".html")]
        for name in (*pages, "open-me.html"):
            for link in Links(files[name].decode()).found:
                if not link.startswith(("tel:", "#", "http")):
                    assert normpath(join(dirname(name), link.partition("#")[0])) in files, (name, link)


def test_its_first_page_tells_all(kept):
    words = unzipped(kept / f"{ONE}.zip")["open-me.html"].decode()
    assert "A small manual, edition 2026-1: an archive" in words
    for said in (
        'href="pages/devon/index.html"',
        "In force from 1 September 2026 until 1 October 2026.",
        "Supplement 1 from 1 September 2026 until 20 September 2026.",
        "Supplement 2 from 20 September 2026 until 1 October 2026.",
        "sha256sum -c fingerprints.txt",
        "a/step.html",
        "what was filled in: contacts",
    ):
        assert said in words
    assert "<script" not in words
    assert "What is not here" not in words


def test_an_earlier_supplement_adds_only_what_differs(kept, shelf):
    files = unzipped(kept / f"{ONE}.zip")
    listed = manifest_of(files)["files"]
    laid_out = {each.get("page", each["fingerprint"]) for each in listed if each["path"].startswith("pages/")}
    rows = {
        row.fingerprint + ending_of(row.path)
        for printing in shelf.printings()
        if printing.edition == ONE
        for row in (*printing.pages, *printing.slots)
    }
    held = {name.rpartition("/")[2] for name in files if name.startswith("kept/")}
    assert held == {name for name in rows if name[:64] not in laid_out}
    assert len([name for name in held if name.endswith(SLOT)]) == 2, "the contacts of devon, before and after"
    assert 2 < len(held) < 8


def test_the_words_and_their_schemas(kept, shelf):
    files = unzipped(kept / f"{TWO}.zip")
    manuscript = files["editions/2026-2/manuscript.json"]
    assert hashlib.sha256(manuscript).hexdigest() == shelf.edition(TWO).fingerprint
    assert manifest_of(files)["fingerprint"] == shelf.edition(TWO).fingerprint
    reasons = json.loads(files["editions/2026-2/edition.json"])["amendments"]
    assert reasons == [["a/step", "Plainer."], ["a/begin", "A reason."]]
    assert {name for name in files if name.startswith("supplements/devon/")} == {
        f"supplements/devon/{number}/{file}.json"
        for number in (2,)
        for file in ("supplement", "local-manuscript")
    }
    root = Path(__file__).parents[2] / "docs/schema"
    for name in ("manuscript-1.json", "local-manuscript-1.json"):
        assert json.loads(files[f"schema/{name}"]) == json.loads((root / name).read_text())
    assert [json.loads(line)["from"] for line in files["in-force.jsonl"].splitlines()] == [
        "2026-09-30T23:00:00Z"
    ]


def test_the_same_shelf_gives_the_same_bytes(kept, tmp_path):
    shutil.copytree(kept / "shelf", tmp_path / "elsewhere")
    made = archive(Shelf(tmp_path / "elsewhere"), ONE, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (kept / f"{ONE}.zip").read_bytes()
    files = unzipped(tmp_path / "again.zip")
    assert made.manifest == hashlib.sha256(files["manifest.json"]).hexdigest()
    assert (made.files, made.gateways, made.printings, made.withheld) == (len(files), 4, 5, 0)
    assert str(tmp_path).encode() not in b"".join(files.values())


def test_from_disk_a_page_comes_back_or_stays_as_it_is():
    odd = b"<!doctype html><title>x</title><body><!--slot:now-->mine<!--/slot:now--></body>"
    assert laid(odd, "a.html", {}, b"band") == odd
    own = b"<!doctype html><title>In the archive: x</title><body><!--archive-->mine<!--/archive--></body>"
    assert restored(laid(own, "a.html", {}, b"band")) == own
    for page in (
        b"no head at all",
        b"<title>t</title>p",
        b"<title>t</title><body class=x><!--slot:now--><!--/slot:now-->",
    ):
        shown = laid(page, "a.html", {"now": b"x"}, b"<p>band</p>")
        assert restored(shown) == page
        assert (b"band" in shown) is (b"<title>" in page)


def withhold(shelf, **more):
    """Two people take the words of a place off the shelf, in its first edition alone."""
    named = {"place": "a/begin", "by": ("Ann Ames", "Bo Best"), "ground": "An order.", "editions": (ONE,)}
    return withholding.withhold(shelf, Asked(**{**named, **more}), MORNING)


@pytest.fixture
def withheld(kept, tmp_path):
    shelf = Shelf(tmp_path / "withheld")
    shutil.copytree(kept / "shelf", shelf.folder)
    return shelf, withhold(shelf)


def test_withheld_pages_are_not_in_it(withheld, tmp_path):
    shelf, record = withheld
    made = archive(shelf, ONE, tmp_path / "a.zip")
    files = unzipped(tmp_path / "a.zip")
    manifest = manifest_of(files)
    assert made.withheld == len(manifest["withheld"]) > 0
    assert "pages/devon/a/begin.html" not in files
    assert not set(record.taken) & {each.get("page", each["fingerprint"]) for each in manifest["files"]}
    assert {each["fingerprint"] for each in manifest["withheld"]} <= set(record.taken)
    assert {each["ground"] for each in manifest["withheld"]} == {"An order."}
    for each in manifest["withheld"]:
        assert each["fingerprint"] in files["open-me.html"].decode()
    assert b"You are worried" not in b"".join(
        data for name, data in files.items() if "begin" in name or name.endswith("manuscript.json")
    ).replace(b'"title":"You are worried"', b"")
    new = Shelf(tmp_path / "new")
    assert put_back(new, tmp_path / "a.zip").withheld == 1
    assert verified(new) == verified(shelf) or refusals(verified(new)) == []
    assert new.withheld() == [record]
    assert not [seal for seal in record.taken if list(new.folder.glob(f"objects/*/{seal}*"))]
    assert put_back(new, tmp_path / "a.zip").nothing


def test_a_damaged_shelf_is_not_archived(kept, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(kept / "shelf", shelf.folder)
    row = shelf.printing(PrintingName("devon", ONE, 2, 1)).pages[-1]
    file = shelf.object_file(row.fingerprint, ending_of(row.path))
    file.chmod(0o644)
    file.write_bytes(b"other words")
    with pytest.raises(Refused, match="not those that were shelved"):
        archive(shelf, ONE, tmp_path / "a.zip")
    file.unlink()
    with pytest.raises(Refused, match="it is missing"):
        archive(shelf, ONE, tmp_path / "a.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["shelf"]


def test_only_what_was_in_force_and_only_into_a_new_file(kept, shelf, tmp_path):
    with pytest.raises(Refused) as refused:
        archive(shelf, ONE, kept / f"{TWO}.zip")
    assert refused.value.findings[0].rule == "archive-taken"
    with pytest.raises(Refused) as refused:
        archive(shelf, "2031-1", tmp_path / "a.zip")
    assert refused.value.findings[0].rule == "edition-not-there"
    assert list(tmp_path.iterdir()) == []


# --- putting it back


def verified(shelf):
    """What a stranger finds, each printing made again; html5lib's faults are the small press's own."""
    found = verify(shelf, press=OpenPress, components=components)
    return [each for each in found if not each.rule.startswith(("html-", "printing-other-pages", "filled"))]


def steps_of(shelf, number):
    return {
        (start, name)
        for steps in shown_by(shelf.changes()).values()
        for start, name in steps
        if name.edition == number
    }


@pytest.mark.parametrize("number", [ONE, TWO, THREE])
def test_onto_an_empty_shelf(kept, shelf, tmp_path, number):
    new = Shelf(tmp_path / "new")
    made = put_back(new, kept / f"{number}.zip")
    assert (made.editions, made.supplements) == (1, 4 if number == ONE else 3)
    assert verified(new) == []
    assert not new.unfinished.exists()
    assert steps_of(new, number) == steps_of(shelf, number)
    moments = {start + timedelta(hours=hours) for start, _ in steps_of(shelf, number) for hours in (0, 1)}
    for moment in moments:
        seen, then = readers_view(new, moment), readers_view(shelf, moment)
        assert seen == then
        for name in new.in_force(moment).values():
            assert new.printing(name) == shelf.printing(name)
            assert new.slots(new.printing(name)) == shelf.slots(shelf.printing(name))
    assert new.edition(number) == shelf.edition(number)
    assert new.settings() == shelf.settings()
    for file in new.folder.glob("objects/*/*"):
        assert file.read_bytes() == (shelf.folder / file.relative_to(new.folder)).read_bytes(), (
            "compressed too"
        )


def test_an_archive_of_what_was_put_back_has_the_same_pages(kept, tmp_path):
    """Only what it knows of the edition after is gone, since the new shelf does not hold that."""
    new = Shelf(tmp_path / "new")
    put_back(new, kept / f"{ONE}.zip")
    put_back(new, kept / f"{TWO}.zip")
    archive(new, ONE, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (kept / f"{ONE}.zip").read_bytes()


def test_onto_the_shelf_it_came_from_nothing_changes(kept, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(kept / "shelf", shelf.folder)
    before = {file: file.stat().st_mtime_ns for file in shelf.folder.rglob("*") if file.is_file()}
    for number in (ONE, TWO, THREE):
        made = put_back(shelf, kept / f"{number}.zip")
        assert made.nothing
        assert made.open_end == ()
    after = {file: file.stat().st_mtime_ns for file in shelf.folder.rglob("*") if file.is_file()}
    assert before == after


@pytest.mark.parametrize("order", [(ONE, TWO, THREE), (THREE, TWO, ONE), (TWO, ONE, THREE)])
def test_one_edition_beside_another_in_any_order(kept, shelf, tmp_path, order):
    new = Shelf(tmp_path / "new")
    for number in order:
        put_back(new, kept / f"{number}.zip")
        assert verified(new) == []
    for day in (date(2026, 9, 5), date(2026, 9, 25), date(2026, 10, 5), date(2026, 11, 5)):
        assert readers_view(new, instant(day)) == readers_view(shelf, instant(day))
    assert shown_by(new.changes()) == shown_by(shelf.changes())
    assert [found.rule for found in verified(new)] == []
    read_back(new, THREE, tmp_path / "back")
    read_back(shelf, THREE, tmp_path / "whole")
    assert everything(tmp_path / "back") == everything(tmp_path / "whole")


def test_a_shelf_that_begins_with_a_later_supplement_is_not_read_back(kept, tmp_path):
    new = Shelf(tmp_path / "new")
    put_back(new, kept / f"{TWO}.zip")
    with pytest.raises(Refused) as refused:
        read_back(new, TWO, tmp_path / "back")
    assert refused.value.findings[0].rule == "read-back-first"
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(("first", "second"), [(ONE, THREE), (THREE, ONE)])
def test_with_an_edition_missing_between_it_refuses_rather_than_guess(kept, tmp_path, first, second):
    new = Shelf(tmp_path / "new")
    made = put_back(new, kept / f"{first}.zip")
    assert made.open_end == ((*KEYS[:2], FRONT, KEYS[2]) if first == ONE else ())
    before = everything(new.folder)
    with pytest.raises(Refused) as refused:
        put_back(new, kept / f"{second}.zip")
    assert refused.value.findings[0].rule == "put-back-days"
    assert everything(new.folder) == before


def test_an_archive_made_while_it_was_in_force(kept, shelf, tmp_path):
    """Onto a shelf that went on it adds nothing; onto one that lacks it, it cannot say what followed."""
    early = Shelf(tmp_path / "early")
    put_back(early, kept / f"{ONE}.zip")
    archive(early, ONE, tmp_path / "early.zip")
    assert manifest_of(unzipped(tmp_path / "early.zip"))["after"] == {}
    whole = Shelf(tmp_path / "whole")
    shutil.copytree(shelf.folder, whole.folder)
    assert put_back(whole, tmp_path / "early.zip").nothing
    late = Shelf(tmp_path / "late")
    put_back(late, kept / f"{TWO}.zip")
    with pytest.raises(Refused, match="made before that"):
        put_back(late, tmp_path / "early.zip")


def test_a_shelf_that_says_another_thing_of_those_days(kept, shelf, tmp_path):
    other = Shelf(tmp_path / "other")
    put_back(other, kept / f"{ONE}.zip")
    words = other.in_force_file.read_bytes()
    other.in_force_file.write_bytes(words.replace(b"2026-09-19T23", b"2026-09-18T23"))
    before = everything(other.folder)
    with pytest.raises(Refused) as refused:
        put_back(other, kept / f"{ONE}.zip")
    assert refused.value.findings[0].rule == "put-back-days"
    assert everything(other.folder) == before


def test_other_words_under_the_same_number(kept, tmp_path):
    pack, shelf = frozen_pack(tmp_path / "pack", KEYS), Shelf(tmp_path / "other")
    reword(pack)
    shutil.rmtree(pack / "editions")
    (pack / "places.tsv").write_text("place\tkind\tevent\tedition\tsee\n")
    freeze_edition(pack, date(2026, 9, 1))
    compile_small(pack, shelf)
    before = everything(shelf.folder)
    with pytest.raises(Refused) as refused:
        put_back(shelf, kept / f"{ONE}.zip")
    assert refused.value.findings[0].rule == "put-back-other"
    assert everything(shelf.folder) == before


def test_an_edition_out_of_its_order(kept, tmp_path):
    pack, shelf = frozen_pack(tmp_path / "pack", KEYS, day=date(2026, 10, 15)), Shelf(tmp_path / "other")
    compile_small(pack, shelf)
    with pytest.raises(Refused) as refused:
        put_back(shelf, kept / f"{TWO}.zip")
    assert refused.value.findings[0].rule == "put-back-order"


def test_what_was_withheld_since_does_not_come_back(kept, withheld):
    """An archive made before: the shelf that has the edition stays as it is."""
    shelf, record = withheld
    before = everything(shelf.folder)
    assert put_back(shelf, kept / f"{ONE}.zip").nothing
    assert everything(shelf.folder) == before
    assert record.taken


def test_withheld_words_do_not_come_back_with_an_edition_that_is_gone(kept, withheld, tmp_path):
    _, record = withheld
    new = Shelf(tmp_path / "new")
    new.folder.mkdir()
    new.add_withholding(record)
    before = everything(new.folder)
    with pytest.raises(Refused) as refused:
        put_back(new, kept / f"{ONE}.zip")
    assert refused.value.findings[0].rule == "put-back-withheld"
    assert everything(new.folder) == before


def test_an_archive_withholds_nothing_by_itself(kept, withheld, tmp_path):
    """A shelf that still has the words keeps them, until two people take them off it."""
    shelf, _ = withheld
    archive(shelf, ONE, tmp_path / "a.zip")
    whole = Shelf(tmp_path / "whole")
    shutil.copytree(kept / "shelf", whole.folder)
    before = everything(whole.folder)
    with pytest.raises(Refused) as refused:
        put_back(whole, tmp_path / "a.zip")
    assert refused.value.findings[0].rule == "put-back-withhold"
    assert everything(whole.folder) == before


def test_a_record_that_could_reach_further_is_refused(withheld, tmp_path):
    shelf, record = withheld
    archive(shelf, ONE, tmp_path / "a.zip")
    files = unzipped(tmp_path / "a.zip")
    for other in ({"taken": ("",)}, {"taken": ("../x",)}, {"texts": ()}):
        line = encode(msgspec.structs.replace(record, **other))
        target = remade({**files, "withheld.jsonl": line}, tmp_path / "b.zip")
        named = "editions/2026-1/manuscript.json" if "texts" in other else "withheld.jsonl"
        assert refused_file(Shelf(tmp_path / "new"), target) == ("archive-file", named)


def test_read_back_after_withholding(withheld, tmp_path):
    shelf, _ = withheld
    back = read_back(shelf, THREE, tmp_path / "pack")
    assert [(each.rule, each.file) for each in back.findings] == [
        ("read-back-withheld", "editions/2026-1/manuscript.json")
    ]
    pack, found = read_pack(tmp_path / "pack")
    told = {each.rule for each in (*found, *check_pack(pack)) if each.severity == "refuse"}
    assert told <= {"facet-missing"}, "what was left is frozen as it is, with a fingerprint of its own"
    assert b"Do this" not in (tmp_path / "pack/editions/2026-1/boxes/a/begin.md").read_bytes()


def test_bytes_that_a_shelf_lost_come_back(kept, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(kept / "shelf", shelf.folder)
    whole = everything(shelf.folder)
    name = shelf.in_force(instant(date(2026, 9, 25)))["devon"]
    for row in shelf.printing(name).pages[:3]:
        shelf.object_file(row.fingerprint, ending_of(row.path)).unlink()
    made = put_back(shelf, kept / f"{ONE}.zip")
    assert (made.objects, made.printings, made.in_force) == (3, 0, ())
    assert everything(shelf.folder) == whole


def test_a_printing_that_never_came_into_force_is_kept(kept, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shutil.copytree(kept / "shelf", shelf.folder)
    compiler = Compiler(shelf, workers=1, press=Repaired, components=lambda: "d" * 64)
    made = compiler.print_again(ONE, MORNING, gateway="devon")
    archive(shelf, ONE, tmp_path / "a.zip")
    files = unzipped(tmp_path / "a.zip")
    assert b"Repaired" not in files["pages/devon/index.html"], "readers saw the first printing"
    new = Shelf(tmp_path / "new")
    put_back(new, tmp_path / "a.zip")
    for name in made.printings:
        assert new.printing(name) == shelf.printing(name)
    assert verified(new) == []
    # onto a shelf with the first printings alone the second ones are added, with no line
    old = Shelf(tmp_path / "old")
    put_back(old, kept / f"{ONE}.zip")
    more = put_back(old, tmp_path / "a.zip")
    assert (more.editions, more.printings, more.in_force) == (0, 2, ())
    assert everything(old.folder) == everything(new.folder)


# --- what is refused


def rezipped(files, target, change=None):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
        if change:
            change(out)
    return target


def remade(files, target, **other):
    """The same with other files, and a manifest and a list that go with them."""
    files = {**files, **{name.replace("__", "/"): data for name, data in other.items()}}
    manifest = manifest_of(files)
    for each in manifest["files"]:
        each["fingerprint"] = hashlib.sha256(files[each["path"]]).hexdigest()
        each["size"] = len(files[each["path"]])
    files["manifest.json"] = encode(manifest)
    files["fingerprints.txt"] = "".join(
        f"{e['fingerprint']}  {e['path']}\n" for e in manifest["files"]
    ).encode()
    return rezipped(files, target)


def refused_file(shelf, file, **more):
    with pytest.raises(Refused) as refused:
        put_back(shelf, file, **more)
    (found,) = refused.value.findings
    assert not shelf.folder.exists(), "nothing was written, not even the folder"
    return found.rule, found.file


def test_every_file_is_needed_and_must_be_as_it_was(kept, tmp_path):
    """Each kind of file in turn altered, missing, cut short: a finding names it."""
    files, new = unzipped(kept / f"{ONE}.zip"), Shelf(tmp_path / "new")
    kinds = {re.sub(r"\d|[0-9a-f]{64}|bristol|somerset", "", name): name for name in files}
    assert len(kinds) > 15
    for name in kinds.values():
        data = files[name]
        for other in (b"\0" + data[1:], data[:-1], data + b"\n", None):
            changed = {key: value for key, value in files.items() if key != name}
            if other is not None:
                changed[name] = other
            assert refused_file(new, rezipped(changed, tmp_path / "a.zip")) == ("archive-file", name)


def test_a_manifest_made_to_fit_altered_words_is_found_out(kept, tmp_path):
    """Fingerprints that agree with each other are not enough: words must go with heads, pages with lists."""
    files, new = unzipped(kept / f"{ONE}.zip"), Shelf(tmp_path / "new")
    for name, old, put in (
        ("editions/2026-1/manuscript.json", b"Do this first", b"Do this last!"),
        ("editions/2026-1/edition.json", b"2026-09-01", b"2026-9-1"),
        ("supplements/devon/1/local-manuscript.json", b"960001", b"960007"),
        ("supplements/devon/1/supplement.json", b'"number":1', b'"number":2'),
        ("printings/devon/1/1.json", b'"devon"', b'"../dv"'),
        ("printings/devon/1/1.json", b'"supplement":1', b'"supplement":2'),
        ("printings/devon/1/1.json", b'"index.html"', b'"../../oo.html"'),
        ("in-force.jsonl", b"2026-08-31T23", b"2026-08-31T22"),
        ("settings.json", b'"hosts":{}', b'"hosts":[]'),
    ):
        assert old in files[name], name
        rule, file = refused_file(
            new, remade({**files, name: files[name].replace(old, put)}, tmp_path / "a.zip")
        )
        assert (rule, file) == ("archive-file", name)
    page = files["pages/devon/a/step.html"]
    changed = {**files, "pages/devon/a/step.html": page.replace(b"Do this first", b"Do this last!")}
    assert refused_file(new, remade(changed, tmp_path / "a.zip")) == (
        "archive-file",
        "pages/devon/a/step.html",
    )
    for change in ({"archive": 2}, {"edition": "../../x"}, {"edition": TWO}, {"more": 1}, {"shown": []}):
        manifest = {**manifest_of(files), **change}
        if "shown" in change:
            rule, file = refused_file(
                new, rezipped({**files, "manifest.json": encode(manifest)}, tmp_path / "a.zip")
            )
            assert file == "in-force.jsonl"
        else:
            rule, _ = refused_file(
                new, rezipped({**files, "manifest.json": encode(manifest)}, tmp_path / "a.zip")
            )
        assert rule == "archive-file"


def test_its_known_fingerprint_can_be_asked_for(kept, tmp_path):
    files, new = unzipped(kept / f"{ONE}.zip"), Shelf(tmp_path / "new")
    known = hashlib.sha256(files["manifest.json"]).hexdigest()
    assert refused_file(new, kept / f"{ONE}.zip", fingerprint="0" * 64) == ("archive-file", "manifest.json")
    put_back(new, kept / f"{ONE}.zip", fingerprint=known.upper())


def test_ways_out_links_and_what_unfolds_too_far(kept, tmp_path):
    files, new = unzipped(kept / f"{ONE}.zip"), Shelf(tmp_path / "new")

    def named(name, attributes=0o100644 << 16, data=b"x"):
        about = zipfile.ZipInfo("x")
        about.filename, about.external_attr = name, attributes
        about.compress_type = zipfile.ZIP_DEFLATED
        return lambda out: out.writestr(about, data)

    for name in (
        "/etc/x",
        "../x",
        "pages/../../x",
        "c:x",
        "pages\\x",
        "pages//x",
        "pages/",
        ".hidden",
        "a\nb",
        "ü",
    ):
        rule, _ = refused_file(new, rezipped(files, tmp_path / "a.zip", named(name)))
        assert rule == "archive-file", name
    link = rezipped(files, tmp_path / "a.zip", named("pages/link.html", 0o120777 << 16, b"/etc/passwd"))
    assert refused_file(new, link) == ("archive-file", "pages/link.html")
    bomb = rezipped(files, tmp_path / "a.zip", named("pages/bomb.html", data=b"\0" * 20_000_000))
    assert refused_file(new, bomb) == ("archive-file", "pages/bomb.html")
    stranger = rezipped(files, tmp_path / "a.zip", named("pages/more.html"))
    assert refused_file(new, stranger) == ("archive-file", "pages/more.html")
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = rezipped(files, tmp_path / "a.zip", named("settings.json"))
    assert refused_file(new, twice) == ("archive-file", "settings.json")


def test_a_size_that_is_not_true(kept, tmp_path):
    """What the list at the end of a zip says of a file is not believed further than it says."""
    data = (kept / f"{ONE}.zip").read_bytes()
    with zipfile.ZipFile(kept / f"{ONE}.zip") as opened:
        size = opened.getinfo("open-me.html").file_size
    at = data.rindex(b"open-me.html") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    for told in (size - 1, size + 1, 2**31):
        lied = data[: at + 24] + told.to_bytes(4, "little") + data[at + 28 :]
        (tmp_path / "a.zip").write_bytes(lied)
        rule, file = refused_file(Shelf(tmp_path / "new"), tmp_path / "a.zip")
        assert (rule, file) == ("archive-file", "open-me.html")


def test_what_is_no_archive(kept, tmp_path):
    new, file = Shelf(tmp_path / "new"), tmp_path / "a.zip"
    assert refused_file(new, tmp_path / "nowhere.zip")[0] == "archive-unreadable"
    assert refused_file(new, tmp_path)[0] == "archive-unreadable"
    for data in (b"", b"words", (kept / f"{ONE}.zip").read_bytes()[:-100]):
        file.write_bytes(data)
        assert refused_file(new, file)[0] == "archive-unreadable"
    assert refused_file(new, rezipped({"a.txt": b"x"}, file)) == ("archive-file", "manifest.json")


# --- killed


@pytest.mark.parametrize("beside", [False, True], ids=["onto an empty shelf", "beside another edition"])
def test_killed_while_putting_back(kept, tmp_path, beside):
    """Before any deed to the disk: readers have none of it or all of it, and the next run ends the same."""
    number = TWO if beside else ONE
    start = tmp_path / "start"
    start.mkdir()
    if beside:
        put_back(Shelf(start), kept / f"{ONE}.zip")
    shutil.copytree(start, tmp_path / "after")
    with pytest.MonkeyPatch.context() as patch:
        killer = Killer(patch)
        put_back(Shelf(tmp_path / "after"), kept / f"{number}.zip")
        count = killer.count
    moment = instant(date(2026, 11, 5))
    old, new = (readers_view(Shelf(each), moment) for each in (start, tmp_path / "after"))
    before, after = everything(start), everything(tmp_path / "after")
    assert count > 60
    outcomes = []
    for strike in range(count):
        if strike % 5 and count - strike > 25:
            continue
        folder = tmp_path / "struck"
        shutil.copytree(start, folder)
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                put_back(Shelf(folder), kept / f"{number}.zip")
        seen = readers_view(Shelf(folder), moment)
        assert seen in (old, new)
        outcomes.append(seen == new)
        if seen == old:
            with Shelf(folder).locked():
                left = {name: data for name, data in everything(folder).items() if name != "settings.json"}
            assert left == {name: data for name, data in before.items() if name != "settings.json"}
        put_back(Shelf(folder), kept / f"{number}.zip")
        assert everything(folder) == after
        shutil.rmtree(folder)
    assert {False, True} == set(outcomes)
    assert outcomes == sorted(outcomes)


def test_killed_while_archiving(shelf, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        killer = Killer(patch)
        archive(shelf, ONE, tmp_path / "whole.zip")
        count = killer.count
    for strike in range(count):
        file = tmp_path / f"{strike}.zip"
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, strike)
            with pytest.raises(Killed):
                archive(shelf, ONE, file)
        assert not file.exists() or file.read_bytes() == (tmp_path / "whole.zip").read_bytes()


# --- the commands


def test_the_commands(kept, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shelf, new = str(kept / "shelf"), str(tmp_path / "new")
    assert main.run(["archive", ONE, "--shelf", shelf]) == 0
    said = capsys.readouterr().out
    assert "Archived edition 2026-1 in edition-2026-1.zip: 5 printings of 4 gateways" in said
    known = re.search(r"manifest: ([0-9a-f]{64})", said)[1]
    assert main.run(["archive", ONE, "--shelf", shelf]) == 1
    capsys.readouterr()
    assert main.run(["put-back", "edition-2026-1.zip", "--fingerprint", known, "--shelf", new]) == 0
    said = capsys.readouterr().out
    assert "Put edition 2026-1 back: 5 printings, 4 supplements" in said
    assert "In force from 2026-08-31 23:00 UTC: 4 gateways." in said
    assert "it shows the edition on and on" in said
    assert main.run(["put-back", "edition-2026-1.zip", "--shelf", new]) == 0
    assert "is on the shelf already, all of it: nothing was changed." in capsys.readouterr().out
    assert main.run(["put-back", "edition-2026-1.zip", "--fingerprint", "0", "--shelf", new]) == 1
