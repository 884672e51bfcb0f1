"""Addresses of charting."""

from __future__ import annotations

from django.urls import path

from waymark.desk.charting import dress, views

urlpatterns = [
    path("charts/", views.charts, name="desk_charts"),
    path("charts/chart.css", dress.style, name="desk_charts_style"),
    path("charts/letters.woff2", dress.letters, {"weight": 400}, name="desk_charts_letters"),
    path("charts/letters-bold.woff2", dress.letters, {"weight": 700}, name="desk_charts_letters_bold"),
    path("charts/<slug:key>/", views.chart, name="desk_chart"),
    path("charts/<slug:key>/draw/", views.draw, name="desk_chart_draw"),
    path("charts/<slug:key>/save/", views.save, name="desk_chart_save"),
]
