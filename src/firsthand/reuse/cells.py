"""Compiled features of many pairs of sentences: what `features.rewording` says of each, all at once."""

from __future__ import annotations

import numpy as np
from numba import njit

# Letters of a character gram: enough to tell stems apart, few enough to survive inflection.
GRAM = 4
_ODD = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def grams(letters, first):
    """Return the different grams of each line of letters as ragged rows (first, values), ascending."""
    bounds = np.zeros(len(first), np.int64)
    values = np.empty(len(letters) + len(first), np.uint64)
    count = 0
    for n in range(len(first) - 1):
        begin, size = first[n], first[n + 1] - first[n]
        row = np.empty(max(1, size - GRAM + 1), np.uint64)
        for at in range(len(row)):
            key = np.uint64(min(GRAM, size))
            for k in range(min(GRAM, size)):
                key = (key ^ np.uint64(letters[begin + at + k])) * _ODD
                key ^= key >> np.uint64(29)
            row[at] = key
        row.sort()
        for at in range(len(row)):
            if at == 0 or row[at] != row[at - 1]:
                values[count] = row[at]
                count += 1
        bounds[n + 1] = count
    return bounds, values[:count].copy()


@njit(cache=True, nogil=True)
def rewordings(cells, left, right):
    """Return a row a pair of sentences: the features of `features.REWORDING` but the first, then the share
    of the common weight that both sides have inside quotation marks.

    `left` and `right` are the arrays of two sheets, in their order. O(words squared) a pair.
    """
    out = np.zeros((len(cells), 15), np.float64)
    longest = max(_longest(left[0]), _longest(right[0])) + 1
    table = np.zeros((longest, longest), np.int16)
    for n in range(len(cells)):
        i, j = cells[n, 0], cells[n, 1]
        row = out[n]
        _weighed(row, left, right, i, j)
        a, b = _row(left[0], left[1], i), _row(right[0], right[1], j)
        shorter, longer = min(len(a), len(b)), max(len(a), len(b))
        stems = _common(_row(left[2], left[3], i), _row(right[2], right[3], j), table)
        row[3] = stems / shorter if shorter else 0.0
        row[4] = 1.0
        if longer:
            row[4] = 1.0 - (len(a) + len(b) - 2 * _common(a, b, table)) / (len(a) + len(b))
        row[5] = _dice(_row(left[9], left[10], i), _row(right[9], right[10], j))
        row[6] = _dice(_row(left[11], left[12], i), _row(right[11], right[12], j))
        row[7] = max(_run(a, b, table), _run(b, a, table))
        row[8], row[9] = _sides(_row(left[13], left[14], i), _row(right[13], right[14], j))
        row[10], row[11] = _sides(_row(left[15], left[16], i), _row(right[15], right[16], j))
        row[12] = shorter / longer if longer else 0.0
        row[13] = shorter
    return out


@njit(cache=True, nogil=True)
def surroundings(cells, alone, quoted, sides):
    """Return a row a pair of sentences: the features of `features.BESIDE`, from what each pair is alone.

    `cells` are in order; `quoted` is the share of what they share that both have in quotation marks. `sides`
    are `(best, usable, ranked, off)`: the best chance of each sentence of both documents in whole steps (and
    the steps of 1), how many sentences may align, the left ones with the best chances, what a neighbour
    is worth that is off the diagonal.
    """
    best, steps, usable, ranked, few, off = sides
    table = np.zeros((len(best[0]), len(best[1])), np.float64)
    rival = np.zeros((len(cells), 1), np.float64)
    for n in range(len(cells)):
        table[cells[n, 0], cells[n, 1]] = alone[n]
    for n in range(len(cells)):
        i, j = cells[n, 0], cells[n, 1]
        for m in range(len(table)):
            if m != i:
                rival[n, 0] = max(rival[n, 0], table[m, j])
        for m in range(table.shape[1]):
            if m != j:
                rival[n, 0] = max(rival[n, 0], table[i, m])
    whole = best[0].sum(), best[1].sum()
    out = np.zeros((len(cells), 7), np.float64)
    for n in range(len(cells)):
        i, j = cells[n, 0], cells[n, 1]
        held = min(max(alone[n], 0.001), 0.999)
        one = usable[0] - 1, whole[0] - best[0][i]
        two = usable[1] - 1, whole[1] - best[1][j]
        if two < one:
            one = two
        others, rest = one
        company = rest / (others * steps) if others > 0 else 0.0
        count, total = 0, 0
        for k in ranked:
            if k != i and count < few:
                count += 1
                total += best[0][k]
        out[n, 0] = np.log(held / (1 - held))
        out[n, 1] = alone[n] - rival[n, 0]
        out[n, 2] = _around(table, i, j, -1, off)
        out[n, 3] = _around(table, i, j, 1, off)
        out[n, 4] = company
        out[n, 5] = total / (few * steps)
        out[n, 6] = quoted[n] * (1 - company)
    return out


