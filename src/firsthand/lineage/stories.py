"""Which documents tell of one story: grouping that holds together around its own witnesses.

Two documents belong together when they share rare words, names, numbers, wording and meaning;
groups are joined by average linkage, so that A~B and B~C do not chain A to C (a known failure of
connected components over pairs of articles). Rarity comes from a background table, never from the
pile itself, so adding documents changes no pair's likeness. Dates, when they may be used, only
weaken a pair: yesterday's look-alike is another story, a copy with a false date is not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Value

_Key = TypeVar("_Key", str, float)

FEATURES = ("words", "names", "numbers", "vectors", "wording", "days apart", "other language")
# Days beyond which a gap says no more.
LONGEST_GAP = 60.0


class Profile(Value):
    """What a document is about: weighted stems, names and numbers, a mean vector, its day."""

    words: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[float, float]
    vector: NDArray[np.float32] | None
    language: str
    day: date | None


class StoryWeights(Value):
    """A logistic model over `FEATURES`, with the record of its fit."""

    intercept: float
    weights: tuple[float, ...]
    record: dict[str, str | int | float] = {}


def features(left: Profile, right: Profile, wording: float) -> tuple[float, ...]:
    """Return the values of `FEATURES`; `wording` is the share of the shorter text's words reused."""
    other = left.language != right.language
    gap = (
        min(LONGEST_GAP, abs((left.day - right.day).days)) if left.day and right.day else 3.0
    )
    cosine = (
        round(float(left.vector @ right.vector), 4)
        if left.vector is not None and right.vector is not None
        else 0.0
    )
    return (
        0.0 if other else _cosine(left.words, right.words),
        _overlap(left.names, right.names),
        _overlap(left.numbers, right.numbers),
        cosine,
        math.sqrt(wording),
        math.log1p(gap),
        float(other),
    )


def likeness(x: Sequence[float], weights: StoryWeights) -> float:
    """Return the log-odds that two documents tell of one story."""
    return weights.intercept + sum(w * v for w, v in zip(weights.weights, x, strict=True))


def group(odds: NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    """Return the groups of documents, each ascending, by average linkage of pairwise log-odds.

    `odds` is symmetric. O(n^3) at worst on the documents of a pile that share anything.

    >>> group(np.array([[0, 2, -1.5], [2, 0, 1.0], [-1.5, 1.0, 0]]))
    ((0, 1), (2,))
    """
    n = len(odds)
    groups = [[i] for i in range(n)]
    total = np.array(odds, dtype=np.float64)
    np.fill_diagonal(total, -np.inf)
    alive = np.ones(n, dtype=bool)
    size = np.ones(n)
    while True:
        mean = total / np.outer(size, size)
        mean[~alive] = -np.inf
        mean[:, ~alive] = -np.inf
        best = int(np.argmax(mean)) if n else 0
        i, j = divmod(best, n) if n else (0, 0)
        if n < 2 or mean[i, j] <= 0:
            break
        i, j = min(i, j), max(i, j)
        groups[i] += groups[j]
        total[i] += total[j]
        total[:, i] += total[:, j]
        total[i, i] = -np.inf
        size[i] += size[j]
        alive[j] = False
    return tuple(sorted(tuple(sorted(g)) for g, live in zip(groups, alive, strict=True) if live))


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    dot = math.fsum(w * right[k] for k, w in sorted(left.items()) if k in right)
    norm = math.sqrt(math.fsum(w * w for w in left.values()))
    norm *= math.sqrt(math.fsum(w * w for w in right.values()))
    return dot / norm if norm else 0.0


def _overlap(left: Mapping[_Key, float], right: Mapping[_Key, float]) -> float:
    """Return the weight both share, of the lighter side's weight."""
    both = math.fsum(min(w, right[k]) for k, w in sorted(left.items()) if k in right)
    lighter = min(math.fsum(left.values()), math.fsum(right.values()))
    return both / lighter if lighter else 0.0
