"""Slips: what a form brings along to show that it was opened here, and when. Kept apart from any cookie.

A slip is signed, so that nobody can make one; it says a moment and a number that nobody can guess, and
nothing of who asked.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import Enum, auto

from django.core import signing
from django.utils import timezone

#: A person takes longer than this to read and write; a form that was open for so long may be outdated.
LEAST, MOST = timedelta(seconds=2), timedelta(hours=12)

_SALT = "waymark.letters.slip"


class Age(Enum):
    """How old a slip is."""

    RIGHT = auto()
    TOO_NEW = auto()
    TOO_OLD = auto()


def new_slip(now: datetime | None = None) -> str:
    """A slip for a form that is opened now."""
    moment = int((now or timezone.now()).timestamp())
    return signing.Signer(salt=_SALT, sep=".").sign(f"{moment}-{secrets.token_hex(8)}")


def age_of(slip: str, now: datetime | None = None) -> Age:
    """How old a slip is; one that is not ours is as good as one from long ago."""
    now = now or timezone.now()
    try:
        moment = int(signing.Signer(salt=_SALT, sep=".").unsign(slip).partition("-")[0])
    except (signing.BadSignature, ValueError):
        return Age.TOO_OLD
    passed = now.timestamp() - moment
    if passed > MOST.total_seconds() or passed < -LEAST.total_seconds():
        return Age.TOO_OLD
    return Age.RIGHT if passed >= LEAST.total_seconds() else Age.TOO_NEW
