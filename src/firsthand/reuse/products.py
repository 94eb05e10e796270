"""Compiled sums over postings: how much some documents have in common with all others."""

from __future__ import annotations

import numpy as np
from numba import njit

# Sums are added in single precision and in an order of their own.
ROUNDING = 1e-4


@njit(cache=True, nogil=True)
def common(tables, most, wanted):
    """Return rows (query, document, sure) of the pairs that have enough in common; where `sure` is 0,
    they have enough but for rounding.

    Each of four `tables` (names, own lead in the other, own words in the other's lead, numbers) is
    `(first, low, high, weights, documents, values)`: query q has the keys `first[q]:first[q + 1]`, of
    which key k has the postings `low[k]:high[k]` and the weight `weights[k]`; a posting says a
    document, below `most`, and its weight for the key. `wanted` see `_excess`. O(postings looked at).
    """
    total = np.zeros((most, 4), np.float64)
    fresh = np.ones(most, np.bool_)
    met = np.empty(most, np.int64)
    queries = len(tables[0][0]) - 1
    out = np.empty((1024, 3), np.int64)
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
            excess = _excess(total[d], q, d, wanted)
            if excess >= -ROUNDING:
                if count == len(out):
                    bigger = np.empty((2 * count, 3), np.int64)
                    bigger[:count] = out
                    out = bigger
                out[count, 0] = q
                out[count, 1] = d
                out[count, 2] = excess > ROUNDING
                count += 1
            total[d] = 0.0
            fresh[d] = True
    return out[:count].copy()


@njit(cache=True, nogil=True)
def among(keys, wanted):
    """Return where keys are that are wanted; both ascend, the wanted ones are different. Linear in both."""
    out = np.empty(len(keys), np.int64)
    count, at = 0, 0
    for k in range(len(keys)):
        while at < len(wanted) and wanted[at] < keys[k]:
            at += 1
        if at == len(wanted):
            break
        if wanted[at] == keys[k]:
            out[count] = k
            count += 1
    return out[:count]


@njit(cache=True, nogil=True)
def _excess(sums, q, d, wanted):
    """Return by how much a weighted sum of what two documents share exceeds the least one.

    `wanted` is `(weights, least, days, numbers, asked_days, asked_numbers)`: weights of names, of the
    less and the more told lead, of numbers and of days apart, with the gap that stands for an unknown one, the
    longest that counts and what is added to the fewer numbers; `least` is that of pairs of which one
    tells a word of the other's lead, and that of others.
    """
    weights, least, days, numbers, asked_days, asked_numbers = wanted
    names, less, more, of_numbers, apart, unknown, longest, few = weights
    said = names * sums[0] + less * min(sums[1], sums[2]) + more * max(sums[1], sums[2])
    said += of_numbers * sums[3] / (min(numbers[d], asked_numbers[q]) + few)
    gap = unknown
    if days[d] >= 0 and asked_days[q] >= 0:
        gap = min(longest, abs(days[d] - asked_days[q]))
    said -= apart * max(0.0, np.log1p(gap) - np.log1p(unknown))
    return said - (least[0] if sums[1] + sums[2] > 0 else least[1])
