"""What is sent in the body of a request: read where something is asked for in words, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

#: The largest body that is read: what is typed is a sentence or two.
LARGEST = 8192


def body_of(environ: Mapping[str, Any], most: int) -> bytes | None:
    """The body of a request; None where it is longer than `most`, or does not say how long it is."""
    size = environ.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > most:
        return None
    body: bytes = environ["wsgi.input"].read(int(size))
    return body


def fields(body: bytes) -> dict[str, str]:
    """What a form sends, by the names of its fields; each on one line, as a field of one line has it."""
    read = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return {name: " ".join(values[0].split()) for name, values in read.items()}
