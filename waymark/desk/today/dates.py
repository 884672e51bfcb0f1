"""Dates that ask for something: guidance to be reviewed, contacts to be rung."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from waymark.desk.models import Consortium, Draft
from waymark.desk.people.standing import Standing
from waymark.desk.templatetags.desk_frame import in_full
from waymark.desk.today.lines import Card, Line, card, owner_of
from waymark.pages.prose.say import day_or_month


def dated(standing: Standing, own: list[str], today: date, settings: Consortium) -> list[Card]:
    """What is to be reviewed and rung, the longest overdue first."""
    rows = standing.drafts().filter(
        partnership__in=own, gone=False, kind__in=("guidance", "contact", "local contact")
    )
    drafts = list(rows.order_by("partnership", "kind", "order", "title"))
    guidance = [each for each in drafts if each.kind == "guidance" and each.data.get("review_by")]
    contacts = [each for each in drafts if each.kind != "guidance"]
    return [_reviews(guidance, own, today, settings), _contacts(contacts, own, today, settings)]


def _reviews(drafts: list[Draft], own: list[str], today: date, settings: Consortium) -> Card:
    near = today + timedelta(days=settings.review_days)
    due = sorted(
        ((last_day(each.data["review_by"]), each) for each in drafts),
        key=lambda pair: (pair[0], pair[1].title),
    )
    lines = [
        _line(
            each,
            own,
            "passed" if last < today else "near",
            "stop" if last < today else "wait",
            f"Review by {day_or_month(each.data['review_by'])}",
        )
        for last, each in due
        if last <= near
    ]
    return card("reviews", "Guidance to be reviewed", "review dates", lines)


def _contacts(drafts: list[Draft], own: list[str], today: date, settings: Consortium) -> Card:
    examples = [each for each in drafts if each.data.get("example")]
    stale: list[tuple[date, Draft]] = []
    for each in drafts:
        if not each.data.get("example"):
            checked = each.data.get("checked")
            last = date.fromisoformat(checked) if checked else date.min
            if (today - last).days > settings.contact_days:
                stale.append((last, each))
    stale.sort(key=lambda pair: (pair[0], pair[1].title))
    lines = [
        _line(each, own, "never checked", "stop")
        if last == date.min
        else _line(each, own, f"not for {(today - last).days} days", "wait", f"Checked on {in_full(last)}")
        for last, each in stale
    ]
    lines += [_line(each, own, "an example, do not ring", "wait") for each in examples]
    return card("contacts", "Contacts to be checked", "contacts", lines)


def _line(draft: Draft, own: list[str], mark: str, sort: str, more: str = "") -> Line:
    way = reverse("desk_draft", args=(draft.pk,))
    return Line(draft.title, way, mark, sort, more, owner_of(draft.partnership, own))


def last_day(words: str) -> date:
    """The last day that “2027-05” or “2027-05-01” allows."""
    if len(words) > 7:
        return date.fromisoformat(words)
    first = date.fromisoformat(f"{words}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
