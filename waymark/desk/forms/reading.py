"""A part in plain words, field by field: for those who read it only, and to lay two texts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from waymark.desk.forms.shapes import bare, spots, without_none
from waymark.desk.forms.wording import choice_words, picked_from, wording
from waymark.desk.parts import ALL
from waymark.desk.templatetags.desk_frame import in_full
from waymark.manual.data import Data
from waymark.manual.runs import Bold, Line, Link, Points
from waymark.manual.text import Text, parse

#: What can be picked, by list and then by what is kept: see forms/choosing.py.
Choices = Mapping[str, Mapping[str, Mapping[str, str]]]


class Told(NamedTuple):
    """A field in words."""

    name: str
    label: str
    words: SafeString


class Difference(NamedTuple):
    """A field that two texts say differently."""

    name: str
    label: str
    theirs: SafeString
    yours: SafeString


def by_key(choices: Mapping[str, list[dict[str, str]]]) -> Choices:
    """Choices by what is kept."""
    return {name: {each["to"]: each for each in rows} for name, rows in choices.items()}


def as_read(
    kind: str, data: Mapping[str, Any], choices: Choices, ways: Mapping[str, str] | None = None
) -> Iterator[Told]:
    """Every field that says something, in words. `ways`: where links to places lead at the desk."""
    teller = _Teller(kind, choices, ways or {})
    for spot in spots(ALL[kind].type):
        value = _at(data, spot.path)
        words = wording(kind, spot.name)
        if value not in (None, "", [], {}) and not words.hidden:
            yield Told(spot.name, words.label, teller.told(spot.name, spot.type, value))


def differences(
    kind: str, theirs: Mapping[str, Any], yours: Mapping[str, Any], choices: Choices
) -> Iterator[Difference]:
    """The fields that two texts of one part say differently, each in words."""
    teller = _Teller(kind, choices, {})
    for spot in spots(ALL[kind].type):
        pair = _at(theirs, spot.path), _at(yours, spot.path)
        if pair[0] != pair[1]:
            told = (
                format_html("<p>{}</p>", "Nothing.")
                if value in (None, "", [], {})
                else teller.told(spot.name, spot.type, value)
                for value in pair
            )
            yield Difference(spot.name, wording(kind, spot.name).label, *told)


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


class _Teller:
    """Tells the fields of one kind of part in words."""

    def __init__(self, kind: str, choices: Choices, ways: Mapping[str, str]) -> None:
        self.kind, self.choices, self.ways = kind, choices, ways

    def told(self, name: str, hint: Any, value: Any) -> SafeString:
        plain = bare(without_none(hint)[0])
        picked = picked_from(self.kind, name)
        if get_origin(plain) is tuple and isinstance(value, list):
            inner = get_args(plain)[0]
            rows = ((self.told(name, inner, each),) for each in value)
            return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", rows))
        if picked:
            return _chosen(self.choices.get(picked, {}).get(value), value)
        if plain is Text:
            return text_html(str(value), self.ways)
        if plain is date:
            return format_html("<p>{}</p>", in_full(date.fromisoformat(str(value))))
        if isinstance(plain, type) and issubclass(plain, Data) and isinstance(value, Mapping):
            return self._row(name, plain, value)
        words = {True: "Yes", False: "No"}.get(value, value) if plain is bool else value
        if isinstance(plain, type) and issubclass(plain, Enum):
            words = choice_words(str(value))
        return format_html("<p>{}</p>", words)

    def _row(self, name: str, inner: type[Data], value: Mapping[str, Any]) -> SafeString:
        hints = get_type_hints(inner, include_extras=True)
        rows = []
        for field in msgspec.structs.fields(inner):
            within = value.get(field.encode_name)
            if within not in (None, "", []):
                path = f"{name}-{field.name}"
                rows.append((wording(self.kind, path).label, self.told(path, hints[field.name], within)))
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))


def _chosen(choice: Mapping[str, str] | None, value: Any) -> SafeString:
    """What was picked, in its own words; a key that nothing answers to is said to be so."""
    if choice is None:
        return format_html("<p>“{}”, which is not in the manual</p>", value)
    if not choice["more"]:
        return format_html("<p>{}</p>", choice["words"])
    return format_html("<p>{} <span class='desk-note'>{}</span></p>", choice["words"], choice["more"])


def text_html(markdown: str, ways: Mapping[str, str]) -> SafeString:
    """A text as it reads; words that are no text stand as they are."""
    text, _ = parse(markdown)
    if text is None:
        return format_html("<p>{}</p>", markdown)
    made = []
    for block in text.blocks:
        if isinstance(block, Points):
            tag = "ol" if block.numbered else "ul"
            points = format_html_join("", "<li>{}</li>", ((_line(point, ways),) for point in block.points))
            made.append(format_html("<{}>{}</{}>", tag, points, tag))
        else:
            made.append(format_html("<p>{}</p>", _line(block.runs, ways)))
    return format_html_join("", "{}", ((each,) for each in made))


def _line(runs: Line, ways: Mapping[str, str]) -> SafeString:
    made = []
    for run in runs:
        if isinstance(run, Bold):
            made.append(format_html("<strong>{}</strong>", run.text))
        elif isinstance(run, Link) and (run.on_the_web or run.to in ways):
            made.append(format_html("<a href='{}'>{}</a>", ways.get(run.to, run.to), run.text))
        else:
            made.append(format_html("{}", run.text))
    return format_html_join("", "{}", ((each,) for each in made))
