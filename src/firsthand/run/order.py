"""Which of two texts is the older, told from the texts alone."""

from __future__ import annotations

import math

from firsthand.lineage.direction import direction
from firsthand.lineage.evidence import Pair
from firsthand.lineage.revision import newsiness, revision
from firsthand.model import Analysis, Span
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare
from firsthand.run.fitted import load_direction, load_revision
from firsthand.run.models import load_weights
from firsthand.text.analyse import analyse, bare

ONE_HAND = "one hand"

# From here a pair is read by one genre's signs only.
_WHOLLY = 0.99
# Probabilities are multiples of 1 / _GRAIN, so that one minus them is exact.
_GRAIN = 1 << 30


def older(a: str, b: str) -> float:
    """Return the probability that `a` is the exemplar of `b`, no date being evidence.

    The two are taken as versions of one text by one hand. As far as they are an encyclopedia's,
    the signs of revision decide (`lineage.revision`, 10 ms for a page); as far as they are news,
    the rules of `lineage.direction`, the signs of desks at work among them. `older(b, a)` is exactly one minus `older(a, b)`, and equal texts have one half.
    """
    if a == b:
        return 0.5
    if b < a:
        return 1 - older(b, a)
    return mixed(a, b, math.fsum(e.score for e in revision(a, b, load_revision())))


def mixed(a: str, b: str, by_revision: float) -> float:
    """Return the probability that `a` is the exemplar, given what the signs of revision say.

    They count as far as the texts are an encyclopedia's, the signs of news as far as they are news.
    """
    news = (newsiness(a) + newsiness(b)) / 2
    total = 0.0
    if news < _WHOLLY:
        total += (1 - news) * by_revision
    if news > 1 - _WHOLLY:
        total += news * _by_rules(a, b)
    return round(_GRAIN / (1 + math.exp(-total))) / _GRAIN


def _by_rules(a: str, b: str) -> float:
    """Return the log-odds that `a` is the exemplar by the rules for copies."""
    left, right = _analysed(a), _analysed(b)
    shared = [
        (Span(x, y), Span(u, v))
        for _, _, x, y, u, v in find_reuse([left.document.text, right.document.text]).tolist()
    ]
    comparison = compare(left, right, evidence=Meaning(weights=load_weights()), shared=shared)
    chance = direction(Pair(left, right, comparison, "ignore"), load_direction()).probability
    return math.log(chance / (1 - chance))


def _analysed(text: str) -> Analysis:
    return analyse(bare(text, outlet=ONE_HAND))
