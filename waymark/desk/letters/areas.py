"""What the public form of letters knows: the areas, and the titles of places, as they are in force.

It looks at what was frozen and never at a draft, so that nothing unfinished is shown to the public.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from waymark.desk.doors.out import frozen_by, frozen_words
from waymark.desk.models import Frozen
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript


def newest() -> dict[str, tuple[int, str]]:
    """The number and fingerprint of the edition (an empty key) and of each supplement that readers have.

    A partnership whose first supplement is still to come is there with that one, so that its area is known.
    """
    now = timezone.now()
    found: dict[str, tuple[int, str]] = {}
    for each in Frozen.objects.order_by("partnership", "order").defer("data", "reasons"):
        if each.moment <= now or (each.partnership and each.partnership not in found):
            found[each.partnership] = (each.pk, each.fingerprint)
    return found


def areas(frozen: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """The areas by key, as people call them, in the order of the alphabet."""
    named = {}
    for key, which in frozen.items():
        words = frozen_words(*which)
        if isinstance(words, LocalManuscript):
            named[key] = words.partnership.area
    return dict(sorted(named.items(), key=lambda each: each[1]))


def title_of(place: str, frozen: Mapping[str, tuple[int, str]]) -> str | None:
    """The title of a place that readers have; None where there is none."""
    key, _, rest = place.partition("/local/")
    if rest and key in frozen:
        shown = frozen_by(timezone.now(), key)
        guidance = frozen_words(shown.pk, shown.fingerprint) if shown else None
        if isinstance(guidance, LocalManuscript):
            return next((each.title for each in guidance.guidance if each.key == rest), None)
        return None
    if "" not in frozen:
        return None
    manuscript = frozen_words(*frozen[""])
    if not isinstance(manuscript, Manuscript):
        return None
    lookup = Lookup(manuscript)
    if place in lookup.terms:
        return lookup.terms[place].term
    titled = (lookup.boxes, lookup.procedures, lookup.charts, lookup.sources, lookup.reviews)
    for table in (*titled, lookup.scenarios):
        if place in table:
            return str(table[place].title)
    return None
