"""Which pairs of sentences of two documents are worth a closer look.

Looking at every pair closely would cost the product of both lengths; two matrix products over stems
and vectors pick the few partners of each sentence that can matter.
"""

from __future__ import annotations

import math

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


class Side(Value):
    """One document's sentences: gists, the same as numbers, vectors (zero rows where none), indices that may align."""

    gists: tuple[Gist, ...]
    sheet: Sheet
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
        chosen |= _nearest(_overlaps(left, right), _LEAST_OVERLAP)
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


def _overlaps(left: Side, right: Side) -> NDArray[np.float32]:
    """Return the cosines of rarity-weighted stems, rounded, usable sentences only."""
    return _bags(
        [left.gists[i].weights for i in left.usable], [right.gists[j].weights for j in right.usable]
    )


def _heard(left: Side, right: Side) -> NDArray[np.float32]:
    """Return the cosines of what sounds alike: names, loan words and numbers."""
    return _bags(
        [
            dict.fromkeys(sorted(left.gists[i].sounds | left.gists[i].numbers), 1.0)
            for i in left.usable
        ],
        [
            dict.fromkeys(sorted(right.gists[j].sounds | right.gists[j].numbers), 1.0)
            for j in right.usable
        ],
    )


def _bags(left: list[dict[str, float]], right: list[dict[str, float]]) -> NDArray[np.float32]:
    both = {part for bag in left for part in bag} & {part for bag in right for part in bag}
    column = {part: at for at, part in enumerate(sorted(both))}
    sheets = []
    for bags in (left, right):
        sheet = np.zeros((len(bags), len(column) or 1), dtype=np.float32)
        for row, bag in enumerate(bags):
            for part, weight in bag.items():
                if part in column:
                    sheet[row, column[part]] = weight
            length = math.sqrt(math.fsum(sorted(weight * weight for weight in bag.values())))
            if length:
                sheet[row] /= length
        sheets.append(sheet)
    return np.round(sheets[0] @ sheets[1].T, 4)
