"""Pages that stand beside the manual's places: the ways in for families, and what helps to use the rest.

They are found by their own words, as what is local is: nothing is learned from them, so that no place of the
manual is found less because of them. Each stands here where it is in a printing, and under its own heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waymark.manual.manuscript import Manuscript
from waymark.search.gathering import Found, Said
from waymark.search.index import Facet, Kind, Spot


class _Page(NamedTuple):
    """A page by its place, its heading, and how people ask for it, with commas."""

    place: str
    title: str
    people_say: str

    @property
    def found(self) -> Found:
        """It as it can be found, with all it says."""
        said = (Said(Facet.PEOPLE_SAY, line) for line in self.people_say.split(", "))
        return Found(Spot(self.place, self.title, Kind.PAGE), (Said(Facet.TITLE, self.title), *said))


_FAMILIES = _Page(
    "families",
    "For families",
    "for families, for parents and children, information for parents, leaflet for parents, "
    "leaflet for children, help for families",
)
_LEAVING = _Page(
    "leaving",
    "How to leave no trace",
    "leave no trace, leave this page now, quick exit, clear my history, delete my history, "
    "hide that I was here, hide what I looked at, can anyone see what I looked at, "
    "will anyone know I was here, he checks my history",
)
_DEADLINE = _Page(
    "deadline",
    "Work out a date",
    "deadline, deadline calculator, work out a deadline, how do I work out a deadline, date calculator, "
    "count working days, working day calculator, bank holidays",
)
_PRACTISE = _Page(
    "practise",
    "Practise: what would you do next?",
    "practise, practice scenario, training scenario, scenarios, training, training exercise, case study, "
    "made-up story, induction, new starter, team meeting exercise, quiz, test myself",
)
_ROLES = _Page(
    "for",
    "For you: choose your role",
    "for your role, for my role, for your job, for my job, what does my job do",
)
#: What every gateway has.
_ALWAYS = (
    _Page(
        "how",
        "How to use this",
        "how do I use this, how does this website work, what is this website, getting started",
    ),
    _Page(
        "keep",
        "Keep a copy",
        "offline, offline copy, read it offline, no signal, no internet, work without the internet, "
        "download it all, install the app, memory stick, save these pages, print it, print the manual, "
        "on paper, PDF",
    ),
    _Page(
        "path",
        "My path",
        "keep my place, save my place, where did I get to, what I have done so far, my steps",
    ),
)


def beside(manuscript: Manuscript) -> Iterator[Found]:
    """Every page beside the places that a gateway of this manual has."""
    if manuscript.ways_in:
        yield _FAMILIES.found
        yield from _ways_in(manuscript)
        yield _LEAVING.found
    if manuscript.timescales:
        yield _DEADLINE.found
    if manuscript.scenarios:
        yield _PRACTISE.found
    if manuscript.roles:
        yield _ROLES.found
    yield from (page.found for page in _ALWAYS)


def _ways_in(manuscript: Manuscript) -> Iterator[Found]:
    """The ways in, each by its questions and by what its readers call the answers."""
    for way in manuscript.ways_in:
        asked = dict.fromkeys(line for line in way.headings if line != way.title)
        said = (Said(Facet.TITLE, way.title), *(Said(Facet.FOR_FAMILIES, line) for line in asked))
        yield Found(Spot(way.page, way.title, Kind.PAGE), said)
