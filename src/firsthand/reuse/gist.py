"""What of a sentence can be compared: words in house style, rarity of stems, names, numbers.

A `Gist` is made once a sentence; gists of neighbouring sentences join, so that a merged or split
sentence is compared as one. Names and numbers are kept in a form that survives translation:
transliterated (anyascii) consonants, and plain values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from firsthand.model import Analysis, Sentence, Span, Value
from firsthand.reuse.align import WORD
from firsthand.reuse.cells import GRAM
from firsthand.reuse.spelling import house
from firsthand.text.rarity import rarity
from firsthand.text.words import fold, stem

_TOKEN = re.compile(rf"{WORD.pattern}|[%$€£¥°]")
"""Words, and the signs that house styles write out."""
_FREE_BITS = 7.0
"""Bits of information that any word of running text carries; a stop word weighs nothing."""
_MOST_BITS = 16.0
"""Beyond this the background table only says "unseen"; no misprint may outweigh a sentence."""


class Gist(Value, kw_only=True):
    """One sentence, or several neighbouring ones, made ready for comparison."""

    span: Span
    words: tuple[str, ...]
    places: tuple[Span, ...]
    stems: tuple[str, ...]
    weights: dict[str, float]
    lines: tuple[str, ...]
    sounds: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: tuple[bool, ...]

    @property
    def grams(self) -> frozenset[str]:
        """Return the character grams of its words, sentence by sentence."""
        return frozenset([line[at : at + GRAM] for line in self.lines for at in range(max(1, len(line) - GRAM + 1))])

    @property
    def weight(self) -> float:
        """Return the bits of information of all different stems."""
        return sum(self.weights.values())


@lru_cache(maxsize=256)
def gists(analysis: Analysis) -> tuple[Gist, ...]:
    """Return one gist a sentence, in order."""
    return tuple(_gist(analysis, sentence) for sentence in analysis.sentences)


def join(parts: Iterable[Gist]) -> Gist:
    """Return the gist of neighbouring sentences taken as one."""
    rows = tuple(parts)
    if len(rows) == 1:
        return rows[0]
    weights: dict[str, float] = {}
    for row in rows:
        weights.update(row.weights)
    return Gist(
        span=Span(rows[0].span.start, rows[-1].span.end),
        words=tuple(word for row in rows for word in row.words),
        places=tuple(place for row in rows for place in row.places),
        stems=tuple(part for row in rows for part in row.stems),
        weights=weights,
        lines=tuple(line for row in rows for line in row.lines),
        sounds=frozenset().union(*(row.sounds for row in rows)),
        names=frozenset().union(*(row.names for row in rows)),
        numbers=frozenset().union(*(row.numbers for row in rows)),
        quoted=tuple(flag for row in rows for flag in row.quoted),
    )


def _gist(analysis: Analysis, sentence: Sentence) -> Gist:
    text, language = analysis.document.text, analysis.document.language
    span = sentence.span
    found = [(match.span(), _word(match.group(), language)) for match in _TOKEN.finditer(text, span.start, span.end)]
    places = tuple([Span(start, end) for (start, end), _ in found])
    known = [word for _, word in found]
    inside = [
        quotation.span
        for quotation in analysis.quotations
        if quotation.span.start < span.end and quotation.span.end > span.start
    ]
    name_spans = [
        mention.span
        for mention in analysis.names
        if mention.span.start < span.end and mention.span.end > span.start
    ]
    words = tuple([word.form for word in known])
    return Gist(
        span=span,
        words=words,
        places=places,
        stems=tuple([word.stem for word in known]),
        weights={word.stem: word.weight for word in known},
        lines=(" ".join(words),),
        sounds=frozenset([word.sound for word in known if word.sound]),
        names=frozenset(
            word.sound
            for word, place in zip(known, places, strict=True)
            if word.sound and _within(place, name_spans)
        ) if name_spans else frozenset(),
        numbers=_numbers(analysis, span),
        quoted=tuple([_within(place, inside) for place in places]) if inside else (False,) * len(places),
    )


class _Word(NamedTuple):
    form: str
    stem: str
    weight: float
    sound: str


@lru_cache(maxsize=1 << 17)
def _word(surface: str, language: str) -> _Word:
    folded = fold(surface)
    bits = min(rarity(folded, language), _MOST_BITS) - _FREE_BITS
    return _Word(house(folded), house(stem(folded, language)), max(bits, 0.0), skeleton(folded))


def _within(place: Span, spans: list[Span]) -> bool:
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _numbers(analysis: Analysis, span: Span) -> frozenset[str]:
    """Return the values stated in a span, each as its shortest decimal form."""
    return frozenset(
        f"{quantity.value:.6g}"
        for quantity in analysis.quantities
        if span.start <= quantity.span.start and quantity.span.end <= span.end
    )


_SOUNDS = (
    (re.compile(r"sch|sh|ch|tch|zh"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|ck|qu|[qcxg]"), "k"),
    (re.compile(r"th|dh|d"), "t"),
    (re.compile(r"b"), "p"),
    (re.compile(r"[zj]"), "s"),
    (re.compile(r"[wv]"), "f"),
    (re.compile(r"[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SHORTEST_SOUND = 2


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the consonants of a word in Latin letters, or "" where fewer than two are left.

    Vowels are what transliterations disagree about (Muammar Gaddafi has over thirty spellings).

    >>> skeleton("путин"), skeleton("putin"), skeleton("gaddafi"), skeleton("qadhafi")
    ('ptn', 'ptn', 'ktf', 'ktf')
    """
    latin = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for pattern, sound in _SOUNDS:
        latin = pattern.sub(sound, latin)
    return latin if len(latin) >= _SHORTEST_SOUND else ""
