"""Proofs of papers: each is there, whole, and was made from the words of the printing it is kept with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from waymark.editions.kept_papers import ENDING, every_paper, paper_file, read_paper
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Printing
from waymark.manual.findings import Finding, Refused, Severity, finding, messages

messages(
    Severity.REFUSE,
    {
        "paper-lost": (
            "The PDF of {place} that is kept with {printing} is not on the shelf, or not all of it.",
            "Put it back from a copy, or delete {file} and make it again with waymark paper.",
        ),
        "paper-other": (
            "The PDF of {place} was made from other words than those of {printing}, which it is kept with.",
            "Delete {file} and make it again with waymark paper.",
        ),
    },
)


def paper_faults(
    shelf: Shelf, printings: Iterable[Printing], sizes: Mapping[str, int], known: set[str]
) -> Iterator[Finding]:
    """Findings of the papers on a shelf. `known` is told the names of their bytes."""
    seals = {each.name: (each.edition_fingerprint, each.supplement_fingerprint) for each in printings}
    for name, file in every_paper(shelf):
        told = str(file.relative_to(shelf.folder))
        try:
            paper = read_paper(shelf, file)
        except Refused as refused:
            yield from refused.findings
            continue
        known.add(paper.fingerprint + ENDING)
        if sizes.get(paper.fingerprint + ENDING) != paper.size:
            yield finding("paper-lost", file=told, place=paper.place, printing=name)
        of = (paper.edition_fingerprint, paper.supplement_fingerprint)
        if seals.get(name) != of or paper_file(shelf, name, paper.place) != file:
            yield finding("paper-other", file=told, place=paper.place, printing=name)
