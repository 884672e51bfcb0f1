"""Canonical JSON of a manuscript: the same meaning has the same bytes, with a published schema."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from waymark.manual.data import Data
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, canonical, canonical_local
from waymark.manual.pack.folders import write_file
from waymark.manual.text import Text

#: Raised by one when the form of the data changes in a way that old readers cannot read.
SCHEMA = 1

M = TypeVar("M", Manuscript, LocalManuscript)

messages(
    Severity.REFUSE,
    {
        "json-form": (
            "The JSON is not a manuscript of schema {schema}: {problem}.",
            "Make it again from its pack.",
        ),
        "json-not-canonical": (
            "The JSON says what it says in another form than the canonical one.",
            "Write it with Waymark; its bytes are its identity.",
        ),
    },
)


class _Envelope(Data, frozen=True, kw_only=True, rename={"number": "schema"}):
    """The outermost form: which schema, and the manuscript."""

    number: int
    manuscript: msgspec.Raw


def put(value: Any) -> Any:
    """Make the Markdown of a Text, for msgspec's encoders."""
    if isinstance(value, Text):
        return value.markdown
    raise TypeError(f"no JSON form for {type(value).__name__}")


def take(kind: type, value: Any) -> Any:
    """Make a Text from its Markdown, for msgspec's decoders."""
    if kind is Text:
        return Text(value)
    raise TypeError(f"no reading for {kind.__name__}")


def encode(manuscript: Manuscript | LocalManuscript) -> bytes:
    """The canonical JSON: parts and keys in order, NFC, ending with a line feed."""
    if isinstance(manuscript, Manuscript):
        ordered: Manuscript | LocalManuscript = canonical(manuscript)
    else:
        ordered = canonical_local(manuscript)
    whole = {"manuscript": ordered, "schema": SCHEMA}
    return msgspec.json.encode(whole, enc_hook=put, order="sorted") + b"\n"


def decode(data: bytes, kind: type[M]) -> M:
    """The manuscript that canonical JSON holds. Raises Refused where it is not canonical JSON."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if envelope.number != SCHEMA:
            raise refuse("json-form", schema=SCHEMA, problem=f"it says schema {envelope.number}")
        manuscript = msgspec.json.decode(envelope.manuscript, type=kind, dec_hook=take)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise refuse("json-form", schema=SCHEMA, problem=str(error)) from error
    if not unicodedata.is_normalized("NFC", data.decode()) or encode(manuscript) != data:
        raise refuse("json-not-canonical")
    return manuscript


def fingerprint(manuscript: Manuscript | LocalManuscript) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal: what a sign-off or citation binds to."""
    return hashlib.sha256(encode(manuscript)).hexdigest()


def own_fingerprint(part: Any) -> str:
    """The SHA-256 of the canonical JSON of one part of a manuscript."""
    return hashlib.sha256(canonical_json(part).encode()).hexdigest()


def canonical_json(part: Any) -> str:
    """The canonical JSON of one part of a manuscript."""
    return msgspec.json.encode(part, enc_hook=put, order="sorted").decode()


def text_schema(_: type) -> dict[str, Any]:
    """The JSON Schema of a Text, the one type that msgspec does not know."""
    return {
        "type": "string",
        "minLength": 1,
        "description": "Text: paragraphs, lists, bold and links, in Waymark's closed Markdown.",
    }


def schema(kind: type[Manuscript | LocalManuscript]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the canonical form."""
    (inner,), parts = msgspec.json.schema_components(
        [kind], schema_hook=text_schema, ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Waymark {kind.__name__}",
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, "manuscript": inner},
        "required": ["manuscript", "schema"],
        "additionalProperties": False,
        "$defs": parts,
    }


def publish(folder: Path) -> None:
    """Write the JSON Schema of both kinds of manuscript into a folder."""
    for kind, name in ((Manuscript, "manuscript"), (LocalManuscript, "local-manuscript")):
        words = json.dumps(schema(kind), indent=2, ensure_ascii=False)
        write_file(folder / f"{name}-{SCHEMA}.json", f"{words}\n".encode())


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
