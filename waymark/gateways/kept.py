"""Answers kept in memory, within a number of bytes: those not asked for lately make room first."""

from __future__ import annotations

from waymark.gateways.answers import Answer

Key = tuple[str, str | None, tuple[str, ...]]


class Kept:
    """Answers in two generations: once the young fill half the room, the old ones are let go.

    Asking for a young answer costs one look into a dict, and no lock is needed. Answers larger than an
    eighth of the room are not kept.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.weight = 0
        self.young: dict[Key, Answer] = {}
        self.old: dict[Key, Answer] = {}

    def get(self, key: Key) -> Answer | None:
        """The answer kept for what was asked."""
        answer = self.young.get(key)
        if answer is None and (answer := self.old.get(key)) is not None:
            self.keep(key, answer)
        return answer

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer for the next who asks."""
        weight = answer.weight
        if weight > self.room // 8:
            return
        if self.weight + weight > self.room // 2:
            self.old, self.young, self.weight = self.young, {}, 0
        self.young[key] = answer
        self.weight += weight
