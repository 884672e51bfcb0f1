"""My drafts: what a person changed and readers do not have yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from waymark.desk.agreeing.changes import Compared, How
from waymark.desk.models import Candidate, ChosenChange, Save
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import Standing
from waymark.desk.record.past import as_frozen
from waymark.desk.templatetags.desk_frame import at_clock
from waymark.desk.today.lines import Card, Line, card, owner_of
from waymark.desk.today.state import Stamp, changed

#: How a draft is marked that stands in a candidate which is not in force yet.
SENT = "sent for sign-off"
_HOW = {How.NEW: "new", How.CHANGED: "changed", How.WITHDRAWN: "taken out"}


def my_drafts(standing: Standing, stamps: dict[str, Stamp]) -> Card:
    """The drafts a person had a hand in since they were frozen last, newest first."""
    own = [key for key in stamps if standing.writes(key)]
    seen = {key: found for key in own if (found := changed(stamps[key])) is not None}
    drafts = {change.draft for each in seen.values() for change in each.changes.values() if change.draft}
    mine: dict[int, Any] = {}
    rows = Save.objects.filter(draft__in=drafts, by=standing.user).order_by("number")
    for row in rows.select_related("draft__changed_by").defer("draft__data"):
        mine[row.draft_id] = row
    sent = ChosenChange.objects.filter(
        candidate__partnership__in=own, candidate__state__in=(Candidate.State.OPEN, Candidate.State.AGREED)
    ).values_list("candidate__partnership", "place")
    lines = sorted(_lines(seen, mine, list(stamps), set(sent)), key=lambda each: each[0], reverse=True)
    others = len(drafts) - len(lines)
    said = f"Others changed {others} more draft{'s' if others > 1 else ''} that readers do not have yet."
    # What was sent already waits for others.
    unsent = any(line.mark != SENT for _, line in lines)
    way = ("Propose what was changed", reverse("desk_candidates")) if unsent else None
    made = card("mine", "Your drafts, not in force yet", "your drafts", (line for _, line in lines))
    return made._replace(said=said if others else "", way=way) if lines else made


def _lines(
    seen: dict[str, Compared], mine: dict[int, Any], own: list[str], sent: set[tuple[str, str]]
) -> Iterator[tuple[Any, Line]]:
    for key, each in seen.items():
        for change in each.changes.values():
            save = mine.get(change.draft) if change.draft else None
            if save is None or as_frozen(each.basis, change.place, save.data, save.gone):
                continue
            draft = save.draft
            more = f"{draft.kind_words}, saved {at_clock(draft.changed_at)}"
            if draft.number != save.number and draft.changed_by:
                more += f" by {name_of(draft.changed_by)}"
            way = reverse("desk_draft", args=(draft.pk,))
            mark = SENT if (key, change.place) in sent else _HOW.get(change.how, "")
            yield draft.changed_at, Line(draft.title, way, mark, "", more, owner_of(key, own))
