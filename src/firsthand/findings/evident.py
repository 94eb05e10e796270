"""Which changes are evident enough to be called major: the two sentences are one, and the place in them is the same.

Two reports of one matter have sentences alike that differ in figures, in names and in how sure they
are, and nobody changed a thing. That a person changed it is evident where most words of the sentence
stand in the copy in their order, or where the same words hold the place on both sides. What is less
evident stays in the list as a minor variant. A machine's copy carries every sentence, so that each
change in it is evident. Linear in the words of a passage.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from firsthand.findings.carried import Carried
from firsthand.findings.changes import Change, Pair, matter
from firsthand.findings.figures import counted_in
from firsthand.findings.naming import tokens
from firsthand.findings.quotations import Altered
from firsthand.findings.slots import Excerpt, alike
from firsthand.findings.subjects import one_kind, overlap, strangers
from firsthand.findings.tampered import tampered
from firsthand.model import Quantity, Span
from firsthand.text.days import days

# Part of either text that went from one to the other from which the one is a version of the other; two
# articles of one paper on one matter have less in common, and most of that is furniture.
VERSION = 0.25
# Two articles of one outlet of which neither has so much of the other are no versions of one: what they share is
# stock, and a sentence of theirs is the same one only where it keeps so many of its words.
EDITION, VERBATIM = 0.5, 0.85
# A machine rewrites a text, not a paragraph of it.
WHOLE = 0.5
# Words that a sentence keeps in their order: so many, and this part of those of either side.
WORDS, KEPT = 4, 0.5
# Part of the words of matter of two sentences that both have; where it is as high as the second, words may have moved.
SHARED, MOVED = 0.5, 0.8
# Words that hold a place where the rest of a sentence is new, and the part of the shorter sentence that is kept then.
HELD, HELD_KEPT = 5, 0.6
# Two parts of names that are less alike are no spellings of one.
RESPELT = 0.5
# Words by which one of two places may be longer than twice the other.
UNEVEN = 4
# A statement that is itself a denial: what it denies may be told either way.
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|bestr(?:eit|itt)\w*|dement\w+|démen\w+|desm[ie]n\w+|neg[óo]\b|отриц\w+)", re.IGNORECASE)
# Figures that are all others in two passages and beside them.
SEVERAL = 3
# Factor up to which one figure may be another one brought up to date.
CLOSE = 1.15
# Words of matter of a sentence whose words may have moved.
FULL = 5


def evident(both: Pair, change: Change, row: Carried) -> bool:
    """Return whether a change of a passage is sure enough to be a major one."""
    if row.share < VERSION or (_another_article(row) and _kept(both) < VERBATIM):
        return False
    if (row.machine and row.share >= WHOLE) or both.manner == "translated":
        return True
    if change.kind == "attribution":
        return not row.credited or _one_sentence(both)
    if change.kind == "name" and (row.machine or _headed(both, change) or _another_word(both, change)):
        return False
    if change.kind == "number" and _kept(both) < VERBATIM and not _valued(both, change):
        return False
    if change.kind == "negation" and any(_DENIES.search(side.analysis.document.text, side.span.start, side.span.end) for side in (both.left, both.right)):
        return False
    if _another_time(both, change) or _uneven(both, change):
        return False
    return _one_sentence(both) or _held(both, change)


def misquoted(both: Pair, change: Altered, row: Carried) -> bool:
    """Return whether a quotation that is another one in two passages was changed by the copy, and is not told after another hearer."""
    if row.share < VERSION:
        return False
    if row.machine and row.share >= WHOLE:
        return True
    one, other = (
        side.analysis.document.text[m.quotation.span.start : m.quotation.span.end] for side, m in ((both.left, change.exemplar), (both.right, change.copy))
    )
    return tampered(one, other, both.right.analysis.document.language, in_place=_around(both, change.exemplar.quotation.outer))


def _around(both: Pair, marks: Span) -> bool:
    """Return whether the copy has most of the words that stand around a quotation, in their order."""
    row = both.row
    prose = [n for n, w in enumerate(row.left) if not w.span.meets(marks)]
    gone = {n for s in row.slots for n in range(*s.left)}
    return len(prose) >= WORDS and len([n for n in prose if n not in gone]) >= HELD_KEPT * len(prose)


def _another_article(row: Carried) -> bool:
    """Return whether two texts of one outlet are no versions of one article."""
    return row.same_outlet and row.share < EDITION


def _same(both: Pair) -> int:
    """Return how many words two passages have in their order."""
    return len(both.row.left) - sum(b - a for a, b in (s.left for s in both.row.slots))


def _kept(both: Pair) -> float:
    """Return the part of the words of the longer of two passages that both have in their order."""
    return _same(both) / max(len(both.row.left), len(both.row.right), 1)


def _one_sentence(both: Pair) -> bool:
    """Return whether two passages are one sentence, edited: most words in their order, or all its matter in another one."""
    row = both.row
    shared = overlap(both)
    if _same(both) >= WORDS and _kept(both) >= KEPT and shared >= SHARED:
        return True
    language = both.right.analysis.document.language
    return shared >= MOVED and min(len(matter(side, language)) for side in (row.left, row.right)) >= FULL


def _held(both: Pair, change: Change) -> bool:
    """Return whether the same words hold a place on both sides, in a sentence of which little else is left."""
    before, after = _beside(both, change.left, change.right)
    short = min(len(both.row.left), len(both.row.right))
    return min(before, after) >= 1 and before + after >= HELD and _same(both) >= HELD_KEPT * short and not strangers(both)


def _beside(both: Pair, left: Span, right: Span) -> tuple[int, int]:
    """Return how many words in a row both passages have before and after a place."""
    row = both.row
    found = []
    for words, span in ((row.left, left), (row.right, right)):
        inside = [n for n, w in enumerate(words) if w.span.meets(span)]
        if not inside:
            return 0, 0
        found.append((words[: inside[0]][::-1], words[inside[-1] + 1 :]))
    (lead, tail), (ahead, behind) = found
    return _run([w.key for w in lead], [w.key for w in ahead]), _run([w.key for w in tail], [w.key for w in behind])


def _run(one: list[str], other: list[str]) -> int:
    """Return how many words two runs have in common from their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _valued(both: Pair, change: Change) -> bool:
    """Return whether both sides of a change are numbers of one kind: values, or years; "the sixth", "last week" are of anything."""
    found = [
        [q for q in side.analysis.quantities if q.span.meets(span)] for side, span in ((both.left, change.left), (both.right, change.right))
    ]
    return bool(found[0] and found[1]) and {q.unit == "year" for q in found[0]} == {q.unit == "year" for q in found[1]}


