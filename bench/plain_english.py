"""Does noticing find what a careful editor would mark: figures, never a pass or a fail.

    python bench/plain_english.py [--json] [--misses] [--set sentences|more|both]

Each line of bench/plain_english/*.tsv is a sentence, whether its place cites a law that says must, and what
an editor marks in it by hand: a kind and, but for a whole sentence, the words. The labels of both sets were
written before the rules of noun piles, musts and passives; the rules were then made better on `sentences.tsv`
alone, and `more.tsv` was only counted. One person wrote sentences, labels and rules, so both sets flatter.

A finding is right where an editor marks the same kind at words that it shares. Precision: of what is found,
how much is right. Recall: of what is marked, how much is found. `sentence-hard` is left out: it is a figure
of a formula, and no editor marks it. Behind the sets come the findings of the starter manual.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from waymark.manual.duties import backed  # noqa: E402
from waymark.manual.manuscript import Lookup, Manuscript  # noqa: E402
from waymark.manual.pack.whole import read_pack  # noqa: E402
from waymark.manual.text import Text  # noqa: E402
from waymark.plain_english.noticing import Noticed, mostly_passive, notice  # noqa: E402
from waymark.plain_english.reading import SettingAside  # noqa: E402

SETS = ("sentences", "more")
LEFT_OUT = frozenset({"sentence-hard"})


class Labelled(NamedTuple):
    """A sentence, and what an editor marks in it: kind and words, empty for the whole sentence."""

    sentence: Text
    law: bool
    marks: tuple[tuple[str, str], ...]


class Score(NamedTuple):
    """How many are right, found and marked."""

    right: int
    found: int
    marked: int

    @property
    def precision(self) -> float | None:
        """The share of the found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the marked that is found."""
        return self.right / self.marked if self.marked else None


def share(of: float | None) -> str:
    """A share as it is printed; a dash where there is nothing to take a share of."""
    return "        –" if of is None else f"{of:9.0%}"


def labelled(name: str) -> Iterator[Labelled]:
    """The sentences of a set."""
    path = ROOT / "bench" / "plain_english" / f"{name}.tsv"
    for line in path.read_text().splitlines()[1:]:
        sentence, law, marks = line.split("\t")
        pairs = (mark.partition(": ") for mark in marks.split("; ") if mark)
        yield Labelled(Text(sentence), law == "law", tuple((kind, words) for kind, _, words in pairs))


def compared(each: Labelled, found: tuple[Noticed, ...]) -> Iterator[tuple[str, str, str]]:
    """Each finding and mark as (kind, `right`, `false` or `missed`, words)."""
    said = each.sentence.plain
    left = [(kind, said.index(words), said.index(words) + len(words), words) for kind, words in each.marks]
    for one in found:
        if one.rule in LEFT_OUT:
            continue
        # A finding's offsets count from the start of its own sentence.
        at = said.index(one.sentence)
        start, end = at + one.start, at + one.end
        mark = next(
            (
                mark
                for mark in left
                if mark[0] == one.rule and (not one.words or (mark[1] < end and start < mark[2]))
            ),
            None,
        )
        if mark:
            left.remove(mark)
        yield one.rule, "right" if mark else "false", one.words or one.sentence
    yield from ((kind, "missed", words or said) for kind, _, _, words in left)


def scored(name: str, aside: SettingAside, known: frozenset[str], *, misses: bool) -> dict[str, Score]:
    """Precision and recall of each kind on a set."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in labelled(name):
        found = notice(each.sentence, aside, known=known, law=each.law, every_passive=True)
        for kind, how, words in compared(each, found):
            counts[kind, how] += 1
            if misses and how != "right":
                print(f"  {how:7} {kind:17} “{words}” in “{each.sentence.plain}”")
    kinds = sorted({kind for kind, _ in counts})
    return {
        kind: Score(
            counts[kind, "right"],
            counts[kind, "right"] + counts[kind, "false"],
            counts[kind, "right"] + counts[kind, "missed"],
        )
        for kind in kinds
    }


def of_the_manual(manuscript: Manuscript, aside: SettingAside, known: frozenset[str]) -> dict[str, list[str]]:
    """The findings of a manual by kind, as an editor gets them; and every passive there is."""
    lookup = Lookup(manuscript)
    found: dict[str, list[str]] = {}
    for part in [*manuscript.boxes, *manuscript.procedures]:
        law = "must" in backed(part.sources, lookup)
        facets, families = part.facets, part.facets.for_families
        told = [
            (list(facets.key_points), law),
            ([facets.how_to_do_it] if facets.how_to_do_it else [], law),
            ([each.answer for each in facets.what_if], law),
            ([note.text for note in facets.for_your_role], law),
            ([each for each in (families.parents, families.child) if each] if families else [], None),
        ]
        for texts, cites in told:
            every = mostly_passive(texts)
            for text in texts:
                for one in notice(text, aside, known=known, law=cites, every_passive=every):
                    found.setdefault(one.rule, []).append(f"{part.place}: “{one.words or one.sentence}”")
                for one in notice(text, every_passive=True):
                    if one.rule == "passive-voice":
                        found.setdefault("(every passive)", []).append(f"{part.place}: “{one.words}”")
    return found


def main() -> None:
    """Print it all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--misses", action="store_true", help="name each false finding and each miss")
    asked.add_argument("--set", default="both", choices=(*SETS, "both"))
    asked.add_argument("--manual", metavar="KIND", help="list the findings of one kind in the starter manual")
    chosen = asked.parse_args()
    pack, _ = read_pack(ROOT / "southwest")
    assert pack is not None
    manuscript, _, _ = pack.read_draft()
    assert manuscript is not None
    aside = SettingAside(manuscript)
    known = frozenset(name for term in manuscript.terms for name in (term.term, *term.also))
    sets = SETS if chosen.set == "both" else (chosen.set,)
    scores = {name: scored(name, aside, known, misses=chosen.misses) for name in sets}
    manual = of_the_manual(manuscript, aside, known)
    if chosen.json:
        told = {
            name: {
                kind: {**each._asdict(), "precision": each.precision, "recall": each.recall}
                for kind, each in found.items()
            }
            for name, found in scores.items()
        }
        print(json.dumps({"sets": told, "manual": {kind: len(each) for kind, each in manual.items()}}))
        return
    for name, found in scores.items():
        print(f"\nThe set “{name}”      right  found  marked  precision     recall")
        whole = Score(*(sum(each[at] for each in found.values()) for at in range(3)))
        for kind, each in [*found.items(), ("all", whole)]:
            shares = f"{share(each.precision)}  {share(each.recall)}"
            print(f"  {kind:22} {each.right:5}  {each.found:5}  {each.marked:6}  {shares}")
    print("\nFindings of the starter manual")
    for kind, words in sorted(manual.items()):
        print(f"  {kind:22} {len(words):5}")
    for line in manual.get(chosen.manual or "", []):
        print(f"    {line}")


if __name__ == "__main__":
    main()
