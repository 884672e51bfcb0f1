"""Making answers of the manuscripts that are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from waymark.gateways.api.shapes import BoxHere, ChartHere, ContactHere, Limit, Way
from waymark.manual.boxes import Box, Procedure
from waymark.manual.charts import FlowChart
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup
from waymark.manual.words import Term, Timescale
from waymark.pages.contacts.page import GROUPS, by_kind


class Here:
    """The shared manual and what is local of one gateway, together."""

    def __init__(self, lookup: Lookup, local: LocalManuscript) -> None:
        self.lookup = lookup
        self.manuscript = lookup.manuscript
        self.local = local

    def box(self, place: str) -> BoxHere | None:
        """A box or procedure; None where there is none."""
        lookup = self.lookup
        box = lookup.boxes.get(place) or lookup.procedures.get(place)
        if box is None:
            return None
        chart = lookup.chart_of.get(place)
        note = next((each for each in self.local.notes if each.place == place), None)
        guidance = (each for each in self.local.guidance if place in each.shown_at)
        return BoxHere(
            place=place,
            title=box.title,
            kind=box.kind.value if isinstance(box, Box) else "procedure",
            chart=chart.key if chart else "",
            who=box.who,
            timescales=tuple(self.limit(lookup.timescales[key]) for key in box.timescales),
            facets=msgspec.structs.replace(box.facets, people_say=()),
            sources=box.sources,
            checked=box.checked,
            not_certain=box.not_certain,
            leads_to=tuple(
                Way(place=arrow.end, title=lookup.boxes[arrow.end].title, answer=arrow.answer or "")
                for arrow in lookup.arrows_from.get(place, ())
            ),
            local_note=note.text if note else None,
            local_guidance=tuple(Way(place=f"local/{each.key}", title=each.title) for each in guidance),
        )

    def chart(self, key: str) -> ChartHere | None:
        """A chart; None where there is none."""
        chart = self.lookup.charts.get(key)
        if chart is None:
            return None
        boxes = tuple(Way(place=place, title=self.lookup.boxes[place].title) for place in chart.boxes)
        return ChartHere(
            chart=msgspec.structs.replace(chart, boxes=(), arrows=()), boxes=boxes, arrows=chart.arrows
        )

    def limit(self, scale: Timescale) -> Limit:
        """A time limit as it is here, with the area's own."""
        own = self.local.limits.get(scale.key)
        source, provision = self.lookup.provisions[scale.source] if scale.source else (None, None)
        number = scale.limit if isinstance(scale.limit, int) else None
        return Limit(
            key=scale.key,
            title=scale.title,
            words=scale.words,
            limit=number,
            unit=scale.unit.value if scale.unit and number else None,
            longest=scale.longest,
            starts=scale.starts,
            who=scale.who,
            source=f"{source.title}, {provision.where}" if source and provision else None,
            requires=provision.requires if provision else None,
            checked=scale.checked,
            note=scale.note,
            local=own[0].words if own else "",
            local_reason=own[0].reason if own else "",
        )

    def limits(self) -> tuple[Limit, ...]:
        """Every time limit."""
        return tuple(self.limit(each) for each in self.manuscript.timescales)

    def terms(self) -> tuple[Term, ...]:
        """The words that the manual explains."""
        return tuple(msgspec.structs.replace(each, people_say=()) for each in self.manuscript.terms)

    def contacts(self) -> Iterator[ContactHere]:
        """Who to ring, as the page of contacts has them. No machine shall dial an example."""
        kinds: list[ContactKind] = [kind for _, group in GROUPS for kind in group]
        for contact, local in by_kind(self.manuscript.contacts, self.local.contacts, tuple(kinds)):
            yield ContactHere(local=local, contact=_told(contact))

    @property
    def notice(self) -> str:
        """What is to be said with the words while the partnership has not adopted them."""
        return "" if self.local.partnership.adopted else self.manuscript.notice.plain


def ways(parts: Iterable[Box | Procedure | FlowChart]) -> tuple[Way, ...]:
    """Places and what they are called."""
    return tuple(
        Way(place=part.key if isinstance(part, FlowChart) else part.place, title=part.title) for part in parts
    )


def _told(contact: Contact) -> Contact:
    gone = {"telephone": None, "email": None, "web": None} if contact.example else {}
    name = f"{contact.name} (example, do not ring)" if contact.example else contact.name
    return msgspec.structs.replace(contact, people_say=(), name=name, **gone)
