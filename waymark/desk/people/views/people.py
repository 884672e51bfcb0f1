"""Pages of people: who does what, inviting someone, and what one person does."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from waymark.desk.models import Invitation, Record
from waymark.desk.models.record import name_of
from waymark.desk.people import managing, posting
from waymark.desk.people.forms import GiveDuty, Invite
from waymark.desk.people.inviting import invite, words_of
from waymark.desk.people.managing import Does, Managing
from waymark.desk.people.proving import recently_proved
from waymark.desk.people.standing import standing_of

#: Where the link of the last invitation waits to be shown once, at a desk for trying it.
_LINK = "desk_invitation_link"


class Shown(NamedTuple):
    """A person in the list."""

    user: Any
    does: list[Does]
    unused: bool


class Open(NamedTuple):
    """An invitation that nobody took up yet."""

    invitation: Invitation
    does: list[str]
    over: bool


@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def people(request: HttpRequest) -> HttpResponse:
    """Everyone whom this person sees, and the invitations that are open; taking one of these back."""
    standing = standing_of(request)
    manages = Managing(standing)
    standing.only_to(manages.allowed)
    open_ones = _invitations(manages)
    if request.method == "POST":
        return _take_back(request, open_ones)
    names = managing.areas()
    now, since = timezone.now(), managing.used_since()
    shown = [
        Shown(user, manages.does(user, names), managing.long_unused(user, since)) for user in manages.people()
    ]
    given = {
        "title": "People",
        "manages": manages,
        "here": [each for each in shown if each.user.is_active],
        "ended": [each for each in shown if not each.user.is_active],
        "areas": [names.get(key, key) for key in manages.within or ()],
        "invitations": [Open(each, words_of(each, names), each.until < now) for each in open_ones],
        "link": request.session.pop(_LINK, None) if settings.TRYING else None,
        "now": now,
    }
    return render(request, "desk/people/people.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def invitation(request: HttpRequest) -> HttpResponse:
    """Invite someone."""
    standing = standing_of(request)
    manages = Managing(standing)
    standing.only_to(manages.allowed)
    names = managing.areas()
    form = Invite(manages, names, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            name, email = form.cleaned_data["name"], form.cleaned_data["email"]
            duties = form.cleaned_data["what"]
            try:
                link = invite(request.user, name, email, form.partnership, duties, request.build_absolute_uri)
            except posting.NotSent:
                form.add_error(None, "The e-mail could not be sent, so nobody was invited. Try again later.")
            else:
                if settings.TRYING and not settings.EMAIL_HOST:
                    request.session[_LINK] = link
                messages.success(request, f"Invited {name}. Their link works once, within seven days.")
                return redirect("desk_people")
    given = {"title": "Invite someone", "form": form, "area": names.get(form.only, "")}
    return render(request, "desk/people/invite.html", given, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def person(request: HttpRequest, number: int) -> HttpResponse:
    """What one person does, and changing it. Nobody changes what they do themselves."""
    manages = Managing(standing_of(request))
    user = manages.person(number) if manages.allowed else None
    if user is None:
        raise Http404
    names = managing.areas()
    own = user.pk == request.user.pk
    form = GiveDuty(manages, names, prefix="give")
    status = 200
    if request.method == "POST":
        if own:
            raise Http404
        do = _DOES.get(request.POST.get("do", ""))
        if do is None:
            raise Http404
        form, said = do(request, manages, user, names)
        if said:
            messages.success(request, said)
            still = manages.person(number) is not None
            return redirect("desk_person", number=number) if still else redirect("desk_people")
        status = 422
    given = {
        "title": name_of(user),
        "person": user,
        "own": own,
        "manages": manages,
        "does": manages.does(user, names),
        "unused": managing.long_unused(user, managing.used_since()),
        "area": names.get(form.only, ""),
        "form": form,
    }
    return render(request, "desk/people/person.html", given, status=status)


def _give(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[GiveDuty, str]:
    form = GiveDuty(manages, names, request.POST, prefix="give")
    if not user.is_active or not form.is_valid():
        return form, ""
    what = form.cleaned_data["what"]
    managing.give(request.user, user, form.partnership, what)
    words = managing.in_words(form.partnership, what, names)
    return form, f"{name_of(user)} has this duty now: {words[0].lower()}{words[1:]}."


def _take(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[Any, str]:
    partnership, what = request.POST.get("partnership", ""), request.POST.get("what", "")
    if not manages.may_give(partnership, what):
        raise Http404
    managing.take(request.user, user, partnership, what)
    words = managing.in_words(partnership, what, names)
    return None, f"{name_of(user)} no longer has this duty: {words[0].lower()}{words[1:]}."


def _leave(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[Any, str]:
    if manages.all:
        raise Http404
    within = manages.within or []
    managing.leave(request.user, user, within)
    places = " and ".join(names.get(key, key) for key in within)
    return None, f"{name_of(user)} no longer has a duty for {places}."


def _end(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[Any, str]:
    if not manages.all or not user.is_active:
        raise Http404
    managing.end(request.user, user)
    return None, f"Ended the account of {name_of(user)}. Their name stays beside what they did."


def _open(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[Any, str]:
    if not manages.all or user.is_active:
        raise Http404
    managing.open_again(request.user, user)
    return None, f"Opened the account of {name_of(user)} again."


def _factor(request: HttpRequest, manages: Managing, user: Any, names: dict[str, str]) -> tuple[Any, str]:
    if not manages.all:
        raise Http404
    managing.take_second_factor(request.user, user)
    return None, f"{name_of(user)} is signed out, and has no second factor now."


#: What can be done about a person, by the word that the page sends.
_DOES: dict[str, Any] = {
    "give": _give,
    "take": _take,
    "leave": _leave,
    "end": _end,
    "open": _open,
    "factor": _factor,
}


def _invitations(manages: Managing) -> list[Invitation]:
    found = Invitation.objects.filter(used_at=None).select_related("by").order_by("-at")
    return list(found if manages.all else found.filter(partnership__in=manages.within))


def _take_back(request: HttpRequest, open_ones: list[Invitation]) -> HttpResponse:
    number = request.POST.get("take_back", "")
    found = next((each for each in open_ones if str(each.pk) == number), None)
    if found is None:
        raise Http404
    found.delete()
    Record.add(
        request.user,
        "took back the invitation of",
        partnership=found.partnership,
        title=found.name,
        email=found.email,
    )
    messages.success(request, f"The invitation of {found.name} no longer opens anything.")
    return redirect("desk_people")
