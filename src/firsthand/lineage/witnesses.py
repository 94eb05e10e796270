"""The witnesses of one story with everything that was found between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.direction import Direction
from firsthand.lineage.reporting import ReportingWeights
from firsthand.model import Alignment, Analysis, Comparison, Credit, Judgement, Value
from firsthand.reuse.turn import turn
from firsthand.text.words import count

# A reworded passage that keeps nothing of the wording still explains its sentence in part.
REWORDED_FLOOR = 0.4
# Vectors say that a translation says the same, not that it is close in wording.
TRANSLATED_CLOSENESS = 0.4


class Witnesses(Value):
    """One story before its stemma is known; keys of the mappings are (i, j) with i < j.

    `belonging` is the probability that each document tells this story at all; without it, all do.
    Only `credits` has both orders: for (copy, exemplar) the places where one credits the other's outlet.
    """

    analyses: tuple[Analysis, ...]
    comparisons: Mapping[tuple[int, int], Comparison]
    directions: Mapping[tuple[int, int], Direction]
    credits: Mapping[tuple[int, int], tuple[Credit, ...]]
    reporting: ReportingWeights
    dates: Literal["use", "ignore"] = "use"
    judgements: tuple[Judgement, ...] = ()
    belonging: tuple[float, ...] = ()

    def judged(self, exemplar: int, copy: int) -> bool | None:
        """Return what a person said of one text as the exemplar of another; None for nothing."""
        ends = self.analyses[exemplar].document.id, self.analyses[copy].document.id
        said = [j.confirmed for j in self.judgements if (j.exemplar, j.copy) == ends]
        return said[-1] if said else None

    def named(self, i: int, j: int) -> bool:
        """Return whether either of two witnesses credits the other's outlet."""
        return (i, j) in self.credits or (j, i) in self.credits

    def between(self, left: int, right: int) -> Comparison:
        """Return the comparison of two witnesses with `left` on the left."""
        if left < right:
            return self.comparisons[left, right]
        return turn(self.comparisons[right, left])

    def forward(self, exemplar: int, copy: int) -> float:
        """Return the probability that `exemplar` came first, given that one copied the other."""
        if exemplar < copy:
            return self.directions[exemplar, copy].probability
        return 1.0 - self.directions[copy, exemplar].probability


def body(analysis: Analysis) -> NDArray[np.float64]:
    """Return the words of each sentence as they count in shares: none in bylines and date lines."""
    return np.array(
        [0.0 if s.part == "line" else float(s.words) for s in analysis.sentences], dtype=np.float64
    )


def strength(alignment: Alignment) -> float:
    """Return how well one side of an alignment explains the other, in [0, 1]."""
    close = TRANSLATED_CLOSENESS if alignment.manner == "translated" else alignment.similarity
    return alignment.confidence * (REWORDED_FLOOR + (1 - REWORDED_FLOOR) * close)


def closeness(comparison: Comparison, right: Analysis) -> NDArray[np.float64]:
    """Return for each sentence of the right document how well the left one explains it."""
    found = np.zeros(len(right.sentences))
    for a in comparison.alignments:
        # A passage explains no more words than it has, else the fuller text of a pair would gain
        # more by being called the copy than the shorter one.
        room = min(1.0, count(a.left.text) / max(1, count(a.right.text)))
        for s in a.right_sentences:
            found[s] = max(found[s], strength(a) * room)
    return found
