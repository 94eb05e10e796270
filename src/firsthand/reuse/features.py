"""What two passages have in common, as numbers for the fitted weights.

Every feature is symmetric and lies in [0, 1] or close to it. The set follows what helped most on
the Microsoft Research Paraphrase Corpus without neural nets: overlap weighted by rarity, n-grams,
and what *differs* in numbers and names (Finch, Hwang and Sumita 2005; Wan et al. 2006; Ji and
Eisenstein 2013), with the longest common run of words, which copies keep and coincidence does not
(Clough et al., METER: MEasuring TExt Reuse, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from typing import Any

from rapidfuzz.distance import Indel, LCSseq

from firsthand.reuse.gist import Gist

REWORDING = (
    "cosine", "rare_dice", "rare_contained", "rarest", "stems_kept", "words_alike", "pairs_alike",
    "grams_alike", "longest_run", "numbers_shared", "numbers_differ", "names_shared",
    "names_differ", "length_ratio", "length",
)  # fmt: skip
TRANSLATION = (
    "cosine", "sounds_shared", "names_heard", "numbers_shared", "numbers_differ", "length_ratio",
    "length",
)  # fmt: skip
BESIDE = ("alone", "margin", "before", "after", "company", "best_company", "lone_quote")
AGAINST = frozenset({"numbers_differ", "names_differ", "lone_quote"})
"""Features that speak against a pair; all others speak for it, and weights keep that sign."""
FREE = frozenset({"length", "length_ratio"})
"""Features that may speak either way."""

LONG_RUN = 12
"""Words; a longer common run proves no more than this one."""
_LONG_SENTENCE = 40
"""Words; the length at which `length` reaches 1."""


def rare_dice(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return how much of what the stems of two passages weigh is of stems that both have."""
    shared = math.fsum(left[stem] for stem in left.keys() & right.keys())
    total = sum(left.values()) + sum(right.values())
    return 2 * shared / total if total else 0.0


def rewording(left: Gist, right: Gist, cosine: float) -> tuple[float, ...]:
    """Return the features of two passages in one language, in the order of `REWORDING`."""
    common = left.weights.keys() & right.weights.keys()
    shared = math.fsum(left.weights[stem] for stem in common)
    lighter = min(left.weight, right.weight)
    shorter = min(len(left.words), len(right.words))
    longer = max(len(left.words), len(right.words))
    left_pairs = set(zip(left.stems, left.stems[1:], strict=False))
    right_pairs = set(zip(right.stems, right.stems[1:], strict=False))
    return (
        cosine,
        rare_dice(left.weights, right.weights),
        shared / lighter if lighter else 0.0,
        max((left.weights[stem] for stem in common), default=0.0) / 9.0,
        LCSseq.similarity(left.stems, right.stems) / shorter if shorter else 0.0,
        Indel.normalized_similarity(left.words, right.words),
        _dice(left_pairs, right_pairs),
        _dice(left.grams, right.grams),
        min(longest_run(left, right), LONG_RUN) / LONG_RUN,
        _contained(left.numbers, right.numbers),
        _missing(left.numbers, right.numbers),
        _contained(left.names, right.names),
        _missing(left.names, right.names),
        shorter / longer if longer else 0.0,
        length(shorter),
    )


def translation(left: Gist, right: Gist, cosine: float) -> tuple[float, ...]:
    """Return the features of two passages in different languages, in the order of `TRANSLATION`.

    Names are listened for among all words of the other side: several scripts have no capitals.
    """
    named = left.names | right.names
    heard = left.sounds & right.sounds
    short, long = sorted((left.span.end - left.span.start, right.span.end - right.span.start))
    return (
        cosine,
        _dice(left.sounds, right.sounds),
        len(named & heard) / len(named) if named else 0.0,
        _contained(left.numbers, right.numbers),
        _missing(left.numbers, right.numbers),
        short / long if long else 0.0,
        length(min(len(left.words), len(right.words))),
    )


def similarity(left: Gist, right: Gist) -> float:
    """Return how much of the wording two passages share, words in house style, stems at half price.

    The longest common subsequence as a share of both sides' words, the mean of word and stem forms:
    an inflected word is half a change.
    """
    words = Indel.normalized_similarity(left.words, right.words)
    stems = Indel.normalized_similarity(left.stems, right.stems)
    return (words + stems) / 2


def kept(left: Gist, right: Gist) -> float:
    """Return how much of the shorter passage's wording the longer has, in order, in house style."""
    shorter = min(len(left.words), len(right.words))
    return LCSseq.similarity(left.words, right.words) / shorter if shorter else 0.0


def longest_run(left: Gist, right: Gist) -> int:
    """Return the words of the longest run that a longest common subsequence keeps together.

    There may be several such subsequences; both directions are asked, so that sides may change.
    """
    return max(
        block.size
        for one, two in ((left, right), (right, left))
        for block in Indel.opcodes(one.words, two.words).as_matching_blocks()
    )


def length(words: float) -> float:
    """Return how long a passage of so many words is, 1 from a long sentence on."""
    return min(1.0, math.log1p(words) / math.log1p(_LONG_SENTENCE))


def _dice(left: Set[Any], right: Set[Any]) -> float:
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def _contained(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the shared part of the smaller set; 0 where one side has none."""
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0


def _missing(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how much of the smaller set the larger lacks; 0 where one side has none."""
    fewer = min(len(left), len(right))
    return 1 - len(left & right) / fewer if fewer else 0.0


def shared_in_quotes(left: Gist, right: Gist) -> float:
    """Return the share of the common weight that stands inside quotation marks on both sides.

    Two reporters who quote one statement share its words and nothing else.
    """
    common = left.weights.keys() & right.weights.keys()
    inside = _quoted_stems(left) & _quoted_stems(right)
    total = math.fsum(sorted(left.weights[stem] for stem in common))
    both = math.fsum(sorted(left.weights[stem] for stem in common if stem in inside))
    return both / total if total else 0.0


def _quoted_stems(gist: Gist) -> set[str]:
    return {stem for stem, flag in zip(gist.stems, gist.quoted, strict=True) if flag}
