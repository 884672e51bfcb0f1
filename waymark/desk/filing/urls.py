"""Addresses of the files of local guidance."""

from __future__ import annotations

from django.urls import path

from waymark.desk.filing import views

urlpatterns = [
    path("drafts/<int:number>/file/", views.file, name="desk_file"),
    path("drafts/<int:number>/file/set/", views.set_page, name="desk_file_set"),
    path("drafts/<int:number>/file/leave-out/", views.leave_out, name="desk_file_leave_out"),
    path("drafts/<int:number>/file/again/<int:kept>/", views.again, name="desk_file_again"),
    path("drafts/<int:number>/file/<int:kept>/bytes/", views.fetch, name="desk_file_bytes"),
]
