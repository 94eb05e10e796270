"""Lines of reporting: the roots of the stemma and the own reporting inside copies, as an interval.

Pure copies drop out (eliminatio codicum descriptorum). Later texts of one outlet belong to its
line; pieces that only quote have none. Under one stemma, whether a copy is a copy and whether a
remainder is reporting are chances, so the number of lines is a sum of independent Bernoulli
variables (Poisson binomial); over stemmata it is the mixture of these sums by the probability of
each. The best count is the median of the mixture, the interval the shortest range around it that holds
90 % of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.bodies import same_body
from firsthand.lineage.relations import Told
from firsthand.lineage.reporting import commentary, own_reporting
from firsthand.lineage.stemma import Parents
from firsthand.lineage.ties import EXPLAINED, Family
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Interval, Origin, Relation, Value

# How much of the distribution of the count an interval holds.
HELD = 0.9
# Stemmata that the mixture is made of: the likeliest.
MIXED = 40
UNNAMED = "an unnamed text"


class Lines(Value):
    """The lines of reporting of a story and how many there are."""

    origins: tuple[Origin, ...]
    independent: Interval


def lines(
    told: Told, entered: dict[tuple[int, int], int], made: Sequence[Relation]
) -> Lines:
    """Return the lines of reporting with the number of passages that go back to each.

    `entered` is where each (witness, sentence) entered the story, `made` the story's relations.
    """
    quoting = {r.copy for r in made if r.kind == "quotation"}
    chances = _Chances(told, {w for w, node in enumerate(told.nodes) if node in quoting})
    merged = chances.under(told.parents)
    counts: dict[int, int] = {}
    for node in entered.values():
        counts[node] = counts.get(node, 0) + 1
    mixture = np.zeros(len(told.nodes) + 1)
    for parents, share in told.draws.stemmata[:MIXED]:
        spread = sum_of_chances(list(chances.under(parents).values()))
        mixture[: len(spread)] += share * spread
    mixture /= mixture.sum()
    best = min(max(1, int(np.searchsorted(np.cumsum(mixture), 0.5))), max(1, len(merged)))
    likeliest = sorted(merged, key=lambda v: (-merged[v], v))[:best]
    kept = sorted(likeliest, key=lambda v: (-counts.get(v, 0), v))
    return Lines(
        tuple(
            Origin(told.nodes[v], _name(told.witnesses, told.family, v), counts.get(v, 0))
            for v in kept
        ),
        interval(mixture, best),
    )


class _Chances:
    """The chance of every node to be a line of reporting, under any stemma of one story."""

    def __init__(self, told: Told, quoting: set[int]) -> None:
        self._told, self._quoting = told, quoting
        analyses = told.witnesses.analyses
        self._reporting = [1.0 - commentary(a) for a in analyses]
        self._belonging = told.witnesses.belonging or [1.0] * len(analyses)
        self._mixed: dict[tuple[int, tuple[int, ...], frozenset[int]], float] = {}

    def under(self, parents: Parents) -> dict[int, float]:
        """Return the chances under one stemma, the texts of one outlet taken as one line."""
        witnesses, family = self._told.witnesses, self._told.family
        n = len(witnesses.analyses)
        chances = {x: 1.0 for x in range(n, len(parents)) if any(x in ps for ps in parents)}
        for w in range(n):
            if w in self._quoting and parents[w]:
                continue
            if not parents[w]:
                chances[w] = self._reporting[w]
                if not any(w in ps for ps in parents):
                    chances[w] *= self._belonging[w]
                continue
            mixed = self._own(w, parents)
            alone = 1.0 - (1.0 - mixed) * _copied(family, parents, w)
            chances[w] = alone * self._reporting[w]
        return _by_outlet(witnesses, parents, chances)

    def _own(self, w: int, parents: Parents) -> float:
        below = frozenset(descendants(parents, w))
        key = (w, parents[w], below)
        if key not in self._mixed:
            analyses = self._told.witnesses.analyses
            closeness = self._told.family.ties.closeness
            own = np.maximum.reduce([closeness[p, w] for p in parents[w]]) < EXPLAINED
            others = [a for v, a in enumerate(analyses) if v != w and v not in below]
            self._mixed[key] = own_reporting(analyses[w], own, others).probability(
                self._told.witnesses.reporting
            )
        return self._mixed[key]


def descendants(parents: Parents, node: int) -> set[int]:
    """Return all nodes that draw on a node, through however many copies."""
    found: set[int] = set()
    queue = [node]
    while queue:
        top = queue.pop()
        below = [c for c, ps in enumerate(parents) if top in ps and c not in found]
        found.update(below)
        queue.extend(below)
    return found


def _copied(family: Family, parents: Parents, witness: int) -> float:
    """Return the probability that a witness draws on others at all: its surest kinship."""
    n = len(family.ties.words) - len(family.lost)
    if any(p >= n and witness in family.lost[p - n].whole for p in parents[witness]):
        return 0.99
    return max(
        (k.probability for pair, k in family.kin.items() if witness in pair), default=0.0
    )


def _by_outlet(
    witnesses: Witnesses, parents: Parents, chances: dict[int, float]
) -> dict[int, float]:
    """Return the chances with the texts of one outlet taken as one line, the first text's."""
    n = len(witnesses.analyses)
    merged: dict[int, float] = {}
    # Roots first: what an outlet wrote later belongs to the line it opened.
    for v in sorted(chances, key=lambda v: (v < n and bool(parents[v]), v)):
        outlet = witnesses.analyses[v].document.outlet if v < n else None
        for u in merged:
            if u < n and same_body(outlet, witnesses.analyses[u].document.outlet):
                merged[u] = 1.0 - (1.0 - merged[u]) * (1.0 - chances[v])
                break
        else:
            merged[v] = chances[v]
    return merged


def sum_of_chances(chances: Sequence[float]) -> NDArray[np.float64]:
    """Return the probabilities of 0, 1, … of independent events to happen (Poisson binomial)."""
    spread = np.array([1.0])
    for p in sorted(chances):
        spread = np.convolve(spread, [1.0 - p, p])
    return spread


def interval(probabilities: NDArray[np.float64], best: int) -> Interval:
    """Return a count with the shortest range around it that holds `HELD` of its distribution.

    >>> interval(np.array([0, 0.02, 0.9, 0.08]), 2)
    Interval(low=2, best=2, high=2)
    """
    best = max(best, 1)
    low = high = best
    held = float(probabilities[best]) if best < len(probabilities) else 0.0
    while held < HELD:
        below = float(probabilities[low - 1]) if low > 1 else -1.0
        above = float(probabilities[high + 1]) if high + 1 < len(probabilities) else -1.0
        if max(below, above) <= 0:
            break
        if above > below:
            high, held = high + 1, held + above
        else:
            low, held = low - 1, held + below
    return Interval(low, best, high)


def _name(witnesses: Witnesses, family: Family, node: int) -> str:
    n = len(witnesses.analyses)
    if node >= n:
        return family.lost[node - n].name or UNNAMED
    document = witnesses.analyses[node].document
    return document.outlet or document.title or document.path
