"""Rich text that offers only the closed Markdown: paragraphs, lists, bold, links to places and the web."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from waymark.desk.forms.content_state import BOLD, PLACE, UNREADABLE, as_content_state, from_content_state
from waymark.manual.findings import MESSAGES
from waymark.manual.text import Text, parse

__all__ = ["BOLD", "FEATURES", "PLACE", "RichText", "TextField", "as_content_state", "from_content_state"]

#: What the editor offers. `place` is our own way of linking: see static/desk/place.js.
FEATURES = ["bold", "ul", "ol", "place"]


class Unreadable(str):
    """What came in an editor's place and is no editor's; its field says so, and nothing is saved."""


class _Converter:
    """The way between drafts and the editor, as Draftail asks for it."""

    def from_database_format(self, markdown: str) -> str:
        return as_content_state(markdown)

    def to_database_format(self, state: str) -> str:
        if not state:
            return ""
        try:
            return from_content_state(state)
        except UNREADABLE:
            return Unreadable(state)


class RichText(DraftailRichTextArea):
    """Draftail, offering only the closed Markdown."""

    def __init__(self, **given: Any) -> None:
        given["features"] = FEATURES
        super().__init__(**given)
        self.options |= {"placeholder": "", "enableLineBreak": False, "maxListNesting": 0}
        self.converter = _Converter()


class TextField(forms.CharField):
    """A field that holds a text in the closed Markdown."""

    widget = RichText

    def __init__(self, **given: Any) -> None:
        given.setdefault("widget", RichText())
        given.setdefault("error_messages", {"required": "Fill this in."})
        super().__init__(**given)

    def clean(self, value: Any) -> str:
        """The text in canonical form. Raises ValidationError with what is wrong and how to mend it."""
        if isinstance(value, Unreadable):
            raise ValidationError("These words did not arrive whole. Write or paste them again.")
        words = super().clean(value)
        if not words.strip():
            return ""
        text, faults = parse(words)
        if text is None:
            raise ValidationError([_told(fault.rule, fault.words) for fault in faults])
        return str(Text.of(text.blocks).markdown)


def _told(rule: str, words: dict[str, Any]) -> str:
    message = MESSAGES[rule]
    return f"{message.what.format(**words)} {message.mend.format(**words)}"
