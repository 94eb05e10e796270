"""Which documents are like which: postings of pairs, each found from either of its two.

A key is a document's number, its posting another document and how like they are. Rows of a table would each
lie on a page of its own (a new document is like some hundred older ones): here those of a batch are written as one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.archive import segments
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.lineage.linkage import odds

# Rows of two documents and their likeness in the units of `lineage.linkage`, each pair once.
Likenesses = NDArray[np.int64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def write(store: Store, numbers: Sequence[int], found: Likenesses) -> None:
    """Write all likenesses of some documents in place of those before; within a transaction."""
    before, after = _packed(held(store, numbers)), _packed(found)
    gone = ~_within(before, after)
    if gone.any():
        segments.withdraw(store, "like", _postings(before, gone))
    segments.write(store, "like", _postings(after, ~_within(after, before)))


def held(store: Store, numbers: Sequence[int]) -> Likenesses:
    """Return all likenesses of some documents; a pair of two of them twice."""
    found = segments.look_up(store, "like", np.array(sorted(set(numbers)), dtype=np.uint64))
    return np.stack([found.keys.astype(np.int64), found.documents.astype(np.int64), found.values.astype(np.int64)], axis=1)


def within(store: Store, groups: Sequence[Sequence[int]]) -> list[dict[tuple[int, int], float]]:
    """Return for each of some groups the log-odds of its pairs by their places, the first first; nobody is in two."""
    at = {n: (of, place) for of, members in enumerate(groups) for place, n in enumerate(members)}
    made: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    numbers = np.array(sorted(at), dtype=np.int64)
    found = held(store, numbers.tolist())
    home = np.array([at[n][0] for n in numbers.tolist()], dtype=np.int64)
    found = found[np.isin(found[:, 1], numbers)]
    one, other = (np.searchsorted(numbers, found[:, side]) for side in (0, 1))
    for a, b, units in found[home[one] == home[other]].tolist() if len(found) else ():
        (of, i), (_, j) = at[a], at[b]
        if i < j:
            made[of][i, j] = odds(units)
    return made


class Beside:
    """The documents like one, as they are asked for; those of `ahead` are read at once."""

    def __init__(self, store: Store, ahead: Sequence[int]) -> None:
        self._finder = segments.Finder(store, "like")
        found = held(store, ahead)
        numbers, first = np.unique(found[:, 0], return_index=True)
        self._ahead = dict.fromkeys(ahead, found[:0, 1:])
        self._ahead.update(zip(numbers.tolist(), np.split(found[:, 1:], first[1:]), strict=False))

    def __call__(self, number: int) -> NDArray[np.int64]:
        """Return rows of the documents like one, and how like."""
        if number in self._ahead:
            return self._ahead[number]
        found = self._finder.postings(number)
        return np.stack([found.documents, found.values], axis=1).astype(np.int64)


Packed = tuple[NDArray[np.uint64], NDArray[np.uint32]]


def _packed(found: Likenesses) -> Packed:
    """Return pairs packed into one word each, from either side, in order, with their likenesses."""
    a, b, units = (found[:, c].astype(np.uint64) for c in range(3))
    pairs = np.concatenate([a << _HALF | b, b << _HALF | a])
    pairs, first = np.unique(pairs, return_index=True)
    return pairs, np.concatenate([units, units])[first].astype(np.uint32)


def _within(some: Packed, others: Packed) -> NDArray[np.bool_]:
    """Return which pairs others have, too, with the same likeness."""
    if not len(others[0]):
        return np.zeros(len(some[0]), dtype=bool)
    at = np.searchsorted(others[0], some[0])
    at[at == len(others[0])] = 0
    same: NDArray[np.bool_] = (others[0][at] == some[0]) & (others[1][at] == some[1])
    return same


def _postings(some: Packed, chosen: NDArray[np.bool_]) -> Postings:
    pairs, units = some[0][chosen], some[1][chosen]
    return Postings(pairs >> _HALF, (pairs & _LOW).astype(np.uint32), units)
