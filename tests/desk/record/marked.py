"""Something of every sort for one partnership, each with a word that stands nowhere else."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import timezone

from waymark.desk.drafts import saving
from waymark.desk.models import Bytes, Candidate, Draft, KeptFile, Letter, Record
from waymark.desk.parts import part_of


class Marked(NamedTuple):
    """What was planted, and its word."""

    word: str
    guidance: Draft
    gone: Draft
    letter: Letter
    candidate: Candidate
    line: Record


def mark(area: str, by: Any) -> Marked:
    word = f"zq{area[::-1].replace('-', '')}x"
    data: dict[str, Any] = {
        "key": word,
        "title": f"Guidance {word}",
        "owner": word,
        "text": f"About [{word}](procedures/nowhere-{word}).",
        "review_by": "2020-01",
        "form": "file",
        "file": {"name": f"{word}.pdf", "fingerprint": "0" * 64, "size": 1},
    }
    guidance = saving.make(by, area, "guidance", part_of("guidance", data))
    replaced = {**data, "file": {**data["file"], "fingerprint": "1" * 64}}
    guidance = saving.change(by, guidance, 1, part_of("guidance", replaced))
    note = {"place": "referral/make-a-referral", "text": f"Gone {word}."}
    held = Draft.objects.filter(partnership=area, place="notes:referral/make-a-referral").first()
    part = part_of("note", note)
    gone = saving.make(by, area, "note", part) if held is None else saving.change(by, held, 1, part)
    gone = saving.take_out(by, gone, gone.number)
    now = timezone.now()
    for fingerprint in ("0" * 64, "1" * 64):
        Bytes.objects.create(pk=fingerprint, data=b"x")
        KeptFile.objects.create(
            partnership=area,
            name=f"{word}.pdf",
            bytes_id=fingerprint,
            size=1,
            text=f"Words of {word} in file {fingerprint[0]}",
            put_at=now,
        )
    letter = Letter.objects.create(
        partnership=area, place=f"{area}/local/{word}", page=f"Page {word}", words=f"Dear {word}", at=now
    )
    candidate = Candidate.objects.create(
        partnership=area, number="99", title=f"Supplement {word}", made_at=now, made_by=by
    )
    line = Record.add(by, "put in a file", partnership=area, place=guidance.place, title=word)
    return Marked(word, guidance, gone, letter, candidate, line)
