"""The frame round every page of the desk: its sidebar and what its scripts are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import json_script
from django.utils.safestring import SafeString
from wagtail.admin.menu import admin_menu
from wagtail.admin.telepath import JSContext
from wagtail.admin.ui import sidebar

from waymark.desk.models import Draft

register = template.Library()


class _Branding(sidebar.WagtailBrandingModule):
    """The way home at the head of the sidebar; its drawing stands in the template."""

    def js_args(self) -> list[str]:
        return [reverse("desk_home")]


class _Ways(sidebar.MainMenuModule):
    """The ways of the sidebar, with who is here at its foot."""

    def js_args(self) -> list[Any]:
        name = self.user.get_full_name() or self.user.get_username()
        person = {"name": name, "avatarUrl": static("desk/person.svg")}
        return [self.menu_items, self.account_menu_items, person]


@register.simple_tag(takes_context=True)
def desk_sidebar(context: dict[str, Any]) -> SafeString:
    """What the sidebar shows: the way home, this person's ways, and the way out."""
    request: HttpRequest = context["request"]
    account = [
        sidebar.LinkMenuItem("account", "Your account", reverse("desk_account"), icon_name="user"),
        sidebar.ActionMenuItem("logout", "Sign out", reverse("account_logout"), icon_name="logout"),
    ]
    modules = [_Branding(), _Ways(admin_menu.render_component(request), account, request.user)]
    return json_script({"modules": JSContext().pack(modules)}, "wagtail-sidebar-props")


@register.simple_tag(takes_context=True)
def desk_told(context: dict[str, Any]) -> SafeString:
    """What scripts must know. Wagtail's own list names screens that the gate keeps closed."""
    draft = context.get("draft")
    # Someone who writes for two partnerships links the guidance of one from its own pages alone.
    written_for = f"?{urlencode({'for': draft.partnership})}" if isinstance(draft, Draft) else ""
    header = settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-").title()
    told = {
        "CSRF_TOKEN": get_token(context["request"]),
        "CSRF_HEADER_NAME": header,
        "ADMIN_API": {},
        "ADMIN_URLS": {},
        "STRINGS": {},
        "LOCALES": [],
        "I18N_ENABLED": False,
        "KEYBOARD_SHORTCUTS_ENABLED": False,
        "CHOICES": reverse("desk_choices") + written_for,
    }
    return json_script(told, "wagtail-config")


@register.filter
def in_full(day: date | None) -> str:
    """A day as people say it: Wednesday 13 January 2027."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    return f"{day:%A} {day.day} {day:%B %Y}"


@register.filter
def at_clock(moment: datetime | None) -> str:
    """A moment of today as its time, of another day with the day: 10:42; Monday 23 November, 10:42."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    clock = f"{local:%H:%M}"
    return clock if local.date() == timezone.localdate() else f"{in_full(local)}, {clock}"
