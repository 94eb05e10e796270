"""Products of matrices whose rows hang on nothing but themselves, to the last bit.

Libraries choose the order of a sum by the size of a matrix, so that a row changes in its last bits with how
many stand beside it. Here the order is fixed, and a row comes out the same alone and among others, on every
processor that adds a product in one step. It is the order that OpenBLAS takes with AVX2 for sixteen rows,
as these products were made before: sums of at most 320 terms, one after the other; in six of twelve columns,
and in what is left of twelve, those of even and of odd terms apart.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from firsthand.model import Value
from firsthand.run.tiles import COLUMNS, ROWS, tile

Array = NDArray[np.float32]

_TERMS = 320
"""Terms of one sum."""
_APART, _GROUP = 6, 12
"""Columns of a group in which even and odd terms are summed apart."""
_NEAR = 96
"""Rows that are multiplied before the next, so that they stay in the cache."""

_ROWS_APART, _ROWS, _ROW_APART, _ROW = tile(ROWS, 2), tile(ROWS, 1), tile(1, 2), tile(1, 1)


class Packed(Value):
    """A matrix on the right of products: its columns by how they are summed, in panels of a few.

    Panel p has the columns `places[p]`, -1 where it has fewer; the first `apart` panels are summed in two
    parts; `bounds` are where sums begin and end.
    """

    panels: Array
    places: NDArray[np.int64]
    apart: int
    bounds: NDArray[np.int64]
    width: int


def packed(right: Array) -> Packed:
    """Return a matrix made ready; the number of its rows is even."""
    terms, width = right.shape
    at = np.arange(width)
    apart = (at % _GROUP < _APART) | (at >= width // _GROUP * _GROUP)
    kinds = [np.concatenate([c, np.full(-len(c) % COLUMNS, -1)]) for c in (at[apart], at[~apart])]
    places = np.concatenate(kinds).reshape(-1, COLUMNS)
    columns = np.zeros((terms, places.size), dtype=np.float32)
    columns[:, places.ravel() >= 0] = right[:, places[places >= 0]]
    panels = columns.reshape(terms, -1, COLUMNS).transpose(1, 0, 2)
    return Packed(np.ascontiguousarray(panels), places, len(kinds[0]) // COLUMNS, _bounds(terms), width)


def _bounds(terms: int) -> NDArray[np.int64]:
    """Return where sums begin and end; what is left between one and two of them is halved, in whole eights."""
    found, left = [0], terms
    while left:
        size = _TERMS if left >= 2 * _TERMS else -(-left // 16) * 8 if left > _TERMS else left
        found.append(found[-1] + size)
        left -= size
    return np.array(found)


def product(left: Array, right: Packed) -> Array:
    """Return the product of two matrices."""
    found = np.zeros((len(left), right.width), dtype=np.float32)
    _multiply(np.ascontiguousarray(left), right.panels, right.places, right.apart, right.bounds, found)
    return found


@njit(cache=True, nogil=True)
def _multiply(left, panels, places, apart, bounds, found):  # type: ignore[no-untyped-def]
    """Add to `found` the products of rows of `left` and packed columns."""
    rows, terms = left.shape
    made = np.empty((ROWS, COLUMNS), np.float32)
    for near in range(0, rows, _NEAR):
        end = min(rows, near + _NEAR)
        for p in range(len(panels)):
            for n in range(len(bounds) - 1):
                size, first = bounds[n + 1] - bounds[n], (p * terms + bounds[n]) * COLUMNS
                row = near
                while row < end:
                    begin = row * terms + bounds[n]
                    height = ROWS if row + ROWS <= end else 1
                    if height > 1 and p < apart:
                        _ROWS_APART(made, left, panels, begin, terms, first, size)
                    elif height > 1:
                        _ROWS(made, left, panels, begin, terms, first, size)
                    elif p < apart:
                        _ROW_APART(made, left, panels, begin, terms, first, size)
                    else:
                        _ROW(made, left, panels, begin, terms, first, size)
                    for r in range(height):
                        for c in range(COLUMNS):
                            if places[p, c] >= 0:
                                found[row + r, places[p, c]] += made[r, c]
                    row += height


@njit(cache=True, nogil=True)
def gathered(found, terms, own, bias, inside, at):  # type: ignore[no-untyped-def]
    """Fill `found` with rows of terms summed up, one after the other, cut off at zero, and a row of `own` added.

    Row n sums `terms[k, at[inside[n, k]]]` over all k, then `bias`, and has `own[at[n]]` added.
    """
    for row in range(len(inside)):
        for k in range(len(terms)):
            term = terms[k, at[inside[row, k]]]
            for n in range(len(bias)):
                found[row, n] += term[n]
        mine = own[at[row]]
        for n in range(len(bias)):
            found[row, n] = max(found[row, n] + bias[n], np.float32(0)) + mine[n]
