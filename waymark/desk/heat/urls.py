"""Addresses of the heat map."""

from __future__ import annotations

from django.urls import path

from waymark.desk.heat import views

urlpatterns = [path("heat/", views.heat, name="desk_heat")]
