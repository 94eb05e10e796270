"""Quotations that keep their words and still mislead: spliced, given to another speaker, made of indirect speech.

All three are told where a copy's passage stands beside its exemplar's. A splice joins, inside one
pair of marks, sentences that stand apart in what the exemplar quotes. Moved is a quotation whose
words are the exemplar's while both texts name a person as its speaker and no part of the two names
agrees. Made direct are words that stand in the exemplar without marks, as the content of a
statement somebody is said to have made, although the exemplar does quote. What could be read
otherwise (a pronoun, a role, a body, marks lost from a whole text) is left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from firsthand.findings.carried import Carried, reading
from firsthand.findings.quoted import Mark, likeness, marks, plain, running, spoken, stands
from firsthand.lineage.family import Lineage
from firsthand.model import Analysis, Span, Variant, VariantKind
from firsthand.text.attributions import attributions
from firsthand.text.words import fold, words

# Words of each part of a splice; of a quotation that is compared by its speaker, or for its lost indirectness.
PART, COMPARED, DIRECT = 3, 5, 6
# Words of sentences between two quotations from which they are no one speech.
BETWEEN = 4
_ENDS = re.compile(r"(?<=[.!?])[\"”’']*\s+")
# Part of a text from which it is a copy, and no report of the same speech.
MOSTLY = 0.5
# A mark of quotation that was never closed, and the name under a post.
_MARKED = re.compile(r"[\"“”„«»]|\(@\w+\)")
# Code points before and after a quotation within which its speaker is named.
AROUND = 300
# Share of words, in order, that make two quotations one.
ALIKE = 0.9
# Likeness of letters from which two names are spellings of one.
RESPELT = 0.75


def misquotes(lineage: Lineage, rows: Sequence[Carried]) -> tuple[Variant, ...]:
    """Return the quotations of copies given to another speaker or made of indirect speech, in order."""
    analyses = lineage.witnesses.analyses
    found = []
    for row in rows:
        if not row.held or row.manner == "translated":
            continue
        left, right = analyses[row.shown], analyses[row.copy]
        for mark in marks(row.copy, right):
            if not mark.quotation.span.meets(row.alignment.right.span):
                continue
            for one in marks(row.shown, left):
                if one.quotation.span.meets(row.alignment.left.span) and moved(left, one, right, mark):
                    detail = f"The exemplar has {one.quotation.speaker} say these words, the copy {mark.quotation.speaker}."
                    found.append(_variant(lineage, row, "attribution", (one.quotation.span, mark.quotation.span), detail))
            if (apart := joined(left, mark)) is not None and not any(stands(mark.words, running(a)) for w, a in enumerate(analyses) if w != row.copy):
                detail = "What the exemplar quotes in two places, with other matter between them, stands joined inside one pair of marks."
                found.append(_variant(lineage, row, "quote", (apart, mark.quotation.span), detail))
            if any(stands(mark.words, spoken(a)) for w, a in enumerate(analyses) if w != row.copy):
                continue
            told = indirect(left, row.alignment.left.span, mark)
            if told is not None:
                detail = "Words that the exemplar tells in indirect speech stand inside quotation marks."
                found.append(_variant(lineage, row, "quote", (told, mark.quotation.span), detail))
    return tuple(sorted(found, key=lambda v: (v.copy.document, v.copy.span, v.kind, v.exemplar.span)))


def spliced(said: Sequence[str], exemplar: Analysis) -> bool:
    """Return whether words are two or more pieces that stand apart in what a text quotes.

    Cost: the words of the quotation times those of all quotations.
    """
    text = spoken(exemplar)
    if stands(said, text):
        return False
    return any(stands(said[:cut], text) and stands(said[cut:], text) for cut in range(PART, len(said) - PART + 1))


def joined(exemplar: Analysis, mark: Mark) -> Span | None:
    """Return the first of two quotations of an exemplar that a copy quotes as one, although more than a speech tag parts them."""
    rows = marks(0, exemplar)
    text = exemplar.document.text
    for one, other in itertools.pairwise(rows):
        between = text[one.quotation.outer.end : other.quotation.outer.start]
        inside = _ENDS.split(between)[1:-1]
        if sum(len(words(s)) for s in inside) < BETWEEN:
            continue
        for cut in range(PART, len(mark.words) - PART + 1):
            if one.words[-cut:] == mark.words[:cut] and other.words[: len(mark.words) - cut] == mark.words[cut:]:
                return one.quotation.span
    return None


def moved(left: Analysis, one: Mark, right: Analysis, other: Mark) -> bool:
    """Return whether the words of one quotation are given to another person in the other text."""
    if min(len(one.words), len(other.words)) < COMPARED or likeness(one.words, other.words) < ALIKE:
        return False
    ours, theirs = _person(left, one), _person(right, other)
    if not ours or not theirs or any(Indel.normalized_similarity(a, b) >= RESPELT for a in ours for b in theirs):
        return False
    # Where the other name stands near by, one of the two was read amiss.
    return not (ours & _near(right, other)) and not (theirs & _near(left, one))


def indirect(exemplar: Analysis, passage: Span, mark: Mark) -> Span | None:
    """Return where a passage of an exemplar that quotes elsewhere tells a quotation's words indirectly."""
    if len(mark.words) < DIRECT or not exemplar.quotations or not stands(mark.words, running(exemplar)):
        return None
    text = exemplar.document.text
    for a in attributions(exemplar) if exemplar.document.language == "en" else ():
        quoted = any(q.outer.meets(a.content) for q in exemplar.quotations)
        if a.cue is not None and a.source is not None and not quoted and a.content.meets(passage):
            told = text[a.content.start : a.content.end]
            if not _MARKED.search(told) and stands(mark.words, plain(told)):
                return a.content
    return None


def _person(analysis: Analysis, mark: Mark) -> frozenset[str]:
    """Return the words of the name of the person who speaks; none where no person is named."""
    named, place = mark.quotation.speaker or "", mark.quotation.speaker_span
    if place is None or analysis.document.text[place.start : place.end] != named:
        return frozenset()  # a pronoun
    persons = {fold(n.text) for n in analysis.names if n.kind == "person" or (n.kind == "other" and " " in n.text)}
    if not any(p in fold(named) for p in persons):
        return frozenset()
    return frozenset(_parts(named))


def _near(analysis: Analysis, mark: Mark) -> frozenset[str]:
    """Return the words with a capital around a quotation."""
    outer = mark.quotation.outer
    return frozenset(_parts(analysis.document.text[max(0, outer.start - AROUND) : outer.end + AROUND]))


def _parts(name: str) -> Iterator[str]:
    for w in words(name):
        if name[w.start].isupper():
            yield fold(name[w.start : w.end])


def _variant(lineage: Lineage, row: Carried, kind: VariantKind, spans: tuple[Span, Span], detail: str) -> Variant:
    return Variant(
        kind=kind,
        severity="major" if row.machine or row.share >= MOSTLY else "minor",
        exemplar=reading(lineage, row.shown, spans[0]),
        copy=reading(lineage, row.copy, spans[1]),
        confidence=round(0.8 * row.alignment.confidence, 3),
        detail=detail,
    )
