"""Which pairs of documents have anything in common: found through an index, not pair by pair."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.profile import Profile

# A pair is looked at when the names of both are at least this close (cosine) or one text tells at
# least this share of the other's lead. Looser bounds find no story more (out of fold, ECB+ and the
# families) and leave a fifth of all pairs to look at instead of a thirtieth.
LEAST_NAMES = 0.15
LEAST_TOLD = 0.25

Postings = dict[str, NDArray[np.int64]]


def near(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs i < j of documents that have more in common than any two.

    Which pairs depends on the pair only, not on the others. Memory grows with the documents, time
    with the pairs that share a rare word.
    """
    names = _postings(p.names for p in profiles)
    words = _postings(p.words for p in profiles)
    languages = np.array([p.language for p in profiles])
    weights = {k: np.array([profiles[i].names[k] for i in held]) for k, held in names.items()}
    found: set[tuple[int, int]] = set()
    for i, one in enumerate(profiles):
        close = _sums([(names[k], w * weights[k]) for k, w in one.names.items()], len(profiles))
        told = _sums(
            [(words[k], np.full(len(words[k]), w)) for k, w in one.lead.items()], len(profiles)
        )
        told[languages != one.language] = 0.0
        for j in np.flatnonzero((close >= LEAST_NAMES) | (told >= LEAST_TOLD)).tolist():
            if i != j:
                found.add((min(i, j), max(i, j)))
    yield from sorted(found)


def close(one: Profile, other: Profile) -> bool:
    """Return whether two documents have more in common than any two."""
    if math.fsum(w * other.names[k] for k, w in one.names.items() if k in other.names) >= LEAST_NAMES:
        return True
    if one.language != other.language:
        return False
    sides = ((one, other), (other, one))
    return any(math.fsum(w for k, w in a.lead.items() if k in b.words) >= LEAST_TOLD for a, b in sides)


def _postings(bags: Iterable[Mapping[str, float] | frozenset[str]]) -> Postings:
    """Return for every key the documents that have it, ascending."""
    held: dict[str, list[int]] = {}
    for i, bag in enumerate(bags):
        for key in bag:
            held.setdefault(key, []).append(i)
    return {k: np.array(v, dtype=np.int64) for k, v in held.items()}


def _sums(parts: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]], n: int) -> NDArray[np.float64]:
    """Return the sum of weights for each of n documents, added in the order given."""
    if not parts:
        return np.zeros(n)
    held, weights = zip(*parts, strict=True)
    return np.bincount(np.concatenate(held), np.concatenate(weights), n).astype(np.float64)
