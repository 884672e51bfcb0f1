"""Letting go: each thing goes in its time, nothing that is needed goes, and only numbers are kept."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from axes.models import AccessLog
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.desk.record.test_past import BOX, retitled, said
from waymark.desk.drafts import saving
from waymark.desk.models import Candidate, ChosenChange, Consortium, Draft, Invitation, Letter, Record, Save
from waymark.desk.parts import part_of
from waymark.desk.record import letting_go, tasks
from waymark.desk.record.letting_go import Gone, let_go

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2030, 6, 3, 9))
LONG_AGO = NOW - timedelta(days=3000)


@pytest.fixture(autouse=True)
def everything_else_is_new(db: None) -> None:
    """What the desk was filled with counts as of today, but for what a test makes old."""
    Save.objects.update(at=NOW)
    Record.objects.update(at=NOW)
    get_user_model().objects.update(last_login=NOW)


def periods(**days: int) -> None:
    Consortium.objects.filter(pk=1).update(**days)


def numbers(draft: Draft) -> list[int]:
    return sorted(draft.saves.values_list("number", flat=True))


def back_as_it_was(by: Any, draft: Draft) -> Draft:
    """A draft that says again what is in force."""
    first = draft.saves.get(number=1)
    return saving.restore(by, draft, draft.number, first)


def test_old_saves_from_before_what_is_in_force_go_and_the_newest_stays(person: Any) -> None:
    draft = back_as_it_was(person("editor"), retitled(person("editor"), "Talk it through"))
    draft.saves.update(at=LONG_AGO)
    assert let_go(NOW).saves == 2
    assert numbers(draft) == [3]
    assert let_go(NOW) == Gone(0, 0, 0, 0, 0, 0, 0)


def test_who_first_wrote_words_that_were_put_back_is_not_forgotten(person: Any) -> None:
    draft = back_as_it_was(person("steering"), retitled(person("editor"), "Talk it through"))
    draft = saving.restore(person("steering"), draft, 3, draft.saves.get(number=2))
    draft.saves.update(at=LONG_AGO)
    assert let_go(NOW).saves == 1
    assert numbers(draft) == [2, 3, 4]


def test_saves_that_are_not_old_yet_stay(person: Any) -> None:
    draft = back_as_it_was(person("editor"), retitled(person("editor"), "Talk it through"))
    draft.saves.filter(number=1).update(at=LONG_AGO)
    draft.saves.filter(number=2).update(at=NOW - timedelta(days=2189))
    assert let_go(NOW).saves == 1
    assert numbers(draft) == [2, 3]


def test_saves_since_what_is_in_force_stay_however_old(person: Any) -> None:
    retitled(person("editor"), "Talk it through")
    draft = retitled(person("editor"), "Talk it over and over")
    draft.saves.update(at=LONG_AGO)
    assert let_go(NOW).saves == 0
    assert numbers(draft) == [1, 2, 3]


def test_a_draft_that_was_never_in_force_keeps_every_save(person: Any) -> None:
    part = part_of("term", {**Draft.objects.filter(kind="term")[0].data, "key": "brand-new"})
    draft = saving.make(person("editor"), "", "term", part)
    data = copy.deepcopy(draft.data)
    data["meaning"] = "Something else."
    draft = saving.change(person("editor"), draft, 1, part_of("term", data))
    draft.saves.update(at=LONG_AGO)
    assert let_go(NOW).saves == 0


def test_saves_that_an_open_candidate_takes_up_stay(person: Any) -> None:
    draft = back_as_it_was(person("editor"), retitled(person("editor"), "Talk it through"))
    draft.saves.update(at=LONG_AGO)
    candidate = Candidate.objects.create(number="9", title="Next", made_at=NOW, made_by=person("editor"))
    ChosenChange.objects.create(candidate=candidate, place=BOX)
    assert let_go(NOW).saves == 0
    Candidate.objects.update(state="given up")
    assert let_go(NOW).saves == 2


def test_saves_of_a_kind_that_is_being_put_in_another_order_stay(person: Any) -> None:
    first, second = Draft.objects.filter(kind="role").order_by("order")[:2]
    first = saving.reorder(person("editor"), first, 1, second.order + 1)
    Save.objects.filter(draft=first).update(at=LONG_AGO)
    assert let_go(NOW).saves == 0
    first = saving.reorder(person("editor"), first, 2, second.order - 1)
    Save.objects.filter(draft=first).update(at=LONG_AGO)
    assert let_go(NOW).saves == 2


def test_old_lines_of_the_record_go(person: Any) -> None:
    line = Record.add(person("editor"), "changed", place=BOX, title="Long ago")
    Record.objects.filter(pk=line.pk).update(at=LONG_AGO)
    assert let_go(NOW).record == 1
    assert not Record.objects.filter(pk=line.pk).exists()


def test_letters_go_after_ninety_days_and_are_hidden_at_that_very_moment(signed_in: Any) -> None:
    now = timezone.now()
    for days, words in ((89.9, "young"), (90.1, "old")):
        Letter.objects.create(partnership="devon", words=words, page=words, at=now - timedelta(days=days))
    page = said(signed_in("devon-editor").get("/desk/letters/"))
    assert "young" in page
    assert ">old<" not in page
    assert let_go(now).letters == 1
    assert [each.words for each in Letter.objects.all()] == ["young"]


def test_accounts_that_nobody_uses_end_and_are_kept_as_names(person: Any) -> None:
    users = get_user_model().objects
    users.filter(username="devon-reader@example.org").update(last_login=NOW - timedelta(days=401))
    users.filter(username="devon-editor@example.org").update(last_login=NOW - timedelta(days=399))
    users.filter(username="nobody@example.org").update(last_login=None, date_joined=LONG_AGO)
    assert let_go(NOW).accounts == 2
    active = set(users.filter(is_active=False).values_list("username", flat=True))
    assert active == {"devon-reader@example.org", "nobody@example.org"}


def test_the_last_account_that_runs_the_desk_never_ends(person: Any) -> None:
    users = get_user_model().objects
    users.filter(is_superuser=True).update(last_login=LONG_AGO)
    assert let_go(NOW).accounts == 0
    users.create_superuser("second@example.org", "second@example.org", "a long password", last_login=NOW)
    assert let_go(NOW).accounts == 1


def test_accounts_are_told_of_a_month_before_they_end(signed_in: Any) -> None:
    users = get_user_model().objects
    now = timezone.now()
    users.update(last_login=now)
    users.filter(username="devon-reader@example.org").update(last_login=now - timedelta(days=380))
    page = said(signed_in("keeper").get("/desk/"))
    assert "Accounts that are about to end" in page
    assert "devon-reader" in page
    assert "Accounts that are about to end" not in said(signed_in("editor").get("/desk/"))


def test_invitations_that_were_used_or_ran_out_go(person: Any) -> None:
    made = {"name": "A", "by": person("keeper"), "at": NOW}
    for number, (until, used) in enumerate(((1, None), (1, NOW), (-1, None), (-31, None))):
        Invitation.objects.create(
            email=f"{number}@example.org",
            token=str(number),
            until=NOW + timedelta(days=until),
            used_at=used,
            **made,
        )
    assert let_go(NOW).invitations == 2
    # One that ran out is still offered for a month, to be sent again.
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["0@example.org", "2@example.org"]


def test_tries_to_sign_in_go_after_a_month() -> None:
    for _ in range(2):
        AccessLog.objects.create(username="a", ip_address="127.0.0.1")
    AccessLog.objects.filter(pk=AccessLog.objects.first().pk).update(attempt_time=LONG_AGO)
    AccessLog.objects.exclude(attempt_time=LONG_AGO).update(attempt_time=NOW)
    assert let_go(NOW).sign_ins == 1
    assert AccessLog.objects.count() == 1


def test_nought_keeps_for_ever(person: Any) -> None:
    periods(keep_drafts=0, keep_record=0, keep_accounts=0, keep_letters=0)
    back_as_it_was(person("editor"), retitled(person("editor"), "Talk it through"))
    Save.objects.update(at=LONG_AGO)
    Record.objects.update(at=LONG_AGO)
    Letter.objects.create(words="old", at=LONG_AGO)
    get_user_model().objects.update(last_login=LONG_AGO)
    assert let_go(NOW) == Gone(0, 0, 0, 0, 0, 0, 0)


def test_what_went_is_written_down_in_numbers_only() -> None:
    Letter.objects.create(words="Dear all of you", page="A page", at=LONG_AGO)
    let_go(NOW)
    line = Record.objects.order_by("pk").last()
    assert line.what == "let go of what was kept long enough"
    assert line.more["letters"] == 1
    assert all(isinstance(value, int) for value in line.more.values())
    assert (line.title, line.place, line.by_name) == ("", "", "")


def test_it_all_goes_or_nothing_does(monkeypatch: pytest.MonkeyPatch) -> None:
    Letter.objects.create(words="old", at=LONG_AGO)

    def fail(*_: Any) -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(letting_go, "_traces", fail)
    with pytest.raises(RuntimeError):
        let_go(NOW)
    assert Letter.objects.count() == 1


def test_a_draft_that_cannot_be_read_keeps_its_saves(person: Any) -> None:
    draft = back_as_it_was(person("editor"), retitled(person("editor"), "Talk it through"))
    draft.saves.update(at=LONG_AGO)
    Draft.objects.filter(kind="term").update(data={"odd": True})
    assert let_go(NOW).saves == 0


def test_each_run_plans_the_next_night_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tasks.plan() is True
    assert tasks.plan() is False
    planned = DBTaskResult.objects.get()
    local = timezone.localtime(planned.run_after)
    assert local > timezone.localtime()
    assert (local.hour, local.minute) == (3, 15)
    planned.delete()
    tasks.let_go_daily.func()
    assert DBTaskResult.objects.count() == 1


def test_a_run_that_fails_still_plans_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: datetime) -> Gone:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(tasks, "let_go", fail)
    with pytest.raises(RuntimeError):
        tasks.let_go_daily.func()
    assert DBTaskResult.objects.count() == 1


def test_it_can_be_asked_for_on_the_command_line() -> None:
    Letter.objects.create(words="old", at=timezone.now() - timedelta(days=91))
    told = StringIO()
    call_command("let_go", stdout=told)
    assert "Letters: 1" in told.getvalue()
    told = StringIO()
    call_command("let_go", stdout=told)
    assert told.getvalue().strip() == "Nothing has been kept for too long."
