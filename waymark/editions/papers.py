"""Papers: local guidance of a draft set as PDF files, put beside it and named by it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from waymark.manual.findings import Refused, Severity, messages, refusals, refuse
from waymark.manual.local import Form, LocalFile
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.local_form import write_local
from waymark.manual.pack.whole import read_pack
from waymark.manual.wholeness.local import words_of
from waymark.pages.paper.typeset import typeset

messages(
    Severity.REFUSE,
    {
        "paper-guidance": (
            "{partnership} has no guidance {key} that is a page.",
            "Pages of local guidance here: {known}.",
        ),
    },
)


def set_papers(folder: Path, partnership: str, keys: Sequence[str]) -> list[LocalFile]:
    """Set pages of a partnership's draft guidance as PDF files in its draft, and name them in it.

    Raises Refused, with nothing changed, where the pack cannot be read or has no such page.
    """
    pack, found = read_pack(folder)
    if pack is None:
        raise Refused(found)
    if partnership not in pack.partnerships:
        raise refuse("freeze-partnership", partnership=partnership, known=", ".join(pack.partnerships))
    shared, read_shared, _ = pack.read_draft()
    local, read, _ = pack.read_local_draft(partnership)
    if local is None or shared is None:
        raise Refused(refusals([*read, *read_shared]))
    pages = {each.key: each for each in local.guidance if each.form is Form.PAGE}
    notice = None if local.partnership.adopted else shared.notice
    files = dict(pack.partnerships[partnership])
    made: dict[str, LocalFile] = {}
    for key in keys:
        if key not in pages:
            known = ", ".join(pages) or "none"
            raise refuse("paper-guidance", partnership=partnership, key=key, known=known)
        guidance = pages[key]
        data = typeset(guidance, local.partnership, notice, pack.consortium.address or "")
        name = f"{key}.pdf"
        files[f"files/{name}"] = data
        made[key] = LocalFile(
            name=name,
            fingerprint=hashlib.sha256(data).hexdigest(),
            size=len(data),
            made_from=words_of(guidance),
        )
    all_guidance = tuple(
        msgspec.structs.replace(each, file=made.get(each.key, each.file)) for each in local.guidance
    )
    whole = msgspec.structs.replace(local, guidance=all_guidance)
    write_folder(folder / "partnerships" / partnership / "draft", write_local(whole, files))
    return list(made.values())
