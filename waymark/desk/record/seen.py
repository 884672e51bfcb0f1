"""Which lines of the record a person sees, and what each kind of line is about."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from waymark.desk.models import Record
from waymark.desk.people.standing import Standing

#: What is written down of packs, which say nothing of any one place.
PACKS = ("imported a pack", "saved the desk as a pack")

_WRITING = ~Q(place="")
_AGREEING = Q(more__has_key="candidate")
_PACKS = Q(what__in=PACKS)
_LETTERS = Q(more__has_key="letter")
_OPEN = (_WRITING | _AGREEING | _PACKS) & ~_LETTERS

#: What lines are about, by a word for the address: its words, and which lines they are.
ABOUT: dict[str, tuple[str, Q]] = {
    "writing": ("Writing", _WRITING & ~_LETTERS & ~Q(what="put in a file")),
    "files": ("Files", Q(what="put in a file")),
    "agreeing": ("Agreeing and bringing into force", _AGREEING),
    "packs": ("Packs, in and out", _PACKS),
    "letters": ("Letters", _LETTERS),
    "people": ("People, settings and letting go", ~_OPEN & ~_LETTERS),
}


def lines_for(standing: Standing) -> QuerySet[Record]:
    """The lines this person may see. Whatever is not known to be open to readers is closed to them.

    Lines about people and settings are seen by those who run the desk and by the signatories they concern;
    lines about letters by those who may read the letters.
    """
    signed = [key for key in standing.readable if standing.signs(key)]
    people = Q() if standing.administers else Q(partnership__in=signed)
    return Record.objects.filter(
        (_OPEN & Q(partnership__in=standing.readable))
        | (_LETTERS & Q(partnership__in=reads_letters(standing)))
        | (~_OPEN & ~_LETTERS & people)
    )


def reads_letters(standing: Standing) -> list[str]:
    """Whose letters a person reads: a partnership's own editors and signatories; the consortium's editors."""
    return [key for key in standing.readable if standing.writes(key) or (key and standing.signs(key))]
