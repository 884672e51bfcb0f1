"""Every check of a pack: what cannot be read, what is not whole, and what the register does not allow."""

from __future__ import annotations

from waymark.manual.data import edition_order
from waymark.manual.findings import Finding, Severity, finding, messages, refusals
from waymark.manual.json_form import fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.register import Register
from waymark.manual.pack.whole import FrozenEdition, FrozenSupplement, Pack
from waymark.manual.wholeness import check_local, check_manuscript, check_register

messages(
    Severity.REFUSE,
    {
        "fingerprint-wrong": (
            "The words of {what} do not have the fingerprint it was frozen with.",
            "Frozen text is never changed: put it back, and freeze the new words under a new number.",
        ),
    },
)


def check_shared(
    manuscript: Manuscript, origins: Origins, register: Register, *, frozen: bool, latest: bool = True
) -> list[Finding]:
    """Findings of a shared manual that could be read, each with its file and line."""
    found = check_manuscript(manuscript)
    found += check_register(Lookup(manuscript), register, frozen=frozen, latest=latest)
    return [origins.located(each) for each in found]


def check_pack(pack: Pack) -> list[Finding]:
    """Findings of a whole pack: the draft, what each partnership is writing, and what is frozen.

    Of frozen text only what refuses is told: nobody can mend a warning there.
    """
    draft, found, origins = pack.read_draft()
    if draft is not None:
        found = found + check_shared(draft, origins, pack.register, frozen=False)
    frozen: list[Finding] = []
    manuscripts = [_edition(edition, pack, frozen) for edition in pack.editions]
    for key in pack.partnerships:
        local, read, origins = pack.read_local_draft(key)
        found += read
        if local is not None and draft is not None:
            found += [origins.located(each) for each in check_local(local, Lookup(draft))]
            if local.partnership.key != key:
                found.append(_key_differs(f"partnerships/{key}/draft/", key, local.partnership.key))
    for supplement in pack.supplements:
        _supplement(supplement, manuscripts[-1] if manuscripts else None, frozen)
    return found + refusals(frozen)


def register_until(register: Register, number: str) -> Register:
    """The register as it stood when an edition was made."""
    until = edition_order(number)
    return Register(lines=tuple(line for line in register.lines if edition_order(line.edition) <= until))


def check_frozen_local(
    frozen: FrozenSupplement, local: LocalManuscript, origins: Origins, lookup: Lookup | None
) -> list[Finding]:
    """Findings of a supplement, against the edition it goes with."""
    found = []
    if local.partnership.key != frozen.partnership:
        found.append(_key_differs(frozen.prefix, frozen.partnership, local.partnership.key))
    if lookup is not None:
        found += [origins.located(each) for each in check_local(local, lookup)]
    return found


def _edition(edition: FrozenEdition, pack: Pack, found: list[Finding]) -> Manuscript | None:
    manuscript, read, origins = edition.read()
    found += read
    if manuscript is None:
        return None
    so_far = register_until(pack.register, edition.head.number)
    latest = edition is pack.editions[-1]
    found += check_shared(manuscript, origins, so_far, frozen=True, latest=latest)
    if fingerprint(manuscript) != edition.head.fingerprint:
        file = f"{edition.prefix}edition.yaml"
        found.append(finding("fingerprint-wrong", file=file, what=f"edition {edition.head.number}"))
    return manuscript


def _supplement(frozen: FrozenSupplement, manuscript: Manuscript | None, found: list[Finding]) -> None:
    local, read, origins = frozen.read()
    found += read
    if local is None:
        return
    if fingerprint(local) != frozen.head.fingerprint:
        file = f"{frozen.prefix}supplement.yaml"
        what = f"supplement {frozen.head.number} of {frozen.partnership}"
        found.append(finding("fingerprint-wrong", file=file, what=what))
    found += check_frozen_local(frozen, local, origins, Lookup(manuscript) if manuscript else None)


def _key_differs(folder: str, folder_key: str, key: str) -> Finding:
    return finding("partnership-key", file=f"{folder}partnership.yaml", folder=folder_key, key=key)
