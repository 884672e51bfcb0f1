"""Rows: a list in a form, with a name for each row and a button that says what it adds."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.templatetags.static import static
from wagtail.admin.telepath import register
from wagtail.blocks import ListBlock
from wagtail.blocks.list_block import ListBlockAdapter, ListValue

from waymark.desk.forms.wording import RowWords

#: No list of the manual is anywhere near so long; what is sent beyond it was made by no editor.
MOST = 500


class Rows(ListBlock):
    """A list of the manual. What is not sent counts as no rows, so that no answer of a browser breaks it."""

    def __init__(self, child_block: Any, words: RowWords, **given: Any) -> None:
        self.words = words
        super().__init__(child_block, min_num=0, collapsed=False, default=[], **given)

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> ListValue:
        """The rows that were sent, in their order."""
        return ListValue(
            self,
            bound_blocks=[
                ListValue.ListChild(
                    self.child_block,
                    self.child_block.value_from_datadict(data, files, f"{prefix}-{index}-value"),
                    id=data.get(f"{prefix}-{index}-id"),
                )
                for index in sent_rows(data, prefix)
            ],
        )


def sent_rows(data: Any, prefix: str) -> list[int]:
    """The numbers that rows have on the page, in their order; those taken out are passed over."""
    rows = [
        (_number(data.get(f"{prefix}-{index}-order"), index), index)
        for index in range(min(_number(data.get(f"{prefix}-count"), 0), MOST))
        if f"{prefix}-{index}-order" in data and not data.get(f"{prefix}-{index}-deleted")
    ]
    return [index for _, index in sorted(rows)]


def _number(words: Any, otherwise: int) -> int:
    words = str(words or "")
    return int(words) if words.isdecimal() and len(words) < 7 else otherwise


class RowsAdapter(ListBlockAdapter):
    """How the browser is told of rows: see static/desk/rows.js."""

    js_constructor = "desk.Rows"

    def js_args(self, block: Rows) -> list[Any]:
        """A list's arguments, and its words."""
        *first, meta = super().js_args(block)
        words = {"one": block.words.one, "add": block.words.add, "namedBy": block.words.named_by}
        return [*first, {**meta, **words}]

    @cached_property
    def media(self) -> Any:
        """Its script, after Wagtail's own."""
        return super().media + forms.Media(js=[static("desk/rows.js")])


register(RowsAdapter(), Rows)
