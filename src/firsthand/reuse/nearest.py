"""Which pairs of sentences of two documents are worth a closer look.

Looking at every pair closely would cost the product of both lengths; two matrix products over stems
and vectors pick the few partners of each sentence that can matter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Value
from firsthand.reuse.gist import Gist
from firsthand.reuse.meaning import GRID, cosines
from firsthand.reuse.sheet import Sheet

Group = tuple[int, ...]

_NEAREST = 3
"""Partners a sentence keeps by words, and as many by vectors."""
_LEAST_OVERLAP = 0.08
"""Cosine of rarity-weighted stems below which words give no reason to look closer."""
_LEAST_COSINE = 0.35
"""Cosine of vectors below which meaning gives none: unrelated sentences have 0.1 +- 0.1."""


class Bags(Value):
    """Weighted parts of some sentences, each sentence of length 1: entry n is part `stems[at[n]]` of sentence `rows[n]`."""

    stems: tuple[str, ...]
    at: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]
    count: int


class Side(Value):
    """One document's sentences: gists, the same as numbers, rare words, vectors (zero rows where none), indices that may align."""

    gists: tuple[Gist, ...]
    sheet: Sheet
    bags: Bags
    vectors: NDArray[np.float32] | None
    usable: tuple[int, ...]

    def vector(self, group: Group) -> NDArray[np.float32] | None:
        """Return the vector of neighbouring sentences taken as one, on the grid."""
        if self.vectors is None:
            return None
        rows = self.vectors[list(group)]
        if not rows.any(axis=1).all():
            return None
        if len(group) == 1:
            return np.asarray(rows[0], dtype=np.float32)
        total = rows.astype(np.float64).sum(axis=0)
        unit: NDArray[np.float64] = np.rint(total / math.sqrt(float(total @ total)) * GRID) / GRID
        return unit.astype(np.float32)


def near(left: Side, right: Side, *, translated: bool) -> set[tuple[int, int]]:
    """Return the pairs of sentences that share rare words or meaning, as indices of both sides."""
    if not left.usable or not right.usable:
        return set()
    chosen: set[tuple[int, int]] = set()
    if not translated:
        chosen |= _nearest(_overlaps(left.bags, right.bags), _LEAST_OVERLAP)
    if left.vectors is not None and right.vectors is not None:
        close = cosines(left.vectors[list(left.usable)], right.vectors[list(right.usable)])
        chosen |= _nearest(close, _LEAST_COSINE)
    elif translated:
        chosen |= _nearest(_heard(left, right), _LEAST_OVERLAP)
    return {(left.usable[i], right.usable[j]) for i, j in chosen}


def _nearest(table: NDArray[np.float32], least: float) -> set[tuple[int, int]]:
    """Return each row's and each column's best cells that reach the least value."""
    chosen: set[tuple[int, int]] = set()
    for sheet, turned in ((table, False), (table.T, True)):
        count = min(_NEAREST, sheet.shape[1])
        order = np.argsort(-sheet, axis=1, kind="stable")[:, :count]
        for i, picks in enumerate(order.tolist()):
            chosen.update(
                (j, i) if turned else (i, j) for j in picks if float(sheet[i, j]) >= least
            )
    return chosen


def _heard(left: Side, right: Side) -> NDArray[np.float32]:
    """Return the cosines of what sounds alike: names, loan words and numbers."""
    sides = (
        bags([dict.fromkeys(sorted(side.gists[n].sounds | side.gists[n].numbers), 1.0) for n in side.usable])
        for side in (left, right)
    )
    return _overlaps(*sides)


def bags(parts: Sequence[Mapping[str, float]]) -> Bags:
    """Return the bags of sentences, each given as its parts with their weights."""
    stems = tuple(sorted({part for bag in parts for part in bag}))
    place = {part: at for at, part in enumerate(stems)}
    weights = np.array([weight for bag in parts for weight in bag.values()], dtype=np.float32)
    lengths = [math.sqrt(math.fsum(weight * weight for weight in bag.values())) or 1.0 for bag in parts]
    rows = np.repeat(np.arange(len(parts)), [len(bag) for bag in parts])
    weights /= np.array(lengths, dtype=np.float32)[rows]
    return Bags(stems, np.array([place[part] for bag in parts for part in bag], dtype=np.int64), rows, weights, len(parts))


def _overlaps(left: Bags, right: Bags) -> NDArray[np.float32]:
    """Return the cosines of two documents' bags, rounded."""
    both = sorted(set(left.stems).intersection(right.stems))
    column = {part: at for at, part in enumerate(both)}
    sheets = []
    for side in (left, right):
        sheet = np.zeros((side.count, len(both) or 1), dtype=np.float32)
        columns = np.array([column.get(part, -1) for part in side.stems], dtype=np.int64)[side.at]
        shared = columns >= 0
        sheet[side.rows[shared], columns[shared]] = side.weights[shared]
        sheets.append(sheet)
    return np.round(sheets[0] @ sheets[1].T, 4)
