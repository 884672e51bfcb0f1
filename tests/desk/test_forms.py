"""Every kind's form says what its draft says, and what comes back from it is the same part."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from tests.desk.posted import posted
from waymark.desk.drafts.saving import make
from waymark.desk.forms.grouping import grouped
from waymark.desk.forms.part_form import PartForm
from waymark.desk.forms.reading import as_read, differences
from waymark.desk.models import Draft
from waymark.desk.parts import ALL, part_of, plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def what_the_starter_lacks(db: None) -> None:
    """A waiver, and a local note that sets a time limit: the starter manual has none."""
    data = {"place": "referral/talk-it-over", "facet": "for your role", "role": "teacher"}
    data |= {"reason": "The court's own words", "given_by": "Kay Green", "until": "2030-03-31"}
    make(None, "", "waiver", part_of("waiver", data))
    limit = {"timescale": "confirm-in-writing", "limit": 1, "unit": "working days", "reason": "Agreed in May"}
    data = {"place": "referral/chase-a-referral", "limits": [limit], "text": "Use our form."}
    make(None, "swindon", "note", part_of("note", data))


@pytest.mark.parametrize("kind", sorted(ALL))
def test_every_draft_comes_back_from_its_form_unchanged(kind: str) -> None:
    drafts = Draft.objects.filter(kind=kind)
    assert drafts
    for draft in drafts:
        form = PartForm(kind, draft.data, fixed=True)
        again = PartForm(kind, draft.data, posted(form), fixed=True)
        assert again.is_valid(), (draft, again.errors)
        assert plain(again.part) == draft.data, draft


@pytest.mark.parametrize("kind", sorted(set(ALL) - {"manual", "partnership", "chart"}))
def test_a_part_can_be_written_from_nothing(kind: str) -> None:
    draft = next(each for each in Draft.objects.filter(kind=kind) if "file" not in each.data)
    form = PartForm(kind, {}, posted(PartForm(kind, draft.data)))
    assert form.is_valid(), form.errors
    assert plain(form.part) == draft.data


@pytest.mark.parametrize("kind", sorted(ALL))
def test_every_field_stands_in_one_group(kind: str) -> None:
    names = list(PartForm(kind).fields)
    assert sorted(name for group in grouped(kind, names) for name in group.names) == sorted(names)


def box() -> tuple[Draft, QueryDict]:
    draft = Draft.objects.get(place="urgent-action/emergency-action")
    return draft, posted(PartForm("box", draft.data, fixed=True))


@pytest.mark.parametrize(
    ("kind", "name", "sent", "at"),
    [
        ("term", "part-term", "", "term"),
        ("local contact", "part-telephone", "ring us", "telephone"),
        ("local contact", "part-web", "http://example.org", "web"),
        ("partnership", "part-accent", "green", "accent"),
        ("timescale", "part-limit", "soon", "limit"),
        ("guidance", "part-review_by", "next May", "review_by"),
        ("review", "part-year", "18", "year"),
    ],
)
def test_a_fault_stands_at_its_field(kind: str, name: str, sent: str, at: str) -> None:
    draft = Draft.objects.filter(kind=kind).first()
    assert draft is not None
    data = posted(PartForm(kind, draft.data, fixed=True))
    data[name] = sent
    form = PartForm(kind, draft.data, data, fixed=True)
    assert not form.is_valid()
    assert list(form.errors) == [at]
    assert "msgspec" not in str(form.errors)
    assert "regex" not in str(form.errors)


def test_a_fault_in_a_row_stands_at_its_list() -> None:
    draft, data = box()
    data["part-facets-key_points-0-value"] = '{"blocks": [{"text": "x", "type": "unstyled"'
    form = PartForm("box", draft.data, data, fixed=True)
    assert not form.is_valid()
    assert list(form.errors) == ["facets-key_points"]


def test_a_key_that_is_none_is_told_at_its_field() -> None:
    draft = Draft.objects.filter(kind="term").first()
    assert draft is not None
    data = posted(PartForm("term", draft.data))
    data["part-key"] = "No Key!"
    form = PartForm("term", {}, data)
    assert not form.is_valid()
    assert form.errors == {"key": ["Use lower-case words with hyphens between, such as talk-it-over."]}


def test_rows_come_in_the_order_they_stand_in_and_without_those_taken_out() -> None:
    draft, data = box()
    first, second, *rest = draft.data["facets"]["key_points"]
    data["part-facets-key_points-0-order"] = "1"
    data["part-facets-key_points-1-order"] = "0"
    data["part-facets-key_points-2-deleted"] = "1"
    form = PartForm("box", draft.data, data, fixed=True)
    assert form.is_valid()
    assert plain(form.part)["facets"]["key_points"] == [second, first, *rest[1:]]


def test_a_list_the_browser_did_not_draw_stays_as_it_was() -> None:
    draft, data = box()
    for name in [each for each in data if each.startswith("part-facets-key_points")]:
        del data[name]
    form = PartForm("box", draft.data, data, fixed=True)
    assert form.is_valid()
    assert plain(form.part) == draft.data


@pytest.mark.parametrize("count", ["", "-1", "many", "99999999999", "3"])
def test_rows_that_make_no_sense_break_nothing(count: str) -> None:
    draft, data = box()
    data["part-sources-count"] = count
    data["part-sources-0-order"] = "first"
    data.pop("part-sources-1-deleted", None)
    PartForm("box", draft.data, data, fixed=True).is_valid()


def test_an_empty_row_is_left_out() -> None:
    draft, data = box()
    count = int(data["part-not_certain-count"])
    data["part-not_certain-count"] = str(count + 1)
    data[f"part-not_certain-{count}-order"] = str(count)
    data[f"part-not_certain-{count}-value"] = "Whether the court sits on Sundays."
    form = PartForm("box", draft.data, data, fixed=True)
    assert form.is_valid(), form.errors
    assert plain(form.part)["not_certain"][-1] == "Whether the court sits on Sundays."


def test_every_single_input_is_named_as_on_the_page() -> None:
    draft, data = box()
    form = PartForm("box", draft.data, fixed=True)
    names = {name for name, *_ in form.leaves()}
    assert "part-facets-key_points-0-value" in names
    assert "part-facets-what_if-0-value-answer" in names
    assert names <= set(data)


@pytest.mark.parametrize("kind", sorted(ALL))
def test_every_draft_can_be_read_in_plain_words(kind: str) -> None:
    for draft in Draft.objects.filter(kind=kind):
        told = list(as_read(kind, draft.data, {}))
        assert told
        assert all(each.words.strip() for each in told)


def test_two_texts_side_by_side_show_only_what_differs() -> None:
    draft, _ = box()
    yours: dict[str, Any] = {**draft.data, "title": "Act <now>", "who": ""}
    found = {each.name: each for each in differences("box", draft.data, yours, {})}
    assert set(found) == {"title", "who"}
    assert found["title"].yours == "<p>Act &lt;now&gt;</p>"
    assert found["who"].yours == "<p>Nothing.</p>"
    assert part_of("box", draft.data)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("May 2027", "2027-05"),
        ("1 May 2027", "2027-05-01"),
        ("01/05/2027", "2027-05-01"),
        ("2027-05", "2027-05"),
        ("2027-05-01", "2027-05-01"),
    ],
)
def test_a_day_or_a_month_is_written_as_people_write_it(written: str, kept: str) -> None:
    form = PartForm("guidance", {}, guidance(review_by=written))
    assert form.is_valid(), form.errors
    assert form.part.review_by == kept
    shown = PartForm("guidance", plain(form.part))["review_by"].value()
    assert shown == ("1 May 2027" if kept.count("-") == 2 else "May 2027")


def test_what_is_no_day_is_told_in_words() -> None:
    form = PartForm("guidance", {}, guidance(review_by="next spring"))
    assert "such as May 2027" in str(form.errors["review_by"])


def test_a_choice_that_the_part_does_not_say_is_shown_as_it_is() -> None:
    form = PartForm("guidance", {"key": "a", "title": "A", "owner": "B", "text": "C."})
    assert form["form"].value() == "page"
    assert "—" not in str(form["form"])


def guidance(**more: str) -> QueryDict:
    """What a browser sends of local guidance, with some of it written otherwise."""
    sent = posted(PartForm("guidance", {"key": "a", "title": "A", "owner": "B", "text": "C."}))
    for name, words in more.items():
        sent[f"part-{name}"] = words
    return sent


def asking(kind: str) -> tuple[str, str, Draft]:
    """The field of how people ask in a kind of form, its name when it is sent, and a draft of that kind."""
    name = "facets-people_say" if kind in ("box", "procedure") else "people_say"
    draft = next(each for each in Draft.objects.filter(kind=kind) if name in PartForm(kind, each.data).fields)
    return name, f"part-{name}", draft


def lines_of(kind: str, data: Any) -> list[str]:
    facets = data.get("facets", {}) if kind in ("box", "procedure") else data
    return facets.get("people_say", [])


def saved(form: PartForm) -> Any:
    """What a form that is in order would save."""
    assert form.is_valid(), form.errors
    return plain(form.part)


ASKED_FOR = ("box", "contact", "local contact", "procedure", "term", "timescale")


def test_every_form_that_asks_how_people_ask_is_known_here() -> None:
    having = {kind for kind in ALL if any("people_say" in name for name in PartForm(kind).fields)}
    assert having == set(ASKED_FOR)


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_how_people_ask_is_one_field_with_a_line_each(kind: str) -> None:
    name, sent_as, draft = asking(kind)
    data = posted(PartForm(kind, draft.data, fixed=True))
    data[sent_as] = "Help  me \r\n\r\n   \r\n- who, at 2am?\n"
    form = PartForm(kind, draft.data, data, fixed=True)
    assert form.is_valid(), form.errors
    said = plain(form.part)
    assert lines_of(kind, said) == ["Help me", "- who, at 2am?"]
    assert PartForm(kind, said)[name].value() == "Help me\n- who, at 2am?"
    assert "</textarea>" in str(PartForm(kind, said)[name])


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_how_people_ask_can_be_emptied_and_stays_where_it_was_not_sent(kind: str) -> None:
    _, sent_as, draft = asking(kind)
    data = posted(PartForm(kind, draft.data, fixed=True))
    data[sent_as] = "Help me"
    held = saved(PartForm(kind, draft.data, data, fixed=True))
    data[sent_as] = " \r\n"
    assert lines_of(kind, saved(PartForm(kind, held, data, fixed=True))) == []
    del data[sent_as]
    assert saved(PartForm(kind, held, data, fixed=True)) == held


def test_a_line_too_long_is_told_by_its_number() -> None:
    draft, data = box()
    data["part-facets-people_say"] = f"Help me\r\n\r\n{'x' * 401}\r\n{'y' * 400}\r\nHelp! {'z ' * 300}"
    form = PartForm("box", draft.data, data, fixed=True)
    assert not form.is_valid()
    assert form.errors == {
        "facets-people_say": [
            f"Line {number}, “{start}…”, is too long: 400 letters at most."
            for number, start in ((3, "x" * 30), (5, "Help! z z z z z z z z z z z z"))
        ]
    }


def test_a_line_with_what_cannot_be_seen_is_told_and_an_accent_apart_is_joined() -> None:
    draft, data = box()
    data["part-facets-people_say"] = "Rough at the cre\u0300che\nHelp\u200b me"
    form = PartForm("box", draft.data, data, fixed=True)
    (told,) = form.errors["facets-people_say"]
    assert told.startswith("Line 2, “Help")
    assert "ZERO WIDTH SPACE" in told.upper()
    data["part-facets-people_say"] = "Rough at the cre\u0300che"
    assert lines_of("box", saved(PartForm("box", draft.data, data, fixed=True))) == ["Rough at the crèche"]


def test_answers_stand_in_rows_within_the_rows_of_questions() -> None:
    draft = Draft.objects.get(place="ways-in:parents")
    data = posted(PartForm("way in", draft.data, fixed=True))
    first = "part-questions-0-value-replies"
    data[f"{first}-0-order"], data[f"{first}-1-order"] = "1", "0"
    data[f"{first}-2-deleted"] = "1"
    form = PartForm("way in", draft.data, data, fixed=True)
    assert form.is_valid(), form.errors
    one, two, _, *rest = draft.data["questions"][0]["replies"]
    assert plain(form.part)["questions"][0]["replies"] == [two, one, *rest]
    told = " ".join(str(each.words) for each in as_read("way in", draft.data, {}))
    assert "Somebody has told social care about us" in told


def test_a_question_without_answers_is_told_at_its_field() -> None:
    draft = Draft.objects.get(place="ways-in:parents")
    data = posted(PartForm("way in", draft.data, fixed=True))
    for at in range(int(data["part-questions-0-value-replies-count"])):
        data[f"part-questions-0-value-replies-{at}-deleted"] = "1"
    form = PartForm("way in", draft.data, data, fixed=True)
    assert not form.is_valid()
    assert list(form.errors) == ["questions"]
    assert "msgspec" not in str(form.errors)
