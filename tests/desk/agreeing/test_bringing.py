"""From signed to in force: frozen once, compiled whole or not at all, and on the right gateways."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.agreeing.conftest import next_edition
from tests.desk.conftest import AREAS
from waymark.desk.agreeing import bringing as bringing_module
from waymark.desk.agreeing.bringing import again, compiler_for, run, take_up_again
from waymark.desk.agreeing.freezing import NotAgreed, freeze
from waymark.desk.doors.out import pack_files
from waymark.desk.models import Bringing, Candidate, Consortium, Draft, Frozen, Record, RegisterLine
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ending_of
from waymark.editions.timeline import instant
from waymark.manual.findings import refuse

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("desk-shelf")]
BOX = "referral/talk-it-over"


def whole(shelf: Shelf) -> bool:
    """Whether nothing half done lies on a shelf, and every page that is shown stands on it."""
    pages = [page for name in shelf.in_force(timezone.now()).values() for page in shelf.printing(name).pages]
    there = [shelf.has_object(page.fingerprint, ending_of(page.path)) for page in pages]
    return not shelf.unfinished.exists() and len(there) > 3000 and all(there)


def in_force(shelf: Shelf) -> dict[str, str]:
    """What each gateway shows now."""
    return {gateway: name.numbers for gateway, name in shelf.in_force(timezone.now()).items()}


@pytest.fixture
def agreed(rewrite: Any, proposed: Any, all_sign: Any, shelf: Shelf) -> Candidate:
    """An edition that everyone signed."""
    rewrite("editor", BOX, title="Talk it through")
    candidate: Candidate = proposed(BOX)
    all_sign(candidate)
    return candidate


@pytest.fixture
def devons(rewrite: Any, proposed: Any, signs: Any, shelf: Shelf) -> Candidate:
    """A supplement of Devon's that its signatory signed."""
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    rewrite("devon-editor", contact.place, "devon", telephone="01632 960999")
    candidate: Candidate = proposed(contact.place, partnership="devon", by="devon-editor")
    signs(candidate, "devon-signatory")
    return candidate


def test_what_twelve_signed_is_in_force_everywhere_at_once(agreed: Any, person: Any, shelf: Shelf) -> None:
    before = in_force(shelf)
    asked = freeze(person("editor"), agreed)
    run(asked.pk)
    asked.refresh_from_db()
    agreed.refresh_from_db()
    assert (asked.state, agreed.state) == (Bringing.State.DONE, Candidate.State.DONE)
    after = in_force(shelf)
    assert {after[area].split("+")[0] for area in (*AREAS, "front")} == {next_edition()}
    assert {before[area].split("+")[0] for area in (*AREAS, "front")} == {"2026-4"}
    assert len({change.start for change in shelf.changes()[-1:]}) == 1
    assert len(shelf.changes()[-1].gateways) == 13
    assert asked.done == asked.of > 0
    frozen = Frozen.objects.get(partnership="", number=next_edition())
    assert frozen.shelved_at is not None
    assert shelf.edition(next_edition()).fingerprint == frozen.fingerprint
    assert shelf.edition(next_edition()).amendments == ((BOX, f"Because of {BOX}."),)
    for area in AREAS:
        page = next(
            page for page in shelf.printing(shelf.in_force(timezone.now())[area]).pages if BOX in page.path
        )
        assert "Talk it through" in shelf.object_file(page.fingerprint, ".html").read_text()
    assert whole(shelf)


def test_a_supplement_changes_its_own_gateway_and_no_other(devons: Any, person: Any, shelf: Shelf) -> None:
    before = in_force(shelf)
    printings = {str(path) for path in (shelf.folder / "printings").rglob("*.json")}
    run(freeze(person("devon-signatory"), devons).pk)
    after = in_force(shelf)
    assert {gateway for gateway in after if after[gateway] != before[gateway]} == {"devon"}
    assert after["devon"] == "2026-4+3.1"
    new = {str(path) for path in (shelf.folder / "printings").rglob("*.json")} - printings
    assert [path.split("/printings/")[1] for path in new] == ["devon/2026-4/3/1.json"]
    slots = shelf.slots(shelf.printing(shelf.in_force(timezone.now())["devon"]))
    assert b"01632 960999" in slots["contacts"]
    assert b"01632 960999" in slots["directory"]


def test_pressed_twice_it_is_frozen_once(devons: Any, person: Any) -> None:
    one, two = freeze(person("devon-signatory"), devons), freeze(person("devon-editor"), devons)
    assert one == two
    assert Frozen.objects.filter(partnership="devon").count() == 3
    run(one.pk)
    run(one.pk)
    assert freeze(person("devon-editor"), devons) == one


