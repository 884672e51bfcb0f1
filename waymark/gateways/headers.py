"""Headers: what every answer says beside its bytes. The server and the nginx configuration share them."""

from __future__ import annotations

import re

SECURITY = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; form-action 'self'; manifest-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Strict-Transport-Security", "max-age=31536000"),
)

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
NO_STORE = "no-store"

#: An asset whose name carries the fingerprint of its bytes. In the dialect that Python and nginx share.
FINGERPRINTED = r"assets/(?:[^/]+/)*[^/]*[-.][0-9a-f]{8,64}\.[^/]+"

#: The content type for each ending; text always says its charset.
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
OTHER_KIND = "application/octet-stream"

#: The name of each encoding in a header, by the ending that its file has on the shelf.
ENCODINGS = {"br": "br", "gz": "gzip"}

_fingerprinted = re.compile(FINGERPRINTED).fullmatch


def kind_of(ending: str) -> str:
    """The content type of an ending."""
    return KINDS.get(ending.lower(), OTHER_KIND)


def cache_of(path: str) -> str:
    """How long a page or asset that was found may be kept without asking again."""
    return IMMUTABLE if _fingerprinted(path) else REVALIDATE


def tag_of(fingerprint: str, encoding: str) -> str:
    """The strong ETag of a page's bytes in one encoding."""
    return f'"{fingerprint[:32]}-{encoding}"' if encoding else f'"{fingerprint[:32]}"'
