"""Rules for what is measured: another unit, one of a unit that became several, the other half of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.findings.changes import Change, Place, spans
from firsthand.findings.slots import Beside, Slot, Word, moved
from firsthand.text.measures import converted, other_unit, units

_EACH = frozenset(["a", "an", "per", "each", "every"])
# A number with its unit grown to it.
_GROWN = re.compile(r"(\d[\d.,:]*)([^\W\d]+)")


def unit(place: Place) -> Change | None:
    """A measure became another of its kind: seconds minutes, five-year five-month."""
    if place.loose:
        return None
    before, after = moved(place.row, place.slot)
    if any(w.form == "tens" for w in (*place.before, *place.after)):
        return None  # "decades", "tens of years"
    for w in before:
        for v in after:
            if not (place.pair.machine or _measured(place.row, w, v)):
                continue
            if any(other_unit(a, b) and not _same_amount(place, a, b) for a, b in zip(*_parts(w, v), strict=False)):
                left, right = spans(place.row, place.slot, place.near)
                return Change("number", "major", left, right, 0.85, f"“{w.form}” became “{v.form}”.")
    return None


def _measured(row: Beside, one: Word, other: Word) -> bool:
    """Return whether two words follow the same word, or numbers: what they measure is one thing."""
    if ("-" in one.form and "-" in other.form) or (_GROWN.fullmatch(one.form) and _GROWN.fullmatch(other.form)):
        return True
    first, second = (words[n - 1].key if (n := words.index(w)) else "" for words, w in ((row.left, one), (row.right, other)))
    if {first, second} <= _EACH:
        return True  # "15 pounds an hour", "15 pounds a day"
    return bool(first and second) and (first == second or (first[0].isdigit() and second[0].isdigit()))


def _same_amount(place: Place, one: str, other: str) -> bool:
    """Return whether a number with the one unit is a number of the other passage with the other."""
    counts = [
        [q.value for q in side.analysis.quantities if q.unit == unit and side.span.start <= q.span.start < side.span.end] or [1.0]
        for side, unit in ((place.pair.left, one), (place.pair.right, other))
    ]
    return any(converted((a, one), (b, other)) for a in counts[0] for b in counts[1])


def _parts(one: Word, other: Word) -> tuple[list[str], list[str]]:
    """Return the last parts of two words, or of two compounds with the same first part: "five-year", "120g"."""
    grown = _GROWN.fullmatch(one.form), _GROWN.fullmatch(other.form)
    if grown[0] and grown[1]:
        return ([grown[0][2]], [grown[1][2]]) if grown[0][1] == grown[1][1] else ([], [])
    a, b = one.form.split("-"), other.form.split("-")
    return (a[-1:], b[-1:]) if a[:-1] == b[:-1] else ([], [])


def single(place: Place) -> Change | None:
    """One of a unit became several: a day after, two days after."""
    before, after = place.before, place.after
    if len(before) != 1 or len(after) != 1 or place.loose:
        return None
    row = place.row
    behind = [words[n] if n < len(words) else None for words, n in ((row.left, place.slot.left[1]), (row.right, place.slot.right[1]))]
    if behind[0] is None or behind[1] is None or behind[0].key != behind[1].key or not units(behind[0].form):
        return None
    counts = [
        1.0 if w.form in _EACH | {"one"} else next((q.value for q in side.analysis.quantities if q.span.start == w.span.start), 0.0)
        for w, side in ((before[0], place.pair.left), (after[0], place.pair.right))
    ]
    if 0.0 in counts or counts[0] == counts[1] or 1.0 not in counts:
        return None
    left, right = spans(row, Slot((place.slot.left[0], place.slot.left[1] + 2), (place.slot.right[0], place.slot.right[1] + 2)))
    timed = any(w.form in {"after", "before", "ago", "earlier", "later"} for w in row.left[place.slot.left[1] + 1 : place.slot.left[1] + 2])
    return Change("date" if timed else "number", "major", left, right, 0.75, f"“{before[0].form}” became “{after[0].form}”.")


def half_day(place: Place) -> Change | None:
    """Morning became afternoon, or the other way about: 11am, 11pm; a.m., p.m."""
    for before, after in zip(*moved(place.row, place.slot), strict=False):
        one, other = _GROWN.fullmatch(before.form), _GROWN.fullmatch(after.form)
        grown = one and other and one[1] == other[1] and {one[2], other[2]} == {"am", "pm"}
        spelt = {before.form, after.form} == {"a", "p"} and _next_is_m(place.row.left, before) and _next_is_m(place.row.right, after)
        if grown or spelt or {before.form, after.form} == {"am", "pm"}:
            left, right = spans(place.row, place.slot, 1)
            return Change("date", "major", left, right, 0.85, "A time before noon became one after it, or the other way about.")
    return None


def _next_is_m(words: Sequence[Word], word: Word) -> bool:
    at = words.index(word) + 1
    return at < len(words) and words[at].form == "m"
