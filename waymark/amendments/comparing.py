"""Comparing one part with itself as it was: statements matched by what names them, then by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from waymark.amendments.amendment import Amendment, Change, ChangeSort, Sort
from waymark.amendments.parts import Statement, place_of, sort_of, statements, title_of
from waymark.amendments.words import likeness, woven
from waymark.manual.charts import FlowChart
from waymark.manual.data import Data
from waymark.manual.json_form import canonical_json
from waymark.manual.words import Timescale

#: Below this two statements are two, not one that was reworded.
ALIKE = 0.45


def of_part(before: Any, after: Any, *, see: tuple[str, ...] = ()) -> Amendment | None:
    """What is different between a part and itself before; either may be None. None where nothing is."""
    part: Data | None = after if after is not None else before
    if part is None or before == after:
        return None
    sort = Sort.CHANGED
    if before is None or after is None:
        sort = Sort.ADDED if before is None else Sort.WITHDRAWN
    return Amendment(
        place=place_of(part),
        kind=sort_of(part).words,
        sort=sort,
        title=title_of(part),
        see=see,
        changes=tuple(_changes(before, after)),
        made=canonical_json(after) if after is not None else "",
    )


def _changes(before: Data | None, after: Data | None) -> Iterator[Change]:
    part = after if after is not None else before
    old = _sections(before)
    new = _sections(after)
    for section in dict.fromkeys((*new, *old)):
        for change in _section(section, old.get(section, []), new.get(section, [])):
            yield _named(change, part)


def _named(change: Change, part: Data | None) -> Change:
    """The change under the name that its place gives it."""
    sort = change.sort
    if change.where == "Title":
        sort = ChangeSort.RETITLED if change.before and change.after else sort
    elif isinstance(part, Timescale) and sort is ChangeSort.REWORDED:
        sort = ChangeSort.TIMESCALE
    elif isinstance(part, FlowChart) and change.where.startswith("Arrows") and sort is ChangeSort.REWORDED:
        sort = ChangeSort.ARROW
    return Change(sort=sort, where=change.where, before=change.before, after=change.after, runs=change.runs)


def _sections(part: Data | None) -> dict[str, list[Statement]]:
    made: dict[str, list[Statement]] = {}
    for each in statements(part) if part is not None else ():
        made.setdefault(each.section, []).append(each)
    return made


def _section(section: str, old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[Change]:
    """The changes of one section: first what stayed is matched, then what was reworded."""
    pairs = _pairs(old, new)
    matched = set(pairs.values())
    numbered = max(len(old), len(new)) > 1
    kept = sorted(pairs)
    steady = _steady([pairs[at] for at in kept])
    for at, each in enumerate(new):
        where = f"{section}, {at + 1}" if numbered else section
        if at not in pairs:
            yield _change(ChangeSort.ADDED, where, None, each.words)
            continue
        was = old[pairs[at]]
        if was.words != each.words:
            yield _change(ChangeSort.REWORDED, where, was.words, each.words)
        if pairs[at] not in steady:
            moved = f"from {pairs[at] + 1} to {at + 1}"
            yield Change(
                sort=ChangeSort.MOVED, where=f"{section}, {moved}", before=each.words, after=each.words
            )
    for at, each in enumerate(old):
        if at not in matched:
            where = f"{section}, {at + 1} before" if numbered else section
            yield _change(ChangeSort.TAKEN_OUT, where, each.words, None)


def _pairs(old: Sequence[Statement], new: Sequence[Statement]) -> dict[int, int]:
    """For each new statement the old one it is, if it is one: the same, of the same name, or most alike."""
    pairs: dict[int, int] = {}
    left = set(range(len(old)))

    def take(at: int, was: int) -> None:
        pairs[at] = was
        left.discard(was)

    for same in (_equal, _namesakes):
        for at, each in enumerate(new):
            if at not in pairs:
                was = next((one for one in sorted(left) if same(old[one], each)), None)
                if was is not None:
                    take(at, was)
    alike = sorted(
        (
            (-likeness(old[was].words, each.words), at, was)
            for at, each in enumerate(new)
            if at not in pairs and (not each.key or len(new) == 1)
            for was in left
        ),
    )
    for score, at, was in alike:
        if at not in pairs and was in left and -score >= (ALIKE if len(old) * len(new) > 1 else 0):
            take(at, was)
    return pairs


def _equal(one: Statement, other: Statement) -> bool:
    return one == other


def _namesakes(one: Statement, other: Statement) -> bool:
    return bool(one.key) and one.key == other.key


def _steady(old: Sequence[int]) -> set[int]:
    """The longest run of old statements that still stand in their order; all others moved."""
    longest: list[int] = []
    runs: list[list[int]] = []
    for number in old:
        run = [number]
        for earlier in runs:
            if earlier[-1] < number and len(earlier) >= len(run):
                run = [*earlier, number]
        runs.append(run)
        if len(run) > len(longest):
            longest = run
    return set(longest)


def _change(sort: ChangeSort, where: str, before: str | None, after: str | None) -> Change:
    runs = woven(before, after) if before is not None and after is not None else ()
    return Change(sort=sort, where=where, before=before, after=after, runs=runs)
