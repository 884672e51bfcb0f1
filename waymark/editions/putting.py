"""Putting what a compile gathered on the shelf, and naming all that it will add."""

from __future__ import annotations

from pathlib import Path

from waymark.editions.gather import Gathered
from waymark.editions.plan import Plan
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import encode, ending_of


def adding(shelf: Shelf, gathered: Gathered, plan: Plan) -> list[Path]:
    """Where all that is new will stand: editions, supplements and printings."""
    new = [shelf.edition_folder(new.number) for new in gathered.editions]
    new += [shelf.supplement_folder(each.partnership, each.number) for each in gathered.supplements]
    return new + [shelf.printing_file(task.name) for task in plan.tasks]


def put(shelf: Shelf, gathered: Gathered, plan: Plan) -> None:
    """Put the editions and supplements on the shelf; the head comes last, so what has one is whole."""
    for new in gathered.editions:
        folder, what = shelf.edition_folder(new.number), f"Edition {new.number}"
        shelf.put_file(folder / "manuscript.json", new.data, what)
        shelf.put_file(folder / "edition.json", encode(plan.editions[new.number]), what)
    for each in gathered.supplements:
        folder = shelf.supplement_folder(each.partnership, each.number)
        what = f"Supplement {each.number} of {each.partnership}"
        shelf.put_file(folder / "local-manuscript.json", each.data, what)
        for name, paper in each.papers.items():
            shelf.put_object(paper, ending_of(name), {})
        head = plan.supplements[each.partnership][each.number]
        shelf.put_file(folder / "supplement.json", encode(head), what)
