"""How sure it is that what a text and a document have in common word for word is no chance.

Of unrelated texts some share a stock phrase. How many runs as telling as a given one are to be expected by
chance grows with the words that are asked for and the documents that are searched, and falls off with the
information of the run's words, as in searches for sequences (Karlin and Altschul 1990). The confidence is the
probability that there is none (Poisson).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from firsthand.model import Span
from firsthand.text.rarity import rarity
from firsthand.text.words import WORD, fold

# Runs that unrelated texts share, a word asked for and a document searched, and how their number falls
# off beyond so many bits: pages of wiki-versions on different things and articles of ECB+ on different
# events, `python -m evaluation.chance_runs`. The least run that is found has eight words.
RATE = 2.2e-7
FLAT, FALL = 80.0, 12.5


def bits(text: str, language: str) -> float:
    """Return the information of the words of a run."""
    return math.fsum(rarity(fold(m.group()), language) for m in WORD.finditer(text))


def most_telling(text: str, runs: Sequence[Span], language: str) -> float:
    """Return the bits of the run of a text that has most of them."""
    return max((bits(text[r.start : r.end], language) for r in runs), default=0.0)


def by_chance(said: float, words: int, documents: int) -> float:
    """Return how many runs of so many bits are to be expected by chance.

    >>> round(by_chance(85, 60, 1_000), 4), round(by_chance(160, 60, 1_000_000), 4)
    (0.0088, 0.0219)
    """
    return RATE * words * documents * math.exp(-max(0.0, said - FLAT) / FALL)


def certainty(said: float, words: int, documents: int) -> float:
    """Return the probability that no run as telling stands there by chance, 0 where there is no run."""
    return math.exp(-by_chance(said, words, documents)) if said else 0.0
