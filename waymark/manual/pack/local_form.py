"""A local manuscript as the files of its folder, and back."""

from __future__ import annotations

import hashlib
import re
from typing import TypeVar

from waymark.manual.contacts import Contact
from waymark.manual.data import Data
from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.local import LocalGuidance, LocalManuscript, LocalNote, Partnership
from waymark.manual.manuscript import canonical_local
from waymark.manual.pack.box_form import plain_data, read_text_file, write_text_file
from waymark.manual.pack.manuscript_form import Files, Reading
from waymark.manual.pack.origins import Origins
from waymark.manual.pack.yaml_form import Source, write_yaml

D = TypeVar("D", bound=Data)

messages(
    Severity.REFUSE,
    {
        "guidance-file-bytes": (
            "“{title}” has the file {name}, and {problem}.",
            "Put the file into files/, and its name, fingerprint (SHA-256) and size into the front matter; "
            "for a PDF of the page, waymark pdf does all of it.",
        ),
    },
)


def read_local(files: Files, prefix: str = "") -> tuple[LocalManuscript | None, list[Finding], Origins]:
    """The local manuscript in these files, or None where findings refuse."""
    reading = Reading(files, prefix)
    partnership: Partnership | None = reading.required("partnership.yaml", Partnership)
    if partnership:
        source = Source(files["partnership.yaml"].decode(), reading.name("partnership.yaml"))
        reading.origins.add(f"partnerships:{partnership.key}", source.file, source)
        reading.origins.add(partnership.key, source.file, source)
    contacts = reading.list_of("contacts.yaml", tuple[Contact, ...], "contacts:")
    notes: list[LocalNote] = []
    guidance: list[LocalGuidance] = []
    for file in sorted(files):
        if re.fullmatch(r"notes/(?:[^/]+/)?[^/]+\.md", file):
            if note := _read_text_part(reading, file, LocalNote, "notes", "place"):
                notes.append(note)
        elif re.fullmatch(r"guidance/[^/]+\.md", file) and (
            part := _read_text_part(reading, file, LocalGuidance, "guidance", "key")
        ):
            guidance.append(part)
    for part in guidance:
        _read_local_file(reading, part)
    reading.strangers()
    if partnership is None or any(found.severity == Severity.REFUSE for found in reading.findings):
        return None, reading.findings, reading.origins
    local = LocalManuscript(
        partnership=partnership, contacts=contacts, notes=tuple(notes), guidance=tuple(guidance)
    )
    return canonical_local(local), reading.findings, reading.origins


def _read_text_part(reading: Reading, file: str, kind: type[D], folder: str, name: str) -> D | None:
    """A local note or piece of guidance; its place or key gives its file's name."""
    reading.left.discard(file)
    made, source, found = read_text_file(reading.files[file], reading.name(file), kind, "text")
    reading.findings += found
    if made is not None and source is not None:
        key = getattr(made, name)
        reading.misplaced(file, key, f"{folder}/{key}.md")
        reading.origins.add(f"{folder}:{key}", reading.name(file), source)
    return made


def _read_local_file(reading: Reading, guidance: LocalGuidance) -> None:
    """Find the file that guidance names, and see that it is the very one."""
    if guidance.file is None:
        return
    name = f"files/{guidance.file.name}"
    data = reading.files.get(name)
    reading.left.discard(name)
    if data is None:
        problem = f"{name} is not there"
    elif hashlib.sha256(data).hexdigest() != guidance.file.fingerprint or len(data) != guidance.file.size:
        problem = f"{name} has {len(data)} bytes and the fingerprint {hashlib.sha256(data).hexdigest()}"
    else:
        return
    file = reading.name(f"guidance/{guidance.key}.md")
    title, name = guidance.title, guidance.file.name
    reading.findings.append(
        finding("guidance-file-bytes", file=file, title=title, name=name, problem=problem)
    )


def local_files(local: LocalManuscript, files: Files) -> dict[str, bytes]:
    """The files that local guidance names, by their names in the pack, taken from a folder's files."""
    names = {f"files/{each.file.name}" for each in local.guidance if each.file}
    return {name: files[name] for name in sorted(names)}


def write_local(local: LocalManuscript, files: Files | None = None) -> dict[str, bytes]:
    """The files of a local manuscript, canonical. `files`: the folder that holds what guidance names."""
    whole = canonical_local(local)
    made = local_files(whole, files) if files is not None else {}
    made["partnership.yaml"] = write_yaml(plain_data(whole.partnership)).encode()
    if whole.contacts:
        made["contacts.yaml"] = write_yaml(plain_data(whole.contacts)).encode()
    for note in whole.notes:
        made[f"notes/{note.place}.md"] = write_text_file(note, "text")
    for guidance in whole.guidance:
        made[f"guidance/{guidance.key}.md"] = write_text_file(guidance, "text")
    return made
