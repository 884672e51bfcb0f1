"""The templates, and what they may call."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup

from waymark.pages.open_slots import open_slot
from waymark.pages.prose import say

PAGES = Path(__file__).parent
_GOVUK = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    undefined=ChainableUndefined,
    auto_reload=False,
)


@cache
def _macro(component: str) -> Any:
    name = "govuk" + component.title().replace("-", "")
    template = _GOVUK.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    return getattr(template.module, name)


def govuk(component: str, **params: Any) -> Markup:
    """A GOV.UK Frontend component: `govuk('breadcrumbs', items=[...])`."""
    return Markup(str(_macro(component)(params)).strip())


@cache
def environment() -> Environment:
    """The templates of the pages, strict about names that nobody gave."""
    made = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "govuk": govuk,
        "open_slot": open_slot,
        "sentence": say.sentence,
        "say_day": say.day,
        "say_short_day": say.short_day,
        "say_day_or_month": say.day_or_month,
        "count": say.count,
        "grouped": say.grouped,
        "kind_of_file": say.kind_of_file,
        "say_size": say.size,
    }
    return made


def render(template: str, **given: Any) -> str:
    """A template with what it is given."""
    return environment().get_template(template).render(**given)
