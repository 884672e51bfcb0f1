"""The desk's menu: where each person can go."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from waymark.desk.people.managing import Managing
from waymark.desk.people.standing import Standing, area_of
from waymark.desk.withholding.asking import sees_any

#: A way: its name, its words, its icon, and its address.
Way = tuple[str, str, str, str]


def menu_for(standing: Standing) -> Iterator[Way]:
    """The ways that are open to a person, in order."""
    # Wagtail lights every way whose address the page's begins with, and this one's begins them all.
    name, words, icon, address = _way("desk_home", "Today", "home")
    yield name, words, icon, f"{address}#today"
    yield _way("desk_manual", "Shared manual", "doc-full")
    yield _way("desk_charts", "Charts", "order")
    yield _way("desk_heat", "How it reads", "view")
    for key in standing.partnerships:
        yield _way("desk_local", area_of(key), "site", key)
    yield _way("desk_candidates", "Agreeing", "check")
    yield _way("desk_letters", "Letters", "mail")
    yield _way("desk_search", "Search", "search")
    yield _way("desk_record", "Record", "history")
    yield _way("desk_gone", "Taken out", "bin")
    if sees_any(standing):
        yield _way("desk_withholding", "Withholding", "lock")
    if standing.writes_shared or standing.administers:
        yield _way("desk_packs", "In and out", "download")
    if Managing(standing).allowed:
        yield _way("desk_people", "People", "group")
    if standing.administers:
        yield _way("desk_settings", "Settings", "cogs")
    yield _way("desk_account", "Your account", "user")


def _way(name: str, words: str, icon: str, *arguments: str) -> Way:
    return "-".join((name, *arguments)), words, icon, reverse(name, args=arguments)
