"""How sure it is that what a text and a document have in common is no chance.

A logistic over what is known of the match. A run of words is as telling as its words are rare, and the
more documents are searched the more of them agree by chance, as in searches for sequences (Karlin and
Altschul 1990): bits of the words count for it, the documents of the archive against it. Fitted on
sentences planted in texts of other topics, see `evaluation.fit_find`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec

from firsthand.model import Span, Value
from firsthand.text.rarity import rarity
from firsthand.text.words import WORD, fold

FEATURES = ("words", "bits", "covered", "meaning", "meaning alone", "documents")
# What the probability of a pair of sentences is kept from, so that its logit is finite.
_SURE = 0.005
# Bits, and doublings of documents, that are one unit.
_BITS, _DOUBLINGS = 100.0, 10.0


class CertaintyWeights(Value):
    """A logistic model over `FEATURES`, with the record of its fit."""

    intercept: float
    weights: tuple[float, ...]
    record: dict[str, str | int | float] = {}


class Signs(Value):
    """What is known of a match: words and bits of its most telling run, share of the text, probability of its likest sentence."""

    words: int
    bits: float
    covered: float
    meaning: float


def said(text: str, language: str) -> tuple[int, float]:
    """Return how many words a run has, and how many bits they are."""
    words = [fold(m.group()) for m in WORD.finditer(text)]
    return len(words), math.fsum(rarity(w, language) for w in words)


def covered(spans: Sequence[Span], length: int) -> float:
    """Return the share of a text that some spans cover.

    >>> covered([Span(0, 4), Span(2, 6)], 12)
    0.5
    """
    total, end = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(end, span.start))
        end = max(end, span.end)
    return total / (length or 1)


def features(signs: Signs, documents: int) -> tuple[float, ...]:
    """Return the values of `FEATURES` for a match in an archive of so many documents."""
    likely = min(1 - _SURE, max(_SURE, signs.meaning))
    return (
        math.log1p(signs.words),
        signs.bits / _BITS,
        signs.covered,
        math.log(likely / (1 - likely)) if signs.meaning else 0.0,
        float(bool(signs.meaning) and not signs.words),
        math.log2(documents + 1) / _DOUBLINGS,
    )


def certainty(signs: Signs, documents: int, weights: CertaintyWeights) -> float:
    """Return the probability that a match is no chance."""
    score = weights.intercept + math.fsum(w * x for w, x in zip(weights.weights, features(signs, documents), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def load_certainty() -> CertaintyWeights:
    """Return the shipped weights."""
    data = resources.files("firsthand.run").joinpath("weights", "find.json").read_bytes()
    return msgspec.json.decode(data, type=CertaintyWeights)
