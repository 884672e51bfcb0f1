"""Who answers when: a line that keeps limited hours is never the answer at 8 pm."""

from __future__ import annotations

import re

import pytest

from tests.pages.gateways import local, manuscript, pack
from waymark.manual.contacts import Contact, ContactKind, Day
from waymark.manual.wholeness.references import texts_of
from waymark.pages.contacts.page import by_kind

NATIONAL = {contact.key: contact for contact in manuscript().contacts}


@pytest.mark.parametrize(
    ("key", "day", "clock", "answers"),
    [
        ("emergency", Day.SUNDAY, "03:00", True),
        ("childline", Day.MONDAY, "20:00", True),
        ("childline", Day.BANK_HOLIDAYS, "04:00", True),
        ("nspcc-helpline", Day.MONDAY, "11:00", True),
        ("nspcc-helpline", Day.MONDAY, "16:00", False),
        ("nspcc-helpline", Day.MONDAY, "20:00", False),
        ("nspcc-helpline", Day.SATURDAY, "11:00", False),
    ],
)
def test_when_the_national_lines_answer(key: str, day: Day, clock: str, answers: bool) -> None:
    assert NATIONAL[key].answers(day, clock) is answers


@pytest.mark.parametrize("key", sorted(pack().partnerships))
def test_at_every_hour_one_local_team_answers(key: str) -> None:
    def answering(kind: ContactKind, day: Day, clock: str) -> list[Contact]:
        return [c for c in local(key).contacts if c.kind is kind and c.answers(day, clock)]

    for day in Day:
        for hour in range(24):
            for clock in (f"{hour:02d}:00", f"{hour:02d}:29", f"{hour:02d}:59"):
                office = answering(ContactKind.FRONT_DOOR, day, clock)
                night = answering(ContactKind.OUT_OF_HOURS, day, clock)
                assert len(office) + len(night) == 1, (day, clock)
    assert answering(ContactKind.OUT_OF_HOURS, Day.FRIDAY, "20:00")


def test_wherever_the_text_names_a_line_with_limited_hours_it_says_so() -> None:
    limited = [c for c in manuscript().contacts if not c.always_answers]
    for box in manuscript().boxes:
        for facet, text in texts_of(box):
            for line in text.plain.split("\n"):
                for contact in limited:
                    if contact.telephone and contact.telephone in line:
                        assert re.search(r"opening hours", line), (box.place, facet)


def test_local_numbers_are_examples_from_the_range_kept_for_drama() -> None:
    for key in pack().partnerships:
        for contact in local(key).contacts:
            if contact.kind is ContactKind.POLICE:  # every force answers the national number
                assert (contact.telephone, contact.example) == ("101", False)
                continue
            assert contact.example
            assert re.fullmatch(r"01632 960\d{3}", contact.telephone or "")


def test_every_area_has_its_front_door_night_team_designated_officer_and_police() -> None:
    wanted = {
        ContactKind.FRONT_DOOR,
        ContactKind.OUT_OF_HOURS,
        ContactKind.DESIGNATED_OFFICER,
        ContactKind.POLICE,
    }
    for key in pack().partnerships:
        assert {contact.kind for contact in local(key).contacts} >= wanted, key


def test_a_national_line_that_the_area_lists_as_its_own_stands_once() -> None:
    national, own = manuscript().contacts, local("devon").contacts
    shown = by_kind(national, own, (ContactKind.POLICE,))
    assert [(contact.telephone, is_local) for contact, is_local in shown] == [("101", True)]
    without = tuple(contact for contact in own if contact.kind is not ContactKind.POLICE)
    assert [is_local for _, is_local in by_kind(national, without, (ContactKind.POLICE,))] == [False]
