"""From signing up to the e-mail on the day, and to leaving: with a real mail server."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from tests.desk.alerts.conftest import links, told
from tests.desk.alerts.growing import CHOOSE, NUMBERS, STEP, Growing
from tests.desk.alerts.mailing import Server
from tests.desk.worked import work
from waymark.desk.alerts import came
from waymark.desk.models import Alert, CameIntoForce, Record, Subscriber

ANN, BEN, CAT = "ann@example.org", "ben@example.org", "cat@example.org"


def today() -> Any:
    return timezone.localdate()


def test_sign_up_confirm_be_told_once_leave_and_be_told_no_more(
    growing: Growing, server: Server, signs_up: Any, reader: Client
) -> None:
    signs_up(ANN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A review found that people waited.")
    growing.compile(timezone.now())
    told()
    told()
    _, alert = server.to(ANN)
    assert alert.message["Subject"] == "What changed in Devon: Edition 2026-2"
    words = alert.words
    assert "Edition 2026-2 came into force on" in words
    assert "* Take a step" in words
    assert "Reworded: Key points." in words
    assert "Why: A review found that people waited." in words
    assert "https://manual.example/devon/a/step" in words
    assert "ring 999" in words
    assert "because you asked us to tell you of changes to the shared manual, as it is read in Devon" in words
    line = Record.objects.get(what="told people by e-mail")
    assert (line.more["alerts_sent"], line.more["alerts_doubtful"], line.partnership) == (1, 0, "devon")
    assert not Alert.objects.exists()

    way = links(words)[-1]
    assert "/leave/" in way
    assert "Send me no more" in reader.get(way).content.decode()
    assert Subscriber.objects.count() == 1
    assert reader.post(way).status_code == 303
    assert not Subscriber.objects.exists()
    growing.reword(STEP, "Do this at once", "Do this now")
    growing.edition(today(), step="Shorter.")
    growing.compile(timezone.now())
    told()
    assert len(server.to(ANN)) == 2


def test_the_background_work_tells_people_by_itself(growing: Growing, server: Server, signs_up: Any) -> None:
    from waymark.desk.alerts.tasks import look

    signs_up(ANN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="Why not.")
    growing.compile(timezone.now())
    look.enqueue()
    work()
    assert len(server.to(ANN)) == 2


def test_a_future_day_tells_people_on_that_day(growing: Growing, server: Server, signs_up: Any) -> None:
    signs_up(ANN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today() + timedelta(days=3), step="A reason.")
    growing.compile(timezone.now())
    told()
    told(days=1)
    assert len(server.to(ANN)) == 1
    told(days=3.1)
    assert len(server.to(ANN)) == 2


def test_the_past_is_never_told(growing: Growing, server: Server, signs_up: Any) -> None:
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A reason.")
    growing.compile(timezone.now())
    signs_up(ANN, gateway="devon")
    told()
    assert len(server.to(ANN)) == 1
    assert CameIntoForce.objects.filter(done_at=None).count() == 0


def test_a_first_edition_is_no_change(tmp_path: Any, settings: Any, server: Server, signs_up: Any) -> None:
    made = Growing(tmp_path)
    settings.SHELF = made.shelf.folder
    with made.shelf.locked():
        pass
    signs_up(ANN, gateway="devon")
    made.begin(timezone.now())
    told()
    assert len(server.to(ANN)) == 1


def test_a_new_printing_is_no_change(growing: Growing, server: Server, signs_up: Any) -> None:
    signs_up(ANN, gateway="devon", local="on")
    shelf, now = growing.shelf, timezone.now()
    shown = shelf.in_force(now).values()
    with shelf.locked():
        shelf.bring_into_force(now, tuple(msgspec.structs.replace(name, printing=2) for name in shown))
    told()
    assert len(server.to(ANN)) == 1
    assert not CameIntoForce.objects.exists()


def test_local_changes_go_to_those_who_chose_them_and_tell_no_number(
    growing: Growing, server: Server, signs_up: Any
) -> None:
    signs_up(ANN, gateway="devon", local="on")
    signs_up(BEN, gateway="devon")
    signs_up(CAT, gateway="somerset", local="on")
    signs_up("dot@example.org")
    growing.reword(NUMBERS.format("devon"), "01632 960001", "01632 960009")
    growing.supplement("devon", today(), contacts="The old number is not answered.")
    growing.compile(timezone.now())
    told()
    assert [len(server.to(each)) for each in (ANN, BEN, CAT, "dot@example.org")] == [2, 1, 1, 1]
    alert = server.to(ANN)[1]
    assert alert.message["Subject"] == "What changed in Devon: Supplement 2 of Devon"
    assert "LOCAL, in Devon only" in alert.words
    assert "SHARED" not in alert.words
    assert "* Front door" in alert.words
    assert "Changed: Telephone." in alert.words
    assert "Why: The old number is not answered." in alert.words
    assert "https://manual.example/devon/contacts" in alert.words
    assert "https://manual.example/devon/amendments/supplements/1/2\n" in alert.words
    assert "01632" not in alert.words


def test_shared_and_local_changes_of_one_moment_are_one_e_mail_told_apart(
    growing: Growing, server: Server, signs_up: Any
) -> None:
    signs_up(ANN, gateway="devon", local="on")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A reason.")
    growing.reword(NUMBERS.format("devon"), "01632 960001", "01632 960009")
    growing.supplement("devon", today(), contacts="Another.")
    growing.compile(timezone.now())
    told()
    _, alert = server.to(ANN)
    assert alert.message["Subject"] == "What changed in Devon: Edition 2026-2 and supplement 2 of Devon"
    assert alert.words.index("IN THE SHARED MANUAL") < alert.words.index("* Take a step")
    assert alert.words.index("* Take a step") < alert.words.index("LOCAL") < alert.words.index("* Front door")


def test_a_role_is_told_what_it_reads_and_nothing_else(
    growing: Growing, server: Server, signs_up: Any
) -> None:
    signs_up(ANN, gateway="devon")
    Subscriber.objects.filter(email=ANN).update(role="teacher")
    growing.reword(CHOOSE, "Do this first", "Choose first")
    growing.edition(today(), choose="A reason.")
    growing.compile(timezone.now())
    told()
    assert len(server.to(ANN)) == 1
    growing.reword(CHOOSE, "Choose first", "Choose well")
    growing.reword(STEP, "Tell your lead", "Tell your lead today")
    growing.edition(today(), choose="Yes.", step="Today, since tomorrow is late.")
    growing.compile(timezone.now())
    told()
    words = server.to(ANN)[1].words
    assert "FOR YOUR ROLE: Teacher" in words
    assert "https://manual.example/devon/amendments/2026-2/2026-3\n" in words
    assert "* Take a step" in words
    assert "* Choose" not in words
    assert "1 other place in the shared manual changed too, not for that role." in words


def test_the_shared_manual_alone(growing: Growing, server: Server, signs_up: Any) -> None:
    signs_up(ANN)
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A reason.")
    growing.compile(timezone.now())
    told()
    _, alert = server.to(ANN)
    assert alert.message["Subject"] == "What changed: Edition 2026-2"
    assert "* Take a step" in alert.words
    assert "Read the procedures: https://manual.example" in alert.words


def test_an_e_mail_says_how_to_leave_in_its_head_and_has_a_name_of_its_own(
    growing: Growing, server: Server, signs_up: Any, reader: Client
) -> None:
    signs_up(ANN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A long reason, " * 25 + "and why.")
    growing.compile(timezone.now())
    told()
    message = server.to(ANN)[1].message
    leave = message["List-Unsubscribe"].strip(" <>").removeprefix("https://desk.example")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"].endswith("@desk.example>")
    assert message.get_content_type() == "text/plain"
    assert links(server.to(ANN)[1].words)[-1] == leave
    done = reader.post(leave, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("how", ["no server", "no address set down"])
def test_without_a_mail_server_or_an_address_it_is_told_all_the_same(
    how: str, growing: Growing, server: Server, signs_up: Any, settings: Any, tmp_path: Any
) -> None:
    signs_up(ANN, gateway="devon")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), step="A reason.")
    if how == "no server":
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = tmp_path / "out"
    else:
        growing.reword("consortium.yaml", "address: https://manual.example\n", "")
    growing.compile(timezone.now())
    told()
    if how == "no server":
        (file,) = (tmp_path / "out").iterdir()
        assert "Take a step" in file.read_text()
    else:
        assert "* Take a step" in server.to(ANN)[1].words
        assert "/devon/a/step" not in server.to(ANN)[1].words


def test_trifling_changes_are_only_counted_and_alone_are_no_reason_to_write(
    growing: Growing, server: Server, signs_up: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = came.amended

    def one_trifling(*words: Any) -> Any:
        found = whole(*words)
        told = tuple(
            msgspec.structs.replace(each, trifling=each.amendment.place == "a/choose") for each in found.told
        )
        return msgspec.structs.replace(found, told=told)

    monkeypatch.setattr(came, "amended", one_trifling)
    signs_up(ANN, gateway="devon")
    growing.reword(CHOOSE, "Do this first", "Choose first")
    growing.edition(today(), choose="A spelling.")
    growing.compile(timezone.now())
    told()
    assert len(server.to(ANN)) == 1
    growing.reword(CHOOSE, "Choose first", "Choose firstly")
    growing.reword(STEP, "Do this first", "Do this at once")
    growing.edition(today(), choose="A spelling.", step="A reason.")
    growing.compile(timezone.now())
    told()
    words = server.to(ANN)[1].words
    assert "* Take a step" in words
    assert "* Choose" not in words
    assert "Besides, 1 trifling change, such as a spelling or a link." in words


def test_words_that_cannot_be_read_hold_up_nobody_else(
    growing: Growing, server: Server, signs_up: Any
) -> None:
    from waymark.desk.alerts.tasks import look

    signs_up(ANN, gateway="devon", local="on")
    signs_up(BEN, gateway="somerset", local="on")
    for key in ("devon", "somerset"):
        growing.reword(NUMBERS.format(key), "01632 960001", "01632 960009")
        growing.supplement(key, today(), contacts="A new name.")
    growing.compile(timezone.now())
    file = growing.shelf.supplement_folder("devon", 2) / "local-manuscript.json"
    whole = file.read_bytes()
    file.write_bytes(b"torn")
    look.enqueue()
    work()
    assert (len(server.to(ANN)), len(server.to(BEN))) == (1, 2)
    file.write_bytes(whole)
    told()
    assert (len(server.to(ANN)), len(server.to(BEN))) == (2, 2), "and once it can be read, it is told"
