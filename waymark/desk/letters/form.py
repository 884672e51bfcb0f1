"""The form of a letter: plain fields, and limits that keep it a letter."""

from __future__ import annotations

import re
from typing import Any

from django import forms

#: The longest letter, in letters of the alphabet: about two pages.
LONGEST = 5000
#: What no keyboard writes.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def one_line_end(words: str) -> str:
    """Words as a browser counts them: it sends two letters for a line's end."""
    return words.replace("\r\n", "\n")


class Words(forms.CharField):
    """Words in several lines, as long as they were counted where they were written."""

    def to_python(self, value: Any) -> Any:
        """The words with one letter for a line's end."""
        return super().to_python(one_line_end(value) if isinstance(value, str) else value)


class LetterForm(forms.Form):
    """What a reader writes to us."""

    area = forms.ChoiceField(label="Which area is it about?", required=False)
    page = forms.CharField(
        label="Which page is it about?",
        required=False,
        max_length=300,
        help_text="You can leave this empty.",
    )
    words = Words(
        label="What would you like to tell us?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 9, "aria-describedby": "help-words"}),
        error_messages={
            "required": "Write your letter here.",
            "max_length": f"Your letter is longer than {LONGEST:,} letters. Make it shorter, or send two.",
        },
    )
    reply_to = forms.EmailField(
        label="Your e-mail address, if you would like an answer",
        required=False,
        max_length=200,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": "This does not look like an e-mail address. Put it right, or leave it empty."
        },
    )
    place = forms.CharField(required=False, max_length=240, widget=forms.HiddenInput())
    # Nobody sees this field; what fills it in is not a person.
    website = forms.CharField(label="Leave this empty", required=False, max_length=200)

    def __init__(self, given: Any, areas: dict[str, str], **more: Any) -> None:
        super().__init__(given, auto_id="letter-%s", use_required_attribute=False, **more)
        field: Any = self.fields["area"]
        field.choices = [("", "All areas, or I am not sure"), *areas.items()]
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"error-{name} help-{name}",
                }

    def clean_words(self) -> str:
        """The words, without what no keyboard writes."""
        return _CONTROL.sub("", str(self.cleaned_data["words"])).strip()

    def clean_place(self) -> str:
        """A place, or nothing where it is none."""
        place = str(self.cleaned_data["place"])
        return place if re.fullmatch(r"[a-z0-9/-]+", place) else ""
