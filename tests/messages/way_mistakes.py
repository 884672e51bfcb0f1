"""The smallest mistakes in the ways in for families."""

from __future__ import annotations

from tests.messages.mistake import Edit, Mistake

CHILDREN = """- key: children
  title: For children
  questions:
  - asked: Who are these people?
    replies:
    - place: terms/referral
"""
PARENTS = """- key: parents
  title: For parents
  questions:
  - asked: What is happening?
    replies:
    - place: a/step
      said: They take a step
"""
HELPLINES = """- key: childline
  name: A line for children
  purpose: For children
  kind: child helpline
  telephone: 0800 1111
  hours: always
  hours_in_words: Any time
  checked: 2026-11-22
- key: adults
  name: A line for adults
  purpose: For adults
  kind: helpline
  telephone: 0808 800 5000
  hours: always
  hours_in_words: Any time
  checked: 2026-11-22
"""
RING = Edit("shared/contacts.yaml", "", HELPLINES)


def _ways(words: str) -> Edit:
    return Edit("shared/ways-in.yaml", new=words)


def _with(more: str) -> tuple[Edit, ...]:
    return (RING, _ways(CHILDREN + PARENTS + more))


WAY_MISTAKES: dict[str, Mistake] = {
    "way-in-alone": (RING, _ways(PARENTS)),
    "way-in-helpline": (
        _ways(CHILDREN + PARENTS),
        Edit("shared/contacts.yaml", "", HELPLINES.split("- key: adults", maxsplit=1)[0]),
    ),
    "reply-to-nowhere": _with("    - place: terms/nothing\n"),
    "reply-without-words": (RING, _ways(f"{CHILDREN}    - place: a/step\n      said: A step\n{PARENTS}")),
    "reply-unnamed": _with("    - place: a/choose\n"),
    "way-in-heading-twice": _with("    - place: a/choose\n      said: They take a step\n"),
}
