"""How many times a text was copied between two forks of a tree, given the changes between them.

Stemma distances count copies, not changes. A scribe of a tradition makes some number of changes a
copy, the careless more (a negative binomial); a branch without changes of its own is no copy at
all: the witness at its end *is* the fork, or two forks are one; a branch with many changes may hold
lost books in between. The mean number of changes a copy is fitted to each tradition, the other
numbers are broad prior beliefs. Halving or doubling any of them changes little
on simulated traditions (docs/measurements.md).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

# Copies on one branch that are thought of at most.
MOST = 4
# Prior probability that a branch to a fork or to a witness is no copy at all.
NO_COPY_FORK = 0.2
NO_COPY_WITNESS = 0.35
# Prior probability that one more lost book lies on a branch.
LOST = 0.3
# Shape of the scribes' spread: their rates have a coefficient of variation of 0.8.
SPREAD = 1.5
# Changes on a branch that is no copy, in changes of a copy: places where a later scribe put right
# what stood in his exemplar, and errors of the collation.
STRAY = 0.04
_FLOOR = 0.1  # changes; keeps a branch of nothing finite
_RATES = 13  # tried around the plain mean, from 0.4 to 4 times

Float = NDArray[np.float64]


def copyings(changes: Float, known: Float, witness: NDArray[np.bool_]) -> Float:
    """Return, for every branch, the probabilities of 0 … MOST copies.

    `changes` are the weighted changes on a branch, `known` the share of places that can show any,
    `witness` tells whether a witness is at its end. O(branches).
    """
    mean = float(changes.sum()) / max(1, len(changes))
    rates = np.maximum(mean, _FLOOR) * np.geomspace(0.4, 4.0, _RATES)
    tables = [_joint(changes, known, witness, float(rate)) for rate in rates]
    evidence = [np.logaddexp.reduce(t, axis=1).sum() for t in tables]
    best = tables[int(np.argmax(evidence))]
    likely = np.exp(best - best.max(axis=1, keepdims=True))
    out: Float = likely / likely.sum(axis=1, keepdims=True)
    return out


def _joint(changes: Float, known: Float, witness: NDArray[np.bool_], rate: float) -> Float:
    none = np.where(witness, NO_COPY_WITNESS, NO_COPY_FORK)
    expected = rate * known
    columns = [np.log(none) + _chance(changes, STRAY * expected + _FLOOR, 1.0)]
    for k in range(1, MOST + 1):
        prior = np.log1p(-none) + math.log((1 - LOST) * LOST ** (k - 1))
        columns.append(prior + _chance(changes, k * expected + _FLOOR, SPREAD * k))
    return np.stack(columns, axis=1)


def _chance(changes: Float, mean: Float, shape: float) -> Float:
    """Return the log of the negative binomial, continued to weights that are no whole numbers."""
    factor = np.array(
        [math.lgamma(m + shape) - math.lgamma(shape) - math.lgamma(m + 1) for m in changes.tolist()]
    )
    success = shape / (shape + mean)
    out: Float = factor + shape * np.log(success) + changes * np.log1p(-success)
    return out
