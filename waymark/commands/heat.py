"""What `waymark check --plain` prints: the manual as a heat map, and its hardest sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from waymark.commands.tables import columns
from waymark.plain_english.gate import in_words
from waymark.plain_english.heat import BoxHeat, ChartHeat, FacetHeat, Mark, band_of
from waymark.plain_english.reading import WHOLE, FacetReading, Reading

#: The colours of the bands on a terminal, of 256: the ground and the words on it. The numbers stand anyway.
_COLOURS = {
    "cool": (194, 16),
    "mild": (229, 16),
    "warm": (222, 16),
    "hot": (208, 16),
    "over": (166, 231),
    "stop": (88, 231),
}
#: Of so many facets it is told what drives their age.
DRIVEN = 10
_HEADS = ("words", "a sentence", "Flesch–Kincaid", "Fog", "Coleman–Liau", "ARI", "SMOG", "ease")

#: A row of a table: the age it is coloured by, its name, and its other cells.
_Row = tuple[float | None, str, Sequence[str]]


def heat_told(charts: Sequence[ChartHeat], found: Reading, *, coloured: bool) -> Iterator[str]:
    """Charts, then boxes, then facets, each the worst first, a line each; then the hardest sentences."""
    tell = _painted if coloured else _plain
    readings = {(each.place, each.facet): each for each in (*found.facets, *found.boxes, *found.charts)}

    def whole(place: str, together: float) -> tuple[str, ...]:
        return (f"{together:.1f}", *_row(readings[place, WHOLE]))

    yield "\nHow it reads: ages in years, the highest of four formulas, terms set aside."
    yield "14 is the target; above 15 no edition is frozen or compiled, unless a waiver lets a facet through."
    yield "A chart or box is as old as its oldest facet; beside it stands the age of all its words together."
    yield "\nCharts"
    heads = ("together", *_HEADS)
    yield from _table(heads, [(each.age, each.key, whole(each.key, each.together)) for each in charts], tell)
    yield "\nBoxes and procedures"
    boxes = [box for chart in charts for box in chart.boxes]
    boxes.sort(key=lambda box: (_hot(box), box.place))
    yield from _table(heads, [(box.age, box.place, whole(box.place, box.together)) for box in boxes], tell)
    yield "\nFacets"
    facets = [(facet, box.place) for box in boxes for facet in box.facets]
    facets.sort(key=lambda pair: (_hot(pair[0]), pair[1], pair[0].facet))
    rows = [
        (facet.age, f"{place}, {facet.facet}", (*_row(readings[place, facet.facet]), said(facet)))
        for facet, place in facets
    ]
    yield from _table((*_HEADS, ""), rows, tell)
    yield "\nWhat drives the oldest facets"
    for facet, place in facets[:DRIVEN]:
        yield from _driven(facet, place)
    yield f"\nThe {len(found.hardest)} hardest sentences, of eight words and more"
    yield from (f"  {each.age:4.1f}  {each.place}, {each.facet}: {each.sentence}" for each in found.hardest)


def _driven(facet: FacetHeat, place: str) -> Iterator[str]:
    """What raises the age of a facet, and what was set aside before it was counted."""
    if facet.why is None:
        return
    why = facet.why
    parts = next(each.parts for each in why.formulas if each.name == why.highest)
    counts = ", ".join(f"{part.amount:.1f} {part.counted}" for part in parts)
    yield f"  {facet.age:4.1f}  {place}, {facet.facet}: {why.highest}, {counts}"
    for each in why.sentences:
        yield f"        {each.years:.1f} years less without: {each.sentence}"
    if why.words:
        yield f"        long words: {', '.join(f'{each.word} ({each.times})' for each in why.words)}"
    if why.aside:
        yield f"        set aside: {', '.join(f'{each.term} ({each.times})' for each in why.aside)}"


def said(facet: FacetHeat) -> str:
    """What is to be said of a facet beside its age."""
    if facet.mark is Mark.WAIVED and facet.waiver:
        return f"let through until {in_words(facet.waiver.until)} by {facet.waiver.given_by}"
    return facet.mark.value


def _table(heads: Sequence[str], rows: Sequence[_Row], tell: Callable[[float | None], str]) -> Iterator[str]:
    head, *lines = columns(("", *heads), [(name, *cells) for _, name, cells in rows])
    yield f"        {head}"
    yield from (f"{tell(age)}  {line}" for (age, _, _), line in zip(rows, lines, strict=True))


def _plain(age: float | None) -> str:
    return f" {age:4.1f} " if age is not None else "   –  "


def _painted(age: float | None) -> str:
    if age is None:
        return _plain(age)
    ground, words = _COLOURS[band_of(age).name]
    return f"\x1b[48;5;{ground}m\x1b[38;5;{words}m{_plain(age)}\x1b[0m"


def _hot(of: BoxHeat | FacetHeat) -> float:
    """What puts the hottest first, and last what cannot be told."""
    return -(of.age or 0)


def _row(each: FacetReading) -> tuple[str, ...]:
    ages, counts = each.ages, each.counts
    by = (ages.flesch_kincaid, ages.gunning_fog, ages.coleman_liau, ages.ari)
    smog = "" if ages.smog is None else f"{ages.smog:.1f}"
    per_sentence = f"{counts.words / counts.sentences:.1f}"
    told = (f"{age:.1f}" for age in by)
    return (str(counts.words), per_sentence, *told, smog, f"{ages.ease:.0f}")
