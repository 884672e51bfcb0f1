"""Verifying a shelf, with one thing after another put wrong; and carrying a gateway away."""

import json
from datetime import timedelta

import pytest

from tests.packs import MORNING, SmallPress, components, frozen_pack, joined
from waymark.editions.carrying import carry
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.editions.verifying import verify
from waymark.manual.findings import Refused


class LinkedPress(SmallPress):
    """Sets pages with links of every sort that holds."""

    linked = (
        '<a href="index.html">in this gateway</a> <a href="../areas.html">at the front</a> '
        '<a href="linked.html#part">here</a> <p id="part">Part.</p> <a href="#part">part</a> '
        '<a href="https://www.gov.uk/">web</a> <a href="tel:999">999</a> <a href="a/step.html?x=1">box</a> '
        '<a href="/letters/">write</a>'
    )

    def gateway(self, local):
        pages, assets = super().gateway(local)
        parts = ("<!doctype html><html lang=en><title>Links</title>", self.linked)
        return [*pages, joined("linked.html", parts)], assets


def verified(shelf, press=LinkedPress, **how):
    return verify(shelf, press=press, components=components, **how)


def compiled(tmp_path, press=LinkedPress):
    pack = frozen_pack(tmp_path / "pack", ("somerset", "devon"))
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, MORNING, workers=1, press=press, components=components)
    return shelf


def rules(found):
    return {each.rule for each in found}


def page_file(shelf, path, encoding=""):
    name = shelf.in_force(MORNING)["somerset"]
    row = next(row for row in shelf.printing(name).pages if row.path == path)
    return shelf.object_file(row.fingerprint, ".html", encoding)


def test_a_whole_shelf(tmp_path):
    assert verified(compiled(tmp_path), workers=2) == []


def test_no_shelf(tmp_path):
    with pytest.raises(Refused):
        verify(Shelf(tmp_path))


def spoil(file, data=b"other"):
    file.chmod(0o644)
    file.write_bytes(data)


def spoil_json(file, **more):
    file.write_text(json.dumps(json.loads(file.read_text()) | more))


BEFORE = MORNING - timedelta(days=400)

WRONG = {
    "object-damaged": lambda shelf: spoil(page_file(shelf, "a/step.html")),
    "object-squeezed": lambda shelf: spoil(page_file(shelf, "a/step.html", "br")),
    "page-missing": lambda shelf: page_file(shelf, "a/step.html").unlink(),
    "text-altered": lambda shelf: spoil(shelf.edition_folder("2026-1") / "manuscript.json"),
    "printing-text": lambda shelf: spoil_json(
        shelf.supplement_folder("devon", 1) / "supplement.json", fingerprint="0" * 64
    ),
    "in-force-unknown": lambda shelf: next(shelf.folder.glob("printings/devon/*/*/1.json")).unlink(),
    "in-force-twice": lambda shelf: shelf.bring_into_force(MORNING, (shelf.in_force(MORNING)["devon"],) * 2),
    "shelf-broken": lambda shelf: spoil(shelf.in_force_file, b"{}\n"),
    "in-force-torn": lambda shelf: spoil(shelf.in_force_file, shelf.in_force_file.read_bytes() + b"{"),
    "in-force-early": lambda shelf: shelf.bring_into_force(BEFORE, (shelf.in_force(MORNING)["devon"],)),
    "in-force-gap": lambda shelf: shelf.bring_into_force(BEFORE, (shelf.in_force(MORNING)["devon"],)),
    "head-other": lambda shelf: spoil_json(shelf.edition_folder("2026-1") / "edition.json", places={}),
    "printing-differs": lambda shelf: spoil_json(
        shelf.printing_file(shelf.in_force(MORNING)["devon"]), pages=[]
    ),
    "printing-other-pages": lambda shelf: spoil_json(
        shelf.printing_file(shelf.in_force(MORNING)["devon"]), components="0"
    ),
    "shelf-unfinished": lambda shelf: shelf.unfinished.write_bytes(b"[]"),
    "object-loose": lambda shelf: shelf.put_object(b"a loose page", ".html", {}),
}


@pytest.mark.parametrize("rule", WRONG)
def test_what_is_wrong(tmp_path, rule):
    shelf = compiled(tmp_path)
    WRONG[rule](shelf)
    assert rule in rules(verified(shelf))


def test_an_instant_without_its_offset_is_a_fault(tmp_path):
    shelf = compiled(tmp_path)
    spoil(shelf.in_force_file, shelf.in_force_file.read_bytes().replace(b'Z"', b'"'))
    assert "shelf-broken" in rules(verified(shelf))


def test_an_id_that_a_slot_brings_again(tmp_path):
    class Twice(LinkedPress):
        linked = '<p id="ring">One.</p><!--slot:contacts--><!--/slot:contacts-->'

        def slots(self, local):
            return {"contacts": '<p id="ring">Two.</p>'}

    assert rules(verified(compiled(tmp_path, Twice), Twice)) == {"html-id-twice"}


def test_a_link_in_a_slot_is_read(tmp_path):
    class Wrong(LinkedPress):
        def slots(self, local):
            return {"contacts": '<a href="./~/nowhere.html">x</a>'}

    assert rules(verified(compiled(tmp_path, Wrong), Wrong)) == {"link-broken"}


LINKS = {
    '<a href="nowhere.html">x</a>': "link-broken",
    '<a href="a/">a folder</a>': "link-broken",
    '<a href="../torbay/index.html">x</a>': "link-broken",
    '<a href="index.html#nowhere">x</a>': "link-to-no-id",
    '<a href="/somerset/index.html">x</a>': "link-absolute",
    '<p id="one"><p id="one">': "html-id-twice",
    "<p><b>never closed</p>": "html-fault",
}


@pytest.mark.parametrize("words", LINKS)
def test_links_and_html(tmp_path, words):
    class Wrong(LinkedPress):
        linked = words

    assert rules(verified(compiled(tmp_path, Wrong), Wrong)) == {LINKS[words]}


def test_carried_away(tmp_path):
    shelf = compiled(tmp_path)
    folder = tmp_path / "stick"
    carried = carry(shelf, "somerset", folder, MORNING)
    assert carried.first == str(folder / "somerset/index.html")
    assert (folder / "somerset/a/step.html").read_bytes() == page_file(shelf, "a/step.html").read_bytes()
    assert (folder / "somerset/a/step.html").samefile(page_file(shelf, "a/step.html"))
    assert b'href="index.html"' in (folder / "somerset/404.html").read_bytes()
    areas = (folder / "areas.html").read_text()
    assert 'href="somerset/index.html"' in areas
    assert 'href="http://localhost:8000/devon/"' in areas
    assert verified(shelf) == []
    with pytest.raises(Refused, match="something at"):
        carry(shelf, "somerset", folder, MORNING)
    with pytest.raises(Refused, match="devon, somerset"):
        carry(shelf, "front", tmp_path / "other", MORNING)
