"""Addresses of the record: who did what, what drafts said before, what was taken out; and of search."""

from __future__ import annotations

from django.urls import path

from waymark.desk.record import views, views_gone, views_past
from waymark.desk.searching import views as searching

urlpatterns = [
    path("record/", views.record, name="desk_record"),
    path("record/<int:number>/", views.line, name="desk_record_line"),
    path("drafts/<int:number>/history/", views_past.history, name="desk_history"),
    path("drafts/<int:number>/saves/<int:save>/", views_past.save, name="desk_save"),
    path("drafts/<int:number>/saves/<int:save>/restore/", views_past.restore, name="desk_restore"),
    path("drafts/<int:number>/take-out/", views_gone.take_out, name="desk_take_out"),
    path("drafts/<int:number>/bring-back/", views_gone.bring_back, name="desk_bring_back"),
    path("gone/", views_gone.gone, name="desk_gone"),
    path("search/", searching.search, name="desk_search"),
]
