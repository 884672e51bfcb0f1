"""For other systems: JSON of what is in force, described by OpenAPI, with the citation in every answer."""

import json
import logging
import re
from datetime import UTC, date, datetime

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack, reword
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.editions.withholding import Asked, withhold
from waymark.gateways.api.answering import TAKEN
from waymark.gateways.api.openapi import READ, SENT, described
from waymark.gateways.application import application
from waymark.gateways.asking import takes_words

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)
ADDRESSES = {
    "": "Listed",
    "charts/a": "ChartAnswer",
    "boxes/a/step": "BoxAnswer",
    "terms": "TermsAnswer",
    "timescales": "LimitsAnswer",
    "contacts": "ContactsAnswer",
    "amendments": "AmendmentsAnswer",
    "amendments/2026-1/2026-2": "AmendmentsAnswer",
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("api") / "pack"
    made = frozen_pack(folder, ("somerset", "devon"))
    reword(made)
    freeze_edition(made, date(2026, 11, 2), reasons={"a/step": "A review found that people waited."})
    edit(made, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our zebra form.")
    freeze_supplement(made, "somerset", date(2027, 1, 4), {"a/step": "The form has a name."})
    return made


@pytest.fixture
def shelf(pack, tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    return shelf


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def said(answered):
    assert answered.header["content-type"] == "application/json"
    assert "set-cookie" not in answered.header
    return json.loads(answered.plain)


def schema(name):
    whole = described()
    return {"$ref": f"#/components/schemas/{name}", "components": whole["components"]}


def test_the_description_is_openapi(ask):
    for address in ("/somerset/api/openapi.json", "/api/openapi.json"):
        told = said(ask(address))
        validate(told)
        assert told["openapi"] == "3.1.0"
    assert told == json.loads(json.dumps(described()))


@pytest.mark.parametrize(("address", "name"), ADDRESSES.items())
def test_every_answer_is_as_described_and_carries_its_citation(ask, shelf, address, name):
    answered = ask(f"/somerset/api/{address}")
    assert answered.status == 200
    told = said(answered)
    Draft202012Validator(schema(name)).validate(told)
    assert "999" in told["danger"]
    assert told["notice"], "the small manual is not adopted, and every answer says so"
    cited = told["citation"]
    assert (cited["gateway"], cited["edition"], cited["supplement"]) == ("somerset", "2026-2", 2)
    assert cited["edition_fingerprint"] == shelf.edition("2026-2").fingerprint
    assert cited["supplement_fingerprint"] == shelf.supplement("somerset", 2).fingerprint
    assert cited["edition_in_force_from"].startswith("2026-11-02T00:00")
    assert cited["supplement_in_force_from"].startswith("2027-01-04T00:00")
    assert "edition 2026-2" in cited["sentence"]
    assert answered.header["access-control-allow-origin"] == "*"


def test_every_described_address_is_among_those_asked_here():
    known = {re.sub(r"\{\w+\}", "*", address) for address, *_ in READ}
    told = {"charts/*", "boxes/*/*", "amendments/*/*", "procedures/procedures/*"}
    assert known == told | {each for each in ADDRESSES if "/" not in each}


def test_what_may_be_sent_is_what_is_described():
    assert {f"api/{address}" for address, *_ in SENT} == set(TAKEN)
    assert all(takes_words(f"/somerset/{address}") for address in TAKEN)


def test_a_box_comes_with_what_is_local_and_without_how_people_ask(ask, shelf):
    told = said(ask("/somerset/api/boxes/a/step"))
    box = told["box"]
    assert box["local_note"] == "Use our zebra form."
    assert [each["place"] for each in box["local_guidance"]] == ["local/a-guide"]
    assert [each["place"] for each in box["leads_to"]] == ["a/end"]
    assert "people_say" not in json.dumps(told)
    assert told["citation"]["words_fingerprint"] == shelf.edition("2026-2").places["a/step"][0]
    assert said(ask("/devon/api/boxes/a/step"))["box"]["local_note"] == "Use our form."


def test_an_example_has_no_number_that_a_machine_could_dial(ask):
    told = said(ask("/somerset/api/contacts"))["contacts"]
    examples = [each["contact"] for each in told if each["contact"].get("example")]
    assert examples
    assert not any("telephone" in each or "email" in each for each in examples)
    assert all("do not ring" in each["name"] for each in examples)
    assert any(each["contact"].get("telephone") == "999" for each in told)


def test_what_changed_comes_with_its_reasons(ask):
    told = said(ask("/somerset/api/amendments/2026-2/2026-1"))
    assert (told["before"], told["after"], told["editions"]) == ("2026-1", "2026-2", ["2026-1", "2026-2"])
    assert "A review found that people waited." in json.dumps(told["amendments"])


def test_words_are_looked_for_in_a_body_and_kept_nowhere(ask, caplog):
    caplog.set_level(logging.DEBUG)
    answered = ask("/somerset/api/search", sent=b'{"words": "A zebra?", "most": 3}')
    assert answered.status == 200
    assert answered.header["cache-control"] == "no-store"
    assert "etag" not in answered.header
    told = said(answered)
    Draft202012Validator(schema("SearchAnswer")).validate(told)
    assert told["results"][0]["place"] == "a/step"
    assert "zebra" not in caplog.text.lower()
    assert ask("/somerset/api/search", query="words=zebra").status == 404


@pytest.mark.parametrize(
    "sent", [b"", b"zebra", b'{"words": ""}', b'{"words": "a", "more": 1}', b'{"words": "a", "most": 500}']
)
def test_what_cannot_be_read_is_said_with_what_to_do(ask, sent):
    answered = ask("/somerset/api/search", sent=sent)
    assert answered.status == 422
    told = said(answered)
    Draft202012Validator(schema("Wrong")).validate(told)
    assert "words" in told["mend"]


@pytest.mark.parametrize(
    "address",
    [
        "/somerset/api/boxes/a/gone",
        "/somerset/api/boxes/a",
        "/somerset/api/procedures/a/step",
        "/somerset/api/charts/b",
        "/somerset/api/amendments/2026-1/2030-1",
        "/somerset/api/amendments/2026-1",
        "/somerset/api/nothing",
        "/api/contacts",
    ],
)
def test_what_is_not_there_says_so_for_machines(ask, address):
    answered = ask(address)
    assert answered.status == 404
    told = said(answered)
    Draft202012Validator(schema("Wrong")).validate(told)
    assert "999" in told["danger"]


def test_an_answer_that_has_not_changed_is_not_sent_again(ask):
    first = ask("/somerset/api/contacts")
    again = ask("/somerset/api/contacts", if_none_match=first.header["etag"])
    assert again.status == 304
    assert again.body == b""


def test_the_front_lists_the_gateways(ask):
    assert [each["key"] for each in said(ask("/api/"))["gateways"]] == ["devon", "somerset"]


def test_what_was_withheld_is_told_as_such(shelf, reader):
    people = ("Ann Ames", "Bo Best")
    withhold(shelf, Asked("a/step", people, "An order of a court", editions=("2026-1", "2026-2")), NOON)
    answered = reader(application(shelf, lambda: NOON))("/somerset/api/boxes/a/step")
    assert answered.status == 451
    assert "withheld" in said(answered)["what"]
