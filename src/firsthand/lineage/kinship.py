"""Whether one of two texts drew on the other, or both on a third: kinship without direction.

Two reporters at one event share facts, names and the words of one statement; a copy shares prose.
So words inside quotation marks count little, runs of common prose much, reworded passages only
when they cover most of one text in its own order, and what each has to itself (people, figures,
sayings) speaks against. The weights are fitted (`evaluation/fit_lineage`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from firsthand.lineage.bodies import same_body
from firsthand.lineage.inventory import Inventory, own
from firsthand.lineage.section import has_section
from firsthand.lineage.witnesses import body, strength
from firsthand.model import Alignment, Analysis, Comparison, Value

# An alignment whose words mostly stand inside quotation marks may be one statement quoted twice.
MOSTLY_QUOTED = 0.6
# How likely kin two texts are of which a part of one follows the other, whatever the wholes say.
SECTION = 0.9
# Wording this close in prose is hardly chance.
CLOSE_WORDING = 0.6

FEATURES = (
    "common prose", "longest run", "larger share", "smaller share", "order", "prose beads",
    "word for word", "own names", "own numbers", "own quotations", "most own quotations",
    "one outlet", "credit",
)  # fmt: skip


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


def features(
    left: Inventory, right: Inventory, comparison: Comparison, *, named: bool
) -> tuple[float, ...]:
    """Return the values of `FEATURES` for two documents, the same for both orders.

    `named` says that one of the two credits the other's outlet.
    """
    prose = [a for a in comparison.alignments if a.quoted < MOSTLY_QUOTED]
    close = [a for a in prose if a.similarity >= CLOSE_WORDING and a.manner != "translated"]
    common = sum(_common_words(a) for a in close)
    longest = max((_longest_run(a) for a in prose), default=0)
    one, other = left.analysis, right.analysis
    shares = sorted((_share(prose, one, side="left"), _share(prose, other, side="right")))
    worded = [a for a in prose if a.manner in {"verbatim", "edited"}]
    words = max(_share(worded, one, side="left"), _share(worded, other, side="right"))
    themselves = own(left, right)
    same = same_body(one.document.outlet, other.document.outlet)
    return (
        math.log1p(common),
        math.log1p(longest),
        shares[1],
        shares[0],
        _order(prose),
        math.log1p(len(prose)),
        words,
        themselves.names,
        themselves.numbers,
        themselves.quotations,
        themselves.most_quotations,
        float(same and bool(prose)),
        float(named),
    )


def kinship(
    left: Inventory,
    right: Inventory,
    comparison: Comparison,
    weights: KinshipWeights,
    *,
    named: bool,
) -> Kinship:
    """Return the probability of kinship of two documents with the shares behind it.

    Texts without a passage in common are no kin as far as anybody can tell from the two.
    """
    x = features(left, right, comparison, named=named)
    z = weights.intercept + sum(w * v for w, v in zip(weights.weights, x, strict=True))
    beads = comparison.alignments
    prose = [a for a in beads if a.quoted < MOSTLY_QUOTED]
    probability = 1 / (1 + math.exp(-z)) if beads else 0.0
    if probability < SECTION and has_section(left.analysis, right.analysis, prose):
        probability = SECTION
    return Kinship(
        probability=probability,
        left_share=_share(prose, left.analysis, side="left"),
        right_share=_share(prose, right.analysis, side="right"),
        prose=len(prose),
        quoted=len(beads) - len(prose),
    )


def _share(beads: Sequence[Alignment], side_of: Analysis, *, side: str) -> float:
    """Return the share of one document's words that passages explain, loose wording less than close.

    Two reports of one event say the same in their leads, in other words.
    """
    words = body(side_of)
    found = np.zeros(len(words))
    for a in beads:
        for s in a.left_sentences if side == "left" else a.right_sentences:
            found[s] = max(found[s], strength(a))
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

