"""The page of search. What is asked for is sent in the body, so it stands in no address and no history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from waymark.desk.models.drafts import KINDS
from waymark.desk.people.standing import standing_of
from waymark.desk.record.filtering import named
from waymark.desk.searching.finding import MOST, Asked, asked_words, find


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find drafts, files and earlier saves by words. Nothing of the question is stored or written down."""
    standing = standing_of(request)
    owners = {key or "shared": named(key) for key in standing.readable}
    given = {"kinds": KINDS, "owners": owners if len(owners) > 1 else {}, "asked": False}
    status = 200
    if request.method == "POST":
        words = request.POST.get("words", "")[:200]
        kind = request.POST.get("kind", "")
        owner = request.POST.get("whose", "")
        asked = Asked(
            asked_words(words),
            kind if kind in KINDS else "",
            owner.removeprefix("shared") if owner in owners else None,
            "earlier" in request.POST,
        )
        given |= {"asked": True, "words": words.strip(), "kind": kind, "whose": owner}
        given["earlier"] = asked.earlier
        if asked.words:
            found, count = find(standing, asked)
            given |= {"found": found, "count": count, "left": max(0, count - MOST)}
        else:
            given["wrong"], status = "Write at least one word to look for.", 422
    response = render(request, "desk/search/search.html", given, status=status)
    response["Cache-Control"] = "no-store, private"
    return response
