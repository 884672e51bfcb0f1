"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Waymark's one Django app."""

    name = "waymark.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Take in the checks of how the desk is set up."""
        from waymark.desk import checks  # noqa: F401
