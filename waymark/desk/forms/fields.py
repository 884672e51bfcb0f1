"""Fields and blocks: a line, a text, and picking what the manual already has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.blocks import FieldBlock

from waymark.desk.forms.rich import TextField

#: What a field that must say something says when it does not.
NEEDED = {"required": "Fill this in."}


class Pick(forms.TextInput):
    """Picking one thing of the manual: the key stands in a field, and a dialog offers what there is.

    `what` names the list of choices: provisions, lessons, timescales, roles, places. See static/desk/pick.js.
    """

    template_name = "desk/forms/pick.html"

    def __init__(self, what: str, attrs: dict[str, Any] | None = None) -> None:
        self.what = what
        super().__init__({**(attrs or {}), "data-pick": what, "autocomplete": "off", "spellcheck": "false"})


class PickField(forms.CharField):
    """A field that names something of the manual by its place, part or key."""

    def __init__(self, what: str, **given: Any) -> None:
        given.setdefault("error_messages", NEEDED)
        super().__init__(widget=Pick(what), **given)


class LineField(forms.CharField):
    """One line of words, without spaces at its ends."""

    def __init__(self, *, wide: bool = False, **given: Any) -> None:
        given.setdefault("max_length", 400)
        given.setdefault("error_messages", NEEDED)
        widget = (
            forms.Textarea({"rows": 2, "data-line": "", "class": "desk-line"}) if wide else forms.TextInput()
        )
        super().__init__(widget=widget, **given)

    def clean(self, value: Any) -> str:
        """The words with single spaces, since a line holds no breaks."""
        return " ".join(str(super().clean(value)).split())


class TextBlock(FieldBlock):
    """A text within a list."""

    def __init__(self, required: bool = True, **given: Any) -> None:
        self.field_options = {"required": required}
        self.field = TextField(required=required)
        super().__init__(**given)

    class Meta:
        """How it shows."""

        icon = "pilcrow"


class LineBlock(FieldBlock):
    """A line of words within a list."""

    def __init__(self, required: bool = True, *, wide: bool = True, **given: Any) -> None:
        self.field = LineField(required=required, wide=wide)
        super().__init__(**given)

    class Meta:
        """How it shows."""

        icon = "title"


class PickBlock(FieldBlock):
    """Something of the manual, picked, within a list."""

    def __init__(self, what: str, required: bool = True, **given: Any) -> None:
        self.field = PickField(what, required=required)
        super().__init__(**given)

    class Meta:
        """How it shows."""

        icon = "link"


class DayBlock(FieldBlock):
    """A day within a list, in the browser's own field for one."""

    def __init__(self, required: bool = True, **given: Any) -> None:
        self.field = forms.DateField(
            required=required,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            error_messages=NEEDED,
        )
        super().__init__(**given)

    def to_python(self, value: Any) -> Any:
        """The day that plain data says."""
        return self.field.to_python(value)

    class Meta:
        """How it shows."""

        icon = "date"


class LimitField(forms.CharField):
    """A number of units, or words that stand for one."""

    def clean(self, value: Any) -> int | str:
        """A whole number, or the words. Raises ValidationError for anything else."""
        words = str(super().clean(value)).strip()
        if words.isdecimal() and 0 < int(words) < 1000:
            return int(words)
        if words in ("as soon as possible", "set locally"):
            return words
        raise ValidationError("Give a number from 1 to 999, or “as soon as possible”, or “set locally”.")
