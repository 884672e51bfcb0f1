"""What only helps searching: no reason is asked for it, no page counts as changed, nobody is alerted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.small_pack import SHARED
from waymark.amendments import apply, between
from waymark.amendments.trifling import only_for_searching, why_not_trifling
from waymark.editions.changes import shared_places
from waymark.editions.reasons import check_reasons
from waymark.manual.json_form import decode, encode
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.text import Text
from waymark.manual.words import Relations, Term


@pytest.fixture
def before() -> Manuscript:
    manuscript, found, _ = read_manuscript(SHARED)
    assert manuscript is not None, found
    return manuscript


def asked(manuscript: Manuscript, *lines: str) -> Manuscript:
    """The same with how people ask for its first box."""
    first, *rest = manuscript.boxes
    first = replace(first, facets=replace(first.facets, people_say=lines))
    return replace(manuscript, boxes=(first, *rest))


def test_how_people_ask_needs_no_reason_and_changes_no_page(before):
    after = asked(before, "What do I do?", "Help me")
    (amendment,) = between(before, after)
    assert amendment.place == before.boxes[0].place
    assert {change.after for change in amendment.changes} == {"What do I do?", "Help me"}
    assert only_for_searching(amendment)
    assert why_not_trifling(amendment) is None
    assert list(check_reasons([amendment], (), ())) == []
    assert dict(shared_places(before)) == dict(shared_places(after))
    assert apply(before, (amendment,)) == after


def test_words_for_searching_need_none_either(before):
    family = Relations(key="doors", title="Doors", together=("door, gate",), apart=("door, adore",))
    after = replace(before, relations=(family,))
    (amendment,) = between(before, after)
    assert amendment.kind == "words for searching"
    assert only_for_searching(amendment)
    assert list(check_reasons([amendment], (), ())) == []
    assert apply(before, (amendment,)) == after


def test_whoever_changes_words_as_well_gives_a_reason(before):
    after = asked(before, "Help me")
    first = replace(after.boxes[0], title="Another title")
    after = replace(after, boxes=(first, *after.boxes[1:]))
    (amendment,) = between(before, after)
    assert not only_for_searching(amendment)
    assert [each.rule for each in check_reasons([amendment], (), ())] == ["reason-missing"]
    assert dict(shared_places(before)) != dict(shared_places(after))


def test_the_everyday_words_of_a_term_are_no_part_of_its_text(before):
    term = Term(key="door", term="door", meaning=Text("A way in."))
    one, two = (replace(before, terms=(replace(term, people_say=said),)) for said in ((), ("the big gate",)))
    assert dict(shared_places(one)) == dict(shared_places(two))
    assert encode(one) != encode(two)
    assert decode(encode(two), Manuscript) == two


def test_a_pack_keeps_how_people_ask(before):
    after = replace(
        asked(before, "What: do I do?", "- no", "Help “me”"),
        relations=(Relations(key="doors", title="Doors", together=("door, gate",)),),
    )
    files = write_manuscript(after)
    again, found, _ = read_manuscript(files, "", after.withdrawn)
    assert found == []
    assert again == after
    assert write_manuscript(again) == files


@pytest.mark.parametrize("family", ["alone", "alone,together", ", alone", "alone, ", "alone, \n x"])
def test_a_family_is_words_with_commas(before, family):
    after = replace(before, relations=(Relations(key="doors", title="Doors", together=(family,)),))
    read, found, _ = read_manuscript(write_manuscript(after), "", after.withdrawn)
    assert read is None
    assert [each.file for each in found] == ["relations.yaml"]
