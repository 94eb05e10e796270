"""Places of variation: where the witnesses of a work part, as characters of a family tree.

A place has readings, a witness has one of them or none that is known. Columns of a collation where
the same witnesses stand together side by side (a phrase left out, a clause rewritten) are one place:
one scribe did it once. A column gives a place of words and, where one word is written in several
ways, a second, lighter place of spellings: scribes change letters far more freely than words, and
come upon the same letters independently.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.collation import MISSING, OMITTED, SPELLING, Collation
from firsthand.model import Value

# What a difference of spelling weighs against one of words.
SPELLING_WEIGHT = 0.5
# Readings of a place are bits of one integer.
MOST_READINGS = 60

UNKNOWN = -1


class Places(Value):
    """Characters of a tree: `readings[w, p]` numbers the reading of a witness, or is UNKNOWN.

    `weights[p]` says how much a difference there counts, `columns[p]` where it stands in the table.
    """

    readings: NDArray[np.int8]
    weights: NDArray[np.float64]
    columns: NDArray[np.int64]


def places(collation: Collation) -> Places:
    """Return the places where at least two witnesses differ."""
    rows: list[tuple[int, ...]] = []
    weights: list[float] = []
    columns: list[int] = []
    before: tuple[tuple[int, ...], ...] = ()
    for p in range(collation.table.shape[1]):
        column = collation.table[:, p]
        words = _numbered(_words(column, collation.likeness))
        spellings = _numbered([int(f) if f != OMITTED else MISSING for f in column])
        here = [(words, 1.0), (spellings if spellings != words else None, SPELLING_WEIGHT)]
        for reading, weight in here:
            if reading is not None and reading not in before:
                rows.append(reading)
                weights.append(weight)
                columns.append(p)
        before = tuple(reading for reading, _ in here if reading is not None)
    n = len(collation.ids)
    table = np.array(rows, dtype=np.int8).reshape(-1, n).T
    return Places(table, np.array(weights), np.array(columns, dtype=np.int64))


def distances(places: Places, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of known weight on which every two witnesses differ.

    Two witnesses that have no place in common get the mean of all others.
    """
    n = len(places.readings)
    out = np.full((n, n), np.nan)
    for a in range(n):
        both = (places.readings != UNKNOWN) & (places.readings[a] != UNKNOWN)
        apart = both & (places.readings != places.readings[a])
        known = both @ weights
        out[a] = np.where(known > 0, (apart @ weights) / np.maximum(known, 1e-9), np.nan)
    known = np.isfinite(out)
    out[~known] = out[known].mean() if known.any() else 0.0
    np.fill_diagonal(out, 0.0)
    return out


def _words(column: NDArray[np.int32], likeness: NDArray[np.float32]) -> list[int]:
    """Return a column with every form replaced by the first of the forms that spell its word."""
    forms = sorted({int(f) for f in column if f >= 0})
    leader: dict[int, int] = {}
    for f in forms:
        near = [g for g in leader if likeness[f, g] >= SPELLING]
        first = min((leader[g] for g in near), default=f)
        leader[f] = first
        joined = {leader[g] for g in near}
        leader = {g: first if top in joined else top for g, top in leader.items()}
    return [leader[int(f)] if f >= 0 else int(f) for f in column]


def _numbered(column: Sequence[int]) -> tuple[int, ...] | None:
    """Return the readings of a column by rank of frequency, or None where there are not two."""
    known = [f for f in column if f != MISSING]
    ranked = sorted(set(known), key=lambda f: (-known.count(f), f))
    if len(ranked) < 2:
        return None
    rank = {f: min(n, MOST_READINGS - 1) for n, f in enumerate(ranked)}
    return tuple(UNKNOWN if f == MISSING else rank[f] for f in column)
