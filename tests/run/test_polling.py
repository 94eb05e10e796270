"""Feeds are asked politely, and their articles come into the archive as they came."""

import json
import time
from email.utils import formatdate

import pytest

from firsthand.archive.feeds import checkpoint
from firsthand.errors import BusyError
from firsthand.run import polling
from firsthand.run.archive import Archive
from firsthand.run.polling import Poller
from firsthand.run.watching import Watched, watch
from tests.reading.test_feeds import BODY, item, rss
from tests.web import answer, answering, served

PAGE = f"""<html><head><meta property="article:published_time" content="2025-03-01T10:00:00Z"><title>Ferry to Holm</title></head>
<body><article><h1>Ferry to Holm</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>""".encode()


@pytest.fixture
def web(monkeypatch):
    monkeypatch.setattr(polling, "BETWEEN", 0.0)
    with served() as found:
        yield found


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


def poller(web, every=60.0, pages=False):
    clock = Clock()
    return Poller([f"{web.base}/feed"], every, pages=pages, clock=clock), clock


def at(web):
    from firsthand.archive.feeds import Checkpoint

    return Checkpoint(f"{web.base}/feed")


def never(_):
    return False


def test_a_feed_is_asked_on_condition_and_not_too_often(web):
    def feed(handler):
        if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "then":
            answer(handler, 304)
        else:
            answer(handler, 200, rss(item(1)), ETag='"v1"', Last_Modified="then")

    web.pages["/feed"] = feed
    asks, clock = poller(web)
    first = asks.poll(at(web), never)
    assert len(first.items) == 1
    assert first.checkpoint.due == clock.now + polling.SOONEST
    assert not asks.due(first.checkpoint)
    clock.now += polling.SOONEST
    assert asks.due(first.checkpoint)
    second = asks.poll(first.checkpoint, never)
    assert (second.items, second.rejected) == ((), ())
    assert (second.checkpoint.etag, second.checkpoint.modified) == ('"v1"', "then")
    assert web.paths() == ["/robots.txt", "/feed", "/feed"]


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {"Retry_After": "7200"}, 7200), (503, {"Retry_After": formatdate(1_003_600, usegmt=True)}, 3600),
        (429, {"Retry_After": "9999999999999"}, polling.LATEST), (500, {}, polling.SOONEST),
        (429, {"Retry_After": "soon"}, polling.SOONEST), (404, {"Retry_After": "-5"}, polling.SOONEST),
    ],
)  # fmt: skip
def test_a_server_that_wants_to_be_left_alone_is(web, status, headers, wait):
    web.pages["/feed"] = answering(status, b"", **headers)
    asks, clock = poller(web)
    found = asks.poll(at(web), never)
    assert [r.code for r in found.rejected] == [f"http_{status}"]
    assert found.checkpoint.due - clock.now == wait


def test_the_wait_doubles_with_failures_and_ends_with_an_answer(web):
    asks, clock = poller(web)
    now = at(web)
    waits = []
    for _ in range(12):
        now = asks.poll(now, never).checkpoint
        waits.append(now.due - clock.now)
    assert waits[:3] == [300, 600, 1200]
    assert max(waits) == waits[-1] == polling.LATEST
    web.pages["/feed"] = rss(item(1), head="<ttl>60</ttl>")
    found = asks.poll(now, never).checkpoint
    assert (found.failures, found.due - clock.now) == (0, 3600)


def test_a_clock_that_was_set_back_holds_nothing_up(web):
    asks, clock = poller(web)
    web.pages["/feed"] = rss(item(1))
    found = asks.poll(at(web), never).checkpoint
    clock.now -= 10 * polling.LATEST
    assert asks.due(found)


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (b"User-agent: *\nDisallow: /feed", "robots"), (b"User-agent: firsthand\nDisallow: /", "robots"),
        (answering(503), "robots"), (answering(429), "robots"), (b"User-agent: *\nCrawl-delay: 999", "robots"),
        (b"User-agent: other\nDisallow: /", None), (answering(404), None), (b"\xff\xfe\x00", None),
    ],
)  # fmt: skip
def test_what_robots_forbid_is_left_alone(web, robots, code):
    web.pages |= {"/robots.txt": robots, "/feed": rss(item(1))}
    asks, _ = poller(web)
    found = asks.poll(at(web), never)
    assert [r.code for r in found.rejected] == ([code] if code else [])
    assert ("/feed" in web.paths()) is (code is None)


def test_one_host_is_asked_with_pauses(web, monkeypatch):
    monkeypatch.setattr(polling, "BETWEEN", 0.15)
    web.pages["/feed"] = rss(item(1))
    asks, _ = poller(web)
    begun = time.monotonic()
    asks.poll(asks.poll(at(web), never).checkpoint, never)
    assert time.monotonic() - begun >= 0.3