@njit(cache=True, nogil=True)
def _around(table, i, j, way, off):
    """Return the best pair that stands just before (`way` -1) or after (1) a pair."""
    best = 0.0
    for a in range(1, 3):
        for b in range(1, 3):
            x, y = i + way * a, j + way * b
            if 0 <= x < len(table) and 0 <= y < table.shape[1]:
                best = max(best, table[x, y] * (1.0 if a == 1 and b == 1 else off))
    return best


@njit(cache=True, nogil=True, inline="always")
def _row(first, values, n):
    return values[first[n] : first[n + 1]]


@njit(cache=True, nogil=True)
def _longest(first):
    most = 0
    for n in range(len(first) - 1):
        most = max(most, first[n + 1] - first[n])
    return most


@njit(cache=True, nogil=True)
def _weighed(row, left, right, i, j):
    """Fill in what common stems weigh: of both sides, of the lighter, the heaviest, and inside quotation marks."""
    at, end = left[4][i], left[4][i + 1]
    to, stop = right[4][j], right[4][j + 1]
    kinds, others = left[5], right[5]
    shared, both, rarest = 0.0, 0.0, 0.0
    while at < end and to < stop:
        if kinds[at] < others[to]:
            at += 1
        elif kinds[at] > others[to]:
            to += 1
        else:
            weight = left[6][at]
            shared += weight
            rarest = max(rarest, weight)
            if left[7][at] and right[7][to]:
                both += weight
            at += 1
            to += 1
    lighter, total = min(left[8][i], right[8][j]), left[8][i] + right[8][j]
    row[0] = 2 * shared / total if total else 0.0
    row[1] = shared / lighter if lighter else 0.0
    row[2] = rarest / 9.0
    row[14] = both / shared if shared else 0.0


@njit(cache=True, nogil=True)
def _met(a, b):
    """Return how many values two ascending rows have in common."""
    at, to, met = 0, 0, 0
    while at < len(a) and to < len(b):
        if a[at] < b[to]:
            at += 1
        elif a[at] > b[to]:
            to += 1
        else:
            met += 1
            at += 1
            to += 1
    return met


@njit(cache=True, nogil=True)
def _dice(a, b):
    total = len(a) + len(b)
    return 2 * _met(a, b) / total if total else 0.0


@njit(cache=True, nogil=True)
def _sides(a, b):
    """Return the shared part of the smaller set and the rest of it; 0 and 0 where one side has none."""
    fewer = min(len(a), len(b))
    if fewer == 0:
        return 0.0, 0.0
    share = _met(a, b) / fewer
    return share, 1 - share


@njit(cache=True, nogil=True)
def _filled(a, b, table):
    """Fill in the lengths of the longest common subsequences of all beginnings of two rows."""
    for y in range(1, len(b) + 1):
        word = b[y - 1]
        above, here = table[y - 1], table[y]
        for x in range(1, len(a) + 1):
            here[x] = above[x - 1] + 1 if a[x - 1] == word else max(above[x], here[x - 1])


@njit(cache=True, nogil=True)
def _common(a, b, table):
    """Return the length of the longest common subsequence."""
    _filled(a, b, table)
    return table[len(b), len(a)]


@njit(cache=True, nogil=True)
def _run(a, b, table):
    """Return the longest run that a longest common subsequence keeps together, the one that RapidFuzz takes.

    What both begin or end with is set aside first, then the table is walked back from its end: a word of `a`
    is dropped where that loses nothing, else one of `b`.
    """
    begin = 0
    while begin < len(a) and begin < len(b) and a[begin] == b[begin]:
        begin += 1
    end = 0
    while end < min(len(a), len(b)) - begin and a[len(a) - 1 - end] == b[len(b) - 1 - end]:
        end += 1
    one, two = a[begin : len(a) - end], b[begin : len(b) - end]
    _filled(one, two, table)
    x, y = len(one), len(two)
    longest, run = end, end
    at_x, at_y = x, y  # where the run that is under way begins
    while x and y:
        if table[y, x] == table[y, x - 1]:
            x -= 1
            continue
        y -= 1
        if y and table[y, x] != table[y, x - 1]:
            continue
        x -= 1
        run = run + 1 if (x + 1, y + 1) == (at_x, at_y) else 1
        at_x, at_y = x, y
        longest = max(longest, run)
    run = run + begin if (at_x, at_y) == (0, 0) else begin
    return max(longest, run)
