"""Addresses of the desk's own pages."""

from __future__ import annotations

from django.urls import path

from waymark.desk.noticing import views as noticing
from waymark.desk.preview import views as preview
from waymark.desk.views import beginning, home, moving, writing

urlpatterns = [
    path("", home.home, name="desk_home"),
    path("manual/", home.manual, name="desk_manual"),
    path("local/<slug:partnership>/", home.local, name="desk_local"),
    path("choices/", writing.choices, name="desk_choices"),
    path("drafts/<int:number>/", writing.edit, name="desk_draft"),
    path("drafts/<int:number>/move/", moving.move, name="desk_move"),
    path("drafts/<int:number>/findings/", noticing.of_draft, name="desk_findings"),
    path("drafts/<int:number>/preview/", preview.begin, name="desk_preview_begin"),
    path("drafts/<int:number>/preview/saved/", preview.saved, name="desk_preview_saved"),
    path("previews/<int:number>/", preview.preview, name="desk_preview"),
    path("previews/<int:number>/<slug:gateway>/<path:path>", preview.page, name="desk_preview_page"),
    path("new/<slug:kind>/findings/", noticing.of_new, name="desk_findings_new"),
    path("new/<slug:kind>/", beginning.new, name="desk_new"),
]
