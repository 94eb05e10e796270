"""The best-explaining family of one story: who was copied from whom, passage by passage.

A stemma is a DAG over witnesses, held and lost. Its score is a log-likelihood in nats: every
sentence of a copy is explained by the closest of its exemplars (so a witness may be contaminated,
yet a grandparent gains nothing over a parent), every exemplar has a price, every edge carries its
own evidence (direction, credits), and a lost text that nobody credits has to be written once before
its copies can draw on it. The tree part is started from the maximum arborescence under a virtual
root (Chu & Liu 1965, Edmonds 1967); steepest ascent over single moves and a branch-and-bound over
all exemplar sets end it, exact on small stories and bounded on large ones. The idea of one
description length over trees with hypothetical texts is Roos & Heikkilä (2009); per-passage
exemplars are ours.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
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
# Closeness from which a sentence of one copy shows a sentence of another.
SHOWN = 0.3
# Log-probability of a common exemplar where nothing was found between two texts.
NOTHING_SHARED = -8.0
# Further exemplars of one copy than this are not looked for.
MOST_EXEMPLARS = 3
# Exemplar sets tried by the branch and bound before it settles for the best so far.
BUDGET = 2_000


class Ties(Value):
    """What the search needs to know about one story.

    `words[c]` holds the words of each sentence of witness c; `closeness[p, c]` how well p explains
    each of them in [0, 1]; `way[p, c]` the log-probability that it went from p to c (more than 0
    where a credit says so). Only edges in `way` exist; nodes without an entry in `words` (`None`)
    are lost and have no exemplars. `unnamed` are the lost nodes that nobody credits, and
    `siblings[i, j]` (i < j) is the log-probability that two kin texts have a common exemplar. `popular`
    says that texts differ in how much they are copied (`popularity`).
    """

    words: tuple[NDArray[np.float64] | None, ...]
    closeness: Mapping[Edge, NDArray[np.float64]]
    way: Mapping[Edge, float]
    unnamed: tuple[int, ...] = ()
    siblings: Mapping[Edge, float] = {}
    popular: bool = False


def score(ties: Ties, parents: Parents) -> float:
    """Return the log-likelihood of a stemma in nats; a story of unrelated texts has 0."""
    explained_by = sum(explained(ties, c, ps) for c, ps in enumerate(parents))
    if ties.popular:
        drawn = Counter(p for ps in parents for p in ps)
        explained_by += sum(popularity(ties, p, k) for p, k in sorted(drawn.items()))
    return explained_by + sum(written(ties, x, copies(parents, x)) for x in ties.unnamed)


def popularity(ties: Ties, exemplar: int, drawn: int) -> float:
    """Return the log-probability, up to a constant for each copy, that a held text was drawn on so often.

    How much a text is copied is not known beforehand. With any popularity as likely as any other
    (a flat Dirichlet prior), each copy more is as likely as one more than those there are (Pólya's urn),
    so of two texts that explain a copy as well the one with more copies is the likelier exemplar.
    """
    return math.lgamma(drawn + 1) if ties.popular and ties.words[exemplar] is not None else 0.0


def copies(parents: Parents, node: int) -> tuple[int, ...]:
    """Return the nodes that have a node among their exemplars, ascending."""
    return tuple(c for c, ps in enumerate(parents) if node in ps)


def explained(ties: Ties, copy: int, exemplars: Sequence[int]) -> float:
    """Return what a set of exemplars is worth for a copy, in nats."""
    words = ties.words[copy]
    if not exemplars or words is None:
        return 0.0
    cover = np.maximum.reduce([ties.closeness[p, copy] for p in exemplars])
    gain = WORD_NATS * float(cover @ words)
    odds = sum(ties.way[p, copy] for p in exemplars)
    return round(gain + odds - EXEMPLAR_COST - MIXTURE_COST * (len(exemplars) - 1), 9)


def written(ties: Ties, lost: int, drawn: Sequence[int]) -> float:
    """Return what it costs that a text nobody credits was written, given who drew on it.

    A sentence that m + 1 of its copies have was written once and copied m + 1 times, so it is worth
    m of them; what one copy alone has shows nothing of the lost text. Any two of the copies must
    look like children of one exemplar: a mean over pairs, for each copy but the first.
    """
    if not drawn:
        return 0.0
    total = 0.0
    for c in drawn:
        words = ties.words[c]
        assert words is not None
        near = [ties.closeness[d, c] for d in drawn if (d, c) in ties.closeness]
        claimed = float(ties.closeness[lost, c] @ words)
        if not near:
            total -= claimed
            continue
        others = np.sum([n >= SHOWN for n in near], axis=0)
        kept = np.maximum.reduce(near) * others / (others + 1)
        total += float(kept @ words) - claimed
    pairs = [ties.siblings.get(pair, NOTHING_SHARED) for pair in itertools.combinations(drawn, 2)]
    alike = (len(drawn) - 1) * sum(pairs) / len(pairs) if pairs else 0.0
    return round(WORD_NATS * total + alike, 9)


def search(ties: Ties) -> Parents:
    """Return the exemplars of every node in the best stemma found, each list ascending.

    O(n^2) moves a step, then at most `BUDGET` exemplar sets. The result is deterministic: moves are
    tried in the order of their nodes.
    """
    found = ascend(ties, _start(ties, sorted(ties.way)))
    better = _bounded(ties, found)
    return found if better == found else ascend(ties, better)


def ascend(ties: Ties, current: Parents) -> Parents:
    """Return the stemma reached from one by steepest ascent over single moves."""
    edges = sorted(ties.way)
    value = score(ties, current)
    while True:
        best_value, best = value + 1e-9, None
        for change in _moves(current, edges):
            moved = tuple(change.get(c, ps) for c, ps in enumerate(current))
            reached = value + _difference(ties, current, moved, change)
            if reached > best_value and acyclic(moved):
                best_value, best = reached, moved
        if best is None:
            return without_only_copies(ties, current)
        current, value = best, score(ties, best)


def _difference(
    ties: Ties, before: Parents, after: Parents, change: Mapping[int, tuple[int, ...]]
) -> float:
    total = sum(explained(ties, c, ps) - explained(ties, c, before[c]) for c, ps in change.items())
    touched = {p for c, ps in change.items() for p in {*ps, *before[c]}}
    for p in sorted(touched) if ties.popular else ():
        then, now = len(copies(before, p)), len(copies(after, p))
        total += popularity(ties, p, now) - popularity(ties, p, then)
    for x in ties.unnamed:
        if x in touched:
            total += written(ties, x, copies(after, x)) - written(ties, x, copies(before, x))
    return total


def without_only_copies(ties: Ties, parents: Parents) -> Parents:
    """Return a stemma without uncredited lost texts of one copy, which say nothing."""
    single = {x for x in ties.unnamed if len(copies(parents, x)) == 1}
    return tuple(tuple(p for p in ps if p not in single) for ps in parents)


def exemplar_sets(ties: Ties, copy: int) -> tuple[tuple[int, ...], ...]:
    """Return the sets of exemplars that are tried for a copy, the empty one first."""
    alone = sorted(
        ((explained(ties, copy, (p,)), p) for p, c in ties.way if c == copy),
        key=lambda row: (-row[0], row[1]),
    )
    likely = sorted(p for _, p in alone[:_widest(len(alone))])
    return tuple(
        s for k in range(min(MOST_EXEMPLARS, len(likely)) + 1) for s in itertools.combinations(likely, k)
    )


def _widest(exemplars: int) -> int:
    """Return how many exemplars are combined: all of a small story, the likeliest of a large one."""
    return min(exemplars, 8)


def _bounded(ties: Ties, incumbent: Parents) -> Parents:
    """Return the best stemma by depth-first branch and bound, at least as good as the incumbent.

    A branch ends where the sets chosen so far and the best sets of the rest cannot beat the best;
    what lost texts cost only lowers a score, so leaving it out keeps the bound.
    """
    n = len(ties.words)
    options = []
    for c in range(n):
        sets = exemplar_sets(ties, c) if ties.words[c] is not None else ((),)
        options.append(sorted(((explained(ties, c, s), s) for s in sets), key=lambda o: (-o[0], o[1])))
    order = sorted(range(n), key=lambda c: (-options[c][0][0], c))
    most = math.log(n) if ties.popular else 0.0  # what one copy more may add to a text's popularity
    hoped = [max(gain + most * len(s) for gain, s in options[c]) for c in order]
    rest = np.append(np.cumsum(hoped[::-1])[::-1], 0.0)
    best, best_value, left = incumbent, score(ties, incumbent), BUDGET
    chosen: dict[int, tuple[int, ...]] = {}

    def descend(depth: int, value: float) -> None:
        nonlocal best, best_value, left
        if depth == n:
            found = tuple(chosen[c] for c in range(n))
            total = score(ties, found)
            if total > best_value + 1e-9:
                best, best_value = found, total
            return
        c = order[depth]
        for gain, exemplars in options[c]:
            if left <= 0:
                return
            reached = value + gain + most * len(exemplars)
            if reached + rest[depth + 1] <= best_value + 1e-9:
                continue
            left -= 1
            if not _closes(chosen, c, exemplars):
                chosen[c] = exemplars
                descend(depth + 1, reached)
                del chosen[c]

    descend(0, 0.0)
    return best


def _closes(chosen: Mapping[int, tuple[int, ...]], copy: int, exemplars: Sequence[int]) -> bool:
    """Return whether giving a copy these exemplars closes a cycle."""
    seen: set[int] = set()
    queue = list(exemplars)
    while queue:
        node = queue.pop()
        if node == copy:
            return True
        if node not in seen:
            seen.add(node)
            queue.extend(chosen.get(node, ()))
    return False


def _start(ties: Ties, edges: Sequence[Edge]) -> Parents:
    n = len(ties.words)
    weights = np.full((n + 1, n + 1), -np.inf)
    weights[n, :n] = 0.0  # the virtual root: a text that was written first-hand
    for p, c in edges:
        if p not in ties.unnamed:
            weights[p, c] = explained(ties, c, (p,))
    tree = arborescence(weights, n)
    return tuple((p,) if p < n else () for p in tree[:n])


def _moves(current: Parents, edges: Sequence[Edge]) -> Iterator[dict[int, tuple[int, ...]]]:
    """Yield every stemma one step away, as the exemplar lists that change."""
    known = set(edges)
    for p, c in edges:
        mine = current[c]
        if p in mine:
            yield {c: tuple(x for x in mine if x != p)}
            # Two copies of one text, one of them the other's so far, become siblings.
            for x in sorted({q for q, d in known if d == c and (q, p) in known and q not in mine}):
                yield {c: _with((y for y in mine if y != p), x), p: _with(current[p], x)}
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


def acyclic(parents: Parents) -> bool:
    """Return whether no node is its own ancestor."""
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
