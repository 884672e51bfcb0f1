"""New editions, broken shelves, and the room that answers may take."""

import json
import shutil
import threading
from datetime import timedelta

import pytest

from waymark.editions.shelf import Settings, Shelf
from waymark.gateways.answers import Answer
from waymark.gateways.application import application
from waymark.gateways.kept import Kept

NEW = {"index.html": "the new first page"}
OLD_BYTES, NEW_BYTES = b"somerset: the first page", b"somerset: the new first page"


def test_a_new_line_in_the_list_is_noticed_at_once(ask, shelves, shelf, clock):
    assert ask("/somerset/").body == OLD_BYTES
    shelves.reissue(shelf, NEW, clock.now)
    assert ask("/somerset/").body == NEW_BYTES
    assert ask("/devon/").body == b"devon: the first page"
    assert json.loads(ask("/healthz").body)["in_force"]["somerset"] == "2026-1+2.1"


def test_a_tag_held_from_the_old_edition_fetches_the_new(ask, shelves, shelf, clock):
    tag = ask("/somerset/").header["etag"]
    assert ask("/somerset/", if_none_match=tag).status == 304
    shelves.reissue(shelf, NEW, clock.now)
    assert ask("/somerset/", if_none_match=tag).body == NEW_BYTES


def test_a_future_edition_comes_into_force_by_the_clock(ask, shelves, shelf, clock):
    start = clock.now + timedelta(hours=1)
    shelves.reissue(shelf, NEW, start)
    assert ask("/somerset/").body == OLD_BYTES
    clock.now = start - timedelta(microseconds=1)
    assert ask("/somerset/").body == OLD_BYTES
    clock.now = start
    assert ask("/somerset/").body == NEW_BYTES
    clock.now = start - timedelta(seconds=1)
    assert ask("/somerset/").body == OLD_BYTES, "a clock set back goes back to what was in force"


def test_changed_settings_are_noticed(ask, shelf):
    assert ask("/", host="new.example").body == b"front: choose your area"
    shelf.put_settings(Settings("South West", None, {"NEW.example": "somerset", "odd.example": "nobody"}))
    assert ask("/", host="new.example").body == OLD_BYTES
    assert ask("/", host="odd.example").body == b"front: choose your area"
    assert ask("/", host="devon.example").body == b"front: choose your area"


def spoil_list(shelf, name):
    shelf.printing_file(name).write_bytes(b'{"gateway":"somer')


def spoil_object(shelf, name):
    index = next(page for page in shelf.printing(name).pages if page.path == "index.html")
    file = shelf.object_file(index.fingerprint, ".html")
    file.write_bytes(file.read_bytes()[:-3])


def lose_object(shelf, name):
    index = next(page for page in shelf.printing(name).pages if page.path == "index.html")
    shelf.object_file(index.fingerprint, ".html").unlink()


def lose_list(shelf, name):
    shelf.printing_file(name).unlink()


@pytest.mark.parametrize("spoil", [spoil_list, spoil_object, lose_object, lose_list])
def test_a_broken_printing_leaves_the_old_gateways_whole(ask, shelves, shelf, clock, spoil, tmp_path, caplog):
    assert ask("/somerset/").body == OLD_BYTES
    name = shelves.reissue(shelf, NEW, clock.now + timedelta(minutes=1))
    copy = tmp_path / "copy"
    shutil.copytree(shelf.folder, copy)
    spoil(shelf, name)
    clock.forward(61)
    for _ in range(5):
        assert ask("/somerset/").body == OLD_BYTES
    assert json.loads(ask("/healthz").body)["status"] == "behind"
    assert len(caplog.records) == 1, "a shelf that cannot be read is not read again at every request"
    shutil.copytree(copy, shelf.folder, dirs_exist_ok=True)
    clock.forward(2)
    assert ask("/somerset/").body == NEW_BYTES
    assert json.loads(ask("/healthz").body)["status"] == "ok"


