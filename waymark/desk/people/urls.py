"""Addresses of coming in: signing in, the second factor, an invitation."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
