"""Whether two aligned passages speak of one thing, so that a number of the one can stand for one of the other.

Reports of one kind, a market's close or a month's prices, share their sentences and differ in all that
they are about; an alignment finds them alike, and every number of theirs would be a changed one. What
is one statement shares most of its words of matter, and neither side names somebody whom the other
does not know while the other does the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.findings.changes import Pair, matter
from firsthand.findings.naming import NEAR, likeness, names_of, tokens
from firsthand.findings.slots import Word
from firsthand.model import NameMention, Quantity, Span
from firsthand.text.words import content

# Share of all words of matter, numbers aside, that two passages have in common from which they are one
# statement. Of number pairs by hand in news and sentence pairs, judged one by one, those above were right
# in two cases of three, those below in one of four.
ONE_STATEMENT = 0.45
# Shares and sums are of anything: where they are set beside each other more must agree.
ONE_SUM = 0.6
_SHARES = frozenset(["%", "percent", "cent", "pct", "points", "cts", "dlrs", "stg", "$", "€", "£", "¥"])
SUM = 1e6
# Words on either side of a number that hold it where the rest of the sentence is new.
FRAME = 5


def one_subject(pair: Pair, quantity: Quantity) -> bool:
    """Return whether two passages of one language state the same of the same, whatever this number of theirs is."""
    return overlap(pair) >= (ONE_SUM if of_anything(quantity) else ONE_STATEMENT) and not strangers(pair)


def of_anything(quantity: Quantity) -> bool:
    """Return whether a number is a share or a sum, which says by itself nothing of what it is of."""
    return quantity.unit in _SHARES or abs(quantity.value) >= SUM


def one_kind(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are of one kind, so that one can be taken for the other: sums of a million and more, or one unit."""
    large = [abs(q.value) >= SUM for q in (one, other)]
    return all(large) or (large[0] == large[1] and one.unit == other.unit)


def overlap(pair: Pair) -> float:
    """Return the share of the words of matter of two passages, numbers aside, that both have; 1 where one of them has none."""
    language = pair.right.analysis.document.language
    ours, theirs = ({w.key for w in matter(side, language) if not w.form[0].isdigit()} for side in (pair.row.left, pair.row.right))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 1.0


def framed(pair: Pair, left: Span, right: Span) -> bool:
    """Return whether the same words stand before and after two places, and matter among them."""
    sides = []
    for words, span in ((pair.row.left, left), (pair.row.right, right)):
        inside = [n for n, w in enumerate(words) if w.span.meets(span)]
        if not inside:
            return False
        sides.append((words[: inside[0]][::-1], words[inside[-1] + 1 :]))
    if strangers(pair):
        return False
    (before, after), (ahead, behind) = sides
    lead, tail = _run(before, ahead), _run(after, behind)
    language = pair.right.analysis.document.language
    return lead + tail >= FRAME and any(content(w.form, language) for w in before[:lead])


def _run(one: Sequence[Word], other: Sequence[Word]) -> int:
    """Return how many words two runs have in common from their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a.key != b.key), min(len(one), len(other)))


def strangers(pair: Pair) -> bool:
    """Return whether each of two passages names somebody whom the other text does not know in any spelling."""
    ours, theirs = names_of(pair.left), names_of(pair.right)
    one = _unknown(ours, theirs, pair.right.analysis.document.text)
    other = _unknown(theirs, ours, pair.left.analysis.document.text)
    return any(all(likeness(a, b) < NEAR for b in other) for a in one) and bool(other)


def _unknown(mine: list[NameMention], others: list[NameMention], text: str) -> list[str]:
    there = {t for n in others for t in tokens(n.text)}
    return [n.text for n in mine if not set(tokens(n.text)) & there and n.text not in text]
