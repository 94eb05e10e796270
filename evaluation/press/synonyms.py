"""Words for words: what a careful writer would put instead, and what a machine does."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

_FILE = Path(__file__).parent / "synonyms.txt"
_PROTECTED = re.compile(r'("[^"]*"|<[^<>]*>)')
"""Quotations and marks, whose words are nobody's to change."""


@cache
def fluent() -> dict[str, tuple[str, ...]]:
    """Return, per word, the words that fit in its place."""
    return {word: good for word, good, _ in _entries() if good and good != (word,)}


@cache
def odd() -> dict[str, tuple[str, ...]]:
    """Return, per word, the words that a dictionary offers and the sentence does not bear."""
    return {word: bad for word, _, bad in _entries() if bad and bad != (word,)}


def worded(text: str, rng: Random, limit: int) -> str:
    """Return a text with up to `limit` words replaced by others that a careful writer would use."""
    parts = _PROTECTED.split(text)
    spots = [
        (n, m)
        for n, part in enumerate(parts)
        if n % 2 == 0
        for m in re.finditer(r"[A-Za-z][a-z]+", part)
        if m[0].lower() in fluent() and (m[0].islower() or n + m.start() == 0)
    ]
    rng.shuffle(spots)
    for n, match in sorted(spots[:limit], key=lambda s: (s[0], -s[1].start())):
        new = rng.choice(fluent()[match[0].lower()])
        new = new.capitalize() if match[0][0].isupper() else new
        parts[n] = parts[n][: match.start()] + new + parts[n][match.end() :]
    return re.sub(
        r"\b([Aa]) (?=[aeiou])",
        r"\1n ",
        re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])", r"\1 ", "".join(parts)),
    )


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
