from tests.small_pack import LOCAL, SHARED
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.local_form import read_local, write_local
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
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
