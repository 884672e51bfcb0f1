"""What `waymark check` prints besides findings: the coverage of the draft, and its waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from waymark.commands.tables import columns
from waymark.manual.coverage import Coverage
from waymark.plain_english.gate import in_words

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
    yield from columns(
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
    if (practised := found.practised).scenarios:
        yield (
            f"{practised.scenarios} scenarios of {practised.moments} moments lead to the words of "
            f"{len(practised.places)} boxes and procedures."
        )


def waivers_told(through: Iterable[Any]) -> Iterator[str]:
    """The facets that waivers let through, a line each; of an edition where one is named."""
    for each in through:
        of = f"Edition {each.edition}: " if hasattr(each, "edition") else ""
        until = in_words(each.until)
        yield (
            f"{of}“{each.facet}” of {each.place} reads at age {each.age}; "
            f"{each.given_by} lets it through until {until}: {each.reason}"
        )
