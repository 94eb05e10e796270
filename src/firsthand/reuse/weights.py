"""Fitted weights: small logistic models with the record of how they were fitted.

A pair of passages is judged in two steps. The first looks at the pair alone, the second adds what
stands around it: a copy goes on beside its copied sentence, a coincidence does not. There is one
such pair of models for each kind of evidence at hand (`kind_of`). Files are JSON; `run.models`
reads them and `evaluation.fit_pairs` writes them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Value


class Logistic(Value):
    """Coefficients by feature name, in the order of the feature table, and the intercept."""

    features: tuple[str, ...]
    coefficients: tuple[float, ...]
    intercept: float

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row, rounded so that summation order cannot show."""
        score = rows @ np.asarray(self.coefficients) + self.intercept
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0)))
        return chances.round(4)


class Judge(Value):
    """Two steps: the pair by itself, then the pair with its neighbours' first probabilities."""

    alone: Logistic
    beside: Logistic


class Record(Value, kw_only=True):
    """How weights came about: the data by hash, the counts, the cross-validated figures."""

    data: str
    sha256: str
    pairs: dict[str, int]
    figures: dict[str, dict[str, float]]


class Weights(Value, kw_only=True):
    """All judges by kind of evidence, with their record."""

    name: str
    judges: dict[str, Judge]
    record: Record


def kind_of(*, translated: bool, vectors: bool) -> str:
    """Return which judge reads a pair: same language or not, with sentence vectors or without."""
    return ("translation" if translated else "rewording") + ("" if vectors else "-words")
