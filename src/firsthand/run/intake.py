"""Inputs into an archive: their bytes first, then the documents in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from firsthand.archive import documents, originals
from firsthand.archive.store import Store
from firsthand.model import Document, Locator, RawItem, Rejected, Value
from firsthand.reading.documents import read
from firsthand.reading.metadata import Override, find
from firsthand.run.crew import Crew

# Rises with whatever changes how a document is read.
VERSION = 1
# Inputs kept, and then read, in one transaction: what a crash can undo.
BATCH = 256
_BYTES = 32_000_000
# Rows of one input read by a worker at a time.
_ROWS = 64

Report = Callable[[str, int, int], None]


class Taken(Value):
    """What became of some inputs: how many documents are new, how many were there before."""

    documents: int
    known: int
    rejected: tuple[Rejected, ...]


def keep(
    store: Store, items: Iterable[RawItem | Rejected], overrides: Mapping[str, Override] | None, report: Report
) -> Taken:
    """Put inputs into the archive unread, and return those that could not be, with what was there before.

    An input whose bytes are there already under its path is not taken twice.
    """
    refused = []
    kept = known = 0
    for batch in _batches(items):
        with store.transaction():
            for item in batch:
                if isinstance(item, Rejected):
                    refused.append(item)
                    continue
                said = find(overrides, item.locator.path)
                record = msgspec.json.encode(said) if said else None
                digest = originals.keep(store, item.data)
                known += store.one(
                    "SELECT count(*) FROM document WHERE input = (SELECT number FROM input WHERE path = ? AND sha256 = ?)",
                    (item.locator.path, digest),
                )
                store.run(
                    "INSERT INTO input(path, sha256, said, state) VALUES(?, ?, ?, 'pending')"
                    " ON CONFLICT(path, sha256) DO NOTHING",
                    (item.locator.path, digest, record),
                )
        kept += len(batch)
        report("keeping", kept, 0)
    return Taken(0, known, tuple(refused))


def pending(store: Store, workers: int, report: Report) -> Taken:
    """Read all inputs that were kept and not yet read."""
    new = known = 0
    rejected: list[Rejected] = []
    waiting = store.rows("SELECT number, path, sha256, said FROM input WHERE state = 'pending' ORDER BY number")
    with Crew(workers if len(waiting) > BATCH or workers > 1 else 1) as crew:
        for at in range(0, len(waiting), BATCH):
            batch = waiting[at : at + BATCH]
            jobs = [(path, originals.fetch(store, sha256), said) for _, path, sha256, said in batch]
            made = list(crew.each(_read, [(jobs[k : k + _ROWS],) for k in range(0, len(jobs), _ROWS)]))
            results = [found for part in made for found in part]
            with store.transaction():
                for (number, path, _, _), found in zip(batch, results, strict=True):
                    for item in found:
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


def _read(jobs: Sequence[tuple[str, bytes, bytes | None]]) -> list[list[Document | Rejected]]:
    """Return the documents in each of some inputs."""
    out = []
    for path, data, said in jobs:
        overrides = {path: msgspec.json.decode(said, type=Override)} if said else None
        out.append(list(read([RawItem(data, Locator(path))], overrides=overrides)))
    return out


def _batches(items: Iterable[RawItem | Rejected]) -> Iterator[list[RawItem | Rejected]]:
    batch: list[RawItem | Rejected] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data) if isinstance(item, RawItem) else 0
        if len(batch) >= BATCH or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
