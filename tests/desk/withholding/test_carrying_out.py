"""Withheld at the desk, words are gone from shelf and desk; all of it or nothing; and the desk goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.desk.agreeing.conftest import next_edition
from tests.desk.withholding.conftest import BOX, GROUND, SAID, at_the_desk
from tests.desk.withholding.held import tables_holding
from tests.desk.worked import work
from tests.gateways.conftest import Reader
from tests.packs import files_holding
from waymark.desk.agreeing.bringing import compiler_for, run
from waymark.desk.agreeing.freezing import freeze
from waymark.desk.doors.out import pack_files
from waymark.desk.drafts import saving
from waymark.desk.models import (
    Bringing,
    Bytes,
    Candidate,
    ChosenChange,
    Draft,
    Frozen,
    KeptFile,
    Letter,
    Preview,
    Record,
    Save,
    WithholdingAsked,
)
from waymark.desk.parts import part_of
from waymark.desk.withholding import asking, carrying_out
from waymark.editions.shelf import Shelf
from waymark.editions.verifying import verify
from waymark.gateways.application import application

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("desk-shelf")]
State = WithholdingAsked.State
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)


def refusals(shelf: Shelf) -> list[Any]:
    return [each for each in verify(shelf, workers=1) if each.severity == "refuse"]


def agreed(person: Callable[[str], Any], made: WithholdingAsked) -> WithholdingAsked:
    asking.agree(person("keeper"), made)
    work()
    made.refresh_from_db()
    return made


def anew(rewrite: Any) -> None:
    """Write the place again, with other words."""
    facets = Draft.objects.get(place="referral/decide-on-the-referral").data["facets"]
    rewrite("editor", BOX, facets={**facets, "key_points": ["Talk to someone you trust."]})


@pytest.mark.usefixtures("read_once")
def test_the_words_are_gone_from_shelf_and_desk(person: Any, asked: Any, shelf: Shelf, rewrite: Any) -> None:
    draft = rewrite("editor", BOX, title="Talk it through")
    other = Draft.objects.get(place="referral/still-worried")
    Preview.objects.create(by=person("editor"), place=BOX, kind="box", data={"text": SAID}, at=timezone.now())
    Letter.objects.create(words=f"You write: {SAID}", at=timezone.now())
    assert {"frozen", "drafts", "saves"} <= set(at_the_desk(SAID))
    assert files_holding(shelf.folder, SAID)
    made = agreed(person, asked())
    assert (made.state, made.left) == (State.DONE, [])
    assert at_the_desk(SAID) == []
    assert files_holding(shelf.folder, SAID) == []
    assert not Preview.objects.exists()
    assert made.told["letters"] == 1, "letters are counted, and left to people"
    ask = Reader(application(shelf, lambda: NOW))
    for path in (f"/devon/{BOX}", f"/somerset/on/2026-05-01/{BOX}"):
        answered = ask(path)
        assert answered.status == 451
        assert GROUND in answered.plain.decode()
    assert ask("/devon/referral/still-worried").status == 200
    assert refusals(shelf) == []
    draft.refresh_from_db()
    assert draft.title == "Talk it through", "what tells nothing of the words stays"
    assert "key_points" not in draft.data["facets"], "its words were those of the place, and go as a whole"
    assert Draft.objects.get(pk=other.pk).number == other.number
    (record,) = shelf.withheld()
    assert record.by == ("steering", "keeper@example.org")
    lines = Record.objects.filter(what="withheld words")
    assert [(each.title, each.more["ground"]) for each in lines] == [("Talk it over", GROUND)]


def test_whoever_answers_is_told_which_pages_would_go(
    person: Any, asked: Any, shelf: Shelf, signed_in: Any
) -> None:
    made = asked()
    path = f"/desk/withholding/{made.pk}/"
    assert "is being worked out" in signed_in("keeper").get(path).content.decode()
    work()
    page = signed_in("keeper").get(path).content.decode()
    assert f"{BOX}.html (" in page
    assert "procedures.html" not in page
    assert files_holding(shelf.folder, SAID)
    made.refresh_from_db()
    told = dict(made.told["would"])
    made = agreed(person, made)
    page = signed_in("keeper").get(path).content.decode()
    assert f"{made.told['pages']} pages and files on the shelf" in page
    assert "4 editions or supplements at the desk" in page
    assert "files at the desk" not in page, "nothing is said of what had none"
    gone = [row.path for each in shelf.printings() for row in each.pages if row.status == 451]
    # What pages are searched by goes with them, and is made anew: nobody reads it, so nobody is told of it.
    assert {"search/shared.js", "search/shared.json"} <= set(gone)
    assert {path: gone.count(path) for path in gone if not path.startswith("search/")} == told


def test_named_words_go_from_everywhere_and_are_kept_nowhere(
    person: Any, asked: Any, shelf: Shelf, rewrite: Any
) -> None:
    name = "Jo Example of Elm Road"
    rewrite("editor", "terms/abuse", meaning=f"Harm, as to {name}.\n\nIt has many forms.")
    rewrite("editor", "terms/abuse", meaning=f"Any harm, as to {name}.\n\nIt has many forms.")
    candidate = Candidate.objects.create(title="A trial", made_at=timezone.now(), made_by=person("editor"))
    ChosenChange.objects.create(candidate=candidate, place="terms/abuse", reason=f"For {name}.")
    Letter.objects.create(words=f"You write of {name}.", at=timezone.now())
    assert {"Draft", "Save", "ChosenChange", "Letter"} <= tables_holding(name)
    leading = [each for each in Draft.objects.filter(kind="scenario") if BOX in str(each.data)]
    assert leading, "their choices say what the place says"
    made = agreed(person, asked(words=[name]))
    assert (made.state, made.words, made.told["letters"]) == (State.DONE, [], 1)
    assert tables_holding(name) == {"Letter"}, "letters are looked at by people"
    assert at_the_desk(name) == []
    meaning = Draft.objects.get(place="terms/abuse").data["meaning"]
    assert meaning == "Any harm, as to Withheld.\n\nIt has many forms."
    assert ChosenChange.objects.get(candidate=candidate).reason == "For Withheld."
    saves = Save.objects.filter(draft__place="terms/abuse").count()
    changed = made.told["saves"]
    assert (saves, changed) == (4, 3 + len(leading)), "who wrote what when stays, without the words"


@pytest.mark.usefixtures("read_once")
def test_the_desk_goes_on_and_the_words_cannot_come_back(
    person: Any, asked: Any, shelf: Shelf, rewrite: Any, proposed: Any, all_sign: Any
) -> None:
    agreed(person, asked())
    anew(rewrite)
    candidate = proposed(BOX)
    all_sign(candidate)
    bringing = freeze(person("editor"), candidate)
    run(bringing.pk)
    bringing.refresh_from_db()
    assert (bringing.state, bringing.told) == (Bringing.State.DONE, bringing.told)
    assert shelf.editions()[-1] == next_edition()
    page = Reader(application(shelf, lambda: timezone.now().astimezone(UTC)))(f"/devon/{BOX}")
    assert page.status == 200
    assert "Talk to someone you trust." in page.plain.decode()
    assert files_holding(shelf.folder, SAID) == []
    assert refusals(shelf) == []


@pytest.mark.parametrize("struck", ["rows", "shelf", "end"])
def test_killed_half_way_it_is_finished_and_done_once(
    person: Any, asked: Any, shelf: Shelf, monkeypatch: Any, struck: str
) -> None:
    made = asked()
    asking.agree(person("keeper"), made)

    def strike(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    name = {"rows": "blank", "shelf": "withhold", "end": "_done"}[struck]
    real = getattr(carrying_out, name)

    def after(*words: Any, **named: Any) -> None:
        real(*words, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(carrying_out, name, after if struck == "rows" else strike)
    with pytest.raises(KeyboardInterrupt):
        carrying_out.carry_out(made.pk)
    monkeypatch.undo()
    if struck == "rows":
        assert "frozen" in at_the_desk(SAID), "all of the desk's rows, or none"
    else:
        assert at_the_desk(SAID) == []
    assert carrying_out.carry_out(made.pk)
    assert carrying_out.carry_out(made.pk), "and once more is nothing"
    made.refresh_from_db()
    assert made.state == State.DONE
    assert (at_the_desk(SAID), files_holding(shelf.folder, SAID)) == ([], [])
    assert len(shelf.withheld()) == 1
    assert made.told["frozen"] == 4


def test_while_the_shelf_is_written_to_it_waits(person: Any, asked: Any, shelf: Shelf) -> None:
    made = asked()
    asking.agree(person("keeper"), made)
    with Shelf(shelf.folder).locked():
        assert not carrying_out.carry_out(made.pk)
    assert carrying_out.carry_out(made.pk)
    made.refresh_from_db()
    assert made.state == State.DONE


@pytest.mark.usefixtures("read_once")
def test_on_a_shelf_made_anew_from_the_desk_they_are_withheld_too(
    person: Any, asked: Any, shelf: Shelf, rewrite: Any, proposed: Any, all_sign: Any
) -> None:
    agreed(person, asked())
    anew(rewrite)
    candidate = proposed(BOX)
    all_sign(candidate)
    bringing = freeze(person("editor"), candidate)
    shutil.rmtree(shelf.folder)
    compiler_for.cache_clear()
    Frozen.objects.update(shelved_at=None)
    run(bringing.pk)
    bringing.refresh_from_db()
    assert bringing.state == Bringing.State.DONE, bringing.told
    ask = Reader(application(shelf, lambda: NOW))
    assert ask(f"/somerset/on/2026-05-01/{BOX}").status == 451
    assert ask("/somerset/on/2026-05-01/referral/still-worried").status == 200
    assert ask(f"/devon/{BOX}").status == 200
    assert files_holding(shelf.folder, SAID) == []
    assert refusals(shelf) == []
    assert Frozen.objects.get(partnership="", number="2026-1").was


def test_a_local_file_goes_with_its_guidance(person: Any, asked: Any, shelf: Shelf) -> None:
    held = Frozen.objects.filter(partnership="somerset").order_by("order").last()
    assert held is not None
    assert '"name":"private-fostering.pdf"' in held.data
    files = KeptFile.objects.filter(partnership="somerset", name="private-fostering.pdf")
    seal = files.get().bytes_id
    made = agreed(person, asked("somerset-signatory", "somerset", "local/private-fostering"))
    assert (made.state, made.told["files"]) == (State.DONE, 1)
    assert not Bytes.objects.filter(pk=seal).exists()
    assert not files.exists()
    assert not list((shelf.folder / "objects").rglob(f"{seal}*"))
    assert Frozen.objects.get(pk=held.pk).was == held.fingerprint


def test_contacts_go_with_their_drafts_and_every_save_of_them(
    person: Any, asked: Any, shelf: Shelf, rewrite: Any
) -> None:
    contact = Draft.objects.filter(partnership="devon", kind="local contact").first()
    assert contact is not None
    number = contact.data["telephone"]
    others = dict(Frozen.objects.exclude(partnership="devon").values_list("pk", "data"))
    made = agreed(person, asked("devon-signatory", "devon", "contacts"))
    assert made.state == State.DONE
    rows = [*Draft.objects.filter(partnership="devon"), *Save.objects.filter(draft__partnership="devon")]
    assert not [each for each in rows if number in str(each.data)]
    assert dict(Frozen.objects.exclude(partnership="devon").values_list("pk", "data")) == others
    assert pack_files(), "every draft can still be read"


def test_what_was_taken_out_stays_taken_out_and_nobody_counts_as_its_writer(
    person: Any, asked: Any, shelf: Shelf
) -> None:
    draft = Draft.objects.get(place=BOX)
    saving.take_out(person("editor"), draft, draft.number)
    agreed(person, asked())
    draft.refresh_from_db()
    assert (draft.gone, draft.changed_by, SAID in str(draft.data)) == (True, None, False)


def test_what_cannot_be_read_stops_nothing(person: Any, asked: Any, shelf: Shelf, rewrite: Any) -> None:
    draft = rewrite("editor", BOX, title="Talk it through")
    old = Save.objects.filter(draft=draft).order_by("number").first()
    assert old is not None
    Save.objects.filter(pk=old.pk).update(data={"of old": SAID})
    term = Draft.objects.get(place="terms/abuse")
    Draft.objects.filter(pk=term.pk).update(data={"of old": SAID})
    made = agreed(person, asked())
    assert made.state == State.DONE
    assert made.left == ["The draft “terms/abuse” cannot be read: write it anew."]
    assert not Save.objects.filter(pk=old.pk).exists()
    Draft.objects.filter(pk=term.pk).update(data=term.data)
    assert at_the_desk(SAID) == []


def test_an_area_that_repeats_shared_words_loses_them_too(
    person: Any, asked: Any, shelf: Shelf, rewrite: Any
) -> None:
    note = Draft.objects.filter(partnership="devon", kind="note").first()
    assert note is not None
    rewrite("devon-editor", note.place, "devon", text=f"{SAID} Ring us.")
    agreed(person, asked())
    note.refresh_from_db()
    assert note.data["text"] == "Withheld Ring us."


def test_whoever_had_the_draft_open_cannot_save_the_words_again(
    person: Any, asked: Any, shelf: Shelf
) -> None:
    draft = Draft.objects.get(place=BOX)
    part = part_of(draft.kind, draft.data)
    agreed(person, asked())
    with pytest.raises(saving.Conflict):
        saving.change(person("editor"), draft, draft.number, part)


def test_it_can_be_narrowed_to_one_edition(person: Any, asked: Any, shelf: Shelf) -> None:
    """One in which the place says something that it says in no other."""
    place = "assessment/look-deeper"
    old, new = (shelf.edition(number).places[place][0] for number in ("2026-1", "2026-2"))
    assert old != new
    draft = Draft.objects.get(place=place)
    made = agreed(person, asked(place=place, numbers=["2026-1"]))
    assert (made.state, made.went_from) == (State.DONE, ["2026-1"])
    assert [bool(each.was) for each in Frozen.objects.filter(partnership="")] == [True, False, False, False]
    assert Draft.objects.get(pk=draft.pk).data == draft.data, "edition 2026-4 says the same"
    ask = Reader(application(shelf, lambda: NOW))
    assert ask(f"/devon/{place}").status == 200
    assert ask(f"/devon/on/2026-05-01/{place}").status == 451


def test_what_says_the_same_since_it_was_asked_goes_too(person: Any, asked: Any, shelf: Shelf) -> None:
    made = agreed(person, asked(numbers=["2026-1"]))
    assert (made.state, made.went_from) == (State.DONE, ["2026-1", "2026-2", "2026-3", "2026-4"])
    assert (at_the_desk(SAID), files_holding(shelf.folder, SAID)) == ([], [])


def test_without_a_shelf_the_desk_is_done_all_the_same(
    person: Any, asked: Any, settings: Any, tmp_path: Path
) -> None:
    settings.SHELF = tmp_path / "none"
    made = agreed(person, asked())
    assert (made.state, made.told["pages"], at_the_desk(SAID)) == (State.DONE, 0, [])
