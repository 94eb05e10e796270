"""Compiled walks along two texts, from seeds to passages."""

from __future__ import annotations

import numpy as np
from numba import njit

from firsthand.reuse.kernels import COMMON, HALF, LOW, NAMED, PLACE

_AHEAD = 64  # seeds whose words are fetched before they are walked from
_LINE = 16  # words in a line of the cache


@njit(cache=True, nogil=True)
def extend(found, words, begins, sizes, limits):
    """Return the passages around seeds, as text a, text b and ranges [a0, a1), [b0, b1) of words.

    `found` are sorted seeds; text i has the words `words[begins[i]:begins[i] + sizes[i]]`. From
    each seed both sides are walked word by word; at a difference up to `shift` words are skipped on
    either side to meet again, and a walk ends when differences outweigh equal words by `drop`.
    Passages of fewer than `least` equal words, numbers not counted (`sentence`, from a common
    gram), are left out, and seeds inside a passage of their pair are not walked again.
    """
    shift, drop, least, sentence = limits
    out = np.empty((len(found), 6), np.int64)
    count, begin, fetched, touched = 0, 0, 0, 0
    pair = ~np.uint64(0)
    for s in range(len(found)):
        if s == fetched:
            # Most seeds are walked from once, and wait for memory: these wait together.
            fetched = min(len(found), s + _AHEAD)
            for n in range(s, fetched):
                text = np.int64(found[n, 0] & LOW)
                at = begins[text] + np.int64(found[n, 1] & LOW)
                touched += words[at] + words[min(at + _LINE, len(words) - 1)]
                touched += words[max(at - _LINE, 0)] + sizes[text]
        if found[s, 0] != pair:
            count = _in_order(out, begin, count)
            pair = found[s, 0]
            begin = count
            a, b = np.int64(pair >> HALF), np.int64(pair & LOW)
            first_a, first_b = begins[a], begins[b]
            stop_a, stop_b = first_a + sizes[a], first_b + sizes[b]
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
    return out[:count].copy(), touched


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
        x, y = _meeting(words, i, j, stop_i, stop_j, step, shift)
        if x < 0:
            break
        i += step * x
        j += step * y
        score -= max(x, y)
        if best_score - score > drop:
            break
    return best_i, best_j, best_equal


@njit(cache=True, nogil=True, inline="always")
def _two(words, at, step):
    """Return two bits of 128 that stand for a word and the next."""
    both = np.uint64(words[np.uint64(at)]) * np.uint64(3) + np.uint64(words[np.uint64(at + step)])
    return np.uint64(1) << (both & np.uint64(63)), np.uint64(1) << (
        both >> np.uint64(6) & np.uint64(63)
    )


@njit(cache=True, nogil=True)
def _meeting(words, i, j, stop_i, stop_j, step, shift):
    """Return the fewest words to skip on either side for two equal words in a row, or -1, -1."""
    most_x = min(shift, (stop_i - i) * step - 2)
    most_y = min(shift, (stop_j - j) * step - 2)
    best, best_x, best_y = 2 * shift + 1, -1, -1
    one, other = np.uint64(0), np.uint64(0)  # bits for the words of b that could be met
    for y in range(most_y + 1):
        bits = _two(words, j + step * y, step)
        one |= bits[0]
        other |= bits[1]
    for x in range(most_x + 1):
        p = i + step * x
        bits = _two(words, p, step)
        if (one & bits[0] == 0) | (other & bits[1] == 0):
            continue
        for y in range(min(most_y, best - 1 - x) + 1):
            q = j + step * y
            if words[p] == words[q] and words[p + step] == words[q + step]:
                best, best_x, best_y = x + y, x, y
                break
    return best_x, best_y
