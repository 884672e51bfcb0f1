"""What waits for a person's own decision: sign-offs, letters, accounts that are about to end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from waymark.desk.agreeing.may import objections_for, unsigned, waiting_for
from waymark.desk.doors.out import partnerships
from waymark.desk.letters.alerting import unread
from waymark.desk.letters.keeping import letters_for
from waymark.desk.letters.owners import named_owners, names_for
from waymark.desk.models import Consortium
from waymark.desk.models.record import name_of
from waymark.desk.people.standing import Standing, area_of
from waymark.desk.record.letting_go import unused
from waymark.desk.record.seen import reads_letters
from waymark.desk.templatetags.desk_frame import in_full
from waymark.desk.today.lines import Card, Line, card, owner_of
from waymark.desk.withholding.asking import waiting_for as asked_and_unanswered

#: How long before an unused account ends this is told.
AHEAD = timedelta(days=30)


def sign_offs(standing: Standing) -> Card | None:
    """What a signatory has still to sign or to object to."""
    if not standing.signs_any:
        return None
    own = standing.partnerships
    lines = []
    for each in waiting_for(standing):
        mark, sort = ("urgent", "stop") if each.urgent else ("", "")
        if unsigned(standing, each):
            mark, sort = (f"{mark}, changed since you signed".lstrip(", "), sort or "wait")
        way, more = reverse("desk_candidate", args=(each.pk,)), f"Proposed on {in_full(each.made_at)}"
        lines.append(Line(each.title, way, mark, sort, more, owner_of(each.partnership, own)))
    return card("sign", "Waiting for your sign-off", "sign-offs", lines)


def withholdings(standing: Standing) -> Card | None:
    """What somebody asked to be withheld, for those who may be the second person; nobody else hears of it."""
    lines = [
        Line(
            each.title,
            reverse("desk_withholding_one", args=(each.pk,)),
            "a second person is needed",
            "stop",
            f"Asked for by {each.asked_by_name} on {in_full(each.asked_at)}",
            owner_of(each.partnership, standing.partnerships),
        )
        for each in asked_and_unanswered(standing)
    ]
    return card("withholding", "Words to be withheld", "withholdings", lines) if lines else None


def objections(standing: Standing) -> Card:
    """What was objected to in what a person writes, with the words it was said in."""
    own = standing.partnerships
    lines = []
    for each, against in objections_for(standing):
        said = [f"{area_of(row.partnership) or 'The steering group'}: {row.words}" for row in against]
        words = " · ".join(said)
        way = reverse("desk_candidate", args=(each.pk,))
        lines.append(Line(each.title, way, "objected to", "stop", words, owner_of(each.partnership, own)))
    return card("objections", "Objections to what you proposed", "objections", lines)


def urgent_letters(standing: Standing) -> Card | None:
    """Letters that may be about a child in danger that nobody read; and who is missing to read them."""
    rows = letters_for(standing).filter(pk__in=unread().values("pk")).defer("words", "note")
    lines = []
    for each in rows.order_by("at"):
        more = f"Came on {in_full(each.at)}"
        if each.tries:
            more += ". No e-mail about it could be sent"
        way = reverse("desk_letter", args=(each.pk,))
        lines.append(Line("A letter that may be about a child in danger", way, "not read yet", "stop", more))
    if standing.administers or standing.signs_any:
        lines += _missing(standing)
    return card("urgent", "Letters about a child in danger", "urgent letters", lines) if lines else None


def _missing(standing: Standing) -> list[Line]:
    """Where nobody is named to read such letters, and where no e-mail can tell of them."""
    way, named_for = reverse("desk_letters_owners"), named_owners()
    lines = [
        Line(
            f"Name who reads these letters: {area_of(key) or 'the consortium'}",
            way,
            "nobody is named",
            "wait",
        )
        for key in names_for(standing, partnerships())
        if key not in named_for
    ]
    if standing.administers and settings.LIVE and not settings.EMAIL_HOST:
        lines.append(
            Line("No mail server is set", way, "nobody is told", "stop", "Ask whoever runs this desk.")
        )
    return lines


def letters(standing: Standing, kept: Consortium) -> Card | None:
    """Letters that nobody answered yet, those that nobody has before my own."""
    whose = reads_letters(standing)
    if not whose:
        return None
    rows = letters_for(standing, kept.keep_letters).filter(answered_at=None).select_related("owner")
    # Those that may be about a child in danger, while nobody read them, have a card of their own.
    rows = rows.exclude(may_be_disclosure=True, read_at=None)
    lines = []
    for each in sorted(rows.order_by("at").defer("words", "note"), key=lambda row: row.owner_id is not None):
        if each.owner_id not in (None, standing.user.pk):
            continue
        words = each.page or each.place or "No page named"
        mark, sort = ("yours", "") if each.owner_id else ("nobody has it yet", "wait")
        if each.may_be_disclosure:
            mark, sort = f"{mark}, may be about a child in danger", "stop"
        way = reverse("desk_letter", args=(each.pk,))
        lines.append(
            Line(words, way, mark, sort, f"Came on {in_full(each.at)}", owner_of(each.partnership, whose))
        )
    return card(
        "letters",
        "Letters to be answered",
        "letters",
        lines,
        way=("Open the letters", reverse("desk_letters")),
    )


def accounts(standing: Standing, settings: Consortium, now: datetime) -> Card | None:
    """Accounts that end within a month because nobody uses them: told to those who run the desk."""
    if not standing.administers:
        return None
    ends = timedelta(days=settings.keep_accounts)
    lines = []
    for user, last in unused(settings.keep_accounts, now + AHEAD):
        words = f"Last used on {in_full(last)}; ends on {in_full(max(last + ends, now))}"
        lines.append(Line(name_of(user), reverse("desk_people"), "unused", "wait", words))
    return card("accounts", "Accounts that are about to end", "accounts", lines)
