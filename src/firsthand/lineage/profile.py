"""What one document is about, as grouping compares it: rare words, names, numbers, meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from firsthand.lineage.stories import Profile
from firsthand.model import Analysis, DateClaim
from firsthand.text.rarity import rarity
from firsthand.text.words import content, fold, stem, words

# Words more common than this say nothing about which story it is (bits of information).
COMMON_BITS = 9.0
# The headline and this many sentences of the body stand for the whole in the mean vector.
LEAD = 6
# Small whole numbers are in every story.
SMALL_NUMBER = 12.0
_VOWELS = re.compile(r"[aeiouyh'’`-]+")

Vectors = Callable[[int], NDArray[np.float32] | None]


def lead_sentences(analysis: Analysis) -> tuple[int, ...]:
    """Return the indices of the sentences that stand for a document: headline and lead."""
    told = [n for n, s in enumerate(analysis.sentences) if s.part != "line"]
    return tuple(told[: LEAD + 1])


def profile(analysis: Analysis, vector: NDArray[np.float32] | None, *, dated: bool) -> Profile:
    """Return the profile of a document; its day is left out where dates are no evidence."""
    document = analysis.document
    language = document.language
    stems: Counter[str] = Counter()
    bits: dict[str, float] = {}
    for sentence in analysis.sentences:
        text = document.text[sentence.span.start : sentence.span.end]
        if sentence.part == "line":
            continue
        for span in words(text):
            word = fold(text[span.start : span.end])
            if content(word, language):
                root = stem(word, language)
                stems[root] += 1
                bits.setdefault(root, rarity(word, language))
    weighted = {
        k: (bits[k] - COMMON_BITS) * (1 + math.log(n))
        for k, n in sorted(stems.items())
        if bits[k] > COMMON_BITS
    }
    names: Counter[str] = Counter()
    for mention in analysis.names:
        for token in mention.text.split():
            key = skeleton_of_name(token)
            if len(key) > 1:
                names[key] += 1
    numbers = {
        q.value
        for q in analysis.quantities
        if q.unit not in {"year", "time"} and (abs(q.value) > SMALL_NUMBER or q.value % 1)
    }
    return Profile(
        words=weighted,
        names={k: 1 + math.log(n) for k, n in sorted(names.items())},
        numbers=dict.fromkeys(sorted(numbers), 1.0),
        vector=vector,
        language=language,
        day=_day(document.published) if dated else None,
    )


def skeleton_of_name(token: str) -> str:
    """Return the consonants of a name in Latin letters: alike across scripts and spellings.

    >>> skeleton_of_name("Yehia"), skeleton_of_name("Dhubyani")
    ('', 'dbn')
    """
    latin = anyascii(token).casefold()
    folded = re.sub(r"[^a-z]", "", _VOWELS.sub("", latin))
    return re.sub(r"(.)\1+", r"\1", folded.replace("q", "k").replace("c", "k"))


def _day(published: DateClaim | None) -> date | None:
    if published is None or published.resolution == "month":
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None
