"""The smallest mistakes that scenarios make: what a choice may not lead to, and may not teach."""

from __future__ import annotations

from tests.messages.mistake import Call, Mistake
from tests.stories import STORY, bell, storied, with_choices
from waymark.manual.wholeness import check_manuscript
from waymark.plain_english.reading import check_reading

_HARD = "Professionals immediately investigating neighbourhood accommodation necessitated consultation."


def _told(words: str, old: str, new: str) -> Call:
    """A scenario with other words in place of some of its own."""
    assert old in STORY
    return Call(words, lambda _: check_manuscript(storied(STORY.replace(old, new, 1))))


STORY_MISTAKES: dict[str, Mistake] = {
    "scenario-moments": _told("a scenario with one moment", STORY[STORY.index("- story: He cries.") :], ""),
    "scenario-choices": Call(
        "a moment with one choice",
        lambda _: check_manuscript(with_choices(storied(), bell(storied()).moments[0].choices[0])),
    ),
    "scenario-best": _told("a moment in which no choice is best", "fit: best", "fit: also right"),
    "scenario-against-999": _told(
        "“Do not ring 999” as a choice that is “not this”", "words: Leave it", "words: Do not ring 999"
    ),
    "scenario-to-nowhere": _told("a choice that leads to a/gone", "place: a/step", "place: a/gone"),
    "scenario-not-said": _told(
        "a choice that leads to “Do that.”, where “Do this first.” stands",
        "Do this first.",
        "Do that.",
    ),
    "scenario-withheld": _told("a choice whose words were withheld", "Do this first.", "Withheld"),
    "scenario-reading-age": Call(
        f"“{_HARD}” as the story",
        lambda _: list(check_reading(storied(STORY.replace("The bell rings. Tom is still here.", _HARD)))),
    ),
}
