"""Files of local guidance: made from its page, carried to the shelf with the supplement, and kept true."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pypdf
import pytest

from tests.packs import FIRST_DAY, MORNING, edit, freeze_edition, freeze_supplement, frozen_pack, write_pack
from waymark.editions.carrying import carry
from waymark.editions.compiling import compile_pack
from waymark.editions.papers import set_papers
from waymark.editions.shelf import Shelf
from waymark.editions.tidying import tidy
from waymark.editions.verifying import verify
from waymark.manual.checking import check_pack
from waymark.manual.findings import Refused
from waymark.manual.pack.whole import read_pack

DRAFT = "partnerships/devon/draft/"
GUIDE = DRAFT + "guidance/a-guide.md"
PAPER = DRAFT + "files/a-guide.pdf"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path):
    folder = write_pack(tmp_path / "pack", ("devon",))
    set_papers(folder, "devon", ["a-guide"])
    return folder


def rules(folder: Path) -> list[str]:
    """What a check of the pack finds."""
    read, found = read_pack(folder)
    return [each.rule for each in (found if read is None else [*found, *check_pack(read)])]


def words(data: bytes) -> str:
    """All words of a PDF, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_a_page_set_as_a_file_says_what_the_page_says(pack):
    data = (pack / PAPER).read_bytes()
    made = pypdf.PdfReader(io.BytesIO(data))
    said = words(data)
    assert made.metadata is not None
    assert made.metadata.title in said
    assert made.root_object["/Lang"] == "en-GB"
    assert made.root_object["/MarkInfo"]["/Marked"]
    read, _ = read_pack(pack)
    assert read is not None
    local, _, _ = read.read_local_draft("devon")
    assert local is not None
    for line in local.guidance[0].text.plain.split("\n"):
        assert line in said
    assert "An example." in said, "the notice of text that nobody adopted"
    assert "/devon/local/a-guide" in said
    assert rules(pack) == []


def test_the_same_words_give_the_same_bytes(pack):
    before = (pack / PAPER).read_bytes(), (pack / GUIDE).read_bytes()
    set_papers(pack, "devon", ["a-guide"])
    assert ((pack / PAPER).read_bytes(), (pack / GUIDE).read_bytes()) == before
    assert not tidy(pack)


def test_other_words_make_the_file_stale(pack):
    edit(pack, GUIDE, "title: ", "title: New ")
    assert rules(pack) == ["guidance-file-stale"]
    freeze_edition(pack, FIRST_DAY)
    with pytest.raises(Refused, match="other words"):
        freeze_supplement(pack, "devon", FIRST_DAY)


def test_another_file_under_the_same_name_is_found(pack):
    (pack / PAPER).write_bytes(b"%PDF-1.7 other")
    assert rules(pack) == ["guidance-file-bytes"]
    (pack / PAPER).unlink()
    assert rules(pack) == ["guidance-file-bytes"]


def test_a_file_that_no_guidance_names_is_found(pack):
    (pack / DRAFT / "files/other.pdf").write_bytes(b"%PDF-1.7")
    assert rules(pack) == ["file-wrong-kind"]


def test_only_a_page_that_is_there_can_be_set(pack):
    with pytest.raises(Refused, match="no guidance other"):
        set_papers(pack, "devon", ["other"])
    with pytest.raises(Refused, match="no partnership bristol"):
        set_papers(pack, "bristol", ["a-guide"])


def test_the_file_goes_with_its_supplement_to_every_reader(pack, tmp_path):
    freeze_edition(pack, FIRST_DAY)
    freeze_supplement(pack, "devon", FIRST_DAY)
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, MORNING, workers=1)
    name = shelf.in_force(MORNING)["devon"]
    (row,) = [row for row in shelf.printing(name).pages if row.path == "local/a-guide.pdf"]
    data = (pack / PAPER).read_bytes()
    assert row.fingerprint == hashlib.sha256(data).hexdigest()
    assert shelf.object_file(row.fingerprint, ".pdf").read_bytes() == data
    assert verify(shelf) == []
    carry(shelf, "devon", tmp_path / "away", MORNING)
    assert (tmp_path / "away/devon/local/a-guide.pdf").read_bytes() == data
    page = (tmp_path / "away/devon/local/a-guide.html").read_text()
    assert 'href="a-guide.pdf" download' in page


def test_a_supplement_without_the_file_keeps_the_old_one_for_the_old_day(pack, tmp_path):
    freeze_edition(pack, FIRST_DAY)
    freeze_supplement(pack, "devon", FIRST_DAY)
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, MORNING, workers=1)
    text = (pack / GUIDE).read_text()
    (pack / GUIDE).write_text(re.sub(r"file:\n(?:  .*\n)+", "", text))
    (pack / PAPER).unlink()
    freeze_supplement(pack, "devon", MORNING.date())
    compile_pack(pack, shelf, MORNING, workers=1)
    paths = {row.path for row in shelf.printing(shelf.in_force(MORNING)["devon"]).pages}
    assert "local/a-guide.pdf" not in paths
    assert verify(shelf) == []


def test_the_files_of_the_starter_manual_are_what_its_pages_say():
    drafts = sorted((ROOT / "southwest/partnerships").glob("*/draft/files/*.pdf"))
    for file in drafts:
        guide = (file.parents[1] / "guidance" / f"{file.stem}.md").read_text()
        body = guide.split("---\n", 2)[2]
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body.replace("**", ""))
        said = words(file.read_bytes())
        for line in filter(None, plain.split("\n")):
            assert re.sub(r"^(?:-|\d+\.) ", "", line) in said, (file.name, line)


def test_a_pack_without_files_is_as_it_was(tmp_path):
    pack = frozen_pack(tmp_path / "pack")
    assert rules(pack) == []