def test_pages_are_fetched_only_when_asked_for_once_and_in_parts(web, monkeypatch):
    monkeypatch.setattr(polling, "PAGES", 2)
    web.pages["/feed"] = answering(200, rss(*(item(n, "A part …") for n in range(4))), ETag="x")
    web.pages |= {"/news/0": PAGE, "/news/1": answering(410), "/news/2": PAGE, "/news/3": PAGE}
    asks, _ = poller(web)
    found = asks.poll(at(web), never)
    assert (found.items, found.partial) == ((), 4)
    assert not [p for p in web.paths() if "news" in p]
    asks, _ = poller(web, pages=True)
    found = asks.poll(at(web), never)
    assert [i.locator.path for i, _ in found.items] == [f"{web.base}/news/0"]
    assert [r.code for r in found.rejected] == ["http_410"]
    assert found.checkpoint.etag is None
    found = asks.poll(found.checkpoint, lambda url: url.endswith(("0", "1")))
    assert [i.locator.path for i, _ in found.items] == [f"{web.base}/news/{n}" for n in (2, 3)]
    assert found.checkpoint.etag == "x"


def test_pages_of_other_networks_are_not_asked_for(web):
    asked = b"<item><link>http://10.0.0.1/x</link></item><item><link>file:///etc/passwd</link></item><item><link>http://[/</link></item>"
    web.pages["/feed"] = rss(asked.decode())
    asks, _ = poller(web, pages=True)
    found = asks.poll(at(web), never)
    assert found.items == ()
    assert {r.code for r in found.rejected} == {"address"}


def watched(folder, web, pages=False, rounds=1):
    what = Watched((), (f"{web.base}/feed",), pages, 0.1)
    return list(watch(str(folder), what, 1, rounds))


def test_articles_come_into_the_archive_with_address_and_dates(web, tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.run.stories.tell", lambda *_: 0)
    web.pages |= {"/feed": answering(200, rss(item(1), item(2, "A part …")), ETag='"v"'), "/news/2": PAGE}
    ((taken, partial),) = watched(tmp_path / "a", web, pages=True, rounds=3)
    assert (taken.documents, taken.rejected, partial) == (2, (), 0)
    with Archive(str(tmp_path / "a"), "read") as archive:
        assert checkpoint(archive.store, f"{web.base}/feed").etag == '"v"'
        one, two = sorted(archive.all().documents, key=lambda d: d.path)
        assert [d.path for d in (one, two)] == [f"{web.base}/news/1", f"{web.base}/news/2"]
        assert (one.published.value, one.published.basis) == ("2025-03-04T09:00:00+01:00", "feed")
        assert one.byline == ("Odile Farrant",)
        assert "Marit Dahl" in one.text
        assert (two.published.value[:10], two.published.basis) == ("2025-03-01", "meta")
        assert list(archive.verify()) == []
    # Another process goes on where this one was.
    asked = len(web.asked)
    assert watched(tmp_path / "a", web) == []
    assert len(web.asked) == asked


def test_a_changed_entry_is_another_version_and_nothing_comes_twice(web, tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.run.stories.tell", lambda *_: 0)
    monkeypatch.setattr(polling, "SOONEST", 0.0)
    web.pages["/feed"] = rss(item(1))
    first, second, *_ = (taken for taken, _ in watched(tmp_path / "a", web, rounds=5))
    assert (first.documents, second.documents, second.known) == (1, 0, 1)
    web.pages["/feed"] = rss(item(1, BODY + " It had run for 90 years."))
    assert sum(taken.documents for taken, _ in watched(tmp_path / "a", web, rounds=4)) == 1


def test_a_kill_before_the_checkpoint_costs_a_request_and_no_article(web, tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.run.stories.tell", lambda *_: 0)
    web.pages["/feed"] = rss(item(1))
    with monkeypatch.context() as patch:
        patch.setattr("firsthand.archive.feeds.write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watched(tmp_path / "a", web)
    ((taken, _),) = watched(tmp_path / "a", web)
    assert (taken.documents, taken.known) == (0, 1)


def test_a_broken_feed_gives_what_it_has_and_is_said(web, tmp_path, monkeypatch):
    monkeypatch.setattr("firsthand.run.stories.tell", lambda *_: 0)
    web.pages["/feed"] = rss(item(1), item(2))[:-60]
    ((taken, _),) = watched(tmp_path / "a", web)
    assert taken.documents >= 1
    assert [r.code for r in taken.rejected] == ["feed_broken"]


def test_nothing_is_asked_for_that_was_not_named(web, tmp_path, monkeypatch):
    def forbidden(*_):
        raise BusyError("the network was used")

    monkeypatch.setattr("socket.getaddrinfo", forbidden)
    (tmp_path / "in").mkdir()
    row = {"text": BODY, "url": f"{web.base}/x"}
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps(row))
    monkeypatch.setattr("firsthand.run.stories.tell", lambda *_: 0)
    ((taken, _),) = watch(str(tmp_path / "a"), Watched((str(tmp_path / "in"),), (), True, 0.05), 1, 3)
    assert taken.documents == 1
    assert web.asked == []
