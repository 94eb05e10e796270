"""Intervals by the bootstrap: small sets need them."""

from __future__ import annotations

from typing import Any

import numpy as np

DRAWS = 500


def interval(values: Any) -> list[float]:
    """Return the 90 % bootstrap interval of the mean of some values (Efron 1979)."""
    x = np.asarray(values, dtype=float)
    if not len(x):
        return [0.0, 1.0]
    rng = np.random.default_rng(0)
    means = x[rng.integers(0, len(x), (DRAWS, len(x)))].mean(axis=1)
    return [round(float(v), 4) for v in np.quantile(means, [0.05, 0.95])]
