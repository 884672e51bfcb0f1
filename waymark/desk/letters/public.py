"""The public endpoint of letters: no cookie, no script, no log of words, nothing kept of who wrote.

It goes step by step, each a form that carries along what the last one said: yes or no, a reason, what to do
if a child may be in danger, and only then words. It stands outside the desk's frame. A reader's browser
sends no cookie here, so that a token against forged requests would have nothing to be compared with; a slip
says that a form was opened here, and when.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from waymark.desk.letters import limits, pages, tallies
from waymark.desk.letters.about import About, about
from waymark.desk.letters.areas import areas, newest
from waymark.desk.letters.calm import calm
from waymark.desk.letters.form import BeginForm, LetterForm, WhyForm
from waymark.desk.letters.reasons import NO, REASONS, WORRIED, YES
from waymark.desk.letters.slips import Age, age_of
from waymark.desk.letters.taking_in import disclosure, keep

#: The most that a form can weigh as it is sent.
HEAVIEST = 100_000


@calm
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Whichever step it is: what is sent is counted or kept, and answered by the next."""
    frozen = newest()
    known = areas(frozen)
    if request.method != "POST":
        found = about(request.GET.dict(), frozen, known)
        return pages.begin(found, frozen, BeginForm(None, known, initial=found._asdict()))
    if int(request.META.get("CONTENT_LENGTH") or 0) > HEAVIEST:
        found = about({}, frozen, known)
        return pages.begin(found, frozen, BeginForm(None, known), status=413, heavy=True)
    given = request.POST.dict()
    found = about(given, frozen, known)
    step = _STEPS.get(given.get("step", ""), _begun)
    return step(request, given, pages.Step(found, frozen, _reason(given)), known)


def _begun(
    request: HttpRequest, given: dict[str, str], step: pages.Step, known: dict[str, str]
) -> HttpResponse:
    """Yes or no, from a gateway's page or from the form here."""
    form = BeginForm(given, known)
    answer = given.get("clear")
    # What another site has its readers send is not an answer of theirs.
    elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
    if answer not in (YES, NO) or elsewhere or not form.is_valid():
        shown = BeginForm(None, known, initial=step.about._asdict()) if form.is_valid() else form
        return pages.begin(step.about, step.frozen, shown, status=200 if form.is_valid() else 422)
    if not form.cleaned_data["website"]:
        _count(request, step.about, answer)
    return pages.thanks(step, clear=True) if answer == YES else pages.why(step, WhyForm(None))


def _why(
    request: HttpRequest, given: dict[str, str], step: pages.Step, known: dict[str, str]
) -> HttpResponse:
    """A reason: that alone, or with words to come. A worry about a child leads to what to do, at once."""
    if step.reason == WORRIED:
        # Whatever else is wrong with what was sent, what to do is shown now.
        if not given.get("website") and limits.first_time(given.get("slip", "")):
            _count(request, step.about, WORRIED)
        return pages.before(step)
    form = WhyForm(given)
    if not form.is_valid():
        return pages.why(step, form, status=422, slip=given.get("slip", ""))
    if (age := age_of(given.get("slip", ""))) is not Age.RIGHT:
        return pages.why(step, form, status=422, age=age, slip=given.get("slip", ""))
    if not form.cleaned_data["website"] and limits.first_time(given["slip"]):
        _count(request, step.about, step.reason)
    return pages.before(step) if given.get("do") == "words" else pages.thanks(step, clear=False)


def _before(
    request: HttpRequest, given: dict[str, str], step: pages.Step, known: dict[str, str]
) -> HttpResponse:
    """What to do if a child may be in danger was shown: now the field for words."""
    return pages.words(step, LetterForm(None))


def _words(
    request: HttpRequest, given: dict[str, str], step: pages.Step, known: dict[str, str]
) -> HttpResponse:
    """A letter: kept once, however often it is sent."""
    form, slip = LetterForm(given), given.get("slip", "")
    if not form.is_valid():
        return pages.words(step, form, status=422, slip=slip)
    said = form.cleaned_data
    if said["website"]:
        return pages.thanks(step, clear=False, sent=True)
    if (age := age_of(slip)) is not Age.RIGHT:
        return pages.words(step, form, status=422, age=age, slip=slip)
    if limits.too_many():
        return pages.words(step, form, status=429, busy="all", slip=slip)
    if limits.page_full(step.about.area, step.about.place):
        return pages.words(step, form, status=429, busy="page", slip=slip)
    marked = disclosure(step.reason, said["words"], step.about.page if not step.about.known else "")
    if not limits.first_time(slip):
        return pages.thanks(step, clear=False, sent=True, marked=marked)
    if not limits.within(request, step.about.mark, limits.LETTERS):
        return pages.words(step, form, status=429, busy="you")
    keep(step, said["words"], said["reply_to"], marked)
    return pages.thanks(step, clear=False, sent=True, marked=marked)


_STEPS = {"why": _why, "before": _before, "words": _words}


def _reason(given: dict[str, Any]) -> str:
    reason = str(given.get("reason", ""))
    return reason if reason in REASONS else ""


def _count(request: HttpRequest, what: About, answer: str) -> None:
    """Count an answer, unless so many came from one address that they are hardly readers' own."""
    if limits.within(request, f"answers {what.mark}", limits.ANSWERS):
        tallies.count(what.area, what.counted, answer)
