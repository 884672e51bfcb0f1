"""Setting an edition and a supplement into the pages of a gateway."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from markupsafe import Markup

from waymark.manual.local import Partnership
from waymark.manual.places import NOT_SAFE_NOW
from waymark.pages import gateway as own
from waymark.pages.box.page import box_page
from waymark.pages.chart.page import chart_page, overview
from waymark.pages.contacts.page import contacts_page, directory, hand
from waymark.pages.deadline.page import deadline_page
from waymark.pages.dress import style
from waymark.pages.env import PAGES
from waymark.pages.families.page import family_pages
from waymark.pages.how.page import how_page
from waymark.pages.keep import page as keep
from waymark.pages.local.page import LocalFillings, local_pages
from waymark.pages.path.page import path_page
from waymark.pages.path.steps import look, near, steps
from waymark.pages.plan import Asset, LocalPart, PageToSet, SharedPart
from waymark.pages.practise.page import practise_pages
from waymark.pages.procedures.page import procedures_page
from waymark.pages.reading import Reader
from waymark.pages.roles.page import role_pages
from waymark.pages.roles.where import where
from waymark.pages.search.show import FINER, LOCAL, LOCAL_SAID, SHARED, SHARED_SAID, instead, search_page
from waymark.pages.slots import SharedPage, Shell, head_of_apart
from waymark.pages.sources.page import source_pages
from waymark.pages.terms.page import term_pages
from waymark.search.compiling import local_index, shared_index
from waymark.search.index import Finer, Index, Shared, decode, decode_said, encode, encode_said


@cache
def components_fingerprint() -> str:
    """The fingerprint of every template, style, script and font that pages and indexes are made with."""
    whole = hashlib.sha256(style.sheet().encode() + style.apart().data + look().data)
    for script in (*style.scripts(), style.engine(), keep.worker()):
        whole.update(script.data)
    for file in sorted((*PAGES.rglob("*.html"), *PAGES.rglob("*.py"), *style.SEARCH.rglob("*.py"))):
        whole.update(file.read_bytes())
    return whole.hexdigest()


class Press:
    """One edition, its shared parts set once, ready to be set into any number of gateways.

    `drawings` is a folder where charts that were laid out are kept, by fingerprint; it may be empty.
    """

    def __init__(self, shared: SharedPart, drawings: Path) -> None:
        self.shared = shared
        self.drawings = drawings
        self.reader = Reader(shared.manuscript)
        self.pages = tuple(self._shared_pages())
        self._index: Shared | None = None
        self._index_files: tuple[Asset, ...] = ()

    def _shared_pages(self) -> Iterator[SharedPage]:
        reader, shared = self.reader, self.shared
        for chart in reader.manuscript.charts:
            yield chart_page(chart, reader, shared, self.drawings)
        for box in reader.every_box():
            yield box_page(box, reader, shared)
        if reader.manuscript.procedures:
            yield procedures_page(reader)
        if reader.manuscript.timescales:
            yield deadline_page(reader)
        yield from family_pages(reader)
        yield from term_pages(reader, shared)
        yield from source_pages(reader, shared)
        yield from role_pages(reader)
        yield from practise_pages(reader, shared)
        yield from own.withdrawn_pages(reader)

    def gateway(self, local: LocalPart) -> tuple[list[PageToSet], list[Asset]]:
        """The pages and assets of one partnership's gateway."""
        sheet = style.style(local.local.partnership.accent)
        shells = self._shells(local, sheet)
        fillings = LocalFillings(local, self.reader)
        partnership = local.local.partnership
        made = [_set(each, shells, fillings) for each in self.pages]
        mine = [
            own.home_page(self.reader, self.shared, local, self._overview),
            own.edition_page(self.reader, self.shared, local),
            contacts_page(local.local.partnership),
            search_page(self.reader, partnership),
            keep.keep_page(partnership),
            path_page(self.reader),
            *local_pages(local, self.reader),
            *own.standing_pages(self.reader, partnership),
        ]
        paths = frozenset(each.path for each in (*self.pages, *mine))
        mine.append(how_page(self.reader, partnership, paths))
        made += [_set(each, shells, fillings) for each in mine]
        app = keep.files(partnership, self.reader.manuscript.title)
        assets = [sheet, style.apart(), *style.scripts(), *style.searching(), self._steps, look(), *app]
        assets.append(near(local.local, self.reader.lookup))
        return made, [*assets, self._where] if self._where else assets

    def indexes(self, local: LocalPart, made: Mapping[str, bytes] | None = None) -> list[Asset]:
        """What a gateway is searched by: the index of the shared manual, and of what is local.

        `made`: the shared files of this very edition, by their paths, where they were made before: making
        them takes seconds, which nobody who corrects a telephone number should wait for.
        """
        if self._index is None:
            self._index = _made_before(made or {}) or shared_index(self.shared.manuscript)
            self._index_files = (
                Asset(SHARED, encode(self._index.index)),
                Asset(FINER, encode(self._index.finer)),
                Asset(SHARED_SAID, encode_said(self._index.said)),
            )
        near = local_index(local.local, local.papers, self.shared.manuscript, self._index)
        mine = [Asset(LOCAL, encode(near.near)), Asset(LOCAL_SAID, encode_said(near.said))]
        return [*self._index_files, *mine]

    def slots(self, local: LocalPart) -> dict[str, str]:
        """What is filled into the open slots of a gateway's pages, by the names of the slots, and its frame.

        `frame` is a page by itself: the gateway's frame around what is yet to be given.
        """
        manuscript = self.reader.manuscript
        sheet = style.style(local.local.partnership.accent)
        made = {
            "frame": _frame(self._shells(local, sheet)),
            "contacts": hand(manuscript, local),
            "directory": directory(manuscript, local),
            "standing": own.standing(local),
            "ways": instead(self.reader, local.local.partnership, own.ROOT),
        }
        if NOT_SAFE_NOW in self.reader.lookup.boxes:
            made["danger"] = own.DANGER
        return made

    def front_slots(self, partnerships: Sequence[Partnership]) -> dict[str, str]:
        """The same for the front, which has no contacts of its own."""
        return {"frame": _frame(self._shells(None, _front_sheet(partnerships)))}

    def front(self, partnerships: Sequence[Partnership], name: str) -> tuple[list[PageToSet], list[Asset]]:
        """The pages that belong to no partnership: choosing an area, and what stands beside it."""
        sheet = _front_sheet(partnerships)
        shells = self._shells(None, sheet)
        mine = [
            own.areas_page(self.reader, partnerships, "index.html"),
            own.areas_page(self.reader, partnerships, "areas.html"),
            own.edition_page(self.reader, self.shared, None),
            *own.standing_pages(self.reader, None),
        ]
        made = [_set(each, shells, None) for each in mine]
        return made, [sheet, style.apart(), *style.scripts()]

    @cached_property
    def _steps(self) -> Asset:
        return steps(self.shared)

    @cached_property
    def _where(self) -> Asset | None:
        return where(self.reader) if self.reader.manuscript.roles else None

    @cached_property
    def _overview(self) -> Markup:
        return overview(self.reader, self.drawings)

    def _shells(self, local: LocalPart | None, sheet: Asset) -> dict[str, Shell]:
        return {prefix: own.shell(prefix, self.reader, local, sheet) for prefix in ("", "../", own.ROOT)}


def _front_sheet(partnerships: Sequence[Partnership]) -> Asset:
    return style.front_style([(each.key, each.accent) for each in partnerships])


def _frame(shells: dict[str, Shell]) -> str:
    """The frame of pages that the server makes, with the style that only they need."""
    return shells[own.ROOT].around().replace("<!--head-->", head_of_apart(own.ROOT), 1)


def _set(each: SharedPage, shells: dict[str, Shell], fillings: LocalFillings | None) -> PageToSet:
    prefix = own.ROOT if each.path == "404.html" else "../" * each.path.count("/")
    return shells[prefix].set(each, fillings.at(each) if fillings else {})


def _made_before(made: Mapping[str, bytes]) -> Shared | None:
    """A shared index from its files; None where one is missing, or of another form."""
    try:
        return Shared(decode(made[SHARED], Index), decode(made[FINER], Finer), decode_said(made[SHARED_SAID]))
    except (KeyError, ValueError):
        return None
