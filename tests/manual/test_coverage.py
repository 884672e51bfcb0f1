"""Coverage: provisions that no box carries, duties that no source backs, and the amounts of each chart."""

from __future__ import annotations

import msgspec

from tests.small_pack import SHARED
from tests.stories import storied
from waymark.manual.coverage import coverage
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.sources import Provision
from waymark.manual.text import Text


def small(**more: object) -> Manuscript:
    """The small manual, with other parts."""
    read, found, _ = read_manuscript(SHARED)
    assert read is not None, found
    return msgspec.structs.replace(read, **more)


def with_provisions(*more: Provision) -> Manuscript:
    """The small manual, with more provisions in its Act."""
    whole = small()
    (act,) = whole.sources
    return small(sources=(msgspec.structs.replace(act, provisions=(*act.provisions, *more)),))


def saying(words: str, sources: tuple[str, ...] | None = None) -> Manuscript:
    """The small manual, with other words in how its first box is done, and other sources if given."""
    whole = small()
    box = whole.boxes[0]
    facets = msgspec.structs.replace(box.facets, how_to_do_it=Text(words))
    box = msgspec.structs.replace(box, facets=facets, sources=box.sources if sources is None else sources)
    return small(boxes=(box, *whole.boxes[1:]))


def test_provisions_that_nothing_carries_are_listed():
    left = Provision(key="s2", where="section 2", force="must", requires="Do more.")
    others = Provision(
        key="s3", where="section 3", force="must", requires="Meet.", no_box="For the partners", seen=True
    )
    found = coverage(with_provisions(left, others)).provisions
    assert (found.all, found.carried) == (3, 1)
    assert found.not_carried == ("sources/an-act#s2",)
    assert found.for_others == (("sources/an-act#s3", "For the partners"),)
    assert (found.words_read, found.account_read) == (1, 0)
    assert found.general_knowledge == ("sources/an-act#s1", "sources/an-act#s2")


def test_a_timescale_carries_its_provision():
    whole = small()
    boxes = tuple(msgspec.structs.replace(box, sources=()) for box in whole.boxes)
    assert coverage(small(boxes=boxes)).provisions.carried == 1
    assert coverage(small(boxes=boxes, timescales=())).provisions.carried == 0


def test_a_must_needs_a_law_and_a_should_any_duty():
    assert coverage(saying("You must ring. They should ring back.")).duties.unbacked == ()
    found = coverage(saying("You must ring. They should ring back.", ())).duties
    assert (found.must, found.should) == (1, 1)
    assert [(each.word, each.sentence) for each in found.unbacked] == [
        ("must", "You must ring."),
        ("should", "They should ring back."),
    ]


def test_guidance_backs_a_should_and_not_a_must():
    whole = saying("You must ring. They should ring back.")
    (act,) = whole.sources
    guidance = msgspec.structs.replace(act, kind="statutory guidance", publisher="A department")
    found = coverage(msgspec.structs.replace(whole, sources=(guidance,))).duties
    assert {each.word for each in found.unbacked} == {"must"}


def test_a_timescale_without_a_source_is_listed():
    (timescale,) = small().timescales
    bare = msgspec.structs.replace(timescale, source=None)
    assert coverage(small(timescales=(bare,))).duties.timescales_without_source == (timescale.key,)


def test_the_amounts_of_each_chart():
    chart, whole = coverage(small()).amounts
    assert (chart.of, whole.of) == ("a", "all")
    assert (chart.boxes, chart.facets, chart.what_ifs) == (4, 16, 4)
    assert (chart.sources, chart.provisions, chart.lessons, chart.learning_points) == (1, 1, 0, 0)
    box = small().boxes[0]
    facets = msgspec.structs.replace(box.facets, lessons=("reviews/a-review#ask",))
    boxes = (msgspec.structs.replace(box, facets=facets), *small().boxes[1:])
    chart, _ = coverage(small(boxes=boxes)).amounts
    assert (chart.lessons, chart.learning_points, chart.facets) == (0, 1, 17)


def test_scenarios_are_counted_with_the_places_they_lead_to():
    found = coverage(storied()).practised
    assert (found.scenarios, found.moments) == (1, 2)
    assert found.places == ("a/begin", "a/choose", "a/step")
