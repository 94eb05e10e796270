"""Whether two aligned passages speak of one thing, so that a number of the one can stand for one of the other.

Reports of one kind, a market's close or a month's prices, share their sentences and differ in all that
they are about; an alignment finds them alike, and every number of theirs would be a changed one. What
is one statement shares most of its words of matter, and neither side names somebody whom the other
does not know while the other does the same.
"""

from __future__ import annotations

from firsthand.findings.changes import Pair, matter
from firsthand.findings.naming import NEAR, likeness, names_of, tokens
from firsthand.model import NameMention

# Share of all words of matter, numbers aside, that two passages have in common from which they are one
# statement. Of number pairs by hand in news and sentence pairs, judged one by one, those above were right
# in two cases of three, those below in one of four.
ONE_STATEMENT = 0.45


def one_subject(pair: Pair) -> bool:
    """Return whether two passages of one language state the same of the same, whatever their numbers are."""
    language = pair.right.analysis.document.language
    ours, theirs = ({w.key for w in matter(side, language) if not w.form[0].isdigit()} for side in (pair.row.left, pair.row.right))
    if not ours or not theirs:
        return True
    return len(ours & theirs) >= ONE_STATEMENT * len(ours | theirs) and not _strangers(pair)


def _strangers(pair: Pair) -> bool:
    """Return whether each passage names somebody whom the other text does not know in any spelling."""
    ours, theirs = names_of(pair.left), names_of(pair.right)
    one = _unknown(ours, theirs, pair.right.analysis.document.text)
    other = _unknown(theirs, ours, pair.left.analysis.document.text)
    return any(all(likeness(a, b) < NEAR for b in other) for a in one) and bool(other)


def _unknown(mine: list[NameMention], others: list[NameMention], text: str) -> list[str]:
    there = {t for n in others for t in tokens(n.text)}
    return [n.text for n in mine if not set(tokens(n.text)) & there and n.text not in text]
