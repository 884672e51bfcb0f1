"""The form of a part: filled from a draft, and read back into the frozen type."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from django import forms
from wagtail.blocks import ListBlock, StructBlock
from wagtail.blocks.base import Block, BlockField

from waymark.desk.forms.fields import LinesField
from waymark.desk.forms.rows import sent_rows
from waymark.desk.forms.shapes import Spot, field_of, spots
from waymark.desk.parts import ALL, part_of
from waymark.manual.contacts import ALWAYS

#: Fields that are fixed once a place is in force.
IDENTITY = ("place", "key")
#: How to write what has a form of its own, by how its field's name ends.
_FORMS = {
    "telephone": "Give digits and spaces, such as 01632 960001.",
    "email": "Give an address such as team@example.org.",
    **dict.fromkeys(
        ("published", "updated", "reviewed", "review_by"),
        "Give a month, such as May 2027, or a day, such as 1 May 2027.",
    ),
}
_PATH = re.compile(r"`?\$((?:\.[a-z_]+|\[[^\]]*\])*)`?")


class PartForm(forms.Form):
    """The fields of one part. `part` is the frozen type, once the form is valid."""

    part: Any = None

    def __init__(
        self, kind: str, held: dict[str, Any] | None = None, data: Any = None, *, fixed: bool = False
    ) -> None:
        """`held` is the draft's plain data; `data` what was sent; `fixed`: the place is in force."""
        self.kind = kind
        self.held = held or {}
        self.fixed = fixed
        self.spots: dict[str, Spot] = {}
        super().__init__(data, prefix="part")
        for spot in spots(ALL[kind].type):
            if fixed and spot.name in IDENTITY:
                continue
            field = field_of(kind, spot)
            if field is None:
                continue
            self.fields[spot.name] = field
            self.spots[spot.name] = spot
            self.initial[spot.name] = self._shown(spot, field)

    def _shown(self, spot: Spot, field: forms.Field) -> Any:
        value: Any = self.held
        for name in spot.path:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(field, BlockField):
            return field.block.to_python(value if isinstance(value, list) else [])
        if value is None:
            return spot.otherwise.value if spot.otherwise else ""
        return value

    def clean(self) -> dict[str, Any]:
        """Make the part of what was sent, and put each fault at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.part = part_of(self.kind, self.plain())
        except (msgspec.ValidationError, ValueError) as error:
            name, problem = self._fault(str(error))
            self.add_error(name, problem)
        return cleaned

    def plain(self) -> dict[str, Any]:
        """What the form says, as plain data; what it does not show stays as the draft has it."""
        made = copy.deepcopy(self.held)
        for name, spot in self.spots.items():
            if self._not_sent(name):
                continue
            value = _plain_value(self.fields[name], self.cleaned_data.get(name))
            if name == "hours" and not value:
                value = ALWAYS
            _put(made, spot.path, value)
        return made

    def _not_sent(self, name: str) -> bool:
        """Whether a list did not come at all, as where the browser could not draw it: it stays as it is."""
        field = self.fields[name]
        return isinstance(field, (BlockField, LinesField)) and field.widget.value_omitted_from_data(
            self.data, self.files, self.add_prefix(name)
        )

    def _fault(self, words: str) -> tuple[str | None, str]:
        """The field an error of the frozen type is about, and what to say there."""
        problem, _, where = words.partition(" - at ")
        match = _PATH.search(where)
        path = tuple(re.findall(r"[a-z_]+", match[1])) if match else ()
        for name, spot in self.spots.items():
            if spot.path == path[: len(spot.path)]:
                return name, _plainly(problem, name)
        return None, _plainly(problem, "")

    def leaves(self) -> Iterator[tuple[str, str, str, Any]]:
        """Every single input: its name on the page, its field, its label, and its value."""
        for name, field in self.fields.items():
            prefixed = self.add_prefix(name)
            if isinstance(field, BlockField):
                value = (
                    field.block.value_from_datadict(self.data, self.files, prefixed)
                    if self.is_bound
                    else self.initial[name]
                )
                yield from _leaves_of(field.block, prefixed, name, str(field.label), value, self.data)
            else:
                value = (
                    field.widget.value_from_datadict(self.data, self.files, prefixed)
                    if self.is_bound
                    else self.initial[name]
                )
                yield prefixed, name, str(field.label), value


def identity_of(form: PartForm) -> str | None:
    """The field that names the part for ever, where the form shows it."""
    return next((name for name in IDENTITY if name in form.fields), None)


def _leaves_of(
    block: Block, prefix: str, name: str, label: str, value: Any, data: Any
) -> Iterator[tuple[str, str, str, Any]]:
    if isinstance(block, ListBlock):
        for at, (index, child) in enumerate(zip(_indexes(data, prefix, len(value)), value, strict=False), 1):
            yield from _leaves_of(
                block.child_block, f"{prefix}-{index}-value", name, f"{label}, {at}", child, data
            )
    elif isinstance(block, StructBlock):
        for inner, child in block.child_blocks.items():
            more = f"{label}: {child.label}".lstrip(": ")
            yield from _leaves_of(child, f"{prefix}-{inner}", name, more, value.get(inner), data)
    else:
        yield prefix, name, label, value


def _indexes(data: Any, prefix: str, length: int) -> list[int]:
    """The numbers that rows have on the page, in their order."""
    return sent_rows(data, prefix) if f"{prefix}-count" in data else list(range(length))


def _plain_value(field: forms.Field, value: Any) -> Any:
    if isinstance(field, BlockField):
        return _plain_block(field.block, value)
    return value


def _plain_block(block: Block, value: Any) -> Any:
    if isinstance(block, ListBlock):
        rows = [_plain_block(block.child_block, child) for child in value or []]
        return [row for row in rows if row not in (None, "", {})]
    if isinstance(block, StructBlock):
        made = {name: _plain_block(child, value.get(name)) for name, child in block.child_blocks.items()}
        return {name: each for name, each in made.items() if each not in (None, "", [])}
    return value


def _put(made: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a value where it belongs; what is empty is left out, as the frozen type wants it."""
    *outer, last = path
    holders = [made]
    for name in outer:
        holders.append(holders[-1].setdefault(name, {}))
    if value in (None, "", [], False):
        holders[-1].pop(last, None)
    else:
        holders[-1][last] = value
    for holder, name in zip(reversed(holders[:-1]), reversed(outer), strict=True):
        if not holder[name]:
            del holder[name]


def _plainly(problem: str, name: str) -> str:
    """An error of the frozen type, as a person would say it."""
    if "matching regex" in problem:
        if name in IDENTITY or name.endswith("key"):
            return "Use lower-case words with hyphens between, such as talk-it-over."
        if name == "web":
            return "Give an address that starts with https://."
        if name == "accent":
            return "Give # and six figures or letters from a to f, such as #005a5a."
        for ending, told in _FORMS.items():
            if name.endswith(ending):
                return told
        return "This is not written in the form that is asked for; see the line above the field."
    if "length <=" in problem:
        return "This is too long: 400 letters at most."
    if "length >=" in problem:
        return "Add at least one."
    if "missing required field" in problem:
        return "Fill this in."
    return f"{problem}."
