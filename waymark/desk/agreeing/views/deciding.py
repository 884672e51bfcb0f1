"""Signing and objecting, the day, giving up, and bringing into force."""

from __future__ import annotations

from datetime import date, time

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waymark.desk.agreeing import may
from waymark.desk.agreeing.freezing import NotAgreed, freeze
from waymark.desk.agreeing.proposal import propose
from waymark.desk.agreeing.rule import named
from waymark.desk.agreeing.signing import NotOpen, NotReady, WordsChanged
from waymark.desk.agreeing.signing import sign as sign_it
from waymark.desk.agreeing.unsigning import look
from waymark.desk.agreeing.views.candidates import shown
from waymark.desk.files.naming import line
from waymark.desk.models import Candidate, Record
from waymark.desk.models.frozen import in_words, is_over
from waymark.desk.people.proving import recently_proved
from waymark.desk.people.standing import standing_of

#: The longest that a signatory can write with it, in letters.
LONGEST = 2000
#: What a signatory can say.
SAY = {"agree": True, "agree and bring": True, "object": False, "take back": None}
#: What is told of a candidate that was agreed or given up meanwhile.
CLOSED = "Nothing was changed: it is no longer open."


@require_POST
@recently_proved
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Take down a signatory's word; one press may bring a supplement into force as well."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    signs = may.signs_for(standing, candidate)
    standing.only_to(bool(signs))
    partnership, say = request.POST.get("for", signs[0]), request.POST.get("say", "")
    standing.only_to(partnership in signs)
    if say not in SAY:
        return shown(request, candidate, 422, wrong="Nothing was signed: choose whether you sign or object.")
    words = line(request.POST.get("words", ""), LONGEST)
    if SAY[say] is False and not words:
        wrong = "Say what you object to, so that it can be put right."
        return shown(request, candidate, 422, wrong=wrong)
    try:
        sign_it(request.user, candidate, partnership, request.POST.get("seal", ""), SAY[say], words)
    except NotOpen:
        messages.warning(request, "Nothing was signed: it is no longer open.")
        return redirect("desk_candidate", number=candidate.pk)
    except WordsChanged:
        wrong = "The words changed after you opened this page, so nothing was signed. Please read it again."
        return shown(request, candidate, 409, wrong=wrong)
    except NotReady as unready:
        return shown(request, candidate, 422, wrong=" ".join(unready.args))
    if say == "agree and bring" and may.brings(standing, candidate):
        return _bring(request, candidate, "You have signed, and it is not in force yet.")
    told = {
        "agree": f"You have signed for {named(partnership)}.",
        "object": f"Your objection for {named(partnership)} stands until you take it back.",
        "take back": "You have taken back what you said.",
    }
    messages.success(request, told.get(say, told["agree"]))
    return redirect("desk_candidate", number=candidate.pk)


@require_POST
@recently_proved
def bring(request: HttpRequest, number: int) -> HttpResponse:
    """Bring an agreed candidate into force."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    standing.only_to(may.brings(standing, candidate))
    return _bring(request, candidate, "Nothing was brought into force.")


def _bring(request: HttpRequest, candidate: Candidate, otherwise: str) -> HttpResponse:
    try:
        asked = freeze(request.user, candidate)
    except NotAgreed as why:
        candidate.refresh_from_db()
        return shown(request, candidate, 422, wrong=" ".join((otherwise, *why.args)))
    return redirect("desk_bringing", number=asked.pk)


@require_POST
def day(request: HttpRequest, number: int) -> HttpResponse:
    """Set the day, and if wanted the time, from which it is to be in force, or at once."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    standing.only_to(may.brings(standing, candidate))
    wanted: date | None = None
    clock = ""
    if request.POST.get("when") == "day":
        try:
            wanted = date.fromisoformat(request.POST.get("day", ""))
            if said := request.POST.get("time", ""):
                clock = f"{time.fromisoformat(said):%H:%M}"
        except ValueError:
            wrong = "Give the day it is to come into force, and a time such as 09:00 or none."
            return shown(request, candidate, 422, wrong=wrong)
        if is_over(wanted, clock):
            wrong = "That time has passed: choose a later one."
            return shown(request, candidate, 422, wrong=wrong)
    with transaction.atomic():
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if held.state != Candidate.State.OPEN:
            messages.error(request, CLOSED)
            return redirect("desk_candidate", number=candidate.pk)
        if (held.in_force, held.at) != (wanted, clock):
            before, held.in_force, held.at = held.when, wanted, clock
            held.save(update_fields=["in_force", "at"])
            look(propose(held))
            Record.add(
                request.user,
                "changed the day",
                partnership=held.partnership,
                title=held.title,
                candidate=held.pk,
                before=before or "at once",
                after=held.when or "at once",
            )
    said = f"on {in_words(wanted, clock)}" if wanted else "at once"
    messages.success(request, f"Kept: {said}. It does so once it is agreed and the button below is pressed.")
    return redirect("desk_candidate", number=candidate.pk)


@require_POST
def give_up(request: HttpRequest, number: int) -> HttpResponse:
    """Give an open candidate up; the drafts stay as they are."""
    standing = standing_of(request)
    candidate = may.candidate_for(standing, number)
    standing.only_to(may.writes(standing, candidate))
    with transaction.atomic():
        held = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if held.state == Candidate.State.OPEN:
            held.state = Candidate.State.GIVEN_UP
            held.save(update_fields=["state"])
            Record.add(
                request.user, "gave up", partnership=held.partnership, title=held.title, candidate=held.pk
            )
            messages.success(request, "Given up. What was written stays in the drafts.")
        else:
            messages.error(request, CLOSED)
    return redirect("desk_candidates")
