"""Comparing one part with itself as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.amendments.amendment import Amendment, Change, ChangeSort, Sort
from waymark.amendments.matching import pairs, steady
from waymark.amendments.naming import Names
from waymark.amendments.parts import sort_of, title_of
from waymark.amendments.telling import Row, Section, sections
from waymark.amendments.words import woven
from waymark.manual.data import Data
from waymark.manual.json_form import canonical_json
from waymark.manual.text import Text


def of_part(
    before: Any, after: Any, *, see: tuple[str, ...] = (), names: Names | None = None
) -> Amendment | None:
    """What is different between a part and itself as it was; either may be None. None where nothing is.

    `see`: what to see instead of a part that is withdrawn. `names`: what places are called, so that arrows,
    sources and lessons are told in words; a place that it does not know is told as it is.
    """
    part: Data | None = after if after is not None else before
    if part is None or before == after:
        return None
    sort = Sort.CHANGED
    if before is None or after is None:
        sort = Sort.ADDED if before is None else Sort.WITHDRAWN
    return Amendment(
        place=sort_of(part).place(part),
        kind=sort_of(part).words,
        sort=sort,
        title=title_of(part, names or {}),
        see=see,
        changes=tuple(_changes(before, after, names or {})),
        made=canonical_json(after) if after is not None else None,
    )


def change(sort: ChangeSort, where: str, before: str | None, after: str | None) -> Change:
    """A change with its words woven."""
    runs = woven(before or "", after or "")
    return Change(sort=sort, where=where, before=before, after=after, runs=runs)


def _changes(before: Data | None, after: Data | None, names: Names) -> Iterator[Change]:
    old, new = _said(before, names), _said(after, names)
    one_only = before is None or after is None
    found = False
    for label in dict.fromkeys((*new, *old)):
        was, now = old.get(label), new.get(label)
        if one_only and (label == "Place" or (was or now or _NOTHING).value in (None, (), False)):
            continue
        if was is None or now is None:
            some = was or now or _NOTHING
            nothing = some._replace(rows=(), value=None)
            was, now = was or nothing, now or nothing
        if was.value != now.value:
            found = True
            yield from list(_of_section(was, now)) or [_exactly(label, was.value, now.value)]
    if not found and not one_only:
        yield _exactly("How it is kept", before, after)


_NOTHING = Section("", (), None)


def _said(part: Data | None, names: Names) -> dict[str, Section]:
    return {each.label: each for each in sections(part, names)} if part is not None else {}


def _exactly(where: str, before: Any, after: Any) -> Change:
    """Two values that differ and are told in the same words, as they are kept."""
    was, now = (
        value.markdown if isinstance(value, Text) else canonical_json(value) for value in (before, after)
    )
    return change(ChangeSort.CHANGED, where, was, now)


def _of_section(was: Section, now: Section) -> Iterator[Change]:
    """The changes of one section, in the order in which it now stands; what was taken out comes last."""
    old, new = was.rows, now.rows
    alone = len(old) == len(new) == 1 and not (old[0].exact or new[0].exact)
    found = {0: 0} if alone else pairs(old, new)
    still = steady([found[at] for at in sorted(found)])
    for at, row in enumerate(new):
        if at not in found:
            yield change(now.sorts.added, _where(now, at), None, row.body)
            continue
        yield from _of_row(old[found[at]], row, now, _where(now, at))
        if found[at] not in still:
            where = row.where or f"{now.label}, from {found[at] + 1} to {at + 1}"
            yield change(ChangeSort.MOVED, where, old[found[at]].body, row.body)
    for at in sorted(set(range(len(old))) - set(found.values())):
        yield change(now.sorts.taken_out, _where(was, at), old[at].body, None)


def _of_row(was: Row, now: Row, section: Section, where: str) -> Iterator[Change]:
    """The changes of one row that stands before and after."""
    sort = section.sorts.changed
    if was.name != now.name:
        both = was.body != now.body
        yield change(sort, where, was.words if both else was.name, now.words if both else now.name)
    elif was.body != now.body:
        yield change(sort, where, was.body, now.body)
    elif was.key != now.key:
        yield change(ChangeSort.CHANGED, f"{where}, its key", was.key, now.key)
    if was.form != now.form:
        yield change(ChangeSort.CHANGED, f"{where}, how it stands", was.form, now.form)


def _where(section: Section, at: int) -> str:
    row = section.rows[at]
    return row.where or (f"{section.label}, {at + 1}" if len(section.rows) > 1 else section.label)
