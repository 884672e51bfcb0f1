"""Setting a page of a gateway as it would be with a draft in it, and as it is in force."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from waymark.desk.doors import out
from waymark.desk.models import Frozen, Preview
from waymark.desk.parts import part_of
from waymark.desk.people.standing import SHARED, Standing
from waymark.editions.changes import local_places, shared_places
from waymark.manual.json_form import encode, fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.pages.plan import Asset, LocalPart, PageToSet, SharedPart
from waymark.pages.setting import Press

#: What stands on a page in place of an edition's number and day.
NOT_YET = "a draft, not in force"


class Set(NamedTuple):
    """A gateway ready to be looked at: its pages by path, and its assets."""

    pages: dict[str, PageToSet]
    assets: dict[str, Asset]

    def page(self, path: str) -> str | None:
        """A page as HTML, or None where the gateway has no such page."""
        found = self.pages.get(path)
        return found.joined().decode() if found else None


def gateways_for(standing: Standing, preview: Preview) -> list[str]:
    """The gateways a preview can be seen in: any for the shared manual, its own for what is local."""
    return out.partnerships() if preview.partnership == SHARED else [preview.partnership]


def as_drafted(preview: Preview, gateway: str, standing: Standing) -> Set:
    """A gateway as it would be with the unsaved draft in it.

    The shared manual is the one being written where the draft is shared, and the edition in force where it
    is local; what is local comes from the partnership's drafts for its own people, from its last supplement
    for all others.
    """
    part = preview.kind, part_of(preview.kind, preview.data)
    if preview.partnership == SHARED:
        parts = out.parts() | {preview.place: part}
        register = out.register()
        manuscript = out.as_manuscript(parts, register)
        local = out.draft_local(gateway) if standing.reads(gateway) else _supplement(gateway)
    else:
        manuscript = out.manuscript_of(_last())
        local = out.as_local(out.parts(gateway) | {preview.place: part})
    return _set(encode(manuscript), encode(local) if local else b"", NOT_YET, 0)


def as_in_force(gateway: str) -> Set:
    """A gateway by its last edition and supplement."""
    edition = _last()
    supplement = out.last_frozen(gateway)
    return _set(
        edition.data.encode(),
        supplement.data.encode() if supplement else b"",
        edition.number,
        int(supplement.number) if supplement else 0,
    )


def _last() -> Frozen:
    edition = out.last_frozen()
    if edition is None:
        raise LookupError("no edition is frozen yet")
    return edition


def _supplement(gateway: str) -> LocalManuscript | None:
    frozen = out.last_frozen(gateway)
    return out.local_of(frozen) if frozen else None


@lru_cache(maxsize=6)
def _press(data: bytes, number: str) -> Press:
    from waymark.manual.json_form import decode

    manuscript = decode(data, Manuscript)
    prints = dict(shared_places(manuscript))
    shared = SharedPart(
        manuscript,
        number,
        NOT_YET if number == NOT_YET else "",
        fingerprint(manuscript),
        prints,
        dict.fromkeys(prints, number),
    )
    return Press(shared, settings.FOLDER / "drawings")


@lru_cache(maxsize=24)
def _set(data: bytes, local_data: bytes, number: str, supplement: int) -> Set:
    from waymark.manual.json_form import decode

    press = _press(data, number)
    if not local_data:
        raise LookupError("this partnership has no supplement yet")
    local = decode(local_data, LocalManuscript)
    places = dict.fromkeys(dict(local_places(local)), supplement)
    pages, assets = press.gateway(LocalPart(local, supplement, "", fingerprint(local), places))
    return Set({page.path: page for page in pages}, {asset.path: asset for asset in assets})
