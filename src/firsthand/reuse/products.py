"""Compiled sums over postings: how much some documents have in common with all others."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def common(tables, most, wanted):
    """Return the pairs (query, document) that have enough in common.

    Each of four `tables` (names, own lead in the other, own words in the other's lead, numbers) is
    `(first, low, high, weights, documents, values)`: query q has the keys `first[q]:first[q + 1]`, of
    which key k has the postings `low[k]:high[k]` and the weight `weights[k]`; a posting says a
    document, below `most`, and its weight for the key. `wanted` see `_near`. O(postings looked at).
    """
    total = np.zeros((most, 4), np.float64)
    fresh = np.ones(most, np.bool_)
    met = np.empty(most, np.int64)
    queries = len(tables[0][0]) - 1
    out = np.empty((1024, 2), np.int64)
    count = 0
    for q in range(queries):
        seen = 0
        for t in range(4):
            first, low, high, weights, documents, values = tables[t]
            for k in range(first[q], first[q + 1]):
                for p in range(low[k], high[k]):
                    d = documents[p]
                    if fresh[d]:
                        fresh[d] = False
                        met[seen] = d
                        seen += 1
                    total[d, t] += weights[k] * values[p]
        for n in range(seen):
            d = met[n]
            if _near(total[d], q, d, wanted):
                if count == len(out):
                    bigger = np.empty((2 * count, 2), np.int64)
                    bigger[:count] = out
                    out = bigger
                out[count, 0] = q
                out[count, 1] = d
                count += 1
            total[d] = 0.0
            fresh[d] = True
    return out[:count].copy()


@njit(cache=True, nogil=True)
def _near(sums, q, d, wanted):
    """Return whether a weighted sum of what two documents share reaches the least one.

    `wanted` is `(weights, least, days, numbers, asked_days, asked_numbers)`: weights of names, of the
    less and the more told lead, of numbers and of days apart, with the gap that stands for an unknown one, the
    longest that counts and what is added to the fewer numbers.
    """
    weights, least, days, numbers, asked_days, asked_numbers = wanted
    names, less, more, of_numbers, apart, unknown, longest, few = weights
    said = names * sums[0] + less * min(sums[1], sums[2]) + more * max(sums[1], sums[2])
    said += of_numbers * sums[3] / (min(numbers[d], asked_numbers[q]) + few)
    gap = unknown
    if days[d] >= 0 and asked_days[q] >= 0:
        gap = min(longest, abs(days[d] - asked_days[q]))
    return said - apart * max(0.0, np.log1p(gap) - np.log1p(unknown)) >= least
