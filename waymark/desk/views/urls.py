"""Addresses of the desk's own pages."""

from __future__ import annotations

from django.urls import path

from waymark.desk.views import home, writing

urlpatterns = [
    path("", home.home, name="desk_home"),
    path("manual/", home.manual, name="desk_manual"),
    path("local/<slug:partnership>/", home.local, name="desk_local"),
    path("choices/", writing.choices, name="desk_choices"),
    path("drafts/<int:number>/", writing.edit, name="desk_draft"),
    path("drafts/<int:number>/findings/", writing.findings, name="desk_findings"),
    path("new/<slug:kind>/", writing.new, name="desk_new"),
]