def _headed(both: Pair, change: Change) -> bool:
    """Return whether a name stands in a headline, where every word may have a capital, or is a number that opens a sentence."""
    sides = ((both.left.analysis, change.left), (both.right.analysis, change.right))
    return any(s.part == "title" and s.span.meets(span) for a, span in sides for s in a.sentences) or any(q.span.meets(span) for a, span in sides for q in a.quantities)


def _another_word(both: Pair, change: Change) -> bool:
    """Return whether two names have a part in common and beside it words that are nothing alike: "Warship Ada", "INS Ada"."""
    one, other = (tokens(side.analysis.document.text[s.start : s.end]) for side, s in ((both.left, change.left), (both.right, change.right)))
    if not set(one) & set(other):
        return False
    gone, new = ([t for t in mine if t not in others] for mine, others in ((one, other), (other, one)))
    return len(gone) != len(new) or any(alike(a, b) < RESPELT for a, b in zip(gone, new, strict=True))


def _uneven(both: Pair, change: Change) -> bool:
    """Return whether what stands in the place of a few words is a clause."""
    sizes = [sum(w.span.meets(span) for w in words) for words, span in ((both.row.left, change.left), (both.row.right, change.right))]
    return max(sizes) > UNEVEN + 2 * min(sizes)


def _another_time(both: Pair, change: Change) -> bool:
    """Return whether two passages give the figures of two days, or of two things of one kind: the next poll, the next market.

    An update that corrects several figures at once keeps others, or moves each by little.
    """
    ours, theirs = (counted_in(side.analysis, side.span) for side in (both.left, both.right))
    if change.kind not in {"number", "date"}:
        lost, new, same = _compared(ours, theirs)
        return bool(lost and new) and not same
    if change.kind == "number" and _calendar(both):
        return True
    # The sentences beside them tell of the same day, or of another one.
    lost, new, same = _compared(*(counted_in(side.analysis, _with_neighbours(side)) for side in (both.left, both.right)))
    here = _compared(ours, theirs)
    updated = _kept(both) >= VERBATIM and all(any(_close(a, b) for b in here[1]) for a in here[0])
    if not updated and len(lost) >= SEVERAL and len(lost) > 2 * same and not all(any(_close(a, b) for b in new) for a in lost):
        return True
    kinds = [[q for q in ours if one_kind(q, c)] for c in ours if c.span.meets(change.left)]
    for mine in (ours, *kinds):
        lost, new, same = _compared(mine, theirs if mine is ours else [q for q in theirs if one_kind(q, mine[0])])
        if len(lost) > max(1, same) and not all(any(_close(a, b) for b in new) for a in lost):
            return True
    return False


def _with_neighbours(side: Excerpt) -> Span:
    """Return a passage with the sentence before and the one after it."""
    spans = [s.span for s in side.analysis.sentences]
    at = [n for n, s in enumerate(spans) if s.meets(side.span)]
    return Span(spans[max(0, at[0] - 1)].start, spans[min(len(spans) - 1, at[-1] + 1)].end) if at else side.span


def _compared(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[list[float], list[float], int]:
    """Return the values that only one of two passages has, and how many both have."""
    a, b = (Counter(round(q.value, 6) for q in side) for side in (ours, theirs))
    return list((a - b).elements()), list((b - a).elements()), (a & b).total()


def _calendar(both: Pair) -> bool:
    """Return whether both passages name a day of the calendar, and not the same."""
    ours, theirs = ({(d.month, d.day) for d in days(side.analysis.document, side.span) if d.month and d.day} for side in (both.left, both.right))
    return bool(ours and theirs) and not ours & theirs


def _close(one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= CLOSE * low
