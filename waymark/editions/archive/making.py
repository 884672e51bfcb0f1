"""Making an archive: an edition with everything that stood with it, in one file that opens from disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from waymark.editions.archive import form
from waymark.editions.archive.gathering import Sources, gathered
from waymark.editions.archive.telling import opened
from waymark.editions.archive.zipped import written
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import encode
from waymark.editions.standing import Standing
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "archive-taken": (
            "There is something at {file} already.",
            "Name a file that is not there yet: an archive is never written over.",
        ),
    },
)


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """What was archived where. `manifest`: the fingerprint that vouches for all of it."""

    edition: str
    file: str
    files: int
    bytes: int
    gateways: int
    printings: int
    withheld: int
    manifest: str


def archive(shelf: Shelf, number: str, file: Path) -> Archived:
    """Write an edition into one file. The same shelf gives the same bytes.

    Raises Refused where no gateway ever showed the edition, a file of the shelf is damaged, or something
    stands in the file's place.
    """
    if file.exists() or file.is_symlink():
        raise refuse("archive-taken", file=str(file))
    settings = shelf.settings()
    standing = Standing(shelf)
    standing.look()
    found = gathered(standing, number)
    opening = {form.OPEN_ME: lambda: (opened(found, settings.name), "")}
    listed: list[form.ArchivedFile] = []

    def each() -> Iterator[tuple[str, bytes]]:
        for path, data, page in _read({**opening, **found.sources}):
            listed.append(form.ArchivedFile(path, len(data), hashlib.sha256(data).hexdigest(), page))
            yield path, data
        yield form.FINGERPRINTS, _told(listed)
        yield form.MANIFEST, manifest()

    def manifest() -> bytes:
        return encode(
            form.Manifest(
                archive=form.FORM,
                edition=number,
                fingerprint=found.head.fingerprint,
                shown=found.shown,
                readable=found.readable,
                before=found.before,
                after=found.after,
                withheld=found.withheld,
                files=tuple(listed),
            )
        )

    size = written(file, each())
    return Archived(
        edition=number,
        file=str(file),
        files=len(listed) + 2,
        bytes=size,
        gateways=len({each.name.gateway for each in found.shown}),
        printings=len(found.printings),
        withheld=len(found.withheld),
        manifest=hashlib.sha256(manifest()).hexdigest(),
    )


def _read(sources: Sources) -> Iterator[tuple[str, bytes, str]]:
    for path in sorted(sources):
        data, page = sources[path]()
        yield path, data, page


def _told(listed: list[form.ArchivedFile]) -> bytes:
    """The list that tools for SHA-256 check by themselves."""
    return "".join(f"{each.fingerprint}  {each.path}\n" for each in listed).encode()
