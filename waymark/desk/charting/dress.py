"""What drawings are dressed in: the style and the letters that readers see them in."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

import waymark.pages.chart
from waymark.desk.people.standing import SHARED, standing_of
from waymark.manual.findings import Refused
from waymark.pages.dress.parts import FONTS, folder

_STYLE = Path(waymark.pages.chart.__file__).with_name("chart.css")
#: They change only when the desk is set up anew.
_KEPT = "private, max-age=3600"


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """The style of drawings, and where the letters they are measured in come from."""
    standing_of(request).only_to(standing_of(request).reads(SHARED))
    addresses = {400: reverse("desk_charts_letters"), 700: reverse("desk_charts_letters_bold")}
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-weight:{weight};font-display:swap;'
        f'src:url("{address}") format("woff2")}}\n'
        for weight, address in addresses.items()
    )
    return _kept(faces.encode() + _STYLE.read_bytes(), "text/css; charset=utf-8")


@require_GET
def letters(request: HttpRequest, weight: int) -> HttpResponse:
    """The letters in one weight. Raises Http404 where there are none; the system's own then serve."""
    standing_of(request).only_to(standing_of(request).reads(SHARED))
    try:
        return _kept((folder() / FONTS[weight]).read_bytes(), "font/woff2")
    except (OSError, Refused) as error:
        raise Http404 from error


def _kept(data: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = _KEPT
    return response
