"""Shapes: a frozen type of the manual becomes a form, field by field, so that the two cannot part ways."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from django import forms
from wagtail.blocks import BooleanBlock, ChoiceBlock, IntegerBlock, MultipleChoiceBlock, StructBlock
from wagtail.blocks.base import Block, BlockField

from waymark.desk.forms.fields import (
    NEEDED,
    DayBlock,
    LimitField,
    LineBlock,
    LineField,
    LinesField,
    MonthField,
    PickBlock,
    PickField,
    TextBlock,
)
from waymark.desk.forms.rich import TextField
from waymark.desk.forms.rows import Rows
from waymark.desk.forms.wording import choice_words, picked_from, row_words, wording
from waymark.manual.contacts import Opening
from waymark.manual.data import Data
from waymark.manual.text import Text


class Spot(NamedTuple):
    """A field of a form: its name, where its value stands in the part, its type, whether it may be empty.

    `otherwise`: what a choice is where the part does not say.
    """

    name: str
    path: tuple[str, ...]
    type: Any
    optional: bool
    otherwise: Enum | None = None


def spots(kind: type[Data], path: tuple[str, ...] = (), prefix: str = "") -> Iterator[Spot]:
    """The fields of a type in order; a part within a part is opened out."""
    hints = get_type_hints(kind, include_extras=True)
    for field in msgspec.structs.fields(kind):
        plain_type, optional = without_none(hints[field.name])
        if field.name == "hours":  # openings, or “always”, which the form shows as none
            plain_type, optional = tuple[Opening, ...], True
        inner = bare(plain_type)
        here = (*path, field.encode_name)
        name = f"{prefix}{field.name}"
        if isinstance(inner, type) and issubclass(inner, Data):
            yield from spots(inner, here, f"{name}-")
        else:
            otherwise = field.default if isinstance(field.default, Enum) else None
            yield Spot(name, here, plain_type, optional or not field.required, otherwise)


def without_none(hint: Any) -> tuple[Any, bool]:
    """A type without None, and whether None was allowed."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in get_args(hint) if each is not type(None)]
        if len(rest) < len(get_args(hint)):
            return (rest[0] if len(rest) == 1 else Union[tuple(rest)]), True  # noqa: UP007
    return hint, False


def bare(hint: Any) -> Any:
    """A type without its annotations."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def field_of(kind: str, spot: Spot) -> forms.Field | None:
    """The form field of a spot, or None where the form does not show it (its file, or a chart's drawing)."""
    words = wording(kind, spot.name)
    if words.hidden:
        return None
    given: dict[str, Any] = {"label": words.label, "help_text": words.help, "required": not spot.optional}
    given["error_messages"] = NEEDED
    plain = bare(spot.type)
    what = picked_from(kind, spot.name)
    if words.special == "lines":
        return LinesField(**given)
    if get_origin(plain) is tuple:
        return _list_field(kind, spot, get_args(plain)[0], given)
    if what:
        return PickField(what, **given)
    if plain is Text:
        return TextField(**given)
    if plain is bool:
        return forms.BooleanField(**{**given, "required": False})
    if plain is int:
        return forms.IntegerField(**given)
    if plain is date:
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return forms.ChoiceField(choices=_choices(plain, spot.optional and spot.otherwise is None), **given)
    if words.special == "limit":
        return LimitField(**given)
    if words.special == "month":
        return MonthField(**given)
    return LineField(wide=words.wide, **given)


def _list_field(kind: str, spot: Spot, inner: Any, given: dict[str, Any]) -> forms.Field:
    words = row_words(spot.name)
    block = Rows(_block(kind, spot.name, inner, words.one, wide=True), words, required=not spot.optional)
    block.set_name(spot.name)
    return BlockField(block, **given)


def _block(kind: str, name: str, inner: Any, label: str, *, wide: bool, told: str = "") -> Block:
    plain = bare(without_none(inner)[0])
    optional = without_none(inner)[1]
    given: dict[str, Any] = {"required": not optional, "label": label, "help_text": told}
    what = picked_from(kind, name)
    if what:
        return PickBlock(what, **given)
    if plain is Text:
        return TextBlock(**given)
    if plain is bool:
        return BooleanBlock(required=False, label=label)
    if plain is int:
        return IntegerBlock(**given)
    if plain is date:
        return DayBlock(**given)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return ChoiceBlock(choices=_choices(plain, False), **given)
    if get_origin(plain) is tuple and issubclass(within := bare(get_args(plain)[0]), Data):
        words = row_words(name)
        return Rows(_block(kind, name, within, words.one, wide=True), words, **given)
    if get_origin(plain) is tuple:
        inside = bare(get_args(plain)[0])
        if issubclass(inside, Data):
            words = row_words(name)
            return Rows(_block(kind, name, inside, words.one, wide=True), words, **given)
        return MultipleChoiceBlock(
            choices=_choices(inside, False), widget=forms.CheckboxSelectMultiple, **given
        )
    if isinstance(plain, type) and issubclass(plain, Data):
        return StructBlock(list(_children(kind, name, plain)), label=label)
    return LineBlock(wide=wide, **given)


def _children(kind: str, name: str, inner: type[Data]) -> Iterator[tuple[str, Block]]:
    hints = get_type_hints(inner, include_extras=True)
    for field in msgspec.structs.fields(inner):
        words = wording(kind, f"{name}-{field.name}")
        hint = hints[field.name]
        if not field.required and not without_none(hint)[1]:
            hint = hint | None if not get_origin(hint) else Union[hint, None]  # noqa: UP007
        block = _block(kind, f"{name}-{field.name}", hint, words.label, wide=words.wide, told=words.help)
        yield field.name, block


def _choices(kind: type[Enum], optional: bool) -> list[tuple[str, str]]:
    made = [(each.value, choice_words(each.value)) for each in kind]
    return [("", "—"), *made] if optional else made
