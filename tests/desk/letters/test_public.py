"""The public endpoint of letters: plain, without a cookie, without a trace of who wrote."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.desk.letters.sending import CALM, HERE, PLACE, TITLE, fields, letter, said, send, slip, why
from waymark.desk.doors.out import frozen_words
from waymark.desk.letters import public
from waymark.desk.letters.form import LONGEST
from waymark.desk.letters.reasons import REASONS
from waymark.desk.models import Consortium, Draft, Frozen, Letter, Record, Tally

pytestmark = pytest.mark.django_db

WARNING = "Nobody reads this at night and nobody will act on it. If a child may be in danger"
FIELD = "<textarea"


@pytest.fixture
def reader() -> Client:
    """Someone who never signed in, checked for forged requests as a browser would be."""
    return Client(enforce_csrf_checks=True)


def counted() -> dict[str, int]:
    return {f"{row.partnership} {row.place} {row.answer}": row.count for row in Tally.objects.all()}


def test_yes_is_thanked_at_once_and_only_counted(reader: Client) -> None:
    page = said(send(reader, {**HERE, "clear": "yes"}))
    assert "Your answer is counted" in page
    assert f'href="/devon/{PLACE}">Back to “{TITLE}”' in page
    assert "Ring 999" in page
    assert counted() == {f"devon {PLACE} yes": 1}
    assert not Letter.objects.exists()


def test_no_asks_for_a_reason_from_a_list_and_for_no_words(reader: Client) -> None:
    page = said(send(reader, {**HERE, "clear": "no"}))
    assert FIELD not in page
    assert page.count('type="radio"') == len(REASONS)
    for words in REASONS.values():
        assert words.replace("'", "&#x27;") in page
    assert page.index("I am worried about a child") < page.index("I could not find what I need")
    assert counted() == {f"devon {PLACE} no": 1}


def test_a_reason_alone_can_be_sent(reader: Client) -> None:
    page = said(send(reader, why("hard")))
    assert "Your answer is counted" in page
    assert counted() == {f"devon {PLACE} hard": 1}
    assert not Letter.objects.exists()


def test_without_a_reason_nothing_is_sent(reader: Client) -> None:
    answer = send(reader, why(""))
    assert answer.status_code == 422
    assert "Choose what fits best." in said(answer)
    assert counted() == {}


def test_what_to_do_stands_before_any_field_for_words(reader: Client) -> None:
    before = send(reader, why("hard", "words"))
    page = said(before)
    assert WARNING in page
    assert FIELD not in page
    body = page.partition("<main>")[2]
    assert body.index("Nobody reads this") < body.index('href="tel:999"') < body.index("<form")
    assert 'href="tel:08001111"' in page
    words = send(reader, fields(before))
    assert FIELD in said(words)
    assert fields(words)["reason"] == "hard"
    sent = send(reader, {**fields(words), "slip": slip(), "words": CALM})
    assert "Your letter is sent" in said(sent)
    assert (Letter.objects.get().words, Letter.objects.get().reason) == (CALM, "hard")


@pytest.mark.parametrize("do", ["send", "words"])
def test_who_is_worried_about_a_child_is_told_what_to_do_at_once(reader: Client, do: str) -> None:
    """Whatever they pressed, however quickly, and however often."""
    answer = send(reader, why("worried", do, slip=""))
    page = said(answer)
    assert answer.status_code == 200
    assert WARNING in page
    assert "It is right to tell someone" in page
    assert "Write about the page" in page, "it can be gone on"
    assert fields(answer)["reason"] == "worried"


def test_out_of_hours_stands_before_office_hours_and_an_example_never_alone(reader: Client) -> None:
    page = said(send(reader, why("worried")))
    assert page.index("Emergency duty team, Devon") < page.index("Children&#x27;s Front Door")
    assert page.count("Example, do not ring") == 2
    assert "01632" not in "".join(part.partition('"')[0] for part in page.split('href="tel:')[1:])
    assert "NSPCC Helpline" in page
    nowhere = said(send(reader, {**why("worried"), "gateway": ""}))
    assert "Choose that area" in nowhere
    assert 'href="tel:08001111"' in nowhere


def test_who_comes_by_the_address_alone_chooses_a_page(reader: Client) -> None:
    page = said(reader.get("/letters/"))
    assert FIELD not in page
    assert "Which page is it about?" in page
    chosen = {"area": "devon", "page": "The chart <b>", "clear": "no"}
    answer = send(reader, chosen)
    assert "“The chart &lt;b&gt;”" in said(answer)
    assert counted() == {"devon not-named no": 1}
    before = send(reader, {**fields(answer), "slip": slip(), "reason": "hard", "do": "words"})
    words = send(reader, fields(before))
    send(reader, {**fields(words), "slip": slip(), "words": CALM})
    held = Letter.objects.get()
    assert (held.partnership, held.place, held.page) == ("devon", "", "The chart <b>")
    assert send(reader, {**chosen, "area": "atlantis"}).status_code == 422


def test_danger_comes_first_then_who_reads_it_and_when_it_is_deleted(reader: Client) -> None:
    page = said(send(reader, {"step": "before", **HERE}))
    body = page.partition("<main>")[2]
    assert body.index("Ring 999") < body.index("<h1>")
    assert body.index("/devon/contacts.html") < body.index("<h1>")
    assert "the people who look after these procedures for Devon" in page
    assert "deleted after 90 days" in page
    assert "Do not name a child" in page
    Consortium.objects.update(keep_letters=30)
    assert "deleted after 30 days" in said(send(reader, {"step": "before", **HERE}))


def test_it_begins_with_the_area_and_page_that_led_here(reader: Client) -> None:
    page = said(reader.get("/letters/", {"place": PLACE, "from": "devon"}))
    assert f"Is “{TITLE}” clear?" in page
    assert 'name="gateway" value="devon"' in page
    assert f'name="place" value="{PLACE}"' in page


def test_it_shows_nothing_of_a_draft(reader: Client) -> None:
    Draft.objects.filter(place=PLACE).update(title="Not yet agreed")
    Draft.objects.filter(partnership="devon", kind="partnership").update(title="Not yet agreed")
    assert "Not yet agreed" not in said(reader.get("/letters/", {"place": PLACE, "from": "devon"}))
    unknown = said(reader.get("/letters/", {"place": "referral/never-there", "from": "nowhere"}))
    assert "never-there" not in unknown


def test_a_letter_is_kept_with_what_was_written_and_nothing_else(reader: Client) -> None:
    answer = send(
        reader,
        letter(reply_to="teacher@example.org"),
        REMOTE_ADDR="203.0.113.9",
        HTTP_USER_AGENT="A browser that stands out",
    )
    assert "Thank you" in said(answer)
    kept = Letter.objects.get()
    held = {field.name: getattr(kept, field.name) for field in Letter._meta.fields}
    assert held.pop("id")
    assert timezone.now() - held.pop("at") < timedelta(minutes=1)
    assert held == {
        "partnership": "devon",
        "place": PLACE,
        "page": TITLE,
        "reason": "link",
        "words": CALM,
        "reply_to": "teacher@example.org",
        "owner": None,
        "answered_at": None,
        "note": "",
        "may_be_disclosure": False,
        "read_at": None,
        "tell_at": None,
        "told_at": None,
        "told_again": False,
        "tries": 0,
    }
    assert not Record.objects.filter(more__has_key="letter").exists()


@pytest.mark.parametrize(
    ("gateway", "place", "title", "back"),
    [
        ("devon", "", "The first page", "/devon/"),
        ("devon", "contacts", "Who to ring", "/devon/contacts"),
        ("devon", "referral", "", "/devon/referral"),
        ("", "areas", "Choose your area", "/areas"),
        ("devon", "404", "A page that is not there", "/devon/404"),
        ("devon", "for/teacher", "For you", "/devon/for/teacher"),
    ],
)
def test_every_page_is_known_by_its_name(
    reader: Client, gateway: str, place: str, title: str, back: str
) -> None:
    page = said(send(reader, {"gateway": gateway, "place": place, "clear": "yes"}))
    assert f'href="{back}">Back to “{title}' in page


def test_lines_are_counted_as_a_browser_counts_them(reader: Client) -> None:
    words = "\r\n".join(["x"] * (LONGEST // 2))
    assert send(reader, letter(words)).status_code == 200
    assert "\r" not in Letter.objects.get().words


def test_guidance_that_readers_do_not_have_yet_lends_no_title(reader: Client) -> None:
    frozen = Frozen.objects.filter(partnership="devon").order_by("-order")[0]
    key = frozen_words(frozen.pk, frozen.fingerprint).guidance[0].key
    place = {"gateway": "devon", "place": f"local/{key}", "clear": "no"}
    assert f'value="devon/local/{key}"' in said(send(reader, place))
    assert f'href="/devon/local/{key}"' in said(send(reader, place))
    Frozen.objects.filter(partnership="devon").update(in_force=timezone.localdate() + timedelta(days=9))
    assert key not in said(send(reader, place))


def test_a_letter_about_local_guidance_goes_to_its_partnership(reader: Client) -> None:
    send(reader, letter(gateway="", place="plymouth/local/early-help"))
    assert Letter.objects.get().partnership == "plymouth"


@pytest.mark.parametrize(
    "given",
    [
        None,
        {**HERE, "clear": "yes"},
        {**HERE, "clear": "no"},
        {"step": "why", **HERE, "reason": "worried"},
        {"step": "before", **HERE},
        {"step": "words", **HERE, "words": CALM},
    ],
)
def test_no_cookie_no_store_no_referrer_and_nothing_loaded_from_elsewhere(
    reader: Client, given: dict[str, str] | None
) -> None:
    cookie = {"cookie": "waymark_desk=abcdefghijklmnopqrstuvwxyz012345; other=1"}
    for headers in ({}, cookie):
        answer = reader.post("/letters/", given, headers=headers) if given else reader.get("/letters/")
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        page = answer.content.decode()
        assert "script" not in page.lower()
        assert "csrf" not in page.lower()
        assert " style=" not in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": "  "}, "Write something here, or go back."),
        ({"words": "a" * 5001}, "longer than 5,000 letters"),
        ({"words": "http://a.example www.b.example https://c.example"}, "more than 2 web addresses"),
        ({"reply_to": "not an address"}, "does not look like an e-mail address"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_words_stay(
    reader: Client, change: dict[str, str], told: str
) -> None:
    answer = send(reader, letter(**change))
    page = said(answer)
    assert answer.status_code == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert "words" in change or CALM in page
    assert not Letter.objects.exists()


def test_a_letter_that_is_far_too_heavy_is_not_even_read(reader: Client) -> None:
    assert send(reader, letter("a" * (public.HEAVIEST + 1))).status_code == 413
    assert not Letter.objects.exists()


def test_words_are_in_no_log_and_in_no_record(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(reader, letter("quite unheard of, and hurt"))
        send(reader, letter("quite unheard of", reply_to="x"))
    assert "unheard" not in caplog.text
    assert not any("unheard" in str(row) for row in Record.objects.values())


def test_what_was_written_is_never_markup(reader: Client, signed_in: Any) -> None:
    nasty = "<script>alert(1)</script>"
    wrong = {"gateway": "devon", "page": nasty, "reply_to": "x"}
    page = said(send(reader, {"step": "words", "words": nasty, "slip": slip(), **wrong}))
    assert "<script" not in page
    send(reader, {"step": "words", "words": nasty, "slip": slip(), **wrong, "reply_to": ""})
    client = signed_in("devon-editor")
    for way in ("/desk/letters/", f"/desk/letters/{Letter.objects.get().pk}/", "/desk/"):
        assert nasty not in client.get(way).content.decode()
