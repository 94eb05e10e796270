"""The tree on which the readings of the witnesses arose by the fewest changes.

Fitch (1971) counts the changes of unordered readings; what a witness lost may be any reading.
The search is hill climbing by cutting and grafting branches: the cost of a graft on every edge is
known from one pass down and one up (Goloboff 1996), so all grafts of one branch cost two passes.
O(n p) for one branch, n witnesses, p places.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.branches import Branches
from firsthand.lineage.places import UNKNOWN, Places

Sets = NDArray[np.uint64]  # node by place: the readings that are possible, as bits

_ALL = np.uint64((1 << 62) - 1)
_EPS = 1e-9


def masks(places: Places) -> Sets:
    """Return the readings of every witness as sets of bits; a lost one is every reading."""
    bits = np.uint64(1) << np.maximum(places.readings, 0).astype(np.uint64)
    sets: Sets = np.where(places.readings == UNKNOWN, _ALL, bits)
    return sets


def cost(tree: Branches, tips: Sets, weights: NDArray[np.float64]) -> float:
    """Return the weighted number of changes of a tree."""
    _, changes = _down(tree, tips, weights)
    return changes


def directions(tree: Branches, tips: Sets, weights: NDArray[np.float64]) -> tuple[Sets, Sets, float]:
    """Return what is possible at every node from below, from above, and the changes of the tree."""
    below, changes = _down(tree, tips, weights)
    return below, _up(tree, tips, below), changes


def shortest(tree: Branches, tips: Sets, weights: NDArray[np.float64], rounds: int = 30) -> Branches:
    """Return a tree that no move of one branch makes shorter, starting from the given one."""
    tree = tree.copy()
    for _ in range(rounds):
        moved = False
        for node in range(1, 2 * tree.n - 2):
            moved = _moved(tree, node, tips, weights) or moved
        if not moved:
            break
    return tree


def _moved(tree: Branches, node: int, tips: Sets, weights: NDArray[np.float64]) -> bool:
    if tree.up[node] == 0:
        return False
    branch = _branch_set(tree, node, tips)
    fork, sister = tree.cut(node)
    below, _ = _down(tree, tips, weights)
    above = _up(tree, tips, below)
    nodes = np.array(tree.downward())
    edges = _joined(below[nodes], above[nodes])
    extra = ((edges & branch) == 0) @ weights
    stay = float(extra[int(np.flatnonzero(nodes == sister)[0])])
    best = float(extra.min())
    if best < stay - _EPS:
        tree.graft(fork, int(nodes[int(np.argmin(extra))]))
        return True
    tree.graft(fork, sister)
    return False


def _joined(left: Sets, right: Sets) -> Sets:
    both = left & right
    sets: Sets = np.where(both == 0, left | right, both)
    return sets


def _branch_set(tree: Branches, node: int, tips: Sets) -> Sets:
    if node < tree.n:
        tip: Sets = tips[node]
        return tip
    a, b = tree.kids[node]
    return _joined(_branch_set(tree, a, tips), _branch_set(tree, b, tips))


def _down(tree: Branches, tips: Sets, weights: NDArray[np.float64]) -> tuple[Sets, float]:
    sets = np.empty((2 * tree.n - 2, tips.shape[1]), dtype=np.uint64)
    sets[: tree.n] = tips
    changed = np.zeros(tips.shape[1], dtype=np.int64)
    order = tree.downward()
    for v in reversed(order):
        if v >= tree.n:
            a, b = tree.kids[v]
            both = sets[a] & sets[b]
            none = both == 0
            changed += none
            sets[v] = np.where(none, sets[a] | sets[b], both)
    changed += (sets[order[0]] & tips[0]) == 0
    return sets, float(changed @ weights)


def _up(tree: Branches, tips: Sets, below: Sets) -> Sets:
    sets = np.empty_like(below)
    sets[0] = tips[0]
    order = tree.downward()
    sets[order[0]] = tips[0]
    for v in order:
        if v >= tree.n:
            a, b = tree.kids[v]
            sets[a] = _joined(sets[v], below[b])
            sets[b] = _joined(sets[v], below[a])
    return sets
