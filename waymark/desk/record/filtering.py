"""Narrowing the record: by person, by place, by partnership, by what it is about, from a day until a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from waymark.desk.models import Record
from waymark.desk.models.drafts import KINDS
from waymark.desk.people.standing import area_of
from waymark.desk.record.seen import ABOUT


class Narrowing(forms.Form):
    """What the record is narrowed to. Its choices are only what the person may see."""

    person = forms.ChoiceField(label="Who", required=False)
    place = forms.CharField(
        label="Title or place", required=False, max_length=240, help_text="A few words of either will do."
    )
    partnership = forms.ChoiceField(label="Whose", required=False)
    kind = forms.ChoiceField(label="What about", required=False)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="Until", required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, given: Any, lines: QuerySet[Record], partnerships: list[str]) -> None:
        super().__init__(given, auto_id="narrow-%s")
        names = lines.exclude(by_name="").order_by("by_name").values_list("by_name", flat=True).distinct()
        self._choose("person", "Anyone", [(name, name) for name in names])
        owners = [(key or "shared", named(key)) for key in partnerships]
        self._choose("partnership", "All that I may see", owners)
        about = [(key, words) for key, (words, _) in ABOUT.items()]
        drafts = [(f"draft-{kind.replace(' ', '-')}", words) for kind, words in KINDS.items()]
        self._choose("kind", "Anything", [*about, ("Drafts of one kind", drafts)])

    def _choose(self, name: str, none: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", none), *choices]

    def of(self, lines: QuerySet[Record]) -> QuerySet[Record]:
        """Those lines that were asked for."""
        asked = self.cleaned_data
        if asked["person"]:
            lines = lines.filter(by_name=asked["person"])
        if asked["place"]:
            lines = lines.filter(Q(place__icontains=asked["place"]) | Q(title__icontains=asked["place"]))
        if asked["partnership"]:
            lines = lines.filter(partnership=asked["partnership"].removeprefix("shared"))
        if asked["kind"].startswith("draft-"):
            lines = lines.filter(more__kind=asked["kind"].removeprefix("draft-").replace("-", " "))
        elif asked["kind"]:
            lines = lines.filter(ABOUT[asked["kind"]][1])
        if asked["since"]:
            lines = lines.filter(at__gte=_start(asked["since"]))
        if asked["until"]:
            lines = lines.filter(at__lt=_start(asked["until"] + timedelta(days=1)))
        return lines


def named(key: str) -> str:
    """A partnership's key as people say it; the shared manual where it is empty."""
    return area_of(key) if key else "Shared manual"


def _start(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
