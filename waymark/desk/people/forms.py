"""The forms of people: giving a duty, inviting, taking an invitation up, and one's own name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError

from waymark.desk.models import Duty
from waymark.desk.people.door_forms import CHOOSE
from waymark.desk.people.managing import KEEPER, Managing
from waymark.desk.people.standing import SHARED

#: The consortium, where a list offers partnerships.
CONSORTIUM = "consortium"
_WHAT = (
    (Duty.What.READER.value, "Reader: reads what is being written"),
    (Duty.What.EDITOR.value, "Editor: writes"),
    (Duty.What.SIGNATORY.value, "Signatory: agrees what is written; needs a code from their phone too"),
)
_KEEPER = ((KEEPER, "Keeper: invites anyone and keeps the settings; needs a code from their phone too"),)


class GiveDuty(forms.Form):
    """What someone is to do, and for which partnership; not asked where there is only one."""

    field_order = ("name", "email", "area", "what")

    def __init__(self, managing: Managing, names: dict[str, str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.managing = managing
        areas = [(key, names.get(key, key)) for key in (managing.within or ())]
        if managing.all:
            areas = [(CONSORTIUM, "The consortium"), *names.items()]
        self.only = areas[0][0] if len(areas) == 1 else ""
        if not self.only:
            self.fields["area"] = forms.ChoiceField(label="For whom", choices=areas)
        choices = _WHAT + (_KEEPER if managing.all else ())
        self.fields["what"] = self.asked(choices)
        self.order_fields(self.field_order)

    def asked(self, choices: Any) -> forms.Field:
        """The field that asks what the person is to do."""
        return forms.ChoiceField(label="What will they do?", choices=choices, widget=forms.RadioSelect)

    @property
    def partnership(self) -> str:
        """The partnership chosen, empty for the consortium."""
        chosen = str(self.only or self.cleaned_data.get("area") or "")
        return SHARED if chosen == CONSORTIUM else chosen

    def clean_what(self) -> Any:
        """Refuse what the person who asks may not give."""
        what = self.cleaned_data["what"]
        for each in [what] if isinstance(what, str) else what:
            if not self.managing.may_give(self.partnership, each):
                raise ValidationError("Only the consortium has keepers: choose it, or another duty.")
        return what


class Invite(GiveDuty):
    """Who is invited, and to what."""

    name = forms.CharField(label="Their name", max_length=150)
    email = forms.EmailField(label="Their e-mail address", max_length=150, help_text="Their work address.")

    def asked(self, choices: Any) -> forms.Field:
        """Several at once."""
        return forms.MultipleChoiceField(
            label="What will they do?", choices=choices, widget=forms.CheckboxSelectMultiple
        )

    def clean_email(self) -> str:
        """The address in small letters. Nobody invites themselves."""
        email = str(self.cleaned_data["email"]).lower()
        user = self.managing.standing.user
        if email in (user.email.lower(), user.get_username().lower()):
            raise ValidationError("This is your own address. Someone else has to change what you do.")
        return email


class Name(forms.Form):
    """A person's own name."""

    name = forms.CharField(
        label="Your name", max_length=150, help_text="It stands in the record beside what you do."
    )


class TakeUp(Name):
    """A name and a password for a new account."""

    password1 = forms.CharField(
        label="Choose a password",
        strip=False,
        help_text=CHOOSE[1],
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="The password once more",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse weak passwords, and two that differ."""
        given: dict[str, Any] = super().clean() or {}
        first, second = given.get("password1"), given.get("password2")
        if first:
            user = get_user_model()(username=self.email, email=self.email, first_name=given.get("name", ""))
            try:
                password_validation.validate_password(first, user)
            except ValidationError as problem:
                self.add_error("password1", problem)
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same.")
        return given
