"""Compiled sums over postings: how much some documents have in common with all others."""

from __future__ import annotations

import numpy as np
from numba import njit

# Sums are added in single precision (of some hundred terms that add up to no more than ten) and in an order of their own.
ROUNDING = 1e-3
# Documents of which sums are made at a time.
SPAN = 8192


@njit(cache=True, nogil=True)
def common(tables, most, wanted):
    """Return rows (query, document, sure) of the pairs that have enough in common; where `sure` is 0,
    they have enough but for rounding.

    Each of four `tables` (names, own lead in the other, own words in the other's lead, numbers) is
    `(first, low, high, weights, documents, values)`: query q has the keys `first[q]:first[q + 1]`, of
    which key k has the postings `low[k]:high[k]` and the weight `weights[k]`; a posting says a
    document, below `most`, and its weight for the key; those of a key ascend. `wanted` see `_excess`.
    Sums are of `SPAN` documents at a time, so that they stay in the nearest cache. O(postings looked at).
    """
    total = np.zeros((4, SPAN), np.float32)
    queries = len(tables[0][0]) - 1
    longest = 0
    for t in range(4):
        for q in range(queries):
            longest = max(longest, tables[t][0][q + 1] - tables[t][0][q])
    next_ = np.empty((4, longest), np.int64)
    by_name, by_less, by_more = np.float32(wanted[0][0]), np.float32(wanted[0][1]), np.float32(wanted[0][2])
    least = np.float32(min(wanted[1][0], wanted[1][1]) - 2 * ROUNDING)
    out = np.empty((1024, 3), np.int64)
    count = 0
    for q in range(queries):
        for t in range(4):
            first, low, high, weights, documents, values = tables[t]
            next_[t, : first[q + 1] - first[q]] = low[first[q] : first[q + 1]]
        for begin in range(0, most, SPAN):
            end = min(most, begin + SPAN)
            total[:] = 0.0
            for t in range(4):
                first, low, high, weights, documents, values = tables[t]
                for k in range(first[q], first[q + 1]):
                    p, stop, weight = next_[t, k - first[q]], high[k], np.float32(weights[k])
                    sums = total[t]
                    while p < stop and documents[p] < end:
                        sums[np.uint64(documents[p] - np.uint32(begin))] += weight * values[p]
                        p += 1
                    next_[t, k - first[q]] = p
            for d in range(begin, end):
                at = d - begin
                names, own, other, numbers = total[0, at], total[1, at], total[2, at], total[3, at]
                if names * by_name + min(own, other) * by_less + max(own, other) * by_more < least and numbers == 0.0:
                    continue
                excess = _excess((names, own, other, numbers), q, d, wanted)
                if excess >= -ROUNDING:
                    if count == len(out):
                        bigger = np.empty((2 * count, 3), np.int64)
                        bigger[:count] = out
                        out = bigger
                    out[count, 0] = q
                    out[count, 1] = d
                    out[count, 2] = excess > ROUNDING
                    count += 1
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
    enough = least[0] if sums[1] + sums[2] > 0 else least[1]
    if said < enough - ROUNDING:
        return said - enough
    gap = unknown
    if days[d] >= 0 and asked_days[q] >= 0:
        gap = min(longest, abs(days[d] - asked_days[q]))
    said -= apart * max(0.0, np.log1p(gap) - np.log1p(unknown))
    return said - enough
