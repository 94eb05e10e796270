"""How alike two statements are, as numbers by name: for "the same statement, or changed detail?".

The features are those that helped most on sentence pairs without fine-tuned nets, brought together:
n-grams and edit rates of machine-translation metrics, matched both ways (Madnani, Tetreault and
Chodorow, Re-examining Machine Translation Metrics for Paraphrase Identification, 2012); a word
alignment with its fragmentation (Denkowski and Lavie, Meteor, 2010), words that differ matched by
the cosine of their vectors; what is left over by kind of word, rarity and longest run (Qiu, Kan and
Chua, Paraphrase Recognition via Dissimilarity Significance Classification, 2006); and what meaning
the left-over words would take away from the whole.

All features are symmetric (the sides are sorted first): of two one-sided values the smaller is `…_low`, the larger `…_high`.
Cost: O(n * m) for n and m words, about a millisecond.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, LCSseq, Levenshtein

from evaluation.statement import KINDS, Statement, left_over

Vector = NDArray[np.float32]
Look = Callable[[str], Vector]
"""Gives the unit vector of a word or a sentence; callers keep what they have looked up."""

_LONGEST_GRAM = 4
_SKIP = 4
"""A skip bigram's second word follows within this many words."""
_LETTER_GRAMS = (3, 5)
_RELATED = 0.9
"""Price of a match by meaning against one by form."""
_MATCH = 0.4
"""Least similarity at which two words are taken for each other."""
_DISTANCE = 0.1
"""What a match from one end of a sentence to the other end loses."""


def sameness(left: Statement, right: Statement, look: Look | None) -> dict[str, float]:
    """Return the features of two statements by name; without `look` only words speak."""
    one, two = sorted((left, right), key=lambda side: side.text)
    equal = np.array([[a == b for b in two.stems] for a in one.stems], dtype=bool)
    table = equal.reshape(len(one.stems), len(two.stems)).astype(np.float64)
    if look is not None and table.size:
        table = np.maximum(table, _related(one, two, look))
    mates = _align(table)
    matched = np.zeros(len(one.stems)), np.zeros(len(two.stems))
    for i, j in mates:
        matched[0][i] = matched[1][j] = table[i, j]
    found = {
        **_grams("word", one.words, two.words),
        **_grams("stem", one.stems, two.stems),
        **_letters(one.text.casefold(), two.text.casefold()),
        **_covered("nearest", one, two, (table.max(1, initial=0.0), table.max(0, initial=0.0))),
        **_covered("aligned", one, two, matched),
        **_covered("exact", one, two, ((table == 1.0).any(1), (table == 1.0).any(0))),
        **_order(mates),
        **_left_over(one, two, matched),
        **_shape(one, two),
    }
    return found if look is None else {**found, **_meaning(one, two, look)}


def _sides(name: str, one: float, two: float) -> dict[str, float]:
    return {f"{name}_low": float(min(one, two)), f"{name}_high": float(max(one, two))}


def _shared(one: Counter[object], two: Counter[object]) -> tuple[float, float]:
    """Return which share of each side's pieces the other side has."""
    common = sum((one & two).values())
    return common / max(1, sum(one.values())), common / max(1, sum(two.values()))


