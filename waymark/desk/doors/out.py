"""The door out: drafts become a Manuscript or a LocalManuscript, and the whole desk a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from waymark.desk.models import Bytes, Consortium, Draft, Frozen, RegisterLine
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

#: Parts that this process read before, by draft, with the save they were read from: a save changes one.
_READ: dict[int, tuple[tuple[int, datetime], Any]] = {}


def parts(partnership: str = "") -> dict[str, tuple[str, Any]]:
    """Every part being written for a partnership, or of the shared manual: place to (kind, part).

    Raises msgspec.ValidationError where a draft cannot be read.
    """
    rows = Draft.objects.filter(partnership=partnership, gone=False).order_by("kind", "order", "place")
    found = list(rows.values_list("pk", "number", "changed_at", "place", "kind"))
    unread = [pk for pk, number, at, _, _ in found if _READ.get(pk, (None,))[0] != (number, at)]
    for pk, number, at, kind, data in Draft.objects.filter(pk__in=unread).values_list(
        "pk", "number", "changed_at", "kind", "data"
    ):
        _READ[pk] = (number, at), part_of(kind, data)
    return {place: (kind, _READ[pk][1]) for pk, _, _, place, kind in found}


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


@lru_cache(maxsize=32)
def frozen_words(number: int, fingerprint: str) -> Manuscript | LocalManuscript:
    """What the edition or supplement with this number in our table froze. It never changes: read once."""
    return _decoded(Frozen.objects.get(pk=number, fingerprint=fingerprint))


def _decoded(frozen: Frozen) -> Manuscript | LocalManuscript:
    data = frozen.data.encode()
    return decode(data, LocalManuscript) if frozen.partnership else decode(data, Manuscript)


def frozen_parts(frozen: Frozen | None) -> dict[str, tuple[str, Any]]:
    """Every part of an edition or supplement: place to (kind, part), as drafts are told apart."""
    return parts_of(frozen_words(frozen.pk, frozen.fingerprint)) if frozen else {}


def parts_of(words: Manuscript | LocalManuscript) -> dict[str, tuple[str, Any]]:
    """Every part of a manuscript, shared or local: place to (kind, part)."""
    made: dict[str, tuple[str, Any]] = {}
    if isinstance(words, LocalManuscript):
        kinds, made["partnership"] = LOCAL, ("partnership", words.partnership)
    else:
        head = ManualHead(title=words.title, about=words.about, notice=words.notice)
        kinds, made["manual"] = SHARED, ("manual", head)
    for kind in kinds.values():
        if kind.field and kind.name not in made:
            made |= {kind.place(part): (kind.name, part) for part in getattr(words, kind.field)}
    return made


def frozen_by(moment: datetime, partnership: str = "") -> Frozen | None:
    """The edition, or the supplement of a partnership, that is in force at a moment."""
    rows = Frozen.objects.filter(partnership=partnership).defer("data").order_by("order")
    return next((row for row in reversed(rows) if row.moment <= moment), None)


def last_supplement(partnership: str) -> LocalManuscript | None:
    """What a partnership froze last, in force or not."""
    last = Frozen.objects.filter(partnership=partnership).defer("data").order_by("order").last()
    words = frozen_words(last.pk, last.fingerprint) if last else None
    return words if isinstance(words, LocalManuscript) else None


def partnerships() -> list[str]:
    """The keys of all partnerships, in the order of the alphabet."""
    rows = Draft.objects.filter(kind="partnership", gone=False).order_by("partnership")
    return list(rows.values_list("partnership", flat=True))


def papers(local: LocalManuscript) -> dict[str, bytes]:
    """The bytes of the files that local guidance names, by their names; what is not kept is left out."""
    wanted = {each.file.name: each.file.fingerprint for each in local.guidance if each.file}
    rows = Bytes.objects.filter(pk__in=wanted.values())
    held = {row.fingerprint: bytes(row.data) for row in rows}
    return {name: held[seal] for name, seal in wanted.items() if seal in held}


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
            at=frozen.at or None,
            fingerprint=frozen.fingerprint,
            amendments=tuple(
                Reason(place=place, reason=why, trifling=bool(trifling))
                for place, why, *trifling in frozen.reasons
            ),
        )
        words = _decoded(frozen)
        if isinstance(words, LocalManuscript):
            prefix = f"partnerships/{frozen.partnership}/supplements/{frozen.number}/"
            _below(files, prefix, {**_local_files(words), "supplement.yaml": write_head(head)})
        else:
            held = {**write_manuscript(words), "edition.yaml": write_head(head)}
            _below(files, f"editions/{frozen.number}/", held)
    return files


def _local_files(local: LocalManuscript) -> dict[str, bytes]:
    return dict(write_local(local, {f"files/{name}": data for name, data in papers(local).items()}))


def _below(files: dict[str, bytes], prefix: str, held: Mapping[str, bytes]) -> None:
    files.update({prefix + name: data for name, data in held.items()})
