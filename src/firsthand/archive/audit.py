"""What happened to an archive, in order: each entry is chained to the one before it by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from firsthand.archive.store import Store
from firsthand.model import Value


class Event(Value):
    """One entry: when, what kind of thing, to what, and what exactly."""

    number: int
    at: str
    kind: str
    subject: str
    detail: str


def note(store: Store, kind: str, subject: str, detail: str) -> None:
    """Write an entry; the time is recorded and decides nothing."""
    last = store.rows("SELECT number, chain FROM event ORDER BY number DESC LIMIT 1")
    number, before = (last[0][0] + 1, last[0][1]) if last else (1, "")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    store.run(
        "INSERT INTO event(number, at, kind, subject, detail, chain) VALUES(?, ?, ?, ?, ?, ?)",
        (number, at, kind, subject, detail, _link(before, Event(number, at, kind, subject, detail))),
    )


def events(store: Store) -> Iterator[Event]:
    """Yield all entries in order."""
    for row in store.each("SELECT number, at, kind, subject, detail FROM event ORDER BY number"):
        yield Event(*row)


def broken(store: Store) -> list[int]:
    """Return the numbers of entries that were changed, or before which one was taken out."""
    found = []
    before, expected = "", 1
    for number, at, kind, subject, detail, chain in store.rows(
        "SELECT number, at, kind, subject, detail, chain FROM event ORDER BY number"
    ):
        if number != expected or chain != _link(before, Event(number, at, kind, subject, detail)):
            found.append(number)
        before, expected = chain, number + 1
    return found


def _link(before: str, event: Event) -> str:
    said = "\x1f".join((before, str(event.number), event.at, event.kind, event.subject, event.detail))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