def _grams(name: str, left: Sequence[str], right: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for size in range(1, _LONGEST_GRAM + 1):
        one, two = (
            Counter[object](tuple(side[at : at + size]) for at in range(len(side) - size + 1))
            for side in (left, right)
        )
        found.update(_sides(f"{name}_{size}", *_shared(one, two)))
    skips = (
        Counter[object](
            (side[i], side[j]) for i in range(len(side)) for j in range(i + 1, i + _SKIP + 1)
            if j < len(side)
        )
        for side in (left, right)
    )  # fmt: skip
    found.update(_sides(f"{name}_skip", *_shared(*skips)))
    run = LCSseq.similarity(left, right)
    found.update(_sides(f"{name}_order", run / max(1, len(left)), run / max(1, len(right))))
    found[f"{name}_edits"] = Levenshtein.normalized_similarity(left, right)
    return found


def _letters(left: str, right: str) -> dict[str, float]:
    found = {
        "letter_edits": Levenshtein.normalized_similarity(left, right),
        "letter_start": JaroWinkler.similarity(left, right),
        "words_as_set": fuzz.token_set_ratio(left, right) / 100,
        "words_sorted": fuzz.token_sort_ratio(left, right) / 100,
        "letters_inside": fuzz.partial_ratio(left, right) / 100,
    }
    for size in _LETTER_GRAMS:
        one, two = (
            Counter[object](side[at : at + size] for at in range(len(side) - size + 1))
            for side in (left, right)
        )
        found.update(_sides(f"letters_{size}", *_shared(one, two)))
    return found


def _related(left: Statement, right: Statement, look: Look) -> NDArray[np.float64]:
    """Return how far each word stands for each by its meaning; a number stands only for itself."""
    rows, columns = (np.array([look(word) for word in side.words]) for side in (left, right))
    near: NDArray[np.float64] = np.clip(rows @ columns.T, 0.0, 1.0).astype(np.float64) * _RELATED
    near[[kind == "number" for kind in left.kinds], :] = 0.0
    near[:, [kind == "number" for kind in right.kinds]] = 0.0
    return near


def _align(table: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return which word stands for which, best first, each word once, in the left order."""
    rows, columns = table.shape
    far = np.abs(
        np.arange(rows)[:, None] / max(1, rows) - np.arange(columns)[None, :] / max(1, columns)
    )
    score = (table - _DISTANCE * far).round(6)
    open_cells = [(-float(score[i, j]), int(i), int(j)) for i, j in np.argwhere(table > _MATCH)]
    taken: tuple[set[int], set[int]] = set(), set()
    mates = []
    for _, i, j in sorted(open_cells):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            mates.append((i, j))
    return sorted(mates)


def _covered(
    name: str, left: Statement, right: Statement, matched: tuple[NDArray[Any], NDArray[Any]]
) -> dict[str, float]:
    """Return which share of each side's weight is matched."""
    shares = [
        math.fsum(done * np.array(side.weights)) / (math.fsum(side.weights) or 1.0)
        for side, done in zip((left, right), matched, strict=True)
    ]
    return _sides(name, *shares)


def _order(mates: list[tuple[int, int]]) -> dict[str, float]:
    """Return into how many runs the alignment falls, and how many of its words changed places."""
    chunks = sum(
        at == 0 or (mates[at - 1][0] + 1, mates[at - 1][1] + 1) != mate
        for at, mate in enumerate(mates)
    )
    order = [j for _, j in mates]
    swapped = sum(one > two for at, one in enumerate(order) for two in order[at + 1 :])
    return {
        "chunks": float(chunks),
        "fragmentation": chunks / max(1, len(mates)),
        "swapped": swapped / max(1, math.comb(len(mates), 2)),
    }


def _left_over(
    left: Statement, right: Statement, matched: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> dict[str, float]:
    """Return what stays unmatched: by kind of word, by weight, the heaviest, the longest run."""
    found: dict[str, float] = {}
    lacks = 1 - matched[0], 1 - matched[1]
    for kind in KINDS:
        of_kind = [np.array([k == kind for k in side.kinds]) for side in (left, right)]
        lost = [
            float(lack[mask].sum()) if len(mask) else 0.0
            for lack, mask in zip(lacks, of_kind, strict=True)
        ]
        total = float(sum(mask.sum() for mask in of_kind))
        found.update(_sides(f"{kind}_lost", lost[0], lost[1]))
        found[f"{kind}_shared"] = 1 - (lost[0] + lost[1]) / total if total else 0.5
        found[f"{kind}_count"] = total / 2
    bits = [lack * np.array(side.weights) for lack, side in zip(lacks, (left, right), strict=True)]
    runs = [
        _heaviest_run(side.weights, done) for side, done in zip((left, right), matched, strict=True)
    ]
    found.update(_sides("bits_lost", float(bits[0].sum()), float(bits[1].sum())))
    found.update(_sides("heaviest_lost", *(float(side.max(initial=0.0)) for side in bits)))
    found.update(_sides("run_lost", *runs))
    return found


def _heaviest_run(weights: Sequence[float], matched: NDArray[np.float64]) -> float:
    best = run = 0.0
    for weight, done in zip(weights, matched, strict=True):
        run = run + weight if done < 0.5 else 0.0
        best = max(best, run)
    return best


def _shape(left: Statement, right: Statement) -> dict[str, float]:
    """Return how numbers, quotation marks, lengths and both ends of the sentences agree."""
    one, two = (
        {word for word, kind in zip(side.words, side.kinds, strict=True) if kind == "number"}
        for side in (left, right)
    )
    quotes = [any(mark in side.text for mark in '"“”«»„') for side in (left, right)]
    lengths = sorted((len(left.words), len(right.words)))
    both = bool(left.stems and right.stems)
    return {
        "numbers_equal": float(bool(one) and one == two),
        "numbers_none": float(not one and not two),
        "numbers_within": float(one <= two or two <= one),
        "numbers_clash": float(bool(one - two) and bool(two - one)),
        "quotes_both": float(all(quotes)),
        "quotes_one": float(any(quotes) and not all(quotes)),
        "length_gap": float(lengths[1] - lengths[0]),
        "length_ratio": lengths[0] / max(1, lengths[1]),
        "length": sum(lengths) / 2,
        "shorter": float(lengths[0]),
        "same_start": float(both and left.stems[0] == right.stems[0]),
        "same_end": float(both and left.stems[-1] == right.stems[-1]),
    }


def _meaning(left: Statement, right: Statement, look: Look) -> dict[str, float]:
    """Return how near the wholes are, and what the left-over words say of both wholes.

    `dropped` is how much of a sentence its left-over words are, `foreign` how well they would fit
    into the other sentence; where nothing is left over, nothing is dropped and nothing foreign.
    """
    one, two = look(left.text), look(right.text)
    less_one, less_two = (
        look(rest) if rest else None for rest in (left_over(left, right), left_over(right, left))
    )
    return {
        "whole": float(one @ two),
        **_sides("dropped", _cosine(one, less_one, 0.0), _cosine(two, less_two, 0.0)),
        **_sides("foreign", _cosine(two, less_one, 1.0), _cosine(one, less_two, 1.0)),
        "both_dropped": 0.0 if less_two is None else _cosine(less_two, less_one, 0.0),
    }


def _cosine(one: Vector, two: Vector | None, otherwise: float) -> float:
    return otherwise if two is None else float(one @ two)
