"""Feeds asked politely: seldom, on condition that something is new, one request after the other.

A server is asked no sooner than a feed, its `Retry-After` and a floor of ours allow, with the validators
it gave (`ETag`, `Last-Modified`), and what its robots.txt forbids is left alone (RFC 9110, RFC 9309). After
failures the wait doubles. Pages are only fetched when asked for, once each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import msgspec
from msgspec.structs import replace

from firsthand.archive.feeds import Checkpoint
from firsthand.model import Locator, RawItem, Rejected, Value
from firsthand.reading.child import Failure
from firsthand.reading.feeds import Entry, Feed, parse
from firsthand.reading.fetching import AGENT, Answer, fetch
from firsthand.reading.metadata import Override
from firsthand.run.salvaging import Salvaged

# Seconds: the shortest time between two looks at a feed, the longest, and between two requests to one host.
SOONEST, LATEST, BETWEEN = 300.0, 86_400.0, 2.0
# The longest that a host may ask us to wait between requests before we rather do without it; how long robots.txt holds.
PATIENT, HOLDS = 60.0, 86_400.0
# Pages fetched at one look at a feed; what is left waits for the next.
PAGES = 50


class Polled(Value):
    """What one look at a feed gave: articles, what was refused, entries without their whole text, and where it has got to."""

    items: tuple[Salvaged, ...]
    rejected: tuple[Rejected, ...]
    partial: int
    checkpoint: Checkpoint


class Poller:
    """Asks the feeds that a person named. `pages`: fetch the pages that entries without their text link to."""

    def __init__(self, feeds: Sequence[str], every: float, *, pages: bool, clock: Callable[[], float] = time.time) -> None:
        self._named = {urlsplit(f).hostname or "" for f in feeds}
        self._every = every
        self._pages = pages
        self._clock = clock
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}
        self._asked: dict[str, float] = {}

    def due(self, at: Checkpoint) -> bool:
        """Return whether a feed may be asked now; a clock that was set back by more than a day holds nothing up."""
        return not 0 < at.due - self._clock() <= LATEST

    def poll(self, at: Checkpoint, held: Callable[[str], bool]) -> Polled:
        """Return what a feed has that is new; `held` says whether a page was fetched before."""
        conditions = {k: v for k, v in (("If-None-Match", at.etag), ("If-Modified-Since", at.modified)) if v}
        answer = self._get(at.url, conditions)
        if isinstance(answer, Failure):
            return self._later(at, answer)
        if answer.status == 304:
            return Polled((), (), 0, replace(at, due=self._clock() + self._wait(answer, 0), failures=0))
        if answer.status != 200:
            return self._later(at, Failure(f"http_{answer.status}", f"the server answered {answer.status}"), answer)
        feed = parse(answer.body, answer.url)
        if isinstance(feed, Failure):
            return self._later(at, feed, answer)
        return self._read(at, answer, feed, held)

    def _read(self, at: Checkpoint, answer: Answer, feed: Feed, held: Callable[[str], bool]) -> Polled:
        items: list[Salvaged] = []
        rejected = [Rejected(at.url, "quarantined", "feed_broken", feed.broken)] if feed.broken else []
        partial, left = 0, PAGES
        for entry in feed.entries:
            if entry.html is not None:
                items.append((_article(at.url, feed, entry), None))
            elif not self._pages or entry.link is None:
                partial += 1
            elif not held(entry.link):
                left -= 1
                if left < 0:
                    continue
                page = self._get(entry.link, {})
                if isinstance(page, Answer) and page.status == 200:
                    items.append((RawItem(page.body, Locator(entry.link)), Override(path=entry.link, url=page.url)))
                else:
                    said = page if isinstance(page, Failure) else Failure(f"http_{page.status}", f"the server answered {page.status}")
                    rejected.append(Rejected(entry.link, "refused", said.code, said.detail))
        # A look that left pages for the next one must not be told that nothing is new.
        whole = left >= 0
        now = Checkpoint(
            at.url, answer.headers.get("etag") if whole else None, answer.headers.get("last-modified") if whole else None,
            self._clock() + self._wait(answer, feed.minutes), 0,
        )  # fmt: skip
        return Polled(tuple(items), tuple(rejected), partial, now)

    def _later(self, at: Checkpoint, why: Failure, answer: Answer | None = None) -> Polled:
        """Return that a feed could not be had, to be asked again after twice the time."""
        wait = max(self._wait(answer, 0), min(LATEST, max(self._every, SOONEST) * 2**min(at.failures, 16)))
        now = replace(at, due=self._clock() + wait, failures=at.failures + 1)
        return Polled((), (Rejected(at.url, "refused", why.code, why.detail),), 0, now)

    def _wait(self, answer: Answer | None, minutes: int) -> float:
        """Return how many seconds a feed is left alone."""
        wanted = max(self._every, SOONEST, 60.0 * minutes)
        if answer is not None and (after := answer.headers.get("retry-after")):
            wanted = max(wanted, self._after(after))
        return min(LATEST, wanted)

    def _after(self, said: str) -> float:
        if said.strip().isascii() and said.strip().isdigit():
            return float(said.strip()[:9])
        try:
            when = parsedate_to_datetime(said)
        except ValueError:
            return 0.0
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - self._clock()

    def _get(self, url: str, conditions: dict[str, str]) -> Answer | Failure:
        """Return what a server answers, if its rules allow to ask, in its time."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return Failure("address", f"{url[:200]}: this is no address")
        place = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots(place)
        if isinstance(rules, Failure):
            return rules
        if not rules.can_fetch(AGENT, url):
            return Failure("robots", "its robots.txt forbids it")
        delay = float(rules.crawl_delay(AGENT) or 0.0)
        if delay > PATIENT:
            return Failure("robots", f"its robots.txt asks for {delay:g} seconds between requests")
        return self._ask(place, url, conditions, max(BETWEEN, delay))

    def _robots(self, place: str) -> RobotFileParser | Failure:
        """Return the rules of a host; one that does not give them away is not asked for more now."""
        now = self._clock()
        if place in self._rules and 0 <= now - self._rules[place][0] < HOLDS:
            return self._rules[place][1]
        answer = self._ask(place, f"{place}/robots.txt", {}, BETWEEN)
        if isinstance(answer, Failure):
            return answer
        if answer.status >= 500 or answer.status == 429:
            return Failure("robots", f"its robots.txt is not to be had: the server answered {answer.status}")
        rules = RobotFileParser()
        rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
        self._rules[place] = now, rules
        return rules

    def _ask(self, place: str, url: str, conditions: dict[str, str], between: float) -> Answer | Failure:
        since = time.monotonic() - self._asked.get(place, -between)
        if since < between:
            time.sleep(between - since)
        answer = fetch(url, self._named, conditions)
        self._asked[place] = time.monotonic()
        return answer


def _article(feed_url: str, feed: Feed, entry: Entry) -> RawItem:
    """Return an entry as the line of JSON that is kept of it: the same bytes for the same entry."""
    path = entry.link or f"{feed_url}#{entry.name or entry.title or ''}"
    title = entry.title or ""
    row = {
        "url": entry.link, "title": entry.title, "published": entry.published, "date_basis": "feed",
        "authors": list(entry.authors), "outlet": None if entry.link else feed.title, "feed": feed_url, "id": entry.name,
        "html": f"<html><body><article><h1>{escape(title, quote=False)}</h1>{entry.html}</article></body></html>",
    }  # fmt: skip
    return RawItem(msgspec.json.encode(row), Locator(path))
