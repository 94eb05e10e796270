"""Pairs of names with a label: which hang together, and how well a judge of them did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000

Row = dict[str, Any]


def is_body(row: Row) -> bool:
    """Return whether the names of a pair are no person's."""
    return bool(row.get("schema", "Person") != "Person")


def together(pairs: Sequence[Row]) -> NDArray[np.int64]:
    """Return a number for each pair, the same where pairs share a name, near or far."""
    home: dict[str, str] = {}

    def found(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for r in pairs:
        home[found(r["name1"].casefold())] = found(r["name2"].casefold())
    number = {root: n for n, root in enumerate(dict.fromkeys(found(r["name1"].casefold()) for r in pairs))}
    return np.array([number[found(r["name1"].casefold())] for r in pairs], dtype=np.int64)


def figures(truth: NDArray[np.bool_], said: NDArray[np.bool_], groups: NDArray[np.int64]) -> dict[str, Any]:
    """Return precision, recall, F1, and the 90 % bootstrap interval of F1 over groups."""
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(DRAWS):
        chosen = np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))])
        draws.append(_f1(truth[chosen], said[chosen])[2])
    precision, recall, f1 = _f1(truth, said)
    low, high = np.quantile(draws, [0.05, 0.95])
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "f1_interval": [round(float(low), 4), round(float(high), 4)],
    }


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> tuple[float, float, float]:
    both = float((truth & said).sum())
    precision, recall = both / max(1.0, float(said.sum())), both / max(1.0, float(truth.sum()))
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0
