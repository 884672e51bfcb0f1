"""Reading back: an edition on the shelf, and what stood with it, as a whole pack again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from waymark.editions.beside import made_beside
from waymark.editions.places_again import register_of
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import Settings, ShelvedEdition, ShelvedSupplement, ending_of
from waymark.editions.standing import Standing
from waymark.editions.stood import editions_until, supplements_with
from waymark.editions.withheld_proofs import rewritten
from waymark.manual.findings import Finding, Severity, finding, messages, refuse
from waymark.manual.local import LocalFile, LocalManuscript
from waymark.manual.pack.box_form import plain_data
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.local_form import write_local
from waymark.manual.pack.manuscript_form import write_manuscript
from waymark.manual.pack.register import write_register
from waymark.manual.pack.whole import Consortium, FrozenHead, Reason, write_head
from waymark.manual.pack.yaml_form import write_yaml

messages(
    Severity.WARN,
    {
        "read-back-file": (
            "The file {name} of supplement {number} of {partnership} is not on the shelf any more, so the "
            "pack lacks it.",
            "Put it into the supplement's files/ from a copy; if it was withheld, it stays away.",
        ),
        "read-back-withheld": (
            "Words of {what} were withheld, so the pack freezes what was left, under its own fingerprint.",
            "Such a pack is for reading: what was left may not be whole, and is not what the shelf says.",
        ),
    },
)
messages(
    Severity.REFUSE,
    {
        "read-back-first": (
            "The shelf begins with supplement {number} of {partnership}; a pack holds all from the first.",
            "Put the archives of the editions before it back on the shelf first.",
        ),
    },
)


class ReadBack(msgspec.Struct, frozen=True, kw_only=True):
    """What was read back: from which edition, into which folder, and how much. `findings`: what it lacks."""

    edition: str
    folder: str
    editions: int
    supplements: int
    partnerships: int
    files: int
    findings: tuple[Finding, ...] = ()


def read_back(shelf: Shelf, number: str, folder: Path) -> ReadBack:
    """Write a pack that freezes all up to an edition, its drafts being the words frozen last.

    Raises Refused where the shelf has no such edition, its words are damaged or the folder is taken.
    """
    settings = shelf.settings()
    standing = Standing(shelf)
    standing.look()
    editions = editions_until(standing, number)
    supplements = supplements_with(standing, number)
    found: list[Finding] = []
    files = _files(standing, settings, editions, supplements, found)
    with made_beside(folder) as beside:
        write_folder(beside, files)
    return ReadBack(
        edition=number,
        folder=str(folder),
        editions=len(editions),
        supplements=sum(map(len, supplements.values())),
        partnerships=len(supplements),
        files=len(files),
        findings=tuple(found),
    )


def _files(
    standing: Standing,
    settings: Settings,
    editions: list[ShelvedEdition],
    supplements: Mapping[str, list[ShelvedSupplement]],
    found: list[Finding],
) -> dict[str, bytes]:
    """Every file of the pack, by its name."""
    seals = _Seals(standing.shelf, found)
    frozen = {head.number: _head(head, seals) for head in editions}
    manuscripts = {head.number: standing.manuscript(head.number) for head in editions}
    newest = manuscripts[editions[-1].number]
    hosts = {key: host for host, key in settings.hosts.items()}
    consortium = Consortium(
        name=settings.name,
        title=newest.title,
        address=settings.address,
        hosts=dict(sorted(hosts.items())),
        next_edition=settings.next_edition,
        comments_close=settings.comments_close,
    )
    files = {"consortium.yaml": write_yaml(plain_data(consortium)).encode()}
    _put(files, "shared/", write_manuscript(newest))
    for number, manuscript in manuscripts.items():
        held = {**write_manuscript(manuscript), "edition.yaml": write_head(frozen[number])}
        _put(files, f"editions/{number}/", held)
    issued: list[tuple[ShelvedSupplement, LocalManuscript]] = []
    for key, heads in supplements.items():
        if heads[0].number != 1:
            raise refuse("read-back-first", partnership=key, number=heads[0].number)
        for supplement in heads:
            head = _head(supplement, seals)
            local = standing.local(key, supplement.number)
            issued.append((supplement, local))
            written = _written(standing.shelf, supplement, local, found)
            prefix = f"partnerships/{key}/supplements/{supplement.number}/"
            _put(files, prefix, {**written, "supplement.yaml": write_head(head)})
            if supplement is heads[-1]:
                _put(files, f"partnerships/{key}/draft/", written)
    files["places.tsv"] = write_register(register_of(editions, manuscripts, issued))
    return files


def _put(files: dict[str, bytes], prefix: str, held: Mapping[str, bytes]) -> None:
    files.update({prefix + name: data for name, data in held.items()})


def _head(head: ShelvedEdition | ShelvedSupplement, seals: _Seals) -> FrozenHead:
    return FrozenHead(
        number=str(head.number),
        in_force=head.in_force,
        at=head.at or None,
        fingerprint=seals.of(head),
        amendments=tuple(
            Reason(place=place, reason=why, trifling=place in head.trifling) for place, why in head.amendments
        ),
    )


class _Seals:
    """The fingerprints that the words on a shelf have, and a finding where some were withheld."""

    def __init__(self, shelf: Shelf, found: list[Finding]) -> None:
        self._shelf, self._found = shelf, found
        self._rewritten = rewritten(shelf)

    def of(self, head: ShelvedEdition | ShelvedSupplement) -> str:
        """The fingerprint of an edition's or supplement's words. Raises Refused where they are damaged."""
        if isinstance(head, ShelvedEdition):
            what = f"edition {head.number}"
            file = self._shelf.edition_folder(head.number) / "manuscript.json"
        else:
            key = head.partnership.key
            what = f"supplement {head.number} of {key}"
            file = self._shelf.supplement_folder(key, head.number) / "local-manuscript.json"
        name = str(file.relative_to(self._shelf.folder))
        data = file.read_bytes() if file.is_file() else b""
        seal = hashlib.sha256(data).hexdigest()
        if seal == head.fingerprint:
            return seal
        if seal not in self._rewritten.get(name, ()):
            problem = "its words are not those that were shelved" if data else "it is missing"
            raise refuse("shelf-broken", name=name, problem=problem)
        self._found.append(finding("read-back-withheld", file=name, what=what))
        return seal


def _written(
    shelf: Shelf, head: ShelvedSupplement, local: LocalManuscript, found: list[Finding]
) -> dict[str, bytes]:
    """The files of a supplement, with the bytes of those its guidance names, as far as they are there."""
    files = write_local(local)
    for file in (each.file for each in local.guidance if each.file):
        data = _paper(shelf, file)
        if data is not None:
            files[f"files/{file.name}"] = data
        else:
            key = local.partnership.key
            place = f"partnerships/{key}/supplements/{head.number}/files/{file.name}"
            found.append(
                finding("read-back-file", file=place, name=file.name, number=head.number, partnership=key)
            )
    return files


def _paper(shelf: Shelf, file: LocalFile) -> bytes | None:
    held = shelf.object_file(file.fingerprint, ending_of(file.name))
    data = held.read_bytes() if held.is_file() else b""
    return data if hashlib.sha256(data).hexdigest() == file.fingerprint else None
