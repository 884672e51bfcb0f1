"""What changed between editions on a shelf: with whose reasons, and what is folded away as trifling."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from tests.packs import SmallPress, components, edit, frozen_pack, reword
from waymark.amendments import between
from waymark.editions.amended import amended, amended_local
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.near import near
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Refused
from waymark.manual.json_form import encode
from waymark.manual.pack.whole import read_pack
from waymark.manual.text import Text

ROOT = Path(__file__).parents[2]
PAGES = ("box", "procedure", "chart", "word", "source", "review")

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
LIMIT = "timescales:in-a-day"


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack", ("somerset",))


def shelved(pack, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOW, workers=1, press=SmallPress, components=components)
    return shelf


def by_place(found):
    return {each.amendment.place: each for each in found.told}


def limit(pack, days):
    edit(pack, "shared/timescales.yaml", "limit: 1\n", f"limit: {days}\n")


def rules(refused):
    return [(each.rule, each.place) for each in refused.value.findings if each.severity == "refuse"]


def showing(pack):
    """The small manual's step shows the time limit from its second edition on."""
    edit(pack, "shared/boxes/a/step.md", "title: ", "timescales:\n- in-a-day\ntitle: ")
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "How soon stands where it is asked."})


def test_a_time_limit_asks_for_a_reason_at_its_own_place_or_at_all_that_show_it(pack):
    showing(pack)
    limit(pack, 2)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, date(2026, 11, 1))
    assert rules(refused) == [("reason-missing", LIMIT)]
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, date(2026, 11, 1), reasons={"a/end": "Not there."})
    assert rules(refused) == [("reason-missing", LIMIT)]
    assert freeze_edition(pack, date(2026, 11, 1), reasons={"a/step": "The guidance is new."}).frozen


@pytest.mark.parametrize("place", [LIMIT, "a/step"])
def test_the_reason_of_a_time_limit_is_told_at_both(pack, tmp_path, place):
    showing(pack)
    limit(pack, 2)
    freeze_edition(pack, date(2026, 11, 1), reasons={place: "The guidance is new."})
    found = by_place(amended(shelved(pack, tmp_path), "2026-2", "2026-3"))
    assert set(found) == {LIMIT, "a/step"}
    for each in found.values():
        assert [(why.number, why.reason) for why in each.why] == [("2026-3", "The guidance is new.")]


def test_a_trifle_never_folds_away_what_changed_before_it(pack, tmp_path):
    """The limit changed in one edition, for a reason given at the limit; a slip was mended in the next."""
    showing(pack)
    limit(pack, 2)
    freeze_edition(pack, date(2026, 11, 1), reasons={LIMIT: "The guidance is new."})
    reword(pack, old="Do this first", new="Do this first,")
    freeze_edition(pack, date(2026, 12, 1), reasons={"a/step": "A slip."}, trifling=["a/step"])
    shelf = shelved(pack, tmp_path)
    assert by_place(amended(shelf, "2026-3", "2026-4"))["a/step"].trifling
    both = by_place(amended(shelf, "2026-2", "2026-4"))["a/step"]
    assert {change.sort for change in both.amendment.changes} == {"time limit changed", "reworded"}
    assert not both.trifling


def test_reasons_come_from_every_edition_on_the_way(pack, tmp_path):
    reword(pack, old="Do this first", new="Do this early")
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "Plainer."})
    reword(pack, old="Do this early", new="Do this early,")
    freeze_edition(pack, date(2026, 11, 1), reasons={"a/step": "A slip."}, trifling=["a/step"])
    found = by_place(amended(shelved(pack, tmp_path), "2026-1", "2026-3"))["a/step"]
    assert [(why.number, why.trifling) for why in found.why] == [("2026-2", False), ("2026-3", True)]
    assert not found.trifling


def test_contacts_are_a_trifle_only_where_all_of_them_are(pack, tmp_path):
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960099")
    with pytest.raises(Refused) as refused:
        freeze_supplement(
            pack, "somerset", date(2026, 10, 1), {"contacts": "A slip."}, trifling=["contacts"]
        )
    assert rules(refused) == [("trifling-not", "contacts")]
    freeze_supplement(pack, "somerset", date(2026, 10, 1), {"contacts": "It moved."})
    head = pack / "partnerships/somerset/supplements/2/supplement.yaml"
    head.write_text(head.read_text() + "- place: contacts\n  reason: A slip.\n  trifling: true\n")
    shelf = shelved(pack, tmp_path)
    assert shelf.supplement("somerset", 2).trifling == ()
    (told,) = amended_local(shelf, "somerset", 1, 2).told
    assert [why.reason for why in told.why] == ["It moved.", "A slip."]
    assert not told.trifling


def test_told_forwards_whichever_is_named_first(pack, tmp_path):
    reword(pack)
    freeze_edition(pack, date(2026, 10, 1), reasons={"a/step": "Plainer."})
    shelf = shelved(pack, tmp_path)
    assert amended(shelf, "2026-2", "2026-1") == amended(shelf, "2026-1", "2026-2")
    assert amended(shelf, "2026-1", "2026-1").told == ()


def test_a_place_alone_is_told_as_among_all_others():
    """Of the starter manual, forwards and back: what is read of a place is all that its amendment needs."""
    pack, _ = read_pack(ROOT / "southwest")
    one, two = (edition.read()[0] for edition in pack.editions[:2])
    # Every page is changed too, and with it a lesson, a provision and a word that pages show.
    first = next(each for each in two.sources if each.provisions)
    sources = [each for each in two.sources if each is not first]
    duty, *duties = first.provisions
    point = two.reviews[0].learning[0]
    listed = (msgspec.structs.replace(point, text=Text("Otherwise.")), *two.reviews[0].learning[1:])
    other = msgspec.structs.replace(
        two,
        terms=tuple(msgspec.structs.replace(each, meaning=Text("Another meaning.")) for each in two.terms),
        reviews=(msgspec.structs.replace(two.reviews[0], learning=listed), *two.reviews[1:]),
        sources=(
            msgspec.structs.replace(
                first, provisions=(msgspec.structs.replace(duty, requires="Another duty."), *duties)
            ),
            *sources,
        ),
        boxes=tuple(msgspec.structs.replace(each, title=f"{each.title}, now") for each in two.boxes),
    )
    for before, after in ((one, two), (two, other), (other, one)):
        whole = between(before, after)
        real = [each for each in whole if each.kind in PAGES]
        assert len(real) > 10
        said = encode(before), encode(after)
        for each in real[:: max(1, len(real) // 25)]:
            old, new = (near(data, each.place) for data in said)
            (alone,) = (found for found in between(old, new) if found.place == each.place)
            without = msgspec.structs.replace(each, shown_at=()), msgspec.structs.replace(alone, shown_at=())
            assert without[0] == without[1], each.place
