"""A sentence made ready for one question: does another sentence make the same statement?

Reuse asks how much wording two passages share; a statement may be the same in other words, and
another one in nearly the same words, where a number, a name or a negation differs. So every word
is kept with its kind: what is left over on one side weighs by what kind of word it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.model import Value
from firsthand.reuse.spelling import house
from firsthand.text.rarity import rarity
from firsthand.text.words import WORD, fold, stem

KINDS = ("number", "negation", "function", "name", "content")
"""Kinds of word, as `Statement.kinds` names them."""

_TOKEN = re.compile(rf"{WORD.pattern}|[%$€£¥]")
"""Words, and the signs that stand for a word beside a number."""
_NEGATIONS = frozenset({
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "without", "cannot",
    "fail", "failed", "fails", "refuse", "refused", "refuses", "deny", "denied", "denies",
})  # fmt: skip
"""English; another language's negations count among its function words."""
_FUNCTION_BITS = 9.0
"""Words said more often than once in 2**9 carry grammar more than matter."""
_FREE_BITS, _LEAST_BITS, _MOST_BITS = 4.0, 0.3, 12.0
"""Weight of a word: its information less the first bits, which any word carries, within bounds."""


class Statement(Value, kw_only=True):
    """A sentence's words in their order: as written, in house style, as stems, by kind, by weight."""

    text: str
    written: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    kinds: tuple[str, ...]
    weights: tuple[float, ...]


@lru_cache(maxsize=1 << 14)
def read(text: str, language: str) -> Statement:
    """Return a sentence made ready.

    >>> read("The Orlen refinery did not pay 14", "en").kinds
    ('function', 'name', 'content', 'content', 'negation', 'content', 'number')
    """
    written = tuple(_TOKEN.findall(text))
    folded = tuple(fold(word) for word in written)
    return Statement(
        text=text,
        written=written,
        words=tuple(house(word) for word in folded),
        stems=tuple(house(stem(word, language)) for word in folded),
        kinds=tuple(
            _kind(word, language, capital=at > 0 and written[at][0].isupper())
            for at, word in enumerate(folded)
        ),
        weights=tuple(_weight(word, language) for word in folded),
    )


def left_over(one: Statement, other: Statement) -> str:
    """Return the words of one statement whose stems the other lacks, as written, in their order.

    >>> left_over(read("Orlen paid 14 workers", "en"), read("the workers Orlen pays", "en"))
    'paid 14'
    """
    lacking = set(one.stems) - set(other.stems)
    pairs = zip(one.written, one.stems, strict=True)
    return " ".join(word for word, part in pairs if part in lacking)


def _kind(word: str, language: str, *, capital: bool) -> str:
    if word[0].isdigit():
        return "number"
    if word in _NEGATIONS or word.endswith("n't"):
        return "negation"
    if rarity(word, language) < _FUNCTION_BITS:
        return "function"
    return "name" if capital else "content"


def _weight(word: str, language: str) -> float:
    return min(max(rarity(word, language) - _FREE_BITS, _LEAST_BITS), _MOST_BITS)
