"""A small scenario, as its file in the small pack, and manuals that hold it."""

from __future__ import annotations

from msgspec.structs import replace

from tests.small_pack import SHARED
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.scenarios import Choice, Scenario

#: Where its file stands.
FILE = "practise/the-bell.yaml"
STORY = """place: practise/the-bell
title: The bell
for_roles:
- teacher
story: The bell rings. Tom is still here.
moments:
- question: What do you do?
  choices:
  - words: Do this
    fit: best
    place: a/step
    facet: key points
    says: Do this first.
  - words: Leave it
    fit: not this
    place: a/step
    facet: what if
    says: Nobody answers
- story: He cries.
  question: What now?
  choices:
  - words: Ring 999
    fit: best
    place: a/choose
    facet: how to do it
    says: Write it down. See the end and referral.
  - words: Ask him
    fit: also right
    place: a/begin
    facet: lessons
    says: reviews/a-review#ask
"""
#: The small pack with the scenario in it, and with the lesson it leads to shown where it should be.
STORIED = {
    **SHARED,
    FILE: STORY.encode(),
    "boxes/a/begin.md": SHARED["boxes/a/begin.md"].replace(
        b"who: Anyone\n", b"who: Anyone\nlessons:\n- reviews/a-review#ask\n"
    ),
}


def storied(story: str = STORY) -> Manuscript:
    """The small manual with this scenario."""
    made, found, _ = read_manuscript({**STORIED, FILE: story.encode()})
    assert made is not None, found
    return made


def bell(manual: Manuscript) -> Scenario:
    """The scenario of a small manual."""
    (scenario,) = manual.scenarios
    return scenario


def with_choices(manual: Manuscript, *choices: Choice) -> Manuscript:
    """The manual with these as the choices of its scenario's first moment."""
    scenario = bell(manual)
    first = replace(scenario.moments[0], choices=choices)
    return replace(manual, scenarios=(replace(scenario, moments=(first, *scenario.moments[1:])),))
