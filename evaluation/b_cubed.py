"""How well groups agree with clusters: B-cubed (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def b_cubed(truth: Mapping[str, str], said: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Return B-cubed precision and recall of every item.

    An item that is in no group is a group of its own.
    """
    clusters, groups = defaultdict(set), defaultdict(set)
    for i, cluster in truth.items():
        clusters[cluster].add(i)
        groups[said.get(i, f"alone: {i}")].add(i)
    each = {}
    for i, cluster in truth.items():
        group = groups[said.get(i, f"alone: {i}")]
        both = len(group & clusters[cluster])
        each[i] = (both / len(group), both / len(clusters[cluster]))
    return each


def mean(values: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the means of precision and recall, and F1 of the two."""
    pairs = list(values)
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)
