"""The form of the consortium's settings, and what of them was changed."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from waymark.desk.forms.fields import LineField
from waymark.desk.models import Consortium
from waymark.desk.people.standing import area_of
from waymark.manual.pack.whole import comments_late

#: What consortium.yaml says, and how it is asked for.
_DAYS = ("next_edition", "comments_close")
_FACTS = ("name", "title", "address", *_DAYS)
#: Those of the settings that stand on the shelf too.
FACTS = frozenset(_FACTS)
_RULE = ("quorum", "must_sign", "steering_signs", "urgent_quorum", "urgent_changes")
_PERIODS = ("keep_drafts", "keep_record", "keep_accounts", "keep_letters", "contact_days", "review_days")
_ADDRESS = re.compile(r'^https?://[^\s<>"]+$')


def _days(label: str, help_text: str, least: int, most: int, *, for_ever: bool = False) -> forms.IntegerField:
    made = forms.IntegerField(
        label=label, help_text=help_text, min_value=0 if for_ever else least, max_value=most
    )
    if for_ever:

        def enough(days: int) -> None:
            if 0 < days < least:
                raise ValidationError(f"Keep it for {least} days or more, or give 0 to keep it for ever.")

        made.validators.append(enough)
    return made


def _day(label: str, help_text: str) -> forms.DateField:
    typed = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    told = {"invalid": "Give a day that is in the calendar."}
    return forms.DateField(
        label=label, help_text=help_text, required=False, widget=typed, error_messages=told
    )


class Settings(forms.Form):
    """Everything that the consortium sets for itself."""

    name = LineField(label="The consortium’s name", max_length=200)
    title = LineField(
        label="The manual’s title", max_length=200, help_text="As readers see it on every gateway."
    )
    address = forms.CharField(
        label="The gateways’ address",
        required=False,
        max_length=200,
        help_text="Where readers find the gateways, such as https://procedures.example.org. It stands in "
        "citations and feeds.",
    )
    next_edition = _day(
        "Next edition due", "Readers see it on every gateway. Leave it empty while no day is known."
    )
    comments_close = _day("Comments close", "Until when you hear comments on it. Readers see it too.")
    quorum = forms.IntegerField(
        label="How many partnerships must sign an edition", min_value=0, help_text="0 means every one."
    )
    must_sign = forms.MultipleChoiceField(
        label="Partnerships that must always be among them",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty if any will do.",
    )
    steering_signs = forms.BooleanField(label="The steering group must sign an edition too", required=False)
    urgent_quorum = forms.IntegerField(
        label="How many partnerships must sign an urgent amendment",
        min_value=1,
        help_text="Fewer than for an edition, so that something dangerous is put right within the day.",
    )
    urgent_changes = forms.IntegerField(
        label="How many places an urgent amendment may change", min_value=1, max_value=20
    )
    keep_drafts = _days(
        "Keep earlier saves of drafts (days)",
        "2190 days are six years; 0 keeps them for ever.",
        365,
        36500,
        for_ever=True,
    )
    keep_record = _days(
        "Keep the record of who did what (days)",
        "2190 days are six years; 0 keeps it for ever.",
        365,
        36500,
        for_ever=True,
    )
    keep_accounts = _days(
        "End accounts that nobody signed in to for (days)", "0 ends none.", 90, 3650, for_ever=True
    )
    keep_letters = _days(
        "Delete letters from readers after (days)", "What is private can be in them.", 7, 730
    )
    contact_days = _days("Check each contact every (days)", "After that it shows on Today.", 7, 730)
    review_days = _days(
        "Tell of a review date this many days before (days)", "So that there is time to write.", 1, 365
    )

    def __init__(self, areas: dict[str, str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.areas = areas
        self.fields["must_sign"].choices = list(areas.items())

    def clean_address(self) -> str:
        """An address as pages name it: whole, and with no slash at its end."""
        address = str(self.cleaned_data["address"]).strip().rstrip("/")
        if address and not _ADDRESS.match(address):
            raise ValidationError("Give the whole address, beginning with https://")
        return address

    def clean_next_edition(self) -> str:
        """The day as consortium.yaml has it."""
        return str(self.cleaned_data["next_edition"] or "")

    def clean_comments_close(self) -> str:
        """The day as consortium.yaml has it."""
        return str(self.cleaned_data["comments_close"] or "")

    def clean(self) -> dict[str, Any]:
        """Refuse a rule that nobody could meet, and comments that close too late to be heard."""
        given: dict[str, Any] = super().clean() or {}
        due, close = (date.fromisoformat(given[name]) if given.get(name) else None for name in _DAYS)
        if comments_late(due, close):
            self.add_error("comments_close", "This is after the next edition is due: give an earlier day.")
        there = len(self.areas)
        for name in ("quorum", "urgent_quorum"):
            if (given.get(name) or 0) > there:
                self.add_error(name, f"There are {there} partnerships: give {there} or fewer.")
        quorum, must = given.get("quorum") or 0, given.get("must_sign") or []
        if 0 < quorum < len(must):
            self.add_error("quorum", f"{len(must)} partnerships must always sign: give {len(must)} or more.")
        return given

    def overtaken(self, now: dict[str, Any], seen: dict[str, Any]) -> None:
        """Keep what others set since this page was opened, and tell of what both set.

        `seen`: the settings as the page showed them; whoever sends none had none in sight.
        """
        for name, value in now.items():
            before, mine = seen.get(name, value), self.cleaned_data[name]
            if mine == before:
                self.cleaned_data[name] = value
            elif value not in (before, mine):
                told = f"Someone else set this to “{_told(value)}” while you were here."
                self.add_error(name, f"{told} Put in the one that is right, then save again.")

    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """The fields as the page shows them: a heading, a sentence, and its fields."""
        return [
            ("Who we are", "", [self[name] for name in _FACTS]),
            (
                "How we agree",
                "A change of this rule counts from now on, for candidates that are being signed too.",
                [self[name] for name in _RULE],
            ),
            ("How long things are kept", "", [self[name] for name in _PERIODS]),
        ]


def as_seen(words: str) -> dict[str, Any]:
    """The settings that a page showed, as it sends them back; nothing where it sent something else."""
    try:
        seen = json.loads(words)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(area_of, value)) or "none"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def as_given(row: Consortium) -> dict[str, Any]:
    """The settings as the form shows them."""
    facts = {name: row.facts.get(name) or "" for name in _FACTS}
    return facts | {name: getattr(row, name) for name in (*_RULE, *_PERIODS)}


def apply(row: Consortium, given: dict[str, Any]) -> dict[str, list[Any]]:
    """Set what was given; returns what was changed, from what to what. Does not save."""
    before = as_given(row)
    changes = {name: [before[name], given[name]] for name in before if before[name] != given[name]}
    for name, (_, to) in changes.items():
        if name in _FACTS:
            row.facts = {**row.facts, name: to}
            if to == "":
                row.facts = {key: value for key, value in row.facts.items() if key != name}
        else:
            setattr(row, name, to)
    return changes