def test_what_is_not_signed_is_not_frozen(agreed: Any, person: Any, rewrite: Any) -> None:
    rewrite("editor", BOX, title="Talk it through again")
    with pytest.raises(NotAgreed, match="Still to sign"):
        freeze(person("editor"), agreed)
    agreed.refresh_from_db()
    assert agreed.state == Candidate.State.OPEN
    assert Frozen.objects.filter(partnership="").count() == 4


def test_a_set_day_changes_what_is_coming_and_not_what_is_shown(
    devons: Any, person: Any, shelf: Shelf
) -> None:
    before = in_force(shelf)
    devons.in_force = timezone.localdate() + timedelta(days=20)
    devons.save()
    run(freeze(person("devon-signatory"), devons).pk)
    assert in_force(shelf) == before
    later = shelf.in_force(timezone.now() + timedelta(days=21))
    assert later["devon"].numbers == "2026-4+3.1"


def test_a_set_time_of_a_day_is_when_it_changes(devons: Any, person: Any, shelf: Shelf) -> None:
    day = timezone.localdate() + timedelta(days=20)
    Candidate.objects.filter(pk=devons.pk).update(in_force=day, at="09:30")
    devons.refresh_from_db()
    run(freeze(person("devon-signatory"), devons).pk)
    moment = instant(day, "09:30")
    shown = [shelf.in_force(moment + timedelta(seconds=each))["devon"].numbers for each in (-1, 0)]
    assert shown == ["2026-4+2.1", "2026-4+3.1"]
    frozen = Frozen.objects.get(partnership="devon", number="3")
    assert frozen.moment == moment
    assert b"09:30" in pack_files()["partnerships/devon/supplements/3/supplement.yaml"]


def test_at_once_on_the_day_of_another_with_a_time_follows_it(devons: Any, person: Any, shelf: Shelf) -> None:
    last = Frozen.objects.filter(partnership="devon").order_by("order").last()
    Frozen.objects.filter(pk=last.pk).update(in_force=timezone.localdate(), at="00:00")
    frozen = freeze(person("devon-signatory"), devons).frozen
    assert frozen.moment >= Frozen.objects.get(pk=last.pk).moment


class Killed(BaseException):
    """What a process feels when it is ended."""


def killing(*_: Any) -> Any:
    def tell(what: str, done: int, of: int) -> None:
        if done >= 3:
            raise Killed

    return tell


