"""What a feed has of articles, and feeds that are broken or mean harm."""

import pytest

from firsthand.reading import feeds
from firsthand.reading.child import Failure

BODY = "The ferry to Holm will stop on Monday for good, its owner Marit Dahl said. " * 12


def rss(*items, head="", before=""):
    return f"""<?xml version="1.0" encoding="utf-8"?>{before}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Weir &amp; Co</title><link>http://weir.example/</link>{head}{"".join(items)}</channel></rss>""".encode()


def item(n, text=BODY, **more):
    rest = "".join(f"<{k}>{v}</{k}>" for k, v in more.items())
    return (
        f"<item><title>Ferry {n} &amp; &lt;i&gt;more&lt;/i&gt;</title><link>/news/{n}</link><guid>g{n}</guid>"
        f"<pubDate>Tue, 04 Mar 2025 09:00:00 +0100</pubDate><dc:creator>Odile Farrant</dc:creator>"
        f"<description>Short.</description><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>{rest}</item>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Northern Ledger</title>
<entry><id>urn:1</id><title>One</title><link href="http://ledger.example/1"/><updated>2025-03-05T10:00:00Z</updated>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;script&gt;evil()&lt;/script&gt;</content></entry></feed>""".encode()


def test_articles_come_with_what_the_feed_says_of_them():
    found = feeds.parse(rss(item(1), item(2, "Only a part of it …"), head="<ttl>30</ttl>"), "http://weir.example/feed")
    assert (found.title, found.minutes, found.broken) == ("The Weir & Co", 30, None)
    one, two = found.entries
    assert (one.link, one.title) == ("http://weir.example/news/1", "Ferry 1 & more")
    assert one.name.endswith("g1")
    assert (one.published, one.authors) == ("Tue, 04 Mar 2025 09:00:00 +0100", ("Odile Farrant",))
    assert "Marit Dahl" in one.html
    assert two.html is None


def test_atom_is_read_and_cleaned():
    (entry,) = feeds.parse(ATOM, "http://ledger.example/feed").entries
    assert (entry.link, entry.published) == ("http://ledger.example/1", "2025-03-05T10:00:00Z")
    assert "Marit Dahl" in entry.html
    assert "evil" not in entry.html


@pytest.mark.parametrize(
    ("text", "whole"),
    [(BODY, True), (BODY[:200], False), (BODY + "…", False), (BODY + "[...]", False), (BODY + "<a>Continue reading</a>", False)],
)
def test_a_part_is_told_from_the_whole(text, whole):
    (entry,) = feeds.parse(rss(item(1, text)), "http://weir.example/").entries
    assert (entry.html is not None) is whole


def test_a_broken_feed_gives_what_comes_before_and_says_so():
    found = feeds.parse(rss(item(1), item(2))[:-60], "http://weir.example/")
    assert len(found.entries) >= 1
    assert found.broken


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij")
) + "]>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rss(item(1, "&j;"), before=LAUGHS), "xml_entity"),
        (rss(item(1, "&j;"), before=LAUGHS).decode().replace("utf-8", "utf-16").encode("utf-16-le"), "xml_entity"),
        (rss(before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "xml_entity"),
        (b"<html><body>no feed</body></html>", "no_feed"),
        (b"", "no_feed"),
        (b"/etc/passwd", "no_feed"),
        (b"http://127.0.0.1:9/", "no_feed"),
        (bytes(range(256)) * 10, "no_feed"),
    ],
)
def test_what_is_no_feed_or_means_harm_is_refused(data, code):
    found = feeds.parse(data, "http://weir.example/")
    assert isinstance(found, Failure)
    assert found.code == code


def test_a_feed_of_many_tags_or_entries_ends_soon():
    deep = rss("<item><description>" + "<a>" * 100_000 + "</description></item>")
    assert feeds.parse(deep, "http://weir.example/") is not None
    many = feeds.parse(rss(*("<item><title>x</title></item>" for _ in range(feeds.ENTRIES + 5))), "http://weir.example/")
    assert len(many.entries) == feeds.ENTRIES
    assert "entries" in many.broken


def test_a_parser_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(feeds, "CHILD_SECONDS", 0.01)
    assert feeds.parse(rss(item(1)), "http://weir.example/").code == "timeout"
