"""What one document is about, as grouping compares it: who, what, how manyand when."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from anyascii import anyascii

from firsthand.lineage.event import Told, told
from firsthand.model import Analysis, DateClaim, Quantity, Span, Value
from firsthand.text.rarity import rarity
from firsthand.text.words import content, fold, stem, words

# Words more common than this say nothing about which story it is (bits of information).
COMMON_BITS = 9.0
# Even a common word says something once it is a name ("Lake", "Green").
COMMON_NAME_BITS = 6.0
# Over a whole text, and in a headline, less rare words count too: what the text dwells on.
TEXT_BITS = 5.0
HEADLINE_BITS = 7.0
# The first sentences of a lead that stand for its headline (some pages have a line above it).
HEADLINE = 2
# The headline and this many sentences of the body say what the story is.
LEAD = 4
# Small whole numbers are in every story.
SMALL_NUMBER = 12.0
_VOWELS = re.compile(r"[aeiouyh'’`-]+")


class Profile(Value):
    """What a document is about; a name or a word is weighted by how much it says.

    `words` are all rare stems, `lead` those of headline and lead, whose weights sum to one, as do
    those of `headline`; `stems` are all but the commonest, with weights of unit length. `names` are
    parts of names as consonants, with weights of unit length, `lead_names` those of the lead, which
    sum to one; `counts` are numbers by unit, `lead_counts` those of the lead; `length` is in words.
    """

    words: frozenset[str]
    lead: Mapping[str, float]
    headline: Mapping[str, float]
    stems: Mapping[str, float]
    names: Mapping[str, float]
    lead_names: Mapping[str, float]
    numbers: frozenset[float]
    counts: Mapping[str, frozenset[float]]
    lead_counts: Mapping[str, frozenset[float]]
    told: Told
    language: str
    day: date | None
    length: int


def lead_sentences(analysis: Analysis) -> tuple[int, ...]:
    """Return the indices of the sentences that stand for a document: headline and lead."""
    return tuple(n for n, s in enumerate(analysis.sentences) if s.part != "line")[: LEAD + 1]


def profile(analysis: Analysis, *, dated: bool) -> Profile:
    """Return the profile of a document; its day is left out where dates are no evidence."""
    document = analysis.document
    ordered = lead_sentences(analysis)
    lead = set(ordered)
    sentences = _words(analysis)
    bits, counted = _stems(sentences, document.language)
    every = Counter(k for found in counted.values() for k in found)
    first = Counter(k for n in ordered for k in counted[n])
    head = Counter({k for n in ordered[:HEADLINE] for k in counted[n]})
    names, lead_names = _names(analysis, lead)
    early = [q for q in analysis.quantities if _within(q.span, _spans(analysis, lead))]
    return Profile(
        words=frozenset(k for k, b in bits.items() if b > COMMON_BITS),
        lead=_shares(_weighted(first, bits, COMMON_BITS)),
        headline=_shares(_weighted(head, bits, HEADLINE_BITS)),
        stems=_unit(_weighted(every, bits, TEXT_BITS)),
        names=names,
        lead_names=lead_names,
        numbers=frozenset(
            q.value
            for q in analysis.quantities
            if q.unit not in {"year", "time"} and (abs(q.value) > SMALL_NUMBER or q.value % 1)
        ),
        counts=_counts(analysis.quantities, document.language),
        lead_counts=_counts(early, document.language),
        told=told(sentences.values()),
        language=document.language,
        day=_day(document.published) if dated else None,
        length=document.words,
    )


@lru_cache(maxsize=1 << 16)
def skeleton_of_name(token: str) -> str:
    """Return the consonants of a name in Latin letters: alike across scripts and spellings.

    >>> skeleton_of_name("Yehia"), skeleton_of_name("Dhubyani")
    ('', 'dbn')
    """
    latin = anyascii(token).casefold()
    folded = re.sub(r"[^a-z]", "", _VOWELS.sub("", latin))
    return re.sub(r"(.)\1+", r"\1", folded.replace("q", "k").replace("c", "k"))


def _words(analysis: Analysis) -> dict[int, list[str]]:
    """Return the folded words of every sentence that tells something, by its index."""
    text = analysis.document.text
    found = {}
    for n, sentence in enumerate(analysis.sentences):
        if sentence.part != "line":
            area = text[sentence.span.start : sentence.span.end]
            found[n] = [fold(area[s.start : s.end]) for s in words(area)]
    return found


def _stems(
    sentences: Mapping[int, list[str]], language: str
) -> tuple[dict[str, float], dict[int, list[str]]]:
    """Return how much the stems of a document say, and the stems of each sentence in order."""
    bits: dict[str, float] = {}
    found: dict[int, list[str]] = {}
    for n, tokens in sentences.items():
        found[n] = []
        for word in tokens:
            if content(word, language):
                root = stem(word, language)
                bits.setdefault(root, rarity(word, language))
                found[n].append(root)
    return bits, found


def _weighted(counted: Counter[str], bits: Mapping[str, float], common: float) -> dict[str, float]:
    """Return the weights of stems that say more than common ones; a repeated stem says little more."""
    known = [(k, bits[k] - common, n) for k, n in sorted(counted.items())]
    return {k: more * (1 + math.log(n)) for k, more, n in known if more > 0}


def _counts(quantities: Iterable[Quantity], language: str) -> dict[str, frozenset[float]]:
    """Return the numbers of each thing that is counted."""
    counts: dict[str, set[float]] = {}
    for q in quantities:
        if q.unit and q.unit not in {"year", "time", "ordinal"}:
            unit = stem(q.unit, language) if q.unit.isalpha() else q.unit
            counts.setdefault(unit, set()).add(q.value)
    return {k: frozenset(v) for k, v in sorted(counts.items())}


def _spans(analysis: Analysis, lead: set[int]) -> list[Span]:
    return [analysis.sentences[n].span for n in sorted(lead)]


def _within(span: Span, areas: Iterable[Span]) -> bool:
    return any(a.start <= span.start < a.end for a in areas)


def _names(analysis: Analysis, lead: set[int]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the parts of names with their weights, those of the whole text and of its lead."""
    spans = _spans(analysis, lead)
    bits: dict[str, float] = {}
    counted: Counter[str] = Counter()
    first = set()
    for mention in analysis.names:
        for token in mention.text.split():
            key = skeleton_of_name(token)
            if len(key) < 2:
                continue
            said = rarity(fold(token), analysis.document.language) - COMMON_NAME_BITS
            bits[key] = max(0.0, said, bits.get(key, 0.0))
            counted[key] += 1
            if _within(mention.span, spans):
                first.add(key)
    weighted = {k: bits[k] * (1 + math.log(n)) for k, n in sorted(counted.items())}
    return _unit(weighted), _shares({k: bits[k] for k in sorted(first)})


def _shares(weighted: Mapping[str, float]) -> dict[str, float]:
    total = math.fsum(weighted.values()) or 1.0
    return {k: w / total for k, w in weighted.items()}


def _unit(weighted: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(math.fsum(w * w for w in weighted.values())) or 1.0
    return {k: w / norm for k, w in weighted.items()}


def _day(published: DateClaim | None) -> date | None:
    if published is None or published.resolution == "month":
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None
