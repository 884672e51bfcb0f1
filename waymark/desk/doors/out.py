"""The door out: drafts become a Manuscript or a LocalManuscript, and the whole desk a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from waymark.desk.models import Bytes, Consortium, Draft, Frozen, KeptFile, RegisterLine
from waymark.desk.parts import LOCAL, SHARED, part_of
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript, canonical, canonical_local
from waymark.manual.pack.box_form import plain_data
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.local_form import write_local
from waymark.manual.pack.manuscript_form import ManualHead, write_manuscript
from waymark.manual.pack.register import Register, Registered, write_register
from waymark.manual.pack.whole import Consortium as ConsortiumFacts
from waymark.manual.pack.whole import FrozenHead, Reason, write_head
from waymark.manual.pack.yaml_form import write_yaml

Parts = Mapping[str, tuple[str, Any]]


def parts(partnership: str = "") -> dict[str, tuple[str, Any]]:
    """Every part being written for a partnership, or of the shared manual: place to (kind, part)."""
    rows = Draft.objects.filter(partnership=partnership, gone=False).order_by("kind", "order", "place")
    return {
        place: (kind, part_of(kind, data)) for place, kind, data in rows.values_list("place", "kind", "data")
    }


def as_manuscript(made: Parts, register: Register) -> Manuscript:
    """The manuscript that parts make. Parts whose order readers see come in that order."""
    fields = _by_field(made.values(), SHARED)
    head = fields.pop("")[0]
    return canonical(
        Manuscript(
            title=head.title,
            about=head.about,
            notice=head.notice,
            withdrawn=register.withdrawn(),
            **{name: tuple(each) for name, each in fields.items()},
        )
    )


def as_local(made: Parts) -> LocalManuscript:
    """The local manuscript that a partnership's parts make."""
    fields = _by_field(made.values(), LOCAL)
    (partnership,) = fields.pop("partnership")
    return canonical_local(
        LocalManuscript(partnership=partnership, **{name: tuple(each) for name, each in fields.items()})
    )


def _by_field(made: Iterable[tuple[str, Any]], kinds: Mapping[str, Any]) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {}
    for kind, part in made:
        fields.setdefault(kinds[kind].field, []).append(part)
    return fields


def draft_manuscript() -> Manuscript:
    """The shared manual as it is being written."""
    return as_manuscript(parts(), register())


def draft_local(partnership: str) -> LocalManuscript:
    """What a partnership is writing."""
    return as_local(parts(partnership))


def register() -> Register:
    """The register of places."""
    rows = RegisterLine.objects.values_list("place", "kind", "event", "edition", "see")
    lines = [dict(zip(("place", "kind", "event", "edition", "see"), row, strict=True)) for row in rows]
    return Register(lines=tuple(msgspec.convert(lines, list[Registered])))


def consortium_facts() -> ConsortiumFacts:
    """What consortium.yaml says."""
    return msgspec.convert(Consortium.the().facts, ConsortiumFacts)


def manuscript_of(frozen: Frozen) -> Manuscript:
    """The manuscript that an edition froze."""
    return decode(frozen.data.encode(), Manuscript)


def local_of(frozen: Frozen) -> LocalManuscript:
    """The local manuscript that a supplement froze."""
    return decode(frozen.data.encode(), LocalManuscript)


def frozen_parts(frozen: Frozen) -> dict[str, tuple[str, Any]]:
    """Every part of an edition or supplement: place to (kind, part), as drafts are told apart."""
    if frozen.partnership:
        return parts_of_local(local_of(frozen))
    return parts_of(manuscript_of(frozen))


def parts_of(manuscript: Manuscript) -> dict[str, tuple[str, Any]]:
    """Every part of a manuscript: place to (kind, part)."""
    head = ManualHead(title=manuscript.title, about=manuscript.about, notice=manuscript.notice)
    made: dict[str, tuple[str, Any]] = {"manual": ("manual", head)}
    for kind in SHARED.values():
        if kind.field:
            made |= {kind.place(part): (kind.name, part) for part in getattr(manuscript, kind.field)}
    return made


def parts_of_local(local: LocalManuscript) -> dict[str, tuple[str, Any]]:
    """Every part of a local manuscript: place to (kind, part)."""
    made: dict[str, tuple[str, Any]] = {"partnership": ("partnership", local.partnership)}
    for name in ("local contact", "note", "guidance"):
        kind = LOCAL[name]
        made |= {kind.place(part): (name, part) for part in getattr(local, kind.field)}
    return made


def last_frozen(partnership: str = "") -> Frozen | None:
    """The last edition, or the last supplement of a partnership."""
    return Frozen.objects.filter(partnership=partnership).order_by("order").last()


def partnerships() -> list[str]:
    """The keys of all partnerships, in the order of the alphabet."""
    rows = Draft.objects.filter(kind="partnership", gone=False).order_by("partnership")
    return list(rows.values_list("partnership", flat=True))


def papers(local: LocalManuscript) -> dict[str, bytes]:
    """The bytes of the files that local guidance names, by their names; what is not kept is left out."""
    wanted = {each.file.fingerprint: each.file.name for each in local.guidance if each.file}
    rows = Bytes.objects.filter(pk__in=wanted)
    return {wanted[row.fingerprint]: bytes(row.data) for row in rows}


def papers_kept(partnership: str) -> dict[str, KeptFile]:
    """The newest file under each name that a partnership put in."""
    rows = KeptFile.objects.filter(partnership=partnership).order_by("put_at", "id").defer("text")
    return {row.name: row for row in rows}


def write_pack(folder: Path) -> int:
    """Write the whole desk as a pack into a folder; how many files it holds."""
    files = pack_files()
    write_folder(folder, files)
    return len(files)


def pack_files() -> dict[str, bytes]:
    """Every file of the pack that says what the desk holds."""
    files = {"consortium.yaml": write_yaml(plain_data(consortium_facts())).encode()}
    known = register()
    if known.lines:
        files["places.tsv"] = write_register(known)
    _below(files, "shared/", write_manuscript(draft_manuscript()))
    for key in partnerships():
        _below(files, f"partnerships/{key}/draft/", _local_files(draft_local(key)))
    for frozen in Frozen.objects.all():
        head = FrozenHead(
            number=frozen.number,
            in_force=frozen.in_force,
            fingerprint=frozen.fingerprint,
            amendments=tuple(Reason(place=place, reason=why) for place, why in frozen.reasons),
        )
        if frozen.partnership:
            prefix = f"partnerships/{frozen.partnership}/supplements/{frozen.number}/"
            _below(files, prefix, {**_local_files(local_of(frozen)), "supplement.yaml": write_head(head)})
        else:
            held = {**write_manuscript(manuscript_of(frozen)), "edition.yaml": write_head(head)}
            _below(files, f"editions/{frozen.number}/", held)
    return files


def _local_files(local: LocalManuscript) -> dict[str, bytes]:
    return dict(write_local(local, {f"files/{name}": data for name, data in papers(local).items()}))


def _below(files: dict[str, bytes], prefix: str, held: Mapping[str, bytes]) -> None:
    files.update({prefix + name: data for name, data in held.items()})
