"""Compiled sums over postings: how much some documents have in common with all others."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def above(first, low, high, weights, documents, values, most, least):
    """Return the pairs (query, document) whose weighted keys in common add up to `least` or more.

    Query q has the keys `first[q]:first[q + 1]`, of which key k has the postings `low[k]:high[k]` and the weight
    `weights[k]`; a posting says a document, below `most`, and its weight for the key. O(postings looked at).
    """
    total = np.zeros(most, np.float64)
    met = np.empty(most, np.int64)
    out = np.empty((1024, 2), np.int64)
    count = 0
    for q in range(len(first) - 1):
        seen = 0
        for k in range(first[q], first[q + 1]):
            for p in range(low[k], high[k]):
                d = documents[p]
                if values[p] <= 0.0 or weights[k] <= 0.0:
                    continue
                if total[d] == 0.0:
                    met[seen] = d
                    seen += 1
                total[d] += weights[k] * values[p]
        for n in range(seen):
            d = met[n]
            if total[d] >= least:
                if count == len(out):
                    bigger = np.empty((2 * count, 2), np.int64)
                    bigger[:count] = out
                    out = bigger
                out[count, 0] = q
                out[count, 1] = d
                count += 1
            total[d] = 0.0
    return out[:count].copy()
