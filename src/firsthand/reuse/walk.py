"""Compiled walks along two texts, from seeds to passages."""

from __future__ import annotations

import numpy as np
from numba import njit

from firsthand.reuse.kernels import COMMON, HALF, LOW, NAMED, PLACE


@njit(cache=True, nogil=True)
def extend(found, words, first, limits):
    """Return the passages around seeds, as text a, text b and ranges [a0, a1), [b0, b1) of words.

    `found` are sorted seeds. From each seed both sides are walked word by word; at a difference up
    to `shift` words are skipped on either side to meet again, and a walk ends when differences
    outweigh equal words by `drop`. Passages of fewer than `least` equal words (`sentence`, from a
    common gram) are left out, and seeds inside a passage of their pair are not walked again.
    """
    shift, drop, least, sentence = limits
    out = np.empty((len(found), 6), np.int64)
    count, begin = 0, 0
    pair = ~np.uint64(0)
    for s in range(len(found)):
        if found[s, 0] != pair:
            count = _in_order(out, begin, count)
            pair = found[s, 0]
            begin = count
            a, b = np.int64(pair >> HALF), np.int64(pair & LOW)
            first_a, stop_a = first[a], first[a + 1]
            first_b, stop_b = first[b], first[b + 1]
        i = np.int64((found[s, 1] >> HALF) & PLACE)
        j = np.int64(found[s, 1] & LOW)
        covered = False
        for k in range(count - 1, begin - 1, -1):
            if out[k, 2] <= i < out[k, 3] and out[k, 4] <= j < out[k, 5]:
                covered = True
                break
        if covered:
            continue
        i += first_a
        j += first_b
        right = _walk(words, i, j, stop_a, stop_b, 1, shift, drop)
        left = _walk(words, i - 1, j - 1, first_a - 1, first_b - 1, -1, shift, drop)
        if left[2] + right[2] >= (sentence if found[s, 1] & COMMON else least):
            out[count, 0] = a
            out[count, 1] = b
            out[count, 2] = left[0] + 1 - first_a
            out[count, 3] = right[0] - first_a
            out[count, 4] = left[1] + 1 - first_b
            out[count, 5] = right[1] - first_b
            count += 1
    count = _in_order(out, begin, count)
    return out[:count].copy()


@njit(cache=True, nogil=True)
def _in_order(rows, begin, end):
    """Sort the rows of one pair, each once; return where they end now."""
    count = begin
    for k in range(begin, end):
        row = (rows[k, 2], rows[k, 3], rows[k, 4], rows[k, 5])
        at = count
        while at > begin:
            before = (rows[at - 1, 2], rows[at - 1, 3], rows[at - 1, 4], rows[at - 1, 5])
            if before <= row:
                break
            at -= 1
        if (
            at > begin
            and (rows[at - 1, 2], rows[at - 1, 3], rows[at - 1, 4], rows[at - 1, 5]) == row
        ):
            continue
        for m in range(count, at, -1):
            rows[m] = rows[m - 1]
        rows[at, 0], rows[at, 1] = rows[begin, 0], rows[begin, 1]
        rows[at, 2], rows[at, 3], rows[at, 4], rows[at, 5] = row
        count += 1
    return count


@njit(cache=True, nogil=True)
def _walk(words, i, j, stop_i, stop_j, step, shift, drop):
    """Return how far two texts go together: the first word not taken on each side, equal words."""
    best_i, best_j, best_equal = i, j, 0
    equal, score, best_score = 0, 0, 0
    while i != stop_i and j != stop_j:
        if words[i] == words[j]:
            equal += np.int64(words[i] & NAMED)
            score += 1
            i += step
            j += step
            if score >= best_score:
                best_score, best_i, best_j, best_equal = score, i, j, equal
            continue
        met = False
        for skip in range(1, 2 * shift + 1):
            for x in range(max(0, skip - shift), min(skip, shift) + 1):
                y = skip - x
                p, q = i + step * x, j + step * y
                if (p + step - stop_i) * step >= 0 or (q + step - stop_j) * step >= 0:
                    continue
                if words[p] == words[q] and words[p + step] == words[q + step]:
                    i, j = p, q
                    score -= max(x, y)
                    met = True
                    break
            if met:
                break
        if not met or best_score - score > drop:
            break
    return best_i, best_j, best_equal
