"""Nothing is lost: pack to manuscript to JSON and back, byte for byte where it is canonical."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.manual.strategies import LOCAL_MANUSCRIPTS, MANUSCRIPTS, PAPERS
from waymark.manual.findings import Refused
from waymark.manual.json_form import decode, encode, fingerprint, schema
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, canonical, canonical_local
from waymark.manual.pack.box_form import plain_data
from waymark.manual.pack.folders import read_folder
from waymark.manual.pack.local_form import read_local, write_local
from waymark.manual.pack.manuscript_form import read_manuscript, write_manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.pack.yaml_form import write_yaml

ROOT = Path(__file__).parents[2]
#: The schema itself is looked at once, and not again with each manuscript.
PUBLISHED = jsonschema.validators.validator_for(schema(Manuscript))(schema(Manuscript))
PUBLISHED.check_schema(PUBLISHED.schema)
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(MANUSCRIPTS)
def test_any_manuscript_survives_pack_and_json(manuscript: Manuscript) -> None:
    whole = canonical(manuscript)
    files = write_manuscript(manuscript)
    read, found, _ = read_manuscript(files, withdrawn=whole.withdrawn)
    assert not found
    assert read == whole
    data = encode(read)
    again = decode(data, Manuscript)
    assert again == whole
    assert encode(again) == data
    assert write_manuscript(again) == files


@many
@given(LOCAL_MANUSCRIPTS)
def test_any_local_manuscript_survives_pack_and_json(local: LocalManuscript) -> None:
    whole = canonical_local(local)
    files = write_local(local, PAPERS)
    read, found, _ = read_local(files)
    assert not found
    assert read == whole
    again = decode(encode(whole), LocalManuscript)
    assert again == whole
    assert write_local(again, files) == files


@many
@given(MANUSCRIPTS, st.randoms())
def test_the_order_of_parts_does_not_change_the_fingerprint(manuscript: Manuscript, chance: object) -> None:
    boxes = list(manuscript.boxes)
    terms = list(manuscript.terms)
    chance.shuffle(boxes)  # type: ignore[attr-defined]
    chance.shuffle(terms)  # type: ignore[attr-defined]
    mixed = msgspec.structs.replace(manuscript, boxes=tuple(boxes), terms=tuple(terms))
    assert fingerprint(mixed) == fingerprint(manuscript)


@many
@given(MANUSCRIPTS)
def test_the_published_schema_accepts_what_we_write(manuscript: Manuscript) -> None:
    PUBLISHED.validate(json.loads(encode(manuscript)))


@pytest.mark.parametrize("kind", [Manuscript, LocalManuscript])
def test_the_published_schema_is_the_one_in_docs(kind: type[Manuscript]) -> None:
    name = {"Manuscript": "manuscript", "LocalManuscript": "local-manuscript"}[kind.__name__]
    published = json.loads((ROOT / "docs" / "schema" / f"{name}-1.json").read_text())
    assert published == json.loads(json.dumps(schema(kind))), "run `make schema`"


def test_json_in_another_form_is_refused() -> None:
    with pytest.raises(Refused, match="canonical"):
        decode(b'{"schema":1,"manuscript":{"title":"x","about":"a","notice":"b"}}\n', Manuscript)


def test_the_starter_manual_is_canonical() -> None:
    files = read_folder(ROOT / "southwest" / "shared")
    manuscript, found, _ = read_manuscript(files)
    assert not found
    assert manuscript is not None
    assert write_manuscript(manuscript) == files


def test_the_starter_consortium_is_canonical_and_says_when_the_next_edition_is_due() -> None:
    pack, _ = read_pack(ROOT / "southwest")
    assert pack is not None
    facts = pack.consortium
    assert write_yaml(plain_data(facts)) == (ROOT / "southwest/consortium.yaml").read_text()
    assert (facts.next_edition, facts.comments_close) == (date(2027, 3, 31), date(2027, 1, 15))
