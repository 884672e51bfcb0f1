"""Addresses of coming in: signing in, the second factor, an invitation; and of people."""

from __future__ import annotations

from django.urls import include, path

from waymark.desk.people.views import account, consortium, elsewhere, factor, invited, people

urlpatterns = [
    path("", account.account, name="desk_account"),
    path("2fa/another/", factor.another, name="desk_second_factor"),
    path("people/", people.people, name="desk_people"),
    path("people/invite/", people.invitation, name="desk_invite"),
    path("people/<int:number>/", people.person, name="desk_person"),
    path("settings/", consortium.settings, name="desk_settings"),
    path("invited/<slug:token>/", invited.invited, name="desk_invited"),
    path("oidc/<slug:provider_id>/login/", elsewhere.go, name="openid_connect_login"),
    # Most of these stay closed: people/gate.py lists the ones that are open.
    path("", include("allauth.urls")),
]
