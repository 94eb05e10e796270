"""The maximum-weight spanning arborescence of a small dense digraph.

Chu & Liu (1965) and Edmonds (1967), in the recursive form that contracts one cycle at a time:
O(n^3) on a dense weight matrix, which for the witnesses of one story is instant. networkx has the
same algorithm for general graphs and is the oracle of the tests; it is too slow to call for every
candidate root and every draw of the search.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


def arborescence(weights: Weights, root: int) -> list[int]:
    """Return the parent of every node in the heaviest arborescence from `root` (its own is -1).

    `weights[p, c]` is the weight of the edge from p to c, `-inf` where there is none. Ties go to
    the parent with the lowest index, so equal inputs give equal trees. Raises `ValueError` where
    some node cannot be reached from the root.

    >>> arborescence(np.array([[0.0, 5, 1], [0, 0, 4], [0, 9, 0]]), 0)
    [-1, 2, 0]
    """
    w = np.array(weights, dtype=np.float64)
    np.fill_diagonal(w, -np.inf)
    w[:, root] = -np.inf
    parents = _solve(w, root)
    if any(not np.isfinite(w[p, c]) for c, p in enumerate(parents) if c != root):
        raise ValueError("no arborescence: a node cannot be reached from the root")
    return parents


def _solve(w: Weights, root: int) -> list[int]:
    n = len(w)
    best = [int(np.argmax(w[:, c])) for c in range(n)]
    best[root] = -1
    cycle = _cycle(best, root)
    if not cycle:
        return best
    inside = set(cycle)
    kept = [v for v in range(n) if v not in inside]
    place = {v: i for i, v in enumerate(kept)}
    super_node = len(kept)
    small = np.full((super_node + 1, super_node + 1), -np.inf)
    enter: dict[int, int] = {}  # outer parent -> node of the cycle it would enter
    leave: dict[int, int] = {}  # outer child -> node of the cycle it would leave from
    for u in kept:
        for v in kept:
            small[place[u], place[v]] = w[u, v]
        # Entering the cycle at v drops the cycle's own edge into v.
        gains = [w[u, v] - w[best[v], v] for v in cycle]
        top = int(np.argmax(gains))
        enter[u], small[place[u], super_node] = cycle[top], gains[top]
        outgoing = [w[v, u] for v in cycle]
        top = int(np.argmax(outgoing))
        leave[u], small[super_node, place[u]] = cycle[top], outgoing[top]
    parents_small = _solve(small, place[root])
    parents = [-1] * n
    for v in cycle:
        parents[v] = best[v]
    for v in kept:
        p = parents_small[place[v]]
        if v != root:
            parents[v] = leave[v] if p == super_node else kept[p]
    outer = kept[parents_small[super_node]]
    parents[enter[outer]] = outer
    return parents


def _cycle(parents: list[int], root: int) -> list[int]:
    """Return one cycle of the parent pointers in ascending order, or an empty list."""
    state = [0] * len(parents)  # 0 unseen, 1 on the current walk, 2 done
    state[root] = 2
    for start in range(len(parents)):
        walk = []
        v = start
        while state[v] == 0:
            state[v] = 1
            walk.append(v)
            v = parents[v]
        if state[v] == 1:
            return sorted(walk[walk.index(v) :])
        for seen in walk:
            state[seen] = 2
    return []
