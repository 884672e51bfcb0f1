"""The pages of withholding: what was asked for, asking, and answering as the second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waymark.desk.agreeing.rule import named
from waymark.desk.files.naming import line
from waymark.desk.models import WithholdingAsked
from waymark.desk.people.proving import recently_proved
from waymark.desk.people.standing import SHARED, Standing, standing_of
from waymark.desk.withholding import asking
from waymark.desk.withholding.asking import Answered, Wanted
from waymark.desk.withholding.tasks import carry_out
from waymark.editions.blanking import plain

State = WithholdingAsked.State

#: The shortest and the longest ground, the shortest passage and how many there may be.
GROUND, LONGEST, PASSAGE, MOST = 10, 400, 3, 20
#: Work that has not ended for so long may be asked for again.
SLOW = timedelta(minutes=2)
#: What words can be gone from, as people call one and several.
_GONE = (
    ("pages", "page or file on the shelf", "pages and files on the shelf"),
    ("frozen", "edition or supplement at the desk", "editions or supplements at the desk"),
    ("drafts", "draft", "drafts"),
    ("saves", "earlier save of a draft", "earlier saves of drafts"),
    ("files", "file at the desk", "files at the desk"),
    ("others", "reason, comment or line", "reasons, comments and lines"),
)
CHANGED = "Nothing was done: it was answered, taken back or lapsed meanwhile."


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What was asked for, as far as this person may see it."""
    standing = _business(request)
    rows = [_row(standing, each) for each in asking.seen_by(standing)]
    given = {
        "waiting": [each for each in rows if each["answers"]],
        "others": [each for each in rows if not each["answers"]],
        "asks": bool(asking.asks_for(standing)),
    }
    return render(request, "desk/withholding/listed.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
def new(request: HttpRequest) -> HttpResponse:
    """Ask for words to be withheld."""
    standing = _business(request)
    keys = asking.asks_for(standing)
    standing.only_to(bool(keys))
    of = request.POST.get("of", request.GET.get("for", keys[0]))
    standing.only_to(of in keys)
    places, numbers = asking.places_of(of), asking.numbers_of(of)
    given: dict[str, Any] = {
        "of": of,
        "whose": [(key, _whose(key)) for key in keys],
        "name": _whose(of),
        "shared": of == SHARED,
        "places": places,
        "numbers": numbers,
        "faults": {},
        "days": asking.LAPSES.days,
    }
    if request.method != "POST" or "show" in request.POST:
        return render(request, "desk/withholding/ask.html", given)
    wanted, faults = _read(request, of, dict(places), numbers)
    if faults:
        kept = {**given, "faults": faults, "given": wanted, "chosen": set(wanted.numbers)}
        return render(request, "desk/withholding/ask.html", kept, status=422)
    made = asking.ask(request.user, wanted)
    messages.success(request, "Asked. Nothing is withheld until a second person agrees.")
    return redirect("desk_withholding_one", number=made.pk)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One withholding, and what this person can do with it."""
    return _shown(request, _for(_business(request), number))


@require_POST
@recently_proved
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Agree or decline, as the second person."""
    standing = _business(request)
    asked = _for(standing, number)
    standing.only_to(asking.may_answer(standing, asked))
    say, why = request.POST.get("say"), line(request.POST.get("why", ""), LONGEST)
    if say == "agree" and "sure" not in request.POST:
        wrong = "Nothing was withheld: tick that you know it cannot be undone."
        return _shown(request, asked, 422, wrong)
    if say == "decline" and not why:
        return _shown(request, asked, 422, "Say why you decline, so that whoever asked knows what to do.")
    if say == "decline" and _tells(why, asked.words):
        return _shown(request, asked, 422, "Say why without the words to look for: what you say is kept.")
    try:
        if say == "agree":
            asking.agree(request.user, asked)
            messages.success(request, "Agreed. The words are being taken away now.")
        elif say == "decline":
            asking.decline(request.user, asked, why)
            messages.success(request, "Declined. Nothing was withheld.")
    except Answered:
        messages.warning(request, CHANGED)
    return redirect("desk_withholding_one", number=asked.pk)


@require_POST
def take_it_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what one asked for."""
    standing = _business(request)
    asked = _for(standing, number)
    standing.only_to(asked.asked_by_id == request.user.pk)
    try:
        asking.take_back(request.user, asked)
        messages.success(request, "Taken back. Nothing was withheld.")
    except Answered:
        messages.warning(request, CHANGED)
    return redirect("desk_withholding_one", number=asked.pk)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Have work that stopped done again."""
    asked = _for(_business(request), number)
    if _stuck(asked):
        carry_out.enqueue(asked.pk)
        messages.success(request, "It is tried again.")
    return redirect("desk_withholding_one", number=asked.pk)


def _business(request: HttpRequest) -> Standing:
    standing = standing_of(request)
    standing.only_to(asking.sees_any(standing))
    asking.lapse(timezone.now())
    return standing


def _for(standing: Standing, number: int) -> WithholdingAsked:
    found: WithholdingAsked = get_object_or_404(asking.seen_by(standing), pk=number)
    return found


def _shown(request: HttpRequest, asked: WithholdingAsked, status: int = 200, wrong: str = "") -> HttpResponse:
    standing = standing_of(request)
    given = {
        **_row(standing, asked),
        "mine": asked.state == State.ASKED and asked.asked_by_id == request.user.pk,
        "until": asked.asked_at + asking.LAPSES,
        "stuck": _stuck(asked),
        "letters": asked.told.get("letters", 0),
        "went": _went(asked.told),
        "would": [(path, count) for path, count in asked.told.get("would", ())],
        "wrong": wrong,
        "shared": asked.partnership == SHARED,
    }
    return render(request, "desk/withholding/one.html", given, status=status)


def _row(standing: Standing, asked: WithholdingAsked) -> dict[str, Any]:
    return {
        "asked": asked,
        "state": asked.get_state_display(),
        "whose": _whose(asked.partnership),
        "answers": asked.state == State.ASKED and asking.may_answer(standing, asked),
    }


def _went(told: dict[str, Any]) -> list[str]:
    """What the words are gone from, in numbers; nothing is said of what had none."""
    return [f"{told[key]} {one if told[key] == 1 else many}" for key, one, many in _GONE if told.get(key)]


def _stuck(asked: WithholdingAsked) -> bool:
    slow = asked.answered_at is not None and timezone.now() - asked.answered_at > SLOW
    return asked.state == State.STOPPED or (asked.state == State.AGREED and slow)


def _whose(partnership: str) -> str:
    return named(partnership) if partnership else "The shared manual"


def _tells(said: str, words: Sequence[str]) -> bool:
    return any(plain(each) in plain(said) for each in words)


def _read(
    request: HttpRequest, of: str, places: dict[str, str], numbers: list[str]
) -> tuple[Wanted, dict[str, str]]:
    """What the form says, and what is wrong with it by field."""
    place = request.POST.get("place", "")
    ground = line(request.POST.get("ground", ""), LONGEST)
    words = [line(each, LONGEST) for each in request.POST.get("words", "").splitlines()]
    words = list(dict.fromkeys(filter(None, words)))
    chosen = [each for each in numbers if each in request.POST.getlist("number")]
    narrowed = request.POST.get("where") == "some"
    faults: dict[str, str] = {}
    if place not in places:
        faults["place"] = "Choose whose words are to be withheld."
    if len(ground) < GROUND:
        faults["ground"] = "Say on what legal ground, such as the court and the date of its order."
    elif _tells(ground, words):
        faults["ground"] = "Readers are told the ground, so it may not hold the words to look for."
    if any(len(each) < PASSAGE for each in words):
        faults["words"] = "Each line needs three letters or more: a shorter one stands in too many places."
    elif len(words) > MOST:
        faults["words"] = f"At most {MOST} lines."
    elif wide := asking.too_wide(words):
        faults["words"] = wide
    if narrowed and not chosen:
        faults["number"] = "Choose in which, or choose “wherever they stood”."
    elif narrowed and (same := asking.same_elsewhere(of, place, chosen)):
        faults["number"] = f"The very same words stand in {', '.join(same)} too. Choose these as well."
    title = places.get(place, "")
    only = chosen if narrowed else []
    return Wanted(of, place, title, ground, "title" in request.POST, only, words), faults
