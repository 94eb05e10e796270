"""The likenesses of many pairs of documents, from their sheets, by compiled code.

What `stories.features`, `stories.likeness` and `nearness.close` say of a pair, to the last bit: a sum is that of
`math.fsum` (Shewchuk, Adaptive precision floating-point arithmetic, 1997), so it is rounded once and is the same in any
order. The terms of a document are put into a table once for all the pairs it is in: a pair costs some microseconds, as
many as the other document has terms.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from firsthand.lineage import nearness
from firsthand.lineage.sheets import (
    COUNTS,
    DAY,
    DAYS,
    FIRST_PART,
    HEAD,
    HEADLINE,
    LANGUAGE,
    LEAD,
    LEAD_COUNTS,
    LEAD_NAMES,
    LENGTH,
    NAMES,
    NUMBERS,
    PARTS,
    STEMS,
    VALUED,
    WEEKDAYS,
    YEARS,
    Sheets,
)
from firsthand.lineage.stories import (
    FEATURES,
    LARGEST,
    LONG_PASSAGE,
    SHORT_PASSAGE,
    StoryWeights,
)
from firsthand.reuse.kernels import threads
from firsthand.reuse.threads import Threads

# Pairs that a thread takes at a time; terms that an exact sum may have parts of.
_PART = 8192
_EXACT = 64
_FEATURES = len(FEATURES)


class Pairs(NamedTuple):
    """Pairs of documents by their places among some sheets, one row each, and their `stories.Wording`."""

    places: NDArray[np.int64]
    wording: NDArray[np.float64]


def likenesses(sheets: Sheets, pairs: Pairs, weights: StoryWeights) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the log-odds that the documents of each pair tell one story, and whether they are close."""
    order = np.lexsort((pairs.places[:, 1], pairs.places[:, 0]))
    places, wording = pairs.places[order], pairs.wording[order]
    lengths = np.array([math.log1p(n) for n in sheets.head(LENGTH).tolist()])
    most = max(int(nearness.LONGEST_GAP), int(sheets.words[sheets.starts + FIRST_PART + COUNTS].max(initial=0)))
    logs = np.array([math.log1p(n) for n in range(most + 1)])
    model = (weights.intercept, np.array(weights.weights, dtype=np.float64))

    def part(at: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        some = slice(at, at + _PART)
        found: tuple[NDArray[np.float64], NDArray[np.bool_]] = _compared(
            (sheets.words, sheets.words.view(np.float64), sheets.starts, lengths), places[some], wording[some], logs, model
        )
        return found

    odds, close = np.empty(len(places)), np.empty(len(places), np.bool_)
    with Threads(threads() if len(places) > _PART else 1) as crew:
        for at, found in zip(range(0, len(places), _PART), crew.map(part, range(0, len(places), _PART)), strict=True):
            here = order[at : at + _PART]
            odds[here], close[here] = found
    return odds, close


@njit(cache=True, nogil=True)
def _compared(sheets, places, wording, logs, model):
    """Return log-odds and closeness of pairs, those with the same first document one after the other."""
    words, real, starts, lengths = sheets
    intercept, weights = model
    n = len(places)
    odds, close = np.empty(n, np.float64), np.empty(n, np.bool_)
    if n == 0:
        return odds, close
    at = np.empty((2, PARTS), np.int64)
    size = np.empty((2, PARTS), np.int64)
    _places(words, starts[places[0, 0]], at[0], size[0])
    stems = _filled(words, real, at[0], size[0], (STEMS, LEAD, HEADLINE))
    names = _filled(words, real, at[0], size[0], (NAMES, LEAD_NAMES, LEAD_NAMES))
    sums, parts = np.zeros((8, _EXACT), np.float64), np.zeros(8, np.int64)
    x = np.empty(_FEATURES, np.float64)
    last = places[0, 0]
    for k in range(n):
        i, j = places[k, 0], places[k, 1]
        one, two = starts[i], starts[j]
        if i != last:
            _places(words, one, at[0], size[0])
            stems = _filled(words, real, at[0], size[0], (STEMS, LEAD, HEADLINE))
            names = _filled(words, real, at[0], size[0], (NAMES, LEAD_NAMES, LEAD_NAMES))
            last = i
        _places(words, two, at[1], size[1])
        parts[:] = 0
        other = words[one + LANGUAGE] != words[two + LANGUAGE]
        if not other:
            _shared(words, real, at[1], size[1], stems, (STEMS, LEAD, HEADLINE), sums, parts)
        told, lead, headline, alike = _total(sums, parts, 0), _total(sums, parts, 1), 0.0, 0.0
        if not other:
            headline = max(_total(sums, parts, 2), _total(sums, parts, 3))
            alike = _total(sums, parts, 4)
        parts[:] = 0
        _shared(words, real, at[1], size[1], names, (NAMES, LEAD_NAMES, LEAD_NAMES), sums, parts)
        named = _total(sums, parts, 4)
        lead_named = max(_total(sums, parts, 2), _total(sums, parts, 3))
        fewer = min(size[0, NUMBERS], size[1, NUMBERS])
        numbers = _common(words, at, size, NUMBERS) / (fewer + nearness.FEW_NUMBERS)
        agree, differ = _counts(words, real, at, size, COUNTS)
        days, gap = nearness.UNKNOWN_GAP, 0
        if words[one + DAY] and words[two + DAY]:
            days = min(nearness.LONGEST_GAP, float(abs(np.int64(words[one + DAY]) - np.int64(words[two + DAY]))))
        gap = int(days)
        x[0], x[1] = min(told, lead), max(told, lead)
        x[2], x[3], x[4] = named, lead_named, numbers
        x[5], x[6] = logs[agree], logs[differ]
        weekdays = 0.0
        if words[one + WEEKDAYS] and words[two + WEEKDAYS]:
            weekdays = 1.0 if words[one + WEEKDAYS] & words[two + WEEKDAYS] else -1.0
        x[7] = _agreement(words, at, size, DAYS) + weekdays
        x[8] = _agreement(words, at, size, YEARS)
        x[9] = math.sqrt(wording[k, 0])
        x[10] = min(1.0, max(0.0, (wording[k, 1] - SHORT_PASSAGE) / (LONG_PASSAGE - SHORT_PASSAGE)))
        x[11] = logs[gap]
        x[12] = 1.0 if other else 0.0
        x[13], x[14] = alike, headline
        x[15] = logs[_counts(words, real, at, size, LEAD_COUNTS)[1]]
        x[16] = abs(lengths[i] - lengths[j])
        x[17] = min(lengths[i], lengths[j])
        parts[:] = 0
        for f in range(_FEATURES):
            _add(sums, parts, 0, weights[f] * x[f])
        odds[k] = max(-LARGEST, min(LARGEST, intercept + _total(sums, parts, 0)))
        _add(sums, parts, 1, nearness.NAMES * named)
        _add(sums, parts, 1, nearness.LESS_TOLD * x[0])
        _add(sums, parts, 1, nearness.MORE_TOLD * x[1])
        _add(sums, parts, 1, nearness.NUMBERS * numbers)
        late = max(0.0, logs[gap] - logs[int(nearness.UNKNOWN_GAP)])
        least = nearness.LEAST if x[1] > 0.0 else nearness.LEAST_UNTOLD
        close[k] = _total(sums, parts, 1) - nearness.APART * late >= least
    return odds, close


@njit(cache=True, nogil=True)
def _places(words, start, at, size):
    """Say where the parts of a sheet begin, and how many keys each has."""
    here = start + HEAD
    for part in range(PARTS):
        at[part] = here
        size[part] = np.int64(words[start + FIRST_PART + part])
        here += size[part] * (2 if part < VALUED else 1)


@njit(cache=True, nogil=True)
def _filled(words, real, at, size, kinds):
    """Return the table of a document: by key the weights of three parts of its sheet, of which the first has all keys."""
    room = 16
    while room < 4 * size[kinds[0]]:
        room *= 2
    mask = np.uint64(room - 1)
    keys, weights, there = np.zeros(room, np.uint64), np.zeros((room, 3), np.float64), np.zeros(room, np.bool_)
    for column in range(3):
        begin, count = at[kinds[column]], size[kinds[column]]
        for k in range(begin, begin + count):
            slot = words[k] & mask
            while there[slot] and keys[slot] != words[k]:
                slot = (slot + np.uint64(1)) & mask
            if column == 0:
                keys[slot], there[slot] = words[k], True
            if there[slot]:
                weights[slot, column] = real[k + count]
    return keys, weights, there


@njit(cache=True, nogil=True)
def _shared(words, real, at, size, table, kinds, sums, parts):
    """Add up what a document shares with the one of a table.

    Sums: 0 its lead told by the other's rare words, 1 the other's lead told by its rare words, 2 and 3 the same of
    headlines and all words, 4 weights of both multiplied.
    """
    keys, weights, there = table
    mask = np.uint64(len(keys) - 1)
    begin, count = at[kinds[0]], size[kinds[0]]
    for k in range(begin, begin + count):
        slot = words[k] & mask
        while there[slot] and keys[slot] != words[k]:
            slot = (slot + np.uint64(1)) & mask
        if there[slot]:
            _add(sums, parts, 4, abs(weights[slot, 0]) * abs(real[k + count]))
            if real[k + count] > 0.0 and weights[slot, 1]:
                _add(sums, parts, 1, weights[slot, 1])
            if weights[slot, 2]:
                _add(sums, parts, 3, weights[slot, 2])
    for column in range(1, 3):
        begin, count = at[kinds[column]], size[kinds[column]]
        for k in range(begin, begin + count):
            slot = words[k] & mask
            while there[slot] and keys[slot] != words[k]:
                slot = (slot + np.uint64(1)) & mask
            if there[slot] and (column == 2 or weights[slot, 0] > 0.0):
                _add(sums, parts, 0 if column == 1 else 2, real[k + count])


@njit(cache=True, nogil=True)
def _common(words, at, size, part):
    """Return how many keys of a part both sheets have."""
    i, j, both = at[0, part], at[1, part], 0
    ends = i + size[0, part], j + size[1, part]
    while i < ends[0] and j < ends[1]:
        if words[i] == words[j]:
            both += 1
            i += 1
            j += 1
        elif words[i] < words[j]:
            i += 1
        else:
            j += 1
    return both


@njit(cache=True, nogil=True)
def _agreement(words, at, size, part):
    """Return 1 when two texts name a date in common, -1 when both name some and none is shared."""
    if not size[0, part] or not size[1, part]:
        return 0.0
    return 1.0 if _common(words, at, size, part) else -1.0


@njit(cache=True, nogil=True)
def _counts(words, real, at, size, part):
    """Return of how many things two texts give the same number, and of how many another."""
    i, j, agree, differ = at[0, part], at[1, part], 0, 0
    to, of = size[0, part], size[1, part]
    ends = i + to, j + of
    while i < ends[0] and j < ends[1]:
        unit = words[i]
        if unit < words[j]:
            i += 1
        elif unit > words[j]:
            j += 1
        else:
            same = False
            while i < ends[0] and j < ends[1] and words[i] == unit and words[j] == unit:
                if real[i + to] == real[j + of]:
                    same = True
                    i += 1
                elif real[i + to] < real[j + of]:
                    i += 1
                else:
                    j += 1
            while i < ends[0] and words[i] == unit:
                i += 1
            while j < ends[1] and words[j] == unit:
                j += 1
            if same:
                agree += 1
            else:
                differ += 1
    return agree, differ


@njit(cache=True, nogil=True)
def _add(sums, parts, row, x):
    """Add to an exact sum: its parts do not overlap, the smallest first."""
    kept = 0
    for k in range(parts[row]):
        y = sums[row, k]
        if abs(x) < abs(y):
            x, y = y, x
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            sums[row, kept] = low
            kept += 1
        x = high
    if x != 0.0:
        sums[row, kept] = x
        kept += 1
    parts[row] = kept


@njit(cache=True, nogil=True)
def _total(sums, parts, row):
    """Return an exact sum, rounded once, halves to even."""
    n = parts[row]
    if n == 0:
        return 0.0
    n -= 1
    high, low = sums[row, n], 0.0
    while n > 0:
        x = high
        n -= 1
        y = sums[row, n]
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            break
    if n > 0 and ((low < 0.0 and sums[row, n - 1] < 0.0) or (low > 0.0 and sums[row, n - 1] > 0.0)):
        y = low * 2.0
        x = high + y
        if y == x - high:
            high = x
    return high
