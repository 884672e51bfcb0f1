"""The pages that are one gateway's own: home, edition, standing pages, withdrawn places, the shells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from waymark.manual.local import Partnership
from waymark.manual.places import NOT_SAFE_NOW
from waymark.pages.dress import style
from waymark.pages.env import govuk, render
from waymark.pages.keep.page import HEAD, PAGE, TITLE
from waymark.pages.plan import Asset, LocalPart, SharedPart
from waymark.pages.prose.html import Prose, href
from waymark.pages.prose.say import count, short_day
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, Shell, cut, slot
from waymark.pages.terms.here import finished

ROOT = "./~/"

#: The way to the page for a child who may not be safe now, in the line that stands on every page.
DANGER = f'<a class="danger__how" href="{ROOT}{NOT_SAFE_NOW}.html">What to do now</a> '

#: The day on which the accessibility statement and privacy notice were written and last gone through.
PREPARED = date(2026, 11, 24)

FOOT = (
    ("how.html", "How to use this"),
    ("for.html", "For your job"),
    ("deadline.html", "Work out a date"),
    ("path.html", "My path"),
    (PAGE, TITLE),
    ("about.html", "About these procedures"),
    ("edition.html", "This edition"),
    ("sources.html", "Law, research and reviews"),
    ("accessibility.html", "Accessibility"),
    ("privacy.html", "Privacy"),
)

#: Those of them that the front does not have.
OF_GATEWAYS = frozenset({"how.html", "for.html", "deadline.html", "path.html", PAGE, "sources.html"})


class Frame(NamedTuple):
    """Everything that the frame of a gateway's pages shows; without a partnership, of the front's."""

    prefix: str
    sheet: str
    title: str
    charts: bool
    procedures: bool
    roles: bool
    limits: bool
    families: bool
    gateway: Partnership | None = None


def shell(prefix: str, reader: Reader, local: LocalPart | None, sheet: Asset) -> Shell:
    """The frame of a gateway's pages at one depth."""
    manual = reader.manuscript
    frame = Frame(
        prefix,
        sheet.path,
        manual.title,
        bool(manual.charts),
        bool(manual.procedures),
        bool(manual.roles),
        bool(manual.timescales),
        bool(manual.ways_in),
    )
    if local:
        frame = frame._replace(gateway=local.local.partnership)
    return _framed(frame)


@lru_cache(maxsize=1024)
def _framed(frame: Frame) -> Shell:
    """A frame is the same from edition to edition: a process that stays sets it once."""
    gateway = frame.gateway
    ways: list[dict[str, str]] = []
    if gateway:
        ways += [{"href": "index.html#charts", "text": "Charts"}] if frame.charts else []
        ways += [{"href": "procedures.html", "text": "Procedures"}] if frame.procedures else []
        ways.append({"href": "terms.html", "text": "Words"})
        ways.append({"href": "local.html", "text": gateway.in_area})
        ways.append({"href": "contacts.html", "text": "Contacts"})
    left_out = set() if gateway else set(OF_GATEWAYS)
    left_out |= set() if frame.roles else {"for.html"}
    left_out |= set() if frame.limits else {"deadline.html"}
    foot = [{"href": file, "text": text} for file, text in FOOT if file not in left_out]
    if gateway:
        if frame.families:
            foot.insert(0, {"href": "families.html", "text": "For parents and children"})
        foot.append({"href": "../areas.html", "text": "Choose another area"})
    words = render(
        "shell/template.html",
        prefix=frame.prefix,
        site=f"{gateway.area}: {frame.title}" if gateway else frame.title,
        gateway=gateway,
        adopted=gateway is not None and gateway.adopted is not None,
        accent=gateway.accent if gateway else style.FRONT_ACCENT,
        style=frame.sheet,
        early=style.early().path,
        script=style.script().path,
        look=style.look().path,
        late=" ".join(f"{name}:{asset.path}" for name, asset in style.late().items()),
        engine=style.engine().path,
        found=style.found().path,
        home="index.html",
        manual_title=frame.title,
        ways=ways,
        foot=foot,
        SLOT_HEAD=slot("head"),
        SLOT_TITLE=slot("title"),
        SLOT_DESCRIPTION=slot("description"),
        SLOT_ABOVE=slot("above"),
        SLOT_MAIN=slot("main"),
    )
    return Shell(cut(words))


