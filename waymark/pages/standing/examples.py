"""What the standing pages are given, for tests: a gateway adopted and not adopted, and the front."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

_NOT_ADOPTED = SimpleNamespace(
    key="somerset",
    name="Somerset Safeguarding Children Partnership",
    area="Somerset",
    in_area="In Somerset",
    council="Somerset Council",
    front_door="Children's Social Care",
    adopted=None,
)
_ADOPTED = SimpleNamespace(
    key="bath-and-north-east-somerset",
    name="B&NES Community Safety and Safeguarding Partnership",
    area="Bath and North East Somerset",
    in_area="In Bath and North East Somerset",
    council="Bath and North East Somerset Council",
    front_door="Children's Social Care",
    adopted=date(2026, 4, 1),
)
_CHARTS = (
    SimpleNamespace(key="referral", title="You are worried about a child"),
    SimpleNamespace(key="assessment", title="Assessment: finding out what the child needs"),
    SimpleNamespace(key="urgent-action", title="Urgent action to keep a child safe"),
    SimpleNamespace(key="after-strategy-discussion", title="After the strategy discussion"),
    SimpleNamespace(key="after-conference", title="After the child protection conference"),
)


def _given(gateway: SimpleNamespace | None, root: str = "") -> dict[str, Any]:
    return {
        "gateway": gateway,
        "manual_title": "South West Child Protection Procedures",
        "edition": "2026-1",
        "prepared": "1 April 2026",
        "charts": _CHARTS if gateway else (),
        "families": gateway is _ADOPTED,
        "root": root,
    }


_STANDING = [_given(_NOT_ADOPTED), _given(_ADOPTED), _given(None)]

#: For each fragment, the contexts that every test of it goes through.
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "about.html": _STANDING,
    "accessibility.html": _STANDING,
    "privacy.html": _STANDING,
    "not-found.html": [
        _given(_NOT_ADOPTED, "./~/"),
        _given(_ADOPTED, "./~/"),
        {**_given(_NOT_ADOPTED, "./~/"), "charts": ()},
        _given(None, "./~/"),
    ],
    "withdrawn.html": [
        {
            "place": "referral/ring-the-helpline",
            "edition": "2026-2",
            "root": "../",
            "see": [
                {"title": "Talk it over with your manager", "href": "../referral/talk-it-over.html"},
                {"title": "Make a referral", "href": "../referral/make-a-referral.html"},
            ],
        },
        {"place": "referral/ring-the-helpline", "edition": "2026-2", "root": "../", "see": []},
        {"place": "old-chart", "edition": "2027-1", "root": "", "see": []},
    ],
}
