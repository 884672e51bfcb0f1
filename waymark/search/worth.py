"""What each place that was found is worth, in whole numbers of `BEST`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from waymark.manual.places import NOT_SAFE_NOW
from waymark.search.index import Facet, Kind, Spot
from waymark.search.likeness import BEST

#: A page whose own name was typed gains so much, in sixteenths of how alike the two are above `NAMED`.
GAINS, NAMED = 8, 640
#: What is known by its words alone is worth so much, in sixteenths of its likeness, by kind.
WORTH: dict[int, int] = {Kind.GUIDANCE: 30, Kind.SOURCE: 15, Kind.REVIEW: 15, Kind.CONTACT: 20, Kind.PAGE: 17}
#: What a way in is worth where its readers' own lines are like what was typed, in sixteenths of that; and
#: where it is known who asks. Both stay below the place that answers best, the way to safety above all.
FAMILY, VOICE = 15, 940
#: What a local note is worth beside what leads to its place; what a whole file is, of the part that it has.
NOTE, FILE = 6, 10
#: Who to ring counts so much more, in sixteenths, where a number is asked for.
RUNG = 28
#: Results are told down to this worth.
LEAST = 80
#: What a place gains for each way in which it concerns the reader's role.
FAVOUR = 12


@dataclass
class Found:
    """Places while they are weighed: what words that lead there come to, how alike each is, and its note.

    `facets`: where it was found, of those that are found by their own words.
    """

    led: dict[int, int] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)
    noted: dict[int, int] = field(default_factory=dict)
    facets: dict[int, int] = field(default_factory=dict)


def worth(found: Found, spots: Sequence[Spot], voices: Collection[int], *, ring: bool) -> dict[int, int]:
    """What each place is worth.

    `voices`: pages for those who seem to be asking. `ring`: whether a number is asked for.
    """
    most = max(1, max(found.led.values(), default=1))
    made = {}
    for place in {**found.led, **found.alike, **found.noted, **dict.fromkeys(voices)}:
        kind = spots[place].kind
        led = max(0, found.led.get(place, 0)) * BEST // most
        alike = found.alike.get(place, 0)
        if kind in WORTH:
            score = max(led, alike * WORTH[kind] // 16)
        else:
            score = led + max(0, alike - NAMED) * GAINS // 16 + found.noted.get(place, 0) * NOTE // 16
        if ring and kind == Kind.CONTACT:
            score = score * RUNG // 16
        if place in voices:
            score = max(score, VOICE)
        if score >= LEAST:
            made[place] = score
    return made


def favour(
    worth: Mapping[int, int], found: Found, spots: Sequence[Spot], favoured: Mapping[str, int], *, ring: bool
) -> dict[int, int]:
    """What each place is worth to the reader's role. `favoured`: in how many ways each place concerns it.

    None passes a page whose own name was typed, who to ring where that was asked, or the way to safety.
    """
    fixed = [
        place
        for place in worth
        if found.alike.get(place, 0) > NAMED
        or spots[place].place == NOT_SAFE_NOW
        or (ring and spots[place].kind == Kind.CONTACT)
    ]
    made = {}
    for place, score in worth.items():
        more = score + FAVOUR * favoured.get(spots[place].place, 0)
        above = [worth[each] - 1 for each in fixed if (worth[each], -each) > (score, -place)]
        made[place] = max(score, min(more, *above)) if above else more
    return made


def of_page(facet: int, alike: int) -> int:
    """How alike a page beside the places counts as: only where it was named, or all but named."""
    if alike <= NAMED:
        return 0
    return alike * FAMILY // 16 if facet == Facet.FOR_FAMILIES else alike
