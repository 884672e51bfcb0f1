"""What a browser would send of a form, as the form stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from wagtail.blocks import BooleanBlock, ListBlock, MultipleChoiceBlock, StructBlock
from wagtail.blocks.base import Block, BlockField

from waymark.desk.forms.part_form import PartForm


def posted(form: PartForm) -> QueryDict:
    """Every name and value that a browser would send, had nobody touched the form."""
    data = QueryDict(mutable=True)
    for bound in form:
        if isinstance(bound.field, BlockField):
            block = bound.field.block
            for name, value in _of_block(block, bound.html_name, block.get_form_state(bound.value())):
                data.appendlist(name, value)
        elif isinstance(bound.value(), bool):
            if bound.value():
                data[bound.html_name] = "on"
        else:
            shown = bound.field.widget.format_value(bound.value())
            data[bound.html_name] = (shown[0] if shown else "") if isinstance(shown, list) else shown or ""
    return data


def _of_block(block: Block, prefix: str, state: Any) -> Iterator[tuple[str, str]]:
    if isinstance(block, ListBlock):
        yield f"{prefix}-count", str(len(state))
        for index, row in enumerate(state):
            for name, value in (("deleted", ""), ("order", str(index)), ("type", ""), ("id", row["id"])):
                yield f"{prefix}-{index}-{name}", value
            yield from _of_block(block.child_block, f"{prefix}-{index}-value", row["value"])
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, f"{prefix}-{name}", state[name])
    elif isinstance(block, MultipleChoiceBlock):
        yield from ((prefix, value) for value in state)
    elif isinstance(block, BooleanBlock):
        if state:
            yield prefix, "on"
    elif isinstance(state, list):
        yield prefix, str(state[0] if state else "")
    else:
        yield prefix, str("" if state is None else state)
