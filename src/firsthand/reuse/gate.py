"""Which sentences of a story are worth a vector: those that share rare words with another document.

The vectors cost more than all else, and a sentence whose rare words stand nowhere else has hardly ever
a counterpart: of the sentence pairs that are aligned with all vectors made, 99 in 100 are aligned with
these alone (docs/measurements.md). Between two languages words tell nothing, and every sentence is worth it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from firsthand.model import Analysis
from firsthand.reuse.compare import is_translated, side
from firsthand.reuse.nearest import Side

WORTH = 0.15
"""Cosine of rarity-weighted stems with some sentence of another document from which a vector is made."""


def worth_a_vector(analyses: Sequence[Analysis]) -> list[tuple[int, ...]]:
    """Return for each document of a story the sentences whose vectors may tell something.

    O(s^2) in the sentences of the story, in operations on whole rows.
    """
    if len(analyses) < 2:
        return [() for _ in analyses]
    sides = [side(a, None) for a in analyses]
    best = iter(_nearest(sides))
    tongues = {a.document.language: a for a in analyses}.values()
    mixed = {a.document.language for a in tongues if any(is_translated(a, b) for b in tongues)}
    return [
        tuple(at for at, near in [(at, next(best)) for at in s.usable] if near >= WORTH or a.document.language in mixed)
        for a, s in zip(analyses, sides, strict=True)
    ]


def _nearest(sides: Sequence[Side]) -> list[float]:
    """Return for each usable sentence the best cosine of rarity-weighted stems with one of another document."""
    bags = [(k, s.gists[at].weights) for k, s in enumerate(sides) for at in s.usable]
    lengths = np.array([math.sqrt(math.fsum(sorted(w * w for w in bag.values()))) or 1.0 for _, bag in bags])
    owner = np.array([k for k, _ in bags])
    having: dict[str, list[int]] = {}
    for n, (_, bag) in enumerate(bags):
        for stem in bag:
            having.setdefault(stem, []).append(n)
    # Stems of one document alone bring no two together.
    index = {
        stem: (np.array(at), np.array([bags[n][1][stem] for n in at]))
        for stem, at in having.items() if owner[at[0]] != owner[at[-1]]
    }  # fmt: skip
    found = []
    for n, (k, bag) in enumerate(bags):
        products = np.zeros(len(bags))
        for stem in sorted(bag.keys() & index.keys()):
            places, weights = index[stem]
            products[places] += bag[stem] * weights
        products[owner == k] = 0.0
        found.append(round(float((products / lengths).max()) / float(lengths[n]), 4))
    return found
