"""The desk's menu: where each person can go."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from waymark.desk.people.standing import Standing

#: A way: its name, its words, its icon, and its address.
Way = tuple[str, str, str, str]

TODAY = ("desk_home", "Today", "home")


def menu_for(standing: Standing) -> Iterator[Way]:
    """The ways that are open to a person, in order."""
    # Wagtail lights every way whose address the page's begins with, and this one's begins them all.
    yield from ((name, words, icon, f"{address}#today") for name, words, icon, address in _way(*TODAY))
    yield from _way("desk_manual", "Shared manual", "doc-full")
    yield from _way("desk_charts", "Charts", "order")
    for key in standing.partnerships:
        yield from _way("desk_local", key.replace("-", " ").capitalize(), "site", key)
    yield from _way("desk_candidates", "Agreeing", "check")
    yield from _way("desk_letters", "Letters", "mail")
    yield from _way("desk_search", "Search", "search")
    yield from _way("desk_record", "Record", "history")
    yield from _way("desk_gone", "Taken out", "bin")
    if standing.writes_shared or standing.administers:
        yield from _way("desk_packs", "In and out", "download")
    if standing.administers:
        yield from _way("desk_people", "People", "group")
        yield from _way("desk_settings", "Settings", "cogs")
    yield from _way("desk_account", "Your account", "user")


def _way(name: str, words: str, icon: str, *arguments: str) -> Iterator[Way]:
    try:
        yield "-".join((name, *arguments)), words, icon, reverse(name, args=arguments)
    except NoReverseMatch:
        return
