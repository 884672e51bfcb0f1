"""Addresses of letters: the public form outside the desk, the inbox within."""

from __future__ import annotations

from django.urls import path

from waymark.desk.letters import inbox, public

urlpatterns = [
    path("letters/", public.letters, name="letters"),
    path("letters/thanks/", public.thanks, name="letters_thanks"),
    path("desk/letters/", inbox.letters, name="desk_letters"),
    path("desk/letters/<int:number>/", inbox.letter, name="desk_letter"),
    path("desk/letters/<int:number>/delete/", inbox.delete, name="desk_letter_delete"),
]
