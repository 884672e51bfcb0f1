"""What counts as the text of a place."""

from __future__ import annotations

import msgspec

from tests.small_pack import SHARED
from waymark.editions.changes import shared_places
from waymark.manual.pack.manuscript_form import read_manuscript


def test_a_changed_timescale_changes_the_boxes_that_show_it_and_no_others():
    whole, found, _ = read_manuscript(SHARED)
    assert whole is not None, found
    (limit,) = whole.timescales
    first, *others = whole.boxes
    whole = msgspec.structs.replace(
        whole, boxes=(msgspec.structs.replace(first, timescales=(limit.key,)), *others)
    )
    slower = msgspec.structs.replace(limit, limit=2)
    before = dict(shared_places(whole))
    after = dict(shared_places(msgspec.structs.replace(whole, timescales=(slower,))))
    assert [place for place in before if before[place] != after[place]] == [first.place]
