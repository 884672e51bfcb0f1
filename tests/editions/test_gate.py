"""The gate where editions are made: what stops, what a waiver lets through, what it leaves alone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.hard_words import OVER, STOPPED, WAIVER, hard_box, manual, waiver
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
    write_pack,
)
from waymark.editions import checks, freezing
from waymark.editions.amended import amended
from waymark.editions.archive.making import archive
from waymark.editions.archive.putting_back import put_back
from waymark.editions.changes import shared_places
from waymark.editions.compiling import compile_pack
from waymark.editions.gather import NewEdition
from waymark.editions.report import Report
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Finding, Refused
from waymark.manual.json_form import decode, encode
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.whole import read_pack

BOX = "shared/boxes/a/begin.md"
LATER = date(2027, 2, 1)
AFTER = date(2027, 4, 1)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def written(folder: Path, how: str, waivers: str = "") -> Path:
    """A pack that is not frozen, with a box of these words."""
    write_pack(folder, ("somerset",))
    (folder / BOX).write_bytes(hard_box(how))
    if waivers:
        (folder / "shared/waivers.yaml").write_text(waivers)
    return folder


def compiled(pack: Path, shelf: Shelf, now: datetime = MORNING) -> Report:
    return compile_pack(pack, shelf, now, workers=1, press=SmallPress, components=components)


def no_gate() -> object:
    """As it was before there was a gate."""
    return patch.multiple(freezing, check_gate=lambda *_: (), check_local_gate=lambda *_: ())


def before_the_gate(pack: Path, how: str = STOPPED) -> None:
    """A pack whose first edition has a facet above 15, frozen before anyone minded."""
    written(pack, how)
    with no_gate():
        freeze_edition(pack, FIRST_DAY)
        freeze_supplement(pack, "somerset", FIRST_DAY)


def stopped(refused: pytest.ExceptionInfo[Refused]) -> Finding:
    (found,) = (each for each in refused.value.findings if each.severity.value == "refuse")
    assert found.rule == "reading-age-gate"
    return found


def test_an_edition_with_a_facet_above_15_cannot_be_frozen(tmp_path: Path) -> None:
    pack = written(tmp_path / "pack", STOPPED)
    before = everything(pack)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, FIRST_DAY)
    found = stopped(refused)
    assert (found.place, found.file) == ("a/begin", BOX)
    assert "shared/boxes/a/begin.md" in str(refused.value)
    assert "“how to do it” of a/begin reads at age 15.3" in str(refused.value)
    assert everything(pack) == before


def test_above_14_it_can_with_a_warning(tmp_path: Path, shelf: Shelf) -> None:
    pack = written(tmp_path / "pack", OVER)
    assert freeze_edition(pack, FIRST_DAY).findings == 1
    freeze_supplement(pack, "somerset", FIRST_DAY)
    assert compiled(pack, shelf).findings == 1


def test_a_new_edition_above_15_is_not_compiled_and_nothing_is_changed(tmp_path: Path, shelf: Shelf) -> None:
    pack = tmp_path / "pack"
    before_the_gate(pack)
    with pytest.raises(Refused) as refused:
        compiled(pack, shelf)
    assert stopped(refused).file == "editions/2026-1/boxes/a/begin.md"
    assert shelf.editions() == []


def test_what_stands_on_the_shelf_is_never_judged_again(tmp_path: Path, shelf: Shelf) -> None:
    pack = tmp_path / "pack"
    before_the_gate(pack)
    with patch.object(checks, "check_gate", lambda *_: ()):
        compiled(pack, shelf)
    seen = readers_view(shelf, MORNING)
    assert compiled(pack, shelf).editions == 0
    assert readers_view(shelf, MORNING) == seen
    # A telephone number is put right while the old edition still stands.
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960002", "01632 960003")
    freeze_supplement(pack, "somerset", LATER)
    assert compiled(pack, shelf, datetime(2027, 2, 1, tzinfo=UTC)).supplements == 1
    # And the next edition passes as soon as it is plainer.
    edit(pack, "shared/boxes/a/end.md", "Ring again", "Ring twice")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER)
    stopped(refused)
    (pack / BOX).write_bytes(hard_box(OVER))
    freeze_edition(pack, LATER)
    assert compiled(pack, shelf, datetime(2027, 2, 1, tzinfo=UTC)).editions == 1


def test_an_old_edition_comes_to_another_shelf_as_an_archive(tmp_path: Path, shelf: Shelf) -> None:
    pack = tmp_path / "pack"
    before_the_gate(pack)
    with patch.object(checks, "check_gate", lambda *_: ()):
        compile_pack(pack, shelf, MORNING, workers=1)
    made = tmp_path / "edition.zip"
    archive(shelf, "2026-1", made)
    other = Shelf(tmp_path / "other")
    put_back(other, made)
    assert other.editions() == ["2026-1"]


def test_a_waiver_lets_an_edition_through_if_it_holds_on_the_day_it_comes_into_force(
    tmp_path: Path, shelf: Shelf
) -> None:
    pack = written(tmp_path / "pack", STOPPED, WAIVER)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, AFTER)
    stopped(refused)
    assert "waiver-ended" in [each.rule for each in refused.value.findings]
    assert freeze_edition(pack, LATER).findings == 1
    freeze_supplement(pack, "somerset", LATER)
    # Long after the waiver ended the same edition still compiles: its own day counts.
    report = compiled(pack, shelf, datetime(2028, 1, 1, tzinfo=UTC))
    (told,) = report.waived
    assert (told.edition, told.place, told.facet, told.age) == ("2027-1", "a/begin", "how to do it", 15.3)
    assert (told.given_by, told.until) == ("Kay Green", date(2027, 3, 31))
    assert told.reason == "The court asks for these words"
    assert report.findings == 1
    assert compiled(pack, shelf, datetime(2028, 1, 1, tzinfo=UTC)).waived == (), "nothing is new"


def test_the_first_edition_without_a_waiver_after_one_that_had_it_is_stopped(tmp_path: Path) -> None:
    pack = written(tmp_path / "pack", STOPPED, WAIVER)
    freeze_edition(pack, LATER)
    edit(pack, "shared/boxes/a/end.md", "Ring again", "Ring twice")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, AFTER)
    stopped(refused)
    edit(pack, "shared/waivers.yaml", "2027-03-31", "2027-12-31")
    assert freezing.freeze_edition(pack, AFTER, reasons={"a/end": "A reason."}).frozen, "it needs no reason"


def test_a_place_whose_words_were_withheld_is_not_judged(tmp_path: Path, shelf: Shelf) -> None:
    new = NewEdition("2026-1", FIRST_DAY, manual(STOPPED), lost=frozenset({"a/begin"}))
    gathered = checks.Gathered((new.ready(),))
    assert not [each for each in checks.check(gathered, _no_plan(), None) if each.rule == "reading-age-gate"]
    kept = checks.Gathered((new._replace(lost=frozenset()).ready(),))
    assert [each for each in checks.check(kept, _no_plan(), None) if each.rule == "reading-age-gate"]


def _no_plan() -> checks.Plan:
    return checks.Plan({}, {}, (), {}, {})


def test_waivers_change_no_page_of_a_reader(tmp_path: Path) -> None:
    views = []
    for name, until in (("one", "2027-03-31"), ("two", "2029-03-31")):
        pack = written(tmp_path / name, STOPPED, WAIVER.replace("2027-03-31", until))
        seal = freeze_edition(pack, FIRST_DAY).fingerprint
        freeze_supplement(pack, "somerset", FIRST_DAY)
        shelf = Shelf(tmp_path / f"{name}-shelf")
        compile_pack(pack, shelf, MORNING, workers=1)
        views.append({path: _without(data, seal) for path, (_, data) in readers_view(shelf, MORNING).items()})
    assert views[0] == views[1]
    assert not [path for path, data in views[0].items() if b"Kay Green" in data]


def _without(data: bytes, seal: str) -> bytes:
    """A page without the fingerprint of its edition, which says that some of its data differ."""
    return re.sub(rf"{seal}|{' '.join(re.findall('.{8}', seal))}|{seal[:12]}".encode(), b"", data)


def test_waivers_are_no_part_of_a_place_and_readers_never_meet_them(tmp_path: Path, shelf: Shelf) -> None:
    assert dict(shared_places(manual(STOPPED))) == dict(shared_places(manual(STOPPED, waiver())))
    pack = written(tmp_path / "pack", STOPPED, WAIVER)
    freeze_edition(pack, FIRST_DAY)
    freeze_supplement(pack, "somerset", FIRST_DAY)
    edit(pack, "shared/waivers.yaml", "2027-03-31", "2027-12-31")
    edit(pack, "shared/boxes/a/end.md", "Ring again", "Ring twice")
    freezing.freeze_edition(pack, LATER, reasons={"a/end": "A reason."})
    compiled(pack, shelf)
    assert [each.amendment.place for each in amended(shelf, "2026-1", "2027-1").told] == ["a/end"]


def test_an_edition_without_waivers_has_the_bytes_it_always_had(tmp_path: Path) -> None:
    assert b"waivers" not in encode(manual())
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    assert not (pack / "editions/2026-1/waivers.yaml").exists()
    whole, _ = read_pack(pack)
    assert whole is not None
    made, found, _ = whole.editions[0].read()
    assert made is not None
    assert (made.waivers, found) == ((), [])
    assert decode(encode(manual(STOPPED, waiver())), Manuscript) == manual(STOPPED, waiver())


def test_a_new_note_above_15_cannot_be_frozen_and_an_old_one_holds_nothing_up(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    frozen_pack(pack, ("somerset",))
    note = "partnerships/somerset/draft/notes/a/step.md"
    edit(pack, note, "Use our form.", STOPPED)
    with pytest.raises(Refused) as refused:
        freeze_supplement(pack, "somerset", LATER)
    (found,) = refused.value.findings
    assert (found.rule, found.file) == ("reading-age-gate-local", note)
    with no_gate():
        freeze_supplement(pack, "somerset", LATER)
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960002", "01632 960003")
    made = freeze_supplement(pack, "somerset", LATER)
    assert (made.number, made.findings) == ("3", 1)
