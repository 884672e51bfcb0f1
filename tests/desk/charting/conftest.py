"""A chart as a browser has it: what the page gave it, changed, and sent back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from waymark.desk.models import Draft, Record, Save

CHART = "/desk/charts/referral/"
_START = re.compile(r'<script id="charting-start" type="application/json">(.*?)</script>', re.DOTALL)


class Sheet:
    """The first chart as it is open in someone's browser."""

    def __init__(self, client: Any, address: str = CHART) -> None:
        self.client = client
        self.address = address
        page = client.get(address)
        assert page.status_code == 200
        self.start = json.loads(_START.search(page.content.decode())[1])  # type: ignore[index]
        self.proposal: dict[str, Any] = self.start["proposal"]

    @property
    def boxes(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = self.proposal["boxes"]
        return made

    def box(self, place: str) -> dict[str, Any]:
        return next(box for box in self.boxes if box["place"] == place)

    def add(self, place: str, title: str = "A new step", kind: str = "step", at: int | None = None) -> None:
        box = {"place": place, "title": title, "kind": kind}
        self.boxes.insert(len(self.boxes) if at is None else at, box)

    def join(self, start: str, end: str, answer: str = "") -> None:
        self.proposal["arrows"].append({"from": start, "to": end, "answer": answer})

    def take_off(self, place: str) -> None:
        self.proposal["boxes"] = [box for box in self.boxes if box["place"] != place]

    def withdraw(self, place: str, *see: str) -> None:
        self.take_off(place)
        self.proposal["arrows"] = [a for a in self.proposal["arrows"] if place not in (a["from"], a["to"])]
        self.proposal["gone"].append({"place": place, "see": list(see)})

    def post(self, what: str, body: Any = None) -> Any:
        return self.client.post(
            f"{self.address}{what}/",
            json.dumps(self.proposal) if body is None else body,
            content_type="application/json",
        )

    def draw(self) -> Any:
        return self.post("draw")

    def save(self) -> Any:
        return self.post("save")


@pytest.fixture
def sheet(signed_in: Callable[[str], Any]) -> Callable[..., Sheet]:
    """The first chart, or another, as an editor of the consortium has it open."""
    return lambda *address: Sheet(signed_in("editor"), *address)


def draft(place: str) -> Draft:
    return Draft.objects.get(partnership="", place=place)


def state() -> list[Any]:
    """All that saving could have touched."""
    rows = Draft.objects.order_by("pk").values_list("pk", "place", "number", "gone", "data")
    return [list(rows), Save.objects.count(), Record.objects.count()]


def words(answer: Any) -> str:
    """What the desk told the browser, on one line."""
    return unescape(" ".join(answer.json()["faults"]))
