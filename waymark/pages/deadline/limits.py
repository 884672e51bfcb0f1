"""A time limit as pages show it: its words, where it comes from, and whether a date may be worked out."""

from __future__ import annotations

from typing import Any

from waymark.manual.local import LocalLimit
from waymark.manual.manuscript import Lookup
from waymark.manual.words import SET_LOCALLY, Timescale, Unit
from waymark.pages.prose.html import Prose, href
from waymark.timescales.counting import is_by_order, is_counted, may_be_counted, why_none


def shown(timescale: Timescale, lookup: Lookup, prefix: str) -> dict[str, Any]:
    """What a page says of a timescale; its links start with `prefix`."""
    return {
        "key": timescale.key,
        "title": timescale.title,
        "words": timescale.words,
        "number": isinstance(timescale.limit, int),
        "local": timescale.limit == SET_LOCALLY,
        "longest": timescale.longest,
        "counted": is_counted(timescale),
        "by_order": is_by_order(timescale),
        "why_none": why_none(timescale),
        "count": f"{timescale.limit} {timescale.unit.value}" if timescale.unit else "",
        "hours": timescale.unit is Unit.HOURS,
        "starts": timescale.starts,
        "who": timescale.who,
        "source": provision(timescale.source, lookup, prefix) if timescale.source else None,
        "note": Prose(prefix).line(timescale.note) if timescale.note else None,
        "checked": timescale.checked,
    }


def shown_local(timescale: Timescale, local: LocalLimit, lookup: Lookup, prefix: str) -> dict[str, Any]:
    """The same of an area's own limit for a timescale, with its reason and what the manual says."""
    return {
        **shown(timescale, lookup, prefix),
        "words": local.words,
        "number": True,
        "local": False,
        "longest": False,
        "counted": may_be_counted(timescale),
        "count": f"{local.limit} {local.unit.value}",
        "hours": local.unit is Unit.HOURS,
        "reason": local.reason,
        "in_manual": "no national limit" if timescale.limit == SET_LOCALLY else timescale.words,
    }


def provision(part: str, lookup: Lookup, prefix: str) -> dict[str, Any]:
    """What a page says of a provision."""
    source, its = lookup.provisions[part]
    return {
        "href": href(part, prefix),
        "title": source.title,
        "where": its.where,
        "force": its.force.value,
        "requires": its.requires,
        "seen": its.seen,
    }
