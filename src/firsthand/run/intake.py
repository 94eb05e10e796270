"""Inputs into an archive: their bytes first, then the documents in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from firsthand.archive import audit, documents, originals
from firsthand.archive.documents import Fact
from firsthand.archive.store import Store
from firsthand.model import Document, Locator, RawItem, Rejected, Value
from firsthand.reading.documents import read
from firsthand.reading.metadata import Override
from firsthand.run.crew import Crew

# Rises with whatever changes how a document is read.
VERSION = 1
# Inputs kept, and then read, in one transaction: what a crash can undo.
BATCH = 256
_BYTES = 32_000_000
# Bytes read in one transaction, and by a worker at a time; and those from which workers are worth their start.
_READ_BYTES = 16_000_000
_JOB_BYTES = 500_000
_ALONE = 500_000

Waiting = tuple[int, str, str, bytes | None, int]
Report = Callable[[str, int, int], None]


class Taken(Value):
    """What became of some inputs: how many documents are new, how many were there before."""

    documents: int
    known: int
    rejected: tuple[Rejected, ...]


def keep(store: Store, items: Iterable[tuple[RawItem | Rejected, Override | None]], report: Report) -> Taken:
    """Put inputs, with what is known of each, into the archive unread.

    Returns those that could not be, and how many documents were there before.

    An input whose bytes are there already under its path is not taken twice; it is read again where other
    things are known of it now, or where some of its documents were forgotten.
    """
    refused = []
    kept = known = 0
    # An archive may lie in the folder that is added to it.
    own = os.path.join(os.path.realpath(store.folder), "")
    others = (i for i in items if not os.path.realpath(_path(i[0])).startswith(own))
    for batch in _batches(others):
        with store.transaction():
            for item, said in batch:
                if isinstance(item, Rejected):
                    refused.append(item)
                    continue
                record = msgspec.json.encode(said) if said else None
                digest = originals.keep(store, item.data)
                store.run(
                    "INSERT INTO input(path, sha256, said, state) VALUES(?, ?, ?, 'pending')"
                    " ON CONFLICT(path, sha256) DO UPDATE SET said = coalesce(excluded.said, said), state = 'pending'"
                    " WHERE state = 'parted' OR (excluded.said IS NOT NULL AND excluded.said IS NOT said)",
                    (item.locator.path, digest, record),
                )
                if said:
                    _note(store, {item.locator.path: said})
                known += store.one(
                    "SELECT count(*) FROM document WHERE input ="
                    " (SELECT number FROM input WHERE path = ? AND sha256 = ? AND state <> 'pending')",
                    (item.locator.path, digest),
                )
        kept += len(batch)
        report("keeping", kept, 0)
    return Taken(0, known, tuple(refused))


def correct(store: Store, overrides: Mapping[str, Override]) -> None:
    """Note what is known now of inputs that are there, by their paths; they are to be read again."""
    with store.transaction():
        _note(store, overrides)


def _note(store: Store, known: Mapping[str, Override]) -> None:
    store.run_many(
        "UPDATE input SET said = ?1, state = 'pending' WHERE path = ?2 AND said IS NOT ?1",
        [(msgspec.json.encode(said), path) for path, said in sorted(known.items())],
    )


def pending(store: Store, crew: Crew, report: Report, withdraw: Callable[[Store, Sequence[Fact]], None]) -> Taken:
    """Read all inputs that were kept and not yet read, few of them without the crew.

    A document that is there and comes out otherwise now is first taken out of all that was made of it (`withdraw`).
    """
    new = known = 0
    rejected: list[Rejected] = []
    waiting = store.rows(
        "SELECT number, path, input.sha256, said, size FROM input JOIN original ON original.sha256 = input.sha256"
        " WHERE state = 'pending' ORDER BY number"
    )
    readers = crew if sum(size for *_, size in waiting) > _ALONE else Crew(1)
    for batch in _together(waiting, BATCH, _READ_BYTES):
        jobs = [
            (rows, share)
            for rows in _together(batch, BATCH, _JOB_BYTES)
            for share in _shares(rows, readers.workers)
        ]
        asked = (
            ([(path, originals.fetch(store, sha256), said) for _, path, sha256, said, _ in rows], share)
            for rows, share in jobs
        )
        found: dict[int, list[Document | Rejected]] = {number: [] for number, *_ in batch}
        for (rows, _), parts in zip(jobs, readers.each(_read, asked), strict=True):
            for (number, *_), part in zip(rows, parts, strict=True):
                found[number] += part
        with store.transaction():
            again = _renew(store, [d for items in found.values() for d in items if isinstance(d, Document)], withdraw)
            new, known = new - again, known + again
            for number, path, *_ in batch:
                for item in sorted(found[number], key=_place):
                    if isinstance(item, Rejected):
                        rejected.append(item)
                        store.run(
                            "INSERT OR REPLACE INTO rejected(path, outcome, code, detail, input) VALUES(?, ?, ?, ?, ?)",
                            (item.path or path, item.outcome, item.code, item.detail, number),
                        )
                    elif documents.insert(store, item, number, VERSION) is None:
                        known += 1
                    else:
                        new += 1
                store.run("UPDATE input SET state = 'read' WHERE number = ?", (number,))
        report("reading", new + known, 0)
    return Taken(new, known, tuple(rejected))


def _renew(store: Store, read: Sequence[Document], withdraw: Callable[[Store, Sequence[Fact]], None]) -> int:
    """Take out documents that come out otherwise than they did, and return how many: they are taken as new."""
    other = documents.changed(store, read)
    if not other:
        return 0
    gone = documents.facts(store, [documents.number_of(store, d.id) for d in other])
    withdraw(store, gone)
    for fact in gone:
        audit.note(store, "corrected", fact.id, "read again with what is known of it now")
    return len(gone)


def _place(item: Document | Rejected) -> tuple[int, int]:
    """Return where an item stands in its input; what is no document comes last."""
    return (1, 0) if isinstance(item, Rejected) else (0, item.locator.row or 0)


def _together(rows: Sequence[Waiting], most: int, size: int) -> Iterator[list[Waiting]]:
    """Yield rows in parts of not many inputs or bytes; an input that is larger is one alone."""
    part: list[Waiting] = []
    for row in rows:
        if part and (len(part) >= most or sum(r[-1] for r in part) + row[-1] > size):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _shares(rows: Sequence[Waiting], workers: int) -> list[tuple[int, int]]:
    """Return how workers part the rows of one large input between them."""
    if len(rows) > 1 or rows[0][-1] <= _ALONE:
        return [(0, 1)]
    return [(k, workers) for k in range(workers)]


def documents_in(path: str, data: bytes, said: bytes | None) -> list[Document]:
    """Return the documents in one input, read as it was when it came in."""
    return [d for d in _read([(path, data, said)])[0] if isinstance(d, Document)]


def _read(
    jobs: Sequence[tuple[str, bytes, bytes | None]], share: tuple[int, int] = (0, 1)
) -> list[list[Document | Rejected]]:
    """Return the documents in each of some inputs."""
    out = []
    for path, data, said in jobs:
        overrides = {path: msgspec.json.decode(said, type=Override)} if said else None
        out.append(list(read([RawItem(data, Locator(path))], overrides=overrides, share=share)))
    return out


def _path(item: RawItem | Rejected) -> str:
    return item.path if isinstance(item, Rejected) else item.locator.path


def _batches(items: Iterable[tuple[RawItem | Rejected, Override | None]]) -> Iterator[list[tuple[RawItem | Rejected, Override | None]]]:
    batch: list[tuple[RawItem | Rejected, Override | None]] = []
    size = 0
    for item, said in items:
        batch.append((item, said))
        size += len(item.data) if isinstance(item, RawItem) else 0
        if len(batch) >= BATCH or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
