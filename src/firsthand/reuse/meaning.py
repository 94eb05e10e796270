"""Sentence vectors on a fixed grid: what a sentence means, comparable across languages.

The encoder is an argument: this module knows only the protocol. Its vectors are rounded to
multiples of 1 / 512. Products of such numbers are whole multiples of 2**-18 and, for unit vectors,
every partial sum of a dot product stays below 2**24 of them, so a cosine in float32 is *exact*:
no order of summation, batch or number of threads can change it. An encoder that computes in float32
may still put a number that lies on the edge of a step on either side of it on another processor
(one vector in twenty, one step of 1 / 512 in one of its numbers).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

GRID = 512
"""Steps per unit; a power of two. 512 costs less than 0.001 of cosine."""


class Encoder(Protocol):
    """Whatever turns sentences into unit vectors, each sentence on its own."""

    @property
    def name(self) -> str:
        """Return the model's name and version, as a result records it."""
        ...

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a sentence, as rows."""
        ...


def vectors(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """Return one vector a text, as rows of multiples of 1 / GRID."""
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    raw = encoder.encode(texts)
    steps: NDArray[np.float32] = np.rint(raw * np.float32(GRID))
    return steps / np.float32(GRID)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosine of every left row with every right row, exact on the grid, within [0, 1].

    A negative cosine says no more about two sentences than zero does.
    """
    if not left.size or not right.size:
        return np.zeros((left.shape[0], right.shape[0]), dtype=np.float32)
    table: NDArray[np.float32] = left @ right.T
    return table.clip(0.0, 1.0)
