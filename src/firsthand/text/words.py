"""Words of any script: where they stand, and the forms in which they are compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from firsthand.model import Span
from firsthand.text.rarity import frequent

# A word is a run of letters, marks and digits; apostrophes and hyphens stay inside it, and so do
# the dots and commas of a number; a double mark before the end of a contraction (don"t) is a mistyped
# apostrophe. Scripts written without spaces give one word a character.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Characters without width do not end a word; `fold` drops them.
_HIDDEN = "\u00ad\u200b-\u200f\u2060\ufeff"
WORD = re.compile(
    rf"[{_UNSPACED}]"
    rf"|\d+(?:[.,:]\d+)*(?:[^\W\d_{_UNSPACED}]+)?"
    rf"|[^\W_{_UNSPACED}]+(?:(?:[{_HIDDEN}]+|['’‑-]|\"(?=(?:s|t|d|m|ll|re|ve)\b))[^\W_{_UNSPACED}]+)*"
)
_NO_WIDTH = re.compile(f"[{_HIDDEN}]+")

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
# This many most frequent words of a language are function words, near enough.
_FUNCTION_WORDS = 150


def words(text: str) -> tuple[Span, ...]:
    """Return where the words of a text stand, in order.

    >>> [("It's ready")[s.start : s.end] for s in words("It's ready")]
    ["It's", 'ready']
    """
    return tuple([Span(*m.span()) for m in WORD.finditer(text)])


def count(text: str) -> int:
    """Return the number of words of a text."""
    return len(WORD.findall(text))


@lru_cache(maxsize=1 << 18)
def number(term: str) -> int:
    """Return the 64-bit number that stands for a term in arrays and indices: the same in every process."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Return a word without case and typography: NFKC, no hidden characters, straight apostrophes.

    >>> fold("It’s")
    "it's"
    """
    folded = unicodedata.normalize("NFKC", _NO_WIDTH.sub("", word)).casefold()
    return folded.replace("’", "'").replace('"', "'").replace("‑", "-")


@lru_cache(maxsize=1 << 17)
def bare(word: str) -> str:
    """Return a folded word without its diacritics.

    >>> bare("Tenerías")
    'tenerias'
    """
    parts = unicodedata.normalize("NFD", fold(word))
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word (Snowball), or the word where its language has no stemmer."""
    name = _STEMMERS.get(language)
    return _stemmer(name).stemWord(word) if name else word


@lru_cache(maxsize=1 << 16)
def content(word: str, language: str) -> bool:
    """Return whether a folded word carries matter: it is none of the most frequent words."""
    return len(word) > 1 and word not in frequent(language, _FUNCTION_WORDS)


@lru_cache(maxsize=32)
def _stemmer(name: str):  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer(name)
