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
from firsthand.lineage.relations import Told
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
    told: Told, entered: dict[tuple[int, int], int], made: Sequence[Relation]
) -> Lines:
    """Return the lines of reporting with the number of passages that go back to each.

    `entered` is where each (witness, sentence) entered the story, `made` the story's relations.
    """
    witnesses, family, parents, nodes = told.witnesses, told.family, told.parents, told.nodes
    n = len(witnesses.analyses)
    certain = {n + k: 1.0 for k in range(len(family.lost)) if any(n + k in ps for ps in parents)}
    quoting = {r.copy for r in made if r.kind == "quotation"}
    chances = dict(certain)
    for w, analysis in enumerate(witnesses.analyses):
        if nodes[w] in quoting:
            continue
        if not parents[w]:
            chances[w] = 1.0
            continue
        own = np.array([entered[w, s] == w for s in range(len(analysis.sentences))])
        below = descendants(parents, w)
        others = [a for v, a in enumerate(witnesses.analyses) if v != w and v not in below]
        mixed = own_reporting(analysis, own, others).probability
        chances[w] = 1.0 - (1.0 - mixed) * _copied(family, parents, w)
    merged = _by_outlet(witnesses, parents, chances)
    counts: dict[int, int] = {}
    for node in entered.values():
        counts[node] = counts.get(node, 0) + 1
    kept = sorted((v for v, p in merged.items() if p > 0.5), key=lambda v: (-counts.get(v, 0), v))
    return Lines(
        tuple(
            Origin(nodes[v], _name(witnesses, family, v), counts.get(v, 0)) for v in kept
        ),
        interval(list(merged.values()), len(kept)),
    )


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


def interval(chances: Sequence[float], best: int) -> Interval:
    """Return a count with the range that holds 90 % of a sum of independent chances."""
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
