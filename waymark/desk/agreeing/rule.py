"""The rule of agreement: who must sign what is proposed, and what is still missing. Plain data in and out.

An edition needs as many partnerships as the consortium's quorum says (0: every one), among them each
that must always sign, and the steering group where the settings ask for it. An urgent amendment changes
few places, and needs as many partnerships as its own quorum says. A supplement needs one signatory of
its own partnership. Of each: an objection that stands stops it, and at least one of those who sign wrote
none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from waymark.desk.people.standing import area_of

STEERING = ""


class Settings(NamedTuple):
    """What the consortium has set. A quorum of 0 means every partnership."""

    quorum: int = 0
    must_sign: tuple[str, ...] = ()
    steering_signs: bool = True
    urgent_quorum: int = 2
    urgent_changes: int = 3


class Word(NamedTuple):
    """The latest word of a person for a partnership (or the steering group, an empty key) on these words.

    Only words of people who still have the duty to sign are given.
    """

    person: int
    name: str
    partnership: str
    agrees: bool
    words: str = ""


class Asked(NamedTuple):
    """What is asked of the rule. `own`: the partnership whose supplement it is; empty for an edition."""

    settings: Settings
    partnerships: tuple[str, ...]
    words: tuple[Word, ...]
    writers: frozenset[int]
    changes: int = 1
    urgent: bool = False
    own: str = ""


class Ruling(NamedTuple):
    """What the rule says: met, or in sentences what is still missing; who has signed, who is waited for."""

    missing: tuple[str, ...]
    needs: str
    signed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    objections: tuple[Word, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def named(partnership: str) -> str:
    """A partnership's name in a sentence, from its key."""
    return area_of(partnership) if partnership else "the steering group"


def ruled(asked: Asked, say: Callable[[str], str] = named) -> Ruling:
    """What the rule says of these words, as they stand."""
    missing: list[str] = []
    mine = {asked.own} if asked.own else {STEERING, *asked.partnerships}
    words = [word for word in asked.words if word.partnership in mine]
    agreeing = [word for word in words if word.agrees]
    signed = {word.partnership for word in agreeing}
    waiting: list[str] = []
    if asked.own:
        needs = f"One signatory of {say(asked.own)} signs."
        if not signed:
            missing.append(f"Nobody who signs for {say(asked.own)} has signed yet.")
            waiting.append(asked.own)
    elif asked.urgent:
        needs = _urgent(asked, signed, missing, waiting)
    else:
        needs = _edition(asked, signed, missing, waiting, say)
    objections = tuple(word for word in words if not word.agrees)
    for word in objections:
        missing.append(f"{word.name} objects for {say(word.partnership)}.")
    if agreeing and all(word.person in asked.writers for word in agreeing):
        missing.append(
            "Everyone who signed so far also wrote part of it: someone who wrote none of it signs too."
        )
    if not agreeing and not missing:
        missing.append("Nobody has signed yet.")
    order = [STEERING, *asked.partnerships, asked.own]
    return Ruling(
        tuple(missing),
        needs,
        tuple(sorted(signed, key=order.index)),
        tuple(waiting),
        objections,
    )


def _edition(
    asked: Asked, signed: set[str], missing: list[str], waiting: list[str], say: Callable[[str], str]
) -> str:
    settings, there = asked.settings, asked.partnerships
    quorum = min(settings.quorum, len(there)) or len(there)
    must = [key for key in there if key in settings.must_sign]
    all_of_them = quorum == len(there)
    needs = f"{f'All {quorum}' if all_of_them else f'{quorum} of the {len(there)}'} partnerships sign"
    if quorum == 1:
        needs = "The partnership signs" if all_of_them else f"One of the {len(there)} partnerships signs"
    if must and not all_of_them:
        needs += f", among them {listed(map(say, must))}"
    needs += ", and the steering group does too." if settings.steering_signs else "."
    lacking = [key for key in there if key not in signed]
    have = len(there) - len(lacking)
    if quorum == len(there):
        waiting += lacking
        if lacking:
            missing.append(f"Still to sign: {listed(map(say, lacking))}.")
    else:
        waiting += [key for key in must if key in lacking]
        if waiting:
            missing.append(f"Still to sign, as always: {listed(map(say, waiting))}.")
        if have < quorum:
            waiting[:] = lacking
            missing.append(f"{have} of the {quorum} partnerships that are needed have signed.")
    if settings.steering_signs and STEERING not in signed:
        missing.append("The steering group has not signed yet.")
        waiting.append(STEERING)
    return needs


def _urgent(asked: Asked, signed: set[str], missing: list[str], waiting: list[str]) -> str:
    settings, there = asked.settings, asked.partnerships
    quorum = min(max(settings.urgent_quorum, 1), len(there)) or 1
    lacking = [key for key in there if key not in signed]
    have = len(there) - len(lacking)
    if asked.changes > settings.urgent_changes:
        most = settings.urgent_changes
        missing.append(
            f"It changes {asked.changes} places, and an urgent amendment changes {most} at most: "
            "leave some out, or propose an edition."
        )
    if have < quorum:
        waiting += lacking
        missing.append(f"{have} of the {quorum} partnerships that are needed have signed.")
    which = "Any one partnership signs" if quorum == 1 else f"Any {quorum} partnerships sign"
    return f"{which}. It changes {settings.urgent_changes} places at most."


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: Bristol, Devon and Torbay."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
