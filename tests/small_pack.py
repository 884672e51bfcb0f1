"""A small whole pack, as its files: one chart of four boxes, and one partnership."""

from __future__ import annotations

SOURCE = "sources/an-act#s1"

MATTER = """---
place: a/{key}
title: {title}
kind: {kind}
who: Anyone
sources:
- sources/an-act#s1
---
## Key points

- Do this first.
"""
MORE = """
## How to do it

Write it down. See [the end](a/end) and [referral](terms/referral).

## What if

### Nobody answers

Ring again.

## For families

You can ask what happens next.
"""


def box(key: str, title: str, kind: str) -> bytes:
    """A box with every facet its kind needs."""
    return (MATTER.format(key=key, title=title, kind=kind) + MORE).encode()


HOURS = """- key: front-door
  name: Front door
  purpose: To tell us about a worry
  kind: front door
  telephone: 01632 960001
  hours:
  - days:
    - monday
    - tuesday
    - wednesday
    - thursday
    - friday
    opens: 08:30
    closes: '17:00'
  hours_in_words: Monday to Friday, 8:30am to 5pm
  example: true
- key: night
  name: Night team
  purpose: To tell us about a worry at night
  kind: out of hours
  telephone: 01632 960002
  hours: always
  hours_in_words: Any time
  example: true
"""

SHARED: dict[str, bytes] = {
    "manual.yaml": b"title: A small manual\nabout: What to do.\nnotice: An example.\n",
    "charts/a.yaml": b"""key: a
number: 1
title: You are worried
need: I am worried
summary: From a worry to an answer.
boxes:
- a/begin
- a/choose
- a/step
- a/end
arrows:
- from: a/begin
  to: a/choose
- from: a/choose
  to: a/step
  answer: if yes
- from: a/choose
  to: a/end
  answer: if no
- from: a/step
  to: a/end
""",
    "boxes/a/begin.md": box("begin", "You are worried", "start"),
    "boxes/a/choose.md": box("choose", "Choose", "decision"),
    "boxes/a/step.md": box("step", "Take a step", "step"),
    "boxes/a/end.md": box("end", "The end", "outcome"),
    "terms.yaml": b"- key: referral\n  term: referral\n  meaning: Telling social care.\n",
    "timescales.yaml": b"""- key: in-a-day
  title: Answer
  limit: 1
  unit: working days
  starts: the call comes
  source: sources/an-act#s1
""",
    "roles.yaml": b"- key: teacher\n  title: Teacher\n",
    "contacts.yaml": b"""- key: emergency
  name: Police
  purpose: In danger
  kind: emergency
  telephone: '999'
  hours: always
  hours_in_words: Any time
  checked: 2026-11-22
""",
    "sources/an-act.yaml": b"""place: sources/an-act
title: An Act
kind: statute
year: 1989
provisions:
- key: s1
  where: section 1
  force: must
  requires: Do right.
""",
    "reviews/a-review.yaml": b"""place: reviews/a-review
title: A review
publisher: A board
year: 2013
kind: serious case review
area: Somewhere
learning:
- key: ask
  text: Ask the child.
""",
}

LOCAL: dict[str, bytes] = {
    "partnership.yaml": b"""key: somerset
name: Somerset Safeguarding Children Partnership
area: Somerset
in_area: In Somerset
council: Somerset Council
front_door: Front door
accent: '#7a2d4b'
""",
    "contacts.yaml": HOURS.encode(),
    "notes/a/step.md": b"---\nplace: a/step\n---\nUse our form.\n",
    "guidance/a-guide.md": b"""---
key: a-guide
title: A guide
owner: The partnership
published: 2021-04
shown_at:
- a/step
---
How we do it here.
""",
}

PACK: dict[str, bytes] = {
    "consortium.yaml": b"name: A consortium\ntitle: A small manual\naddress: http://localhost:8000\n",
    "places.tsv": b"place\tkind\tevent\tedition\tsee\n",
    **{f"shared/{name}": data for name, data in SHARED.items()},
    **{f"partnerships/somerset/draft/{name}": data for name, data in LOCAL.items()},
}
