"""Lines of reporting: the roots of the stemma and the own reporting inside copies, as an interval.

Pure copies drop out (eliminatio codicum descriptorum). Later texts of one outlet belong to its
line; pieces that only quote have none. What is uncertain, whether a copy is a copy and whether a
remainder is reporting, counts with its probability: the number of lines is a sum of independent
Bernoulli variables (Poisson binomial), and the interval holds 90 % of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.lineage.bodies import same_body
from firsthand.lineage.relations import Nodes
from firsthand.lineage.reporting import own_reporting
from firsthand.lineage.stemma import Parents
from firsthand.lineage.ties import Family
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Interval, Origin, Relation, Value

TAIL = 0.05  # outside the interval on either side


class Lines(Value):
    """The lines of reporting of a story and how many there are."""

    origins: tuple[Origin, ...]
    independent: Interval


def lines(
    witnesses: Witnesses,
    family: Family,
    parents: Parents,
    entered: dict[tuple[int, int], int],
    made: Sequence[Relation],
    nodes: Nodes,
) -> Lines:
    """Return the lines of reporting with the number of passages that go back to each."""
    n = len(witnesses.analyses)
    certain = {n + k: 1.0 for k in range(len(family.lost)) if any(n + k in ps for ps in parents)}
    quoting = {r.copy for r in made if r.kind == "quotation"}
    doubt = {r.copy: 1.0 for r in made}
    for r in made:
        doubt[r.copy] *= 1.0 - r.confidence
    chances = dict(certain)
    for w, analysis in enumerate(witnesses.analyses):
        if nodes[w] in quoting:
            continue
        if not parents[w]:
            chances[w] = 1.0
            continue
        own = np.array([entered[w, s] == w for s in range(len(analysis.sentences))])
        mixed = own_reporting(analysis, own, witnesses.others(w)).probability
        chances[w] = 1.0 - (1.0 - mixed) * (1.0 - doubt[nodes[w]])
    merged = _by_outlet(witnesses, parents, chances)
    counts: dict[int, int] = {}
    for node in entered.values():
        counts[node] = counts.get(node, 0) + 1
    kept = sorted((v for v, p in merged.items() if p > 0.5), key=lambda v: (-counts.get(v, 0), v))
    return Lines(
        tuple(
            Origin(nodes[v], _name(witnesses, family, v), counts.get(v, 0)) for v in kept
        ),
        _interval(list(merged.values()), len(kept)),
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


def _interval(chances: list[float], best: int) -> Interval:
    spread = np.array([1.0])
    for p in sorted(chances):
        spread = np.convolve(spread, [1.0 - p, p])
    total = np.cumsum(spread)
    low = int(np.searchsorted(total, TAIL))
    high = int(np.searchsorted(total, 1.0 - TAIL))
    best = max(best, 1)
    return Interval(max(1, min(low, best)), best, max(high, best))


def _name(witnesses: Witnesses, family: Family, node: int) -> str:
    n = len(witnesses.analyses)
    if node >= n:
        return family.lost[node - n].name
    document = witnesses.analyses[node].document
    return document.outlet or document.title or document.path
