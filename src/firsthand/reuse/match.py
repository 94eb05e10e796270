"""Passages that two texts share word for word, or nearly so.

Grams that few outlets have seed the search; seeds grow to passages on both sides with a small
resync (no matrix is filled). A gram in many outlets is boilerplate or a stock phrase and seeds
nothing, unless it is among the rarest of one of its texts: publishing a passage often must not
hide it, except where it is a notice that nearly always stands at the foot. A gram that
many texts of few outlets have is their furniture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.reuse import kernels
from firsthand.reuse.fingerprint import Fingerprints, fingerprint

# Outlets (texts, where outlets are not given) beyond which a gram is common.
COMMON = 50
# Texts an outlet beyond which a gram is the furniture of those outlets (one may quote another's foot).
FURNITURE = 8
# A text's foot: its last words, at most a third of it. The share of its places at which a common
# gram stands at the foot that makes it a notice.
FOOT = 120
MOSTLY = 0.8
# The rarest grams of a text that are kept whatever their spread.
RAREST = 4
# Equal words that make a passage, and the walk's resync and patience.
LEAST = 8
SHIFT = 6
DROP = 8


def find_reuse(texts: Sequence[str], *, outlets: Sequence[str] | None = None) -> NDArray[np.int64]:
    """Return the shared passages of texts: rows `a, b, a_start, a_end, b_start, b_end`, sorted.

    `a < b` are indices into `texts`, offsets are half-open and count code points. With `outlets`,
    one name a text, how common a passage is counts by outlets. O(words + seeds).
    """
    if outlets is not None and len(outlets) != len(texts):
        raise ValueError(f"{len(outlets)} outlets for {len(texts)} texts")
    if len(texts) < 2:
        return np.empty((0, 6), dtype=np.int64)
    prints = fingerprint(texts)
    found = _seeds(prints, _numbered(outlets, len(texts)), given=outlets is not None)
    order = np.lexsort((found[:, 3], found[:, 2], found[:, 1], found[:, 0]))
    rows = kernels.extend(
        np.ascontiguousarray(found[order]), prints.hashes, prints.first, SHIFT, DROP, LEAST
    )
    return _offsets(rows, prints)


def _seeds(prints: Fingerprints, outlets: NDArray[np.int64], *, given: bool) -> NDArray[np.int64]:
    order = np.argsort(prints.grams, kind="stable")
    grams = prints.grams[order]
    places = prints.places[order]
    texts = kernels.texts_of(prints.places, prints.first)[order]
    foot = np.minimum(np.diff(prints.first) // 3, FOOT)[texts]
    low_down = prints.first[1:][texts] - places <= foot
    of_outlets, of_texts, at_foot = kernels.spread(grams, texts, outlets, low_down)
    usable = np.where(of_texts > 1, np.where(of_outlets <= COMMON, 1, 0), 0).astype(np.int8)
    rarest = _rarest(texts, of_texts, usable)
    usable[rarest[at_foot[rarest] < MOSTLY * of_texts[rarest]]] = 2
    if given:
        usable[of_texts > FURNITURE * of_outlets] = 0
    found: NDArray[np.int64] = kernels.seeds(grams, texts, places, usable)
    return found


def _rarest(
    texts: NDArray[np.int32], of_texts: NDArray[np.int32], usable: NDArray[np.int8]
) -> NDArray[np.int64]:
    """Return the too common postings that are among the rarest shared ones of their text."""
    shared = np.flatnonzero(of_texts > 1)
    if not len(shared):
        return shared
    order = shared[np.lexsort((of_texts[shared], texts[shared]))]
    starts = np.flatnonzero(np.r_[True, texts[order][1:] != texts[order][:-1]])
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    rare: NDArray[np.int64] = order[rank < RAREST]
    common: NDArray[np.int64] = rare[usable[rare] == 0]
    return common


def _numbered(outlets: Sequence[str] | None, n: int) -> NDArray[np.int64]:
    if outlets is None:
        return np.arange(n, dtype=np.int64)
    number = {name: i for i, name in enumerate(sorted(set(outlets)))}
    return np.array([number[name] for name in outlets], dtype=np.int64)


def _offsets(rows: NDArray[np.int64], prints: Fingerprints) -> NDArray[np.int64]:
    if not len(rows):
        return np.empty((0, 6), dtype=np.int64)
    out = np.empty((len(rows), 6), dtype=np.int64)
    out[:, :2] = rows[:, :2]
    out[:, 2], out[:, 3] = prints.starts[rows[:, 2]], prints.ends[rows[:, 3] - 1]
    out[:, 4], out[:, 5] = prints.starts[rows[:, 4]], prints.ends[rows[:, 5] - 1]
    return np.unique(out, axis=0)
