"""Let go of what was kept long enough, now rather than tonight."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from waymark.desk.record.letting_go import let_go
from waymark.desk.record.telling import FACTS


class Command(BaseCommand):
    """Say in numbers what was let go."""

    help = "Delete what the desk has kept for as long as its settings say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Let go, and tell."""
        gone = let_go(timezone.now())
        for name, count in gone._asdict().items():
            if count:
                self.stdout.write(f"{FACTS[name]}: {count}")
        if not gone.anything:
            self.stdout.write("Nothing has been kept for too long.")
