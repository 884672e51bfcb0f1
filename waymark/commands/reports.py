"""What `waymark check` prints besides findings: the coverage of the draft, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.manual.coverage import Coverage
from waymark.plain_english.reading import FacetReading, Reading

_AMOUNTS = (
    ("boxes", "boxes"),
    ("facets", "facets"),
    ("what_ifs", "what ifs"),
    ("lessons", "lessons"),
    ("learning_points", "learning points"),
    ("sources", "sources"),
    ("provisions", "provisions"),
    ("role_notes", "role notes"),
)


def coverage_told(found: Coverage) -> Iterator[str]:
    """The coverage report, a line at a time."""
    held, duties = found.provisions, found.duties
    yield "\nCoverage of the draft"
    yield from _table(
        ("", *(title for _, title in _AMOUNTS)),
        [(each.of, *(str(getattr(each, name)) for name, _ in _AMOUNTS)) for each in found.amounts],
    )
    yield (
        f"{held.all} provisions: {held.carried} carried by a box, a procedure or a timescale; "
        f"{len(held.for_others)} not meant for one; {len(held.not_carried)} that no box carries."
    )
    yield from (f"  no box carries {part}" for part in held.not_carried)
    yield (
        f"Of their words, {held.words_read} were read at the source, {held.account_read} in an account, "
        f"and {len(held.general_knowledge)} are general knowledge."
    )
    yield (
        f"{duties.must} sentences say must and {duties.should} say should; "
        f"{len(duties.unbacked)} at a place that cites no source for it."
    )
    yield from (f"  {each.place} ({each.word}): {each.sentence}" for each in duties.unbacked)
    yield from (f"  the timescale {key} has no source" for key in duties.timescales_without_source)


def reading_told(found: Reading) -> Iterator[str]:
    """The table of reading ages, oldest first, and the hardest sentences."""
    yield "\nReading ages, in years, terms set aside; the oldest of each box's facets stands last"
    oldest: dict[str, FacetReading] = {}
    for each in found.facets:
        if each.place not in oldest or each.ages.highest > oldest[each.place].ages.highest:
            oldest[each.place] = each
    rows = sorted(found.boxes, key=lambda each: -oldest[each.place].ages.highest)
    heads = ("", "words", "a sentence", "Flesch–Kincaid", "Fog", "Coleman–Liau", "ARI", "SMOG", "ease")
    yield from _table(
        (*heads, "oldest facet"),
        [(*_row(each), _oldest(oldest[each.place])) for each in rows],
    )
    yield ""
    yield from _table(heads, [_row(each) for each in found.charts])
    yield f"\nThe {len(found.hardest)} hardest sentences, of eight words and more"
    yield from (f"  {each.age:4.1f}  {each.place}, {each.facet}: {each.sentence}" for each in found.hardest)


def _row(each: FacetReading) -> tuple[str, ...]:
    ages, counts = each.ages, each.counts
    by = (ages.flesch_kincaid, ages.gunning_fog, ages.coleman_liau, ages.ari)
    smog = "" if ages.smog is None else f"{ages.smog:.1f}"
    per_sentence = f"{counts.words / counts.sentences:.1f}"
    told = (f"{age:.1f}" for age in by)
    return (each.place, str(counts.words), per_sentence, *told, smog, f"{ages.ease:.0f}")


def _oldest(each: FacetReading) -> str:
    return f"{each.ages.highest:.1f} {each.facet}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their longest word; the first to the left, the others to the right."""
    widths = [max(len(line[at]) for line in (heads, *rows)) for at in range(len(heads))]
    for line in (heads, *rows):
        cells = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        yield "  ".join((line[0].ljust(widths[0]), *cells)).rstrip()
