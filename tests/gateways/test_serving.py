"""The real server: Granian in its own process, asked over loopback."""

import http.client
import multiprocessing
import os
import signal
import socket
import time
from datetime import UTC, datetime
from functools import partial

import pytest

from waymark.editions.shelf import Shelf
from waymark.gateways.serving import claim, serve
from waymark.manual.findings import Refused

NOW = partial(datetime.now, UTC)


@pytest.fixture
def port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def server(shelf, port):
    spawned = multiprocessing.get_context("spawn")
    process = spawned.Process(target=serve, args=(shelf.folder, "127.0.0.1", port, 2, NOW))
    process.start()
    try:
        wait_for(port)
        yield process
    finally:
        if process.is_alive():
            process.terminate()
            process.join(20)
        process.close()


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


def ask(port, method, path, headers=None):
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asking.request(method, path, headers=headers or {})
    answered = asking.getresponse()
    body = answered.read()
    asking.close()
    return answered, body


def test_a_reader_is_served_and_ctrl_c_is_clean(server, port, shelves, shelf, capfd):
    answered, body = ask(port, "GET", "/somerset/referral", {"Accept-Encoding": "br"})
    assert answered.status == 200
    assert answered.getheader("Content-Encoding") == "br"
    assert answered.getheader("Content-Length") == str(len(body))
    assert not any(sign.isdigit() for sign in answered.getheader("Server", ""))
    assert answered.getheader("Set-Cookie") is None

    tag = answered.getheader("ETag")
    again, nothing = ask(port, "GET", "/somerset/referral", {"Accept-Encoding": "br", "If-None-Match": tag})
    assert (again.status, nothing) == (304, b"")

    head, nothing = ask(port, "HEAD", "/somerset/referral", {"Accept-Encoding": "br"})
    assert (head.status, nothing) == (200, b"")
    assert head.getheader("Content-Length") == str(len(body))

    assert ask(port, "GET", "/somerset")[0].getheader("Location") == "/somerset/"
    assert ask(port, "GET", "/somerset/%2e%2e/%2e%2e/settings.json")[0].status == 400
    assert ask(port, "GET", "/somerset/%zz")[0].status == 400
    assert ask(port, "GET", "/somerset/%00")[0].status == 400
    assert ask(port, "POST", "/somerset/")[0].status == 405
    assert ask(port, "GET", "/", {"Host": "devon.example"})[1] == b"devon: the first page"

    shelves.reissue(shelf, {"index.html": "the new first page"}, datetime.now(UTC))
    for _ in range(8):
        assert ask(port, "GET", "/somerset/")[1] == b"somerset: the new first page"

    os.kill(server.pid, signal.SIGINT)
    server.join(20)
    assert server.exitcode == 0
    said = "".join(capfd.readouterr())
    assert "127.0.0.1" not in said
    assert "referral" not in said


def test_a_port_in_use_is_refused(shelf):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} at 127.0.0.1 is taken"):
            serve(shelf.folder, "127.0.0.1", port, 1, NOW)


def test_an_address_that_is_not_ours_is_refused():
    with pytest.raises(Refused, match="does not let us listen"):
        claim("192.0.2.1", 8000)


def test_a_missing_or_broken_shelf_is_refused_before_anything_starts(shelf, tmp_path):
    with pytest.raises(Refused, match="There is no shelf"):
        serve(tmp_path / "none", "127.0.0.1", 1, 1, NOW)
    name = Shelf(shelf.folder).in_force(NOW())["somerset"]
    page = shelf.printing(name).pages[0]
    shelf.object_file(page.fingerprint, ".html").unlink()
    with pytest.raises(Refused, match=r"index\.html of somerset 2026-1\+1\.1"):
        serve(shelf.folder, "127.0.0.1", 1, 1, NOW)
