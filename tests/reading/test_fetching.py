"""What is fetched is bounded in time, size and redirects, and comes only from where it may."""

import gzip
import time

import pytest

from firsthand.reading import fetching
from firsthand.reading.child import Failure
from firsthand.reading.fetching import Answer, fetch
from tests.web import answering, served

HERE = {"127.0.0.1"}


@pytest.fixture
def web():
    with served() as found:
        yield found


def test_an_answer_comes_whole(web):
    web.pages["/a%20b?c=%C3%A4"] = answering(200, gzip.compress(b"text" * 1000), Content_Encoding="gzip", ETag='"x"')
    found = fetch(f"{web.base}/a b?c=ä", HERE, {"If-None-Match": '"y"'})
    assert found == Answer(200, f"{web.base}/a b?c=ä", found.headers, b"text" * 1000)
    assert found.headers["etag"] == '"x"'
    (_, headers), = web.asked
    assert headers["If-None-Match"] == '"y"'
    assert headers["User-Agent"].startswith("firsthand/")
    assert headers["Host"] == web.base.removeprefix("http://")
    assert "Cookie" not in headers


def test_redirects_are_followed_not_for_ever_and_not_anywhere(web):
    web.pages |= {
        "/1": answering(301, Location="2?x"), "/2?x": b"there", "/loop": answering(302, Location="/loop"),
        "/file": answering(302, Location="file:///etc/passwd"), "/away": answering(302, Location=f"{web.base.replace('127.0.0.1', 'localhost')}/2?x"),
    }  # fmt: skip
    assert fetch(f"{web.base}/1", HERE).url == f"{web.base}/2?x"
    assert fetch(f"{web.base}/loop", HERE).code == "redirects"
    assert fetch(f"{web.base}/file", HERE).code == "address"
    asked = len(web.asked)
    assert fetch(f"{web.base}/away", HERE).code == "address"
    assert len(web.asked) == asked + 1


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http:///x", "http://[::1", "", "http://127.0.0.1:99999/", "http://169.254.169.254/"],
)
def test_what_may_not_be_fetched_is_refused(url):
    assert fetch(url, ()).code == "address"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("10.1.2.3", False), ("127.0.0.1", False), ("0.0.0.0", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("192.168.1.1", False), ("2606:4700::1111", True), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_networks_of_their_own_are_told_from_the_public_one(address, public):
    assert fetching._public(address) is public


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("page", [drip, drip_headers, lambda _: time.sleep(3)])
def test_who_answers_slowly_is_cut_off(web, monkeypatch, page):
    monkeypatch.setattr(fetching, "SECONDS", 0.4)
    web.pages["/"] = page
    begun = time.monotonic()
    assert fetch(f"{web.base}/", HERE).code == "timeout"
    assert time.monotonic() - begun < 2


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x" * 1000)


@pytest.mark.parametrize(
    "page", [endless, b"x" * 200_001, answering(200, gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")]
)
def test_what_is_too_large_is_not_taken(web, monkeypatch, page):
    monkeypatch.setattr(fetching, "BYTES", 200_000)
    web.pages["/"] = page
    assert fetch(f"{web.base}/", HERE).code == "too_large"


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"x" * 10)
    handler.close_connection = True


@pytest.mark.parametrize(
    "page",
    [cut, answering(200, b"no gzip", Content_Encoding="gzip"), lambda h: h.wfile.write(b"nothing of the kind\r\n\r\n"),
     lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n")],
)  # fmt: skip
def test_a_broken_answer_is_none(web, page):
    web.pages["/"] = page
    found = fetch(f"{web.base}/", HERE)
    assert isinstance(found, Failure)
    assert found.code == "connection"


def test_nobody_there_is_said():
    assert fetch("http://127.0.0.1:9/", HERE).code == "connection"
