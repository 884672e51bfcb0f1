"""Who may do what with a candidate. What a person may not do is not there for them."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from waymark.desk.agreeing.chosen import Seal
from waymark.desk.agreeing.rule import STEERING
from waymark.desk.agreeing.signing import there
from waymark.desk.models import Candidate, SignOff
from waymark.desk.people.standing import Standing


def candidate_for(standing: Standing, number: int) -> Candidate:
    """A candidate this person may read. Raises Http404 for any other."""
    rows = Candidate.objects.filter(partnership__in=standing.readable)
    rows = rows.select_related("made_by", "frozen").defer("frozen__data")
    found: Candidate = get_object_or_404(rows, pk=number)
    return found


def writes(standing: Standing, candidate: Candidate) -> bool:
    """Whether this person may choose its changes, and give it up."""
    return standing.writes(candidate.partnership)


def brings(standing: Standing, candidate: Candidate) -> bool:
    """Whether this person may set its day and bring it into force once it is agreed."""
    return standing.writes(candidate.partnership) or standing.signs(candidate.partnership)


def signs_for(standing: Standing, candidate: Candidate) -> list[str]:
    """For whom this person may sign it."""
    keys = [candidate.partnership] if candidate.partnership else [STEERING, *there()]
    return [key for key in keys if standing.signs(key)]


def waiting_for(standing: Standing) -> list[Candidate]:
    """The open candidates that could be signed now and on which this person has not said a word yet."""
    open_ones = Candidate.objects.filter(
        partnership__in=standing.readable, state=Candidate.State.OPEN, ready=True
    ).prefetch_related("sign_offs")
    return [each for each in open_ones if _still_to_say(standing, each)]


def objections_for(standing: Standing) -> list[tuple[Candidate, list[SignOff]]]:
    """The open candidates that this person writes, with what was objected to as they stand now."""
    rows = Candidate.objects.filter(
        partnership__in=[key for key in standing.readable if standing.writes(key)], state=Candidate.State.OPEN
    ).prefetch_related("sign_offs")
    found = []
    for each in rows:
        said = {row.partnership: row for row in each.sign_offs.all() if seal_of(row) == each.seen}
        against = [row for row in said.values() if row.agrees is False]
        if against:
            found.append((each, against))
    return found


def unsigned(standing: Standing, candidate: Candidate) -> bool:
    """Whether this person signed it, and it was changed since."""
    rows = [row for row in candidate.sign_offs.all() if row.by_id == standing.user.pk and row.agrees]
    return any(seal_of(row) != candidate.seen for row in rows)


def seal_of(row: SignOff) -> str:
    """What a sign-off was said of, as a candidate keeps it in `seen`."""
    return str(Seal(row.fingerprint, row.reasons))


def _still_to_say(standing: Standing, candidate: Candidate) -> bool:
    said: dict[str, bool] = {}
    for row in candidate.sign_offs.all():
        if row.by_id == standing.user.pk and seal_of(row) == candidate.seen:
            said[row.partnership] = row.agrees is not None
    return any(not said.get(key) for key in signs_for(standing, candidate))
