"""Which row of a list is which row of the list as it was: the same, one of the same name, or one like it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from waymark.amendments.words import likeness

#: Below this two rows are two, not one that was reworded: half of the words, in order.
ALIKE = 0.5
#: Where more pairs than this could be alike, only rows that stand within so many of each other are weighed.
MANY, WITHIN = 4000, 15


class Matched(Protocol):
    """A row as matching sees it: all of it, what names it, its words, and whether likeness may match it."""

    @property
    def whole(self) -> Hashable:
        """Everything that makes two rows the same."""

    @property
    def key(self) -> str:
        """What names the row in its list; empty where nothing does."""

    @property
    def near(self) -> tuple[str, str]:
        """What still names a row of which one half changed, such as an arrow's start and answer."""

    @property
    def words(self) -> str:
        """All it says."""

    @property
    def exact(self) -> bool:
        """Whether it refers to something: another reference is then another row, however alike."""


def pairs(old: Sequence[Matched], new: Sequence[Matched]) -> dict[int, int]:
    """For each new row that has one, the old row it is: the same, of the same name, or the most alike."""
    found: dict[int, int] = {}
    left = dict.fromkeys(range(len(old)))
    # Rows that are the same and in order first, so that of two equal rows the one that stayed is kept.
    blocks = SequenceMatcher(None, [r.whole for r in old], [r.whole for r in new], autojunk=False)
    for block in blocks.get_matching_blocks():
        for step in range(block.size):
            found[block.b + step] = block.a + step
            del left[block.a + step]
    by: tuple[Callable[[Matched], Hashable], ...] = (
        lambda row: row.whole,
        lambda row: row.key,
        lambda row: row.near[0],
        lambda row: row.near[1],
    )
    for name in by:
        named: dict[Hashable, list[int]] = {}
        for was in left:
            named.setdefault(name(old[was]), []).append(was)
        for at, row in enumerate(new):
            if at not in found and name(row) and (those := named.get(name(row))):
                found[at] = those.pop(0)
                del left[found[at]]
    _alike(old, new, found, left)
    return found


def _alike(
    old: Sequence[Matched], new: Sequence[Matched], found: dict[int, int], left: dict[int, None]
) -> None:
    rest = [at for at, row in enumerate(new) if at not in found and not row.exact]
    reach = WITHIN if len(rest) * len(left) > MANY else len(old) + len(new)
    scores = sorted(
        (-score, abs(at - was), at, was)
        for at in rest
        for was in left
        if abs(at - was) <= reach
        and not old[was].exact
        and (score := likeness(old[was].words, new[at].words, ALIKE))
    )
    for _, _, at, was in scores:
        if at not in found and was in left:
            found[at] = was
            del left[was]


def steady(numbers: Sequence[int]) -> frozenset[int]:
    """The most numbers that still stand in rising order; whatever else there is moved."""
    best: list[tuple[int, int]] = []  # of the longest rising run that ends here: its length, the spot before
    for at, number in enumerate(numbers):
        length, earlier = max(
            ((best[one][0], one) for one in range(at) if numbers[one] < number), default=(0, -1)
        )
        best.append((length + 1, earlier))
    kept = []
    at = max(range(len(best)), key=lambda one: best[one][0], default=-1)
    while at >= 0:
        kept.append(numbers[at])
        at = best[at][1]
    return frozenset(kept)