def test_half_a_line_does_not_count(ask, shelf):
    whole = shelf.in_force_file.read_bytes()
    with shelf.in_force_file.open("ab") as out:
        out.write(whole[: len(whole) // 2])
    assert ask("/somerset/").body == OLD_BYTES


def test_a_damaged_compressed_form_gives_way_to_the_next(ask, shelf):
    for page in next(each for each in shelf.printings() if each.gateway == "somerset").pages:
        if page.path == "referral.html":
            file = shelf.object_file(page.fingerprint, ".html", "br")
            file.write_bytes(file.read_bytes()[:-2])
            answered = ask("/somerset/referral", accept_encoding="br, gzip")
            assert answered.header["content-encoding"] == "gzip"
            assert answered.plain == b"somerset: the chart of referral"


def test_a_page_whose_bytes_are_gone_is_not_ready_and_its_address_is_not_logged(ask, shelf, caplog):
    shutil.rmtree(shelf.folder / "objects")
    answered = ask("/somerset/referral")
    assert answered.status == 503
    assert answered.header["cache-control"] == "no-store"
    assert "referral" not in caplog.text


def test_a_mistake_of_ours_is_calm_and_says_nothing_of_the_reader(app, reader, caplog, monkeypatch):
    monkeypatch.setattr("waymark.gateways.application.clean_path", lambda path: {}[path])
    answered = reader(app)("/somerset/private-words")
    assert answered.status == 500
    assert b"The mistake is ours" in answered.body
    assert "KeyError" in caplog.text
    assert "private" not in caplog.text


def test_an_empty_shelf_is_not_ready_until_something_is_in_force(reader, shelves, clock, tmp_path, caplog):
    ask = reader(application(Shelf(tmp_path / "shelf"), clock))
    assert ask("/").status == 503
    assert ask("/healthz").status == 503
    assert json.loads(ask("/healthz").body)["gateways"] == 0
    assert ask("//").status == 400
    shelves.make()
    assert ask("/somerset/").status == 200
    assert not caplog.records


def test_a_withheld_page_answers_451_without_its_bytes(shelves, shelf, clock, reader):
    with shelf.writing():
        statuses = {"404.html": 404, "referral.html": 451}
        words = {"referral.html": "words that the law took away", "404.html": "none"}
        name = shelves.put(shelf, "somerset", words, supplement=3, statuses=statuses)
        shelf.bring_into_force(clock.now, (name,))
    page = next(page for page in shelf.printing(name).pages if page.path == "referral.html")
    for encoding in ("", "gz", "br"):
        shelf.object_file(page.fingerprint, ".html", encoding).unlink()
    ask = reader(application(shelf, clock))
    assert ask("/somerset/referral").status == 451


def test_gateways_change_together_while_many_read(app, reader, shelves, shelf, clock):
    wrong, over = [], threading.Event()

    def read():
        ask = reader(app)
        while not over.is_set():
            body = ask("/somerset/").body
            if body not in {OLD_BYTES, NEW_BYTES}:
                wrong.append(body)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    shelves.reissue(shelf, NEW, clock.now)
    over.wait(0.2)
    over.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert reader(app)("/somerset/").body == NEW_BYTES


def test_answers_take_no_more_room_than_they_are_given():
    kept = Kept(1_000_000)
    for number in range(2000):
        kept.keep((f"/{number}", None, ("",)), Answer("200 OK", [], [b"x" * 3000]))
    held = {*kept.young, *kept.old}
    assert 80 < len(held) <= 200
    assert kept.get(("/1999", None, ("",))) is not None
    assert kept.get(("/0", None, ("",))) is None
    kept.keep(("/large", None, ("",)), Answer("200 OK", [], [b"x" * 200_000]))
    assert kept.get(("/large", None, ("",))) is None


def test_a_page_asked_for_often_stays():
    kept = Kept(1_000_000)
    often = ("/often", None, ("",))
    kept.keep(often, Answer("200 OK", [], [b"often"]))
    for number in range(2000):
        kept.keep((f"/{number}", None, ("",)), Answer("200 OK", [], [b"x" * 3000]))
        if number % 20 == 0:
            assert kept.get(often) is not None


def test_addresses_that_lead_nowhere_take_no_room(ask, monkeypatch):
    seen = []
    monkeypatch.setattr(Kept, "keep", lambda self, key, answer: seen.append(key))
    for number in range(50):
        ask(f"/somerset/nothing-{number}")
    assert not seen
