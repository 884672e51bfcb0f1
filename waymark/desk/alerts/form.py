"""The form of signing up for alerts: an address and three choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.encoding import punycode

from waymark.desk.alerts.signing_up import Choices


class SignUpForm(forms.Form):
    """Who wants to be told of what."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "aria-describedby": "help-email"}),
        help_text="A work address is best if you read this for your work.",
        error_messages={
            "required": "Give your e-mail address.",
            "invalid": "This does not look like an e-mail address. Put it right.",
        },
    )
    gateway = forms.ChoiceField(label="Which area?", required=False)
    local = forms.BooleanField(
        label="Tell me of local changes in that area too, such as a new telephone number", required=False
    )
    role = forms.ChoiceField(label="For your role", required=False)
    # Nobody sees this field; what fills it in is not a person.
    website = forms.CharField(label="Leave this empty", required=False, max_length=200)

    def __init__(self, given: Any, areas: dict[str, str], roles: dict[str, str], **more: Any) -> None:
        super().__init__(given, auto_id="alert-%s", use_required_attribute=False, **more)
        fields: Any = self.fields
        fields["gateway"].choices = [("", "No area: the shared manual only"), *areas.items()]
        fields["role"].choices = [("", "Every change, for all roles"), *roles.items()]
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                described = f"error-{name} help-{name}" if self.fields[name].help_text else f"error-{name}"
                self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": described}

    def clean_email(self) -> str:
        """An address that every mail server reads: the name of its host in plain letters."""
        name, _, host = str(self.cleaned_data["email"]).rpartition("@")
        return f"{name}@{punycode(host).lower()}"

    @property
    def choices(self) -> Choices:
        """What was chosen. Without an area nothing is local."""
        said = self.cleaned_data
        return Choices(said["gateway"], said["role"], bool(said["gateway"] and said["local"]))
