"""Text to the editor and back loses nothing; whatever comes from an editor is text, or a field's fault."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.manual.strategies import TEXTS
from waymark.desk.forms.rich import TextField, as_content_state, from_content_state
from waymark.manual.text import Text, parse


def block(
    text: str, bold: Sequence[tuple[int, int]] = (), links: Sequence[tuple[int, int, str]] = (), **more: Any
) -> str:
    """The editor's JSON of one paragraph."""
    made = {
        "text": text,
        "type": "unstyled",
        "inlineStyleRanges": [{"offset": at, "length": long, "style": "BOLD"} for at, long in bold],
        "entityRanges": [
            {"offset": at, "length": long, "key": key} for key, (at, long, _) in enumerate(links)
        ],
        **more,
    }
    entities = {
        str(key): {"type": "PLACE", "mutability": "MUTABLE", "data": {"to": to}}
        for key, (_, _, to) in enumerate(links)
    }
    return json.dumps({"blocks": [made], "entityMap": entities})


@given(TEXTS)
def test_any_text_comes_back_from_the_editor_as_it_was(text: Text) -> None:
    assert from_content_state(as_content_state(text.markdown)) == text.markdown


ALL_BOLD = [{"offset": 0, "length": 6, "style": "BOLD"}]


def test_two_links_side_by_side_stay_two() -> None:
    words = "[one](terms/referral)[two](terms/referral)"
    assert from_content_state(as_content_state(words)) == words


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (block("Stop.now", bold=[(0, 5)]), "**Stop**.now"),
        (block(" Stop  here ", bold=[(0, 6)]), "**Stop** here"),
        (block("a\nb\tc\u00a0d"), "a b c d"),
        (block("zero\u200bwidth soft\u00adhyphen"), "zerowidth softhyphen"),
        (block("1. not a list"), "1\\. not a list"),
        (block("𝄞 is two", bold=[(3, 2)]), "𝄞 **is** two"),
        (
            block(
                "see it",
                links=[(4, 2, "terms/referral")],
                inlineStyleRanges=ALL_BOLD,
            ),
            "**see** [it](terms/referral)",
        ),
        (block("see it", links=[(4, 2, "a b) c")]), "see it"),
        (block("A heading", type="header-two"), "A heading"),
        (block("deep", type="unordered-list-item", depth=3), "- deep"),
        (block("slanted", inlineStyleRanges=[{"offset": 0, "length": 7, "style": "ITALIC"}]), "slanted"),
        (block("\ud800 alone"), "\ufffd alone"),
        (block("   "), ""),
        ("null", ""),
    ],
)
def test_what_the_closed_markdown_cannot_say_becomes_words(state: str, expected: str) -> None:
    assert from_content_state(state) == expected
    if expected:
        assert parse(expected)[0] is not None


@given(
    st.text(min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=3),
    st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 9), st.text(max_size=12)), max_size=2),
)
def test_no_words_of_an_editor_are_lost_or_break_the_form(
    text: str, bold: list[tuple[int, int]], links: list[tuple[int, int, str]]
) -> None:
    field = TextField(required=False)
    try:
        made = field.clean(field.widget.value_from_datadict({"f": block(text, bold, links)}, {}, "f"))
    except ValidationError:
        return  # a link that leads nowhere is the field's fault
    seen = "".join(letter for letter in text if letter.isprintable() and not letter.isspace())
    plain = parse(made)[0].plain if made else ""  # type: ignore[union-attr]
    assert "".join(plain.split()) == unicodedata.normalize("NFC", "".join(seen.split()))


NAMES = ["blocks", "entityMap", "text", "type", "inlineStyleRanges", "entityRanges"]
NAMES += ["offset", "length", "key", "style", "data", "to"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(JSON.map(json.dumps) | st.text(max_size=20) | JSON.map(lambda each: json.dumps({"blocks": [each]})))
def test_what_no_editor_sends_is_text_or_a_fault_and_never_a_crash(state: str) -> None:
    field = TextField(required=False)
    try:
        made = field.clean(field.widget.value_from_datadict({"f": state}, {}, "f"))
    except ValidationError:
        return
    assert made == "" or parse(made)[0] is not None


def test_what_did_not_arrive_whole_is_not_taken_for_nothing() -> None:
    field = TextField(required=False)
    with pytest.raises(ValidationError, match="did not arrive whole"):
        field.clean(field.widget.value_from_datadict({"f": '{"blocks": [{"text": '}, {}, "f"))


def test_a_link_to_nowhere_is_told_at_its_field() -> None:
    field = TextField(required=False)
    with pytest.raises(ValidationError, match="neither a place nor a web address"):
        field.clean(from_content_state(block("ring me", links=[(0, 4, "javascript:alert")])))