def home_page(reader: Reader, shared: SharedPart, local: LocalPart, overview: Markup) -> SharedPage:
    """A gateway's home; `overview` is the drawing of how the charts lead to one another."""
    gateway = local.local.partnership
    charts = [
        {
            "first": href(chart.boxes[0], "") if chart.number == 1 and chart.boxes else f"{chart.key}.html",
            "href": f"{chart.key}.html",
            "need": chart.need,
            "summary": chart.summary,
            "title": chart.title,
            "steps": len(chart.boxes),
            "being_written": chart.being_written,
        }
        for chart in reader.manuscript.charts
    ]
    main = render(
        "home/template.html",
        gateway=gateway,
        charts=charts,
        danger=href(NOT_SAFE_NOW, "") if NOT_SAFE_NOW in reader.lookup.boxes else "contacts.html",
        families=bool(reader.manuscript.ways_in),
        drawing=overview,
        roles=bool(reader.manuscript.roles),
        guidance=[{"href": f"local/{g.key}.html", "title": g.title} for g in local.local.guidance],
        practise=bool(reader.manuscript.scenarios),
        edition=shared.edition,
        in_force=shared.in_force,
        notice=Prose("").blocks(reader.manuscript.notice),
    )
    title = "What to do when you are worried about a child"
    told = f"{title} in {gateway.area}: step by step, in plain words."
    return SharedPage("index.html", title, cut(""), finished(main, reader, "").cut, told=told, head=HEAD)


def standing(local: LocalPart) -> str:
    """Which supplement is shown, from when, and its fingerprint."""
    return render(
        "local/standing.html",
        gateway=local.local.partnership,
        supplement=local.supplement,
        in_force=local.in_force,
        fingerprint=local.fingerprint,
    )


def edition_page(reader: Reader, shared: SharedPart, local: LocalPart | None) -> SharedPage:
    """What the edition is, what changed with it, and how to cite it."""
    manual = reader.manuscript
    rows: list[dict[str, Any]] = [
        _row("Edition", shared.edition),
        _row("In force from", shared.in_force),
        _row("Fingerprint of the shared manual", shared.fingerprint),
    ]
    gone = {each.place for each in manual.withdrawn}
    pages = {place: place for place in (*reader.lookup.places, *gone)}
    pages |= {way.place: way.page for way in manual.ways_in}
    reasons = [
        {
            "href": href(pages[place], "") if local and place in pages else None,
            "title": f"The page {place}" if place in gone else reader.title(place),
            "reason": reason,
        }
        for place, reason in shared.reasons
    ]
    stories = len(manual.scenarios)
    practised = [count(stories, "story to practise", "stories to practise")] if stories else []
    main = render(
        "edition/template.html",
        gateway=local.local.partnership if local else None,
        edition=shared.edition,
        in_force=shared.in_force,
        summary=govuk("summary-list", rows=rows, classes="edition"),
        reasons=reasons,
        held=[
            count(len(manual.charts), "flow chart"),
            count(len(manual.boxes), "step"),
            count(len(manual.procedures), "other procedure"),
            count(len(manual.terms), "word explained", "words explained"),
            count(len(manual.sources), "source"),
            count(len(manual.reviews), "published review"),
            *practised,
        ],
        manual_title=manual.title,
    )
    whole = finished(main, reader, "" if local else None)
    return SharedPage("edition.html", f"Edition {shared.edition}", cut(""), whole.cut)


def _row(name: str, value: str) -> dict[str, Any]:
    return {"key": {"text": name}, "value": {"text": value}}


def standing_pages(reader: Reader, gateway: Partnership | None) -> Iterator[SharedPage]:
    """What this is, accessibility, privacy, and the page for an address that leads nowhere."""
    given: dict[str, Any] = {
        "gateway": gateway,
        "manual_title": reader.manuscript.title,
        "prepared": short_day(PREPARED),
        "charts": reader.manuscript.charts if gateway else (),
        "families": bool(gateway and reader.manuscript.ways_in),
    }
    for name, title, root in (
        ("about", "About these procedures", ""),
        ("accessibility", "Accessibility statement", ""),
        ("privacy", "Privacy notice", ""),
        ("404", "Page not found", ROOT),
    ):
        template = "not-found" if name == "404" else name
        main = render(f"standing/{template}.html", root=root, **given)
        status = 404 if name == "404" else 200
        whole = finished(f'<div class="page">{main}<!--words--></div>', reader, root if gateway else None)
        yield SharedPage(f"{name}.html", title, cut(""), whole.cut, "", status)


def withdrawn_pages(reader: Reader) -> Iterator[SharedPage]:
    """A page for each withdrawn place, saying since when and what to see instead."""
    for gone in reader.manuscript.withdrawn:
        prefix = "../" if "/" in gone.place else ""
        see = [{"title": reader.title(to), "href": href(to, prefix)} for to in gone.see]
        main = render("standing/withdrawn.html", place=gone.place, edition=gone.edition, see=see, root=prefix)
        whole = finished(f'<div class="page">{main}<!--words--></div>', reader, prefix)
        yield SharedPage(
            f"{gone.place}.html",
            "This page was withdrawn",
            cut(""),
            whole.cut,
            gone.place,
            410,
        )


def areas_page(reader: Reader, partnerships: Sequence[Partnership], path: str) -> SharedPage:
    """The page to choose your area."""
    main = render(
        "areas/template.html",
        areas=sorted(partnerships, key=lambda each: each.area),
        about=Prose("").blocks(reader.manuscript.about),
        notice=Prose("").blocks(reader.manuscript.notice),
    )
    return SharedPage(path, "Choose your area", cut(""), finished(main, reader, None).cut)
