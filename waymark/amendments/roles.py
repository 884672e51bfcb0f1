"""Which amendments matter to a role: where it acts or is spoken to, and what everyone must know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from waymark.amendments.amendment import Amendment, ChangeSort, Sort
from waymark.manual.acting import acts, note_of
from waymark.manual.boxes import Box, Procedure
from waymark.manual.manuscript import Manuscript
from waymark.manual.places import NOT_SAFE_NOW
from waymark.manual.words import Role

_WORD = re.compile(r"[a-z]+")
#: Words of a role's title that would find others than that role: a core group is no faith group.
_ANYONE = frozenset(
    ("worker", "officer", "lead", "team", "services", "designated", "or", "and", "member", "group")
)
#: Who acts when it is not one profession: whoever reads it may be meant.
_EVERYONE = re.compile(
    r"anyone|everyone|the service|every service|each service|services|the person who|the people|others|"
    r"members|core group|conference|takes part|practitioner|lead worker|employer|whoever"
)
#: Of one calling: who is named by the word that stands first may be any of those after it.
_CALLINGS = (
    ("health", frozenset(("gp", "doctor", "nurse", "midwife", "visitor", "hospital", "paediatrician"))),
    ("school", frozenset(("teacher", "school", "safeguarding"))),
    ("education", frozenset(("teacher", "school", "safeguarding"))),
)
_LIMITS = frozenset({ChangeSort.TIMESCALE, ChangeSort.TIMESCALE_ADDED, ChangeSort.TIMESCALE_OUT})


class ForRole(NamedTuple):
    """Amendments parted by what they are to a role. Nothing is left out: the rest is the rest."""

    yours: tuple[Amendment, ...]
    everyone: tuple[Amendment, ...]
    rest: tuple[Amendment, ...]


def for_role(
    amendments: Iterable[Amendment], role: str, before: Manuscript, after: Manuscript
) -> ForRole:
    """Amendments of the shared manual as they matter to a role, by its key.

    Yours: a box or procedure where the role acts (`who`) or has a note of its own, before or now, a time
    limit that is shown there, and the role's own description. Everyone's: other time limits, numbers to
    ring, boxes, procedures and charts that are new or withdrawn, what to do when a child may not be safe
    now, and where no one profession is named or nobody is. Raises KeyError where neither manuscript has the
    role.
    """
    roles = {each.key: each for manuscript in (before, after) for each in manuscript.roles}
    chosen = roles[role]
    words = _words(chosen)
    yours: list[Amendment] = []
    everyone: list[Amendment] = []
    rest: list[Amendment] = []
    held: dict[str, list[Box | Procedure]] = {}
    for manuscript in (before, after):
        every: list[Box | Procedure] = [*manuscript.boxes, *manuscript.procedures]
        for part in every:
            held.setdefault(part.place, []).append(part)
    for each in amendments:
        # A time limit is met on the pages that show it; every other part on its own.
        pages = each.shown_at if each.kind == "time limit" else (each.place,)
        at_all = each.kind in ("box", "procedure", "time limit")
        parts = [part for page in pages for part in held.get(page, [])] if at_all else []
        if each.place == f"roles:{role}" or any(_acts(chosen, part, words) for part in parts):
            yours.append(each)
        elif _for_everyone(each, parts):
            everyone.append(each)
        else:
            rest.append(each)
    return ForRole(tuple(yours), tuple(everyone), tuple(rest))


def _words(role: Role) -> frozenset[str]:
    words = _said(role.title) - _ANYONE
    return words | {calling for calling, kin in _CALLINGS if kin & words}


def _said(words: str | None) -> frozenset[str]:
    """Every word, of one or of several: teachers are found by teacher."""
    found = _WORD.findall((words or "").casefold())
    return frozenset(found) | {each[:-1] for each in found if each.endswith("s")}


def _acts(role: Role, part: Box | Procedure, words: frozenset[str]) -> bool:
    if note_of(role, part) or acts(role, part):
        return True
    # Editions frozen before roles said what else they are called: the words of their titles are a guess.
    return not role.as_said and bool(words & _said(part.who))


def _for_everyone(amendment: Amendment, parts: list[Box | Procedure]) -> bool:
    # What to do when a child may not be safe now concerns everyone.
    if amendment.place == NOT_SAFE_NOW or amendment.kind in ("time limit", "contact"):
        return True
    if any(change.sort in _LIMITS for change in amendment.changes):
        return True
    if amendment.kind in ("box", "procedure", "chart") and amendment.sort in (Sort.ADDED, Sort.WITHDRAWN):
        return True
    return any(not part.who or _EVERYONE.search(part.who.casefold()) for part in parts)
