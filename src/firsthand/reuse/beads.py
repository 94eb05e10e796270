"""Which sentences stand for which: groups of the best pairs, one to one, merged or split.

Greedy by confidence (as competitive linking: Melamed, Models of translational equivalence, 2000),
because rewriters move paragraphs and no order can be relied on; between equals (a sentence that
stands twice) the neighbours decide. A bead then takes in a free neighbour where that explains more
of the other side (bead types after Gale and Church, A program for aligning sentences, 1993).
"""

from __future__ import annotations

from firsthand.model import Value
from firsthand.reuse.nearest import Group
from firsthand.reuse.panel import Cell, Panel

LEAST = 0.2
"""Confidence below which a pair is no alignment worth keeping."""
_ANCHORED = 1 / 3
"""Share of the shorter side in word-for-word passages that keeps a pair whatever its confidence."""
_LEFTOVER = 0.6
"""Confidence a sentence needs to join a partner that another sentence has already."""
_GAIN = 0.03
"""Overlap that a further sentence must add to a bead."""
_WIDEST = 3
"""Sentences on one side of a bead."""


class Bead(Value):
    """Two groups of sentences, the probability that they say the same, and how close they are.

    `closeness` is the vectors' cosine, or without vectors the share of words that sound alike: what
    a translation is measured by.
    """

    left: Group
    right: Group
    confidence: float
    closeness: float


def beads(panel: Panel) -> tuple[Bead, ...]:
    """Return the beads of a panel, in the order of the right document."""
    ranked = sorted(
        ((chance, i, j) for (i, j), chance in panel.confidences().items()),
        key=lambda row: (-round(row[0], 2), -panel.support(row[1], row[2]), row[1] + row[2]),
    )
    free_left, free_right = set(panel.left.usable), set(panel.right.usable)
    taken: list[Bead] = []
    for chance, i, j in ranked:
        if i in free_left and j in free_right and _worth(panel, (i,), (j,), chance):
            free_left.discard(i)
            free_right.discard(j)
            taken.append(_bead(panel, (i,), (j,), chance))
    grown = [_grow(panel, bead, free_left, free_right) for bead in taken]
    for chance, i, j in ranked:
        if chance >= _LEFTOVER and (i in free_left or j in free_right):
            free_left.discard(i)
            free_right.discard(j)
            grown.append(_bead(panel, (i,), (j,), chance))
    return tuple(sorted(grown, key=lambda bead: (bead.right, bead.left)))


def _worth(panel: Panel, left: Group, right: Group, chance: float) -> bool:
    return chance >= LEAST or panel.anchored(left, right) >= _ANCHORED


def _bead(panel: Panel, left: Group, right: Group, confidence: float) -> Bead:
    cosine, overlap = panel.row(left, right)[:2]
    return Bead(left, right, confidence, cosine or overlap)


def _grow(panel: Panel, bead: Bead, free_left: set[int], free_right: set[int]) -> Bead:
    """Return the bead with the free neighbours that make it explain more, taking them."""
    while True:
        here = panel.explained(bead.left, bead.right)
        options: list[tuple[float, Cell]] = []
        if len(bead.right) == 1 and len(bead.left) < _WIDEST:
            options += [
                (panel.explained(group, bead.right), (group, bead.right))
                for group in _wider(bead.left, free_left)
            ]
        if len(bead.left) == 1 and len(bead.right) < _WIDEST:
            options += [
                (panel.explained(bead.left, group), (bead.left, group))
                for group in _wider(bead.right, free_right)
            ]
        best = max(options, default=(0.0, (bead.left, bead.right)))
        if best[0] < here + _GAIN:
            return bead
        left, right = best[1]
        chance = panel.confidence(left, right)
        if not _worth(panel, left, right, chance):
            return bead
        free_left.difference_update(left)
        free_right.difference_update(right)
        bead = _bead(panel, left, right, max(chance, bead.confidence))


def _wider(group: Group, free: set[int]) -> list[Group]:
    before, after = group[0] - 1, group[-1] + 1
    return [(before, *group)] * (before in free) + [(*group, after)] * (after in free)
