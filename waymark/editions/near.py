"""A manuscript read only as far as one place needs it: many times faster than reading all of it.

The life of a place looks at every edition in which it changed, and each holds some hundred thousand words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from waymark.manual.findings import refuse
from waymark.manual.json_form import SCHEMA, take
from waymark.manual.manuscript import Manuscript


def near(data: bytes, place: str) -> Manuscript:
    """The manuscript of these canonical bytes with the words of other pages left out.

    Whole are the part at the place, what it shows of sources, reviews and words, the charts, roles and time
    limits; of all else, what it is called. Raises Refused where it is not the JSON of a manuscript.
    """
    try:
        whole = msgspec.json.decode(data, type=dict[str, Any])
        return msgspec.convert(_only(whole["manuscript"], place), Manuscript, dec_hook=take)
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as error:
        raise refuse("json-form", schema=SCHEMA, problem=str(error)) from error


def _only(raw: dict[str, Any], place: str) -> dict[str, Any]:
    pages = [*raw.get("boxes", ()), *raw.get("procedures", ())]
    mine = [page for page in pages if page["place"] == place]
    said = msgspec.json.encode(mine).decode()
    for page in pages:
        if page["place"] != place:
            _leave(page, ("who", "facets", "timescales", "sources", "checked", "not_certain"))
    for source in (*raw.get("sources", ()), *raw.get("reviews", ())):
        if source["place"] != place and source["place"] not in said:
            _leave(source, ("note", "provisions", "lessons", "learning"))
    for term in raw.get("terms", ()):
        address = f"terms/{term['key']}"
        if address != place and f"{address})" not in said:
            term["meaning"] = "."
    for scenario in raw.get("scenarios", ()):
        if scenario["place"] != place:
            scenario["story"] = "."
            _leave(scenario, ("for_roles", "moments"))
    return raw


def _leave(part: dict[str, Any], names: Iterable[str]) -> None:
    for name in names:
        part.pop(name, None)
