"""Made-up charts from a seed: trees with short cuts and returns, as charts have."""

from __future__ import annotations

import random

from waymark.pages.chart.plan import Plan, Shape, Way

WORDS = ("child", "family", "social", "worker", "plan", "review", "meet", "safe", "home", "agree")
WORDS += (
    "school",
    "police",
    "health",
    "decide",
    "Entscheidungsverantwortung",
    "Kindeswohlgefährdung",
)
LATER_KINDS = ("step", "step", "decision", "decision", "outcome", "connector", "away")


def made_up(seed: int) -> Plan:
    """A chart of up to 24 boxes, always the same for the same seed."""
    choose = random.Random(seed)
    count = choose.randint(1, 24)
    kinds = ["start", *(choose.choice(LATER_KINDS) for _ in range(count - 1))]
    shapes = [Shape(f"made-up/{n}", words(choose, 10), kind) for n, kind in enumerate(kinds)]
    reach = choose.choice((3, 6, 24))
    ends = []
    for n in range(1, count):
        if choose.random() < 0.93:
            ends.append((choose.randint(max(0, n - reach), n - 1), n))
    if count > 1:
        for _ in range(choose.randint(0, count // 3)):
            a, b = choose.sample(range(count), 2)
            ends.append((min(a, b), max(a, b)) if choose.random() < 0.7 else (a, b))
    ways = [
        Way(shapes[a].key, shapes[b].key, words(choose, 6) if choose.random() < 0.5 else None)
        for a, b in dict.fromkeys(ends)
    ]
    return Plan(tuple(shapes), tuple(ways))


def words(choose: random.Random, most: int) -> str:
    """Some words."""
    return " ".join(choose.choice(WORDS) for _ in range(choose.randint(1, most)))
