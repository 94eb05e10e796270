"""How much a word says: its information in bits, from a background table of 40 languages.

The table is wordfreq's (Speer 2022), which is shipped with that package and never changes, so no
pile of documents changes what is rare (adding documents in batches gives the same result).
"""

from __future__ import annotations

import math
from functools import lru_cache

from wordfreq import get_frequency_dict, top_n_list

# A word that the table lacks: rarer than one in ten million.
UNKNOWN_BITS = 24.0
_TABLES = frozenset(
    ["ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he", "hi", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sh", "sk", "sl", "sv", "ta", "tr", "uk", "ur", "vi", "zh"]
)


@lru_cache(maxsize=1 << 17)
def rarity(word: str, language: str) -> float:
    """Return the information of a word in bits: -log2 of its relative frequency.

    Numbers count by their length; a language without a table is read with the English one, in
    which its words are unknown.

    >>> rarity("the", "en") < rarity("harbour", "en") < rarity("qasrawi", "en")
    True
    """
    if word.isdigit():
        return min(UNKNOWN_BITS, 8.0 + 3.3 * len(word))
    frequency = _table(language).get(word)
    return -math.log2(frequency) if frequency else UNKNOWN_BITS


@lru_cache(maxsize=64)
def frequent(language: str, n: int) -> frozenset[str]:
    """Return the n most frequent words of a language."""
    return frozenset(top_n_list(_name(language), n, wordlist="small"))


@lru_cache(maxsize=64)
def _table(language: str) -> dict[str, float]:
    return get_frequency_dict(_name(language), wordlist="small")


def _name(language: str) -> str:
    short = language.split("-")[0]
    return short if short in _TABLES else "en"
