"""Words put for other words: whether they mean the same, by the vectors of the two phrases.

The vectors are those of the sentence encoder that alignment uses (Yang et al. 2020). Phrases that
mean the same have a cosine of 0.65 to 0.95, phrases that do not 0.3 to 0.7: the ranges overlap,
so confidence is moderate and grows with the distance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.findings.changes import Change, Place, matter, spans
from firsthand.findings.exchanged import credited
from firsthand.findings.slots import Excerpt, Slot, Word, alike, moved
from firsthand.model import Severity, Span
from firsthand.reuse.meaning import Encoder, vectors

# Cosine below which two phrases are taken to mean different things; an editor who changes a word
# seldom changes the matter, a machine often does.
MACHINE = 0.76
EDITOR = 0.5
STEEPNESS = 8.0
# Without an encoder.
BLIND = 0.5
MAJOR = 0.75
# Shared words between two slots that are one phrase turned round.
ISLAND = 3
# Words of matter from which a stretch that one text has alone is worth a line.
STRETCH = 2


def exchanged(place: Place) -> tuple[str, str] | None:
    """Return the phrases of a slot where words of matter stand for others, else nothing."""
    if not place.short or place.pair.manner == "translated":
        return None
    language = place.pair.right.analysis.document.language
    before, after = moved(place.row, place.slot)
    old, new = matter(before, language), matter(after, language)
    if not old or not new:
        return None
    if all(any(alike(a.form, b.form) >= 0.9 for b in new) for a in old):
        return None  # another form of the same words
    if _cut_short(place, before, after):
        return None
    # What both passages have is no part of the exchange: "an ice rink", "a trail of ice".
    return _phrase(place.pair.left, before), _phrase(place.pair.right, after)


def _phrase(side: Excerpt, said: Sequence[Word]) -> str:
    return " ".join(side.analysis.document.text[w.span.start : w.span.end] for w in said)


def crossed(places: Sequence[Place]) -> list[Place]:
    """Return the places of one passage with those joined where a machine turned the order of words round.

    One slot has lost words and the next has new ones, a few shared words apart: one phrase for another.
    """
    made: list[Place] = []
    for place in places:
        last = made[-1] if made else None
        if last is not None and place.pair.machine and _turned(last, place):
            joined = Slot((last.slot.left[0], place.slot.left[1]), (last.slot.right[0], place.slot.right[1]))
            made[-1] = Place(place.pair, joined)
        else:
            made.append(place)
    return made


def _turned(one: Place, other: Place) -> bool:
    language = one.pair.right.analysis.document.language
    between = max(other.slot.left[0] - one.slot.left[1], other.slot.right[0] - one.slot.right[1])
    (a, b), (c, d) = (tuple(len(matter(side, language)) for side in moved(p.row, p.slot)) for p in (one, other))
    return between <= ISLAND and ((a > 0 and b == 0 and c == 0 and d > 0) or (a == 0 and b > 0 and c > 0 and d == 0))


def _cut_short(place: Place, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Return whether a text breaks off in the middle of the word: "restric"."""
    document = place.pair.right.analysis.document
    ends = not document.text[after[-1].span.end :].strip("…. \n")
    return ends and any(w.form.startswith(after[-1].form) for w in before)


def worded(places: Sequence[Place], encoder: Encoder | None) -> list[Change | None]:
    """Return for every place its change, or nothing where no matter was put in other words."""
    phrases = [exchanged(place) for place in places]
    texts = sorted({text for pair in phrases if pair for text in pair})
    table = dict(zip(texts, vectors(texts, encoder), strict=True)) if encoder is not None else {}
    return [
        _judged(place, pair, table) if pair else _alone(place)
        for place, pair in zip(places, phrases, strict=True)
    ]


def _judged(
    place: Place, phrases: tuple[str, str], table: Mapping[str, NDArray[np.float32]]
) -> Change:
    """Return whether one phrase put for another is a wording or another meaning."""
    one, other = phrases
    left, right = spans(place.row, place.slot)
    if table:
        least = MACHINE if place.pair.machine else EDITOR
        near = float(table[one] @ table[other])
        different = 1 / (1 + math.exp(-STEEPNESS * (least - near)))
    else:
        different = BLIND if place.pair.machine else BLIND / 2
    # Whoever rewrites a text freely puts everything in other words; an editor calls the named by what they are.
    if different < 0.5 or place.pair.free or (not place.pair.machine and _named(place, left, right)):
        return Change("wording", "minor", left, right, max(1 - different, 0.5), "Other words.")
    if place.pair.machine and _of_a_name(place):
        # A machine puts the words of a name into other words, too.
        severity: Severity = "major" if different > MAJOR and _all_of_a_name(place, left) else "minor"
        return Change("name", severity, left, right, different, f"“{_short(one)}”, part of a name, is “{_short(other)}” here.")
    detail = f"“{_short(one)}” and “{_short(other)}” hardly mean the same."
    # Vectors tell what is unlike, not what misleads: by them alone no change is a major one.
    return Change("meaning", "minor", left, right, different, detail)


def _named(place: Place, left: Span, right: Span) -> bool:
    """Return whether one side is a name and the other a description: "Brathwell", "the company"."""
    sides = ((place.pair.left.analysis, left), (place.pair.right.analysis, right))
    names = [any(n.span.meets(s) for n in a.names) for a, s in sides]
    return names[0] != names[1]


def _of_a_name(place: Place) -> bool:
    """Return whether the words that are gone are part of a name of several words."""
    analysis = place.pair.left.analysis
    text = analysis.document.text
    longer = [n.span for n in analysis.names if " " in n.text]
    gone = moved(place.row, place.slot)[0]
    return any(s.start <= w.span.start < s.end and text[w.span.start].isupper() for w in gone for s in longer)


def _all_of_a_name(place: Place, left: Span) -> bool:
    """Return whether all words of matter that are gone are of names, and of none whom the text is by: a dateline, a notice of the house."""
    language = place.pair.left.analysis.document.language
    text = place.pair.left.analysis.document.text
    gone = matter(moved(place.row, place.slot)[0], language)
    if not all(text[w.span.start].isupper() for w in gone):
        return False
    return not any(n.span.meets(left) and credited(place.pair, n) for n in place.pair.left.analysis.names)


def _alone(place: Place) -> Change | None:
    """Return an omission or addition where one text has a stretch of matter that the other lacks."""
    if place.pair.free:
        return None
    language = place.pair.right.analysis.document.language
    before, after = (matter(side, language) for side in moved(place.row, place.slot))
    left, right = spans(place.row, place.slot)
    if len(before) >= STRETCH and not after:
        return Change("omission", "minor", left, right, 0.7, "The copy leaves this out.")
    if len(after) >= STRETCH and not before:
        return Change("addition", "minor", left, right, 0.7, "The exemplar does not have this.")
    return None


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= 60 else clean[:59] + "…"
