"""Checking an archive before anything of it is believed: every file, every fingerprint, every name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import msgspec

from waymark.editions.archive import form
from waymark.editions.archive.laying import restored
from waymark.editions.archive.zipped import SAFE, Opened
from waymark.editions.shelved import (
    FRONT,
    Change,
    Printing,
    PrintingName,
    Settings,
    ShelvedEdition,
    ShelvedSupplement,
    encode,
    ending_of,
)
from waymark.editions.withheld import Withholding
from waymark.manual.data import EDITION_NUMBER
from waymark.manual.findings import Refused, refuse
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

T = TypeVar("T")
M = TypeVar("M", Manuscript, LocalManuscript)

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_SUPPLEMENT = re.compile(r"supplements/([^/]+)/([1-9]\d{0,5})/supplement\.json")
_PRINTING = re.compile(r"printings/([^/]+)/(\d{1,6})/([1-9]\d{0,5})\.json")
_TEXT = re.compile(
    r"editions/[0-9-]+/(?:manuscript|edition)\.json"
    r"|supplements/[a-z0-9-]+/[0-9]+/(?:local-manuscript|supplement)\.json"
)
_FORM = "does not say what it should"


class Checked(NamedTuple):
    """An archive that was found whole. `sources`: where the bytes of each object stand in it."""

    manifest: form.Manifest
    head: ShelvedEdition
    manuscript: bytes
    supplements: tuple[tuple[ShelvedSupplement, bytes], ...]
    printings: dict[PrintingName, Printing]
    settings: Settings
    sources: dict[str, str]
    records: tuple[Withholding, ...]


def checked(opened: Opened, fingerprint: str | None = None) -> Checked:
    """An archive, found whole. `fingerprint`: the one that its manifest is known to have.

    Raises Refused, with the file within it, where anything is missing, damaged, strange or at odds.
    """
    data = opened.read(form.MANIFEST)
    if fingerprint is not None and hashlib.sha256(data).hexdigest() != fingerprint.lower():
        raise wrong(form.MANIFEST, "does not have the fingerprint that was given")
    try:
        manifest = msgspec.json.decode(data, type=form.Manifest)
    except msgspec.MsgspecError as error:
        raise wrong(form.MANIFEST, _FORM) from error
    if manifest.archive != form.FORM or encode(manifest) != data:
        raise wrong(form.MANIFEST, _FORM)
    sources = _files(opened, manifest)
    records = tuple(_records(opened))
    head, manuscript = _edition(opened, manifest, records)
    supplements = tuple(_supplements(opened, records))
    printings = {each.name: each for each in _printings(opened, manifest, supplements, sources)}
    _in_force(opened, manifest, printings)
    settings = _shaped(opened, form.SETTINGS, Settings)
    return Checked(manifest, head, manuscript, supplements, printings, settings, sources, records)


def wrong(name: str, problem: str) -> Refused:
    """A finding about a file in the archive."""
    return refuse("archive-file", file=name, name=name, problem=problem)


def stored(opened: Opened, path: str) -> bytes:
    """A page, or other bytes, as the shelf keeps them."""
    data = opened.read(path)
    return restored(data) if path.startswith(form.PAGES) and path.endswith(".html") else data


def _files(opened: Opened, manifest: form.Manifest) -> dict[str, str]:
    """Where the bytes of each object stand, once every file was found to be what the manifest says."""
    listed = {each.path: each for each in manifest.files}
    others = opened.names - listed.keys() - {form.MANIFEST, form.FINGERPRINTS}
    for path in sorted(others):
        raise wrong(path, "is not in its manifest")
    told = "".join(f"{each.fingerprint}  {each.path}\n" for each in manifest.files).encode()
    if opened.read(form.FINGERPRINTS) != told:
        raise wrong(form.FINGERPRINTS, "does not list what the manifest lists")
    sources: dict[str, str] = {}
    for path, each in listed.items():
        if path in opened.names and opened.size(path) != each.size:
            raise wrong(path, "has another size than the manifest says")
        data = opened.read(path)
        if hashlib.sha256(data).hexdigest() != each.fingerprint:
            raise wrong(path, "does not have the fingerprint that the manifest says")
        kept = stored(opened, path)
        found = hashlib.sha256(kept).hexdigest()
        if each.page and found != each.page:
            raise wrong(path, "does not come to the page it was made from when its slots are emptied")
        if path.startswith((form.PAGES, form.KEPT)):
            sources.setdefault(found + ending_of(path), path)
    return sources


def _shaped(opened: Opened, path: str, kind: type[T]) -> T:
    """A JSON file of the archive, in the one form it has."""
    data = opened.read(path)
    try:
        made = msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise wrong(path, _FORM) from error
    if encode(made) != data:
        raise wrong(path, _FORM)
    return made


def _records(opened: Opened) -> Iterator[Withholding]:
    if form.RECORDS not in opened.names:
        return
    for line in opened.read(form.RECORDS).splitlines(keepends=True):
        try:
            record = msgspec.json.decode(line, type=Withholding)
        except msgspec.MsgspecError as error:
            raise wrong(form.RECORDS, _FORM) from error
        texts = (seal for each in record.texts for seal in (each.was, each.now))
        seals = (*record.taken, *record.words, *texts)
        files = (each.file for each in record.texts)
        if (
            encode(record) != line
            or record.at.tzinfo is None
            or not all(map(_FINGERPRINT.fullmatch, seals))
            or not all(map(_TEXT.fullmatch, files))
        ):
            raise wrong(form.RECORDS, _FORM)
        yield record


def _edition(
    opened: Opened, manifest: form.Manifest, records: tuple[Withholding, ...]
) -> tuple[ShelvedEdition, bytes]:
    number = manifest.edition
    if not re.fullmatch(EDITION_NUMBER, number):
        raise wrong(form.MANIFEST, _FORM)
    path = form.edition_path(number, "edition.json")
    head = _shaped(opened, path, ShelvedEdition)
    if (head.number, head.fingerprint) != (number, manifest.fingerprint):
        raise wrong(path, "is about another edition than the manifest says")
    path = form.edition_path(number, "manuscript.json")
    data = opened.read(path)
    _text(path, data, head.fingerprint, records, Manuscript)
    return head, data


def _text(path: str, data: bytes, fingerprint: str, records: tuple[Withholding, ...], kind: type[M]) -> None:
    """Its words are those its head speaks of, or what a withholding left of them."""
    right = {fingerprint, *(each.now for record in records for each in record.texts if each.file == path)}
    if hashlib.sha256(data).hexdigest() not in right:
        raise wrong(path, "does not have the fingerprint that its head says")
    try:
        decode(data, kind)
    except Refused as refused:
        raise wrong(path, _FORM) from refused


def _supplements(
    opened: Opened, records: tuple[Withholding, ...]
) -> Iterator[tuple[ShelvedSupplement, bytes]]:
    for path in sorted(opened.names):
        if not path.startswith("supplements/") or path.endswith("/local-manuscript.json"):
            continue
        named = _SUPPLEMENT.fullmatch(path)
        head = _shaped(opened, path, ShelvedSupplement)
        if named is None or (named[1], int(named[2])) != (head.partnership.key, head.number):
            raise wrong(path, "stands in another's place")
        text = form.supplement_path(head.partnership.key, head.number, "local-manuscript.json")
        data = opened.read(text)
        _text(text, data, head.fingerprint, records, LocalManuscript)
        yield head, data


def _printings(
    opened: Opened,
    manifest: form.Manifest,
    supplements: tuple[tuple[ShelvedSupplement, bytes], ...],
    sources: dict[str, str],
) -> Iterator[Printing]:
    seals = {(head.partnership.key, head.number): head.fingerprint for head, _ in supplements}
    for path in sorted(opened.names):
        if not path.startswith("printings/"):
            continue
        named = _PRINTING.fullmatch(path)
        printing = _shaped(opened, path, Printing)
        name = printing.name
        if named is None or not _KEY.fullmatch(named[1]):
            raise wrong(path, "stands in another's place")
        if name != PrintingName(named[1], manifest.edition, int(named[2]), int(named[3])):
            raise wrong(path, "stands in another's place")
        own = printing.supplement_fingerprint if name.gateway == FRONT else None
        if (
            printing.edition_fingerprint != manifest.fingerprint
            or seals.get((name.gateway, name.supplement), own) != printing.supplement_fingerprint
        ):
            raise wrong(path, "was set from other words than those in the archive")
        for row in (*printing.pages, *printing.slots):
            if not SAFE.fullmatch(row.path) or not _FINGERPRINT.fullmatch(row.fingerprint):
                raise wrong(path, _FORM)
            if row.status != form.WITHHELD and form.object_name(row) not in sources:
                raise wrong(path, f"names the page {row.path}, which is not there")
        yield printing


def _in_force(opened: Opened, manifest: form.Manifest, printings: dict[PrintingName, Printing]) -> None:
    """The list must say what the manifest says, and name only what is there."""
    said: set[tuple[object, PrintingName]] = set()
    for line in opened.read(form.IN_FORCE).splitlines():
        try:
            change = msgspec.json.decode(line, type=Change)
        except msgspec.MsgspecError as error:
            raise wrong(form.IN_FORCE, _FORM) from error
        said |= {(change.start, name) for name in change.gateways}
    if said != {(each.start, each.name) for each in manifest.shown} or not said:
        raise wrong(form.IN_FORCE, "does not say what the manifest says")
    for each in manifest.shown:
        if each.name not in printings:
            raise wrong(form.IN_FORCE, f"names {each.name}, which is not there")
