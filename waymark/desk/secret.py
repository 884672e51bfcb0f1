"""The desk's secret key, made once and kept in its folder, readable by its account alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret(folder: Path) -> str:
    """The key in `folder`/secret, made if it is not there. Signs sessions, invitations and links."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "secret"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(50))
    return file.read_text().strip()
