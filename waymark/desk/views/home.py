"""The first pages: today, the shared manual, and what is local."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.desk.models import Consortium, Draft
from waymark.desk.models.drafts import LOCAL_KINDS, ORDERED, SHARED_KINDS
from waymark.desk.people.standing import SHARED, standing_of
from waymark.desk.templatetags.desk_frame import in_full
from waymark.desk.today.dates import last_day
from waymark.desk.today.page import of_today
from waymark.pages.prose.say import day_or_month

#: What stands in a list of drafts beside its kind's own fields.
_LIGHT = ("id", "partnership", "place", "kind", "title", "order", "gone", "changed_at")
#: Headings of the lists, kind by kind, and what a new one is called.
_MANY = {
    "manual": ("About the manual", ""),
    "procedure": ("Procedures", "a procedure"),
    "term": ("Words", "a word"),
    "timescale": ("Time limits", "a time limit"),
    "role": ("Roles", "a role"),
    "contact": ("National lines", "a national line"),
    "source": ("Sources", "a source"),
    "review": ("Reviews", "a review"),
    "scenario": ("Scenarios to practise", "a scenario"),
    "way in": ("Ways in for families", "a way in"),
    "relations": ("Words for searching", "words for searching"),
    "waiver": ("Waivers", "a waiver"),
    "partnership": ("The partnership", ""),
    "local contact": ("Contacts", "a contact"),
    "note": ("Local notes", "a local note"),
    "guidance": ("Local guidance", "local guidance"),
}


class Mark(NamedTuple):
    """A small label beside a draft: its words, and how it is dressed."""

    words: str
    sort: str = ""


class Row(NamedTuple):
    """A draft in a list."""

    draft: Draft
    marks: list[Mark]
    more: str = ""


class Shown(NamedTuple):
    """A chart in the list: its draft, if it has one, and its boxes in the order they are told."""

    draft: Draft | None
    rows: list[Row]


class Listed(NamedTuple):
    """The drafts of a kind."""

    kind: str
    heading: str
    new: str
    rows: list[Row]

    @property
    def ordered(self) -> bool:
        """Whether readers see them in an order that editors give."""
        return self.kind in ORDERED

    @property
    def slug(self) -> str:
        """Its kind as an address has it."""
        return self.kind.replace(" ", "-")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today: what waits for this person."""
    return render(request, "desk/today/today.html", of_today(standing_of(request)))


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """The shared manual: its charts with their boxes as they are told, then the rest kind by kind."""
    standing = standing_of(request)
    drafts = standing.drafts().filter(partnership=SHARED)
    charts = drafts.filter(kind="chart").only(*_LIGHT, "data")
    others = drafts.exclude(kind="chart").only(*_LIGHT)
    given = {
        "title": "The shared manual",
        "partnership": SHARED,
        "writes": standing.writes_shared,
        "charts": _told(charts, [draft for draft in others if draft.kind == "box"]),
        "lists": _lists(SHARED_KINDS, others, lambda _: []),
    }
    return render(request, "desk/list.html", given)


@require_safe
def local(request: HttpRequest, partnership: str) -> HttpResponse:
    """What is local of one partnership."""
    standing = standing_of(request)
    standing.only_to(bool(partnership) and standing.reads(partnership))
    drafts = list(standing.drafts().filter(partnership=partnership))
    noted = [each.place.removeprefix("notes:") for each in drafts if each.kind == "note"]
    shared = standing.drafts().filter(partnership=SHARED, place__in=noted).values_list("place", "title")
    titles = {f"notes:{place}": title for place, title in shared}
    for draft in drafts:
        draft.title = titles.get(draft.place, draft.title)
    today, settings = timezone.localdate(), Consortium.the()
    given = {
        "title": next((each.title for each in drafts if each.kind == "partnership"), partnership),
        "partnership": partnership,
        "writes": standing.writes(partnership),
        "lists": _lists(LOCAL_KINDS, drafts, lambda draft: _marks(draft, today, settings)),
    }
    return render(request, "desk/list.html", given)


def _told(charts: Iterable[Draft], boxes: list[Draft]) -> list[Shown]:
    left = {draft.place: draft for draft in boxes}
    shown = []
    for chart in sorted(charts, key=lambda draft: (draft.gone, draft.data.get("number", 0))):
        places = [] if chart.gone else chart.data.get("boxes", [])
        rows = [_row(left.pop(place), []) for place in places if place in left]
        shown.append(Shown(chart, rows))
    if left:
        shown.append(Shown(None, [_row(draft, []) for draft in left.values()]))
    return shown


def _lists(kinds: Mapping[str, str], drafts: Iterable[Draft], marks: Any) -> list[Listed]:
    held: dict[str, list[Draft]] = {kind: [] for kind in kinds if kind in _MANY}
    for draft in drafts:
        if draft.kind in held:
            held[draft.kind].append(draft)
    return [
        Listed(kind, *_MANY[kind], [_row(draft, marks(draft)) for draft in _in_order(kind, rows)])
        for kind, rows in held.items()
    ]


def _in_order(kind: str, drafts: list[Draft]) -> list[Draft]:
    """As readers see them where editors gave an order, else by title; what was taken out comes last."""
    if kind in ORDERED:
        return sorted(drafts, key=lambda draft: (draft.gone, draft.order))
    return sorted(drafts, key=lambda draft: (draft.gone, draft.title.lower()))


def _row(draft: Draft, marks: list[Mark]) -> Row:
    if draft.gone:
        return Row(draft, [Mark("taken out")])
    return Row(draft, marks, _more(draft))


def _more(draft: Draft) -> str:
    """What stands small beside a draft: its place, or what tells something local from the next."""
    if draft.kind == "note":
        return draft.place.removeprefix("notes:")
    if draft.kind == "local contact":
        told = [draft.data.get("telephone") or draft.data.get("email")]
        if checked := draft.data.get("checked"):
            told.append(f"checked on {in_full(date.fromisoformat(checked))}")
        return ", ".join(filter(None, told))
    if draft.kind == "guidance":
        dates = (("reviewed", "reviewed"), ("review_by", "review by"))
        told = [draft.data.get("owner")]
        told += [f"{words} {day_or_month(draft.data[name])}" for name, words in dates if draft.data.get(name)]
        return ", ".join(filter(None, told))
    return "" if draft.kind == "partnership" else draft.place


def _marks(draft: Draft, today: date, settings: Consortium) -> list[Mark]:
    """What is to be said of the dates of something local."""
    data = draft.data
    if draft.kind == "local contact":
        marks = [Mark("an example, do not ring", "wait")] if data.get("example") else []
        checked = data.get("checked")
        if checked is None:
            return [*marks, Mark("never checked", "wait")]
        days = (today - date.fromisoformat(checked)).days
        late = days > settings.contact_days
        return [*marks, Mark(f"not checked for {days} days", "wait")] if late else marks
    if draft.kind == "guidance" and (by := data.get("review_by")):
        if last_day(by) < today:
            return [Mark("review passed", "stop")]
        if last_day(by) <= today + timedelta(days=settings.review_days):
            return [Mark("review soon", "wait")]
    return []

