"""What a translation turned round or renamed: a denial that came or went, a person by another name.

Words of two languages cannot be set beside each other one by one, so only what needs no dictionary is
told: denial, by each language's own words, and full names of persons written in one script. Numbers
and days are compared by their values (`figures`, `dating`).
"""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.findings.changes import CLAUSE, Change, Pair
from firsthand.findings.denials import Polarity, denied, polarity
from firsthand.findings.naming import NEAR, likeness, name_changes, names_of, respelt, tokens
from firsthand.findings.slots import Excerpt
from firsthand.model import Span
from firsthand.text.words import words

# A passage of more words says too much for one denial to turn it round.
LONGEST = 45
# One passage longer than the other by this factor has a clause more, and the denial may be its own.
FULLER = 1.5
SURE = 0.6
# Parts of a person's name, and languages that write it in other letters.
PARTS = 2
_OTHER_SCRIPTS = frozenset(["ru", "ar", "zh", "uk", "bg", "he", "fa", "el", "ja", "ko"])


def across(pair: Pair) -> Iterator[Change]:
    """Yield a denial that only one of two passages in two languages has, and persons with another name."""
    yield from _turned(pair)
    persons = [r for r in respelt(pair) if "person" in (r.exemplar.kind, r.copy.kind) and min(len(tokens(r.exemplar.text)), len(tokens(r.copy.text))) > 1]
    yield from name_changes(persons, machine=False, copy=pair.right.analysis.document.text)
    yield from _other_half(pair)


def _other_half(pair: Pair) -> Iterator[Change]:
    """Yield the full name that kept one part and has another one for the other, where no other full name is left on either side."""
    if any(not side.analysis.document.text.isascii() and side.analysis.document.language in _OTHER_SCRIPTS for side in (pair.left, pair.right)):
        return
    ours, theirs = ([n for n in names_of(side) if len(tokens(n.text)) == PARTS] for side in (pair.left, pair.right))
    lost = [n for n in ours if all(likeness(n.text, m.text) < NEAR for m in theirs)]
    new = [m for m in theirs if all(likeness(n.text, m.text) < NEAR for n in ours)]
    if len(lost) == len(new) == 1:
        one, other = tokens(lost[0].text), tokens(new[0].text)
        if sum(a == b for a, b in zip(one, other, strict=True)) == 1:
            yield Change("name", "major", lost[0].span, new[0].span, SURE, f"{lost[0].text} is {new[0].text} here.")


def _turned(pair: Pair) -> Iterator[Change]:
    left, right = _text(pair.left), _text(pair.right)
    short, long = sorted((len(words(left)), len(words(right))))
    if long > LONGEST or long > FULLER * short:
        return
    found = [polarity(text, side.analysis.document.language) for text, side in ((left, pair.left), (right, pair.right))]
    if set(found) != {Polarity.DENYING, Polarity.PLAIN}:
        return
    gone = found[0] is Polarity.DENYING
    what = "The translation leaves out a denial." if gone else "The translation denies what the exemplar affirms."
    yield Change("negation", "major", _shown(pair.left, denies=gone), _shown(pair.right, denies=not gone), SURE, what)


def _text(side: Excerpt) -> str:
    return side.analysis.document.text[side.span.start : side.span.end]


def _shown(side: Excerpt, *, denies: bool) -> Span:
    """Return a denial with the words beside it, or the whole passage that has none."""
    at = denied(_text(side), side.analysis.document.language) if denies else None
    if at is None:
        return side.span
    found = words(_text(side))
    inside = [n for n, w in enumerate(found) if w.start < at[1] and at[0] < w.end]
    first, last = max(0, inside[0] - CLAUSE), min(len(found) - 1, inside[-1] + CLAUSE)
    return Span(side.span.start + found[first].start, side.span.start + found[last].end)
