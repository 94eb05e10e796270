"""Intervals by the bootstrap: small sets need them."""

from __future__ import annotations

from collections.abc import Sequence
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


def grouped_interval(values: Any, groups: Sequence[object]) -> list[float]:
    """Return the 90 % interval of the mean where values of one group are drawn together."""
    x = np.asarray(values, dtype=float)
    if not len(x):
        return [0.0, 1.0]
    order = {g: n for n, g in enumerate(dict.fromkeys(groups))}
    member = np.array([order[g] for g in groups])
    total, size = np.bincount(member, x), np.bincount(member)
    rng = np.random.default_rng(0)
    drawn = rng.integers(0, len(total), (DRAWS, len(total)))
    means = total[drawn].sum(axis=1) / size[drawn].sum(axis=1)
    return [round(float(v), 4) for v in np.quantile(means, [0.05, 0.95])]
