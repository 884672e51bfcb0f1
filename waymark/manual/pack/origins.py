"""Where each part of a manuscript was read from, so that a finding can name its file and line."""

from __future__ import annotations

import msgspec

from waymark.manual.findings import Finding
from waymark.manual.pack.yaml_form import Source


class Origins:
    """Files and lines by place. A path inside a file (`$.arrows[3]`) gives the exact line."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, Source, str]] = {}

    def add(self, place: str, file: str, source: Source, prefix: str = "$") -> None:
        """Remember that a place was read from this file, its data under this path."""
        self._files.setdefault(place, (file, source, prefix))

    def located(self, found: Finding) -> Finding:
        """The finding with its file and line, where its place is known."""
        if found.file or found.place not in self._files:
            return found
        file, source, prefix = self._files[found.place]
        path = prefix + (found.path or "$").removeprefix("$")
        return msgspec.structs.replace(found, file=file, line=source.line_of(path))
