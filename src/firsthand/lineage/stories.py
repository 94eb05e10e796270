"""Which documents tell of one story: grouping that holds together around its own witnesses.

Two documents belong together when what the lead of one says, the other says too: the words, who is
named, how many and when; look-alike events give themselves away by what differs (another number of
the same thing, another day). The vectors of their leads were weighed too and decided nothing. A long text tells much of any lead, so
the lengths of the two are weighed in. Groups are joined by average linkage,
so that A~B and B~C do not chain A to C. Rarity comes from a background table, never from the pile
itself, so adding documents changes no pair's likeness. Days of publication, when they may be used,
only weaken a pair: yesterday's look-alike is another story, a copy with a false date is not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.event import agreement
from firsthand.lineage.nearness import FEW_NUMBERS, gap
from firsthand.lineage.profile import Profile
from firsthand.model import Value

FEATURES = (
    "lead told by both", "lead told by one", "names", "names of a lead", "numbers",
    "counts that agree", "counts that differ", "days told", "years told", "wording",
    "long passage", "days apart", "other language", "whole texts", "headline told by one",
    "counts of the leads that differ", "ratio of lengths", "shorter length",
)  # fmt: skip
# Words of a shared passage from which on it says that one had the other's text before it, and the
# number at which it says all that it can.
SHORT_PASSAGE, LONG_PASSAGE = 5, 20
# Log-odds count up to here, so that one pair of copies does not outvote all others.
LARGEST = 9.0
# What a pair counts that has next to nothing in common (`nearness.near`); it is not looked at.
UNRELATED = -2.5
# Two groups, of n <= m documents, are joined when their mean log-odds exceed
# BLOCK * ln(n) - LONE * (1 - 1/m). A document that only mentions a story has weak links to all of it,
# which many witnesses together make credible; but a block of documents that all have weak links to
# another block tells of another event (chosen on ECB+ and our families by cross-validation).
LONE = 1.2
BLOCK = 0.6


# The logistic of `belonging`.
BELONGS = 0.86
BELONGS_PER_NAT = 0.85


class StoryWeights(Value):
    """A logistic model over `FEATURES`, with the record of its fit."""

    intercept: float
    weights: tuple[float, ...]
    record: dict[str, str | int | float] = {}


class Wording(Value):
    """Word-for-word reuse of a pair: share of the shorter text, words of the longest passage."""

    share: float = 0.0
    longest: int = 0


def features(left: Profile, right: Profile, wording: Wording) -> tuple[float, ...]:
    """Return the values of `FEATURES` for two documents, the same whichever is left."""
    other = left.language != right.language
    one = 0.0 if other else _told_by(left.lead, right.words)
    two = 0.0 if other else _told_by(right.lead, left.words)
    headline = max(_told_by(left.headline, right.stems), _told_by(right.headline, left.stems))
    agree, differ = _counts(left.counts, right.counts)
    fewer = min(len(left.numbers), len(right.numbers))
    day = agreement(left.told.days, right.told.days)
    weekday = agreement(left.told.weekdays, right.told.weekdays)
    return (
        min(one, two),
        max(one, two),
        _cosine(left.names, right.names),
        max(_told_by(left.lead_names, right.names), _told_by(right.lead_names, left.names)),
        len(left.numbers & right.numbers) / (fewer + FEW_NUMBERS),
        math.log1p(agree),
        math.log1p(differ),
        day + weekday,
        agreement(left.told.years, right.told.years),
        math.sqrt(wording.share),
        min(1.0, max(0.0, (wording.longest - SHORT_PASSAGE) / (LONG_PASSAGE - SHORT_PASSAGE))),
        math.log1p(gap(left, right)),
        float(other),
        0.0 if other else _cosine(left.stems, right.stems),
        0.0 if other else headline,
        math.log1p(_counts(left.lead_counts, right.lead_counts)[1]),
        abs(math.log1p(left.length) - math.log1p(right.length)),
        math.log1p(min(left.length, right.length)),
    )


def likeness(x: Sequence[float], weights: StoryWeights) -> float:
    """Return the log-odds that two documents tell of one story."""
    odds = weights.intercept + math.fsum(w * v for w, v in zip(weights.weights, x, strict=True))
    return max(-LARGEST, min(LARGEST, odds))


def grouped(odds: Mapping[tuple[int, int], float], n: int) -> tuple[tuple[int, ...], ...]:
    """Return the groups of n documents, each ascending, from the log-odds of pairs (i < j).

    Pairs that are not there are `UNRELATED`. Groups are joined only where a pair is above -LONE, so
    each set of documents that such pairs connect is linked on its own, with the same outcome.
    """
    partners: list[list[int]] = [[] for _ in range(n)]
    for (i, j), value in odds.items():
        if value > -LONE:
            partners[i].append(j)
            partners[j].append(i)
    sets: list[list[int]] = []
    home = [-1] * n
    for start in range(n):
        if home[start] >= 0:
            continue
        home[start] = len(sets)
        reached = [start]
        for i in reached:
            new = sorted({j for j in partners[i] if home[j] < 0})
            reached += new
            for j in new:
                home[j] = len(sets)
        sets.append(sorted(reached))
    within: list[list[tuple[int, int]]] = [[] for _ in sets]
    for i, j in odds:
        if home[i] == home[j]:
            within[home[i]].append((i, j))
    found: list[tuple[int, ...]] = []
    for members, pairs in zip(sets, within, strict=True):
        place = {i: k for k, i in enumerate(members)}
        matrix = np.full((len(members), len(members)), UNRELATED)
        for i, j in pairs:
            matrix[place[i], place[j]] = matrix[place[j], place[i]] = odds[i, j]
        found += [tuple(members[k] for k in g) for g in group(matrix)]
    return tuple(sorted(found))


def belonging(
    odds: Mapping[tuple[int, int], float],
    members: Sequence[int],
    sharing: Collection[tuple[int, int]],
) -> tuple[float, ...]:
    """Return for each member of a group the probability that it tells the group's story.

    A logistic of its mean log-odds with the others, fitted on 218 members of groups that share no
    passage with any other (ECB+, families, simulated stories; 92 % belong, AUC .85); who is in
    `sharing` with another member belongs.
    """
    found = []
    for i in members:
        pairs = [(min(i, j), max(i, j)) for j in members if j != i]
        if not pairs or any(pair in sharing for pair in pairs):
            found.append(1.0)
            continue
        mean = math.fsum(odds.get(pair, UNRELATED) for pair in pairs) / len(pairs)
        found.append(1.0 / (1.0 + math.exp(-BELONGS - BELONGS_PER_NAT * mean)))
    return tuple(found)


def group(odds: NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    """Return the groups of documents, each ascending, by average linkage of pairwise log-odds.

    `odds` is symmetric. The likeliest two groups are joined while any may be (see `BLOCK`). Each group
    remembers its likeliest partner, so that a step looks at one row, not at all (after Anderberg 1973):
    O(n^2) on the documents of a pile that hang together, O(n^3) at worst.

    >>> group(np.array([[0, 2, -1.5], [2, 0, 0.1], [-1.5, 0.1, 0]]))
    ((0, 1), (2,))
    """
    n = len(odds)
    if not n:
        return ()
    groups = {i: [i] for i in range(n)}
    total = np.array(odds, dtype=np.float64)
    np.fill_diagonal(total, -np.inf)
    size = np.ones(n)
    mean = np.empty((n, n))
    for i in range(n):
        mean[i] = _joinable(total[i], size, i)
    partner = mean.argmax(axis=1)
    best = mean[np.arange(n), partner]
    while len(groups) > 1:
        one = int(best.argmax())
        if best[one] == -np.inf:
            break
        i, j = sorted((one, int(partner[one])))
        groups[i] += groups.pop(j)
        total[i] += total[j]
        total[:, i] = total[i]
        total[j] = total[:, j] = -np.inf
        size[i] += size[j]
        mean[j] = mean[:, j] = -np.inf
        mean[i] = mean[:, i] = _joinable(total[i], size, i)
        # Whoever had one of the two as partner looks again; to the others the joined group may be a better one.
        again = (partner == i) | (partner == j)
        again[[i, j]] = True
        better = (mean[i] > best) | ((mean[i] == best) & (i < partner))
        partner[better], best[better] = i, mean[i][better]
        for k in np.nonzero(again)[0]:
            partner[k] = mean[k].argmax()
            best[k] = mean[k, partner[k]]
    return tuple(sorted(tuple(sorted(g)) for g in groups.values()))


def _joinable(total: NDArray[np.float64], size: NDArray[np.float64], i: int) -> NDArray[np.float64]:
    """Return the mean log-odds of group i with every group that it may be joined to."""
    mean: NDArray[np.float64] = total / (size * size[i])
    least = BLOCK * np.log(np.minimum(size, size[i])) - LONE * (1 - 1 / np.maximum(size, size[i]))
    mean[mean <= least] = -np.inf
    return mean


def _told_by(lead: Mapping[str, float], whole: Mapping[str, float] | frozenset[str]) -> float:
    """Return the share of a lead that the other text tells too."""
    return math.fsum([w for k, w in lead.items() if k in whole])


def _counts(
    left: Mapping[str, frozenset[float]], right: Mapping[str, frozenset[float]]
) -> tuple[int, int]:
    """Return of how many things two texts give the same number, and of how many another."""
    both = left.keys() & right.keys()
    agree = sum(bool(left[k] & right[k]) for k in both)
    return agree, len(both) - agree


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return math.fsum([w * right[k] for k, w in left.items() if k in right])
