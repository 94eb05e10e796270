"""Who stands nearer to whom: what a sample of trees believes, and the tree that says it best.

A stemma is judged by triples (Roos & Heikkilä 2009): is B or C fewer copies away from A? Trees that
explain the readings about equally well answer differently, so the answer is taken from all of them,
and the stemma given is the one with the highest expected similarity to what they say (a minimum
Bayes risk decision). The tree is found among the sampled ones and improved by changing the number of
copies on its branches, where 0 contracts a branch and more puts lost books on it. O(n^3) a step.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.branches import Branches
from firsthand.lineage.copyings import MOST

Paths = NDArray[np.float64]  # copies between every two witnesses
Gains = tuple[NDArray[np.float32], NDArray[np.float32]]
Lengths = Mapping[int, int]  # copies on the branch above a node
_EPS = 1e-4


def paths(tree: Branches, lengths: Lengths) -> Paths:
    """Return the copies between every two witnesses; two witnesses are at least one apart."""
    size = 2 * tree.n - 2
    out = np.zeros((size, size))
    done = [0]
    for v in tree.downward():
        out[v, done] = out[tree.up[v], done] + lengths[v]
        out[done, v] = out[v, done]
        done.append(v)
    return _apart(out[: tree.n, : tree.n])


class Belief:
    """The shares of sampled trees in which B is farther from A than C, or as far; it adds up."""

    def __init__(self, n: int) -> None:
        self._farther = np.zeros((n, n, n), dtype=np.float32)
        self._even = np.zeros((n, n, n), dtype=np.float32)
        self._weight = 0.0

    def add(self, distances: Paths, weight: float = 1.0) -> None:
        """Count one tree, or any other statement of distances."""
        signs = _signs(distances)
        self._farther += np.float32(weight) * (signs > 0)
        self._even += np.float32(weight) * (signs == 0)
        self._weight += weight

    def gains(self) -> Gains:
        """Return the expected similarity of every triple if one says "farther" or "as far"."""
        n = len(self._even)
        here = np.arange(n)
        farther = ((self._farther + 0.5 * self._even) / self._weight).astype(np.float32)
        even = (0.5 + 0.5 * self._even / self._weight).astype(np.float32)
        for table in (farther, even):
            table[here, here, :] = table[here, :, here] = table[:, here, here] = 0.0
        return farther, even


def expected(distances: Paths, gains: Gains) -> float:
    """Return the expected sum of similarities over all triples."""
    farther, even = gains
    signs = _signs(distances)
    said = np.where(signs > 0, farther, np.where(signs < 0, farther.transpose(0, 2, 1), even))
    return float(said.sum(dtype=np.float64))


def triples(n: int) -> int:
    """Return the number of ordered triples of different witnesses."""
    return n * (n - 1) * (n - 2)


def settled(tree: Branches, lengths: Lengths, belief: Belief) -> dict[int, int]:
    """Return the numbers of copies on the branches of a tree that say best what is believed."""
    gains = belief.gains()
    chosen = dict(lengths)
    sides = _sides(tree)
    raw = np.zeros((tree.n, tree.n))
    for v, side in sides.items():
        raw += chosen[v] * (side[:, None] != side[None, :])
    best = expected(_apart(raw), gains)
    improved = True
    while improved:
        improved = False
        for v, side in sides.items():
            crossing = side[:, None] != side[None, :]
            for step in (-1, 1):
                if not 0 <= chosen[v] + step <= MOST:
                    continue
                other = raw + step * crossing
                found = expected(_apart(other), gains)
                if found > best + _EPS:
                    best, raw, improved = found, other, True
                    chosen[v] += step
    return chosen


def _signs(distances: Paths) -> NDArray[np.int8]:
    signs: NDArray[np.int8] = np.sign(distances[:, :, None] - distances[:, None, :]).astype(np.int8)
    return signs


def _apart(raw: Paths) -> Paths:
    out = np.maximum(raw, 1.0)
    np.fill_diagonal(out, 0.0)
    return out


def _sides(tree: Branches) -> dict[int, NDArray[np.bool_]]:
    """Return, for every node but witness 0, which witnesses hang from it."""
    out: dict[int, NDArray[np.bool_]] = {}
    for v in tree.downward():
        side = np.zeros(tree.n, dtype=bool)
        side[[x for x in tree.below(v) if x < tree.n]] = True
        out[v] = side
    return out
