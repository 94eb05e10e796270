"""Long stretches of one text that stand for long stretches of another, sentence by sentence.

A bead says which sentence stands for which; a stretch says from where to where one text follows the
other, whatever was reworded, shuffled, merged or left out between. Two sentences that share words
rare in both texts are seeds; seeds that lie close together on both sides make a first box
(Sanchez-Perez, Sidorov and Gelbukh, A winning approach to text alignment for text reuse detection,
2014). Then the edges move, a few sentences at a time, to where the box explains most: what the two
sides share, less a fixed price for all they say (a maximum-scoring segment as in Karlin and
Altschul 1990, on bags of words, so that order inside a stretch is free). Words weigh what they say
inside these two texts; no background table is asked, so the language does not matter as long as it
is one. All sums are whole numbers: no order of summation can change them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Span, Value
from firsthand.reuse.gist import Gist

_GRAIN = 1000
"""Steps a nat, so that weights are whole numbers."""
_PRICE = 2, 5
"""Share of what both sides say that they must have in common to be worth including; .36 to .44 come
to the same (PAN 2013, 480 pairs and as many others)."""
_LEAST = 6.0
"""Nats a stretch must gain for every nat of sentences to look among: the more two texts say, the
more they share by chance (an E-value's reasoning). 20 to 40 nats at 150 sentences come to the same.
"""
_SEED = 0.25
"""Cosine of two sentences that starts a stretch (.25 to .35 come to the same; Sanchez-Perez et al. took .33)."""
_GAP = 3
"""Sentences between two seeds of one box, on either side."""
_REACH = 12
"""Sentences by which a box may grow at either end."""
_STEPS = 3
"""Sentences that an edge may jump over: one that is new to the text must not stop it."""

Box = tuple[int, int, int, int]
"""First and last sentence of the left side, then of the right."""


class Stretch(Value):
    """Sentences `left` (start, end) that stand for sentences `right`, half-open indices.

    `gain` is what they share less the price of what they say, in nats; `spans` are in the texts.
    """

    left: Span
    right: Span
    left_span: Span
    right_span: Span
    gain: float


def stretches(left: Sequence[Gist], right: Sequence[Gist]) -> tuple[Stretch, ...]:
    """Return where the right text follows the left one, in its order, no sentence of it twice.

    O(n * m) cells of one matrix product, then a climb a box.
    """
    if not left or not right:
        return ()
    table = _Bags(left, right)
    least = _LEAST * _GRAIN * math.log(len(left) + len(right))
    boxes = {table.climb(box) for box in sorted(set(_boxes(table.seeds())))}
    taken: list[tuple[int, Box]] = []
    for gain, box in sorted(boxes, key=lambda row: (-row[0], row[1])):
        free = _free(box, [other for _, other in taken])
        if gain < least or free is None:
            continue
        best = (gain, box) if free == box else table.climb(free, free[2:])
        if best[0] >= least:
            taken.append(best)
    return tuple(
        Stretch(
            left=Span(a, b + 1),
            right=Span(c, d + 1),
            left_span=Span(left[a].span.start, left[b].span.end),
            right_span=Span(right[c].span.start, right[d].span.end),
            gain=round(gain / _GRAIN, 3),
        )
        for gain, (a, b, c, d) in sorted(taken, key=lambda row: row[1][2:])
    )


def _free(box: Box, taken: Sequence[Box]) -> Box | None:
    """Return the box cut down to the longest run of right sentences that no other box has."""
    used = {at for other in taken for at in range(other[2], other[3] + 1)}
    best: tuple[int, int] | None = None
    start = box[2]
    for at in range(box[2], box[3] + 2):
        if at > box[3] or at in used:
            if at > start and (best is None or at - start > best[1] - best[0]):
                best = start, at
            start = at + 1
    return None if best is None else (box[0], box[1], best[0], best[1] - 1)


def weights(left: Sequence[Gist], right: Sequence[Gist]) -> dict[str, int]:
    """Return what each stem says inside these two texts, in thousandths of a nat.

    The rarer among their sentences, the more (inverse sentence frequency).
    """
    sides = (*left, *right)
    spread = Counter(stem for gist in sides for stem in set(gist.stems))
    return {stem: round(_GRAIN * math.log(len(sides) / of)) for stem, of in spread.items()}


class _Bags:
    """The words of two texts, sentence by sentence, with what they weigh inside these two."""

    def __init__(self, left: Sequence[Gist], right: Sequence[Gist]) -> None:
        counts = [[Counter(gist.stems) for gist in side] for side in (left, right)]
        weight = weights(left, right)
        here, there = ({stem for row in side for stem in row} for side in counts)
        columns = {stem: at for at, stem in enumerate(sorted(here & there))}
        self._shared = [_sheet(side, columns) for side in counts]
        self._prices = np.array([weight[stem] for stem in columns], dtype=np.int64)
        self._said = [
            np.cumsum([0, *(sum(weight[s] * n for s, n in row.items()) for row in side)])
            for side in counts
        ]
        self._lengths = [
            [math.sqrt(sum((weight[s] * n) ** 2 for s, n in row.items())) for row in side]
            for side in counts
        ]

    def seeds(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences that are close by themselves."""
        rows = [
            (sheet * self._prices / np.maximum(1.0, np.array(length))[:, None]).astype(np.float32)
            for sheet, length in zip(self._shared, self._lengths, strict=True)
        ]
        close = np.round(rows[0] @ rows[1].T, 4)
        return [(int(i), int(j)) for i, j in np.argwhere(close >= _SEED)]

    def climb(self, box: Box, within: tuple[int, int] | None = None) -> tuple[int, Box]:
        """Return the box whose edges no step makes better, after its gain.

        `within` bounds the right side.
        """
        bounds = tuple(len(sheet) - 1 for sheet in self._shared)
        low, high = within if within is not None else (0, bounds[1])
        reach = (
            max(0, box[0] - _REACH),
            min(bounds[0], box[1] + _REACH),
            max(low, box[2] - _REACH),
            min(high, box[3] + _REACH),
        )
        window = _Window(self._shared, self._said, self._prices, reach)
        best = window.gain(box), box
        while True:
            options = [
                (window.gain(step), step)
                for step in _moves(best[1])
                if reach[0] <= step[0] <= step[1] <= reach[1]
                and reach[2] <= step[2] <= step[3] <= reach[3]
            ]
            found = max(options, default=best)
            if found[0] <= best[0]:
                return best
            best = found


class _Window:
    """Running sums of one part of the bags, so that a box costs one pass over its words."""

    def __init__(
        self,
        sheets: Sequence[NDArray[np.int16]],
        said: Sequence[NDArray[np.int64]],
        prices: NDArray[np.int64],
        reach: Box,
    ) -> None:
        parts = [sheets[0][reach[0] : reach[1] + 1], sheets[1][reach[2] : reach[3] + 1]]
        both = parts[0].any(axis=0) & parts[1].any(axis=0)
        self._sums = [
            np.vstack([np.zeros((1, int(both.sum())), np.int64), np.cumsum(part[:, both], axis=0)])
            for part in parts
        ]
        self._said, self._prices = said, prices[both]
        self._from = reach[0], reach[2]
        self._known: dict[Box, int] = {}

    def gain(self, box: Box) -> int:
        """Return what both sides of a box share, less the price of what they say."""
        known = self._known.get(box)
        if known is None:
            a, b, c, d = box
            i, j = self._from
            one = self._sums[0][b + 1 - i] - self._sums[0][a - i]
            two = self._sums[1][d + 1 - j] - self._sums[1][c - j]
            shared = int(np.minimum(one, two) @ self._prices)
            said = self._said[0][b + 1] - self._said[0][a] + self._said[1][d + 1] - self._said[1][c]
            above, below = _PRICE
            known = self._known[box] = 2 * shared - int(said) * above // below
        return known


def _moves(box: Box) -> Iterator[Box]:
    """Yield the boxes with one edge, or one edge of either side, a few sentences further."""
    a, b, c, d = box
    for one, two in product(range(-_STEPS, _STEPS + 1), repeat=2):
        yield a + one, b, c + two, d
        yield a, b + one, c, d + two
        yield a + one, b, c, d + two
        yield a, b + one, c + two, d


def _sheet(side: Sequence[Counter[str]], columns: dict[str, int]) -> NDArray[np.int16]:
    sheet = np.zeros((len(side), len(columns)), dtype=np.int16)
    for row, bag in enumerate(side):
        for stem, count in bag.items():
            at = columns.get(stem)
            if at is not None:
                sheet[row, at] = count
    return sheet


def _boxes(seeds: Sequence[tuple[int, int]]) -> Iterator[Box]:
    """Yield the hulls of the coarsest groups of seeds without a gap on either side."""
    open_ = [(list(seeds), 0, False)] if seeds else []
    while open_:
        group, side, whole = open_.pop()
        parts = _split(group, side)
        if len(parts) > 1:
            open_ += [(part, 1 - side, False) for part in parts]
        elif not whole:
            open_.append((group, 1 - side, True))
        else:
            one, two = zip(*group, strict=True)
            yield min(one), max(one), min(two), max(two)


def _split(group: Sequence[tuple[int, int]], side: int) -> list[list[tuple[int, int]]]:
    parts: list[list[tuple[int, int]]] = []
    last = 0
    for seed in sorted(group, key=lambda seed: (seed[side], seed)):
        if parts and seed[side] - last <= _GAP + 1:
            parts[-1].append(seed)
        else:
            parts.append([seed])
        last = seed[side]
    return parts
