"""The table of sentence pairs of two documents, each judged alone, then beside its neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Span
from firsthand.reuse.cells import rewordings, surroundings
from firsthand.reuse.features import (
    LONG_RUN,
    REWORDING,
    length,
    rare_dice,
    rewording,
    shared_in_quotes,
    translation,
)
from firsthand.reuse.gist import Gist, join
from firsthand.reuse.meaning import cosines
from firsthand.reuse.nearest import Group, Side, near
from firsthand.reuse.weights import Weights, kind_of

Cell = tuple[Group, Group]

_DIAGONAL = 2
"""Sentences before and after that count as neighbours."""
_STEPS = 10_000
"""Steps of a probability, as `Logistic.probability` rounds it."""
_PLACES = 1e6
"""Steps of a feature, so that the order of sums cannot show."""
_FEW = 4
"""Sentences that make a borrowed paragraph."""
_OFF_DIAGONAL = 0.8
"""What a neighbour is worth when a sentence was dropped or added between."""


class Panel:
    """Judges pairs of sentence groups of two documents; remembers what it judged."""

    def __init__(
        self,
        left: Side,
        right: Side,
        weights: Weights,
        shared: Sequence[tuple[Span, Span]],
        *,
        translated: bool,
    ) -> None:
        self.left, self.right, self.translated = left, right, translated
        self._weights = weights
        self._shared = tuple(sorted(shared))
        self._joined: tuple[dict[Group, Gist], dict[Group, Gist]] = ({}, {})
        self._vectors: tuple[dict[Group, NDArray[np.float32] | None], ...] = ({}, {})
        self._rows: dict[Cell, tuple[float, ...]] = {}
        self._alone: dict[Cell, float] = {}
        self._shares: dict[Cell, float] = {}
        self._support: dict[tuple[int, int], float] = {}
        self._seen = _seen(left), _seen(right)
        self._cells = self._candidates()
        self._quoted = np.zeros(len(self._cells))
        self.alone = self._judge_alone()
        self._of_left, self._of_right = self._partners(0), self._partners(1)
        self._best = (_best(self._of_left), _best(self._of_right))
        self._ranked = sorted(self._best[0], key=lambda k: (-self._best[0][k], k))[: _FEW + 3]

    # ------------------------------------------------------------ which pairs

    def _candidates(self) -> NDArray[np.int64]:
        cells = near(self.left, self.right, translated=self.translated)
        for a, b in self._shared:
            cells.update(
                (i, j)
                for i in self.left.usable
                if a.meets(self.left.gists[i].span)
                for j in self.right.usable
                if b.meets(self.right.gists[j].span)
            )
        return np.array(sorted(cells), dtype=np.int64).reshape(-1, 2)

    def _judge_alone(self) -> dict[tuple[int, int], float]:
        if not len(self._cells):
            return {}
        found = rewordings(self._cells, self.left.sheet.arrays(), self.right.sheet.arrays())
        self._quoted = found[:, -1]
        if self.translated:
            table = np.array([self.row((i,), (j,)) for i, j in self._cells.tolist()])
        else:
            table = _rounded(self._reworded(found))
            cells = [((i,), (j,)) for i, j in self._cells.tolist()]
            self._rows.update(zip(cells, map(tuple, table.tolist()), strict=True))
        return self._judged(table, "alone")

    def _reworded(self, found: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the features of `REWORDING` for every candidate, from what is compiled of them."""
        table = np.zeros((len(found), len(REWORDING)))
        if self.left.vectors is not None and self.right.vectors is not None:
            close = cosines(self.left.vectors, self.right.vectors)
            table[:, 0] = close[self._cells[:, 0], self._cells[:, 1]]
        table[:, 1:] = found[:, :-1]
        table[:, 8] = np.minimum(table[:, 8], LONG_RUN) / LONG_RUN
        table[:, -1] = [length(words) for words in table[:, -1].tolist()]
        return table

    def _judged(
        self, table: NDArray[np.float64], step: Literal["alone", "beside"]
    ) -> dict[tuple[int, int], float]:
        """Return the probabilities of the candidates, from a row of features each."""
        seen = self._seen[0][self._cells[:, 0]] & self._seen[1][self._cells[:, 1]]
        chances = np.zeros(len(table))
        for vectors in (False, True):
            chosen = seen == vectors
            if chosen.any():
                judge = self._weights.judges[kind_of(translated=self.translated, vectors=vectors)]
                model = judge.alone if step == "alone" else judge.beside
                chances[chosen] = model.probability(table[chosen])
        return dict(zip(map(tuple, self._cells.tolist()), chances.tolist(), strict=True))

    def confidences(self) -> dict[tuple[int, int], float]:
        """Return the calibrated probability of every candidate pair of single sentences."""
        if not len(self._cells):
            return {}
        sides = (
            tuple(
                np.array([best.get(k, 0) for k in range(len(side.gists))], dtype=np.int64)
                for best, side in zip(self._best, (self.left, self.right), strict=True)
            ),
            _STEPS,
            (len(self.left.usable), len(self.right.usable)),
            np.array(self._ranked, dtype=np.int64),
            _FEW,
            _OFF_DIAGONAL,
        )
        alone = np.fromiter(self.alone.values(), dtype=np.float64)
        table = surroundings(self._cells, alone, self._quoted, sides)
        self._support = dict(zip(self.alone, (alone + table[:, 2] + table[:, 3]).tolist(), strict=True))
        return self._judged(_rounded(table), "beside")

    # ------------------------------------------------------------ what is known of one

    def _vector(self, own: int, group: Group) -> NDArray[np.float32] | None:
        if group not in self._vectors[own]:
            self._vectors[own][group] = (self.left, self.right)[own].vector(group)
        return self._vectors[own][group]

    def _gist(self, own: int, group: Group) -> Gist:
        known = self._joined[own].get(group)
        if known is None:
            gists = (self.left, self.right)[own].gists
            known = self._joined[own][group] = join(gists[k] for k in group)
        return known

    def kind(self, left: Group, right: Group) -> str:
        """Return which judge reads this pair."""
        known = self._vector(0, left) is not None and self._vector(1, right) is not None
        return kind_of(translated=self.translated, vectors=known)

    def row(self, left: Group, right: Group) -> tuple[float, ...]:
        """Return the features of a pair of groups."""
        cell = (left, right)
        known = self._rows.get(cell)
        if known is None:
            a, b = self._vector(0, left), self._vector(1, right)
            cosine = 0.0 if a is None or b is None else max(0.0, min(1.0, float(a @ b)))
            one, two = self._gist(0, left), self._gist(1, right)
            if self.translated:
                known = translation(one, two, cosine)
            else:
                known = rewording(one, two, cosine)
            known = self._rows[cell] = tuple(round(value, 6) for value in known)
        return known

    def explained(self, left: Group, right: Group) -> float:
        """Return how much the two groups cover each other: by rare words, or by vectors."""
        cell = (left, right)
        if self.translated or cell in self._rows:
            return self.row(left, right)[0 if self.translated else 1]
        if cell not in self._shares:
            self._shares[cell] = round(rare_dice(self._weighing(0, left), self._weighing(1, right)), 6)
        return self._shares[cell]

    def _weighing(self, own: int, group: Group) -> dict[str, float]:
        """Return the weights of the stems of neighbouring sentences, as their joined gist has them."""
        gists = (self.left, self.right)[own].gists
        found: dict[str, float] = {}
        for at in group:
            found.update(gists[at].weights)
        return found

    # ------------------------------------------------------------ what stands around it

    def _partners(self, own: int) -> dict[int, list[tuple[float, int]]]:
        """Return each sentence's candidates with their probability; `own` 0 is left, 1 right."""
        table: dict[int, list[tuple[float, int]]] = {}
        for cell, chance in self.alone.items():
            table.setdefault(cell[own], []).append((chance, cell[1 - own]))
        return table

    def _rival(self, left: Group, right: Group) -> float:
        """Return the best probability that one of these sentences has with one outside."""
        rivals = [p for i in left for p, j in self._of_left.get(i, ()) if j not in right]
        rivals += [p for j in right for p, i in self._of_right.get(j, ()) if i not in left]
        return max(rivals, default=0.0)

    def chance_alone(self, left: Group, right: Group) -> float:
        """Return the probability of a pair of groups looked at by itself."""
        if len(left) == len(right) == 1 and (left[0], right[0]) in self.alone:
            return self.alone[left[0], right[0]]
        cell = (left, right)
        if cell not in self._alone:
            judge = self._weights.judges[self.kind(left, right)]
            table = np.array([self.row(left, right)], dtype=np.float64)
            self._alone[cell] = float(judge.alone.probability(table)[0])
        return self._alone[cell]

    def beside(self, left: Group, right: Group) -> tuple[float, ...]:
        """Return the features of the second step, in the order of `BESIDE`."""
        chance = self.chance_alone(left, right)
        held = min(max(chance, 0.001), 0.999)
        company, best = self._company(left, right)
        one, two = self._gist(0, left), self._gist(1, right)
        return tuple(
            round(value, 6)
            for value in (
                math.log(held / (1 - held)),
                chance - self._rival(left, right),
                _around(self.alone, left[0], right[0], -1),
                _around(self.alone, left[-1], right[-1], 1),
                company,
                best,
                shared_in_quotes(one, two) * (1 - company),
            )
        )

    def _company(self, left: Group, right: Group) -> tuple[float, float]:
        """Return how well other sentences are matched: the shorter document's mean, the best few.

        The first tells a copy of the whole from a chance pair, the second a borrowed paragraph.
        """
        shares = []
        for best, group, side in zip(
            self._best, (left, right), (self.left, self.right), strict=True
        ):
            others = len(side.usable) - len(group)
            rest = sum(best.values()) - sum(best.get(k, 0) for k in group)
            shares.append((others, rest))
        others, rest = min(shares)
        ranked = [k for k in self._ranked if k not in left][:_FEW]
        few = sum(self._best[0][k] for k in ranked) / (_FEW * _STEPS)
        return (rest / (others * _STEPS) if others > 0 else 0.0), few

    def support(self, i: int, j: int) -> float:
        """Return how much a candidate and the pairs just before and after it say for each other, once `confidences` are known."""
        return self._support[i, j]

    def anchored(self, left: Group, right: Group) -> float:
        """Return the share of the shorter group's words in word-for-word passages of both.

        No evidence of its own: every feature of wording has seen these words. It says where the
        edges of a bead are, and which pairs are worth keeping whatever their probability.
        """
        one, two = self._gist(0, left), self._gist(1, right)
        here: set[Span] = set()
        there: set[Span] = set()
        for a, b in self._shared:
            if a.meets(one.span) and b.meets(two.span):
                here.update(p for p in one.places if a.start <= p.start and p.end <= a.end)
                there.update(p for p in two.places if b.start <= p.start and p.end <= b.end)
        return min(len(here), len(there)) / min(len(one.places), len(two.places))

    def confidence(self, left: Group, right: Group) -> float:
        """Return the calibrated probability that two groups of sentences say the same thing."""
        judge = self._weights.judges[self.kind(left, right)]
        table = np.array([self.beside(left, right)], dtype=np.float64)
        return float(judge.beside.probability(table)[0])


