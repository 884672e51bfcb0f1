"""Proofs of editions and supplements: their words, what their heads say of these, and their files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from waymark.editions.changes import local_places, shared_places, since
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ShelvedEdition, ShelvedSupplement, ending_of
from waymark.manual.findings import Finding, Refused, Severity, finding, messages
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

T = TypeVar("T", Manuscript, LocalManuscript)
N = TypeVar("N", str, int)

messages(
    Severity.REFUSE,
    {
        "text-altered": (
            "The text of {what} does not have the fingerprint it is kept under.",
            "Put it back from a copy of the shelf.",
        ),
        "head-other": (
            "What is said of {what} differs from its words: {place}.",
            "Put edition.json or supplement.json back from a copy of the shelf.",
        ),
        "paper-missing": (
            "The file {name} of {what} is not on the shelf, or has another size than it says.",
            "Put it back from a copy of the shelf.",
        ),
    },
)


def text_faults(
    shelf: Shelf, rewritten: Mapping[str, Collection[str]], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """Do editions and supplements have the fingerprints they say, in the canonical form, and true heads?

    `rewritten`: the fingerprints that a text may have since words in it were withheld. `sizes`: of objects.
    """
    edition: ShelvedEdition | None = None
    for number in shelf.editions():
        file, what = shelf.edition_folder(number) / "manuscript.json", f"edition {number}"
        try:
            head = shelf.edition(number)
            manual = _read(shelf, file, head.fingerprint, rewritten, Manuscript)
            if manual is None:
                yield finding("text-altered", file=_below(shelf, file), what=what)
            elif _below(shelf, file) not in rewritten:
                made = since(shared_places(manual), number, edition.places if edition else {})
                said = {"its number": number} if head.number != number else {}
                made = _known(made, head.places, shelf.editions())
                yield from _different(shelf, file, what, head.places, made, said)
            edition = head
        except Refused as refused:
            yield from (each.at(_below(shelf, file), None) for each in refused.findings)
    for key, numbers in shelf.supplements().items():
        before: ShelvedSupplement | None = None
        for issued in numbers:
            file = shelf.supplement_folder(key, issued) / "local-manuscript.json"
            what = f"supplement {issued} of {key}"
            try:
                own = shelf.supplement(key, issued)
                local = _read(shelf, file, own.fingerprint, rewritten, LocalManuscript)
                if local is None:
                    yield finding("text-altered", file=_below(shelf, file), what=what)
                elif _below(shelf, file) not in rewritten:
                    listed = since(local_places(local), issued, before.places if before else {})
                    other = local.partnership != own.partnership or own.partnership.key != key
                    said = {"its partnership": ""} if other else {}
                    if own.number != issued:
                        said["its number"] = ""
                    listed = _known(listed, own.places, numbers)
                    yield from _different(shelf, file, what, own.places, listed, said)
                    yield from _papers(local, what, sizes)
                before = own
            except Refused as refused:
                yield from (each.at(_below(shelf, file), None) for each in refused.findings)


def _known(
    made: Mapping[str, tuple[str, N]], said: Mapping[str, tuple[str, N]], there: Collection[N]
) -> dict[str, tuple[str, N]]:
    """What was worked out; since when a text stands is believed where it names what is not on the shelf.

    A shelf that an archive was put back on need not hold all that came before.
    """
    found = dict(made)
    for place, (seal, _) in made.items():
        told = said.get(place)
        if told is not None and told[0] == seal and told[1] not in there:
            found[place] = told
    return found


def _read(
    shelf: Shelf, file: Path, seal: str, rewritten: Mapping[str, Collection[str]], kind: type[T]
) -> T | None:
    """A manuscript; None where it is not there or its bytes are others. Raises Refused where it is none."""
    data = file.read_bytes() if file.exists() else b""
    right = {seal, *rewritten.get(_below(shelf, file), ())}
    return decode(data, kind) if hashlib.sha256(data).hexdigest() in right else None


def _different(
    shelf: Shelf,
    file: Path,
    what: str,
    said: Mapping[str, tuple[str, Any]],
    made: Mapping[str, tuple[str, Any]],
    wrong: Mapping[str, str],
) -> Iterator[Finding]:
    """The first thing that a head says and its manuscript does not."""
    other = sorted(place for place in said.keys() | made.keys() if said.get(place) != made.get(place))
    for place in [*wrong, *other][:1]:
        yield finding("head-other", file=_below(shelf, file.parent), what=what, place=place)


def _papers(local: LocalManuscript, what: str, sizes: Mapping[str, int]) -> Iterator[Finding]:
    """Files of local guidance: each is an object named by its fingerprint, whose bytes are read as such."""
    for guidance in local.guidance:
        paper = guidance.file
        if paper and sizes.get(paper.fingerprint + ending_of(paper.name)) != paper.size:
            yield finding("paper-missing", file=paper.name, name=paper.name, what=what)


def _below(shelf: Shelf, file: Path) -> str:
    return str(file.relative_to(shelf.folder))
