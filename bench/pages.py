"""The desk's busiest pages: the queries each makes and its time, with the manual once and twice as large.

    python bench/pages.py

A count that grows with the number of boxes would show as a difference between the two columns.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 7


def main() -> None:
    """Fill a desk of its own, ask for each page, double the boxes, ask again."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WAYMARK_DESK"] = f"{folder}/desk"
        from waymark.desk.opening import open_with, set_up

        set_up(Path(folder, "desk"), Path(folder, "shelf"), trying=True)
        open_with(ROOT / "southwest")
        pages = busiest()
        before = {name: measured(who, address) for name, (who, address) in pages.items()}
        double()
        after = {name: measured(who, address) for name, (who, address) in pages.items()}
        print(f"{'page':28} {'queries':>8} {'doubled':>8} {'ms':>7} {'doubled':>8}")
        for name, (queries, took) in before.items():
            more, longer = after[name]
            print(f"{name:28} {queries:8} {more:8} {took:7.0f} {longer:8.0f}")


def busiest() -> dict[str, tuple[str, str]]:
    """The pages that are opened most, each with the person who opens it."""
    from waymark.desk.models import Draft

    box = Draft.objects.get(place="referral/talk-it-over").pk
    contact = Draft.objects.filter(partnership="devon", kind="local contact").values_list("pk", flat=True)[0]
    return {
        "today": ("editor", "/desk/"),
        "the shared manual": ("editor", "/desk/manual/"),
        "a box": ("editor", f"/desk/drafts/{box}/"),
        "a chart": ("editor", "/desk/charts/referral/"),
        "a contact of Devon": ("devon-editor", f"/desk/drafts/{contact}/"),
        "Devon": ("devon-editor", "/desk/local/devon/"),
        "agreeing": ("devon-signatory", "/desk/agreeing/"),
        "the record": ("editor", "/desk/record/"),
    }


def measured(who: str, address: str) -> tuple[int, float]:
    """Queries of one asking, and the median of several in milliseconds, once warm."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    user = get_user_model().objects.get(username=f"{who}@example.org")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    took: list[float] = []
    queries = 0
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            answer = client.get(address)
            took.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
        queries = len(captured)
    return queries, statistics.median(took)


def double() -> None:
    """As many boxes again, on no chart, so that lists are longer and nothing else is different."""
    from waymark.desk.models import Draft

    for draft in Draft.objects.filter(kind__in=("box", "term", "procedure")):
        place = f"{draft.place}-again"
        name = "key" if draft.kind == "term" else "place"
        data = {**draft.data, name: place.removeprefix("terms/") if draft.kind == "term" else place}
        Draft.objects.create(
            kind=draft.kind, place=place, title=f"{draft.title} again", data=data, changed_at=draft.changed_at
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
