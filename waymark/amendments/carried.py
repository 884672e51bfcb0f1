"""What changed for the readers of a box or procedure though its own words are as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from waymark.amendments.amendment import Change, ChangeSort
from waymark.amendments.comparing import change
from waymark.amendments.parts import Spot
from waymark.amendments.wording import text_words
from waymark.manual.boxes import Box, Procedure
from waymark.manual.manuscript import Manuscript
from waymark.manual.wholeness.references import texts_of
from waymark.manual.words import Timescale

Page = Box | Procedure


class Carried(NamedTuple):
    """`changes`: what is told at boxes and procedures, by their spots; `shown_at`: whose it is, and where."""

    changes: dict[Spot, list[Change]]
    shown_at: dict[Spot, list[str]]


class _Shown(NamedTuple):
    """Something that a page shows and that is kept elsewhere: its key there, what it says, whose it is."""

    key: str
    where: str
    said: str
    owner: Spot


def carried(before: Manuscript, after: Manuscript) -> Carried:
    """Boxes that stand in another chart, and at each place what it shows of others and now says otherwise.

    Those are time limits, lessons, provisions and explained words. What a page itself took up or let go is
    told by its own words.
    """
    found = Carried(defaultdict(list), defaultdict(list))
    if before.charts != after.charts:
        _charts(before, after, found)
    if before.timescales != after.timescales:
        for shown in (_limits, _starts):
            _told(before, after, found, shown, lambda page: page.timescales, ChangeSort.TIMESCALE)
        _told(before, after, found, _notes, lambda page: page.timescales, ChangeSort.REWORDED)
    if before.sources != after.sources or before.reviews != after.reviews:
        _told(before, after, found, _lessons, lambda page: page.facets.lessons, ChangeSort.LESSON)
    if before.sources != after.sources:
        _told(before, after, found, _provisions, lambda page: page.sources, ChangeSort.SOURCE)
    if before.terms != after.terms:
        _told(before, after, found, _terms, _linked, ChangeSort.MEANING)
    return found


def _charts(before: Manuscript, after: Manuscript, found: Carried) -> None:
    old, new = _standing(before), _standing(after)
    titles = {chart.key: chart.title for each in (before, after) for chart in each.charts}
    for place in old:
        if place in new and old[place] != new[place]:
            was, now = (", ".join(titles[key] for key in those[place]) for those in (old, new))
            found.changes["box", place].append(change(ChangeSort.MOVED, "In which chart", was, now))


def _standing(manuscript: Manuscript) -> dict[str, list[str]]:
    """For each box the keys of the charts it stands in; of a whole manuscript, one."""
    standing: dict[str, list[str]] = {}
    for chart in manuscript.charts:
        for place in dict.fromkeys(chart.boxes):
            standing.setdefault(place, []).append(chart.key)
    return {place: sorted(keys) for place, keys in standing.items()}


def _told(
    before: Manuscript,
    after: Manuscript,
    found: Carried,
    shown: Callable[[Manuscript], Iterator[_Shown]],
    of_page: Callable[[Page], Iterable[str]],
    sort: ChangeSort,
) -> None:
    """Tell at each page what it showed before, shows still, and what says something else by now."""
    old = {each.key: each for each in shown(before)}
    changed = {
        each.key: (old[each.key].said, each)
        for each in shown(after)
        if each.key in old and old[each.key].said != each.said
    }
    if not changed:
        return
    kinds: tuple[tuple[str, Sequence[Page], Sequence[Page]], ...] = (
        ("box", before.boxes, after.boxes),
        ("procedure", before.procedures, after.procedures),
    )
    for kind, those, these in kinds:
        had = {page.place: page for page in those}
        for page in these:
            mine = [key for key in dict.fromkeys(of_page(page)) if key in changed]
            kept = set(of_page(had[page.place])) if mine and page.place in had else ()
            for key in mine:
                if key in kept:
                    was, now = changed[key]
                    found.changes[kind, page.place].append(change(sort, now.where, was, now.said))
                    found.shown_at[now.owner].append(page.place)


def _limits(manuscript: Manuscript) -> Iterator[_Shown]:
    for each in manuscript.timescales:
        yield _Shown(each.key, f"Time limit: {each.title}", each.words, _owner(each))


def _starts(manuscript: Manuscript) -> Iterator[_Shown]:
    for each in manuscript.timescales:
        yield _Shown(each.key, f"Time limit: {each.title}, counted from", each.starts, _owner(each))


def _notes(manuscript: Manuscript) -> Iterator[_Shown]:
    for each in manuscript.timescales:
        said = text_words(each.note) if each.note else ""
        yield _Shown(each.key, f"Time limit: {each.title}, its note", said, _owner(each))


def _owner(scale: Timescale) -> Spot:
    return "time limit", f"timescales:{scale.key}"


def _lessons(manuscript: Manuscript) -> Iterator[_Shown]:
    for source in manuscript.sources:
        for each in source.lessons:
            key, where = f"{source.place}#{each.key}", f"Lesson from {source.title}"
            yield _Shown(key, where, text_words(each.text), ("source", source.place))
    for review in manuscript.reviews:
        for point in review.learning:
            key, where = f"{review.place}#{point.key}", f"Lesson from {review.title}"
            yield _Shown(key, where, text_words(point.text), ("review", review.place))


def _provisions(manuscript: Manuscript) -> Iterator[_Shown]:
    for source in manuscript.sources:
        for each in source.provisions:
            where = f"Source: {source.title}, {each.where}"
            said = f"{each.force.value}: {each.requires}"
            yield _Shown(f"{source.place}#{each.key}", where, said, ("source", source.place))


def _terms(manuscript: Manuscript) -> Iterator[_Shown]:
    for each in manuscript.terms:
        yield _Shown(each.place, f"Word: {each.term}", text_words(each.meaning), ("word", each.place))


def _linked(page: Page) -> Iterator[str]:
    for _, text in texts_of(page):
        for link in text.links:
            if link.to.startswith("terms/"):
                yield link.to
