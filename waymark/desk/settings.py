"""Django's settings for the desk. Everything that differs from place to place comes from the environment.

docs/for-operators.md lists the names; without any, the desk runs for trying it, on this machine alone.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from waymark.desk.people.settings import *  # noqa: F403
from waymark.desk.people.single_sign_on import origin_of, provider_from
from waymark.desk.secret import kept_secret
from waymark.pages.amendments import AMENDMENTS_CSS


def _list(name: str) -> list[str]:
    return [word for word in os.environ.get(name, "").replace(",", " ").split() if word]


#: Whether this desk is one that people rely on: secure cookies, and nothing of a demonstration.
LIVE = os.environ.get("WAYMARK_LIVE", "") == "yes"
#: Whether this desk is only for trying it: made-up people with a password that everyone knows.
TRYING = not LIVE and os.environ.get("WAYMARK_TRYING", "") == "yes"
#: Signatories and those who run the desk need a second factor, but for trying it.
SECOND_FACTOR = not TRYING
DOOR = "/desk/account/login/"
FOLDER = Path(os.environ.get("WAYMARK_DESK", ".waymark/desk")).resolve()
SHELF = Path(os.environ.get("WAYMARK_SHELF", ".waymark/shelf")).resolve()
#: Where readers find the gateways, for links from the desk.
GATEWAYS = os.environ.get("WAYMARK_GATEWAYS", "/")

SECRET_KEY = os.environ.get("WAYMARK_SECRET") or kept_secret(FOLDER)
#: Secrets from before, with which second factors were encrypted that are still in use.
SECRET_KEY_FALLBACKS = _list("WAYMARK_SECRET_BEFORE")
DEBUG = False
ALLOWED_HOSTS = _list("WAYMARK_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if LIVE else []

INSTALLED_APPS = [
    "waymark.desk",
    "wagtail.users",
    "wagtail.admin",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "waymark.desk.people.sitting.Sitting",
    "waymark.desk.people.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "waymark.desk.urls"
WSGI_APPLICATION = "waymark.desk.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waymark.desk.people.context.standing",
            ]
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{FOLDER / 'desk.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait their turn from the start of a transaction, so that none of them fails at its end.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=FAST;",
    }

# What is counted while people sign in (wrong passwords, codes already used) must be the same count in every
# worker, so it stands in the database: memory is each worker's own, and a file has no way to add just once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_counted",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/desk/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_INDEX_FILE = False
WHITENOISE_MAX_AGE = 3600
STATIC_ROOT = None
STATICFILES_DIRS = [("desk/amendments", AMENDMENTS_CSS.parent)]

# A gateway's answer never sets or reads a cookie: the desk's stay within its own path.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "waymark_desk", "waymark_desk_csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LIVE
# A session ends when the browser closes, after 8 hours, or when nothing was done for a while.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE = timedelta(minutes=int(os.environ.get("WAYMARK_IDLE_MINUTES") or 30))
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Django's own way of keeping messages would set a cookie outside /desk/.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "waymark.desk.people.views.ended.stale"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LIVE else None
SECURE_HSTS_SECONDS = 31_536_000 if LIVE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# Single sign-on, where the environment names a provider; None where it names none.
OIDC = provider_from(os.environ)

# The editor styles the widths of its fields in place, so inline styles are allowed here and only here.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Going on to sign in at the provider is following a form.
        "form-action": [SELF, *([origin_of(OIDC)] if OIDC else [])],
        "frame-ancestors": [SELF],
    }
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk_home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if LIVE else "http"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC] if OIDC else []}}
#: How many proxies of our own stand before the desk; the address before them is the person's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WAYMARK_PROXIES") or (1 if LIVE else 0))

#: The one header that says a reader's address, where a proxy of ours stands before `/letters/`.
READER_HEADER = os.environ.get("WAYMARK_READER_HEADER", "")

# E-mail goes through any SMTP server; without one, each is kept as a file.
EMAIL_HOST = os.environ.get("WAYMARK_SMTP_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = FOLDER / "letters-out"
EMAIL_HOST_USER = os.environ.get("WAYMARK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WAYMARK_SMTP_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("WAYMARK_SMTP_SECURITY") == "tls"
EMAIL_USE_TLS = os.environ.get("WAYMARK_SMTP_SECURITY", "starttls") == "starttls"
EMAIL_PORT = int(os.environ.get("WAYMARK_SMTP_PORT") or (465 if EMAIL_USE_SSL else 587))
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("WAYMARK_SMTP_FROM") or "Waymark <waymark@localhost>"

WAGTAIL_SITE_NAME = "Waymark"
WAGTAILADMIN_BASE_URL = os.environ.get("WAYMARK_ADDRESS", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
WAGTAILADMIN_COMMENTS_ENABLED = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W001", "wagtailadmin.W003"]
