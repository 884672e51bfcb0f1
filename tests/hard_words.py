"""Sentences that ask for a reader of a known age, and packs that hold them."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.small_pack import SHARED
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.text import Text
from waymark.manual.waivers import FacetName, Waiver

#: Reads at age 9.
PLAIN = "Write it down and sign it. Then put it away safe."
#: Reads at age 14.4: above the target, not stopped.
OVER = "Explain to the family what the meeting decided, and what the social worker will do next about it."
#: Reads at age 15.3: stopped by the gate.
STOPPED = (
    "Explain to the family what the meeting decided and why, "
    "and what the social worker will do about it after that."
)
#: A waiver for “how to do it” of a/begin, as a file of a pack.
WAIVER = """- place: a/begin
  facet: how to do it
  reason: The court asks for these words
  given_by: Kay Green
  until: 2027-03-31
"""
UNTIL = date(2027, 3, 31)


def manual(how: str = PLAIN, *waivers: Waiver) -> Manuscript:
    """The small manual, with these words as “how to do it” of a/begin."""
    made, found, _ = read_manuscript(SHARED)
    assert made is not None, found
    boxes = [
        replace(box, facets=replace(box.facets, how_to_do_it=Text(how))) if box.place == "a/begin" else box
        for box in made.boxes
    ]
    return replace(made, boxes=tuple(boxes), waivers=waivers)


def waiver(**said: object) -> Waiver:
    """The waiver of WAIVER, or one that says otherwise."""
    given = {"place": "a/begin", "facet": FacetName.HOW, "reason": "The court asks for these words"}
    return Waiver(**{**given, "given_by": "Kay Green", "until": UNTIL, **said})


def hard_box(how: str) -> bytes:
    """The file of a/begin with these words as “how to do it”."""
    file = SHARED["boxes/a/begin.md"].decode()
    old = "Write it down. See [the end](a/end) and [referral](terms/referral)."
    assert old in file
    return file.replace(old, how).encode()
