"""A judge of sentence pairs that learns from labelled pairs: one support vector machine, one kernel.

The kernel adds three views of a pair, each between 0 and 1:

- a Gaussian of the features of `evaluation.sameness` (standardised on the training pairs; its width is
  their median distance, so nothing is tuned to a set);
- how near both sentences of one pair are to both of another, the mean of both orders: what was
  decided of a kindred statement speaks for this one;
- the same for the words that each sentence has and its partner lacks: "said on Friday" too many is
  harmless, "not" too many is not.

The second and third are pairwise kernels (Ben-Hur and Noble, Kernel methods for predicting
protein-protein interactions, 2005) over sentence vectors, or over words weighted by rarity where no
encoder is at hand. They look at no label, so they are computed once for all folds.
Cost: O(n**2) memory and O(n**2) to O(n**3) time for n pairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, issparse
from scipy.spatial.distance import cdist, pdist
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from evaluation.sameness import sameness
from evaluation.statement import Statement, left_over, read
from firsthand.reuse.meaning import Encoder, vectors

_LANGUAGE = "en"
_COST = 1.0
"""Of a training pair on the wrong side; from .5 to 2 accuracy on MRPC moves by .011."""
_SHARPNESS = {"whole": 2.0, "left_over": 1.0}
"""Of the pairwise kernels, per squared distance of unit vectors; halved or doubled, accuracy on
MRPC moves by .01 at most."""
_MEDIAN_OF = 1_000
"""Training pairs whose distances give the width of the Gaussian."""

_CACHE = 500
"""Megabytes of kernel rows that the solver keeps."""

Table = NDArray[np.float32]
Units = Table | csr_matrix
Folds = Iterable[tuple[NDArray[np.int_], NDArray[np.int_]]]


class Material(NamedTuple):
    """What a judge sees of all pairs: features by row, and the pairwise kernels, added up."""

    features: NDArray[np.float64]
    kinship: Table


def material(pairs: Sequence[tuple[str, str]], encoder: Encoder | None) -> Material:
    """Return what a judge sees of sentence pairs; without an encoder only words speak."""

    @cache
    def look(text: str) -> Table:
        assert encoder is not None
        return vectors([text], encoder)[0]

    sides = [(read(left, _LANGUAGE), read(right, _LANGUAGE)) for left, right in pairs]
    rows = [sameness(left, right, None if encoder is None else look) for left, right in sides]
    less = [
        (read(left_over(one, two), _LANGUAGE), read(left_over(two, one), _LANGUAGE))
        for one, two in sides
    ]
    kinship = np.zeros((len(pairs), len(pairs)), dtype=np.float32)
    for name, statements in (("whole", sides), ("left_over", less)):
        flat = [side for column in zip(*statements, strict=True) for side in column]
        units = _bags(flat) if encoder is None else _points(flat, look)
        kinship += _pairwise(units[: len(pairs)], units[len(pairs) :], _SHARPNESS[name])
    return Material(np.array([list(row.values()) for row in rows]), kinship)


def decide(seen: Material, labels: NDArray[np.int_], folds: Folds) -> NDArray[np.float64]:
    """Return for every pair what a judge says who learned from the other folds: above 0 is yes."""
    said = np.zeros(len(labels))
    for train, held in folds:
        scaler = StandardScaler().fit(seen.features[train])
        known, asked = (scaler.transform(seen.features[part]) for part in (train, held))
        width = float(np.median(pdist(known[:_MEDIAN_OF], "sqeuclidean"))) or 1.0
        judge = SVC(C=_COST, kernel="precomputed", cache_size=_CACHE)
        judge.fit(
            _gaussian(known, known, width) + seen.kinship[np.ix_(train, train)], labels[train]
        )
        said[held] = judge.decision_function(
            _gaussian(asked, known, width) + seen.kinship[np.ix_(held, train)]
        )
    return said


def _gaussian(left: NDArray[np.float64], right: NDArray[np.float64], width: float) -> Table:
    table: Table = np.exp(-cdist(left, right, "sqeuclidean") / width).astype(np.float32)
    return table


def _pairwise(left: Units, right: Units, sharpness: float) -> Table:
    """Return how near the sentences of each pair are to those of each other, both orders averaged."""

    def near(one: Units, two: Units) -> Table:
        product = one @ two.T
        cosines = product.toarray() if issparse(product) else product
        return np.exp(2 * sharpness * (cosines - 1)).astype(np.float32)

    crossed = near(left, right)
    table: Table = (near(left, left) * near(right, right) + crossed * crossed.T) / 2
    return table


def _points(statements: Sequence[Statement], look: Callable[[str], Table]) -> Table:
    """Return the vector of each statement as a row, zeros where it says nothing."""
    width = len(look(""))
    return np.stack([look(s.text) if s.words else np.zeros(width, np.float32) for s in statements])


def _bags(statements: Sequence[Statement]) -> csr_matrix:
    """Return a unit row for each statement, its stems by weight."""
    places: dict[str, int] = {}
    rows, columns, values = [], [], []
    for at, statement in enumerate(statements):
        bag = dict(zip(statement.stems, statement.weights, strict=True))
        length = math.sqrt(math.fsum(weight * weight for weight in bag.values()))
        for word, weight in bag.items():
            rows.append(at)
            columns.append(places.setdefault(word, len(places)))
            values.append(weight / length)
    return csr_matrix((values, (rows, columns)), shape=(len(statements), max(1, len(places))))
