"""Papers of the starter manual, each made once for all tests."""

from __future__ import annotations

import io
import re
import tempfile
from functools import cache
from pathlib import Path

import pypdf

from tests.pages import gateways
from waymark.pages.paper.whole import Papers
from waymark.pages.reading import Reader

ADDRESS = "https://procedures.example"
BOX = "referral/talk-it-over"


@cache
def papers(key: str, address: str | None = ADDRESS, withheld: tuple[str, ...] = ()) -> Papers:
    manuscript = gateways.manuscript()
    return Papers(
        Reader(manuscript),
        gateways.shared_part(manuscript),
        gateways.local_part(gateways.local(key)),
        address,
        Path(tempfile.mkdtemp()),
        withheld,
    )


@cache
def made(place: str, key: str = "somerset") -> bytes:
    return papers(key).set(place)


def said(data: bytes) -> list[str]:
    """The words of each page."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]
