"""Sorted segments of postings, merged as a log-structured tree.

A posting says that a key (the hash of a gram, or of a term) stands in a document, with four bytes of
what else is known. Each batch of documents makes a segment; segments of like size are merged, so
that n documents are written O(log n) times and a key is looked for in O(log n) segments (O'Neil et
al., The log-structured merge-tree, 1996). A segment lies in blocks with their first and last key, so that a few
keys are found without reading the rest; a block ends in its CRC-32, since a damaged one would be read as another.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.archive.store import RESCUE, Store
from firsthand.errors import CorruptError
from firsthand.model import Value
from firsthand.reuse.products import among

Kind = Literal["gram", "name", "lead", "word", "number", "like"]
# Postings of a block: 64 kB, what one look costs.
BLOCK = 4096
# A segment is merged with the ones before it that are less than this many times its size.
FANOUT = 2
_ROW = np.dtype([("key", "<u8"), ("document", "<u4"), ("value", "<u4")])
# Bytes of a block's CRC-32.
_SEAL = 4
# SQLite's integers are signed: the order of keys is kept.
_SHIFT = 1 << 63


class Postings(Value):
    """Keys with the documents they stand in, sorted by key and document; `values` go with them."""

    keys: NDArray[np.uint64]
    documents: NDArray[np.uint32]
    values: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.keys)


def empty() -> Postings:
    """Return no postings."""
    return Postings(np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.uint32))


def sorted_postings(
    keys: NDArray[np.uint64], documents: NDArray[np.uint32], values: NDArray[np.uint32]
) -> Postings:
    """Return postings in order; those of a few parts that are in order, one after the other, are merged."""
    order = np.argsort(keys, kind="stable")
    made = Postings(keys[order], documents[order], values[order])
    if ((made.keys[1:] == made.keys[:-1]) & (made.documents[1:] < made.documents[:-1])).any():
        order = np.lexsort((documents, keys))
        return Postings(keys[order], documents[order], values[order])
    return made


def joined(parts: Sequence[Postings]) -> Postings:
    """Return the postings of several parts as one, in order."""
    full = [p for p in parts if len(p)]
    if len(full) <= 1:
        return full[0] if full else empty()
    return sorted_postings(
        np.concatenate([p.keys for p in full]),
        np.concatenate([p.documents for p in full]),
        np.concatenate([p.values for p in full]),
    )


def write(store: Store, kind: Kind, new: Postings) -> None:
    """Add postings as a segment, merged with older ones of its size; within a transaction."""
    if not len(new):
        return
    parts = [new]
    size = len(new)
    for number, rows in store.rows("SELECT number, rows FROM segment WHERE kind = ? ORDER BY rows, number", (kind,)):
        if rows > FANOUT * size:
            break
        parts.append(joined(list(_blocks(store, number))))
        size += rows
        _drop(store, number)
    _save(store, kind, joined(parts))


def look_up(store: Store, kind: Kind, keys: NDArray[np.uint64]) -> Postings:
    """Return the postings of some keys, which ascend and are different."""
    if not len(keys):
        return empty()
    found = []
    for (segment,) in store.rows("SELECT number FROM segment WHERE kind = ? ORDER BY number", (kind,)):
        for number, low, high in zip(*(c.tolist() for c in _blocks_with(store, segment, keys)), strict=True):
            found.append(_matching(_block(store, number), keys[low:high]))
    return joined(found)


def every(store: Store, kind: Kind) -> Iterator[Postings]:
    """Yield all postings of a kind, block by block; raises `CorruptError` where one is damaged or out of place."""
    for segment, rows in store.rows("SELECT number, rows FROM segment WHERE kind = ? ORDER BY number", (kind,)):
        before, count = 0, 0
        for first, last, data in store.each("SELECT first, last, data FROM block WHERE segment = ? ORDER BY number", (segment,)):
            block = _read(data)
            ends = int(block.keys[0]), int(block.keys[-1])
            if ends != (first + _SHIFT, last + _SHIFT) or ends[0] < before or (block.keys[1:] < block.keys[:-1]).any():
                raise CorruptError("the index is out of order", remedy=RESCUE)
            before, count = ends[1], count + len(block)
            yield block
        if count != rows:
            raise CorruptError("a part of the index is missing", remedy=RESCUE)


def remove(store: Store, kind: Kind, documents: NDArray[np.uint32]) -> None:
    """Take some documents out of all segments of a kind; within a transaction."""
    for (number,) in store.rows("SELECT number FROM segment WHERE kind = ? ORDER BY number", (kind,)):
        held = joined(list(_blocks(store, number)))
        kept = ~np.isin(held.documents, documents)
        if kept.all():
            continue
        _drop(store, number)
        _save(store, kind, Postings(held.keys[kept], held.documents[kept], held.values[kept]))


def withdraw(store: Store, kind: Kind, gone: Postings) -> None:
    """Take out some postings, whatever their values; within a transaction."""
    pairs = set(zip(gone.keys.tolist(), gone.documents.tolist(), strict=True))
    keys = np.unique(gone.keys)
    for segment, rows in store.rows("SELECT number, rows FROM segment WHERE kind = ? ORDER BY number", (kind,)):
        left = rows
        for number in _blocks_with(store, segment, keys)[0].tolist():
            block = _block(store, number)
            kept = np.ones(len(block), dtype=bool)
            for k in among(block.keys, keys).tolist():
                kept[k] = (int(block.keys[k]), int(block.documents[k])) not in pairs
            if kept.all():
                continue
            left -= int((~kept).sum())
            store.run("DELETE FROM block WHERE number = ?", (number,))
            if kept.any():
                values = _rows(segment, Postings(block.keys[kept], block.documents[kept], block.values[kept]))
                store.run("INSERT INTO block(number, segment, first, last, data) VALUES(?, ?, ?, ?, ?)", (number, *values))
        if not left:
            _drop(store, segment)
        elif left < rows:
            store.run("UPDATE segment SET rows = ? WHERE number = ?", (left, segment))


class Finder:
    """The postings of one key at a time: where the blocks begin and end is read once."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self._store = store
        self._tables = [_directory(store, n) for (n,) in store.rows("SELECT number FROM segment WHERE kind = ? ORDER BY number", (kind,))]

    def postings(self, key: int) -> Postings:
        """Return the postings of a key."""
        wanted = np.uint64(key)
        found = []
        for numbers, first, last in self._tables:
            for at in range(int(np.searchsorted(last, wanted, side="left")), int(np.searchsorted(first, wanted, side="right"))):
                block = _block(self._store, int(numbers[at]))
                low, high = np.searchsorted(block.keys, [wanted, wanted + np.uint64(1)])
                found.append(Postings(block.keys[low:high], block.documents[low:high], block.values[low:high]))
        return joined(found)


