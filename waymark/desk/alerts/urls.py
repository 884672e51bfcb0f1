"""Addresses of alerts, all of them public."""

from __future__ import annotations

from django.urls import path

from waymark.desk.alerts import public

urlpatterns = [
    path("letters/alerts/", public.alerts, name="letters_alerts"),
    path("letters/alerts/asked/", public.asked, name="letters_alerts_asked"),
    path("letters/alerts/confirm/<str:token>/", public.confirm, name="letters_alerts_confirm"),
    path("letters/alerts/confirmed/", public.confirmed, name="letters_alerts_confirmed"),
    path("letters/alerts/leave/<str:token>/", public.leave, name="letters_alerts_leave"),
    path("letters/alerts/left/", public.left, name="letters_alerts_left"),
]
