"""Words for words: what a careful writer would put instead, and what a machine does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "synonyms.txt"


@cache
def fluent() -> dict[str, tuple[str, ...]]:
    """Return, per word, the words that fit in its place."""
    return {word: good for word, good, _ in _entries() if good and good != (word,)}


@cache
def odd() -> dict[str, tuple[str, ...]]:
    """Return, per word, the words that a dictionary offers and the sentence does not bear."""
    return {word: bad for word, _, bad in _entries() if bad and bad != (word,)}


def _entries() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    entries = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(": ")
        good, _, bad = rest.partition("; ")
        goods = tuple(g.strip() for g in good.split(",") if g.strip())
        entries.append(
            (word, goods, tuple(b.strip() for b in bad.split(",") if b.strip()) or goods)
        )
    return entries
