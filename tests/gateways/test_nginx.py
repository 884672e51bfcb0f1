"""nginx serves the same shelf with the same answers."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.gateways.nginx import alone, configuration
from waymark.manual.findings import Refused

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
HASH = "0123456789abcdef"
OWN = "swcpp.somerset.example"
HELD = "<the tag>"
OPEN = "<!--slot:contacts--><!--/slot:contacts-->"
TIME = "<!--slot:time--><!--/slot:time-->"
FRAME = "<!DOCTYPE html><title><!--title--></title><main><!--main--></main>"


@pytest.fixture(scope="module")
def folder():
    """A folder that nginx may read, even where it gives up its rights."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def shelf(shelves, folder):
    shelves.folder = folder
    shutil.rmtree(folder / "shelf", ignore_errors=True)
    made = shelves.make()
    with made.writing():
        words = {
            "index.html": "the first page",
            "ring.html": f"ring {OPEN} for another day {TIME}",
            "deep/ring.html": OPEN,
            "Local/Guide-A.html": "capitals",
            "404.html": f"none: ./~/x {OPEN}",
            "old.html": f"withdrawn {OPEN}",
            "taken.html": "taken",
            f"assets/s-{HASH}.css": "p {}",
        }
        slots = {"contacts": '<a href="./~/contacts.html">ring us</a>', "frame": FRAME}
        statuses = {"404.html": 404, "old.html": 410, "taken.html": 451}
        name = shelves.put(made, "devon", words, supplement=7, statuses=statuses, slots=slots)
        made.bring_into_force(made.changes()[-1].start, (name,))
    return made


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def behind(shelf, clock):
    """The server that nginx hands on to: by the same clock."""
    asked = []
    app = application(shelf, clock)

    def noticed(environ, start):
        asked.append(environ)
        return app(environ, start)

    server = make_server("127.0.0.1", 0, noticed, handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.asked = asked
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def nginx(shelf, clock, folder, behind):
    assert NGINX, "no nginx: tests/browser.sh installs it"
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    below = folder / "nginx"
    below.mkdir(exist_ok=True)
    settings = below / "nginx.conf"
    address = f"127.0.0.1:{behind.server_port}"
    configured = configuration(shelf, clock(), f"127.0.0.1:{port}", shelf.folder, address)
    settings.write_text(alone(configured, below, 1))
    command = [NGINX, "-e", str(below / "error.log"), "-p", str(below), "-c", str(settings)]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr
    process = subprocess.Popen(command)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield port
    process.terminate()
    assert process.wait(20) == 0


def ask_nginx(port, method, path, headers):
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asking.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        asking.putheader(name, value)
    asking.endheaders()
    answered = asking.getresponse()
    body = answered.read()
    asking.close()
    return answered, body


ADDRESSES = [
    *(
        "/",
        "/areas.html",
        "/areas",
        "/index",
        "/accessibility",
        "/accessibility/",
        "/404.html",
        "/404",
        "/404/",
    ),
    *(
        "/somerset",
        "/somerset/",
        "/somerset/index.html",
        "/somerset/index",
        "/somerset/index.html/",
        "/devon",
    ),
    *("/somerset/referral", "/somerset/referral.html", "/somerset/referral/", "/somerset/referral.html.html"),
    *("/somerset/referral/talk-it-over", "/somerset/referral/talk-it-over/?q=1", "/somerset/REFERRAL"),
    *(
        "/somerset/procedures/old-topic",
        "/somerset/procedures/old-topic.html",
        "/somerset/404",
        "/somerset/404/",
    ),
    *("/somerset/none", "/somerset/none/", "/somerset/404.html", "/somerset/areas.html", "/somerset/.html"),
    *(f"/somerset/assets/style-{HASH}.css", f"/somerset/assets/style-{HASH}", "/somerset/assets/plain.js"),
    *("/somerset/offline.js", f"/assets/front-{HASH}.css", "/front/", "/front/index.html", "/wiltshire/"),
    *(
        "/devon/Local/Guide-A",
        "/devon/local/guide-a",
        "/devon/old",
        "/devon/taken",
        "/devon/none",
        "/devon/old/",
    ),
    *("/Somerset/", "/somersetx/", "/somerset%2freferral", "/som%65rset/referral", "/somerset/referral%2f"),
    *("/somerset/..", "/somerset/../devon/", "/somerset/%2e%2e/devon/", "/./somerset/", "/somerset/."),
    *("//", "//elsewhere.example/", "/somerset//referral", "/%2felsewhere.example", "/somerset/%2f", "/%zz"),
    *(
        "/somerset/%00",
        "/somerset/%0a",
        "/somerset/%7f",
        "/somerset/%25",
        "/somerset\\x",
        "/%5celsewhere.example",
    ),
    *("/%ff", "/%c3", "/caf%c3%a9", "/somerset/...", "/somerset/..x", "/" + "a" * 1999, "/" + "a" * 2000),
    *("/devon/ring", "/devon/ring.html", "/devon/deep/ring", "/devon/on"),
    *("/devon/on?date=1+May+2026&page=ring",),
    *("/devon/on/2026-10-01/ring", "/devon/on/2020-01-01/", "/devon/edition/2026-1", "/on"),
    *("/devon/on.html", "/devon/editions.html", "/devon/onwards", "/somerset/on", "/devon/fingerprint"),
    *("/somerset/?", "/somerset?next=//elsewhere.example", "/healthz", "/objects/", "/../settings.json"),
    *("/letters", "/letters/", "/letters/alerts/?for=devon", "/lettersx", "/devon/letters/"),
]
HOSTS = ["localhost", OWN, "devon.example:8080"]
ASKED = [
    *(("GET", path, {"Host": host}) for path in ADDRESSES for host in HOSTS),
    *(("HEAD", path, {"Host": "localhost"}) for path in ADDRESSES),
    *(
        ("POST", path, {"Host": "localhost"})
        for path in ("/", "/devon/on", "/healthz", "/somerset", "/letters/")
    ),
    *(
        ("GET", path, {"Host": "localhost", "Accept-Encoding": coding})
        for path in ("/somerset/", "/devon/ring", "/devon/none", "/devon/old", "/somerset", "/devon/on")
        for coding in ("gzip", "gzip;q=0", "identity", "")
    ),
    *(
        ("GET", "/somerset/referral", {"Host": "localhost", "Accept-Encoding": coding, "If-None-Match": held})
        for coding in ("gzip", "identity")
        for held in (HELD, f"W/{HELD}", f'"a", {HELD}', f'"a",W/{HELD}, "b"', "*", '"a"', "")
    ),
    ("GET", "/somerset/none", {"Host": "localhost", "If-None-Match": "*"}),
]


def ask_ours(app, method, path, headers, reader):
    from urllib.parse import unquote_to_bytes

    first, _, query = path.partition("?")
    raw = unquote_to_bytes(first).decode("latin-1")
    named = {name.lower().replace("-", "_"): value for name, value in headers.items() if name != "Host"}
    return reader(app)(raw, method=method, host=headers["Host"], query=query, **named)


def test_nginx_answers_as_we_do(nginx, shelf, clock, reader):
    app = application(shelf, clock)
    differing = []
    for method, path, headers in ASKED:
        if HELD in headers.get("If-None-Match", ""):
            first = {name: value for name, value in headers.items() if name != "If-None-Match"}
            tag = ask_ours(app, method, path, first, reader).header["etag"]
            headers = headers | {"If-None-Match": headers["If-None-Match"].replace(HELD, tag)}
        ours = ask_ours(app, method, path, headers, reader)
        theirs, body = ask_nginx(nginx, method, path, headers)
        said = {name.lower(): value for name, value in theirs.getheaders()}
        assert len(said) == len(theirs.getheaders()), f"{path}: a header is said twice"
        wanted = {name: value for name, value in ours.header.items() if name != "content-length"}
        told = {name: said.get(name) for name in wanted}
        if ours.status == 304 and headers["If-None-Match"] == "*":
            wanted.pop("etag")
            told.pop("etag")
        plain = ours.plain if method != "HEAD" else b""
        if said.get("content-encoding") == "gzip" and method != "HEAD":
            import gzip

            body = gzip.decompress(body)
        if ours.status == 404:
            wanted.pop("content-encoding", None)
            told.pop("content-encoding", None)
        if ours.status in (303, 308):
            plain = body = b""
        if (ours.status, wanted, plain) != (theirs.status, told, body):
            wrong = {
                name: (value, told.get(name)) for name, value in wanted.items() if told.get(name) != value
            }
            differing.append(
                (method, path, headers, ours.status, theirs.status, wrong, plain[:60], body[:60])
            )
    assert not differing, "\n".join(str(each) for each in differing)


def test_nothing_about_readers_is_logged(nginx, folder):
    ask_nginx(nginx, "GET", "/somerset/private-words", {"Host": "localhost"})
    ask_nginx(nginx, "GET", "/%zz", {"Host": "localhost"})
    written = [file for file in (folder / "nginx").rglob("*") if file.is_file() and file.name != "nginx.conf"]
    for file in written:
        assert "127.0.0.1" not in file.read_text(errors="replace")


def test_what_is_handed_on_says_nothing_of_who_asks(nginx, behind):
    ask_nginx(nginx, "GET", "/on?date=1+May+2026", {"Host": "devon.example:8080"})
    (environ,) = behind.asked
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/on", "date=1+May+2026")
    assert environ["HTTP_HOST"] == "devon.example:8080"
    assert not [name for name in environ if "FORWARDED" in name or "REAL_IP" in name]


def test_a_server_that_is_down_is_told_calmly(nginx, behind):
    behind.shutdown()
    behind.server_close()
    answered, body = ask_nginx(nginx, "GET", "/devon/editions", {"Host": "localhost"})
    assert answered.status == 503
    assert b"ring 999" in body
    said = {name.lower(): value for name, value in answered.getheaders()}
    assert said["cache-control"] == "no-store"
    assert said["retry-after"] == "60"
    assert "frame-ancestors" in said["content-security-policy"]
    assert ask_nginx(nginx, "GET", "/devon/taken", {"Host": "localhost"})[0].status == 451
    assert ask_nginx(nginx, "GET", "/devon/ring", {"Host": "localhost"})[0].status == 200


def test_filled_copies_stay_until_the_next_time_but_one(shelves, shelf, clock):
    def files():
        return {file.name for file in (shelf.folder / "filled").glob("*/*.html")}

    configuration(shelf, clock(), 8080, shelf.folder)
    first = files()
    assert len(first) == 4
    shelves.reissue(shelf, {"ring.html": f"other {OPEN}"}, clock(), gateway="devon", supplement=8)
    configuration(shelf, clock(), 8080, shelf.folder)
    second = files() - first
    assert len(second) == 1
    assert first < files()
    configuration(shelf, clock() + timedelta(days=1), 8080, shelf.folder)
    assert files() == second
    assert configuration(shelf, clock(), 8080, shelf.folder).count('"filled/') == 1


@pytest.mark.parametrize("words", ["localhost", "127.0.0.1:80;", "a b:80", ""])
def test_an_address_behind_that_is_none_is_refused(shelf, clock, words):
    with pytest.raises(Refused, match="nginx cannot be told of"):
        configuration(shelf, clock(), 8080, shelf.folder, words)


def test_a_name_that_nginx_would_misread_is_refused(shelves, shelf, clock):
    with shelf.writing():
        name = shelves.put(shelf, "somerset", {'a".html': "odd"}, supplement=9)
        shelf.bring_into_force(clock.now, (name,))
    with pytest.raises(Refused, match="nginx cannot be told of"):
        configuration(shelf, clock(), 8080, shelf.folder)


def test_nothing_in_force_is_refused(tmp_path, clock):
    with pytest.raises(Refused, match="Nothing is in force"):
        configuration(Shelf(tmp_path), clock(), 8080, tmp_path)


def test_the_configuration_names_its_instant_and_printings(shelf, clock):
    said = configuration(shelf, clock(), 8080, Path("/srv/shelf"))
    assert "at 2026-11-02T09:00:00+00:00" in said
    assert "#   somerset 2026-1+1.1" in said
    assert 'root "/srv/shelf";' in said
    assert os.fspath(shelf.folder) not in said
