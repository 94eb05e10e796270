"""Where watching a feed has got to: what its server said last, and when it may be asked again."""

from __future__ import annotations

from firsthand.archive.store import Store
from firsthand.model import Value


class Checkpoint(Value):
    """What is remembered of a feed: its validators, seconds since the epoch before which it is not asked, failures in a row."""

    url: str
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


def checkpoint(store: Store, url: str) -> Checkpoint:
    """Return where watching a feed has got to."""
    rows = store.rows("SELECT url, etag, modified, due, failures FROM feed WHERE url = ?", (url,))
    return Checkpoint(*rows[0]) if rows else Checkpoint(url)


def write(store: Store, now: Checkpoint) -> None:
    """Remember where watching a feed has got to; within a transaction."""
    store.run(
        "INSERT OR REPLACE INTO feed(url, etag, modified, due, failures) VALUES(?, ?, ?, ?, ?)",
        (now.url, now.etag, now.modified, now.due, now.failures),
    )


def held(store: Store, path: str) -> bool:
    """Return whether something was fetched from an address before."""
    return bool(store.one("SELECT 1 FROM input WHERE path = ? LIMIT 1", (path,)))