Directory = tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]


def _directory(store: Store, segment: int) -> Directory:
    """Return the numbers, first keys and last keys of the blocks of a segment, in order."""
    rows = store.rows("SELECT number, first, last FROM block WHERE segment = ? ORDER BY number", (segment,))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1].astype(np.uint64) + np.uint64(_SHIFT), table[:, 2].astype(np.uint64) + np.uint64(_SHIFT)


def _blocks_with(store: Store, segment: int, keys: NDArray[np.uint64]) -> Directory:
    """Return the numbers of the blocks that may have some of these keys, and which of them: from where to where."""
    numbers, first, last = _directory(store, segment)
    low = np.searchsorted(keys, first, side="left").astype(np.uint64)
    high = np.searchsorted(keys, last, side="right").astype(np.uint64)
    some = high > low
    return numbers[some], low[some], high[some]


def _matching(block: Postings, keys: NDArray[np.uint64]) -> Postings:
    kept = among(block.keys, keys)
    return Postings(block.keys[kept], block.documents[kept], block.values[kept])


def _save(store: Store, kind: Kind, postings: Postings) -> None:
    if not len(postings):
        return
    store.run("INSERT INTO segment(kind, rows) VALUES(?, ?)", (kind, len(postings)))
    number = store.inserted()
    parts = (slice(at, at + BLOCK) for at in range(0, len(postings), BLOCK))
    store.run_many(
        "INSERT INTO block(segment, first, last, data) VALUES(?, ?, ?, ?)",
        [_rows(number, Postings(postings.keys[p], postings.documents[p], postings.values[p])) for p in parts],
    )


def _rows(segment: int, block: Postings) -> tuple[int, int, int, bytes]:
    """Return the row of a block, but for its number."""
    table = np.empty(len(block), _ROW)
    table["key"], table["document"], table["value"] = block.keys, block.documents, block.values
    return segment, int(block.keys[0]) - _SHIFT, int(block.keys[-1]) - _SHIFT, _sealed(table.tobytes())


def _drop(store: Store, number: int) -> None:
    store.run("DELETE FROM block WHERE segment = ?", (number,))
    store.run("DELETE FROM segment WHERE number = ?", (number,))


def _blocks(store: Store, segment: int) -> Iterator[Postings]:
    for (data,) in store.each("SELECT data FROM block WHERE segment = ? ORDER BY number", (segment,)):
        yield _read(data)


def _block(store: Store, number: int) -> Postings:
    return _read(store.one("SELECT data FROM block WHERE number = ?", (number,)))


def _sealed(data: bytes) -> bytes:
    return data + zlib.crc32(data).to_bytes(_SEAL, "little")


def _read(sealed: bytes) -> Postings:
    data = sealed[:-_SEAL]
    if len(data) % _ROW.itemsize or _sealed(data) != sealed:
        raise CorruptError("the index is damaged", remedy=RESCUE)
    table = np.frombuffer(data, _ROW)
    return Postings(table["key"], table["document"], table["value"])
