"""Stemmata against true ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Edges = Iterable[tuple[str, str]]


def path_lengths(edges: Edges, witnesses: Sequence[str]) -> NDArray[np.float64]:
    """Return the number of edges between every two witnesses, FAR where no path leads."""
    near: dict[str, set[str]] = {w: set() for w in witnesses}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    out = np.full((len(witnesses), len(witnesses)), 10**6, dtype=float)
    place = {w: n for n, w in enumerate(witnesses)}
    for w, n in place.items():
        seen, ring, steps = {w}, [w], 0
        while ring:
            for v in ring:
                if v in place:
                    out[n, place[v]] = steps
            ring = sorted({x for v in ring for x in near[v]} - seen)
            seen.update(ring)
            steps += 1
    return out


def sign_similarity(truth: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """Return the average sign similarity of two matrices of path lengths."""
    n = len(truth)
    if n < 3:
        return 1.0
    total, count = 0.0, n * (n - 1) * (n - 2)
    for a in range(n):
        rest = np.delete(np.arange(n), a)
        t, f = truth[a, rest], found[a, rest]
        apart = np.abs(np.sign(t[:, None] - t) - np.sign(f[:, None] - f)) / 2
        total += len(rest) * (len(rest) - 1) - float(apart.sum())
    return total / count
