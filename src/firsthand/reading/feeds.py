"""Feeds (RSS, Atom): what they say of articles, read by feedparser in a process of its own with limits."""

from __future__ import annotations

import io
import resource
import subprocess
import sys

import msgspec

from firsthand.errors import MissingExtra
from firsthand.model import Value
from firsthand.reading.child import Failure
from firsthand.reading.limits import CHILD_ANSWER, CHILD_CPU_SECONDS, CHILD_MEMORY, CHILD_SECONDS

# Entries of one look at a feed, the first ones: real ones have tens.
ENTRIES = 2_000
# Words from which on what a feed has of an article can be all of it.
FULL_WORDS = 120
# How a text ends that goes on elsewhere.
_CUT = ("…", "...", "…]", "...]", "read more", "continue reading", "more »")
_ENTITY = "<!entity"


class Entry(Value):
    """One article as a feed has it; `html` is its whole text, None where the feed has only a part."""

    link: str | None
    name: str | None
    title: str | None
    published: str | None
    authors: tuple[str, ...]
    html: str | None


class Feed(Value):
    """What a feed says: its title, the minutes it asks not to be asked within, its entries; `broken` says what is wrong."""

    title: str | None
    minutes: int
    entries: tuple[Entry, ...]
    broken: str | None


class Parsed(Value):
    """What the child sends back."""

    feed: Feed | None = None
    failure: Failure | None = None


def parse(data: bytes, url: str) -> Feed | Failure:
    """Return what a feed says, or why it cannot be told; `url` is where links start from.

    Raises `MissingExtra` where feedparser is not installed.
    """
    request = msgspec.msgpack.encode((data, url))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "firsthand.reading.feeds"], input=request, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=CHILD_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Failure("timeout", f"parsing took longer than {CHILD_SECONDS} seconds")
    if done.returncode == MissingExtra.exit_code:
        raise MissingExtra("feeds need the package feedparser", remedy="pip install 'firsthand[feeds]'")
    if done.returncode or len(done.stdout) > CHILD_ANSWER:
        return Failure("parser_died", f"the parser process ended with exit code {done.returncode}")
    answer = msgspec.msgpack.decode(done.stdout, type=Parsed)
    return answer.feed or answer.failure or Failure("no_answer", "the parser gave no answer")


def read(data: bytes, url: str) -> Feed | Failure:
    """Return what a feed says; runs inside the child."""
    import feedparser

    declared = (data.decode(encoding, "replace").lower() for encoding in ("latin-1", "utf-16-le", "utf-16-be"))
    if any(_ENTITY in text for text in declared):
        return Failure("xml_entity", "it declares entities of its own")
    if not data.strip():
        return Failure("no_feed", "it is empty")
    # A stream: a string would be tried as an address or a file's name.
    found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url, "content-type": "application/xml"})
    if not found.version and not found.entries:
        return Failure("no_feed", "it is no feed")
    broken = None
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        broken = f"{type(found.bozo_exception).__name__}: {found.bozo_exception}"[:200]
    elif len(found.entries) > ENTRIES:
        broken = f"it has {len(found.entries):,} entries, of which {ENTRIES:,} are read"
    minutes = str(found.feed.get("ttl", ""))
    return Feed(
        _plain(found.feed.get("title")), int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0,
        tuple(_entry(e) for e in found.entries[:ENTRIES]), broken,
    )  # fmt: skip


def _entry(entry: dict[str, object]) -> Entry:
    contents = entry.get("content")
    said = [c.get("value") for c in contents if isinstance(c, dict)] if isinstance(contents, list) else []
    texts = [t for t in (*said, entry.get("summary")) if isinstance(t, str)]
    whole = [t for t in texts if _whole(t)]
    people = entry.get("authors")
    names = [a.get("name") for a in people if isinstance(a, dict)] if isinstance(people, list) else []
    return Entry(
        link=_string(entry.get("link")), name=_string(entry.get("id")), title=_plain(entry.get("title")),
        published=_string(entry.get("published")) or _string(entry.get("updated")),
        authors=tuple(n for n in names if isinstance(n, str) and n), html=max(whole, key=len) if whole else None,
    )  # fmt: skip


def _whole(html: str) -> bool:
    words = (_plain(html) or "").split()
    return len(words) >= FULL_WORDS and not " ".join(words[-4:]).lower().endswith(_CUT)


def _plain(html: object) -> str | None:
    """Return the words of a piece of HTML."""
    if not isinstance(html, str):
        return None
    from lxml.html import fragment_fromstring

    if "<" in html or "&" in html:
        html = str(fragment_fromstring(f"<div>{html.replace(chr(0), '')}</div>", create_parent=False).text_content())
    return " ".join(html.split()) or None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() and value.isprintable() else None


def main() -> int:
    """Read a request from stdin and answer on stdout, within limits."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data, url = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=tuple[bytes, str])
    try:
        found = read(data, url)
        answer = Parsed(failure=found) if isinstance(found, Failure) else Parsed(feed=found)
    except ImportError:
        return MissingExtra.exit_code
    except MemoryError:
        answer = Parsed(failure=Failure("memory", "parsing needs more memory than allowed"))
    except Exception as error:  # noqa: BLE001 - any fault of a parser is a fault of this feed
        answer = Parsed(failure=Failure("feed_broken", f"the parser failed: {type(error).__name__}"))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
