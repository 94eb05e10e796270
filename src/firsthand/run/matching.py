"""Passages of an archive kept up to date: only pairs whose seeds changed are walked again.

Whether a gram may seed is judged by its own postings (`reuse.boilerplate`), so new documents can change
only the groups of the grams they have. The seeds of those groups before and after tell which pairs
are touched; the passages of a touched pair are made from all its seeds, as one run would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.archive import documents, segments
from firsthand.archive.documents import Fact
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.errors import CorruptError
from firsthand.model import Document, Span
from firsthand.reuse import kernels
from firsthand.reuse.boilerplate import judged
from firsthand.reuse.fingerprint import fingerprint, spans
from firsthand.reuse.match import LEAST_SAMPLED, SAMPLED, passages
from firsthand.run.grouping import in_furniture

Records = NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_PLACE = np.uint64(0x7FFFFFFF)


class Seeding:
    """The seeds of some postings; texts are numbered in the documents' order."""

    def __init__(self, store: Store, held: Postings) -> None:
        self.facts: list[Fact] = documents.facts(store, np.unique(held.documents).tolist())
        self.local = {f.number: i for i, f in enumerate(self.facts)}
        self.numbers = np.array([f.number for f in self.facts], dtype=np.int64)
        tokens = documents.tokens(store, self.numbers.tolist())
        self.sizes = np.array([tokens[f.number] for f in self.facts], dtype=np.int64)
        self.outlets = _numbered(self.facts)

    def seeds(self, held: Postings) -> Records:
        """Return what postings of these documents seed."""
        if not len(held):
            return np.empty((0, 2), np.uint64)
        ranks = np.empty(int(self.numbers.max()) + 1, np.uint64)
        ranks[self.numbers] = np.arange(len(self.numbers), dtype=np.uint64)
        local = ranks[held.documents]
        order = np.lexsort((local, held.keys))
        records = np.empty((len(held), 2), np.uint64)
        records[:, 0] = held.keys[order]
        records[:, 1] = local[order] << _HALF | held.values[order].astype(np.uint64)
        found: Records = kernels.seeds(records, judged(records, self.sizes, self.outlets))
        return found


def match(store: Store, numbers: Sequence[int]) -> set[int]:
    """Take documents into the index, with the passages they share; within a transaction.

    Returns the documents whose passages have changed, the new ones among them.
    """
    texts = documents.fetch(store, numbers)
    new, sizes = postings(texts)
    store.run_many("INSERT OR REPLACE INTO token(document, words) VALUES(?, ?)", sorted(sizes.items()))
    old = segments.look_up(store, "gram", np.unique(new.keys))
    touched = _bring_up(store, old, segments.joined([old, new]), texts)
    segments.write(store, "gram", new)
    return touched | set(numbers)


def unmatch(store: Store, numbers: Sequence[int]) -> set[int]:
    """Take documents out of the index, as if they had never been in it; within a transaction.

    Returns the documents left whose passages have changed.
    """
    gone = np.array(sorted(numbers), dtype=np.uint32)
    mine, _ = postings(documents.fetch(store, numbers))
    before = segments.look_up(store, "gram", np.unique(mine.keys))
    kept = ~np.isin(before.documents, gone)
    after = Postings(before.keys[kept], before.documents[kept], before.values[kept])
    segments.remove(store, "gram", gone)
    for statement in ("DELETE FROM passage WHERE a = ?", "DELETE FROM passage WHERE b = ?"):
        store.run_many(statement, [(int(n),) for n in gone])
    touched = _bring_up(store, before, after, {})
    store.run_many("DELETE FROM token WHERE document = ?", [(int(n),) for n in gone])
    return touched - set(numbers)


def _bring_up(store: Store, before: Postings, after: Postings, known: Mapping[int, Document]) -> set[int]:
    """Write the passages of the pairs whose seeds differ between two states of some groups.

    Returns the documents of these pairs, those left out that have a new document (`known`).
    """
    world = Seeding(store, segments.joined([before, after]))
    was, now = world.seeds(before), world.seeds(after)
    touched = _touched(was, now)
    if not len(touched):
        return set()
    there = set(np.unique(after.documents).tolist())
    pairs = _numbers_of(touched, world.numbers)
    store.run_many("DELETE FROM passage WHERE a = ? AND b = ?", pairs)
    pairs = [(a, b) for a, b in pairs if a in there and b in there]
    changed = {n for pair in pairs if not known.keys() & set(pair) for n in pair}
    old = sorted({a for a, b in pairs if a not in known and b not in known})
    if old:
        # Pairs of two old documents share grams that no new document has.
        more, _ = postings(documents.fetch(store, old))
        keys = np.setdiff1d(np.unique(more.keys), np.unique(after.keys))
        rest = segments.look_up(store, "gram", keys)
        after = segments.joined([after, rest])
        world = Seeding(store, after)
        now = world.seeds(after)
    wanted = np.array(
        sorted(world.local[a] << 32 | world.local[b] for a, b in pairs), dtype=np.uint64
    )
    now = now[np.isin(now[:, 0], wanted)]
    if len(now):
        _walk(store, world, now, known)
    return changed


