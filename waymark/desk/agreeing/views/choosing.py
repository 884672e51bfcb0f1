"""Choosing what a candidate brings, with a reason for each change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from waymark.desk.agreeing import may
from waymark.desk.agreeing.changes import Change, Compared, compared
from waymark.desk.agreeing.chosen import Given, said_of
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.rule import named
from waymark.desk.agreeing.showing import rows_to_choose
from waymark.desk.agreeing.signing import there
from waymark.desk.agreeing.trifles import why_no_trifle
from waymark.desk.agreeing.unsigning import look
from waymark.desk.files.naming import line
from waymark.desk.models import Candidate, ChosenChange, Consortium, Record
from waymark.desk.people.standing import SHARED, standing_of
from waymark.manual.json_form import own_fingerprint

REASON = 400
TITLE = 200
_OVERTAKEN = (
    "Someone else changed this choice while you were at it, so nothing of yours was kept yet. "
    "Below is what you chose; where they chose otherwise, it says so."
)
ASK = require_http_methods(["GET", "HEAD", "POST"])


@ASK
def new_edition(request: HttpRequest) -> HttpResponse:
    """Propose an edition of the shared manual."""
    return _new(request, SHARED, urgent=False)


@ASK
def new_urgent(request: HttpRequest) -> HttpResponse:
    """Propose an urgent amendment of the shared manual."""
    return _new(request, SHARED, urgent=True)


@ASK
def new_supplement(request: HttpRequest, partnership: str) -> HttpResponse:
    """Send what a partnership changed for sign-off."""
    if not partnership:
        raise Http404
    return _new(request, partnership, urgent=False)


@ASK
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Choose again what an open candidate brings."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    standing.only_to(may.writes(standing, candidate))
    if candidate.state != Candidate.State.OPEN:
        return redirect("desk_candidate", number=candidate.pk)
    return _choosing(request, candidate)


@require_POST
def more(request: HttpRequest, number: int) -> HttpResponse:
    """Choose what the candidate needs too; its reasons are asked for next."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    standing.only_to(may.writes(standing, candidate))
    known = compared(candidate.partnership).changes
    places = [place for place in request.POST.getlist("place") if place in known]
    with transaction.atomic():
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if held.state == Candidate.State.OPEN and places:
            for place in places:
                ChosenChange.objects.get_or_create(candidate=held, place=place)
            _written_down(request.user, held, "chose more changes")
            messages.success(request, "Chosen too. Say why each was changed, then send it on.")
        else:
            messages.warning(request, "Nothing was chosen: it is no longer open, or no longer needs that.")
    return redirect("desk_choose", number=candidate.pk)


def _new(request: HttpRequest, partnership: str, *, urgent: bool) -> HttpResponse:
    standing = standing_of(request)
    standing.only_to(standing.writes(partnership))
    candidate = Candidate(partnership=partnership, urgent=urgent, made_by=request.user)
    if partnership and request.method != "POST" and (waiting := _open_one(partnership)) is not None:
        return redirect("desk_choose", number=waiting.pk)
    return _choosing(request, candidate)


def _open_one(partnership: str) -> Candidate | None:
    """The supplement of a partnership that is proposed and not agreed yet: one at a time."""
    return Candidate.objects.filter(partnership=partnership, state=Candidate.State.OPEN).first()


