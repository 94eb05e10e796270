"""The one stemma that says best what all drawn stemmata say.

The most frequent draw of many is often far from most of them. Among the draws the one is taken that
has the highest expected similarity to the others in who stands nearer to whom (the medoid; the same
decision `tradition` makes for manuscripts). Texts without any path between them are farther apart
than all others. O(draws n^3).
"""

from __future__ import annotations

import numpy as np

from firsthand.lineage.nearness import Belief, Paths, expected, triples
from firsthand.lineage.posterior import Draws
from firsthand.lineage.stemma import Parents
from firsthand.model import Value

# More draws than these, most frequent first, and more candidates of them, change nothing.
DRAWS = 2000
CANDIDATES = 300
FAR = 1e6  # copies between texts that nothing joins


class Consensus(Value):
    """A stemma with its expected similarity to all draws, in [0, 1]."""

    parents: Parents
    support: float


def consensus(found: Draws, held: int) -> Consensus:
    """Return the draw with the highest expected similarity; `held` is the number of witnesses."""
    most = found.stemmata[:DRAWS]
    if held < 3:
        return Consensus(most[0][0], 1.0)
    belief = Belief(held)
    distances = [graph_paths(parents, held) for parents, _ in most]
    for paths, (_, share) in zip(distances, most, strict=True):
        belief.add(paths, share)
    gains = belief.gains()
    # Rounding leaves equal draws equal, whatever the order of sums.
    worth = [round(expected(paths, gains) / triples(held), 6) for paths in distances[:CANDIDATES]]
    best = int(np.argmax(worth))
    return Consensus(most[best][0], worth[best])


def graph_paths(parents: Parents, held: int) -> Paths:
    """Return the copies on the shortest path between every two witnesses, FAR where there is none."""
    size = len(parents)
    out = np.full((size, size), FAR)
    np.fill_diagonal(out, 0.0)
    for c, ps in enumerate(parents):
        for p in ps:
            out[p, c] = out[c, p] = 1.0
    for k in range(size):
        out = np.minimum(out, out[:, k : k + 1] + out[k : k + 1, :])
    paths: Paths = np.minimum(out[:held, :held], FAR)
    return paths