def _walk(store: Store, world: Seeding, found: Records, known: Mapping[int, Document]) -> None:
    """Write the passages that grow from seeds."""
    numbers = world.numbers[_used(found)].tolist()
    texts = documents.fetch(store, (n for n in numbers if n not in known)) | {n: known[n] for n in numbers if n in known}
    store.run_many(
        "INSERT OR REPLACE INTO passage(a, b, spans) VALUES(?, ?, ?)",
        [(a, b, spans) for (a, b), spans in sorted(grown(world, found, texts).items())],
    )


def grown(world: Seeding, found: Records, known: Mapping[int, Document]) -> dict[tuple[int, int], bytes]:
    """Return the passages that grow from seeds, by pair of documents, furniture aside."""
    if not len(found):
        return {}
    used = _used(found)
    numbers = world.numbers[used].tolist()
    texts = [known[n] for n in numbers]
    place = np.zeros(len(world.numbers), np.uint64)
    place[used] = np.arange(len(used), dtype=np.uint64)
    here = found.copy()
    a, b = sides(found[:, 0])
    here[:, 0] = place[a] << _HALF | place[b]
    whole = [t.text for t in texts]
    prints = fingerprint(whole, SAMPLED)
    rows = passages(here, prints.words, prints.first[:-1], np.diff(prints.first), LEAST_SAMPLED)
    where = spans(whole)
    made: dict[tuple[int, int], list[int]] = {}
    for one, two, a0, a1, b0, b1 in rows.tolist():
        at, to = int(where.first[one]), int(where.first[two])
        left = Span(int(where.starts[at + a0]), int(where.ends[at + a1 - 1]))
        right = Span(int(where.starts[to + b0]), int(where.ends[to + b1 - 1]))
        if not (in_furniture(texts[one], left) or in_furniture(texts[two], right)):
            made.setdefault((numbers[one], numbers[two]), []).extend((left.start, left.end, right.start, right.end))
    return {pair: np.array(flat, dtype="<u4").tobytes() for pair, flat in made.items()}


def shared(store: Store, a: int, b: int) -> list[tuple[Span, Span]]:
    """Return the passages of two documents, the first in the documents' order named first."""
    data = store.one("SELECT spans FROM passage WHERE a = ? AND b = ?", (a, b))
    if data is None:
        return []
    if len(data) % 16:
        raise CorruptError(f"passages of documents {a} and {b}: what is stored of them is damaged", remedy="firsthand verify lists all that is")
    return [
        (Span(w, x), Span(y, z)) for w, x, y, z in np.frombuffer(data, "<u4").reshape(-1, 4).tolist()
    ]


def postings(texts: Mapping[int, Document]) -> tuple[Postings, dict[int, int]]:
    """Return the sampled grams of documents, each once a document, and their numbers of words."""
    numbers = sorted(texts)
    prints = fingerprint([texts[n].text for n in numbers], SAMPLED)
    keys, at = prints.postings[:, 0], (prints.postings[:, 1] >> _HALF).astype(np.int64)
    places = (prints.postings[:, 1] & _PLACE).astype(np.uint32)
    by = np.array(numbers, dtype=np.uint32)[at]
    order = np.lexsort((places, by, keys))
    keys, by, places = keys[order], by[order], places[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = (keys[1:] != keys[:-1]) | (by[1:] != by[:-1])
    sizes = dict(zip(numbers, np.diff(prints.first).tolist(), strict=True))
    return Postings(keys[first], by[first], places[first]), sizes


def _touched(was: Records, now: Records) -> NDArray[np.uint64]:
    """Return the pairs that have other seeds now than before."""
    rows = np.concatenate([was, now])
    order = np.lexsort((rows[:, 1], rows[:, 0]))
    rows = rows[order]
    alike = np.zeros(len(rows), dtype=bool)
    if len(rows) > 1:
        twice = (rows[1:] == rows[:-1]).all(axis=1)
        alike[1:] |= twice
        alike[:-1] |= twice
    return np.unique(rows[~alike, 0])


def _numbers_of(pairs: NDArray[np.uint64], numbers: NDArray[np.int64]) -> list[tuple[int, int]]:
    a, b = sides(pairs)
    return list(zip(numbers[a].tolist(), numbers[b].tolist(), strict=True))


def sides(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the two texts of packed pairs."""
    return (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)


def _used(found: Records) -> NDArray[np.int64]:
    """Return the texts that seeds are in."""
    return np.unique(np.concatenate(sides(found[:, 0])))


def _numbered(facts: Sequence[Fact]) -> NDArray[np.int64]:
    """Return a number an outlet; a document of no known outlet is one of its own."""
    names = [f.outlet or f"\x00{f.id}" for f in facts]
    number = {name: i for i, name in enumerate(sorted(set(names)))}
    return np.array([number[n] for n in names], dtype=np.int64)
