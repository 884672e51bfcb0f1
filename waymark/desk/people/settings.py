"""Django's settings for signing in, which are the same at every desk: read into waymark/desk/settings.py."""

from __future__ import annotations

from datetime import timedelta

INVITATION_LASTS = timedelta(days=7)

ACCOUNT_ADAPTER = "waymark.desk.people.adapters.Door"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # An invitation reached the address, which proves it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Waymark: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Wider than the lockout below, which comes first: this stops guessing from many addresses at once, and is not
# so narrow that a stranger could keep someone out. Codes can be few: they come after the right password.
ACCOUNT_RATE_LIMITS = {"login_failed": "40/10m/ip,60/30m/key", "second_factor": "6/15m/key"}
ACCOUNT_FORMS = {
    "login": "waymark.desk.people.door_forms.SignIn",
    "change_password": "waymark.desk.people.door_forms.ChangePassword",
    "reset_password": "waymark.desk.people.door_forms.AskForPassword",
    "reset_password_from_key": "waymark.desk.people.door_forms.NewPassword",
    "reauthenticate": "waymark.desk.people.door_forms.Again",
}
MFA_ADAPTER = "waymark.desk.people.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Waymark"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "waymark.desk.people.door_forms.Code",
    "reauthenticate": "waymark.desk.people.door_forms.CodeAgain",
    "activate_totp": "waymark.desk.people.door_forms.FirstCode",
}
SOCIALACCOUNT_ADAPTER = "waymark.desk.people.adapters.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False

# Five wrong passwords for one account from one address close it there for half an hour.
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "waymark.desk.people.lockout.account_named"
AXES_CLIENT_IP_CALLABLE = "waymark.desk.people.lockout.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True  # Who signed in from where is nobody's business once it went well.
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
