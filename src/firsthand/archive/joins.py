"""The joins that the stories of an archive were made of, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.archive.records import checksum, packed, unpacked
from firsthand.archive.store import Store
from firsthand.errors import CorruptError

# Two groups, each by the number of its first document, and the mean log-odds at which they were joined.
Joined = tuple[int, int, float]


def keep(store: Store, joins: Sequence[Joined]) -> None:
    """Keep the joins in place of those before; within a transaction."""
    record = packed(joins)
    store.run("INSERT OR REPLACE INTO linkage(number, joins, checksum) VALUES(1, ?, ?)", (record, checksum(record)))


def missing(store: Store) -> bool:
    """Return whether an archive is of a version that keeps no joins."""
    return store.one("SELECT 1 FROM sqlite_schema WHERE name = 'linkage'") is None


def kept(store: Store) -> list[Joined]:
    """Return the joins; raises `CorruptError` where they are not those that were kept."""
    if missing(store):
        return []
    for record, expected in store.rows("SELECT joins, checksum FROM linkage"):
        if checksum(record) != expected:
            raise CorruptError("the joins of stories are not those that were kept", remedy="firsthand verify lists all that is damaged")
        return unpacked(record, list[Joined], "the joins of stories")
    return []
