"""Whether one of two texts drew on the other, or both on a third: kinship without direction.

Two reporters at one event share facts, names and the words of one statement; a copy shares prose.
So words inside quotation marks count little, runs of common prose much, and reworded passages only
when they cover most of one text in its own order. The weights are fitted (`evaluation/fit_kinship`).
"""

from __future__ import annotations

import math

import numpy as np

from firsthand.lineage.witnesses import body
from firsthand.model import Alignment, Analysis, Comparison, Value

# An alignment whose words mostly stand inside quotation marks may be one statement quoted twice.
MOSTLY_QUOTED = 0.6
# Wording this close in prose is hardly chance.
CLOSE_WORDING = 0.6

FEATURES = ("common prose", "longest run", "larger share", "smaller share", "order", "prose beads")


class KinshipWeights(Value):
    """A logistic model over `FEATURES`, with the record of its fit."""

    intercept: float
    weights: tuple[float, ...]
    record: dict[str, str | int | float] = {}


class Kinship(Value):
    """How likely two texts are kin, and the shares of both that the other explains."""

    probability: float
    left_share: float
    right_share: float
    prose: int
    quoted: int


def features(left: Analysis, right: Analysis, comparison: Comparison) -> tuple[float, ...]:
    """Return the values of `FEATURES` for two documents, the same for both orders."""
    prose = [a for a in comparison.alignments if a.quoted < MOSTLY_QUOTED]
    close = [a for a in prose if a.similarity >= CLOSE_WORDING and a.manner != "translated"]
    common = sum(_common_words(a) for a in close)
    longest = max((_longest_run(a) for a in prose), default=0)
    shares = sorted((_share(comparison, left, side="left"), _share(comparison, right, side="right")))
    return (
        math.log1p(common),
        math.log1p(longest),
        shares[1],
        shares[0],
        _order(prose),
        math.log1p(len(prose)),
    )


def kinship(
    left: Analysis, right: Analysis, comparison: Comparison, weights: KinshipWeights
) -> Kinship:
    """Return the probability of kinship of two documents with the shares behind it."""
    x = features(left, right, comparison)
    z = weights.intercept + sum(w * v for w, v in zip(weights.weights, x, strict=True))
    beads = comparison.alignments
    return Kinship(
        probability=1 / (1 + math.exp(-z)),
        left_share=_share(comparison, left, side="left"),
        right_share=_share(comparison, right, side="right"),
        prose=sum(a.quoted < MOSTLY_QUOTED for a in beads),
        quoted=sum(a.quoted >= MOSTLY_QUOTED for a in beads),
    )


def _share(comparison: Comparison, side_of: Analysis, *, side: str) -> float:
    """Return the share of one document's words that the other explains, quotations aside."""
    words = body(side_of)
    found = np.zeros(len(words))
    for a in comparison.alignments:
        if a.quoted < MOSTLY_QUOTED:
            for s in a.left_sentences if side == "left" else a.right_sentences:
                found[s] = max(found[s], a.confidence)
    total = float(words.sum())
    return float(found @ words) / total if total else 0.0


def _common_words(a: Alignment) -> int:
    return sum(
        len(a.left.text[e.left.start : e.left.end].split()) for e in a.edits if e.op == "equal"
    )


def _longest_run(a: Alignment) -> int:
    return max(
        (len(a.left.text[e.left.start : e.left.end].split()) for e in a.edits if e.op == "equal"),
        default=0,
    )


def _order(beads: list[Alignment]) -> float:
    """Return how far the passages stand in one order: 1 the same, 0 no more than chance."""
    if len(beads) < 3:
        return 0.0
    starts = [a.left.span.start for a in sorted(beads, key=lambda a: a.right.span)]
    pairs = [(x, y) for i, x in enumerate(starts) for y in starts[i + 1 :] if x != y]
    if not pairs:
        return 0.0
    return max(0.0, 2 * sum(x < y for x, y in pairs) / len(pairs) - 1)

