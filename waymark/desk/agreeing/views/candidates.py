"""The list of candidates, and one of them: its changes, its findings, who signed, what is missing."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from waymark.desk.agreeing import may
from waymark.desk.agreeing.chosen import Seal
from waymark.desk.agreeing.freezing import on_its_way
from waymark.desk.agreeing.needing import also_needed
from waymark.desk.agreeing.proposal import Proposal, propose
from waymark.desk.agreeing.rule import STEERING, named
from waymark.desk.agreeing.rule import listed as in_words
from waymark.desk.agreeing.showing import dropped_rows, noticed, rows_of, settled_rows
from waymark.desk.agreeing.signing import Said, all_said, ruling, writers
from waymark.desk.agreeing.unsigning import UNSIGNED, look
from waymark.desk.models import Candidate, Record
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import Standing, standing_of

OPEN = Candidate.State.OPEN
#: How many that are done or given up are listed.
PAST = 30


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The candidates this person may see, and the ways to propose another."""
    standing = standing_of(request)
    rows = (
        Candidate.objects.filter(partnership__in=standing.readable)
        .select_related("frozen", "made_by")
        .defer("frozen__data")
        .annotate(changes=Count("chosen"))
    )
    waiting = {each.pk for each in may.waiting_for(standing)}
    current = [_listed(each, waiting) for each in rows.filter(state__in=[OPEN, Candidate.State.AGREED])]
    past = [_listed(each, ()) for each in rows.exclude(state__in=[OPEN, Candidate.State.AGREED])[:PAST]]
    given = {
        "title": "Agreeing",
        "waiting": [each for each in current if each["waits"]],
        "current": [each for each in current if not each["waits"]],
        "past": past,
        "writes_shared": standing.writes_shared,
        "writes": [(key, named(key)) for key in standing.partnerships if standing.writes(key)],
    }
    return render(request, "desk/agreeing/candidates.html", given)


def _listed(candidate: Candidate, waiting: Any) -> dict[str, Any]:
    return {
        "candidate": candidate,
        "what": kind_words(candidate),
        "by": name_of(candidate.made_by),
        "changes": candidate.changes,
        "waits": candidate.pk in waiting,
    }


def kind_words(candidate: Candidate) -> str:
    """What a candidate is, with its number: Edition 2026-3, or Supplement 3 of Devon."""
    if candidate.partnership:
        return f"Supplement {candidate.number} of {named(candidate.partnership)}"
    return f"Edition {candidate.number}" + (", an urgent amendment" if candidate.urgent else "")


@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One candidate."""
    return shown(request, may.candidate_for(standing_of(request), number))


def shown(request: HttpRequest, candidate: Candidate, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a candidate; `more` tells of what was refused."""
    standing = standing_of(request)
    by = name_of(candidate.made_by)
    given: dict[str, Any] = {"candidate": candidate, "what": kind_words(candidate), "by": by}
    if candidate.state == OPEN:
        given |= _open(standing, candidate)
        given["what"] = kind_words(candidate)
    elif candidate.frozen:
        given |= _settled(candidate)
    else:
        given |= {"rows": dropped_rows(candidate)}
    return render(request, "desk/agreeing/candidate.html", given | more, status=status)


def _open(standing: Standing, candidate: Candidate) -> dict[str, Any]:
    proposal = propose(candidate)
    look(proposal)
    said = all_said(candidate, proposal.seal)
    state = ruling(proposal, said)
    unready = proposal.unready
    counted = [each for each in said if each.counts]
    mine = {each.sign_off.partnership for each in counted if each.sign_off.by_id == standing.user.pk}
    signs = may.signs_for(standing, candidate)
    wrote = writers(proposal)
    return {
        "proposal": proposal,
        "rows": rows_of(proposal),
        "stale": proposal.stale,
        "found": noticed(proposal, proposal.findings),
        "needed": also_needed(proposal) if proposal.refusals or proposal.incomplete else [],
        "unready": unready,
        "ruling": state,
        "people": _people(counted),
        "earlier": _earlier(said, counted),
        "unsigned": _unsigned(candidate),
        "writers": in_words(sorted(wrote.values())) if wrote else "",
        "wrote": standing.user.pk in wrote,
        "signs": [(key, named(key)) for key in signs],
        "said_for": [named(key) for key in signs if key in mine],
        "agreed": state.met and not unready,
        "on_its_way": on_its_way(proposal),
        "writes": may.writes(standing, candidate),
        "brings": may.brings(standing, candidate),
        "one_press": bool(candidate.partnership) and _enough(proposal, standing, wrote, state.objections),
        "today": timezone.localdate(),
    }


def _enough(proposal: Proposal, standing: Standing, wrote: Any, objections: Any) -> bool:
    """Whether this person's signature would be enough for a supplement."""
    others = [each for each in objections if each.person != standing.user.pk]
    return not others and standing.user.pk not in wrote and not proposal.unready


def _settled(candidate: Candidate) -> dict[str, Any]:
    frozen = candidate.frozen
    words, _, reasons = candidate.seen.partition("-")
    said = all_said(candidate, Seal(words, reasons))
    on_these = [
        each for each in said if (each.sign_off.fingerprint, each.sign_off.reasons) == (words, reasons)
    ]
    return {
        "frozen": frozen,
        "rows": settled_rows(candidate, frozen),
        "people": _people(on_these),
        "earlier": _earlier(said, on_these),
        "bringing": candidate.bringings.order_by("asked_at", "pk").last(),
        "coming": frozen.coming,
    }


def _people(said: list[Said]) -> list[dict[str, Any]]:
    """Who said what, the steering group last."""
    rows = [
        {"for": named(row.partnership), "key": row.partnership, "row": row, "agrees": row.agrees}
        for row, _ in said
    ]
    return sorted(rows, key=lambda each: (each["agrees"], each["key"] == STEERING, each["for"]))


def _earlier(said: list[Said], counted: list[Said]) -> list[dict[str, Any]]:
    """What was said on other words than these, or by people who no longer sign."""
    return [
        {"for": named(each.sign_off.partnership), "row": each.sign_off, "agrees": each.sign_off.agrees}
        for each in said
        if each not in counted
    ]


def _unsigned(candidate: Candidate) -> Record | None:
    """The last time that a change un-signed it."""
    rows = Record.objects.filter(
        what=UNSIGNED, partnership=candidate.partnership, more__candidate=candidate.pk
    )
    return rows.first()
