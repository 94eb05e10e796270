"""Whether a copy is its exemplar put through a machine sentence by sentence, as direction asks it.

Direction has to tell a pair from the same pair turned round, so it asks for signs that have a way:
order kept, words grown, seen over the whole text. What a relation says of a machine, passage by
passage, once the way is known, is `hands`.

Round-trip translation and synonym machines keep the order and number of sentences and change
nearly every word; they change words inside quotation marks, which people leave alone; they spell
a name in several ways; and they write out what idiom leaves out, so function words grow by several
per cent (explicitation, the best attested trait of translated text: Baker 1993, Volansky et al.
2015), while a fluent rewriting, by a person or a language model, gets denser. Weights by hand from
these meanings, checked on the story families.
"""

from __future__ import annotations

import math
import re

from rapidfuzz.distance import JaroWinkler

from firsthand.lineage.evidence import View
from firsthand.model import Evidence, Pointer, Value
from firsthand.text.rarity import frequent
from firsthand.text.words import fold, words

# The words of a language that carry grammar rather than matter.
FUNCTION_WORDS = 60
BASE = -5.0
PER_ORDER = 3.0
PER_POINT = 0.42
PER_QUOTATION = 2.6
PER_NAME = 0.5
NAMES_COUNTED = 4
POINTS_COUNTED = 8.0
# Spellings this close, and not equal, are one name garbled.
_NEAR = 0.82
_WORD = re.compile(r"\w+")


class Rewriting(Value):
    """The probability of machine rewriting with what speaks for it."""

    probability: float
    evidence: tuple[Evidence, ...]


def rewriting(view: View) -> Rewriting:
    """Return the probability that the copy was made from the exemplar by a machine rewriter."""
    beads = view.comparison.alignments
    if not beads or view.exemplar.document.language != view.copy.document.language:
        return Rewriting(0.02, ())
    altered, quoted, shown = _quotations(view)
    names, pair = _names(view)
    points = max(-POINTS_COUNTED, min(POINTS_COUNTED, function_word_gain(view)))
    z = (
        BASE
        + PER_ORDER * _in_step(view)
        + PER_POINT * points
        + PER_QUOTATION * (altered / quoted if quoted else 0.4)
        + PER_NAME * min(names, NAMES_COUNTED)
    )
    evidence = []
    if shown:
        evidence.append(
            Evidence(
                rule="quotations-reworded",
                score=PER_QUOTATION * altered / quoted,
                detail=f"{altered} of {quoted} quotations have other words inside the marks.",
                exemplar=shown[0],
                copy=shown[1],
            )
        )
    if pair:
        evidence.append(
            Evidence(
                rule="names-garbled",
                score=PER_NAME * min(names, NAMES_COUNTED),
                detail=f"{names} names are spelt nearly as in the exemplar, but not quite.",
                exemplar=pair[0],
                copy=pair[1],
            )
        )
    if points > 1:
        evidence.append(
            Evidence(
                rule="wordier",
                score=PER_POINT * points,
                detail=f"Function words are {points:.1f} points more frequent than in the exemplar, as in"
                " translations.",
            )
        )
    return Rewriting(1 / (1 + math.exp(-z)), tuple(evidence))


def function_word_gain(view: View) -> float:
    """Return by how many percentage points function words grow from exemplar to copy."""
    language = view.copy.document.language
    if language != view.exemplar.document.language:
        return 0.0
    grammar = frequent(language, FUNCTION_WORDS)
    rates = []
    for texts in (
        [a.left.text for a in view.comparison.alignments],
        [a.right.text for a in view.comparison.alignments],
    ):
        found = [fold(t[s.start : s.end]) for t in texts for s in words(t)]
        rates.append(sum(w in grammar for w in found) / len(found) if found else 0.0)
    return 100 * (rates[1] - rates[0])


def _in_step(view: View) -> float:
    """Return the share of the copy's sentences that follow the exemplar's one by one, in order."""
    beads = view.comparison.alignments
    body = sum(s.part == "body" for s in view.copy.sentences) or 1
    steps = 0
    last = -1
    for a in beads:
        if a.left_sentences[0] > last and len(a.left_sentences) == 1 and len(a.right_sentences) <= 2:
            steps += len(a.right_sentences)
        last = max(last, a.left_sentences[-1])
    return min(1.0, steps / body)


def _quotations(view: View) -> tuple[int, int, tuple[Pointer, Pointer] | None]:
    """Return how many quotations that both have differ inside the marks, of how many, and one."""
    altered, quoted = 0, 0
    shown: tuple[Pointer, Pointer] | None = None
    for a in view.comparison.alignments:
        ours = [q for q in view.exemplar.quotations if a.left.span.start <= q.span.start < a.left.span.end]
        theirs = [q for q in view.copy.quotations if a.right.span.start <= q.span.start < a.right.span.end]
        for one, other in zip(ours, theirs, strict=False):
            before = view.exemplar.document.text[one.span.start : one.span.end]
            after = view.copy.document.text[other.span.start : other.span.end]
            quoted += 1
            if _differs(before, after):
                altered += 1
                shown = shown or (Pointer(one.span, before), Pointer(other.span, after))
    return altered, quoted, shown


def _differs(before: str, after: str) -> bool:
    """Return whether words were changed, not only cut at the ends."""
    a, b = (_WORD.findall(t.casefold()) for t in (before, after))
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    return not any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _names(view: View) -> tuple[int, tuple[Pointer, Pointer] | None]:
    """Return how many different names of the copy are nearly, not quite, names of the exemplar."""
    known = {fold(t): n for n in view.exemplar.names for t in n.text.split() if len(t) > 3}
    alike: dict[str, list[str]] = {}
    for name in sorted(known):
        alike.setdefault(name[:1], []).append(name)
    found: set[str] = set()
    shown: tuple[Pointer, Pointer] | None = None
    for mention in view.copy.names:
        for token in mention.text.split():
            word = fold(token)
            if len(word) < 4 or word in known or word in found:
                continue
            for near in alike.get(word[:1], ()):
                if JaroWinkler.similarity(near, word) >= _NEAR and not _inflected(near, word):
                    found.add(word)
                    other = known[near]
                    shown = shown or (Pointer(other.span, other.text), Pointer(mention.span, mention.text))
                    break
    return len(found), shown


def _inflected(one: str, other: str) -> bool:
    """Return whether two forms differ by an ending: Syria, Syrian."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2
