"""A first tree from distances alone: neighbour joining.

Saitou & Nei (1987), in the form of Studier & Keppler (1988). O(n^3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.branches import Branches


def joined(distances: NDArray[np.float64]) -> Branches:
    """Return the neighbour-joining tree of at least three witnesses; ties go to the first."""
    n = len(distances)
    size = 2 * n - 2
    d = np.zeros((size, size))
    d[:n, :n] = distances
    alive = list(range(n))
    pairs: list[tuple[int, int]] = []
    for made in range(n, size - 1):
        sub = d[np.ix_(alive, alive)]
        r = sub.sum(axis=1)
        m = len(alive)
        q = (m - 2) * sub - r[:, None] - r[None, :]
        np.fill_diagonal(q, np.inf)
        # Rounding keeps sums of equal terms equal.
        i, j = divmod(int(np.argmin(np.round(q, 9))), m)
        a, b = alive[i], alive[j]
        for c in alive:
            d[made, c] = d[c, made] = 0.5 * (d[a, c] + d[b, c] - d[a, b])
        pairs += [(a, made), (b, made)]
        alive = [c for c in alive if c not in (a, b)] + [made]
    pairs += [(c, size - 1) for c in alive]
    return Branches.of(n, pairs)
