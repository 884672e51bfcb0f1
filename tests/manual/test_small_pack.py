from pathlib import Path

from tests.small_pack import LOCAL, PACK, SHARED
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.local_form import read_local, write_local
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.wholeness import check_local, check_manuscript


def test_a_small_whole_manual_has_no_findings() -> None:
    manuscript, found, _ = read_manuscript(SHARED)
    assert not found
    assert manuscript is not None
    assert not check_manuscript(manuscript)
    local, found, _ = read_local(LOCAL)
    assert not found
    assert local is not None
    assert not list(check_local(local, Lookup(manuscript)))


def test_a_canonical_pack_comes_back_byte_for_byte() -> None:
    manuscript, _, _ = read_manuscript(SHARED)
    assert manuscript is not None
    assert write_manuscript(manuscript) == SHARED
    local, _, _ = read_local(LOCAL)
    assert local is not None
    assert write_local(local) == LOCAL


def test_a_name_that_is_wrong_is_found_on_its_line(tmp_path: Path) -> None:
    for name, data in PACK.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "consortium.yaml").open("ab") as more:
        more.write(b"hosts:\n  a.example: somerset\n")
    read, found = read_pack(tmp_path)
    assert read is None
    assert [(each.rule, each.file, each.line) for each in found] == [("form", "consortium.yaml", 4)]
