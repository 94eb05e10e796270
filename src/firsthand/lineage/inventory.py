"""What a document has that another may have, too: its names, numbers and quotations.

Whoever copies a text brings nothing of his own: nearly all names, numbers and quotations of the copy
are in the exemplar. Whoever was there himself has people, figures and sayings that the other lacks,
however much of the facts and of one public statement the two share. So the share of a document's
inventory that the other has not, on the side that has less of its own, tells a reworded copy from a
report of the same event (METER's news reuse corpus: Clough et al. 2002 counted the same by hand).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firsthand.lineage.profile import skeleton_of_name
from firsthand.model import Analysis, Value
from firsthand.text.words import fold, words

# Smaller whole numbers are in every story.
SMALL = 3.0
# Words of a quotation that is speech rather than a phrase or a title.
SPEECH = 4
# Share of a quotation's words that another's quotation has, for the two to be one.
ONE_QUOTATION = 0.5
# The share that is taken where there is nothing to compare, or no common language to compare it in.
UNKNOWN = 0.5


class Inventory(Value):
    """An analysed document with its names (as consonants), numbers and quotations (as word sets)."""

    analysis: Analysis
    names: frozenset[str]
    numbers: frozenset[float]
    quotations: tuple[frozenset[str], ...]


def inventory(analysis: Analysis) -> Inventory:
    """Return the inventory of a document."""
    text = analysis.document.text
    quoted = (text[q.span.start : q.span.end] for q in analysis.quotations)
    sayings = (tuple(fold(q[s.start : s.end]) for s in words(q)) for q in quoted)
    return Inventory(
        analysis,
        frozenset(
            sound
            for mention in analysis.names
            for token in mention.text.split()
            if len(sound := skeleton_of_name(token)) > 1
        ),
        frozenset(
            q.value
            for q in analysis.quantities
            if q.unit not in {"year", "time"} and abs(q.value) > SMALL
        ),
        tuple(frozenset(s) for s in sayings if len(s) >= SPEECH),
    )


class Own(Value):
    """Shares of what one has that the other has not, the lower of both sides, and for quotations both."""

    names: float
    numbers: float
    quotations: float
    most_quotations: float


def own(left: Inventory, right: Inventory) -> Own:
    """Return how much of their inventories two documents have to themselves."""
    names = _of_two(_missing(left.names, right.names), _missing(right.names, left.names))
    numbers = _of_two(_missing(left.numbers, right.numbers), _missing(right.numbers, left.numbers))
    quotations = (UNKNOWN, UNKNOWN)
    if left.analysis.document.language == right.analysis.document.language:
        quotations = _of_two(
            _unheard(left.quotations, right.quotations), _unheard(right.quotations, left.quotations)
        )
    return Own(names[0], numbers[0], *quotations)


def _of_two(one: float | None, other: float | None) -> tuple[float, float]:
    known = [x for x in (one, other) if x is not None]
    return (min(known), max(known)) if known else (UNKNOWN, UNKNOWN)


def _missing(mine: frozenset[str] | frozenset[float], theirs: Iterable[object]) -> float | None:
    return len(mine - frozenset(theirs)) / len(mine) if mine else None


def _unheard(
    mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]
) -> float | None:
    if not mine:
        return None
    heard = sum(
        any(len(q & other) >= ONE_QUOTATION * min(len(q), len(other)) for other in theirs if other)
        for q in mine
    )
    return 1 - heard / len(mine)
