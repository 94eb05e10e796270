"""Intervals by the bootstrap: small sets need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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


def summed(
    tables: Sequence[Counter[str]], figures: Callable[[Counter[str]], dict[str, float]], keys: Sequence[str]
) -> dict[str, Any]:
    """Return the figures of counts summed over tables (articles), and 90 % intervals of some of them over the tables."""
    rng = np.random.default_rng(0)
    draws = [
        figures(sum((tables[k] for k in rng.integers(0, len(tables), len(tables))), Counter())) for _ in range(DRAWS)
    ]
    seen = figures(sum(tables, Counter()))
    spread = {f"{k}_interval": [round(float(v), 4) for v in np.quantile([d[k] for d in draws], [0.05, 0.95])] for k in keys}
    return {k: round(v, 4) for k, v in seen.items()} | spread
