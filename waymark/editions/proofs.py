"""Proof-reading one object as a stranger: its bytes, its compressed forms, its HTML, where it leads."""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import html5lib
import msgspec

from waymark.editions.shelved import SLOT, ending_of
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.pages.open_slots import opened

messages(
    Severity.REFUSE,
    {
        "object-damaged": (
            "The bytes of {name} are not those it is named after.",
            "Put it back from a copy of the shelf.",
        ),
        "object-squeezed": (
            "{name} does not unpack to the bytes it stands for.",
            "Put it back from a copy of the shelf.",
        ),
        "html-fault": (
            "The HTML of {name} has a fault: {fault}.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
        "html-id-twice": (
            "The page {name} has the id {id} twice.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
    },
)

_LEADING = ("href", "src", "{http://www.w3.org/1999/xlink}href", "xlink:href")
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_FAULTS_TOLD = 5
#: How a page by itself begins; what else goes into an open slot is a piece of one.
_PAGE = b"<!DOCTYPE"


class Proof(msgspec.Struct, array_like=True):
    """What reading an object found: faults, the ids within it, where its links lead, which slots it opens."""

    name: str
    faults: list[Finding]
    ids: list[str] = []
    links: list[str] = []
    open: list[str] = []


def read_object(file: Path) -> Proof:
    """Read an object and its compressed forms."""
    name = file.name
    fingerprint, ending = name.partition(".")[0], ending_of(name)
    data = file.read_bytes()
    proof = Proof(name, [])
    if hashlib.sha256(data).hexdigest() != fingerprint:
        proof.faults.append(finding("object-damaged", file=name, name=name))
        return proof
    for encoding in ("gz", "br"):
        squeezed = file.with_name(f"{name}.{encoding}")
        if squeezed.exists() and _unpacked(squeezed.read_bytes(), encoding) != data:
            proof.faults.append(finding("object-squeezed", file=squeezed.name, name=squeezed.name))
    if ending in (".html", SLOT):
        read_html(data.decode(), proof, whole=ending == ".html" or data.startswith(_PAGE))
        if ending == ".html":
            proof.open = opened(data)
    elif ending == ".css":
        proof.links = [link for link in _IN_STYLE.findall(data.decode()) if not link.startswith("#")]
    return proof


def _unpacked(data: bytes, encoding: str) -> bytes | None:
    try:
        whole: bytes = brotli.decompress(data) if encoding == "br" else gzip.decompress(data)
    except (OSError, EOFError, zlib.error, brotli.error):
        return None
    return whole


def read_html(words: str, proof: Proof, *, whole: bool) -> None:
    """Read a page, or what is filled into one, and write down in a proof what it holds and its faults."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(words) if whole else parser.parseFragment(words)
    for (line, _), fault, details in parser.errors[:_FAULTS_TOLD]:
        told = fault.replace("-", " ") + "".join(f" {value}" for value in details.values())
        proof.faults.append(finding("html-fault", file=proof.name, name=proof.name, line=line, fault=told))
    ids: set[str] = set()
    links: dict[str, None] = {}
    for tag in _tags(tree):
        if own := tag.get("id"):
            if own in ids:
                proof.faults.append(finding("html-id-twice", file=proof.name, name=proof.name, id=own))
            ids.add(own)
        for attribute in _LEADING:
            if leads := tag.get(attribute):
                links[sys.intern(leads)] = None
    proof.ids, proof.links = sorted(ids), list(links)


def _tags(tree: Any) -> Iterator[Any]:
    return (tag for tag in tree.iter() if isinstance(tag.tag, str))
