"""Every address of the desk, as every kind of person: nothing of another partnership's ever comes back.

The addresses are found by walking Django's own table of them, so a new one is tried as soon as it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.conftest import AREAS, PEOPLE
from tests.desk.planted import FIRST, Plant, plant, plants
from waymark.desk.models import Candidate, Draft, KeptFile, Letter, SignOff

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

#: What an address may ask for, and what it is tried with; a way of asking that is not here fails the walk.
_ASKED = re.compile(r"<(?:(?P<sort>[a-z_]+):)?(?P<name>[a-z_]+)>")
#: Words of a query that a page may listen to.
_QUERIES = ("for", "partnership", "gateway", "area", "q", "words", "person", "by", "place", "kind", "next")
#: An editor and a signatory of every partnership, a reader of two, and everyone of the consortium.
EVERYONE = ["nobody", "keeper", *(name for name in PEOPLE if not name.endswith("-reader"))]
EVERYONE += [f"{area}-reader" for area in AREAS[:2]]


def addresses() -> Iterator[tuple[str, str]]:
    """Every address there is, as its route and its name."""
    yield from _within(get_resolver(), "/")


def _within(resolver: URLResolver, above: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = above + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or ""
        else:
            yield from _within(pattern, route)


def tried(route: str, each: Plant) -> str:
    """An address asked for what was planted for a partnership."""

    def filled(asked: re.Match[str]) -> str:
        sort, name = asked["sort"] or "str", asked["name"]
        if sort == "int":
            return "1" if name in ("save", "other", "against") else str(each.number)
        if sort == "uuid":
            return "00000000-0000-4000-8000-000000000000"
        if sort in ("slug", "str", "path"):
            if name in ("kind",):
                return "guidance"
            if name in ("key", "path", "place"):
                return f"{each.word}" if name == "key" else f"local/{each.word}.html"
            return each.area
        raise AssertionError(f"the walk does not know how to ask for <{sort}:{name}> of {route}")

    # Some packages write their patterns as regular expressions.
    route = re.sub(r"\(\?P<[^>]+>[^)]*\)", str(each.number), route).replace("\\", "")
    return _ASKED.sub(filled, route)


def own_area(name: str) -> str | None:
    return next((area for area, _ in PEOPLE.get(name, []) if area), None)


def others_of(name: str) -> list[Plant]:
    own = own_area(name)
    return [each for each in plants().values() if each.area != own]


def next_after(name: str) -> Plant:
    """One other partnership to ask for by name and number: the next in the alphabet."""
    own = own_area(name)
    at = AREAS.index(own) + 1 if own else 0
    return plants()[AREAS[at % len(AREAS)]]


def held() -> list[Any]:
    """Everything planted, as it stands now."""
    planted = {"pk__gte": FIRST, "pk__lte": FIRST + len(AREAS)}
    tables = (Draft, Candidate, KeptFile, Letter, SignOff)
    held: list[Any] = [list(table.objects.filter(**planted).order_by("pk").values()) for table in tables]
    users = get_user_model().objects.filter(**planted).order_by("pk")
    return [*held, list(users.values("id", "is_active", "email"))]


@pytest.mark.parametrize("name", ["anonymous", *EVERYONE])
def test_nothing_of_another_partnership_comes_back(name: str, signed_in: Any, client: Any) -> None:
    plant()
    before = held()
    asks = client if name == "anonymous" else signed_in(name)
    asks.raise_request_exception = False
    other = next_after(name)
    # The keeper invites and ends accounts of all partnerships, so sees who their people are; nothing else.
    people = {"desk_people", "desk_person", "desk_record"} if name == "keeper" else set()
    words = [each.word for each in others_of(name)]
    faults: list[str] = []
    for route, address_name in addresses():
        address = tried(route, other)
        query = dict.fromkeys(_QUERIES, other.area) | {"q": other.word, "words": other.word}
        ours = address_name.startswith(("desk_", "letters"))
        asked = [lambda a=address: asks.get(a), lambda a=address, q=query: asks.post(a, q)]
        # What the gate keeps closed is closed whatever the query says.
        asked += [lambda a=address, q=query: asks.get(a, q)] if ours else []
        for ask in asked:
            if name == "keeper" and address_name in people | {"desk_pack_out"}:
                continue
            answer = ask()
            if answer.status_code >= 500:
                faults.append(f"{address} ({address_name}) answers {answer.status_code}")
                continue
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            shown = said.decode(errors="replace") + " ".join(f"{k}: {v}" for k, v in answer.headers.items())
            shown = shown.replace(address, "").replace(f"next={other.word}", "")
            seen = [word for word in words if word in _without_echo(shown, other.word)]
            if seen:
                faults.append(f"{address} ({address_name}) shows {seen[:3]} with {answer.status_code}")
    assert faults == []
    assert held() == before


def _without_echo(shown: str, asked: str) -> str:
    """A page without the words that were asked for, where it only says them back in a field or a sentence."""
    return re.sub(rf'(value="|“|next=[^"]*){asked}', "", shown)


@pytest.mark.parametrize("area", AREAS[:3])
def test_the_walk_would_notice(area: str, signed_in: Any) -> None:
    """The same words do come back to a partnership's own people: the walk is not blind."""
    each = plant()[area]
    client = signed_in(f"{area}-editor")
    seen = {
        name
        for route, name in addresses()
        if name.startswith("desk_")
        and (answer := client.get(tried(route, each))).status_code == 200
        and not answer.streaming
        and each.word in answer.content.decode(errors="replace")
    }
    assert {"desk_draft", "desk_local", "desk_candidates", "desk_letters", "desk_record", "desk_gone"} <= seen


def test_every_address_of_the_desk_answers_somebody(signed_in: Any) -> None:
    """An address that answers nobody would pass the walk by being broken."""
    each = plant()["devon"]
    asks = [signed_in(name) for name in ("keeper", "editor", "steering", "devon-editor", "devon-signatory")]
    silent = set()
    for route, name in addresses():
        address = f"{tried(route, each)}?for=devon"
        if name.startswith("desk_") and not any(
            getattr(client, method)(address).status_code not in (404, 405)
            for client in asks
            for method in ("get", "post")
        ):
            silent.add(name)
    # These ask for something that was not planted: of the shared manual, of one's own, of a kind in an order,
    # or a page with words.
    assert silent <= {
        "desk_chart",
        "desk_chart_draw",
        "desk_chart_save",
        "desk_file_set",
        "desk_move",
        "desk_preview",
        "desk_preview_page",
        "desk_invited",
        "desk_withholding_back",
    }
