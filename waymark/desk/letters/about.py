"""What a letter is about: the area and the page that were read, as a form brings them along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings

from waymark.desk.letters.areas import title_of

#: Pages that are no place of the manual, by their path in a gateway; empty for its first page.
PAGES = {
    "": "The first page",
    "contacts": "Who to ring",
    "about": "About these procedures",
    "accessibility": "Accessibility",
    "privacy": "Privacy notice",
    "areas": "Choose your area",
    "edition": "This edition",
    "search": "What a search found",
    "terms": "Words explained",
    "procedures": "Procedures",
    "sources": "Law, research and reviews",
    "local": "What is local",
    "editions": "All editions",
    "amendments": "What changed between two editions",
    "life": "What changed on a page",
    "cite": "Cite this page",
    "feeds": "Hear of changes",
    "fingerprint": "Look up a fingerprint",
    "deadline": "Work out a date",
    "families": "For families",
    "for": "For you",
    "how": "How to use this",
    "leaving": "How to leave no trace",
    "path": "My path",
    "practise": "Practise: what would you do next?",
    "404": "A page that is not there",
}
#: Where answers are counted that name no page.
NOT_NAMED = "not-named"
_PLACE = re.compile(r"[a-z0-9/-]{1,240}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class About(NamedTuple):
    """An area's key (empty: all areas), a place or path that readers have, and what the page is called."""

    area: str
    area_name: str
    place: str
    page: str
    known: bool

    @property
    def back(self) -> str:
        """The way back to the page, or to where areas are chosen."""
        path = self.place.removeprefix(f"{self.area}/") if self.known else ""
        return f"{settings.GATEWAYS.rstrip('/')}/{self.area and f'{self.area}/'}{path}"

    @property
    def mark(self) -> str:
        """What stands for this page where it is counted."""
        return f"{self.area}/{self.counted}"

    @property
    def counted(self) -> str:
        """The place that answers are counted under."""
        return self.place if self.known else NOT_NAMED


def about(
    given: Mapping[str, str],
    frozen: Mapping[str, tuple[int, str]],
    areas: Mapping[str, str],
) -> About:
    """What a form says it is about, as far as readers have it; whatever else it says is left out."""
    area = given.get("gateway") or given.get("area") or given.get("from") or ""
    place = given.get("place", "")
    place = place if _PLACE.fullmatch(place) else ""
    if (key := place.partition("/local/"))[1]:
        area = key[0]
    area = area if area in areas else ""
    if place.startswith("local/") and area:
        place = f"{area}/{place}"
    title = title_of(place, frozen) if place else None
    if title is None and ("place" in given and (place or not given["place"])):
        # What stands below such a page, such as the steps of one role, is called by its name.
        title = PAGES.get(place, PAGES.get(place.partition("/")[0]) if place else None)
    if title is not None:
        return About(area, areas.get(area, ""), place, title, known=True)
    typed = _CONTROL.sub("", given.get("page", ""))[:300].strip()
    return About(area, areas.get(area, ""), "", typed, known=False)
