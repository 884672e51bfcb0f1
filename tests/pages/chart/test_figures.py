"""The figures see each fault: a drawing with one of every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waymark.pages.chart.drawing import Drawing, PlacedAnswer, PlacedShape, PlacedWay, Point
from waymark.pages.chart.figures import figures


def box(key: str, x: int, y: int) -> PlacedShape:
    return PlacedShape(key, x, y, 100, 50, (key,), "step", key)


def way(start: str, end: str, *points: Point, answer: PlacedAnswer | None = None) -> PlacedWay:
    return PlacedWay(start, end, points, answer)


SOUND = Drawing(
    400,
    400,
    (box("a", 0, 0), box("b", 200, 0), box("c", 0, 200), box("d", 200, 200)),
    (
        way("a", "c", (50, 50), (50, 200), answer=PlacedAnswer(20, 100, 60, 20, ("if",))),
        way("b", "d", (250, 50), (250, 200)),
    ),
)


def test_a_sound_drawing_has_no_faults() -> None:
    found = figures(SOUND)
    assert (found.faults, found.crossings, found.bends) == (0, 0, 0)


@pytest.mark.parametrize(
    ("fault", "drawing"),
    [
        ("box_overlaps", replace(SOUND, shapes=(*SOUND.shapes, box("e", 290, 240)))),
        (
            "answer_overlaps",
            replace(
                SOUND,
                ways=(
                    *SOUND.ways,
                    way(
                        "b",
                        "d",
                        (230, 50),
                        (230, 200),
                        answer=PlacedAnswer(60, 110, 60, 20, ("if",)),
                    ),
                ),
            ),
        ),
        (
            "arrows_through_boxes",
            replace(
                SOUND,
                ways=(*SOUND.ways, way("c", "b", (100, 225), (350, 225), (350, 20), (300, 20))),
            ),
        ),
        (
            "arrows_through_answers",
            replace(
                SOUND,
                ways=(*SOUND.ways, way("b", "c", (210, 50), (210, 110), (10, 110), (10, 200))),
            ),
        ),
        (
            "overlapping_pieces",
            replace(SOUND, ways=(*SOUND.ways, way("a", "d", (90, 50), (90, 60), (250, 60), (250, 190)))),
        ),
    ],
)
def test_each_fault_is_seen(fault: str, drawing: Drawing) -> None:
    assert getattr(figures(drawing), fault) == 1


def test_crossings_and_bends_are_counted() -> None:
    across = way("b", "c", (210, 50), (210, 80), (20, 80), (20, 200))
    found = figures(replace(SOUND, ways=(across, SOUND.ways[0])))
    assert (found.crossings, found.bends) == (1, 2)


def test_ways_out_of_one_box_may_share_a_stem_but_not_meet_again() -> None:
    stem = way("a", "d", (50, 50), (50, 70), (220, 70), (220, 200))
    assert figures(replace(SOUND, ways=(SOUND.ways[0], stem))).overlapping_pieces == 0
    again = way("a", "d", (50, 50), (50, 70), (120, 70), (120, 90), (50, 90), (50, 95))
    assert figures(replace(SOUND, ways=(SOUND.ways[0], again))).overlapping_pieces == 1
