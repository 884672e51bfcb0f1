"""Setting a page of a gateway as it would be with a draft in it, and as it is in force."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from waymark.desk.doors import out
from waymark.desk.models import Frozen, Preview
from waymark.desk.parts import part_of
from waymark.desk.people.standing import SHARED, Standing
from waymark.editions.changes import local_places, shared_places
from waymark.manual.json_form import encode, fingerprint
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.pages.open_slots import fill, root_of
from waymark.pages.plan import Asset, LocalPart, PageToSet, SharedPart
from waymark.pages.setting import Press

#: What stands on a page in place of an edition's number and day.
NOT_YET = "a draft, not in force"


class Set(NamedTuple):
    """A gateway ready to be looked at: its pages by path, and its assets."""

    pages: dict[str, PageToSet]
    assets: dict[str, Asset]
    slots: dict[str, bytes]

    def page(self, path: str) -> str | None:
        """A page as HTML, or None where the gateway has no such page."""
        found = self.pages.get(path)
        return fill(found.joined(), self.slots, root_of(path)).decode() if found else None


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
        shared = encode(out.as_manuscript(out.parts() | {preview.place: part}, out.register()))
        local = encode(out.draft_local(gateway)) if standing.reads(gateway) else _data(_supplement(gateway))
    else:
        shared = _data(_edition())
        local = encode(out.as_local(out.parts(gateway) | {preview.place: part}))
    return _set(shared, local, NOT_YET, 0)


def as_in_force(gateway: str) -> Set:
    """A gateway by the edition and the supplement that have come into force."""
    edition, supplement = _edition(), _supplement(gateway)
    return _set(_data(edition), _data(supplement), edition.number, int(supplement.number))


def _edition() -> Frozen:
    return _frozen("", "no edition is in force yet")


def _supplement(gateway: str) -> Frozen:
    return _frozen(gateway, "this partnership has no supplement in force yet")


def _frozen(partnership: str, otherwise: str) -> Frozen:
    frozen = out.frozen_by(timezone.now(), partnership)
    if frozen is None:
        raise LookupError(otherwise)
    return frozen


def _data(frozen: Frozen) -> bytes:
    return frozen.data.encode()


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
    local = decode(local_data, LocalManuscript)
    places = dict.fromkeys(dict(local_places(local)), supplement)
    part = LocalPart(local, supplement, "", fingerprint(local), places)
    pages, assets = press.gateway(part)
    slots = {name: words.encode() for name, words in press.slots(part).items()}
    return Set({page.path: page for page in pages}, {asset.path: asset for asset in assets}, slots)
