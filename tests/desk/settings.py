"""Settings of the desk's tests: a database of their own, and a password hash that takes no time."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="waymark-desk-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["WAYMARK_DESK"] = _FOLDER
os.environ["WAYMARK_SHELF"] = os.path.join(_FOLDER, "shelf")
os.environ.pop("WAYMARK_LIVE", None)
os.environ.pop("WAYMARK_TRYING", None)

from waymark.desk.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
