"""Every address of the desk. Names that start with `desk_` are ours; people/gate.py says who goes where."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_urls

from waymark.desk.views import urls as own

urlpatterns = [
    path("desk/account/", include("waymark.desk.people.urls")),
    # What Wagtail's own frame needs; all else of it is closed by the gate.
    path("desk/house/", include(wagtail_urls)),
    path("desk/", include(own)),
    path("desk/", include("waymark.desk.charting.urls")),
    path("desk/", include("waymark.desk.heat.urls")),
    path("desk/", include("waymark.desk.agreeing.urls")),
    path("desk/", include("waymark.desk.record.urls")),
    path("desk/", include("waymark.desk.withholding.urls")),
    path("desk/", include("waymark.desk.filing.urls")),
    path("desk/", include("waymark.desk.passing.urls")),
    # The public endpoint of letters stands outside the desk; its inbox within.
    path("", include("waymark.desk.letters.urls")),
    path("", include("waymark.desk.alerts.urls")),
]