def _seen(side: Side) -> NDArray[np.bool_]:
    """Return which sentences have a vector."""
    if side.vectors is None:
        return np.zeros(len(side.gists), dtype=np.bool_)
    return np.asarray(side.vectors.any(axis=1), dtype=np.bool_)


def _rounded(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers to six places, as `round` has them: what lies between two steps is left to it."""
    steps = table * _PLACES
    made: NDArray[np.float64] = np.rint(steps) / _PLACES
    for row, column in np.argwhere(np.abs(steps - np.floor(steps) - 0.5) < 1e-6).tolist():
        made[row, column] = round(float(table[row, column]), 6)
    return made


def _best(partners: Mapping[int, list[tuple[float, int]]]) -> dict[int, int]:
    """Return each sentence's best probability in whole steps, so that sums are exact."""
    return {k: round(max(row)[0] * _STEPS) for k, row in partners.items()}


def _around(alone: Mapping[tuple[int, int], float], i: int, j: int, way: int) -> float:
    """Return the best pair that stands just before (`way` -1) or after (1) a pair."""
    return max(
        alone.get((i + way * a, j + way * b), 0.0) * (1.0 if a == b == 1 else _OFF_DIAGONAL)
        for a in range(1, _DIAGONAL + 1)
        for b in range(1, _DIAGONAL + 1)
    )
