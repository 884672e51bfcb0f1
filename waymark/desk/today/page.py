"""The page of today, put together: what waits first, then dates, then what is to be put right."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from waymark.desk.models import Consortium
from waymark.desk.people.standing import Standing
from waymark.desk.today.dates import dated
from waymark.desk.today.lines import Card
from waymark.desk.today.noticing import to_put_right
from waymark.desk.today.state import stamps
from waymark.desk.today.waiting import accounts, letters, objections, sign_offs, urgent_letters, withholdings
from waymark.desk.today.writing import my_drafts


def of_today(standing: Standing) -> dict[str, Any]:
    """What the page of today shows a person: cards with something to do, and what is well in one line.

    Only where a person has a duty is looked at: an editor of a partnership is told of its own drafts, the
    consortium's people of the shared manual.
    """
    own = sorted({key for key, _ in standing.duties})
    settings = Consortium.the()
    now = timezone.now()
    day = timezone.localdate()
    states = stamps(own) if own else {}
    cards: list[Card | None] = [urgent_letters(standing), withholdings(standing), sign_offs(standing)]
    if any(standing.writes(key) for key in own):
        cards += [objections(standing), my_drafts(standing, states)]
    cards.append(letters(standing, settings))
    if own:
        cards += dated(standing, own, day, settings)
        cards += to_put_right(states, day)
    cards.append(accounts(standing, settings, now))
    there = [each for each in cards if each is not None]
    return {
        "day": day,
        "cards": [each for each in there if each.lines],
        "well": _listed([each.calm for each in there if not each.lines]),
    }


def _listed(words: list[str]) -> str:
    """Words as a sentence lists them."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
