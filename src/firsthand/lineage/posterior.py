"""How sure a stemma is: stemmata drawn in proportion to what they explain.

A Markov chain over exemplar sets. One step takes two witnesses' exemplars away and draws new ones
for one, then for the other, from what the rest allows, accepted in the manner of Grzegorczyk &
Husmeier (Improving the structure MCMC sampler for Bayesian networks by introducing a new edge
reversal move, 2008), so that an edge can turn round without first losing its words; single
witnesses are resampled in between (Gibbs). A fixed seed and rounded scores make the draws the same everywhere. O(sets) a step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.stemma import (
    Parents,
    Ties,
    ascend,
    exemplar_sets,
    explained,
    popularity,
    score,
    without_only_copies,
    written,
)
from firsthand.model import Value

# What the log-likelihood is divided by; of 1 and 2 the one with the lower Brier score of direction
# on story families (docs/method.md). 1 takes the score as it stands.
TEMPERATURE = 1.0
# Steps for each witness, the fewest in all, and the share of them that only forgets the start.
STEPS = 400
FEWEST = 2000
FORGOTTEN = 0.2
SEED = 20_260_212
_BITS = 63
# Conditional distributions kept at hand; a small story meets few different ones.
MOST_KNOWN = 20_000
# Drawn stemmata, most frequent first, that are tried as starts.
TRIED = 100


class Draws(Value):
    """Distinct stemmata with the share of draws that each got, most frequent first."""

    stemmata: tuple[tuple[Parents, float], ...]


class _Choices:
    """The exemplar sets of one witness with their flattened scores, as arrays."""

    def __init__(self, ties: Ties, copy: int) -> None:
        self.sets = exemplar_sets(ties, copy)
        self.values = np.array([explained(ties, copy, s) for s in self.sets]) / TEMPERATURE
        # One bit a node: a story of more than 62 takes whole numbers of any length.
        masks = [sum(1 << p for p in s) for s in self.sets]
        self.masks = np.array(masks, dtype=np.int64 if len(ties.words) < _BITS else object)
        self.members = np.zeros((len(self.sets), len(ties.words)))
        for row, exemplars in enumerate(self.sets):
            self.members[row, list(exemplars)] = 1.0


def draws(ties: Ties, start: Parents) -> Draws:
    """Return stemmata drawn from the distribution that the ties make, starting from a good one."""
    movable = [c for c, words in enumerate(ties.words) if words is not None]
    choices = {c: _Choices(ties, c) for c in movable}
    movable = [c for c in movable if len(choices[c].sets) > 1]
    if not movable:
        return Draws(((start, 1.0),))
    chain = _Chain(ties, choices, start)
    rng = np.random.default_rng(SEED)
    total = max(FEWEST, STEPS * len(movable))
    seen: Counter[Parents] = Counter()
    for step in range(total):
        one = movable[int(rng.integers(len(movable)))]
        if len(movable) > 1 and step % 2:
            other = movable[int(rng.integers(len(movable)))]
            if other != one:
                chain.turn(one, other, rng)
        else:
            chain.resample(one, rng)
        if step >= FORGOTTEN * total:
            seen[chain.state()] += 1
    whole = sum(seen.values())
    return Draws(
        tuple((p, k / whole) for p, k in sorted(seen.items(), key=lambda row: (-row[1], row[0])))
    )


class _Chain:
    """The present stemma as bit masks, with the moves that keep its distribution."""

    def __init__(self, ties: Ties, choices: dict[int, _Choices], start: Parents) -> None:
        self._ties, self._choices = ties, choices
        self._up = [sum(1 << p for p in ps) for ps in start]
        self._sets = list(start)
        self._cost: dict[tuple[int, int], float] = {}
        self._known: dict[tuple[object, ...], tuple[NDArray[np.float64], float]] = {}
        n = len(start)
        self._nodes = np.arange(n)
        self._drawn_on = [sum(p in ps for ps in start) for p in range(n)]  # copies of every node
        # What one copy more adds to the popularity of a node (row) that has so many (column).
        self._more = np.array([
            [popularity(ties, v, k + 1) - popularity(ties, v, k) for k in range(n)] for v in range(n)
        ]) / TEMPERATURE  # fmt: skip

    def state(self) -> Parents:
        return tuple(self._sets)

    def resample(self, copy: int, rng: np.random.Generator) -> None:
        """Draw a witness's exemplars from what the rest of the stemma allows."""
        chances, _ = self._conditional(copy)
        self._put(copy, _draw(chances, rng))

    def turn(self, one: int, other: int, rng: np.random.Generator) -> None:
        """Draw the exemplars of two witnesses anew; the way back draws them in the other order."""
        before = self._sets[one], self._sets[other]
        self._set(one, ())
        _, weight_back = self._conditional(one)
        self._set(other, ())
        chances, weight = self._conditional(one)
        _, weight_other = self._conditional(other)
        self._put(one, _draw(chances, rng))
        chances, weight_then = self._conditional(other)
        self._put(other, _draw(chances, rng))
        if np.log(rng.random()) > weight + weight_then - weight_other - weight_back:
            self._set(one, before[0])
            self._set(other, before[1])

    def _conditional(self, copy: int) -> tuple[NDArray[np.float64], float]:
        """Return the probabilities of a witness's sets given the others, and their log-weight."""
        choices = self._choices[copy]
        self._set(copy, ())
        below = self._below(copy)
        written = tuple((x, self._drawn(x)) for x in self._ties.unnamed if (x, copy) in self._ties.way)
        key = copy, below, written, tuple(self._drawn_on) if self._ties.popular else ()
        if (known := self._known.get(key)) is not None:
            return known
        values = choices.values.copy()
        if self._ties.popular:
            values += choices.members @ self._more[self._nodes, self._drawn_on]
        for x, drawn in written:
            extra = self._written(x, drawn | (1 << copy)) - self._written(x, drawn)
            values[(choices.masks >> x) & 1 == 1] += extra
        values[choices.masks & below != 0] = -np.inf
        top = float(values.max())
        chances = np.exp(values - top)
        whole = float(chances.sum())
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = chances / whole, top + float(np.log(whole))
        return self._known[key]

    def _written(self, lost: int, drawn: int) -> float:
        key = (lost, drawn)
        if key not in self._cost:
            nodes = [c for c in range(len(self._up)) if drawn >> c & 1]
            self._cost[key] = written(self._ties, lost, nodes) / TEMPERATURE
        return self._cost[key]

    def _drawn(self, lost: int) -> int:
        return sum(1 << c for c, up in enumerate(self._up) if up >> lost & 1)

    def _below(self, node: int) -> int:
        """Return a node and all that draw on it, as a mask."""
        below = 1 << node
        while True:
            more = below
            for c, up in enumerate(self._up):
                if up & below:
                    more |= 1 << c
            if more == below:
                return below
            below = more

    def _put(self, copy: int, chosen: int) -> None:
        self._set(copy, self._choices[copy].sets[chosen])

    def _set(self, copy: int, exemplars: tuple[int, ...]) -> None:
        if exemplars is self._sets[copy]:
            return
        for p in self._sets[copy]:
            self._drawn_on[p] -= 1
        up = 0
        for p in exemplars:
            self._drawn_on[p] += 1
            up |= 1 << p
        self._sets[copy] = exemplars
        self._up[copy] = up


