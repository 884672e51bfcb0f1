"""Setting what is local: what fills the slots of shared pages, and the pages of local guidance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import LocalGuidance
from waymark.pages.deadline.limits import shown_local
from waymark.pages.deadline.page import PAGE as ALL_LIMITS
from waymark.pages.env import govuk, render
from waymark.pages.plan import LocalPart, mark
from waymark.pages.prose.html import Prose
from waymark.pages.prose.say import day_or_month
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.here import finished, listed, rows_of, section


class LocalFillings:
    """What one partnership puts into the slots of shared pages."""

    def __init__(self, part: LocalPart, reader: Reader) -> None:
        self.part = part
        self.reader = reader
        local = part.local
        self.notes = {note.place: note for note in local.notes}
        self.limits = local.limits
        self.guidance: dict[str, list[dict[str, str]]] = {}
        for each in local.guidance:
            shown = {"href": f"local/{each.key}.html", "title": each.title}
            for place in each.shown_at:
                self.guidance.setdefault(place, []).append(shown)

    def at(self, page: SharedPage) -> dict[str, tuple[str, str]]:
        """The fillings of the page of a place."""
        place = page.place
        if page.path == ALL_LIMITS:
            dates = self._dates(self.limits, "")
            return {"dates": (dates, mark(dates))}
        if not place:
            return {}
        key = self.part.local.partnership.key
        words = {"place": f"{key}/{place}"}
        if limits := self._limits(place):
            words["limits"] = render("local/limits.html", gateway=self.part.local.partnership, limits=limits)
            words["dates"] = self._dates(self._shown(place), place)
        note = self.notes.get(place)
        gateway = self.part.local.partnership
        if note:
            changed = self.part.changed[f"notes:{place}"]
            glossary = self.reader.glossary
            explained = glossary.explain(Prose("../").blocks(note.text), page.here.spelled)
            text = Markup(explained.words)
            if more := rows_of(explained.terms - page.here.terms, self.reader, "../"):
                words["words"] = listed(more) if page.here.terms else section(more)
            words["note"] = render("local/note.html", gateway=gateway, text=text, changed=changed)
            words["local_changed"] = render("local/changed.html", gateway=gateway, changed=changed)
        if shown := self.guidance.get(place):
            words["guidance"] = render(
                "local/shown.html", gateway=gateway, guidance=shown, prefix="../" if "/" in place else ""
            )
        # A place is as short as a fingerprint, and marks itself.
        return {name: (text, text if name == "place" else mark(text)) for name, text in words.items()}

    def _shown(self, place: str) -> list[str]:
        """The timescales that the page of a place shows, and the area has a limit of its own for."""
        lookup = self.reader.lookup
        box = lookup.boxes.get(place) or lookup.procedures.get(place)
        return [key for key in (box.timescales if box else ()) if key in self.limits]

    def _limits(self, place: str) -> list[dict[str, str]]:
        """The area's own limits among those that the page of a place shows."""
        timescales = self.reader.lookup.timescales
        return [
            {
                "words": self.limits[key][0].words,
                "title": timescales[key].title,
                "starts": timescales[key].starts,
                "reason": self.limits[key][0].reason,
            }
            for key in self._shown(place)
        ]

    def _dates(self, keys: Iterable[str], place: str) -> str:
        """The forms for the area's own limits; empty where none of them can be counted."""
        lookup, prefix = self.reader.lookup, "../" * place.count("/")
        known = [key for key in keys if key in lookup.timescales]
        limits = [shown_local(lookup.timescales[key], self.limits[key][0], lookup, prefix) for key in known]
        counted = [each for each in limits if each["counted"]]
        gateway = self.part.local.partnership
        given = {"gateway": gateway, "limits": counted, "prefix": prefix, "place": place}
        return render("local/dates.html", **given) if counted else ""


def local_pages(part: LocalPart, reader: Reader) -> Iterator[SharedPage]:
    """The list of local guidance, then a page for each."""
    gateway = part.local.partnership
    rows = [
        {
            "href": f"local/{each.key}.html",
            "title": each.title,
            "former_name": each.former_name,
            "file": each.file,
            "dates": ", ".join(f"{name.lower()} {when}" for name, when in dates_of(each)).capitalize(),
        }
        for each in part.local.guidance
    ]
    notes = [reader.way(note.place, "") for note in part.local.notes]
    main = render("local/list.html", gateway=gateway, guidance=rows, notes=notes)
    whole = finished(main, reader, "")
    yield SharedPage("local.html", f"{gateway.in_area}: local guidance", cut(""), whole.cut)
    for each in part.local.guidance:
        page = finished(_guidance(each, part, reader), reader, "../").cut
        yield SharedPage(f"local/{each.key}.html", each.title, cut(""), page, f"local/{each.key}")


def _guidance(guidance: LocalGuidance, part: LocalPart, reader: Reader) -> str:
    rows: list[dict[str, Any]] = [{"key": {"text": "Owner"}, "value": {"text": guidance.owner}}]
    if guidance.former_name:
        rows.append({"key": {"text": "Once called"}, "value": {"text": guidance.former_name}})
    dates = dates_of(guidance) or [("Date", "not known")]
    rows += [{"key": {"text": name}, "value": {"text": when}} for name, when in dates]
    return render(
        "local/template.html",
        prefix="../",
        gateway=part.local.partnership,
        guidance=guidance,
        summary=govuk("summary-list", rows=rows),
        text=Prose("../").blocks(guidance.text),
        shown_at=[reader.way(place, "../") for place in guidance.shown_at],
        place=part.local.place(guidance),
        changed=part.changed[f"guidance:{guidance.key}"],
        fingerprint=own_fingerprint(guidance),
    )


def dates_of(guidance: LocalGuidance) -> list[tuple[str, str]]:
    """The dates of a piece of local guidance that are known, as they are said."""
    told = (
        ("Published", guidance.published),
        ("Updated", guidance.updated),
        ("Reviewed", guidance.reviewed),
        ("Review by", guidance.review_by),
    )
    return [(name, day_or_month(when)) for name, when in told if when]
