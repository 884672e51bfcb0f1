"""The papers of a gateway: the whole manual, a chart with its boxes, a box, a procedure, local guidance."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import version as release_of
from pathlib import Path
from typing import Any

from waymark.manual.places import NOT_SAFE_NOW
from waymark.manual.text import Text
from waymark.pages.paper import back, contacts
from waymark.pages.paper.boxes import Setting, box_pieces
from waymark.pages.paper.charts import chart_pieces
from waymark.pages.paper.pieces import CONTENTS, SHEET, WHOLE, Piece, heading, line, panel, stands, words
from waymark.pages.paper.press import MANUAL, PAGES, pdf, small
from waymark.pages.paper.ways import Ways, Wording
from waymark.pages.plan import LocalPart, SharedPart
from waymark.pages.prose.say import short_day
from waymark.pages.reading import Reader


class Papers:
    """The papers of one gateway: an edition with a supplement.

    `address`: that of all gateways, None where nobody knows it; `withheld`: the places whose words are gone.
    """

    def __init__(
        self,
        reader: Reader,
        shared: SharedPart,
        local: LocalPart,
        address: str | None,
        drawings: Path,
        withheld: Collection[str] = (),
    ) -> None:
        self.reader = reader
        self.shared = shared
        self.local = local
        self.drawings = drawings
        self.withheld = withheld
        self.root = f"{address.rstrip('/')}/{local.local.partnership.key}" if address else ""

    def charts(self) -> list[str]:
        """The charts, each a paper with its boxes."""
        return [chart.key for chart in self.reader.manuscript.charts]

    def single(self) -> list[str]:
        """The boxes in the order of their charts, the procedures and the local guidance, each a paper."""
        manuscript = self.reader.manuscript
        boxes = [place for chart in manuscript.charts for place in chart.boxes]
        near = [f"local/{each.key}" for each in self.local.local.guidance]
        return [*boxes, *(each.place for each in manuscript.procedures), *near]

    def title(self, place: str) -> str:
        """What the paper of a place is called."""
        if place == WHOLE:
            return self.reader.manuscript.title
        if place in self.reader.lookup.charts:
            chart = self.reader.lookup.charts[place]
            return f"Chart {chart.number}: {chart.title}"
        for each in self.local.local.guidance:
            if place == f"local/{each.key}":
                return each.title
        return self.reader.title(place)

    def set(self, place: str) -> bytes:
        """The paper of a place that is one of these, or of the whole manual, as a PDF."""
        if place == WHOLE:
            made = self._told(place, self._inside(), self._whole)
        elif place in self.reader.lookup.charts:
            inside = (place, *self.reader.lookup.charts[place].boxes)
            made = self._told(place, inside, lambda given: self._chart(place, given))
        else:
            made = self._told(place, (place,), lambda given: self._one(place, given))
        return small(pdf(MANUAL, made))

    def _inside(self) -> Iterator[str]:
        """Every place that the whole manual holds, and the parts that stand under a heading of their own."""
        manuscript = self.reader.manuscript
        yield from self.charts()
        yield from self.single()
        yield from (term.place for term in manuscript.terms)
        yield from (review.place for review in manuscript.reviews)
        yield "contacts"
        for source in manuscript.sources:
            yield source.place
            if source.place not in self.withheld:
                yield from (f"{source.place}#{each.key}" for each in source.provisions)

    def _told(self, place: str, inside: Iterable[str], pieces: Any) -> dict[str, Any]:
        ways = Ways(self.reader, self.root, tuple(inside))
        given = Setting(self.shared, self.local, ways, self.withheld)
        partnership = self.local.local.partnership
        return {
            "title": self.title(place),
            "gateway": partnership.name,
            "accent": partnership.accent,
            "adopted": partnership.adopted is not None,
            "danger": NOT_SAFE_NOW if NOT_SAFE_NOW in ways.inside else None,
            "stand": f"{partnership.area} · {self._stand()}",
            "address": self.root or partnership.key,
            "one": place not in (WHOLE, *self.charts()),
            "pieces": list(pieces(given)),
        }

    def _stand(self) -> str:
        """Which edition and supplement it is, and from which day each holds."""
        edition = f"edition {self.shared.edition}, in force from {self.shared.in_force}"
        return f"{edition} · supplement {self.local.supplement}, from {self.local.in_force}"

    # --- the three kinds

    def _whole(self, given: Setting) -> Iterator[Piece]:
        yield stands(given.ways.root or self.local.local.partnership.key)
        yield {"is": "cover", **self._cover(given)}
        yield SHEET
        yield heading(1, "Contents")
        yield CONTENTS
        yield SHEET
        yield from self._about(given)
        yield SHEET
        yield from contacts.directory(given)
        for chart in self.reader.manuscript.charts:
            yield SHEET
            yield from chart_pieces(chart, given, self.drawings, words_here=False)
        yield from back.procedures(given)
        yield from back.guidance(given)
        yield from back.glossary(given)
        yield from back.sources(given)

    def _chart(self, place: str, given: Setting) -> Iterator[Piece]:
        yield from self._head(given)
        yield from chart_pieces(self.reader.lookup.charts[place], given, self.drawings, words_here=True)
        yield from self._foot(given)

    def _one(self, place: str, given: Setting) -> Iterator[Piece]:
        yield from self._head(given)
        lookup = self.reader.lookup
        if box := lookup.boxes.get(place) or lookup.procedures.get(place):
            yield from box_pieces(box, given, 1, words_here=True)
        else:
            each = next(each for each in self.local.local.guidance if place == f"local/{each.key}")
            yield from back.guidance_pieces(each, given, 1)
        yield from self._foot(given)

    def _danger(self, given: Setting) -> list[Any]:
        """The line that every page has at its top, for those who hear the pages read."""
        said = [words("Is a child in danger now? Ring "), words("999", "number"), words(". ")]
        if NOT_SAFE_NOW in self.reader.lookup.boxes:
            said += [given.ways.to(NOT_SAFE_NOW, "What to do now")]
        return said

    def _head(self, given: Setting) -> Iterator[Piece]:
        """What stands before a single paper: danger, and a notice until the partnership adopts the manual."""
        yield line(self._danger(given))
        if self.local.local.partnership.adopted is None:
            yield panel("notice", self._notice(given))

    def _foot(self, given: Setting) -> Iterator[Piece]:
        yield heading(2, "Who to ring")
        yield contacts.at_hand(given)

    def _notice(self, given: Setting) -> Iterator[Piece]:
        said = Text(self.reader.manuscript.notice.markdown.split("\n\n")[0])
        yield from Wording(given.ways).blocks(said)

    def _cover(self, given: Setting) -> dict[str, Any]:
        partnership = self.local.local.partnership
        notice = self.reader.manuscript.notice
        pieces: list[Piece] = [
            line(f"Edition {self.shared.edition}, in force from {self.shared.in_force}", "lead"),
            line(f"Supplement {self.local.supplement} of {partnership.area}, from {self.local.in_force}"),
        ]
        if partnership.adopted:
            pieces.append(line(f"{partnership.name} adopted it on {short_day(partnership.adopted)}."))
        pieces.append(
            panel(
                "quiet",
                [
                    line([words("Paper goes out of date.", "bold")]),
                    line(self._lasting(given)),
                ],
            )
        )
        if not partnership.adopted:
            pieces.append(panel("notice", Wording(given.ways).blocks(notice)))
        ring = [heading(1, "Who to ring"), contacts.at_hand(given)]
        return {
            "area": partnership.area,
            "whose": partnership.name,
            "danger": self._danger(given),
            "pieces": [*pieces, *ring],
        }

    def _lasting(self, given: Setting) -> list[Any]:
        said = (
            "This holds what was in force with the edition above. What is in force now may say something else"
        )
        if not given.ways.root:
            return [words(f"{said}: look it up before you rely on it.")]
        return [words(f"{said}: "), given.ways.web(given.ways.root, given.ways.root)]

    def _about(self, given: Setting) -> Iterator[Piece]:
        yield stands(given.ways.address("about"))
        yield heading(1, "About these procedures", mark=True)
        yield from Wording(given.ways).blocks(self.reader.manuscript.about)
        yield heading(2, "How to read this on paper")
        key = self.local.local.partnership
        yield line(
            "Each chart stands first as a list of its steps, then as a drawing. After it each of its boxes "
            "starts a new page. A number of a page stands behind each link. Words that lead to a meaning are "
            "explained from A to Z near the end."
        )
        yield line([words(key.in_area, "flag"), words(f"  This marks what {key.name} has added.")])
        seal = f"Fingerprint of the shared manual: {self.shared.fingerprint}"
        yield line(seal, "fine")
        yield line(f"Fingerprint of what is local: {self.local.fingerprint}", "fine")


@cache
def makers_fingerprint() -> str:
    """The fingerprint of all that papers are made with: while it stays, the same words give the same PDF."""
    whole = hashlib.sha256(f"typst {release_of('typst')}".encode())
    for file in sorted((*PAGES.rglob("*.py"), *PAGES.rglob("*.typ"))):
        whole.update(file.read_bytes())
    return whole.hexdigest()
