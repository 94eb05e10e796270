"""Compiled passes of the lexical engine: words, grams, seeds, passages.

Everything that runs once a character, a word or a seed is here, and only here. Texts arrive as one
array of code points, so offsets need no translation; the compiled code is cached on disk, and only
the first run on a machine pays for compiling (some ten seconds).
"""

from __future__ import annotations

import numpy as np
from numba import njit

SEPARATOR, LETTER, IGNORED, ALONE = 0, 1, 2, 3  # kinds of characters

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@njit(cache=True)
def _mixed(x):
    x = (x ^ (x >> np.uint64(31))) * _MIX
    return x ^ (x >> np.uint64(29))


@njit(cache=True)
def hash_words(codes, bounds, kinds, folds):
    """Return the hash, start and end of every word, and where each text's words begin.

    `codes` are the code points of all texts in a row, `bounds[i]` where text i begins; `kinds` and
    `folds` give the kind and the folded form of a code point (those beyond the table are letters).
    """
    n = len(codes)
    hashes = np.empty(n + 1, np.uint64)
    starts = np.empty(n + 1, np.int64)
    ends = np.empty(n + 1, np.int64)
    first = np.zeros(len(bounds), np.int64)
    table = len(kinds)
    count = 0
    for text in range(len(bounds) - 1):
        first[text] = count
        inside = False
        value = np.uint64(0)
        base = bounds[text]
        for at in range(base, bounds[text + 1]):
            code = codes[at]
            kind = kinds[code] if code < table else LETTER
            if kind == IGNORED:
                continue
            if kind == LETTER:
                letter = folds[code] if code < table else code
                if not inside:
                    inside = True
                    value = np.uint64(1469598103934665603)
                    starts[count] = at - base
                value = _mixed((value ^ np.uint64(letter)) * _PRIME)
                ends[count] = at - base + 1
                continue
            if inside:
                hashes[count] = value
                count += 1
                inside = False
            if kind == ALONE:
                hashes[count] = _mixed(np.uint64(code) * _PRIME)
                starts[count] = at - base
                ends[count] = at - base + 1
                count += 1
        if inside:
            hashes[count] = value
            count += 1
    first[len(bounds) - 1] = count
    return hashes[:count].copy(), starts[:count].copy(), ends[:count].copy(), first


@njit(cache=True)
def hash_grams(hashes, first, size, keep_one_in):
    """Return the hash of every kept run of `size` words and the index of its first word.

    A gram is kept by its own hash alone (context-free), so one passage gives the same grams in
    every text that has it.
    """
    limit = np.uint64(0xFFFFFFFFFFFFFFFF) // np.uint64(keep_one_in)
    grams = np.empty(len(hashes), np.uint64)
    places = np.empty(len(hashes), np.int64)
    count = 0
    for text in range(len(first) - 1):
        for at in range(first[text], first[text + 1] - size + 1):
            value = np.uint64(0)
            for k in range(size):
                value = _mixed((value ^ hashes[at + k]) * _PRIME)
            if value <= limit:
                grams[count] = value
                places[count] = at
                count += 1
    return grams[:count].copy(), places[:count].copy()


@njit(cache=True)
def texts_of(places, first):
    """Return the text that each word index lies in; `places` ascend."""
    out = np.empty(len(places), np.int32)
    text = 0
    for i in range(len(places)):
        while places[i] >= first[text + 1]:
            text += 1
        out[i] = text
    return out


@njit(cache=True)
def spread(grams, texts, outlets, foot):
    """Return for each posting of a gram (sorted) its outlets, its texts, and those at a text's foot.

    `foot` marks the postings that stand near the end of their text.
    """
    n = len(grams)
    of_outlets = np.empty(n, np.int32)
    of_texts = np.empty(n, np.int32)
    at_foot = np.empty(n, np.int32)
    start = 0
    while start < n:
        end = start + 1
        while end < n and grams[end] == grams[start]:
            end += 1
        number, different = 1, 1
        low_down = 1 if foot[start] else 0
        for i in range(start + 1, end):
            if texts[i] != texts[i - 1]:
                number += 1
                low_down += 1 if foot[i] else 0
                seen = False
                low = max(start, i - 256)
                for j in range(low, i):
                    if outlets[texts[j]] == outlets[texts[i]]:
                        seen = True
                        break
                if not seen:
                    different += 1
        of_outlets[start:end] = different
        of_texts[start:end] = number
        at_foot[start:end] = low_down
        start = end
    return of_outlets, of_texts, at_foot


