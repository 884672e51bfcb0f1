"""The form of a new chart."""

from __future__ import annotations

from typing import Any

from django import forms

from waymark.desk.charting.proposal import cannot_be_shown
from waymark.desk.charting.written import Written
from waymark.desk.forms.fields import LineField
from waymark.manual.charts import FlowChart
from waymark.manual.places import RESERVED, WORD


class NewChart(forms.Form):
    """A chart without boxes yet. `part` is the chart, once the form is valid."""

    title = LineField(label="Title", max_length=120, help_text="Such as “You are worried about a child”.")
    key = forms.RegexField(
        rf"^{WORD}$",
        label="Key",
        max_length=80,
        help_text="Its address for ever once it is in force: small letters and hyphens, such as referral.",
        error_messages={"invalid": "Use small letters, figures and single hyphens, such as referral."},
    )
    number = forms.IntegerField(label="Number", min_value=1, max_value=99)
    need = LineField(
        label="What a reader would say",
        help_text="The words on the front page, such as “I am worried about a child”.",
    )
    summary = LineField(label="What it covers, in a sentence", wide=True)

    def __init__(self, written: Written, *given: Any) -> None:
        self.written = written
        last = max((chart.number for chart in written.charts), default=0)
        super().__init__(*given, initial={"number": last + 1}, label_suffix="")
        self.part: FlowChart | None = None

    def clean_key(self) -> str:
        """A key that nothing else has, and that no gateway keeps for itself."""
        key: str = self.cleaned_data["key"]
        if key in RESERVED or key in self.written.areas:
            raise forms.ValidationError("This word already means something in the gateways. Choose another.")
        if self.written.is_taken(key):
            raise forms.ValidationError("This key is taken, or was used once. Choose another.")
        return key

    def clean_number(self) -> int:
        """A number that no other chart has."""
        number: int = self.cleaned_data["number"]
        if any(chart.number == number for chart in self.written.charts):
            raise forms.ValidationError(f"There is a chart {number} already.")
        return number

    def clean(self) -> dict[str, Any]:
        """The chart itself."""
        told: dict[str, Any] = super().clean()
        if not self.errors:
            if any(cannot_be_shown(str(words)) for words in told.values()):
                raise forms.ValidationError(
                    "There is a sign in your words that cannot be kept. Type them again."
                )
            self.part = FlowChart(**told)
        return told