def _choosing(request: HttpRequest, candidate: Candidate) -> HttpResponse:
    seen = compared(candidate.partnership)
    if request.method != "POST":
        chosen = _chosen(candidate)
        if candidate.pk is None and candidate.partnership:
            chosen = dict.fromkeys(seen.changes, Given())
        return _form(request, candidate, seen, chosen, candidate.title)
    taken = [place for place in request.POST.getlist("take") if place in seen.changes]
    chosen = {place: said_of(seen.changes[place], _given(request, place)) for place in taken}
    errors = {place: why for place in taken if (why := _fault(chosen[place], seen.changes[place]))}
    title = line(request.POST.get("title", ""), TITLE)
    if not taken or errors:
        wrong = "" if taken else "Choose at least one change."
        return _form(request, candidate, seen, chosen, title, errors, wrong, status=422)
    title = title or _titled(candidate, seen, taken)
    with transaction.atomic():
        if candidate.pk:
            held = Candidate.objects.select_for_update().get(pk=candidate.pk)
            if held.state != Candidate.State.OPEN:
                return redirect("desk_candidate", number=candidate.pk)
            if _choice_seal(held) != request.POST.get("started"):
                return _form(request, held, seen, chosen, title, theirs=_chosen(held), status=409)
            held.title = title
            held.save(update_fields=["title"])
            what = "chose the changes of"
        else:
            if candidate.partnership:
                # Of two who press at once, one makes it, and the other is led to it.
                Consortium.the()
                Consortium.objects.select_for_update().get(pk=1)
                if (there_now := _open_one(candidate.partnership)) is not None:
                    messages.warning(request, "It was sent for sign-off already: here is what it brings.")
                    return redirect("desk_choose", number=there_now.pk)
            held = candidate
            held.title, held.made_at = title, timezone.now()
            held.save()
            what = "proposed"
        held.chosen.exclude(place__in=taken).delete()
        for place, given in chosen.items():
            ChosenChange.objects.update_or_create(
                candidate=held, place=place, defaults=given._asdict()
            )
        ready = _written_down(request.user, held, what)
    if ready:
        messages.success(request, _sent(candidate, what == "proposed"))
    else:
        told = "Kept, but it cannot be signed yet: see below what has to be put right first."
        messages.warning(request, told)
    return redirect("desk_candidate", number=held.pk)


def _sent(candidate: Candidate, new: bool) -> str:
    if not new:
        return "Kept. What was signed before counts only where the words and reasons are the same."
    if candidate.partnership:
        return f"Sent for sign-off: whoever signs for {named(candidate.partnership)} sees it now."
    return "Proposed: the signatories see it now."


def _written_down(by: Any, candidate: Candidate, what: str) -> bool:
    """Write down what was chosen. Whether it can be signed now."""
    proposal = propose(candidate)
    look(proposal, by)
    Candidate.objects.filter(pk=candidate.pk).update(
        seen=str(proposal.seal), ready=not proposal.unready, number=proposal.number
    )
    Record.add(
        by,
        what,
        partnership=candidate.partnership,
        title=candidate.title,
        candidate=candidate.pk,
        places=[each.change.place for each in proposal.chosen],
    )
    return not proposal.unready


def _form(
    request: HttpRequest,
    candidate: Candidate,
    seen: Compared,
    chosen: Mapping[str, Given],
    title: str,
    errors: Mapping[str, str] | None = None,
    wrong: str = "",
    theirs: Mapping[str, Given] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = rows_to_choose(seen, chosen, errors or {}, theirs)
    settings = Consortium.the()
    given = {
        "candidate": candidate,
        "rows": rows,
        "unfolded": len(rows) <= 6,
        "title_field": title,
        "started": _choice_seal(candidate),
        "wrong": _OVERTAKEN if theirs is not None else wrong,
        "faults": [row for row in rows if row.error],
        "area": named(candidate.partnership) if candidate.partnership else "",
        "basis": seen.basis.frozen,
        "urgent_changes": settings.urgent_changes,
        "urgent_quorum": min(settings.urgent_quorum, len(there()) or 1),
    }
    return render(request, "desk/agreeing/choose.html", given, status=status)


def _chosen(candidate: Candidate) -> dict[str, Given]:
    rows = candidate.chosen.values_list("place", "reason", "trifling") if candidate.pk else ()
    return {place: Given(reason, trifling) for place, reason, trifling in rows}


def _choice_seal(candidate: Candidate) -> str:
    """The fingerprint of a choice, by which two people who choose at once are told of each other."""
    return own_fingerprint(sorted(_chosen(candidate).items()))


def _given(request: HttpRequest, place: str) -> Given:
    reason = line(request.POST.get(f"reason {place}", ""), 4 * REASON)
    return Given(reason, f"trifling {place}" in request.POST)


def _fault(given: Given, change: Change) -> str:
    reason = given.reason
    if not reason:
        return "Say in a sentence why this was changed."
    if len(reason) > REASON:
        return f"This has {len(reason)} letters: {REASON} are the most, so that readers take it in."
    if given.trifling and (why := why_no_trifle(change)):
        return f"This is no trifle: {why}."
    return ""


def _titled(candidate: Candidate, seen: Compared, taken: list[str]) -> str:
    """A title from what was chosen, where nobody gave one."""
    titles = [seen.changes[place].title for place in taken]
    if not candidate.partnership:
        return f"Urgent: {titles[0]}"[:TITLE] if candidate.urgent else "The next edition"
    most = ", ".join(titles) if len(titles) <= 3 else f"{titles[0]} and {len(titles) - 1} more"
    return most[:TITLE]
