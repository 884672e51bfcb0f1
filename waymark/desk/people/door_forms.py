"""The forms of signing in: those of allauth, in our words."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp

#: For each field, its label and its help.
Words = dict[str, tuple[str, str]]
ADDRESS = ("E-mail address", "")
CHOOSE = (
    "New password",
    "At least 12 letters, numbers or signs. Four words that do not belong together are good.",
)
AGAIN = ("New password once more", "")
CODE = ("Code from your app", "Six numbers, which change every half minute.")
EITHER = ("Code", "The six numbers that your app shows now, or one of your recovery codes.")


class InOurWords:
    """A form whose fields have our labels and help, and no words in the boxes themselves."""

    words: ClassVar[Words] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name, (label, help_text) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)
            if "code" in name:
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignIn(InOurWords, account.LoginForm):
    """E-mail address and password."""

    words: ClassVar[Words] = {"login": ADDRESS, "password": ("Password", "")}


class AskForPassword(InOurWords, account.ResetPasswordForm):
    """Where to send a link for a new password."""

    words: ClassVar[Words] = {"email": ADDRESS}


class NewPassword(InOurWords, account.ResetPasswordKeyForm):
    """A new password, by a link."""

    words: ClassVar[Words] = {"password1": CHOOSE, "password2": AGAIN}


class ChangePassword(InOurWords, account.ChangePasswordForm):
    """A new password in place of the one a person has."""

    words: ClassVar[Words] = {
        "oldpassword": ("Your password now", ""),
        "password1": CHOOSE,
        "password2": AGAIN,
    }


class Again(InOurWords, account.ReauthenticateForm):
    """The password once more."""

    words: ClassVar[Words] = {"password": ("Password", "")}


class FirstCode(InOurWords, totp.ActivateTOTPForm):
    """The first code of a new app."""

    words: ClassVar[Words] = {"code": CODE}


class _Counted(InOurWords):
    """A form that takes a code. Wrong ones are few: they come after the right password."""

    user: Any

    def clean_code(self) -> str:
        request = context.request
        key = f"code-{self.user.pk}"
        if not ratelimit.consume(request, action="second_factor", key=key):
            raise get_adapter().validation_error("too_many_codes")
        code: str = super().clean_code()  # type: ignore[misc]
        ratelimit.clear(request, action="second_factor", key=key)
        return code


class Code(_Counted, second_factor.AuthenticateForm):
    """A code, to come in."""

    words: ClassVar[Words] = {"code": EITHER}


class CodeAgain(_Counted, second_factor.ReauthenticateForm):
    """A code, to prove again who one is."""

    words: ClassVar[Words] = {"code": EITHER}
