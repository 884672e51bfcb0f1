"""Today: what an editor wants on Monday morning, only of what they may see."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.record.marked import mark
from tests.desk.record.test_past import retitled, said, saved
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.signing import sign
from waymark.desk.agreeing.unsigning import look
from waymark.desk.drafts import saving
from waymark.desk.models import Candidate, ChosenChange, Consortium, Draft
from waymark.desk.templatetags.desk_frame import in_full
from waymark.desk.today.dates import last_day
from waymark.desk.today.page import of_today

pytestmark = pytest.mark.django_db


def card(page: str, heading: str) -> str:
    """The words of one card; empty where it is folded away."""
    return next((part for part in page.split("<section")[1:] if heading in part.partition("</h2>")[0]), "")


def today(client: Any) -> str:
    answer = client.get("/desk/")
    assert answer.status_code == 200
    return said(answer)


def local(place: str) -> Draft:
    return Draft.objects.get(partnership="devon", place=place)


def guidance() -> Draft:
    draft = Draft.objects.filter(partnership="devon", kind="guidance").first()
    assert draft is not None
    return draft


def test_it_greets_and_says_what_day_it_is(signed_in: Any) -> None:
    page = today(signed_in("editor"))
    assert "Good to see you, editor" in page
    assert in_full(timezone.localdate()) in page


def test_empty_cards_are_folded_into_one_calm_line(signed_in: Any) -> None:
    Consortium.objects.update(contact_days=36_500, review_days=7)
    page = today(signed_in("editor"))
    assert "<section" not in page.partition("<main")[2]
    assert "Nothing waits for you today" in page
    calm = page.partition("Nothing to do for")[2]
    for words in ("your drafts", "letters", "review dates", "contacts", "links", "findings", "provisions"):
        assert words in calm


def test_my_drafts_are_those_i_changed_that_readers_do_not_have(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    mine = card(today(signed_in("editor")), "Your drafts")
    assert f"/desk/drafts/{draft.pk}/" in mine
    assert "Talk it through" in mine
    assert "changed" in mine
    for name in ("reader", "steering", "devon-editor"):
        assert "Talk it through" not in today(signed_in(name)), name


def test_a_draft_stays_mine_when_a_colleague_goes_on_with_it(person: Any, signed_in: Any) -> None:
    from waymark.desk.models import Duty

    colleague = person("nobody")
    Duty.objects.create(user=colleague, partnership="", what="editor")
    retitled(person("editor"), "Talk it through")
    retitled(colleague, "Talk it through again")
    mine = card(today(signed_in("editor")), "Your drafts")
    assert "Talk it through again" in mine
    assert "by nobody@example.org" in mine


def test_a_draft_that_says_again_what_is_in_force_waits_no_more(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    saving.restore(person("editor"), draft, 2, draft.saves.get(number=1))
    assert card(today(signed_in("editor")), "Your drafts") == ""


def test_what_waits_for_my_sign_off(person: Any, signed_in: Any) -> None:
    now = timezone.now()
    for key, title in (("devon", "Supplement of Devon"), ("plymouth", "Supplement of Plymouth")):
        Candidate.objects.create(
            partnership=key, number="9", title=title, made_at=now, made_by=person("editor"), ready=True
        )
    waits = card(today(signed_in("devon-signatory")), "Waiting for your sign-off")
    assert "Supplement of Devon" in waits
    assert "Plymouth" not in waits
    assert card(today(signed_in("devon-editor")), "Waiting for your sign-off") == ""


def test_review_dates_that_passed_or_are_near(person: Any, signed_in: Any) -> None:
    day = timezone.localdate()
    draft = guidance()
    client = signed_in("devon-editor")
    for by, mark_, there in (
        (day - timedelta(days=1), "passed", True),
        (day, "near", True),
        (day + timedelta(days=60), "near", True),
        (day + timedelta(days=61), "", False),
    ):
        draft = saved(
            person("devon-editor"), draft, lambda data, by=by: data.update(review_by=by.isoformat())
        )
        page = card(today(client), "Guidance to be reviewed")
        assert (f"/desk/drafts/{draft.pk}/" in page) is there, by
        assert mark_ in page
        assert f"/desk/drafts/{draft.pk}/" not in card(
            today(signed_in("plymouth-editor")), "Guidance to be reviewed"
        )
    Consortium.objects.update(review_days=61)
    assert f"/desk/drafts/{draft.pk}/" in card(today(client), "Guidance to be reviewed")


def test_a_month_to_review_by_lasts_until_its_end() -> None:
    assert last_day("2027-02").isoformat() == "2027-02-28"
    assert last_day("2027-12").isoformat() == "2027-12-31"
    assert last_day("2027-02-03").isoformat() == "2027-02-03"


def test_contacts_not_checked_for_ninety_days(person: Any, signed_in: Any) -> None:
    day = timezone.localdate()
    draft = Draft.objects.filter(partnership="devon", kind="local contact")[0]
    client = signed_in("devon-editor")

    def checked(when: Any) -> str:
        nonlocal draft

        def change(data: dict[str, Any]) -> None:
            data.pop("example", None)
            data["checked"] = when and when.isoformat()

        draft = saved(person("devon-editor"), draft, change)
        return card(today(client), "Contacts to be checked")

    way = f"/desk/drafts/{draft.pk}/"
    assert "not for 91 days" in checked(day - timedelta(days=91))
    assert way not in checked(day - timedelta(days=90))
    assert "never checked" in checked(None)
    Consortium.objects.update(contact_days=20)
    assert "not for 21 days" in checked(day - timedelta(days=21))


def test_links_that_lead_nowhere_and_to_what_was_taken_out(person: Any, signed_in: Any) -> None:
    def link(data: dict[str, Any]) -> None:
        data["facets"]["key_points"][0] = "See [the lost page](procedures/never-there)."

    draft = saved(person("editor"), Draft.objects.get(place="referral/talk-it-over"), link)
    assert "the lost page" in card(today(signed_in("editor")), "Links that lead nowhere")
    note = Draft.objects.filter(partnership="devon", kind="note").first()
    assert note is not None
    target = Draft.objects.get(partnership="", place=note.data["place"])
    saving.take_out(person("editor"), target, target.number)
    broken = card(today(signed_in("devon-editor")), "Links that lead nowhere")
    assert f"/desk/drafts/{note.pk}/" in broken
    assert "the lost page" not in today(signed_in("devon-editor"))
    assert f"/desk/drafts/{draft.pk}/" not in broken


def test_findings_by_severity_with_the_drafts_they_are_about(person: Any, signed_in: Any) -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["sources"] = ["sources/children-act-1989#never-there"]

    draft = saved(person("editor"), Draft.objects.get(place="referral/talk-it-over"), spoil)
    page = card(today(signed_in("editor")), "Findings")
    assert f"/desk/drafts/{draft.pk}/" in page
    assert "to be put right" in page
    assert "never-there" in page
    assert page.index("to be put right") < page.rindex("worth a look") if "worth a look" in page else True
    assert "never-there" not in today(signed_in("devon-editor"))


def test_provisions_that_no_box_carries(person: Any, signed_in: Any) -> None:
    source = next(each for each in Draft.objects.filter(kind="source") if each.data.get("provisions"))

    def more(data: dict[str, Any]) -> None:
        data["provisions"].append(
            {**copy.deepcopy(data["provisions"][0]), "key": "quite-new", "where": "section 999"}
        )

    saved(person("editor"), source, more)
    page = card(today(signed_in("editor")), "Provisions that no box carries")
    assert "section 999" in page
    assert f"/desk/drafts/{source.pk}/" in page


def test_nothing_of_another_partnership_stands_there(person: Any, signed_in: Any) -> None:
    made = mark("plymouth", person("plymouth-editor"))
    own = today(signed_in("plymouth-editor"))
    for heading in ("Your drafts", "Letters", "Guidance to be reviewed", "Links that lead nowhere"):
        assert made.word in card(own, heading), heading
    for name in ("devon-editor", "devon-signatory", "editor", "steering", "reader", "keeper"):
        assert made.word not in today(signed_in(name)), name


def test_many_lines_are_folded_and_none_is_lost(person: Any, signed_in: Any) -> None:
    for draft in Draft.objects.filter(kind="term")[:9]:
        saving.take_out(person("editor"), draft, 1)
    page = card(today(signed_in("editor")), "Your drafts")
    shown, _, folded = page.partition("<details>")
    assert shown.count("<li>") == 6
    assert folded.count("<li>") == 3
    assert "Show 3 more" in folded


def test_a_draft_that_cannot_be_read_does_not_close_the_page(signed_in: Any) -> None:
    from waymark.desk.models import Save

    draft = guidance()
    Draft.objects.filter(pk=draft.pk).update(data={"odd": True}, number=2)
    Save.objects.create(
        draft=draft, number=2, what="changed", title="Odd", data={"odd": True}, at=timezone.now()
    )
    assert "A draft cannot be read" in today(signed_in("devon-editor"))


def test_a_shared_draft_that_cannot_be_read_is_not_laid_at_a_partnerships_door(signed_in: Any) -> None:
    from waymark.desk.models import Save

    draft = Draft.objects.get(place="referral/talk-it-over")
    Draft.objects.filter(pk=draft.pk).update(data={"odd": True}, number=2)
    Save.objects.create(
        draft=draft, number=2, what="changed", title="Odd", data={"odd": True}, at=timezone.now()
    )
    page = today(signed_in("devon-editor"))
    assert "The shared manual cannot be read just now" in page
    assert "A draft cannot be read" not in page
    assert "A draft cannot be read" in today(signed_in("editor"))


def test_it_asks_the_database_as_often_however_many_drafts_there_are(person: Any, signed_in: Any) -> None:
    client = signed_in("editor")
    counts = []
    retitled(person("editor"), "Talk it over and over")
    for _ in range(2):
        today(client)
        with CaptureQueriesContext(connection) as queries:
            today(client)
        counts.append(len(queries))
        for draft in Draft.objects.filter(kind__in=("term", "box"), gone=False)[:40]:
            saving.take_out(person("editor"), draft, draft.number)
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as queries:
        retitled(person("editor"), "Talk it through")
    with CaptureQueriesContext(connection) as queries:
        today(client)
    assert len(queries) <= counts[0] + 10, "after a save it is worked out once, in a few queries"


def test_it_is_worked_out_anew_after_each_save(person: Any) -> None:
    from waymark.desk.people.standing import Standing

    standing = Standing.of(person("editor"))

    def mine() -> list[str]:
        cards = {each.key: each for each in of_today(standing)["cards"]}
        return [line.words for line in cards["mine"].lines] if "mine" in cards else []

    assert mine() == []
    retitled(person("editor"), "First")
    assert mine() == ["First"]
    retitled(person("editor"), "Second")
    assert mine() == ["Second"]


def test_what_was_sent_is_marked_and_what_was_objected_to_is_told(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    candidate = Candidate.objects.create(title="Autumn", made_at=timezone.now(), made_by=person("editor"))
    ChosenChange.objects.create(candidate=candidate, place=draft.place, reason="It was unclear.")
    sign(
        person("cornwall-signatory"), candidate, "cornwall", str(propose(candidate).seal), False, "Too short."
    )
    look(propose(candidate))
    page = today(signed_in("editor"))
    assert "sent for sign-off" in card(page, "Your drafts")
    assert "Propose what was changed" not in card(page, "Your drafts")
    assert "Cornwall: Too short." in card(page, "Objections")
    assert "Too short." not in today(signed_in("devon-editor"))


def test_a_signatory_is_told_what_was_changed_since_they_signed(person: Any, signed_in: Any) -> None:
    draft = retitled(person("editor"), "Talk it through")
    candidate = Candidate.objects.create(title="Autumn", made_at=timezone.now(), made_by=person("editor"))
    ChosenChange.objects.create(candidate=candidate, place=draft.place, reason="It was unclear.")
    look(propose(candidate))
    assert "changed since" not in card(today(signed_in("devon-signatory")), "sign-off")
    sign(person("devon-signatory"), candidate, "devon", str(propose(candidate).seal), True, "")
    look(propose(candidate))
    assert not card(today(signed_in("devon-signatory")), "sign-off")
    retitled(person("editor"), "Talk it all through")
    look(propose(candidate))
    assert "changed since you signed" in card(today(signed_in("devon-signatory")), "sign-off")
    assert "changed since" not in card(today(signed_in("torbay-signatory")), "sign-off")
