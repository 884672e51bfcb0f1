"""How much is taken in an hour: from one address and page, about one page, and from all readers together.

No address is kept. Each is made into a mark with a key that nobody knows and that lasts until the hour is
over; then the key and all its counts are deleted, and no mark can be led back to anybody.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from waymark.desk.models import HourCount, HourKey, Letter

#: The most letters taken in a minute and in an hour, from all readers together.
A_MINUTE, AN_HOUR = 30, 300
#: The most letters about one page in an hour, from all readers together.
A_PAGE = 60
#: The most from one address in an hour: letters about one page, answers about one page, and of everything.
LETTERS, ANSWERS, ALL = 5, 20, 60


def too_many(now: datetime | None = None) -> bool:
    """Whether so many letters come in from everywhere that the next must wait."""
    now = now or timezone.now()
    last = Letter.objects.filter(at__gt=now - timedelta(hours=1))
    return last.count() >= AN_HOUR or last.filter(at__gt=now - timedelta(minutes=1)).count() >= A_MINUTE


def page_full(partnership: str, place: str, now: datetime | None = None) -> bool:
    """Whether so many letters came about one page that the next must wait."""
    since = (now or timezone.now()) - timedelta(hours=1)
    return Letter.objects.filter(at__gt=since, partnership=partnership, place=place).count() >= A_PAGE


def within(request: HttpRequest, page: str, most: int, now: datetime | None = None) -> bool:
    """Count one more from an address for a page; whether it is still within the hour's most."""
    address = address_of(request)
    with transaction.atomic():
        hour, key = _hour(now or timezone.now())
        one = _counted(hour, _mark(key, address, page))
        whole = _counted(hour, _mark(key, address))
    return one <= most and whole <= ALL


def first_time(slip: str, now: datetime | None = None) -> bool:
    """Whether what a form sends is sent for the first time in this hour, and not again by pressing twice."""
    with transaction.atomic():
        hour, key = _hour(now or timezone.now())
        return _counted(hour, _mark(key, "slip", slip)) == 1


def forget_hours(now: datetime | None = None) -> None:
    """Delete the keys of hours that are over, and all that was counted with them."""
    hour = _start(now or timezone.now())
    for rows in (HourKey.objects, HourCount.objects):
        if rows.filter(hour__lt=hour).exists():
            rows.filter(hour__lt=hour).delete()


def address_of(request: HttpRequest) -> str:
    """The address a request comes from: as it reached us, or as the one header says that is to be trusted.

    A proxy adds the address it saw at the end of what it was sent, so with several only the last of as many
    as there are proxies of our own counts.
    """
    name = settings.READER_HEADER
    if not name:
        return str(request.META.get("REMOTE_ADDR", ""))
    said = [each.strip() for each in request.headers.get(name, "").split(",")]
    return said[-min(len(said), max(1, settings.ALLAUTH_TRUSTED_PROXY_COUNT))]


def _hour(now: datetime) -> tuple[datetime, bytes]:
    """This hour and its key. Those of hours before are deleted first."""
    forget_hours(now)
    hour = _start(now)
    found, _ = HourKey.objects.get_or_create(hour=hour, defaults={"key": secrets.token_hex(32)})
    return hour, bytes.fromhex(found.key)


def _start(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _mark(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()


def _counted(hour: datetime, mark: str) -> int:
    HourCount.objects.get_or_create(hour=hour, mark=mark)
    HourCount.objects.filter(hour=hour, mark=mark).update(count=F("count") + 1)
    return HourCount.objects.values_list("count", flat=True).get(hour=hour, mark=mark)
