"""Texts to postings: words folded and hashed, runs of six words hashed, one in so many kept.

Words are compared as the skeleton has them (case, width, typography and format characters put
aside), through a table over the code points, so offsets need no way back. Nothing about a text
depends on another text: batches, threads and archives get the same words and postings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Value
from firsthand.reuse import kernels

# Words of a gram: five give 1.9 times the work for no recall (docs/measurements.md).
GRAM = 6
# Words of a sampled gram that must be more than numbers. Rows of prices, scores and results agree by
# chance: at most one number in six words takes a third off the pairs tried and none off those found.
PROSE = 5
_TABLE = 0x10000
# What stands after each text, and bytes beyond the last one that a pass may read.
_BETWEEN, _BEYOND = "\n", "\n" * 16
# Scripts written without spaces: a character is a word.
_ALONE = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)  # fmt: skip
# Letters of other scripts that look like Latin ones (skeleton, in the sense of Unicode TR39).
_LOOKALIKE = str.maketrans(
    "аеорсухіјѕԁһοανιρνАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhoavipvabekmhopctxabezhikmnoptyx",
)


class Fingerprints(Value):
    """The words and postings of some texts.

    `words` are 32-bit hashes, texts in a row; text i has the words `first[i]:first[i + 1]`.
    `postings` are the kept grams, rows `gram, text << 32 | place`, in the order of the texts. Both
    are views of larger arrays: copy what is to stay.
    """

    words: NDArray[np.uint32]
    first: NDArray[np.int64]
    postings: NDArray[np.uint64]


class Spans(Value):
    """Where words stand: text i has the words `first[i]:first[i + 1]`; code points, half-open."""

    first: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


def fingerprint(texts: Sequence[str], keep_one_in: int, number: int = 0) -> Fingerprints:
    """Return the words of texts and one in so many of their grams; `number` is the first text's.

    A sample is of prose, rows of numbers left out. Which grams are kept depends on nothing but the
    gram (sampling by the hash itself, as in Broder's sketches), so that a footer is sampled alike
    wherever it stands, which winnowing does not do.
    """
    data, bounds = _utf8(texts)
    room, nowhere = np.empty(most_words(texts), dtype=np.uint32), np.empty(0, dtype=np.int32)
    first = kernels.hash_words(data, bounds, *_characters(), room, nowhere, nowhere)
    words = room[: first[-1]]
    shape = (GRAM, PROSE if keep_one_in > 1 else 0)
    return Fingerprints(words, first, kernels.hash_grams(words, first, number, shape, keep_one_in))


def spans(texts: Sequence[str]) -> Spans:
    """Return where the words of texts stand."""
    data, bounds = _utf8(texts)
    most = most_words(texts)
    words = np.empty(most, dtype=np.uint32)
    starts, ends = np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)
    first = kernels.hash_words(data, bounds, *_characters(), words, starts, ends)
    return Spans(first, starts, ends)


def most_words(texts: Sequence[str]) -> int:
    """Return a number of words that texts cannot exceed (it takes a letter and a space for one)."""
    size = sum(map(len, texts))
    return len(texts) + (size // 2 if all(map(str.isascii, texts)) else size)


def _utf8(texts: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return texts in a row as bytes, each with a separator behind it, and where each begins."""
    whole = _BETWEEN.join([*texts, _BEYOND])
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    if whole.isascii():
        np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1, out=bounds[1:])
        return np.frombuffer(whole.encode(), dtype=np.uint8), bounds
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)) + 1, out=bounds[1:])
    joined = _BETWEEN.encode().join([*parts, _BEYOND.encode()])
    return np.frombuffer(joined, dtype=np.uint8), bounds


@cache
def _characters() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the kind and the folded form of every code point of the basic plane."""
    kinds = np.zeros(_TABLE, dtype=np.uint8)
    folds = np.arange(_TABLE, dtype=np.uint32)
    for code in range(_TABLE):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LN":
            kinds[code] = kernels.DIGIT if category == "Nd" else kernels.LETTER
            folded = unicodedata.normalize("NFKD", char).casefold()
            base = next((c for c in folded if not unicodedata.combining(c)), char)
            folds[code] = ord(base.translate(_LOOKALIKE)[0])
        elif category in {"Cf", "Mn"} or char in "'’`´ʼ":
            kinds[code] = kernels.IGNORED
    for low, high in _ALONE:
        letters = kinds[low : high + 1] == kernels.LETTER
        kinds[low : high + 1][letters] = kernels.ALONE
    return kinds, folds
