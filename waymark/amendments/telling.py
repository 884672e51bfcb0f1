"""What a part says, field by field, as rows of words that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple

from waymark.amendments.amendment import ChangeSort
from waymark.amendments.naming import Names, told
from waymark.amendments.wording import flat, line_words, text_words
from waymark.manual.boxes import Facets, ForFamilies, RoleNote, WhatIf
from waymark.manual.charts import Arrow
from waymark.manual.contacts import ALWAYS, Opening
from waymark.manual.data import Checked, Data
from waymark.manual.local import LocalFile, LocalLimit
from waymark.manual.runs import Paragraph
from waymark.manual.scenarios import Moment
from waymark.manual.sources import LearningPoint, Lesson, Provision
from waymark.manual.text import Text
from waymark.manual.ways_in import Question
from waymark.manual.words import Timescale


class Row(NamedTuple):
    """One thing a part says.

    `name`: what the words are about, such as a question; `where`: how a reader finds it, if not by counting;
    `form`: how it stands, such as a numbered point; the rest is what `matching` goes by.
    """

    body: str
    key: str = ""
    name: str = ""
    where: str = ""
    form: str = ""
    near: tuple[str, str] = ("", "")
    exact: bool = False

    @property
    def whole(self) -> Hashable:
        """Everything that makes two rows the same."""
        return (self.body, self.key, self.name, self.form)

    @property
    def words(self) -> str:
        """All it says."""
        return f"{self.name}\n{self.body}" if self.name else self.body


class Sorts(NamedTuple):
    """What a change of a section is called: put in, taken out, or told otherwise."""

    added: ChangeSort = ChangeSort.ADDED
    taken_out: ChangeSort = ChangeSort.TAKEN_OUT
    changed: ChangeSort = ChangeSort.REWORDED


class Section(NamedTuple):
    """One field of a part: its label, its rows, and its value, by which it is the same or not."""

    label: str
    rows: tuple[Row, ...]
    value: Any
    sorts: Sorts = Sorts()


_FACT = Sorts(changed=ChangeSort.CHANGED)
_ASKED = Sorts(ChangeSort.ASKED, ChangeSort.ASKED, ChangeSort.ASKED)
_SORTS = {
    "title": Sorts(changed=ChangeSort.RETITLED),
    "name": Sorts(changed=ChangeSort.RETITLED),
    "term": Sorts(changed=ChangeSort.RETITLED),
    "timescales": Sorts(ChangeSort.TIMESCALE_ADDED, ChangeSort.TIMESCALE_OUT, ChangeSort.TIMESCALE),
    "limits": Sorts(ChangeSort.TIMESCALE_ADDED, ChangeSort.TIMESCALE_OUT, ChangeSort.TIMESCALE),
    "arrows": Sorts(ChangeSort.ARROW_ADDED, ChangeSort.ARROW_OUT, ChangeSort.ARROW),
    "boxes": Sorts(ChangeSort.BOX_ADDED, ChangeSort.BOX_OUT),
    "sources": Sorts(ChangeSort.SOURCE_ADDED, ChangeSort.SOURCE_OUT),
    "source": Sorts(ChangeSort.SOURCE_ADDED, ChangeSort.SOURCE_OUT, ChangeSort.CHANGED),
    "lessons": Sorts(ChangeSort.LESSON_ADDED, ChangeSort.LESSON_OUT),
    "learning": Sorts(ChangeSort.LESSON_ADDED, ChangeSort.LESSON_OUT),
    "starts": Sorts(changed=ChangeSort.TIMESCALE),
    "limit": Sorts(changed=ChangeSort.TIMESCALE),
    "by_order": Sorts(changed=ChangeSort.TIMESCALE),
    "people_say": _ASKED,
    "together": _ASKED,
    "apart": _ASKED,
}
_LABELS = {
    "title": "Title",
    "name": "Title",
    "term": "Title",
    "parents": "For a parent",
    "child": "For a child or young person",
    "timescales": "Time limits",
    "limits": "Local time limits",
    "also": "Also written",
    "boxes": "Boxes, in the order they are told",
    "learning": "Learning points",
    "provisions": "Provisions",
    "not_certain": "What is not certain",
    "checked": "Checked",
    "kind": "What it is",
    "number": "Number",
    "need": "What the reader needs",
    "summary": "In a sentence",
    "hours": "When it answers",
    "hours_in_words": "Hours in words",
    "starts": "Counted from",
    "by_order": "A court sets its end",
    "web": "Address on the web",
    "in_area": "“In …”",
    "see": "See instead",
    "together": "Words that mean the same",
    "apart": "Words to keep apart",
    "needs": "What this role needs first",
    "as_said": "How this role is named where it acts",
    "needed": "The places this role needs most",
    "for_roles": "For whom",
    "key": "Place",
    "place": "Place",
}
#: Fields that refer to something: what each of their places starts with, as `Names` has it.
_REFERENCES = {
    "timescales": "timescales:",
    "sources": "",
    "source": "",
    "lessons": "",
    "boxes": "",
    "shown_at": "",
    "needed": "",
    "for_roles": "roles:",
    "see": "",
}
#: Words of one line: what they say is reworded, where other single values are changed.
_WORDS = frozenset(
    {"who", "starts", "need", "needs", "summary", "purpose", "hours_in_words", "publisher", "area", "owner"}
    | {"seen", "council", "front_door", "in_area", "former_name"}
)


def sections(part: Data, names: Names) -> Iterator[Section]:
    """Everything a part says, in order."""
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, (Facets, ForFamilies)):
            yield from sections(value, names)
        elif name == "for_families":
            yield from sections(ForFamilies(), names)
        elif isinstance(part, Timescale) and name in ("limit", "unit", "longest"):
            if name == "limit":
                exact = (part.limit, part.unit, part.longest)
                yield Section("Limit", (Row(part.words, key=name),), exact, _SORTS[name])
        else:
            one = not isinstance(value, (tuple, Text))
            sorts = _SORTS.get(name, _FACT if one and name not in _WORDS else Sorts())
            label = _LABELS.get(name, name.replace("_", " ").capitalize())
            yield Section(label, tuple(_rows(name, value, names)), value, sorts)


def _rows(name: str, value: Any, names: Names) -> Iterator[Row]:
    if isinstance(value, Text):
        yield from _lines(value)
    elif isinstance(value, tuple):
        for each in value:
            if name in _REFERENCES and isinstance(each, str):
                yield Row(told(_REFERENCES[name] + each, names), key=each, exact=True)
            else:
                yield _row(each, names)
    elif name == "hours" and value == ALWAYS:
        yield Row("at every hour of every day")
    elif value is not None:
        say = _file if isinstance(value, LocalFile) else flat
        yield Row(told(value, names) if name in _REFERENCES else say(value), key=name)


def _row(each: Any, names: Names) -> Row:
    """A row of a list."""
    told_as = _ROWS.get(type(each))
    return told_as(each, names) if told_as else Row(flat(each))


def _what_if(each: WhatIf, names: Names) -> Row:
    return Row(
        text_words(each.answer), key=each.question, name=each.question, where=f"What if: {each.question}"
    )


def _role_note(each: RoleNote, names: Names) -> Row:
    role = names.get(f"roles:{each.role}", each.role.replace("-", " "))
    return Row(text_words(each.text), key=each.role, name=role, where=f"For your role: {role}")


def _provision(each: Provision, names: Names) -> Row:
    body = flat(each, leave_out=("key", "where"))
    return Row(body, key=each.key, name=each.where, where=f"Provision: {each.where}")


def _local_limit(each: LocalLimit, names: Names) -> Row:
    scale = names.get(f"timescales:{each.timescale}", each.timescale)
    return Row(f"{each.words}: {each.reason}", key=each.timescale, name=scale, where=f"Local limit: {scale}")


def _arrow(each: Arrow, names: Names) -> Row:
    start, end = names.get(each.start, each.start), names.get(each.end, each.end)
    way = f"From {told(each.start, names)} to {told(each.end, names)}"
    answer = f", if the answer is: {each.answer}" if each.answer else ""
    where = f"Arrow to {end}, from {start}"
    near = (f"{each.start} to {each.end}", f"{each.start}, {each.answer}")
    return Row(way + answer, where=where, near=near, exact=True)


def _moment(each: Moment, names: Names) -> Row:
    said = [text_words(each.story)] if each.story else []
    for choice in each.choices:
        why = f"{choice.facet.value} of {told(choice.place, names)}: {choice.says}"
        said.append(f"- {choice.words}\n  {choice.fit.value.capitalize()}, by {why}")
    return Row("\n".join(said), key=each.question, name=each.question, where=f"Moment: {each.question}")


def _keyed(each: Lesson | LearningPoint, names: Names) -> Row:
    return Row(text_words(each.text), key=each.key)


def _checked(each: Checked, names: Names) -> Row:
    return Row(f"{each.against}, on {flat(each.date)}", key=each.against)


def _question(each: Question, names: Names) -> Row:
    said = (reply.said or names.get(reply.place, reply.place.partition(":")[2]) for reply in each.replies)
    named = (" (named only)" if reply.named_only else "" for reply in each.replies)
    places = (reply.place for reply in each.replies)
    body = "\n".join(
        f"{words}: {place}{only}" for words, place, only in zip(said, places, named, strict=True)
    )
    return Row(body, key=each.asked, name=each.asked, where=f"Question: {each.asked}")


def _file(each: LocalFile) -> str:
    """A file as readers see it; of its bytes and where they were made from, only that they are others."""
    about = flat(each, leave_out=("name", "fingerprint", "size", "made_from"))
    size = f"{each.name}, {each.size:,} bytes, fingerprint {each.fingerprint[:12]}…"
    return f"{size}\n{about}".rstrip()


def _opening(each: Opening, names: Names) -> Row:
    days = ", ".join(day.value for day in each.days) or "no day"
    return Row(f"{days}: from {each.opens} to {each.closes}", key=days)


_ROWS: dict[type, Callable[[Any, Names], Row]] = {
    Text: lambda each, names: Row(text_words(each)),
    WhatIf: _what_if,
    RoleNote: _role_note,
    Moment: _moment,
    LocalLimit: _local_limit,
    Provision: _provision,
    Arrow: _arrow,
    Lesson: _keyed,
    LearningPoint: _keyed,
    Checked: _checked,
    Opening: _opening,
    Question: _question,
}


def _lines(text: Text) -> Iterator[Row]:
    for block in text.blocks:
        if isinstance(block, Paragraph):
            yield Row(line_words(block.runs), form="a paragraph")
        else:
            form = "a numbered point" if block.numbered else "a point"
            yield from (Row(line_words(point), form=form) for point in block.points)
