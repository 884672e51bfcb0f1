"""Addresses of what comes in and goes out."""

from __future__ import annotations

from django.urls import path

from waymark.desk.passing import views

urlpatterns = [
    path("packs/", views.packs, name="desk_packs"),
    path("packs/out/", views.pack_out, name="desk_pack_out"),
    path("packs/in/", views.pack_in, name="desk_pack_in"),
    path("take-in/", views.take_in_shared, name="desk_take_in"),
    path("take-in/<slug:partnership>/", views.take_in_local, name="desk_take_in_local"),
]
