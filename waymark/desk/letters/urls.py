"""Addresses of letters: the public form outside the desk, the inbox within."""

from __future__ import annotations

from django.urls import path

from waymark.desk.letters import clear, inbox, naming, public

urlpatterns = [
    path("letters/", public.letters, name="letters"),
    path("desk/letters/", inbox.letters, name="desk_letters"),
    path("desk/letters/clear/", clear.how_clear, name="desk_letters_clear"),
    path("desk/letters/owners/", naming.owners, name="desk_letters_owners"),
    path("desk/letters/<int:number>/", inbox.letter, name="desk_letter"),
    path("desk/letters/<int:number>/delete/", inbox.delete, name="desk_letter_delete"),
]
