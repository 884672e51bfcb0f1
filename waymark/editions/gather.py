"""Gathering: what a pack freezes and the shelf does not hold yet, read and ready to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from waymark.editions.shelved import Settings, ShelvedEdition, ShelvedSupplement
from waymark.editions.standing import Standing
from waymark.editions.withheld import GONE
from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Refused, Severity, finding, messages, refusals
from waymark.manual.json_form import encode, fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.local_form import local_files
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.register import Register
from waymark.manual.pack.whole import Consortium, FrozenEdition, FrozenHead, FrozenSupplement, Pack, read_pack

messages(
    Severity.REFUSE,
    {
        "edition-altered": (
            "Edition {number} is on the shelf, and {what} here.",
            "What was shelved is never changed: put it back as it was, and give the new words a new number.",
        ),
        "supplement-altered": (
            "Supplement {number} of {partnership} is on the shelf, and {what} here.",
            "What was shelved is never changed: put it back as it was, and give the new words a new number.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "partnership-without-supplement": (
            "{partnership} has no supplement, so it has no gateway yet.",
            "Freeze its draft: waymark freeze PACK supplement {partnership}.",
        ),
    },
)

#: What is different about something that was altered.
_WORDS = "its words differ"
_DAY = "its day is another one"
_REASONS = "its reasons are other ones"


class NewEdition(NamedTuple):
    """An edition that is to be shelved. `files`: the fingerprint of the raw files it was read from.

    `at`: the time of its day from which it holds; empty for the day's start. `trifling`: the places whose
    amendments are trifles. `lost`: the places whose words were withheld since it was agreed, which are not
    whole any more.
    """

    number: str
    in_force: date
    manuscript: Manuscript
    reasons: tuple[tuple[str, str], ...] = ()
    data: bytes = b""
    files: str = ""
    origins: Origins | None = None
    at: str = ""
    trifling: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()

    def ready(self) -> NewEdition:
        """The same with its canonical bytes."""
        return self if self.data else self._replace(data=encode(self.manuscript))

    @property
    def fingerprint(self) -> str:
        """The fingerprint of its manuscript."""
        return hashlib.sha256(self.ready().data).hexdigest()


class NewSupplement(NamedTuple):
    """A supplement that is to be shelved. `papers`: the bytes of the files it names, by their names.

    `lost`: the places whose words were withheld since it was agreed, as the heads of supplements call them.
    """

    number: int
    in_force: date
    local: LocalManuscript
    reasons: tuple[tuple[str, str], ...] = ()
    data: bytes = b""
    files: str = ""
    origins: Origins | None = None
    papers: Mapping[str, bytes] = MappingProxyType({})
    at: str = ""
    trifling: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()

    def ready(self) -> NewSupplement:
        """The same with its canonical bytes."""
        return self if self.data else self._replace(data=encode(self.local))

    @property
    def fingerprint(self) -> str:
        """The fingerprint of its local manuscript."""
        return hashlib.sha256(self.ready().data).hexdigest()

    @property
    def partnership(self) -> str:
        """The key of the partnership it belongs to."""
        return self.local.partnership.key


class Gathered(NamedTuple):
    """What is new, and what is to be kept beside it. Without a register places are not looked up."""

    editions: tuple[NewEdition, ...] = ()
    supplements: tuple[NewSupplement, ...] = ()
    settings: Settings | None = None
    register: Register | None = None
    findings: tuple[Finding, ...] = ()


def gather(folder: Path, standing: Standing) -> Gathered:
    """What a pack freezes and the shelf does not hold yet.

    What the shelf holds is not read again while its files are the same to the byte. Raises Refused
    where something cannot be read, or differs from what the shelf holds under the same number.
    """
    pack, found = read_pack(folder)
    if pack is None:
        raise Refused(found)
    editions = [new for frozen in pack.editions if (new := _edition(frozen, standing, found))]
    supplements = [one for frozen in pack.supplements if (one := _supplement(frozen, standing, found))]
    found += without_supplement(pack)
    if refusals(found):
        raise Refused(found)
    return Gathered(
        tuple(sorted(editions, key=lambda new: edition_order(new.number))),
        tuple(supplements),
        settings_of(pack.consortium),
        pack.register,
        tuple(found),
    )


def without_supplement(pack: Pack) -> list[Finding]:
    """A finding for each partnership that has nothing frozen."""
    issued = {supplement.partnership for supplement in pack.supplements}
    return [
        finding("partnership-without-supplement", place=f"partnerships:{key}", partnership=key)
        for key in pack.partnerships
        if key not in issued
    ]


def settings_of(consortium: Consortium) -> Settings:
    """What the gateways need to know of a consortium. Its host names are told by partnership in a pack."""
    hosts = {host: key for key, host in consortium.hosts.items()}
    return Settings(
        name=consortium.name,
        address=consortium.address,
        hosts=hosts,
        next_edition=consortium.next_edition,
        comments_close=consortium.comments_close,
    )


def files_fingerprint(files: Mapping[str, bytes], more: str = "") -> str:
    """The fingerprint of raw files, by name and bytes."""
    whole = hashlib.sha256(more.encode())
    for name in sorted(files):
        whole.update(f"\0{name}\0{len(files[name])}\0".encode())
        whole.update(files[name])
    return whole.hexdigest()


def _edition(frozen: FrozenEdition, standing: Standing, found: list[Finding]) -> NewEdition | None:
    head, file = frozen.head, f"{frozen.prefix}edition.yaml"
    known = standing.editions.get(head.number)
    files = files_fingerprint(frozen.files, repr(frozen.withdrawn))

    def altered(what: str) -> Finding:
        return finding("edition-altered", file=frozen.prefix, number=head.number, what=what)

    if known and (different := _different(head, known)):
        found.append(altered(different))
        return None
    if known and known.files == files:
        return None
    manuscript, read, origins = frozen.read()
    if manuscript is None or known is None:
        found += read
    if manuscript is None:
        return None
    seal = fingerprint(manuscript)
    if known and seal != known.fingerprint:
        found.append(altered(_WORDS))
    elif seal != head.fingerprint:
        found.append(finding("fingerprint-wrong", file=file, what=f"edition {head.number}"))
    if known:
        return None
    return NewEdition(
        head.number,
        head.in_force,
        manuscript,
        _reasons(head),
        encode(manuscript),
        files,
        origins,
        head.at or "",
        _trifling(head),
    )


def _supplement(frozen: FrozenSupplement, standing: Standing, found: list[Finding]) -> NewSupplement | None:
    head, key = frozen.head, frozen.partnership
    number, file = int(head.number), f"{frozen.prefix}supplement.yaml"
    known = standing.supplements.get(key, {}).get(number)
    files = files_fingerprint(frozen.files)

    def altered(what: str) -> Finding:
        return finding("supplement-altered", file=frozen.prefix, number=number, partnership=key, what=what)

    if known and (different := _different(head, known)):
        found.append(altered(different))
        return None
    if known and known.files == files:
        return None
    local, read, origins = frozen.read()
    if local is None or known is None:
        found += read
    if local is None:
        return None
    if local.partnership.key != key:
        where = f"{frozen.prefix}partnership.yaml"
        found.append(finding("partnership-key", file=where, folder=key, key=local.partnership.key))
        return None
    seal = fingerprint(local)
    if known and seal != known.fingerprint:
        found.append(altered(_WORDS))
    elif seal != head.fingerprint:
        found.append(finding("fingerprint-wrong", file=file, what=f"supplement {number} of {key}"))
    if known:
        return None
    papers = {name.removeprefix("files/"): data for name, data in local_files(local, frozen.files).items()}
    reasons, data = _reasons(head), encode(local)
    at, trifling = head.at or "", _trifling(head)
    return NewSupplement(number, head.in_force, local, reasons, data, files, origins, papers, at, trifling)


def _different(head: FrozenHead, known: ShelvedEdition | ShelvedSupplement) -> str | None:
    """What a frozen folder says of itself that is not what the shelf says of it."""
    if head.fingerprint != known.fingerprint:
        return _WORDS
    if (head.in_force, head.at or "") != (known.in_force, known.at):
        return _DAY
    # A reason that was withheld from the shelf still stands in the pack it came from.
    given = tuple(
        (place, GONE if (place, GONE) in known.amendments else reason) for place, reason in _reasons(head)
    )
    same = (given, _trifling(head)) == (known.amendments, known.trifling)
    return None if same else _REASONS


def _reasons(head: FrozenHead) -> tuple[tuple[str, str], ...]:
    return tuple((each.place, each.reason) for each in head.amendments)


def _trifling(head: FrozenHead) -> tuple[str, ...]:
    # A place of several reasons, such as contacts, is one line to readers: all of it is a trifle, or none.
    grave = {each.place for each in head.amendments if not each.trifling}
    return tuple(dict.fromkeys(each.place for each in head.amendments if each.place not in grave))


#: Told how far the work is: what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
