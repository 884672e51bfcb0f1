"""What a page shows of sources and reviews, and when that changed though the page's own words did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from waymark.editions.amended import amended
from waymark.editions.history import Heads, Turn, turns
from waymark.editions.near import near
from waymark.editions.shelved import PrintingName
from waymark.manual.boxes import Box, Procedure

#: How many editions are looked at, the newest: two manuscripts are compared for each.
MOST = 20


def shown_turns(
    heads: Heads, steps: Sequence[tuple[datetime, PrintingName]], place: str, own: Sequence[Turn]
) -> list[Turn]:
    """The editions in which a lesson or provision that a page shows was reworded where it is kept.

    `own`: the turns of the page's own words, which tell of these too where both fall together.
    """
    editions = list(dict.fromkeys(name.edition for _, name in steps))
    there = [number for number in editions if place in heads.edition(number).places]
    if not there:
        return []
    known = {turn.edition for turn in own}
    found = {
        turn.edition: turn
        for kept_at in _shown(heads, there[-1], place)
        for turn in turns(heads, steps, kept_at)
        if turn.fingerprint and not turn.new and turn.edition in there and turn.edition not in known
    }
    newest = sorted(found.values(), key=lambda turn: turn.start)[-MOST:]
    return [
        Turn(turn.start, turn.edition, 0, heads.edition(turn.edition).places[place][0], shown=True)
        for turn in newest
        if amended(heads.shelf, editions[editions.index(turn.edition) - 1], turn.edition, place).told
    ]


def _shown(heads: Heads, edition: str, place: str) -> set[str]:
    """The sources and reviews that a box or procedure names."""
    data = (heads.shelf.edition_folder(edition) / "manuscript.json").read_bytes()
    manuscript = near(data, place)
    pages: list[Box | Procedure] = [*manuscript.boxes, *manuscript.procedures]
    own = (page for page in pages if page.place == place)
    return {each.partition("#")[0] for page in own for each in (*page.sources, *page.facets.lessons)}
