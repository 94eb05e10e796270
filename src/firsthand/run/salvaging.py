"""The inputs of an archive, taken out of it again: to rebuild it, or to save what is whole of a damaged one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from firsthand.archive import originals
from firsthand.archive.store import FILE, Row, Store
from firsthand.errors import CorruptError
from firsthand.model import Locator, RawItem, Rejected
from firsthand.reading.metadata import Override

Salvaged = tuple[RawItem | Rejected, Override | None]


def is_archive(folder: str) -> bool:
    """Return whether a folder is an archive, to look at it."""
    return os.path.isfile(os.path.join(folder, FILE))


def inputs(folder: str) -> Iterator[Salvaged]:
    """Yield the inputs of an archive as they came, with what was known of them; those that are damaged, with the reason.

    Row by row: SQLite gives up a table at the first page it cannot read.
    """
    with Store(folder, "read") as store, store.snapshot():
        for number in range(1, (store.one("SELECT max(number) FROM input") or 0) + 1):
            try:
                rows = store.rows("SELECT path, sha256, said FROM input WHERE number = ?", (number,))
            except CorruptError as error:
                yield Rejected(f"{folder}: input {number}", "quarantined", "damaged", str(error)), None
                continue
            yield from (_one(store, row) for row in rows)


def _one(store: Store, row: Row) -> Salvaged:
    path, sha256, said = row
    try:
        known = msgspec.json.decode(said, type=Override) if said else None
        return RawItem(originals.fetch(store, sha256), Locator(path)), known
    except (CorruptError, msgspec.DecodeError) as error:
        return Rejected(path, "quarantined", "damaged", str(error)), None
