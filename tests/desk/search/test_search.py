"""Search: every word of what a person may see, and nothing of what they may not; no question is kept."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.record.marked import mark
from tests.desk.record.test_past import retitled, said
from waymark.desk.drafts import saving
from waymark.desk.models import Draft, KeptFile, Record
from waymark.desk.searching.finding import asked_words, folded

pytestmark = pytest.mark.django_db


def found(client: Any, words: str, **more: str) -> str:
    answer = client.post("/desk/search/", {"words": words, **more})
    assert answer.status_code == 200
    return said(answer).partition('<p role="status"')[2]


def test_titles_and_every_word_of_a_draft_are_found_and_marked(signed_in: Any) -> None:
    client = signed_in("reader")
    box = Draft.objects.get(place="referral/talk-it-over")
    page = found(client, "TALK it over")
    assert f"/desk/drafts/{box.pk}/" in page
    assert "<mark>Talk</mark> <mark>it</mark> <mark>over</mark>" in page
    assert "Box" in page
    assert "referral/talk-it-over" in page
    deep = found(client, "ten quiet minutes")
    assert f"/desk/drafts/{box.pk}/" in deep
    assert "<mark>ten</mark> <mark>quiet</mark> <mark>minutes</mark>" in deep


def test_each_word_must_be_there_and_titles_come_first(signed_in: Any) -> None:
    client = signed_in("reader")
    assert "Nothing has all of these words" in found(client, "minutes zebra")
    page = found(client, "strategy discussion")
    first = page.partition("<h3")[2].partition("</h3>")[0].lower()
    assert "strategy" in first
    assert "discussion" in first


def test_it_is_narrowed_by_kind_and_by_whose(person: Any, signed_in: Any) -> None:
    mark("devon", person("devon-editor"))
    client = signed_in("devon-editor")
    terms = found(client, "child", kind="term")
    assert terms.count("<h3") == terms.count(">Word") == 60
    page = found(client, "zqnovedx", whose="devon")
    assert page.count("<h3") == 4, "guidance, a note that was taken out, two files"
    assert "Found in" not in found(client, "zqnovedx", whose="shared")
    assert "Found in" in found(client, "zqnovedx", whose="plymouth"), "what is not theirs narrows nothing"


def test_nothing_of_another_partnership_is_found(person: Any, signed_in: Any) -> None:
    made = mark("plymouth", person("plymouth-editor"))
    assert found(signed_in("plymouth-reader"), made.word).count("<h3") >= 3
    for name in ("devon-editor", "devon-signatory", "editor", "steering", "reader", "keeper"):
        for more in ({}, {"earlier": "yes"}, {"whose": "plymouth"}, {"kind": "guidance", "earlier": "yes"}):
            page = found(signed_in(name), made.word, **more)
            assert "Nothing has all of these words" in page, (name, more)
            assert made.word not in page


def test_files_are_found_by_their_words_those_that_were_replaced_too(person: Any, signed_in: Any) -> None:
    made = mark("devon", person("devon-editor"))
    page = found(signed_in("devon-editor"), f"words of {made.word} in file")
    assert page.count(f"/desk/drafts/{made.guidance.pk}/file/") == 2
    assert "A file that was replaced" in page
    KeptFile.objects.create(
        partnership="devon",
        name="stray.pdf",
        bytes_id="0" * 64,
        size=1,
        text="quite astray",
        put_at="2026-01-01T00:00Z",
    )
    assert "stray.pdf" in found(signed_in("devon-editor"), "astray")


def test_what_was_taken_out_is_found_and_said_to_be_so(person: Any, signed_in: Any) -> None:
    term = Draft.objects.filter(kind="term").first()
    assert term is not None
    saving.take_out(person("editor"), term, 1)
    page = found(signed_in("editor"), term.title)
    assert f"/desk/drafts/{term.pk}/" in page
    assert "taken out" in page


def test_earlier_saves_are_found_when_asked_for(person: Any, signed_in: Any) -> None:
    retitled(person("editor"), "A quokka was here")
    draft = retitled(person("editor"), "Talk it over")
    client = signed_in("editor")
    assert "Nothing has all of these words" in found(client, "quokka")
    page = found(client, "quokka", earlier="yes")
    assert f"/desk/drafts/{draft.pk}/saves/2/" in page
    assert "Box, save 2" in page
    assert page.count("<h3") == 1
    now = found(client, "talk it over", kind="box", earlier="yes")
    assert f"/saves/{draft.number}/" not in now, "what a draft still says is not told twice"


def test_short_words_count_where_a_word_begins(person: Any, signed_in: Any) -> None:
    retitled(person("editor"), "The professor and the ofsted wombat")
    page = found(signed_in("editor"), "of wombat")
    assert "pr<mark>of" not in page
    assert "<mark>of</mark>sted <mark>wombat</mark>" in page
    assert "<mark>ombat</mark>" in found(signed_in("editor"), "ombat")


def test_no_question_is_kept_or_logged_or_put_into_an_address(
    signed_in: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in("editor")
    before = Record.objects.count()
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        answer = client.post("/desk/search/", {"words": "unheardof"})
    assert "no-store" in answer["Cache-Control"]
    assert "unheardof" not in caplog.text
    assert Record.objects.count() == before
    assert "unheardof" not in str(dict(client.session))
    # A question in an address is not listened to, so that nobody makes a link of one.
    assert "Found" not in said(client.get("/desk/search/", {"words": "child"}))
    assert 'method="post"' in said(client.get("/desk/search/"))


def test_an_empty_question_is_told(signed_in: Any) -> None:
    for words in ("", "  ", "“”?!"):
        answer = signed_in("editor").post("/desk/search/", {"words": words})
        assert answer.status_code == 422
        assert "Write at least one word" in said(answer)


def test_what_is_found_is_never_markup(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk <b>it</b> over")
    page = found(signed_in("editor"), "<b>it</b>")
    assert f"/desk/drafts/{draft.pk}/" in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    answer = signed_in("editor").post("/desk/search/", {"words": '"><script>'})
    assert "<script>" not in answer.content.decode().replace("<script src", "").replace("<script id", "")


def test_words_are_folded_letter_for_letter() -> None:
    assert folded("Café ĲSSEL İ ﬁn ’") == "cafe ijssel i fin ’" or len(folded("Café İ ﬁn")) == len(
        "Café İ ﬁn"
    )
    assert asked_words("  Child’s PLAN, the Child's plan ") == ("child", "plan", "the", "s")
    assert len(asked_words(" ".join("abcdefghijkl"))) == 8


def test_it_asks_the_database_as_often_however_much_there_is(person: Any, signed_in: Any) -> None:
    made = mark("devon", person("devon-editor"))
    client = signed_in("devon-editor")
    counts = []
    for turn in range(2):
        found(client, "child")
        with CaptureQueriesContext(connection) as queries:
            found(client, f"{made.word}", earlier="yes")
        counts.append(len(queries))
        for each in Draft.objects.filter(partnership="devon", gone=False)[:10]:
            saving.take_out(person("devon-editor"), each, each.number)
        KeptFile.objects.bulk_create(
            KeptFile(
                partnership="devon",
                name=f"{turn}-{n}.pdf",
                bytes_id="0" * 64,
                size=1,
                text=made.word,
                put_at=made.letter.at,
            )
            for n in range(20)
        )
    assert counts[0] == counts[1]
