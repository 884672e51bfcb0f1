"""The smallest mistakes that the gate tells of: what is too hard to read, and waivers gone wrong."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.hard_words import OVER, PLAIN, STOPPED, manual, waiver
from tests.messages.mistake import Call, Mistake
from tests.small_pack import LOCAL
from waymark.manual.pack.local_form import read_local
from waymark.manual.text import Text
from waymark.plain_english.gate import check_gate, check_local_gate

DAY = date(2027, 1, 1)


def _note(words: str) -> object:
    local, found, _ = read_local(LOCAL)
    assert local is not None, found
    note = replace(local.notes[0], text=Text(words))
    return list(check_local_gate(replace(local, notes=(note,)), None, manual()))


GATE_MISTAKES: dict[str, Mistake] = {
    "reading-age-gate": Call(
        f"“{STOPPED}” as how to do it", lambda _: list(check_gate(manual(STOPPED), DAY))
    ),
    "reading-age-gate-local": Call("the same words as a new local note", lambda _: _note(STOPPED)),
    "reading-age-local": Call(f"“{OVER}” as a local note", lambda _: _note(OVER)),
    "reading-age-waived": Call(
        "a facet above 15 with a waiver that still holds",
        lambda _: list(check_gate(manual(STOPPED, waiver()), DAY)),
    ),
    "waiver-ended": Call(
        "the same, the day after the waiver ended",
        lambda _: list(check_gate(manual(STOPPED, waiver(until=date(2026, 12, 31))), DAY)),
    ),
    "waiver-not-needed": Call(
        "a waiver for a facet that reads easily", lambda _: list(check_gate(manual(PLAIN, waiver()), DAY))
    ),
    "waiver-to-nowhere": Call(
        "a waiver for a box that is not there",
        lambda _: list(check_gate(manual(PLAIN, waiver(place="a/gone")), DAY)),
    ),
}
