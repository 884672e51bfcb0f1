"""PDF: whether it acts, and what it says.

qpdf (through pikepdf) resolves every object, those inside object streams too, and undoes every way of
spelling a name; what acts is found among the objects, never by searching bytes. A file that needs
mending before it opens is refused: two programs may mend it in two ways, and show two documents.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pypdf
from defusedxml import ElementTree
from pikepdf import Array, Dictionary, Name, Stream, String

from waymark.desk.files.naming import line
from waymark.desk.files.rules import MEGA, Trouble
from waymark.desk.files.told import Opened, Told, language_tag

_ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "an order to start a program",
    "/ImportData": "an order to bring in data",
    "/SubmitForm": "an order to send what a reader writes",
    "/GoToE": "a way into a file inside it",
    "/GoToR": "a link to a file on a disk",
    "/Rendition": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/RichMediaExecute": "sound or film",
    "/GoTo3DView": "a model in three dimensions",
}
_SUBTYPES = {
    "/FileAttachment": "a file inside it",
    "/RichMedia": "sound or film",
    "/Screen": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/3D": "a model in three dimensions",
    "/PS": "a program for printers",
}
#: The schemes a link may have, in PDF and Word; one that has none leads beside the file.
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "sms", "ftp"})
_DUPLICATE = "duplicated key"


def opened(data: bytes) -> Opened:
    """The PDF, looked through. Raises Trouble where it cannot be opened; never another exception."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Trouble("file-encrypted")
            told = _told(pdf)
            warned = [str(each) for each in pdf.get_warnings()]
    except pikepdf.PasswordError as error:
        raise Trouble("file-encrypted") from error
    except (Trouble, MemoryError):
        raise
    except Exception as error:  # whatever a library says of a hostile file, the file is not whole
        raise Trouble("file-damaged", problem="it is not a whole PDF") from error
    if any(_DUPLICATE in each for each in warned):
        raise Trouble("file-damaged", problem="it says one thing twice, in two ways")
    return Opened(told, lambda: _words(data))


def _told(pdf: pikepdf.Pdf) -> Told:
    acts: dict[str, None] = {}
    root = pdf.Root
    if _opens_acting(root):
        acts["an action when it is opened"] = None
    for each in (pdf.trailer, *pdf.objects):
        for what in _acts(each):
            acts[what] = None
    marked = root.get("/MarkInfo")
    tagged = isinstance(marked, Dictionary) and bool(marked.get("/Marked", False))
    lang = root.get("/Lang")
    return Told(
        kind="pdf",
        title=_title(pdf),
        language=language_tag(str(lang)) if isinstance(lang, String) else None,
        tagged=tagged and isinstance(root.get("/StructTreeRoot"), Dictionary),
        pages=len(pdf.pages),
        troubles=(("file-acts", {"what": ", ".join(acts)}),) if acts else (),
    )


def _opens_acting(root: Any) -> bool:
    """Whether opening the file does more than go to a page."""
    action = root.get("/OpenAction")
    for _ in range(20):
        if not isinstance(action, Dictionary):
            return False
        if action.get("/S") != Name.GoTo:
            return True
        action = action.get("/Next")
        if isinstance(action, Array):
            return True
    return True


def _acts(whole: Any) -> Iterator[str]:
    """What acts in one object and in whatever stands directly in it; what it refers to is met by itself."""
    waiting = [whole]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            inside = list(each)
        elif isinstance(each, Dictionary | Stream):
            yield from _acts_here(each)
            inside = [value for _, value in each.items()]
        else:
            continue
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _acts_here(here: Any) -> Iterator[str]:
    action = here.get("/S")
    if isinstance(action, Name) and str(action) in _ACTIONS:
        yield _ACTIONS[str(action)]
    subtype = here.get("/Subtype")
    if isinstance(subtype, Name) and str(subtype) in _SUBTYPES:
        yield _SUBTYPES[str(subtype)]
    if isinstance(here.get("/JS"), String | Stream):
        yield "a script"
    if _has_actions(here.get("/AA")):
        yield "actions that start by themselves"
    if here.get("/XFA") is not None:
        yield "a form of the kind XFA"
    if isinstance(here.get("/EF"), Dictionary) or here.get("/Type") == Name.EmbeddedFile:
        yield "a file inside it"
    if _holds_files(here.get("/EmbeddedFiles")):
        yield "a file inside it"
    if here.get("/RichMediaContent") is not None:
        yield "sound or film"
    if isinstance(here, Stream) and here.get("/F") is not None:
        yield "words that it fetches from elsewhere"
    to = here.get("/URI")
    if isinstance(to, String) and not safe_link(str(to)):
        yield "a link that starts something, or leads to a disk"


def _has_actions(value: Any) -> bool:
    """Whether this is a dictionary of actions: fonts and pictures may be named AA too."""
    if not isinstance(value, Dictionary):
        return False
    return any(isinstance(one, Dictionary) and "/S" in one for _, one in value.items())


def _holds_files(tree: Any) -> bool:
    if not isinstance(tree, Dictionary):
        return False
    names = tree.get("/Names")
    return "/Kids" in tree or (isinstance(names, Array) and len(names) > 0)


def safe_link(to: str) -> bool:
    """Whether a link only opens a page, an e-mail or a telephone call."""
    seen = "".join(letter for letter in to if letter.isprintable()).strip()
    if seen.startswith(("\\", "//")):
        return False
    try:
        return urlsplit(seen).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def _title(pdf: pikepdf.Pdf) -> str | None:
    info = pdf.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, Dictionary) else None
    said = line(str(title), 400) if isinstance(title, String) else ""
    return said or _title_in_xml(pdf) or None


def _title_in_xml(pdf: pikepdf.Pdf) -> str:
    """The title in the file's XMP, which is read only where it is not packed: it could be a bomb."""
    about = pdf.Root.get("/Metadata")
    if not isinstance(about, Stream) or "/Filter" in about:
        return ""
    words = about.read_raw_bytes()
    try:
        tree = ElementTree.fromstring(words, forbid_dtd=True) if len(words) < MEGA else None
    except (ElementTree.ParseError, ValueError):
        return ""
    found = tree.find(".//{http://purl.org/dc/elements/1.1/}title") if tree is not None else None
    return line("".join(found.itertext()), 400) if found is not None else ""


def _words(data: bytes) -> Iterator[str]:
    """The words of each page. A page that cannot be read has none, and the others are read still."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = iter(pypdf.PdfReader(io.BytesIO(data)).pages)
    except Exception:  # qpdf could open it, so it is fit; there is only nothing to find
        return
    while True:
        try:
            page = next(pages, None)
        except Exception:
            return
        if page is None:
            return
        try:
            yield page.extract_text()
        except Exception:
            yield ""
