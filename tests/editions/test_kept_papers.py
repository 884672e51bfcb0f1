"""Papers kept with a printing: put once, proved, swept when half done, and gone with what is withheld."""

from __future__ import annotations

import io
import shutil
from contextlib import suppress
from datetime import UTC, date, datetime

import pypdf
import pytest

from tests.gateways.conftest import Reader
from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack, reword, write_pack
from waymark.commands import main
from waymark.editions import withholding
from waymark.editions.compiling import compile_pack
from waymark.editions.kept_papers import every_paper, kept_paper, kept_papers, paper_file
from waymark.editions.setting_papers import PaperMaker
from waymark.editions.shelf import Shelf
from waymark.editions.verifying import verify
from waymark.editions.withholding import Asked, carry_out, withhold, withhold_again
from waymark.gateways.application import application
from waymark.manual.findings import Refused
from waymark.pages.paper.pieces import WHOLE

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SECRET = "Ask little Jo Example of Elm Road what happened."


@pytest.fixture
def pack(tmp_path):
    folder = write_pack(tmp_path / "pack", ("somerset", "devon"))
    reword(folder, new=SECRET)
    freeze_edition(folder, date(2026, 9, 1))
    edit(folder, "partnerships/devon/draft/notes/a/step.md", "Use our form.", "Use the form of Devon.")
    for key in ("somerset", "devon"):
        freeze_supplement(folder, key, date(2026, 9, 1))
    return folder


@pytest.fixture
def shelf(pack, tmp_path):
    made = Shelf(tmp_path / "shelf")
    compile_pack(pack, made, NOON, workers=1)
    return made


def keep(shelf, gateway="somerset", *places, **how):
    return PaperMaker(shelf, NOON).keep(gateway, places, **how)


def words(shelf, place, gateway="somerset"):
    paper = kept_paper(shelf, shelf.in_force(NOON)[gateway], place)
    data = shelf.object_file(paper.fingerprint, ".pdf").read_bytes()
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def rules(found):
    return {each.rule for each in found}


def test_the_manual_and_its_charts_are_kept_and_the_printing_stays_as_it_was(shelf):
    name = shelf.in_force(NOON)["somerset"]
    before = shelf.printing_file(name).read_bytes()
    made = keep(shelf)
    assert [each.place for each in made.papers] == [WHOLE, "a"]
    assert made.made == 2
    assert shelf.printing_file(name).read_bytes() == before
    assert SECRET in words(shelf, WHOLE)
    assert rules(verify(shelf)) == set()
    assert not shelf.unfinished.exists()


def test_what_is_kept_is_not_made_twice_and_comes_out_the_same(shelf):
    first = keep(shelf, every=True)
    assert {each.place for each in first.papers} >= {WHOLE, "a", "a/step", "local/a-guide"}
    again = keep(shelf, every=True)
    assert (again.made, again.papers) == (0, first.papers)
    assert list(PaperMaker(shelf, NOON).again("somerset")) == []


def test_another_printing_has_papers_of_its_own(pack, shelf):
    keep(shelf)
    old = shelf.in_force(NOON)["somerset"]
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, "somerset", NOON.date())
    compile_pack(pack, shelf, NOON, workers=1)
    new = shelf.in_force(NOON)["somerset"]
    assert kept_papers(shelf, new) == {}
    keep(shelf)
    assert kept_paper(shelf, old, WHOLE).fingerprint != kept_paper(shelf, new, WHOLE).fingerprint
    assert "01632 960009" in words(shelf, WHOLE)
    assert rules(verify(shelf)) == set()


def test_one_place_is_made_on_its_own(shelf):
    assert [each.place for each in keep(shelf, "devon", "a/step").papers] == ["a/step"]
    for place in ("a/nowhere", "../a", "terms/referral"):
        with pytest.raises(Refused, match="has no chart, box"):
            keep(shelf, "devon", place)
    with pytest.raises(Refused, match="No gateway front"):
        keep(shelf, "front")


def test_a_maker_stopped_half_way_leaves_nothing(shelf, monkeypatch):
    def stop():
        raise KeyboardInterrupt

    maker = PaperMaker(shelf, NOON)
    monkeypatch.setattr(shelf, "settle", stop)
    with pytest.raises(KeyboardInterrupt):
        maker.keep("somerset")
    assert shelf.unfinished.exists()
    monkeypatch.undo()
    with shelf.locked():
        pass
    assert list(every_paper(shelf)) == []
    assert not list(shelf.folder.glob("objects/*/*.pdf"))
    assert rules(verify(shelf)) == set()


def test_a_compile_stopped_half_way_takes_no_paper_with_it(shelf):
    keep(shelf)
    with suppress(KeyboardInterrupt), shelf.writing():
        shelf.put_object(b"half", ".html", {})
        raise KeyboardInterrupt
    assert shelf.unfinished.exists()
    with shelf.locked():
        pass
    assert SECRET in words(shelf, WHOLE)
    assert rules(verify(shelf)) == set()


SPOILT = {
    "paper-lost": lambda shelf, name: next(shelf.folder.glob("objects/*/*.pdf")).unlink(),
    "paper-other": lambda shelf, name: shelf.printing_file(name).unlink(),
    "paper-file": lambda shelf, name: paper_file(shelf, name, "a").write_bytes(b"{}"),
}


