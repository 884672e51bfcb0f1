"""What ends with an account, and what an account that is opened again begins with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from waymark.desk import opening
from waymark.desk.models import Consortium, Duty, Letter, Record
from waymark.desk.people import managing
from waymark.desk.record.letting_go import let_go

pytestmark = pytest.mark.django_db


def letter_of(owner: Any, partnership: str) -> Letter:
    return Letter.objects.create(partnership=partnership, words="x", at=timezone.now(), owner=owner)


def owner_of(letter: Letter) -> Any:
    letter.refresh_from_db()
    return letter.owner


def test_letters_of_someone_who_no_longer_reads_them_wait_for_others(person: Any) -> None:
    user = person("devon-editor")
    Duty.objects.create(user=user, partnership="torbay", what="editor")
    devons, torbays = letter_of(user, "devon"), letter_of(user, "torbay")
    answered = letter_of(user, "devon")
    Letter.objects.filter(pk=answered.pk).update(answered_at=timezone.now())
    managing.take(person("keeper"), user, "devon", "editor")
    assert (owner_of(devons), owner_of(torbays), owner_of(answered)) == (None, user, user)
    managing.end(person("keeper"), user)
    assert owner_of(torbays) is None


def test_letters_of_an_account_that_nobody_used_wait_for_others(person: Any) -> None:
    user = person("devon-editor")
    held = letter_of(user, "devon")
    get_user_model().objects.update(last_login=timezone.now())
    get_user_model().objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(days=3000))
    assert let_go(timezone.now()).accounts == 1
    assert owner_of(held) is None


def test_an_account_that_is_opened_again_does_not_end_the_next_night(person: Any) -> None:
    user = person("devon-editor")
    get_user_model().objects.update(last_login=timezone.now())
    long_ago = timezone.now() - timedelta(days=Consortium.the().keep_accounts + 1)
    get_user_model().objects.filter(pk=user.pk).update(last_login=long_ago, is_active=False)
    managing.open_again(person("keeper"), person("devon-editor"))
    assert let_go(timezone.now()).accounts == 0
    assert person("devon-editor").is_active


def test_leaving_the_last_duty_ends_the_account_and_is_written_down(person: Any) -> None:
    user = person("devon-editor")
    managing.leave(person("devon-signatory"), user, ["devon"])
    assert not person("devon-editor").is_active
    told = list(Record.objects.order_by("id").values_list("what", "partnership"))
    assert told[-2:] == [("took a duty away from", "devon"), ("ended the account of", "devon")]


def test_a_live_desk_ends_accounts_whose_password_everyone_knows(person: Any, settings: Any) -> None:
    kept = person("devon-editor")
    kept.set_password("one of their own choosing")
    kept.save()
    tried = person("plymouth-editor")
    tried.set_password(opening.DEMO_PASSWORD)
    tried.save()
    settings.LIVE = False
    opening.make_tables()
    assert person("plymouth-editor").is_active
    settings.LIVE = True
    opening.make_tables()
    assert not person("plymouth-editor").is_active
    assert person("devon-editor").is_active
