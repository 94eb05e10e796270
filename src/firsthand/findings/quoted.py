"""The quotations of a witness as words in house style, and whether one text has what another quotes.

Words are compared without case, typography, hyphens and the dots of abbreviations. Where a writer left
something out with dots, or put words of his own in brackets, the rest of the quotation is several
pieces, and each must stand in the other text after the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Indel

from firsthand.model import Analysis, Quotation, Span, Value
from firsthand.reuse.spelling import house
from firsthand.text.rarity import rarity
from firsthand.text.words import fold, words

_CURRENCIES = frozenset(["$", "€", "£", "¥"])
# Words of scale, in house style, that stand between an amount and its currency.
_SCALES = frozenset(["m", "bn", "trillion", "thousand", "hundred"])
# Letters of a word in which a slip is told, and the bits of a word that no table has.
SLIP, UNKNOWN = 5, 20.0
# What a writer left out of a quotation, or put in.
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.(?:\s?\.)?|\[[^\]\n]{0,60}\]")
_PER_CENT = re.compile(r"\s?%|\s+per\s+cent\b|\s+pct\b", re.IGNORECASE)
# Contractions of English, written out.
_ENDINGS = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall"}
_PRONOUNS = frozenset(["it", "he", "she", "that", "there", "what", "who", "here", "where", "how"])
_DOTTED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}")
_HYPHEN = re.compile(r"[-\u2010\u2011]")


class Mark(Value):
    """A quotation of a witness, with its words as house styles leave them, also in the pieces between what was left out.

    `fragment`: it is a part of a sentence.
    """

    witness: int
    quotation: Quotation
    words: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    fragment: bool = False


@lru_cache(maxsize=256)
def marks(witness: int, analysis: Analysis) -> tuple[Mark, ...]:
    """Return the quotations of a witness that say something."""
    found = []
    for q in analysis.quotations:
        text = analysis.document.text[q.span.start : q.span.end]
        said = plain(text)
        if said:
            found.append(Mark(witness, q, said, tuple(p for piece in _LEFT_OUT.split(text) if (p := plain(piece))), _fragment(text)))
    return tuple(found)


def _fragment(text: str) -> bool:
    """Return whether what is quoted is a part of a sentence: it begins small, or does not end."""
    bare = text.strip()
    return bare[:1].islower() or not re.search(r"[.!?,…]\W?$", bare)


def plain(text: str) -> tuple[str, ...]:
    """Return the words of a text in house style, without case and typography, currencies after their amounts.

    >>> plain("a rise of $2.5 mln") == plain("a rise of 2.5 million dollars")
    True
    """
    text = _PER_CENT.sub(" percent", _DOTTED.sub(_undotted, text))
    found: list[str] = []
    owed = ""
    for s in (piece for w in words(text) for piece in _pieces(text, w)):
        form = fold(text[s.start : s.end])
        if whole := _uncontracted(form):
            found += whole
            continue
        word = house(form.removesuffix("'s"))
        if owed and word not in _SCALES:
            found.append(owed)
            owed = ""
        found.append(word)
        sign = text[max(0, s.start - 1) : s.start]
        owed = owed or (sign if sign in _CURRENCIES else "")
    return (*found, owed) if owed else tuple(found)


def _uncontracted(form: str) -> tuple[str, ...]:
    """Return the words of a contraction written out, none where it is none: houses write "it's" and "it is"."""
    if form == "cannot":
        return ("can", "not")
    head, mark, tail = form.rpartition("'")
    if not mark:
        return ()
    if tail == "t" and head.endswith("n"):
        verb = head[:-1]
        return _NEGATED.get(verb, verb), "not"
    if tail == "s" and head in _PRONOUNS:
        return head, "is"
    return (head, _ENDINGS[tail]) if tail in _ENDINGS else ()


def _undotted(m: re.Match[str]) -> str:
    return m.group().replace(".", "")


def _pieces(text: str, word: Span) -> list[Span]:
    """Return the parts of a word between hyphens: houses write "Roe-Moe", "Roe–Moe" and "Roe Moe"."""
    found, start = [], word.start
    for m in _HYPHEN.finditer(text, word.start, word.end):
        if m.start() > start:
            found.append(Span(start, m.start()))
        start = m.end()
    if start == word.start:
        return [word]
    if start < word.end:
        found.append(Span(start, word.end))
    return found


@lru_cache(maxsize=256)
def running(analysis: Analysis) -> tuple[str, ...]:
    """Return the words of a whole text in house style."""
    return plain(analysis.document.text)


@lru_cache(maxsize=256)
def spoken(analysis: Analysis) -> tuple[str, ...]:
    """Return all that is quoted in a text as if said in one breath: splicing alters no word."""
    return tuple(word for m in marks(0, analysis) for word in m.words)


def stands(said: Sequence[str], text: Sequence[str]) -> bool:
    """Return whether words stand in a text one after the other."""
    first = said[0]
    n = len(said)
    return any(text[i] == first and tuple(text[i : i + n]) == tuple(said) for i in range(len(text) - n + 1))


def intact(mark: Mark, text: Sequence[str]) -> bool:
    """Return whether the pieces of a quotation stand in a text, each after the one before."""
    at = 0
    for piece in mark.pieces or (mark.words,):
        found = _stands_at(piece, text, at)
        if found is None:
            return False
        at = found + len(piece)
    return True


def _stands_at(said: Sequence[str], text: Sequence[str], start: int) -> int | None:
    n = len(said)
    return next((i for i in range(start, len(text) - n + 1) if text[i] == said[0] and tuple(text[i : i + n]) == tuple(said)), None)


def slipped(one: Sequence[str], other: Sequence[str], language: str) -> bool:
    """Return whether two quotations differ by slips of the keys alone: "fsical" for "fiscal"."""
    if len(one) != len(other):
        return False
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return bool(differ) and all(
        min(len(a), len(b)) >= SLIP and DamerauLevenshtein.distance(a, b) == 1 and max(rarity(a, language), rarity(b, language)) >= UNKNOWN for a, b in differ
    )


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the shorter words that both have in the same order."""
    short = min(len(one), len(other))
    if not short:
        return 0.0
    return (len(one) + len(other) - Indel.distance(one, other)) / 2 / short
