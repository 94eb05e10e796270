"""The stemma of a manuscript tradition: witnesses, lost nodes and the copies between them.

The method of common errors (Maas 1927) as statistics. Places of variation are drawn anew many times
(Felsenstein 1985); every draw gives a tree (neighbour joining, then parsimony search), and every
tree a draw of how many copies lie on each branch, none included: a witness without readings of its
own *is* the fork it hangs from. The stemma is the tree with the highest expected similarity to all
draws. So a branch is as firm as its places are many, and lost books and held exemplars come out
of one computation. Measured on simulated traditions: docs/measurements.md. RHM (Roos, Heikkilä &
Myllymäki 2006) searches one best tree with all witnesses at the tips.

The direction of the whole is not known: the stemma hangs from the middle of its longest path.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.branches import Branches
from firsthand.lineage.collation import Collation
from firsthand.lineage.copyings import copyings
from firsthand.lineage.joining import joined
from firsthand.lineage.parsimony import Sets, directions, masks, shortest
from firsthand.lineage.places import Places, distances, places
from firsthand.lineage.similarity import Belief, expected, paths, settled, triples
from firsthand.model import Value

# Draws of places, and the share of places in one: half of them, drawn with replacement, keep the
# draws as far apart as the truth is from the best tree; more draws change the third decimal.
DRAWS = 60
DRAWN = 0.5
# Numbers of copies drawn for each tree.
TURNS = 2
SEED = 1

Edge = tuple[str, str]


class Tradition(Value):
    """A stemma of witnesses and lost nodes; `edges` lead from exemplar to copy.

    Where only common readings tell of it, the one root is a guess. `support` is the expected
    similarity of the stemma to the sampled ones, in [0, 1]: how firm it is; None where none were
    sampled.
    """

    witnesses: tuple[str, ...]
    lost: tuple[str, ...]
    edges: tuple[Edge, ...]
    roots: tuple[str, ...]
    support: float | None


def tradition(collation: Collation) -> Tradition:
    """Return the stemma of the collated witnesses.

    O(draws n^2 p) for n witnesses and p places of variation; 40 witnesses of 1,500 words take a
    minute.
    """
    ids = collation.ids
    if len(ids) < 3:
        return Tradition(ids, (), tuple(pairwise(ids)), ids[:1], 1.0)
    belief, found = sampled(places(collation))
    gains = belief.gains()
    tree, lengths = max(found, key=lambda t: round(expected(paths(*t), gains), 3))
    lengths = settled(tree, lengths, belief)
    support = expected(paths(tree, lengths), gains) / triples(len(ids))
    edges = _edges(tree, lengths, ids)
    lost = tuple(sorted({v for e in edges for v in e} - set(ids)))
    root = _middle(edges)
    return Tradition(ids, lost, _hung(edges, root), (root,), round(support, 3))


def sampled(all_places: Places) -> tuple[Belief, list[tuple[Branches, dict[int, int]]]]:
    """Return what sampled trees believe, and the trees with their likeliest numbers of copies."""
    tips = masks(all_places)
    n, size = tips.shape
    belief = Belief(n)
    found = []
    rng = np.random.default_rng(SEED)
    for draw in range(DRAWS + 1):
        weights = all_places.weights
        if draw and size:
            weights = weights * rng.multinomial(max(1, int(size * DRAWN)), np.full(size, 1 / size))
        used = weights > 0
        start = joined(distances(_chosen(all_places, used), weights[used]))
        tree = shortest(start, tips[:, used], weights[used])
        nodes, likely = _branches(tree, tips, all_places)
        found.append((tree, dict(zip(nodes, likely.argmax(axis=1).tolist(), strict=True))))
        for _ in range(TURNS if draw else 0):
            drawn = (likely.cumsum(axis=1) < rng.random((len(nodes), 1))).sum(axis=1)
            belief.add(paths(tree, dict(zip(nodes, drawn.tolist(), strict=True))))
    return belief, found


def _chosen(all_places: Places, used: NDArray[np.bool_]) -> Places:
    return Places(
        all_places.readings[:, used], all_places.weights[used], all_places.columns[used]
    )


def _branches(tree: Branches, tips: Sets, all_places: Places) -> tuple[list[int], NDArray[np.float64]]:
    """Return the nodes below the branches of a tree and the chances of 0, 1, 2 … copies on them."""
    weights = all_places.weights
    below, above, _ = directions(tree, tips, weights)
    nodes = tree.downward()
    down, up = below[nodes], above[nodes]
    changes = ((down & up) == 0) @ weights
    nothing = np.bitwise_or.reduce(tips, axis=0)
    seen = ((down & nothing) != nothing) & ((up & nothing) != nothing)
    varying = seen @ weights / max(float(weights.sum()), 1e-9)
    return nodes, copyings(changes, varying, np.array(nodes) < tree.n)


def _edges(tree: Branches, lengths: dict[int, int], ids: tuple[str, ...]) -> list[Edge]:
    """Return the edges of the stemma: branches of no copy drawn together, others as long as said."""
    length = dict(lengths)
    name: dict[int, str] = {}
    group = list(range(2 * tree.n - 2))

    def head(v: int) -> int:
        while group[v] != v:
            v = group[v]
        return v

    holder = {v: v if v < tree.n else None for v in group}
    for v in tree.downward():
        a, b = head(tree.up[v]), head(v)
        if length[v]:
            continue
        if holder[a] is not None and holder[b] is not None:
            length[v] = 1  # two witnesses are never one
            continue
        group[b] = a
        holder[a] = holder[a] if holder[a] is not None else holder[b]
    made = 0
    for v in [0, *tree.downward()]:
        h = head(v)
        if h not in name:
            if (witness := holder[h]) is None:
                made += 1
                name[h] = f"lost:{made}"
            else:
                name[h] = ids[witness]
    edges = []
    for v in tree.downward():
        above, below = name[head(tree.up[v])], name[head(v)]
        for _ in range(length[v] - 1):
            made += 1
            edges.append((above, f"lost:{made}"))
            above = f"lost:{made}"
        if length[v]:
            edges.append((above, below))
    return edges


def _middle(edges: Iterable[Edge]) -> str:
    """Return the node in the middle of the longest path."""
    near = _near(edges)
    start = min(near)
    far, _ = _farthest(near, start)
    other, back = _farthest(near, far)
    path = [other]
    while path[-1] != far:
        path.append(back[path[-1]])
    return path[len(path) // 2]


def _farthest(near: dict[str, list[str]], start: str) -> tuple[str, dict[str, str]]:
    back: dict[str, str] = {start: start}
    ring, last = [start], start
    while ring:
        last = min(ring)
        following = []
        for v in ring:
            for x in near[v]:
                if x not in back:
                    back[x] = v
                    following.append(x)
        ring = following
    return last, back


def _near(edges: Iterable[Edge]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    return {v: sorted(x) for v, x in near.items()}


def _hung(edges: Iterable[Edge], root: str) -> tuple[Edge, ...]:
    """Return the edges turned away from the root."""
    _, back = _farthest(_near(edges), root)
    return tuple(sorted((above, v) for v, above in back.items() if v != root))
