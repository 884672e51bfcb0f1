"""A pack in and out as one file, and drafts made of what stands elsewhere."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.conftest import PACK
from waymark.desk.models import Draft, Save
from waymark.desk.passing import zipped
from waymark.desk.people import gate
from waymark.manual.findings import Refused
from waymark.manual.pack.folders import read_folder

pytestmark = pytest.mark.django_db


def test_the_whole_desk_comes_out_as_the_pack_it_went_in(signed_in: Any) -> None:
    answer = signed_in("keeper").get("/desk/packs/out/")
    with zipped.opened(answer.content) as folder:
        assert read_folder(folder) == read_folder(PACK)


@pytest.mark.parametrize("name", ["editor", "steering", "devon-editor", "devon-signatory", "reader"])
def test_only_the_keeper_takes_the_whole_desk_out_or_a_pack_in(signed_in: Any, name: str) -> None:
    client = signed_in(name)
    assert client.get("/desk/packs/out/").status_code == 404
    assert client.post("/desk/packs/in/").status_code == 404


def test_a_pack_within_a_folder_goes_in_and_a_bad_one_changes_nothing(signed_in: Any) -> None:
    client = signed_in("keeper")
    files = {f"southwest/{name}": data for name, data in read_folder(PACK).items()}
    roles = files["southwest/shared/roles.yaml"]
    files["southwest/shared/roles.yaml"] = roles.replace(b"title: ", b"title: A ", 1)
    before = Save.objects.count()
    client.post("/desk/packs/in/", {"pack": SimpleUploadedFile("pack.zip", zipped.written(files))})
    assert Save.objects.count() == before + 1
    del files["southwest/shared/roles.yaml"]
    answer = client.post("/desk/packs/in/", {"pack": SimpleUploadedFile("pack.zip", zipped.written(files))})
    assert answer.status_code == 422
    assert "Nothing was taken in" in answer.content.decode()
    assert Save.objects.count() == before + 1


@pytest.mark.parametrize("name", ["../outside.yaml", "/etc/outside.yaml", "a\\b.yaml"])
def test_a_zip_that_would_write_outside_its_folder_is_refused(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("consortium.yaml", "name: A")
        archive.writestr(name, "x")
    with pytest.raises(Refused, match="outside its folder"), zipped.opened(out.getvalue()):
        pass


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04 not a zip", zipped.written({"a.txt": b"a"})])
def test_what_is_no_pack_is_refused(data: bytes) -> None:
    with pytest.raises(Refused), zipped.opened(data):
        pass


def damaged() -> bytes:
    """A zip whose first file's packed bytes are spoilt, though its list of files is whole."""
    files = {"consortium.yaml": b"name: A\n" * 400}
    data = bytearray(zipped.written(files))
    at = data.index(b"consortium.yaml") + len("consortium.yaml")
    data[at : at + 12] = b"\xff" * 12
    return bytes(data)


def clashing() -> bytes:
    """A zip in which one name is both a file and a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("consortium.yaml", "name: A")
        archive.writestr("a", "x")
        archive.writestr("a/b", "x")
    return out.getvalue()


@pytest.mark.parametrize(("made", "why"), [(damaged, "cannot be opened"), (clashing, "the same place")])
def test_a_damaged_zip_is_told_calmly(made: Any, why: str, signed_in: Any) -> None:
    pack = SimpleUploadedFile("pack.zip", made())
    answer = signed_in("keeper").post("/desk/packs/in/", {"pack": pack})
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_the_whole_desk_goes_to_nobody_who_did_not_just_prove_who_they_are(
    signed_in: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("keeper")
    settings.SECOND_FACTOR = True
    # Their second factor was given, long ago.
    monkeypatch.setattr(gate, "needs_second_factor", lambda request: False)
    for ask, address in (
        (client.get, "/desk/packs/"),
        (client.get, "/desk/packs/out/"),
        (client.post, "/desk/packs/in/"),
    ):
        assert "/reauthenticate/" in ask(address)["Location"]


PAGE = b"""<!doctype html><title>Old</title><h1>Private fostering</h1>
<ul><li>Tell us.</li><li>Visit.</li><li>Write it down.</li></ul>
<h2>How</h2><p>Ring <b>the front door</b>.</p><table><tr><td>Who</td><td>You</td></tr></table>
<img src=x alt="A map">"""


def test_a_web_page_becomes_a_procedure_with_a_report(signed_in: Any) -> None:
    answer = signed_in("editor").post(
        "/desk/take-in/", {"title": "Fostering, privately", "file": SimpleUploadedFile("old.html", PAGE)}
    )
    assert answer.status_code == 200
    draft = Draft.objects.get(place="procedures/fostering-privately")
    assert draft.data["facets"]["key_points"] == ["Tell us.", "Visit.", "Write it down."]
    assert "**the front door**" in draft.data["facets"]["how_to_do_it"]
    words = answer.content.decode()
    assert "table" in words
    assert "image" in words or "picture" in words


def test_a_web_page_becomes_local_guidance_of_ones_own_area_only(signed_in: Any) -> None:
    told = {"title": "Our way", "file": SimpleUploadedFile("old.html", PAGE)}
    assert signed_in("devon-editor").post("/desk/take-in/devon/", told).status_code == 200
    assert Draft.objects.filter(partnership="devon", place="guidance:our-way").exists()
    for address in ("/desk/take-in/plymouth/", "/desk/take-in/"):
        told = {"title": "Our way", "file": SimpleUploadedFile("old.html", PAGE)}
        assert signed_in("devon-editor").post(address, told).status_code == 404


@pytest.mark.parametrize("address", ["/desk/take-in/", "/desk/take-in/devon/"])
def test_a_title_with_a_tab_and_of_great_length_makes_a_draft_that_can_be_opened(
    address: str, signed_in: Any
) -> None:
    client = signed_in("devon-editor" if "devon" in address else "editor")
    title = "A\ttitle " + "word " * 16 + "that goes on for quite a while"
    answer = client.post(address, {"title": title, "file": SimpleUploadedFile("old.html", PAGE)})
    assert answer.status_code == 200
    draft = Draft.objects.get(title__startswith="A title word")
    assert client.get(f"/desk/drafts/{draft.pk}/").status_code == 200
    assert not draft.place.endswith("-")


def test_a_program_is_not_taken_in(signed_in: Any) -> None:
    answer = signed_in("editor").post(
        "/desk/take-in/", {"title": "A thing", "file": SimpleUploadedFile("a.docx", b"MZ\x00")}
    )
    assert answer.status_code == 422
    assert not Draft.objects.filter(title="A thing").exists()
