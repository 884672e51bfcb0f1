"""What can be chosen, by the names that people know: areas and roles, as they are in force."""

from __future__ import annotations

from waymark.desk.alerts.signing_up import Choices
from waymark.desk.doors.out import frozen_words
from waymark.desk.letters.areas import areas, newest
from waymark.manual.manuscript import Manuscript


def area_names() -> dict[str, str]:
    """The areas by key, in the order of the alphabet."""
    return areas(newest())


def role_names() -> dict[str, str]:
    """The roles of the edition in force by key, in their editors' order."""
    found = newest().get("")
    words = frozen_words(*found) if found else None
    return {each.key: each.title for each in words.roles} if isinstance(words, Manuscript) else {}


def chosen_words(choices: Choices) -> str:
    """Somebody's choices, as a sentence says them."""
    role = role_names().get(choices.role, choices.role)
    words = "changes to the shared manual"
    if role:
        words = f"what changes in the shared manual for the role “{role}”"
    if not choices.gateway:
        return words
    area = area_names().get(choices.gateway, choices.gateway)
    return f"{words}, and what is local in {area}" if choices.local else f"{words}, as it is read in {area}"