@njit(cache=True)
def seeds(grams, texts, places, usable):
    """Return the pairs of postings that share a gram, as text a, text b, word in a, word in b.

    Usable 1 pairs all texts of the gram; usable 2, a gram that is too common but among the rarest
    of one of its texts, pairs each text with the next only, so that a passage published often is
    still found; usable 0 pairs none.
    """
    n = len(grams)
    out = np.empty((0, 4), np.int64)
    for phase in range(2):  # counted first, written second: no buffer to overflow
        count = 0
        start = 0
        while start < n:
            end = start + 1
            while end < n and grams[end] == grams[start]:
                end += 1
            mode = 0
            for i in range(start, end):
                if mode != 1 and usable[i] != 0:
                    mode = usable[i]
            if mode:
                for i in range(start, end):
                    if i > start and texts[i] == texts[i - 1]:
                        continue  # the first place in each text is enough to seed
                    previous = texts[i]
                    for j in range(i + 1, end):
                        if texts[j] == previous:
                            continue
                        previous = texts[j]
                        if phase == 1:
                            out[count, 0] = texts[i]
                            out[count, 1] = texts[j]
                            out[count, 2] = places[i]
                            out[count, 3] = places[j]
                        count += 1
                        if mode == 2:
                            break
            start = end
        if phase == 0:
            out = np.empty((count, 4), np.int64)
    return out


@njit(cache=True)
def extend(found, hashes, first, shift, drop, least):
    """Return the passages around seeds, as text a, text b and word ranges [a0, a1), [b0, b1).

    `found` are seeds sorted by texts and places. From each seed both sides are walked word by word;
    at a difference up to `shift` words are skipped on either side to meet again, and a walk ends
    when differences outweigh equal words by `drop`. Passages of fewer than `least` equal words are
    left out, and seeds inside a passage of their pair are not walked again.
    """
    out = np.empty((len(found), 6), np.int64)
    count = 0
    begin = 0
    for s in range(len(found)):
        a, b, i, j = found[s]
        if s == 0 or found[s - 1, 0] != a or found[s - 1, 1] != b:
            begin = count
        covered = False
        for k in range(count - 1, begin - 1, -1):
            if out[k, 2] <= i < out[k, 3] and out[k, 4] <= j < out[k, 5]:
                covered = True
                break
        if covered:
            continue
        right = _walk(hashes, i, j, first[a + 1], first[b + 1], 1, shift, drop)
        left = _walk(hashes, i - 1, j - 1, first[a] - 1, first[b] - 1, -1, shift, drop)
        if left[2] + right[2] >= least:
            out[count, 0] = a
            out[count, 1] = b
            out[count, 2] = left[0] + 1
            out[count, 3] = right[0]
            out[count, 4] = left[1] + 1
            out[count, 5] = right[1]
            count += 1
    return out[:count].copy()


@njit(cache=True)
def _walk(hashes, i, j, stop_i, stop_j, step, shift, drop):
    """Return how far two texts go together: the first word not taken on each side, equal words."""
    best_i, best_j, best_equal = i, j, 0
    equal, score, best_score = 0, 0, 0
    while i != stop_i and j != stop_j:
        if hashes[i] == hashes[j]:
            equal += 1
            score += 1
            i += step
            j += step
            if score >= best_score:
                best_score, best_i, best_j, best_equal = score, i, j, equal
            continue
        met = False
        for skip in range(1, 2 * shift + 1):
            for x in range(skip + 1):
                y = skip - x
                if x > shift or y > shift:
                    continue
                p, q = i + step * x, j + step * y
                if (p - stop_i) * step >= 0 or (q - stop_j) * step >= 0:
                    continue
                p2, q2 = p + step, q + step
                if (
                    hashes[p] == hashes[q]
                    and (p2 - stop_i) * step < 0
                    and (q2 - stop_j) * step < 0
                    and hashes[p2] == hashes[q2]
                ):
                    i, j = p, q
                    score -= max(x, y)
                    met = True
                    break
            if met:
                break
        if not met or best_score - score > drop:
            break
    return best_i, best_j, best_equal