def test_killed_half_way_nothing_is_changed_and_the_next_run_ends_well(
    agreed: Any, person: Any, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_force(shelf)
    asked = freeze(person("editor"), agreed)
    with monkeypatch.context() as patched:
        patched.setattr(bringing_module, "_telling", killing)
        with pytest.raises(Killed):
            run(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Bringing.State.STOPPED
    assert in_force(shelf) == before
    agreed.refresh_from_db()
    assert agreed.state == Candidate.State.AGREED
    again(asked)
    run(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Bringing.State.DONE
    assert in_force(shelf)["devon"].startswith(next_edition())
    assert whole(shelf)


def test_what_reached_the_shelf_before_the_desk_could_say_so_is_taken_as_done(
    devons: Any, person: Any, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = freeze(person("devon-signatory"), devons)

    def lost(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(bringing_module, "_done", lost)
        with pytest.raises(Killed):
            run(asked.pk)
    assert in_force(shelf)["devon"] == "2026-4+3.1"
    changes = len(shelf.changes())
    Bringing.objects.filter(pk=asked.pk).update(state=Bringing.State.WAITING)
    run(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Bringing.State.DONE
    assert len(shelf.changes()) == changes
    devons.refresh_from_db()
    assert devons.state == Candidate.State.DONE


def test_work_that_died_is_taken_up_and_work_that_goes_on_is_left_alone(
    devons: Any, person: Any, shelf: Shelf
) -> None:
    asked = freeze(person("devon-signatory"), devons)
    rows = Bringing.objects.filter(pk=asked.pk)
    rows.update(state=Bringing.State.RUNNING, beat_at=timezone.now())
    run(asked.pk)
    assert take_up_again() == 0
    assert rows.get().state == Bringing.State.RUNNING
    rows.update(beat_at=timezone.now() - timedelta(minutes=3))
    assert take_up_again() == 1
    assert rows.get().state == Bringing.State.WAITING
    run(asked.pk)
    assert rows.get().state == Bringing.State.DONE


def test_what_the_compile_refuses_is_open_again_with_nothing_frozen(
    devons: Any, person: Any, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, lines = in_force(shelf), RegisterLine.objects.count()
    asked = freeze(person("devon-signatory"), devons)

    def refused(*_: Any, **__: Any) -> None:
        raise refuse("example-contact", name="Front door", what="supplement 3 of devon")

    monkeypatch.setattr(compiler_for(shelf.folder), "compile_manuscripts", refused)
    run(asked.pk)
    asked.refresh_from_db()
    devons.refresh_from_db()
    assert asked.state == Bringing.State.REFUSED
    assert "Front door" in asked.told[0]
    assert devons.state == Candidate.State.OPEN
    assert devons.frozen is None
    assert in_force(shelf) == before
    assert Frozen.objects.filter(partnership="devon").count() == 2
    assert RegisterLine.objects.count() == lines
    monkeypatch.undo()
    run(freeze(person("devon-signatory"), devons).pk)
    assert in_force(shelf)["devon"] == "2026-4+3.1"


def test_a_shelf_that_is_busy_is_waited_for_then_told(
    devons: Any, person: Any, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing_module, "PATIENCE", 0.4)
    asked = freeze(person("devon-signatory"), devons)
    with Shelf(shelf.folder).locked():
        run(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Bringing.State.STOPPED
    assert "Another compile" in asked.told[0]
    again(asked)
    run(asked.pk)
    assert in_force(shelf)["devon"] == "2026-4+3.1"


def test_the_next_waits_until_the_one_before_is_in_force(
    devons: Any, person: Any, rewrite: Any, proposed: Any, signs: Any
) -> None:
    asked = freeze(person("devon-signatory"), devons)
    contact = Draft.objects.filter(partnership="devon", kind="local contact").last()
    assert contact is not None
    rewrite("devon-editor", contact.place, "devon", name="Another name")
    second = proposed(contact.place, partnership="devon")
    signs(second, "devon-signatory")
    with pytest.raises(NotAgreed, match="still on its way"):
        freeze(person("devon-signatory"), second)
    run(asked.pk)
    run(freeze(person("devon-signatory"), second).pk)
    assert Frozen.objects.get(partnership="devon", number="4").shelved_at is not None


def test_what_came_with_a_pack_goes_along(devons: Any, person: Any, shelf: Shelf, tmp_path: Any) -> None:
    """On a shelf that holds nothing yet, an agreed supplement brings the editions it goes with."""
    bare = tmp_path / "bare"
    came = Frozen.objects.filter(candidate__isnull=True, partnership__in=["", "devon"])
    came.update(shelved_at=None)
    from django.conf import settings

    settings.SHELF = bare
    run(freeze(person("devon-signatory"), devons).pk)
    assert Shelf(bare).editions() == ["2026-1", "2026-2", "2026-3", "2026-4"]
    assert in_force(Shelf(bare))["devon"] == "2026-4+3.1"
    assert not Frozen.objects.filter(shelved_at=None).exists()


def test_a_new_place_is_taken_in_the_register(
    person: Any, proposed: Any, shelf: Shelf, all_sign: Any, rewrite: Any
) -> None:
    from waymark.desk.drafts import saving
    from waymark.desk.parts import part_of

    term = part_of("term", {"key": "quite-new", "term": "Quite new", "meaning": "A word that was not there."})
    saving.make(person("editor"), "", "term", term)
    candidate = proposed("terms/quite-new")
    all_sign(candidate)
    freeze(person("editor"), candidate)
    line = RegisterLine.objects.get(place="terms/quite-new")
    assert (line.event, line.edition, line.kind) == ("taken", next_edition(), "term")


def test_all_of_it_is_in_the_record(devons: Any, person: Any, shelf: Shelf) -> None:
    run(freeze(person("devon-signatory"), devons).pk)
    done = list(Record.objects.filter(partnership="devon").values_list("what", flat=True)[:3])
    assert done == ["brought into force", "asked to bring into force", "signed"]


def test_an_urgent_amendment_goes_by_its_shorter_rule(
    rewrite: Any, proposed: Any, signs: Any, person: Any, shelf: Shelf
) -> None:
    Consortium.objects.update(urgent_quorum=1, urgent_changes=1)
    rewrite("editor", BOX, title="Talk it through")
    candidate = proposed(BOX, urgent=True)
    with pytest.raises(NotAgreed, match="0 of the 1"):
        freeze(person("editor"), candidate)
    signs(candidate, "torbay-signatory")
    run(freeze(person("editor"), candidate).pk)
    assert {name.split("+")[0] for name in in_force(shelf).values()} == {next_edition()}
