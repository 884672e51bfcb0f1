"""What is chosen and said of it, and what a sign-off of it binds to."""

from __future__ import annotations

from typing import NamedTuple

from waymark.desk.agreeing.changes import Change


class Seal(NamedTuple):
    """What a sign-off binds to: the fingerprint of the words, and of the reasons that go with them."""

    words: str
    reasons: str

    def __str__(self) -> str:
        return f"{self.words}-{self.reasons}"


class Given(NamedTuple):
    """What is said of a chosen change: why it was made, and whether it is a trifle."""

    reason: str = ""
    trifling: bool = False


def said_of(change: Change, given: Given) -> Given:
    """What is said of a change: a waiver holds its own reason, so nobody has to give it twice."""
    if change.kind != "waiver" or given.reason:
        return given
    return given._replace(reason=change.after.reason if change.after else "It is not needed any more.")


class Chosen(NamedTuple):
    """A change that a candidate takes up, why it was made, and whether it is called a trifle."""

    change: Change
    reason: str
    trifling: bool = False

    @property
    def given(self) -> Given:
        """What is said of it."""
        return Given(self.reason, self.trifling)
