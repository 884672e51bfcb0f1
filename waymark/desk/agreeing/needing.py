"""What else a candidate needs: changes that were not chosen, and without which it is not whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from waymark.desk.agreeing.changes import Change
from waymark.desk.agreeing.chosen import Given
from waymark.desk.agreeing.proposal import Proposal, names_of
from waymark.desk.models import Frozen, Save
from waymark.desk.parts import plain
from waymark.desk.people.standing import SHARED
from waymark.manual.findings import Finding

#: Each round may bring up another need (a chart with a new box, whose new word …); more rounds are rare.
ROUNDS = 6


#: What was found for each candidate, with the state of the desk it was found in: trying out takes seconds.
_FOUND: dict[int, tuple[object, list[str]]] = {}


def also_needed(proposal: Proposal) -> list[Change]:
    """The fewest changes not yet chosen that take away what refuses, as far as changes can."""
    state = _state(proposal)
    known = _FOUND.get(proposal.candidate.pk)
    if known is None or known[0] != state:
        known = _FOUND[proposal.candidate.pk] = state, [each.place for each in _needed(proposal)]
    return [proposal.compared.changes[place] for place in known[1]]


def _state(proposal: Proposal) -> object:
    """What the answer hangs on: the choice, what is written, and what is frozen."""
    saves = Save.objects.filter(draft__partnership__in={proposal.partnership, SHARED})
    frozen = Frozen.objects.aggregate(last=Max("pk"))
    places = [each.change.place for each in proposal.chosen]
    return places, saves.aggregate(last=Max("pk"), at=Max("at")), frozen, timezone.localdate()


def _needed(proposal: Proposal) -> list[Change]:
    if proposal.incomplete:
        head = "partnership" if proposal.partnership else "manual"
        return [each for each in _unchosen(proposal, {}) if each.place == head]
    now = _refusals(proposal)
    added: dict[str, Change] = {}
    trial = proposal
    for _ in range(ROUNDS):
        near = [each for each in _unchosen(trial, added) if _bears_on(each, trial.refusals, proposal)]
        if not near:
            break
        added |= {each.place: each for each in near}
        trial = _with(proposal, added)
    best = _refusals(trial)
    if len(best) >= len(now):
        return []
    for place in list(added):
        without = {each: change for each, change in added.items() if each != place}
        if len(_refusals(_with(proposal, without))) <= len(best):
            added = without
    return list(added.values())


def _unchosen(proposal: Proposal, added: Iterable[str]) -> list[Change]:
    taken = {each.change.place for each in proposal.chosen} | set(added)
    return [change for place, change in proposal.compared.changes.items() if place not in taken]


def _with(proposal: Proposal, added: Iterable[str]) -> Proposal:
    choice = {each.change.place: each.given for each in proposal.chosen} | dict.fromkeys(added, Given())
    return Proposal(proposal.candidate, proposal.compared, choice)


def _refusals(proposal: Proposal) -> set[tuple[str, str | None, str]]:
    return {(each.rule, each.place, each.what) for each in proposal.refusals}


def _bears_on(change: Change, refused: Iterable[Finding], proposal: Proposal) -> bool:
    """Whether a finding is about the changed place or names it, or the change names the finding's place."""
    names = names_of(change.place, proposal.partnership)
    said = b" ".join(_bytes(part) for part in (change.before, change.after) if part is not None)
    for each in refused:
        words = set(re.findall(r"[a-z0-9-]+(?:[/:#][a-z0-9-]+)*", each.what))
        key = change.place.rpartition(":")[2]
        if each.place in names or names & words or key in words:
            return True
        if each.place and re.search(rb"[\"(/:]" + re.escape(each.place.encode()) + rb"[\")#/:]", said):
            return True
    return False


def _bytes(part: object) -> bytes:
    return repr(plain(part)).replace("'", '"').encode()  # type: ignore[arg-type]
