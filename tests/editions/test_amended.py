"""What changed between editions on a shelf: with whose reasons, and what is folded away as trifling."""

from datetime import UTC, date, datetime

import pytest

from tests.packs import SmallPress, components, edit, frozen_pack, reword
from waymark.editions.amended import amended, amended_local
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.shelf import Shelf
from waymark.manual.findings import Refused

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