@pytest.mark.parametrize("rule", SPOILT)
def test_verifying_finds_what_is_wrong_with_a_paper(shelf, rule):
    keep(shelf)
    SPOILT[rule](shelf, shelf.in_force(NOON)["somerset"])
    assert rule in rules(verify(shelf))


def test_a_paper_under_another_name_is_found(shelf):
    keep(shelf)
    name = shelf.in_force(NOON)["somerset"]
    paper_file(shelf, name, "a").rename(paper_file(shelf, name, "b"))
    assert "paper-other" in rules(verify(shelf))


def test_a_withholding_takes_every_paper_that_may_hold_the_words(shelf):
    for key in ("somerset", "devon"):
        keep(shelf, key, every=True)
    ask = Reader(application(shelf, lambda: NOON))
    assert ask("/somerset/paper/a/step.pdf").status == 200
    people, ground = ("Ann Ames", "Bo Best"), "Order of the Family Court at Taunton, 3 May 2027"
    record = withhold(shelf, Asked("a/step", people, ground), NOON)
    assert list(every_paper(shelf)) == []
    assert not list(shelf.folder.glob("objects/*/*.pdf"))
    for path in ("whole-manual.pdf", "a.pdf", "a/step.pdf"):
        assert ask(f"/somerset/paper/{path}").status == 404
    carry_out(shelf, record)
    again = keep(shelf, every=True)
    assert again.made == len(again.papers)
    for place in (WHOLE, "a", "a/step"):
        assert "Jo Example" not in words(shelf, place)
        assert "They were withheld." in words(shelf, place)
    assert ask("/somerset/paper/a/step.pdf").status == 200
    assert {each.rule for each in verify(shelf) if each.severity == "refuse"} == set()


def test_a_local_withholding_takes_the_papers_of_its_gateway_alone(shelf):
    for key in ("somerset", "devon"):
        keep(shelf, key)
    people, ground = ("Ann Ames", "Bo Best"), "An erasure"
    withhold(shelf, Asked("a/step", people, ground, gateway="somerset"), NOON)
    assert {name.gateway for name, _ in every_paper(shelf)} == {"devon"}


def test_a_paper_whose_file_cannot_be_read_is_taken_too(shelf):
    keep(shelf)
    name = shelf.in_force(NOON)["somerset"]
    paper_file(shelf, name, "a").write_bytes(b"{}")
    withhold(shelf, Asked("a/step", ("Ann Ames", "Bo Best"), "An erasure"), NOON)
    assert list(every_paper(shelf)) == []
    assert not list(shelf.folder.glob("objects/*/*.pdf"))


def test_a_withholding_stopped_half_way_is_finished_for_papers_too(shelf, monkeypatch):
    keep(shelf)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(withholding, "take_papers", stop)
        with suppress(KeyboardInterrupt):
            withhold(shelf, Asked("a/step", ("Ann Ames", "Bo Best"), "An erasure"), NOON)
    assert SECRET in words(shelf, WHOLE)
    assert "withheld-unfinished" in rules(verify(shelf))
    with shelf.locked():
        pass
    assert list(every_paper(shelf)) == []
    assert "withheld-unfinished" not in rules(verify(shelf))


def test_a_copy_of_the_shelf_loses_its_own_papers(shelf, tmp_path):
    copy = Shelf(tmp_path / "copy")
    shutil.copytree(shelf.folder, copy.folder)
    keep(copy)
    withhold(shelf, Asked("a/step", ("Ann Ames", "Bo Best"), "An erasure"), NOON)
    withhold_again(copy, shelf.withheld())
    assert list(every_paper(copy)) == []
    assert not list(copy.folder.glob("objects/*/*.pdf"))


def test_words_withheld_while_a_paper_is_set_do_not_come_back_with_it(shelf, monkeypatch):
    maker = PaperMaker(shelf, NOON)
    real = maker._set
    done = []

    def slowly(papers, place):
        data = real(papers, place)
        if not done:
            done.append(withhold(shelf, Asked("a/step", ("Ann Ames", "Bo Best"), "An erasure"), NOON))
        return data

    monkeypatch.setattr(maker, "_set", slowly)
    maker.keep("somerset", ["a/step"])
    assert "Jo Example" not in words(shelf, "a/step")


def test_the_command_tells_writes_and_checks(tmp_path, capsys):
    pack, shelf = frozen_pack(tmp_path / "pack", ("somerset",)), str(tmp_path / "shelf")
    assert main.run(["compile", str(pack), "--shelf", shelf, "--papers", "--json"]) == 0
    assert '"papers":[{"gateway":"somerset"' in capsys.readouterr().out
    out = tmp_path / "step.pdf"
    assert main.run(["paper", "somerset", "a/step", "-o", str(out), "--shelf", shelf]) == 0
    said = capsys.readouterr().out
    assert "1 PDF file kept" in said
    assert "a/step: " in said
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert main.run(["paper", "somerset", "--check", "--shelf", shelf]) == 0
    assert main.run(["paper", "somerset", "a", "--check", "--shelf", shelf]) == 2
    assert main.run(["paper", "nowhere", "--shelf", shelf]) == 1
