"""The heat map in the words of the desk: every age and name as it is shown, every way to a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.waivers import FacetName, Waiver
from waymark.plain_english.driving import Drivers
from waymark.plain_english.gate import in_words
from waymark.plain_english.heat import BoxHeat, FacetHeat, Mark, band_of

#: The field of a form in which a facet is written, by the facet's name.
_FIELDS = {
    FacetName.KEY_POINTS: "facets-key_points",
    FacetName.HOW: "facets-how_to_do_it",
    FacetName.WHAT_IF: "facets-what_if",
    FacetName.FAMILIES: "facets-for_families-parents",
    FacetName.CHILD: "facets-for_families-child",
    FacetName.ROLE: "facets-for_your_role",
}
#: What a mark looks like beside its words, for those who do not see its colour; the gravest first.
_SHAPES = {Mark.STOPPED: "■", Mark.WAIVED: "◇", Mark.OVER: "▲"}

#: What is said of a waiver, by the finding that there is about it, and how that is dressed.
_STATES = {
    "waiver-ended": ("ended on {until}", "stop"),
    "waiver-not-needed": ("is not needed any more", "wait"),
    "waiver-to-nowhere": ("names no facet to let through", "wait"),
}
_HOLDS = ("holds until {until}", "good")


class WaiverShown(NamedTuple):
    """A waiver. `way` leads to its form, `facet_way` to that of its facet; `sort` dresses its state."""

    name: str
    title: str
    said: str
    way: str
    facet_way: str
    state: str
    sort: str


class WhyShown(NamedTuple):
    """What drives a facet's age, in words: the formula that asks for most, what raises it, what is aside."""

    formula: str
    parts: str
    sentences: tuple[tuple[str, str], ...]
    long_words: str
    aside: str


class FacetShown(NamedTuple):
    """A facet. `way` leads to its field, `waive` to the form of a new waiver for it."""

    name: str
    age: str
    band: str
    words: int
    way: str
    mark: str = ""
    shape: str = ""
    waive: str = ""
    waiver: WaiverShown | None = None
    why: WhyShown | None = None


class BoxShown(NamedTuple):
    """A box or procedure. `shape`: that of its gravest mark."""

    title: str
    age: str
    band: str
    together: str
    words: int
    way: str
    facets: tuple[FacetShown, ...]
    shape: str = ""


class Showing:
    """Shows a manual's boxes and waivers. `drafts`: the number and the title of each draft, by place.

    `faults`: the rule of the finding that there is about a place, such as that of a waiver. `writes`: for
    someone who may give a facet a waiver.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        drafts: Mapping[str, tuple[int, str]],
        faults: Mapping[str | None, str],
        *,
        writes: bool,
    ) -> None:
        self._roles = Lookup(manuscript).roles
        self._drafts, self._faults, self._writes = drafts, faults, writes

    def box(self, box: BoxHeat) -> BoxShown:
        """A box with its facets."""
        marks = {facet.mark for facet in box.facets}
        return BoxShown(
            title=box.title,
            age=age_words(box.age),
            band=band_name(box.age),
            together=age_words(box.together),
            words=box.words,
            way=self._way(box.place),
            facets=tuple(self._facet(facet, box.place) for facet in box.facets),
            shape=next((shape for mark, shape in _SHAPES.items() if mark in marks), ""),
        )

    def waiver(self, waiver: Waiver) -> WaiverShown:
        """A waiver with how it stands."""
        state, sort = _STATES.get(self._faults.get(f"waivers:{waiver.key}", ""), _HOLDS)
        return WaiverShown(
            name=self._name(waiver.named),
            title=self._drafts.get(waiver.place, (0, waiver.place))[1],
            said=f"{waiver.given_by}: {waiver.reason}",
            way=self._way(f"waivers:{waiver.key}"),
            facet_way=self._facet_way(waiver.place, waiver.named),
            state=state.format(until=in_words(waiver.until)),
            sort=sort,
        )

    def _facet(self, facet: FacetHeat, place: str) -> FacetShown:
        waive = self._writes and facet.mark is Mark.STOPPED and facet.waiver is None
        return FacetShown(
            name=self._name(facet.facet),
            age=age_words(facet.age),
            band=band_name(facet.age),
            words=facet.words,
            way=self._facet_way(place, facet.facet),
            mark=facet.mark.value,
            shape=_SHAPES.get(facet.mark, ""),
            waive=_new_waiver(place, facet.facet) if waive else "",
            waiver=self.waiver(facet.waiver) if facet.waiver else None,
            why=_why(facet.why) if facet.why else None,
        )

    def _name(self, facet: str) -> str:
        """`For your role: Teacher`."""
        name, _, role = facet.partition(": ")
        known = self._roles.get(role)
        return f"{name.capitalize()}: {known.title if known else role}" if role else name.capitalize()

    def _way(self, place: str) -> str:
        """The form of the draft at a place, or the list of them all."""
        known = self._drafts.get(place)
        return reverse("desk_draft", args=(known[0],)) if known else reverse("desk_manual")

    def _facet_way(self, place: str, facet: str) -> str:
        return f"{self._way(place)}#label-{_FIELDS[FacetName(facet.partition(': ')[0])]}"


def age_words(age: float | None) -> str:
    """An age as it is shown."""
    return f"{age:.1f}" if age is not None else "–"


def band_name(age: float | None) -> str:
    """The band that an age is coloured by."""
    return band_of(age).name if age is not None else "untold"


def _new_waiver(place: str, facet: str) -> str:
    name, _, role = facet.partition(": ")
    asked = {"place": place, "facet": name} | ({"role": role} if role else {})
    return f"{reverse('desk_new', args=('waiver',))}?{urlencode(asked)}"


def _why(found: Drivers) -> WhyShown:
    formula = next(each for each in found.formulas if each.name == found.highest)
    return WhyShown(
        formula=formula.name,
        parts=", ".join(f"{part.amount:.1f} {part.counted}" for part in formula.parts),
        sentences=tuple(
            (f"{each.years:.1f}" if each.years else "all of it", each.sentence) for each in found.sentences
        ),
        long_words=", ".join(_times(each.word, each.times) for each in found.words),
        aside=", ".join(_times(each.term, each.times) for each in found.aside),
    )


def _times(word: str, times: int) -> str:
    return f"{word} ({times} times)" if times > 1 else word
