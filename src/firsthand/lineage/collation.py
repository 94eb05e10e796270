"""The witnesses of one work side by side: a table of places with what every witness has there.

Word sequences are aligned progressively (Feng & Doolittle 1987; CollateX, Haentjens Dekker &
Middell 2011, does the same for texts): the witness closest to those already in the table comes next
and is aligned with the profile of all of them by affine gaps (Gotoh 1982), free at the ends; then
every witness is taken out and aligned once more. Two words are as close as their letter pairs, so
a spelling variant stays in its column and no dictionary of any language is needed. A long stretch
of nothing is a lacuna, which is no reading: what a witness lost says nothing of whom it was copied
from. O(n l^2) for n witnesses of l words, row by row in numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Value
from firsthand.text.words import bare, words

Table = NDArray[np.int32]

OMITTED = -1  # nothing stands here, and that is a reading
MISSING = -2  # the page is lost, nobody knows what stood here

# A stretch of this many words that all others have is more likely a lost leaf than a scribe's skip
# of the eye; at the ends of a witness less is needed.
LACUNA = 15
LACUNA_AT_END = 3
# Scores of the alignment, in matches of one word: equal words gain 1, words that share no letter
# pair lose UNLIKE; a gap costs OPEN once and EXTEND a word (a lacuna is one event, however long).
UNLIKE = 0.4
OPEN = 0.9
EXTEND = 0.08
# Words whose letter pairs are this close are one word in two spellings.
SPELLING = 0.45
# The share of pairs that may be less alike than `agreement` says, and the places a pair must have
# in common to say anything.
UNLIKE_PAIRS = 0.25
_ENOUGH = 20
# Runs of this many words make the likeness by which witnesses are ordered.
GRAM = 3


class Collation(Value):
    """A table of witnesses by places: `table[w, p]` indexes `forms`, or is OMITTED or MISSING.

    `likeness` holds, for every two forms, how alike they are written, in [0, 1].
    """

    ids: tuple[str, ...]
    forms: tuple[str, ...]
    table: Table
    likeness: NDArray[np.float32]


def collate(texts: Mapping[str, str]) -> Collation:
    """Return the collation of some texts by id; the same whatever their order.

    >>> c = collate({"b": "the grey cat sat", "a": "the gray cat there sat", "c": "the gray cat sat"})
    >>> [[c.forms[f] if f >= 0 else "-" for f in row] for row in c.table.tolist()]
    [['the', 'gray', 'cat', 'there', 'sat'], ['the', 'grey', 'cat', '-', 'sat'], ['the', 'gray', 'cat', '-', 'sat']]
    """
    ids = tuple(sorted(texts))
    tokens = [[bare(texts[i][s.start : s.end]) for s in words(texts[i])] for i in ids]
    forms = tuple(sorted({t for line in tokens for t in line}))
    place = {f: n for n, f in enumerate(forms)}
    lines = [np.array([place[t] for t in line], dtype=np.int32) for line in tokens]
    letters = _letters(forms)
    order = _order(lines)
    table = np.full((len(ids), 0), OMITTED, dtype=np.int32)
    entered: list[int] = []
    for w in order:
        table = _entered(table, entered, w, lines[w], letters)
        entered.append(w)
    if len(order) > 2:
        for w in order:
            rest = [v for v in order if v != w]
            table[w] = OMITTED
            table = table[:, (table[rest] >= 0).any(axis=0)]
            table = _entered(table, rest, w, lines[w], letters)
    return Collation(ids, forms, _lacunae(table), letters @ letters.T)


def agreement(collation: Collation) -> float:
    """Return how much of their text even the less alike witnesses share, in [0, 1].

    The share of places, lost leaves aside, where two witnesses have the same word in whatever
    spelling, that one pair in four does not reach. Witnesses of one work share most words,
    however far apart they are; of news of one event many pairs share next to none. Pairs that have
    no places in common share nothing.
    """
    shares = []
    for a in range(1, len(collation.ids)):
        mine, others = collation.table[a], collation.table[:a]
        known = (mine != MISSING) & (others != MISSING) & ((mine >= 0) | (others >= 0))
        both = known & (mine >= 0) & (others >= 0)
        alike = both & (collation.likeness[mine, others] >= SPELLING)
        sizes = known.sum(axis=1)
        shares.extend(np.where(sizes >= _ENOUGH, alike.sum(axis=1) / np.maximum(sizes, 1), 0.0).tolist())
    return float(np.quantile(shares, UNLIKE_PAIRS)) if shares else 0.0


def _letters(forms: Sequence[str]) -> NDArray[np.float32]:
    """Return the unit vectors of letter pairs of every form."""
    pairs = [[f"^{f}$"[i : i + 2] for i in range(len(f) + 1)] for f in forms]
    place = {p: n for n, p in enumerate(sorted({p for line in pairs for p in line}))}
    out = np.zeros((len(forms), len(place)), dtype=np.float32)
    for n, line in enumerate(pairs):
        for p in line:
            out[n, place[p]] += 1
    norms = np.sqrt((out * out).sum(axis=1, keepdims=True))
    unit: NDArray[np.float32] = out / np.maximum(norms, 1e-9)
    return unit


def _order(lines: Sequence[Table]) -> list[int]:
    """Return the witnesses by likeness to those before, the two most alike first (Prim 1957)."""
    grams = [
        {tuple(line[i : i + GRAM].tolist()) for i in range(len(line) - GRAM + 1)} for line in lines
    ]
    n = len(lines)
    alike = np.zeros((n, n))
    for a in range(n):
        for b in range(a):
            alike[a, b] = alike[b, a] = len(grams[a] & grams[b])
    order = [int(np.argmax(alike.max(axis=1)))] if n else []
    while len(order) < n:
        rest = [w for w in range(n) if w not in order]
        order.append(max(rest, key=lambda w: (alike[w, order].max(), -w)))
    return order


def _entered(
    table: Table, entered: Sequence[int], w: int, line: Table, letters: NDArray[np.float32]
) -> Table:
    """Return the table with witness `w`, its words put where they fit the entered ones best."""
    length = table.shape[1]
    members = table[list(entered)]
    standing = members >= 0
    profile = np.zeros((length, letters.shape[1]), dtype=np.float32)
    for row, has in zip(members, standing, strict=True):
        profile[has] += letters[row[has]]
    counts = standing.sum(axis=0)
    profile /= np.maximum(counts, 1)[:, None]
    known, back = np.unique(line, return_inverse=True)
    alike = (letters[known] @ profile.T)[back]
    steps = _aligned(alike * (1 + UNLIKE) - UNLIKE, counts / max(1, len(entered)))
    total = length + sum(1 for c in steps if c < 0)
    out = np.full((len(table), total), OMITTED, dtype=np.int32)
    at = taken = 0
    for word, column in zip(line, steps, strict=True):
        if column >= 0:
            out[:, at : at + column - taken + 1] = table[:, taken : column + 1]
            at += column - taken + 1
            taken = column + 1
            out[w, at - 1] = word
        else:
            out[w, at] = word
            at += 1
    out[:, at:] = table[:, taken:]
    return out


def _aligned(scores: NDArray[np.float32], worn: NDArray[np.float64]) -> list[int]:
    """Return for every row of `scores` its column in the best alignment, or -1.

    `worn` is the share of witnesses that have a word in a column: passing over a column that few
    have costs as much less.
    """
    rows, columns = scores.shape
    passed = np.concatenate(([0.0], np.cumsum(EXTEND * worn)))
    best = np.zeros(columns + 1)  # leading columns are free
    down = np.full(columns + 1, -np.inf)
    here = np.arange(columns + 1)
    came = np.zeros((rows + 1, columns + 1), dtype=np.int8)
    long = np.zeros((rows + 1, columns + 1), dtype=bool)
    source = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    for i in range(1, rows + 1):
        opened, extended = best - OPEN - EXTEND, down - EXTEND
        long[i] = extended > opened
        down = np.maximum(opened, extended)
        down[0] = 0.0 if i < rows else down[0]  # so are leading words
        entry = down.copy()
        diagonal = best[:-1] + scores[i - 1]
        straight = diagonal >= down[1:]
        entry[1:] = np.where(straight, diagonal, down[1:])
        running = np.maximum.accumulate(entry + passed)
        source[i] = np.maximum.accumulate(np.where(entry + passed >= running, here, 0))
        right = np.full(columns + 1, -np.inf)
        free = OPEN if i < rows else 0.0  # and trailing columns
        right[1:] = running[:-1] - passed[1:] - free
        if i == rows:
            right = np.concatenate(([-np.inf], np.maximum.accumulate(entry)[:-1]))
            peaks = np.where(entry >= np.maximum.accumulate(entry), here, 0)
            source[i] = np.maximum.accumulate(peaks)
        came[i, 1:] = np.where(straight, 0, 1)
        came[i, 0] = 1
        came[i][right > entry] = 2
        best = np.maximum(entry, right)
    out = [-1] * rows
    i, j = rows, columns
    while i > 0 and j >= 0:
        if came[i, j] == 2:
            j = int(source[i, j - 1])
        if j > 0 and came[i, j] == 0:
            out[i - 1] = j - 1
            i, j = i - 1, j - 1
            continue
        while i > 0:
            more = bool(long[i, j]) and j > 0
            i -= 1
            if not more:
                break
    return out


def _lacunae(table: Table) -> Table:
    """Return the table with the long stretches of nothing marked as missing."""
    out = table.copy()
    columns = table.shape[1]
    if len(table) < 2:
        return out
    for w in range(len(table)):
        usual = (np.delete(table, w, axis=0) >= 0).mean(axis=0) >= 0.5
        standing = np.flatnonzero(table[w] >= 0)
        edges = [-1, *standing.tolist(), columns]
        for left, right in pairwise(edges):
            gap = int(usual[left + 1 : right].sum())
            if gap >= (LACUNA_AT_END if left < 0 or right == columns else LACUNA):
                out[w, left + 1 : right] = MISSING
    return out
