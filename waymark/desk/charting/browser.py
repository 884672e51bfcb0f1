"""What the browser is given to change a chart with."""

from __future__ import annotations

from typing import Any

import msgspec
from django.urls import reverse

from waymark.desk.charting.proposal import Proposal
from waymark.desk.charting.written import Written
from waymark.manual.charts import IN_EVERY_CASE, FlowChart

#: The kinds of box: what is kept, what people say, and what it is for.
KINDS = (
    ("step", "Step", "something to do"),
    ("decision", "Decision", "a question with two or more answers"),
    ("start", "Start", "where people come in"),
    ("outcome", "Ending", "where the way ends"),
    ("connector", "Go to", "leads on to another chart"),
)


def start(chart: FlowChart, written: Written, proposal: Proposal, tidied: bool) -> dict[str, Any]:
    """All that the script begins with: the chart as saved, and what can be chosen from."""
    others = [each for each in written.charts if each.key != chart.key]
    return {
        "key": chart.key,
        "draw": reverse("desk_chart_draw", args=[chart.key]),
        "save": reverse("desk_chart_save", args=[chart.key]),
        "proposal": msgspec.to_builtins(proposal) | _lists(proposal),
        "tidied": tidied,
        "everyCase": IN_EVERY_CASE,
        "fixed": [place for place in chart.boxes if place in written.in_force],
        "taken": sorted(
            place for place in {*written.drafts, *written.in_force} if place.startswith(f"{chart.key}/")
        ),
        "charts": [{"key": each.key, "title": f"Chart {each.number}: {each.title}"} for each in others],
        "elsewhere": [
            {
                "title": f"Chart {each.number}: {each.title}",
                "boxes": [_box(place, written) for place in each.boxes if place in written.boxes],
            }
            for each in others
        ],
        "arriving": [
            {"from": written.title(arrow.start), "to": arrow.end, "chart": f"Chart {each.number}"}
            for each in others
            for arrow in each.arrows
        ],
        "procedures": [{"place": each.place, "title": each.title} for each in written.manuscript.procedures],
        "loose": [_box(box.place, written) for box in written.loose],
    }


def _box(place: str, written: Written) -> dict[str, str]:
    box = written.boxes[place]
    return {"place": place, "title": box.title, "kind": box.kind.value}


def _lists(proposal: Proposal) -> dict[str, Any]:
    """The lists of a proposal, also where they are empty."""
    return {
        "boxes": [msgspec.to_builtins(box) for box in proposal.boxes],
        "arrows": [
            {"from": arrow.start, "to": arrow.end, "answer": arrow.answer or ""} for arrow in proposal.arrows
        ],
        "gone": [],
        "away": [],
    }
