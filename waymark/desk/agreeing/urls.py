"""Addresses of agreeing, and of bringing into force."""

from __future__ import annotations

from django.urls import path

from waymark.desk.agreeing.views import bringing, candidates, choosing, deciding

urlpatterns = [
    path("agreeing/", candidates.listed, name="desk_candidates"),
    path("agreeing/new/edition/", choosing.new_edition, name="desk_new_edition"),
    path("agreeing/new/urgent/", choosing.new_urgent, name="desk_new_urgent"),
    path("agreeing/new/supplement/<slug:partnership>/", choosing.new_supplement, name="desk_new_supplement"),
    path("agreeing/<int:number>/", candidates.one, name="desk_candidate"),
    path("agreeing/<int:number>/choose/", choosing.choose, name="desk_choose"),
    path("agreeing/<int:number>/choose/more/", choosing.more, name="desk_choose_more"),
    path("agreeing/<int:number>/sign/", deciding.sign, name="desk_sign"),
    path("agreeing/<int:number>/day/", deciding.day, name="desk_candidate_day"),
    path("agreeing/<int:number>/give-up/", deciding.give_up, name="desk_give_up"),
    path("agreeing/<int:number>/bring/", deciding.bring, name="desk_bring"),
    path("agreeing/bringing/<int:number>/", bringing.one, name="desk_bringing"),
    path("agreeing/bringing/<int:number>/state/", bringing.state, name="desk_bringing_state"),
    path("agreeing/bringing/<int:number>/again/", bringing.again, name="desk_bring_again"),
]
