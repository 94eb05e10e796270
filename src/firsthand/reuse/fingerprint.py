"""Texts to sampled grams: one array of code points, words folded, runs of six words hashed.

Words are compared as the skeleton has them (case, width, typography and format characters put
aside), through a table over the code points, so offsets need no way back.
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
# Below this many words all grams are kept, so that passages of eight words are found; above it one
# in four, by the gram's own hash (context-free: a footer is sampled alike wherever it stands).
ALL_GRAMS = 400_000
SAMPLED = 4
_TABLE = 0x10000
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
    """All words and kept grams of some texts.

    `hashes`, `starts`, `ends` are by word, texts in a row; text i has the words
    `first[i]:first[i + 1]`; `grams` and `places` (word indices) are by kept gram.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.int64]
    grams: NDArray[np.uint64]
    places: NDArray[np.int64]


def fingerprint(texts: Sequence[str]) -> Fingerprints:
    """Return the words and grams of texts; offsets count code points of each text."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(t) for t in texts], out=bounds[1:])
    kinds, folds = _characters()
    hashes, starts, ends, first = kernels.hash_words(codes, bounds, kinds, folds)
    keep = 1 if len(hashes) <= ALL_GRAMS else SAMPLED
    grams, places = kernels.hash_grams(hashes, first, GRAM, keep)
    return Fingerprints(hashes, starts, ends, first, grams, places)


@cache
def _characters() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the kind and the folded form of every code point of the basic plane."""
    kinds = np.zeros(_TABLE, dtype=np.uint8)
    folds = np.arange(_TABLE, dtype=np.uint32)
    for code in range(_TABLE):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LN":
            kinds[code] = kernels.LETTER
            folded = unicodedata.normalize("NFKD", char).casefold()
            base = next((c for c in folded if not unicodedata.combining(c)), char)
            folds[code] = ord(base.translate(_LOOKALIKE)[0])
        elif category in {"Cf", "Mn"} or char in "'’`´ʼ":
            kinds[code] = kernels.IGNORED
    for low, high in _ALONE:
        letters = kinds[low : high + 1] == kernels.LETTER
        kinds[low : high + 1][letters] = kernels.ALONE
    return kinds, folds
