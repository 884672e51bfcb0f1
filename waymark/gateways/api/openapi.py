"""The description of the answers for other systems, in OpenAPI 3.1, made of the shapes themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from waymark.gateways.api import shapes
from waymark.manual.json_form import text_schema

#: Raised by one when an answer changes in a way that whoever reads it would notice.
EDITION_OF_API = "1"

_KEY = {"type": "string", "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}
_NUMBER = {"type": "string", "pattern": r"^\d{4}-[1-9]\d?$"}

#: Address, what it is, the shape of its answer, and the parts of the address.
READ: tuple[tuple[str, str, type[shapes.Answered], dict[str, Any]], ...] = (
    ("", "Charts, boxes and procedures, by place and title", shapes.Listed, {}),
    ("charts/{chart}", "A flow chart with its boxes and arrows", shapes.ChartAnswer, {"chart": _KEY}),
    ("boxes/{first}/{key}", "A box, with its facets", shapes.BoxAnswer, {"first": _KEY, "key": _KEY}),
    ("procedures/procedures/{key}", "A procedure", shapes.BoxAnswer, {"key": _KEY}),
    ("terms", "The words that the manual explains", shapes.TermsAnswer, {}),
    ("timescales", "Every time limit, with the area's own", shapes.LimitsAnswer, {}),
    ("contacts", "Who to ring", shapes.ContactsAnswer, {}),
    ("amendments", "The editions that were in force here", shapes.AmendmentsAnswer, {}),
    (
        "amendments/{before}/{after}",
        "What changed between two of them, with the reasons",
        shapes.AmendmentsAnswer,
        {"before": _NUMBER, "after": _NUMBER},
    ),
)
SENT: tuple[tuple[str, str, type[shapes.Answered], type[msgspec.Struct]], ...] = (
    ("search", "Places, in one's own words. Nothing is kept", shapes.SearchAnswer, shapes.SearchAsked),
    (
        "deadline",
        "The date that a time limit gives from a start. Nothing is kept",
        shapes.DeadlineAnswer,
        shapes.DeadlineAsked,
    ),
)

_ABOUT = (
    "What a gateway shows now, as JSON: read-only, with no key and no cookie. Every answer says by which "
    "edition and supplement it was given. Keep that citation with what you use, show the notice while there "
    "is one, and ask again often: words and numbers change. What is looked for, or counted from, is "
    "sent in the body and is kept nowhere."
)


@cache
def described() -> dict[str, Any]:
    """The whole description."""
    kinds = [*(row[2] for row in READ), *(row[2] for row in SENT), *(row[3] for row in SENT), shapes.Wrong]
    _, parts = msgspec.json.schema_components(
        list(dict.fromkeys(kinds)), schema_hook=text_schema, ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, Any] = {}
    for address, about, shape, named in READ:
        paths[f"/api/{address}"] = {"get": _asked(address, about, shape, named)}
    for address, about, shape, body in SENT:
        told = _asked(address, about, shape, {})
        told["requestBody"] = {"required": True, "content": _body(body)}
        told["responses"]["422"] = _trouble("What was sent cannot be read")
        paths[f"/api/{address}"] = {"post": told}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Child protection procedures", "version": EDITION_OF_API, "description": _ABOUT},
        "servers": [{"url": "..", "description": "The gateway that gave this description"}],
        "paths": paths,
        "components": {"schemas": parts},
    }


def _asked(address: str, about: str, shape: type[msgspec.Struct], named: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "summary": about,
        "operationId": "-".join(part for part in address.replace("/", " ").split() if "{" not in part)
        or "list",
        "responses": {"200": {"description": about, "content": _body(shape)}},
    }
    if named:
        told["operationId"] += "-one"
        told["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": form} for name, form in named.items()
        ]
        told["responses"]["404"] = _trouble("There is no such thing in what is in force here")
        told["responses"]["451"] = _trouble("Its words were withheld by law")
    return told


def _body(shape: type[msgspec.Struct]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}


def _trouble(about: str) -> dict[str, Any]:
    return {"description": about, "content": _body(shapes.Wrong)}
