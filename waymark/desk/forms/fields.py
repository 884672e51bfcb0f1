"""Fields and blocks: a line, a text, and picking what the manual already has."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from wagtail.blocks import FieldBlock

from waymark.desk.forms.rich import TextField
from waymark.manual.text import unseen
from waymark.pages.prose.say import day_or_month

#: What a field that must say something says when it does not.
NEEDED = {"required": "Fill this in."}
#: A line has so many letters at most, as the frozen types have it.
LONGEST = 400
#: How people write a day and a month, by how each is kept.
_MONTHS = {
    "%Y-%m-%d": ("%d %B %Y", "%d %b %Y", "%d/%m/%Y"),
    "%Y-%m": ("%B %Y", "%b %Y", "%m/%Y"),
}


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
        given.setdefault("max_length", LONGEST)
        given.setdefault("error_messages", NEEDED)
        widget = (
            forms.Textarea({"rows": 2, "data-line": "", "class": "desk-line"}) if wide else forms.TextInput()
        )
        super().__init__(widget=widget, **given)

    def clean(self, value: Any) -> str:
        """The words with single spaces, since a line holds no breaks."""
        return " ".join(str(super().clean(value)).split())


class LinesField(forms.CharField):
    """Lines of words, each on a line of its own: a list too long for a row each."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("error_messages", NEEDED)
        widget = forms.Textarea({"rows": 6, "class": "desk-lines"})
        super().__init__(widget=widget, strip=False, **given)

    def prepare_value(self, value: Any) -> Any:
        """As it stands in the field."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that say something, with single spaces.

        Raises ValidationError, naming each line that is too long or holds what a pack cannot.
        """
        lines = [" ".join(line.split()) for line in normalize("NFC", str(super().clean(value))).splitlines()]
        faults = []
        for number, line in enumerate(lines, 1):
            told = f"Line {number}, “{line[:30].rstrip()}{'…' if len(line) > 30 else ''}”,"
            if len(line) > LONGEST:
                faults.append(f"{told} is too long: {LONGEST} letters at most.")
            elif bad := unseen(line):
                faults.append(f"{told} has a character that cannot be seen: {bad}. Write the line again.")
        if faults:
            raise ValidationError(faults)
        return [line for line in lines if line]


class MonthField(LineField):
    """A day or a month. People write 1 May 2027 or May 2027; 2027-05-01 or 2027-05 is kept."""

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        try:
            return day_or_month(value) if value else value
        except (ValueError, IndexError):
            return value

    def clean(self, value: Any) -> str:
        """As it is kept; words that are neither stay as they are, and the part refuses them."""
        words = super().clean(value)
        for kept, forms_of in _MONTHS.items():
            for form in forms_of:
                try:
                    return f"{datetime.strptime(words, form):{kept}}"
                except ValueError:
                    continue
        return words


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
