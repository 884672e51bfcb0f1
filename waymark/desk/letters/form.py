"""The forms of a letter: plain fields, and limits that keep it a letter."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from waymark.desk.letters.reasons import REASONS

#: The longest letter, in letters of the alphabet: about two pages.
LONGEST = 5000
#: The most web addresses in a letter: enough to say which link is wrong, and where it should lead.
LINKS = 2
#: What no keyboard writes.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def one_line_end(words: str) -> str:
    """Words as a browser counts them: it sends two letters for a line's end."""
    return words.replace("\r\n", "\n")


class Words(forms.CharField):
    """Words in several lines, as long as they were counted where they were written."""

    def to_python(self, value: Any) -> Any:
        """The words with one letter for a line's end."""
        return super().to_python(one_line_end(value) if isinstance(value, str) else value)


class _Marked(forms.Form):
    """A form that says at a field what is wrong with it. `website`: what fills it in is not a person."""

    website = forms.CharField(label="Leave this empty", required=False, max_length=200)

    def __init__(self, given: Any, areas: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(given, auto_id="letter-%s", use_required_attribute=False, **more)
        fields: Any = self.fields
        if areas is not None:
            fields["area"].choices = [("", "All areas, or I am not sure"), *areas.items()]
        for name in self.errors if self.is_bound else ():
            if name in fields:
                fields[name].widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"error-{name} help-{name}",
                }


class BeginForm(_Marked):
    """Which page it is about, where no page led here."""

    area = forms.ChoiceField(label="Which area is it about?", required=False)
    page = forms.CharField(
        label="Which page is it about?",
        required=False,
        max_length=300,
        help_text="You can leave this empty.",
    )


class WhyForm(_Marked):
    """Why a page is not clear."""

    reason = forms.ChoiceField(
        label="What is wrong?",
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what fits best.", "invalid_choice": "Choose what fits best."},
    )


class LetterForm(_Marked):
    """What a reader writes to us."""

    words = Words(
        label="What would you like to tell us about the page?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 9, "aria-describedby": "help-words"}),
        error_messages={
            "required": "Write something here, or go back.",
            "max_length": f"Your letter is longer than {LONGEST:,} letters. Make it shorter, or send two.",
        },
    )
    reply_to = forms.EmailField(
        label="Your e-mail address, if you would like an answer",
        required=False,
        max_length=200,
        widget=forms.EmailInput({"autocomplete": "email", "aria-describedby": "help-reply_to"}),
        error_messages={
            "invalid": "This does not look like an e-mail address. Put it right, or leave it empty."
        },
    )

    def clean_words(self) -> str:
        """The words, without what no keyboard writes, and with no more links than a letter needs."""
        words = _CONTROL.sub("", str(self.cleaned_data["words"])).strip()
        if len(_LINK.findall(words)) > LINKS:
            raise forms.ValidationError(f"Your letter has more than {LINKS} web addresses. Take some out.")
        return words
