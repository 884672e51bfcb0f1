"""Keeping files: the bytes once by their fingerprint, and every file that was ever put in."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from waymark.desk.drafts import saving
from waymark.desk.files import Examined
from waymark.desk.models import Bytes, Draft, KeptFile, Record
from waymark.desk.parts import part_of, plain
from waymark.manual.local import Form

#: What people say of a file when they put it in; each has to be said.
SAID = ("title", "language", "rights_holder", "licence")


def keep(by: Any, draft: Draft, examined: Examined, data: bytes, said: dict[str, str]) -> KeptFile:
    """Keep a file that was found fit, for a piece of guidance; a file it had before stays kept as well."""
    with transaction.atomic():
        Bytes.objects.get_or_create(pk=examined.fingerprint, defaults={"data": data})
        kept, _ = KeptFile.objects.update_or_create(
            partnership=draft.partnership,
            name=examined.name,
            bytes_id=examined.fingerprint,
            defaults={
                "size": examined.size,
                "text": examined.text,
                "tagged": examined.tagged,
                "findings": [f"{each.what} {each.mend}" for each in examined.findings],
                "put_at": timezone.now(),
                "put_by": by,
                **said,
            },
        )
        Record.add(
            by,
            "put in a file",
            partnership=draft.partnership,
            place=draft.place,
            title=kept.name,
            kind="guidance",
        )
    return kept


def attach(by: Any, draft: Draft, number: int, kept: KeptFile, made_from: str | None = None) -> Draft:
    """Name a kept file in the guidance. Raises saving.Conflict where someone saved it meanwhile."""
    file: dict[str, Any] = {"name": kept.name, "fingerprint": kept.bytes_id, "size": kept.size}
    file |= {name: value for name in SAID if (value := getattr(kept, name))}
    if made_from:
        file["made_from"] = made_from
    held: dict[str, Any] = {**draft.data, "file": file}
    if held.get("form") == Form.HELD:
        held["form"] = Form.FILE.value
    return saving.change(by, draft, number, part_of("guidance", held))


def detach(by: Any, draft: Draft, number: int) -> Draft:
    """Leave the file out of the guidance; it stays kept. Raises saving.Conflict."""
    held = {name: value for name, value in draft.data.items() if name != "file"}
    if held.get("form") == Form.FILE:
        held["form"] = Form.HELD.value
    return saving.change(by, draft, number, part_of("guidance", plain(part_of("guidance", held))))


def made_from(draft: Draft, fingerprint: str) -> str | None:
    """The fingerprint of the words that a file was made from, by the newest save that named it."""
    for data in draft.saves.order_by("-number").values_list("data", flat=True):
        if (file := data.get("file")) is not None and file["fingerprint"] == fingerprint:
            found: str | None = file.get("made_from")
            return found
    return None


def earlier(draft: Draft) -> list[KeptFile]:
    """Every file a guidance ever named, newest first, found by its saves."""
    prints = {
        file["fingerprint"]
        for data in draft.saves.values_list("data", flat=True)
        if (file := data.get("file")) is not None
    }
    rows = KeptFile.objects.filter(partnership=draft.partnership, bytes_id__in=prints)
    return list(rows.defer("text").order_by("-put_at", "-id"))