def _draw(chances: NDArray[np.float64], rng: np.random.Generator) -> int:
    return min(int(np.searchsorted(np.cumsum(chances), rng.random())), len(chances) - 1)


def settled(ties: Ties, start: Parents, found: Draws) -> Parents:
    """Return the best stemma that search or draws have seen, climbed to its top.

    On large stories the search stops before it has tried all; the draws have been elsewhere.
    """
    seen = [start, *(parents for parents, _ in found.stemmata[:TRIED])]
    return ascend(ties, max(seen, key=lambda parents: score(ties, parents)))


def ancestors(parents: Parents) -> tuple[frozenset[int], ...]:
    """Return for every node all nodes it draws on, through however many copies."""
    found: dict[int, frozenset[int]] = {}

    def up(node: int) -> frozenset[int]:
        if node not in found:
            found[node] = frozenset(parents[node]).union(*(up(p) for p in parents[node]))
        return found[node]

    return tuple(up(v) for v in range(len(parents)))


class Ways(Value):
    """How two witnesses hang together, as probabilities that sum to one.

    `forward`: the first is an ancestor of the second; `backward`: the other way round; `common`:
    neither, but they have an ancestor in common; `apart`: no tie.
    """

    forward: float
    backward: float
    common: float
    apart: float


def ways(found: Draws, held: int) -> dict[tuple[int, int], Ways]:
    """Return for every pair (i, j), i < j, of held witnesses how they hang together."""
    counts = np.zeros((4, held, held))
    for parents, share in found.stemmata:
        above = np.zeros((held, len(parents)))  # for each witness the nodes it draws on
        for node, drawn_on in enumerate(ancestors(parents)[:held]):
            above[node, list(drawn_on)] = 1.0
        forward = above[:, :held].T > 0
        common = above @ above.T > 0
        counts[0][forward] += share
        counts[1][~forward & forward.T] += share
        counts[2][~forward & ~forward.T & common] += share
        counts[3][~forward & ~forward.T & ~common] += share
    return {
        (i, j): Ways(*(round(float(v), 6) for v in counts[:, i, j]))
        for i in range(held)
        for j in range(i + 1, held)
    }


def alternatives(found: Draws, ties: Ties, most: int) -> Sequence[tuple[Parents, float]]:
    """Return the likeliest stemmata with their probability, uncredited lost texts of one copy aside."""
    merged: dict[Parents, float] = {}
    for parents, share in found.stemmata:
        plain = without_only_copies(ties, parents)
        merged[plain] = merged.get(plain, 0.0) + share
    return sorted(merged.items(), key=lambda row: (-row[1], row[0]))[:most]
