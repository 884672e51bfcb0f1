"""What can be picked and linked to: one list for each kind of choice, from what a person may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from waymark.desk.doors.out import partnerships
from waymark.desk.forms.fields import LONGEST
from waymark.desk.models import Draft
from waymark.desk.parts import part_of
from waymark.desk.people.standing import SHARED, Standing, area_of
from waymark.manual.scenarios import Answering
from waymark.manual.scenarios import sayings as sayings_of

Choice = dict[str, str]
#: Kinds of draft whose place can be linked to.
_LINKED = {
    "chart": "Chart",
    "box": "Box",
    "procedure": "Procedure",
    "term": "Word",
    "source": "Source",
    "review": "Review",
    "scenario": "Scenario",
}
#: Kinds of draft that have facets.
_PAGES = ("box", "procedure")
#: Kinds of draft that a question of a way in can be answered from.
_REPLIES = {kind: _LINKED[kind] for kind in ("box", "procedure", "term")} | {"contact": "National line"}


def choices_for(
    standing: Standing, own: str | None = None, *, sayings: bool = False
) -> dict[str, list[Choice]]:
    """Lists of choices by name; each choice has `to` (what is kept), `words` (what is shown) and `more`.

    Only the shared manual is chosen from, and a partnership's own guidance by its own people. `own`: for
    whom something is being written; no other partnership's guidance is chosen from then. `sayings`: with all
    that a choice of a scenario can lead to, which is much, and also has `place` and `facet`.
    """
    made: dict[str, list[Choice]] = {
        name: []
        for name in (
            *("places", "pages", "provisions", "lessons", "timescales", "roles", "partnerships", "replies"),
        )
    }
    rows = standing.drafts().filter(gone=False).order_by("kind", "order", "title")
    if own is not None:
        rows = rows.filter(partnership__in=(SHARED, own))
    for draft in rows:
        _add(made, draft)
    # What another partnership calls itself in its draft is its own until it is in force.
    made["partnerships"] = [_choice(key, area_of(key)) for key in partnerships()]
    if sayings:
        lessons = {each["to"]: each for each in made["lessons"]}
        pages = rows.filter(partnership=SHARED, kind__in=_PAGES)
        made["sayings"] = [each for draft in pages for each in _sayings(draft, lessons)]
    return made


def _sayings(draft: Draft, lessons: Mapping[str, Choice]) -> Iterator[Choice]:
    """All that a choice of a scenario can lead to at a box or procedure: what is kept is what it says."""
    page = part_of(draft.kind, draft.data)
    for facet in Answering:
        for says, texts in sayings_of(page, facet).items():
            lesson = lessons.get(says)
            words, more = (lesson["more"], lesson["words"]) if lesson else (says, "")
            if facet is Answering.WHAT_IF:
                more = texts[0].plain
            if len(says) <= LONGEST:
                yield {**_choice(says, words, more), "place": draft.place, "facet": facet.value}


def _add(made: dict[str, list[Choice]], draft: Draft) -> None:
    data: dict[str, Any] = draft.data
    if draft.partnership != SHARED:
        if draft.kind == "guidance":
            # Within a gateway its own guidance is `local/key`, whichever partnership it is.
            made["places"].append(_choice(f"local/{data['key']}", draft.title, "Local guidance"))
        return
    if draft.kind in _REPLIES:
        made["replies"].append(_choice(draft.place, draft.title, _REPLIES[draft.kind]))
    if draft.kind in _LINKED:
        made["places"].append(_choice(draft.place, draft.title, _LINKED[draft.kind]))
    if draft.kind in _PAGES:
        made["pages"].append(_choice(draft.place, draft.title, _LINKED[draft.kind]))
    if draft.kind == "source":
        for each in data.get("provisions", ()):
            more = f"{each['force']}: {each['requires']}"
            made["provisions"].append(
                _choice(f"{draft.place}#{each['key']}", f"{draft.title}, {each['where']}", more)
            )
    for field in ("lessons", "learning"):
        if draft.kind in ("source", "review"):
            for each in data.get(field, ()):
                made["lessons"].append(_choice(f"{draft.place}#{each['key']}", draft.title, each["text"]))
    if draft.kind == "timescale":
        limit = " ".join(str(each) for each in (data["limit"], data.get("unit")) if each)
        made["timescales"].append(_choice(data["key"], draft.title, limit))
    if draft.kind == "role":
        made["roles"].append(_choice(data["key"], draft.title))


def _choice(to: str, words: str, more: str = "") -> Choice:
    return {"to": to, "words": words, "more": more}
