"""The addresses of withholding."""

from __future__ import annotations

from django.urls import path

from waymark.desk.withholding import views

urlpatterns = [
    path("withholding/", views.listed, name="desk_withholding"),
    path("withholding/new/", views.new, name="desk_withholding_new"),
    path("withholding/<int:number>/", views.one, name="desk_withholding_one"),
    path("withholding/<int:number>/answer/", views.answer, name="desk_withholding_answer"),
    path("withholding/<int:number>/take-back/", views.take_it_back, name="desk_withholding_back"),
    path("withholding/<int:number>/again/", views.again, name="desk_withholding_again"),
]
