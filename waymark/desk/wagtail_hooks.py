"""What the desk adds to Wagtail's frame: its own menu, and nothing of Wagtail's; its style and scripts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail import features as draftail

from waymark.desk.forms.rich import PLACE
from waymark.desk.menu import menu_for
from waymark.desk.people.standing import standing_of


@hooks.register("construct_main_menu")
def our_menu(request: HttpRequest, items: list[Any]) -> None:
    """Put our own ways into the sidebar in place of all of Wagtail's."""
    items[:] = [
        MenuItem(words, address, name=name, icon_name=icon, order=order)
        for order, (name, words, icon, address) in enumerate(menu_for(standing_of(request)))
    ]


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_help_menu")
def nothing_of_wagtails(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the menus of what the gate keeps closed."""
    items.clear()


@hooks.register("insert_global_admin_css")
def our_style() -> str:
    """The desk's own style, on every page."""
    sheets = ((static(f"desk/{name}.css"),) for name in ("colours", "desk"))
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_global_admin_js")
def our_scripts() -> str:
    """The desk's own scripts, on every page."""
    return format_html('<script src="{}" defer></script>', static("desk/desk.js"))


@hooks.register("register_rich_text_features")
def links_to_places(features: Any) -> None:
    """Teach the editor our one way of linking: to a place, a word or the web."""
    features.register_editor_plugin(
        "draftail",
        "place",
        draftail.EntityFeature(
            {
                "type": PLACE,
                "icon": "link",
                "description": "Link to a place, a word or the web",
                "attributes": ["to"],
            },
            js=["desk/place.js"],
        ),
    )
