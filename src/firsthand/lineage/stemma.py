"""The best-explaining family of one story: who was copied from whom, passage by passage.

A stemma is a DAG over witnesses, held and lost. Its score is a log-likelihood in nats: every
sentence of a copy is explained by the closest of its exemplars (so a witness may be contaminated,
yet a grandparent gains nothing over a parent), every exemplar has a price, and every edge carries
its own evidence (kinship, direction, credits). The tree part is started from the
maximum arborescence under a virtual root (Chu & Liu 1965, Edmonds 1967); second exemplars and
reversals are found by steepest ascent over single moves, which on stories of up to five witnesses
gives what the exhaustive search gives (tests). The idea of one description length over trees with
hypothetical texts is Roos & Heikkilä (2009); per-passage exemplars are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.arborescence import arborescence
from firsthand.model import Value

Edge = tuple[int, int]  # (exemplar, copy)
Parents = tuple[tuple[int, ...], ...]  # ascending exemplars of every node

# Nats that one word explained word for word is worth. A word written anew costs about nine bits
# by the unigram statistics of news; most of that is not evidence (two desks make the same choice
# of words more often than chance), so a fraction of it counts.
WORD_NATS = 0.12
# Price of an exemplar, and of each one more: a text mixed from two is rarer than a text from one,
# and a second exemplar must explain some thirty words that the first does not.
EXEMPLAR_COST = 2.0
MIXTURE_COST = 4.0


class Ties(Value):
    """What the search needs to know about one story.

    `words[c]` holds the words of each sentence of witness c; `closeness[p, c]` how well p explains
    each of them in [0, 1]; `way[p, c]` the log-probability that it went from p to c (more than 0
    where a credit says so). Only edges in `way` exist; nodes without an entry in `words` (`None`)
    are lost and have no exemplars.
    """

    words: tuple[NDArray[np.float64] | None, ...]
    closeness: Mapping[Edge, NDArray[np.float64]]
    way: Mapping[Edge, float]


def score(ties: Ties, parents: Parents) -> float:
    """Return the log-likelihood of a stemma in nats; a story of unrelated texts has 0."""
    return sum(_explained(ties, c, ps) for c, ps in enumerate(parents))


def search(ties: Ties, frozen: Edge | None = None) -> Parents:
    """Return the exemplars of every node in the best stemma found, each list ascending.

    With `frozen`, the stemma must hold that edge. O(n^2) moves a step, each re-scoring one or two
    witnesses. The result is deterministic: moves are tried in the order of their nodes.
    """
    edges = [e for e in sorted(ties.way) if frozen is None or e != (frozen[1], frozen[0])]
    current = _start(ties, edges, frozen)
    parts = [_explained(ties, c, ps) for c, ps in enumerate(current)]
    while True:
        best_gain, best = 1e-9, None
        for change in _moves(current, edges):
            if frozen is not None and frozen[0] not in change.get(
                frozen[1], current[frozen[1]]
            ):
                continue
            gain = sum(_explained(ties, c, ps) - parts[c] for c, ps in change.items())
            if gain > best_gain:
                moved = tuple(change.get(c, ps) for c, ps in enumerate(current))
                if _acyclic(moved):
                    best_gain, best = gain, moved
        if best is None:
            return current
        current = best
        parts = [_explained(ties, c, ps) for c, ps in enumerate(current)]


def margin(ties: Ties, parents: Parents, edge: Edge) -> float:
    """Return by how many nats the stemma beats the best one that has `edge` the other way.

    Infinite where the other way is no option (a lost exemplar is nobody's copy).
    """
    exemplar, copy = edge
    if (copy, exemplar) not in ties.way:
        return math.inf
    return score(ties, parents) - score(ties, search(ties, frozen=(copy, exemplar)))


def _explained(ties: Ties, copy: int, parents: Sequence[int]) -> float:
    words = ties.words[copy]
    if not parents or words is None:
        return 0.0
    cover = np.maximum.reduce([ties.closeness[p, copy] for p in parents])
    gain = WORD_NATS * float(cover @ words)
    odds = sum(ties.way[p, copy] for p in parents)
    return gain + odds - EXEMPLAR_COST - MIXTURE_COST * (len(parents) - 1)


def _start(ties: Ties, edges: Sequence[Edge], frozen: Edge | None) -> Parents:
    n = len(ties.words)
    weights = np.full((n + 1, n + 1), -np.inf)
    weights[n, :n] = 0.0  # the virtual root: a text that was written first-hand
    for p, c in edges:
        weights[p, c] = _explained(ties, c, (p,))
    if frozen is not None:
        weights[:, frozen[1]] = -np.inf
        weights[frozen] = 0.0
    tree = arborescence(weights, n)
    return tuple((p,) if p < n else () for p in tree[:n])


def _moves(current: Parents, edges: Sequence[Edge]) -> Iterator[dict[int, tuple[int, ...]]]:
    """Yield every stemma one step away, as the exemplar lists that change."""
    known = set(edges)
    for p, c in edges:
        mine = current[c]
        if p in mine:
            yield {c: tuple(x for x in mine if x != p)}
            continue
        yield {c: _with(mine, p)}
        for q in mine:
            yield {c: _with((x for x in mine if x != q), p)}
        if c in current[p]:
            rest = tuple(x for x in current[p] if x != c)
            yield {c: _with(mine, p), p: rest}
            yield {c: (p,), p: rest}
            # A root moves along a chain: the new exemplar takes over what the copy drew on.
            yield {c: (p,), p: _with(rest, *(q for q in mine if (q, p) in known))}


def _with(nodes: Iterable[int], *more: int) -> tuple[int, ...]:
    return tuple(sorted({*nodes, *more}))


def _acyclic(parents: Parents) -> bool:
    state = [0] * len(parents)

    def visit(node: int) -> bool:
        if state[node] == 1:
            return False
        if state[node] == 0:
            state[node] = 1
            if not all(visit(p) for p in parents[node]):
                return False
            state[node] = 2
        return True

    return all(visit(v) for v in range(len(parents)))
