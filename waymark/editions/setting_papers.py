"""Setting the papers of a gateway in force, checking their tags, and keeping them with the printing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from waymark.editions.gather import Progress
from waymark.editions.kept_papers import ENDING, KeptPaper, kept_papers, paper_file
from waymark.editions.printing import local_part, shared_part
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, PrintingName, encode
from waymark.editions.standing import Standing
from waymark.editions.withheld import all_words
from waymark.manual.findings import Finding, Severity, finding, messages, refuse
from waymark.pages.paper.checking import faults
from waymark.pages.paper.pieces import WHOLE
from waymark.pages.paper.whole import Papers, makers_fingerprint
from waymark.pages.reading import Reader

messages(
    Severity.REFUSE,
    {
        "paper-gateway": (
            "No gateway {gateway} is in force on the shelf at {folder}.",
            "Gateways in force: {known}.",
        ),
        "paper-place": (
            "{gateway} has no chart, box, procedure or local guidance at {place}.",
            "Name one, such as {known}; name none for the whole manual and every chart.",
        ),
        "paper-fault": (
            "The PDF of “{title}” is not as screen readers need it. {problem}",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
        "paper-differs": (
            "The PDF of “{title}” does not come out the same when it is made again.",
            "Put it back from a copy of the shelf, or delete {file} and make it again with waymark paper.",
        ),
    },
)


class MadePapers(msgspec.Struct, frozen=True):
    """The papers of a printing, of those that were asked for. `made`: how many were set just now."""

    gateway: str
    edition: str
    supplement: int
    printing: int
    made: int
    papers: tuple[KeptPaper, ...]


class PaperMaker:
    """Makes the papers of what is in force at an instant on one shelf."""

    def __init__(self, shelf: Shelf, now: datetime) -> None:
        self.shelf = shelf
        self.settings = shelf.settings()
        self.shown = shelf.in_force(now)
        self._readers: dict[str, tuple[int, Reader]] = {}
        self._standing = Standing(shelf)

    def gateways(self) -> list[str]:
        """The gateways in force."""
        return sorted(self.shown.keys() - {FRONT})

    def keep(
        self,
        gateway: str,
        places: Sequence[str] = (),
        *,
        every: bool = False,
        progress: Progress | None = None,
    ) -> MadePapers:
        """Make the papers that are not kept yet, and keep them.

        Without places the whole manual and every chart; `every`: each box, procedure and guidance too.
        Raises Refused, with nothing kept, where a place is not there or a paper's tags are not right.
        """
        name = self._name(gateway)
        while True:
            withheld = len(self.shelf.withheld())
            papers = self._papers(name)
            wanted = _wanted(papers, gateway, places, every=every)
            kept = kept_papers(self.shelf, name)
            new = [place for place in wanted if place not in kept]
            made = {place: self._set(papers, place) for place in _told(new, progress)}
            if self._put(name, papers, made, withheld):
                break
        kept = kept_papers(self.shelf, name)
        papers_now = tuple(kept[place] for place in wanted)
        return MadePapers(name.gateway, name.edition, name.supplement, name.printing, len(made), papers_now)

    def again(self, gateway: str, progress: Progress | None = None) -> Iterator[Finding]:
        """Make every kept paper of a gateway again: findings where one comes out otherwise, or its tags are
        not right. Those that were made by another Waymark are only looked at."""
        name = self._name(gateway)
        papers, kept = self._papers(name), kept_papers(self.shelf, name)
        for place in _told(list(kept), progress):
            paper = kept[place]
            file = self.shelf.object_file(paper.fingerprint, ENDING)
            data = file.read_bytes() if file.exists() else b""
            for problem in faults(data):
                yield finding("paper-fault", place=place, title=paper.title, problem=problem)
            same = paper.makers == makers_fingerprint()
            if same and papers.set(place) != data:
                told = str(paper_file(self.shelf, name, place).relative_to(self.shelf.folder))
                yield finding("paper-differs", file=told, place=place, title=paper.title)

    def bytes_of(self, paper: KeptPaper) -> bytes:
        """The bytes of a kept paper."""
        return self.shelf.object_file(paper.fingerprint, ENDING).read_bytes()

    def _name(self, gateway: str) -> PrintingName:
        if gateway not in self.shown or gateway == FRONT:
            known = ", ".join(self.gateways()) or "none"
            raise refuse("paper-gateway", gateway=gateway, folder=self.shelf.folder, known=known)
        return self.shown[gateway]

    def _papers(self, name: PrintingName) -> Papers:
        self._standing.look()
        edition = self._standing.editions[name.edition]
        supplement = self._standing.supplements[name.gateway][name.supplement]
        records = self.shelf.withheld()
        gone = all_words(records)
        places = {**edition.places, **supplement.places}
        shared = shared_part(edition, self._standing)
        known = self._readers.get(name.edition)
        if known is None or known[0] != len(records):
            known = self._readers[name.edition] = (len(records), Reader(shared.manuscript))
        return Papers(
            known[1],
            shared,
            local_part(supplement, self._standing),
            self.settings.address,
            self.shelf.drawings,
            frozenset(place for place, told in places.items() if told[0] in gone),
        )

    def _set(self, papers: Papers, place: str) -> bytes:
        data = papers.set(place)
        if found := faults(data):
            raise refuse("paper-fault", place=place, title=papers.title(place), problem=found[0])
        return data

    def _put(self, name: PrintingName, papers: Papers, made: dict[str, bytes], withheld: int) -> bool:
        """Keep what was made; False where words were withheld meanwhile, so that it has to be made anew."""
        if not made:
            return True
        files = {place: paper_file(self.shelf, name, place) for place in made}
        printing = self.shelf.printing(name)
        with self.shelf.locked():
            if len(self.shelf.withheld()) != withheld:
                return False
            with self.shelf.writing([file for file in files.values() if not file.exists()]):
                for place, data in made.items():
                    paper = KeptPaper(
                        place,
                        papers.title(place),
                        hashlib.sha256(data).hexdigest(),
                        len(data),
                        printing.edition_fingerprint,
                        printing.supplement_fingerprint,
                        makers_fingerprint(),
                    )
                    self.shelf.put_object(data, ENDING, {})
                    self.shelf.put_file(files[place], encode(paper), f"The paper of {place} of {name}")
                self.shelf.settle()
        return True


def _wanted(papers: Papers, gateway: str, places: Sequence[str], *, every: bool) -> list[str]:
    usual = [WHOLE, *papers.charts()]
    known = [*usual, *papers.single()]
    for place in places:
        if place not in known:
            few = ", ".join(known[1:3])
            raise refuse("paper-place", gateway=gateway, place=place, known=few)
    if every:
        return known
    return list(dict.fromkeys(places)) or usual


def _told(places: Sequence[str], progress: Progress | None) -> Iterator[str]:
    for done, place in enumerate(places, 1):
        yield place
        if progress:
            progress("papers", done, len(places))
