"""Days that stand in place of others, each read against the day its own text appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.findings.changes import Change, Pair
from firsthand.findings.slots import Excerpt, covers, together
from firsthand.model import Severity, Span
from firsthand.text.days import Day, days, same_day

# What stands before and after the day of a dateline.
_PLACE = re.compile(r"[^\W\d_][\w .'’-]{1,40}(?:,\s[\w .'’-]{1,40})?,\s(?:on\s)?")
_DASH = re.compile(r"(?:,?\s\d{4})?\s*(?:\([^()\n]{2,40}\)\s*)?[-–—]\s")
# Two texts that appeared a day apart may call one day by two names: a word like "yesterday" is less sure.
SURE, TOLD_FROM_TODAY = 0.85, 0.6


def dates(pair: Pair) -> Iterator[Change]:
    """Yield the days of a passage that are other days in the copy.

    Days that the other passage does not have are set beside each other: in the same slot, or the only
    ones left on either side, in whatever language.
    """
    ours, theirs = _told(pair.left), _told(pair.right)
    lost = [d for d in ours if not any(same_day(d, e) for e in theirs)]
    new = [e for e in theirs if not any(same_day(d, e) for d in ours)]
    for one in lost:
        others = [e for e in new if same_day(one, e) is False and not (one.relative and e.relative) and not (_bracketed(pair.left, one) or _bracketed(pair.right, e))]
        beside = [e for e in others if together(pair.row, one.span, e.span)]
        if pair.free:
            beside = [e for e in beside if _in_one_place(pair, one.span, e.span)]
        elif not beside and len(lost) == len(new) == 1 and _alike(one, new[0]):
            beside = others
        if beside:
            other = beside[0]
            new.remove(other)
            yield _change(pair, one.span, other.span, relative=one.relative or other.relative)


def _told(side: Excerpt) -> list[Day]:
    """Return the days of a passage without the day its text appeared, written out: a dateline, not an event."""
    document = side.analysis.document
    appeared = (document.published.value if document.published else "")[:10]
    return [d for d in days(document, side.span) if (d.relative or d.iso is None or d.iso != appeared) and not _dateline(document.text, d)]


def _dateline(text: str, day: Day) -> bool:
    """Return whether a day stands between the place and the dash that open a report: "ROME, 3 May (Agency) -"."""
    line = text[text.rfind("\n", 0, day.span.start) + 1 : day.span.start]
    return _PLACE.fullmatch(line) is not None and _DASH.match(text, day.span.end) is not None


def _bracketed(side: Excerpt, day: Day) -> bool:
    """Return whether a writer put a day in brackets into the words of another: "[Thursday]" for his "yesterday"."""
    text = side.analysis.document.text
    return text[day.span.start - 1 : day.span.start] == "[" or text[day.span.end : day.span.end + 1] == "]"


def misread(pair: Pair) -> Iterator[Change]:
    """Yield the months and weekdays in whose place a machine put another word: "in May", "in Can"."""
    if not pair.machine:
        return
    for day in days(pair.left.analysis.document, pair.left.span):
        slot = next((s for s in pair.row.slots if covers(pair.row.left, s.left, day.span)), None)
        if slot is None or slot.right[1] - slot.right[0] != slot.left[1] - slot.left[0] or slot.right[1] - slot.right[0] > 2:
            continue
        words = pair.row.right[slice(*slot.right)]
        if not any(covers(words, (0, len(words)), e.span) for e in days(pair.right.analysis.document, pair.right.span)):
            yield _change(pair, day.span, Span(words[0].span.start, words[-1].span.end))


def _in_one_place(pair: Pair, left: Span, right: Span) -> bool:
    """Return whether the same words stand before and after two days: else they date different things."""
    sides = []
    for words, span in ((pair.row.left, left), (pair.row.right, right)):
        inside = [n for n, w in enumerate(words) if w.span.meets(span)]
        near = (inside[0] - 1, inside[-1] + 1)
        sides.append(tuple(words[n].key if 0 <= n < len(words) else "" for n in near))
    return sides[0] == sides[1]


def _alike(one: Day, other: Day) -> bool:
    """Return whether two mentions are of one form, and of more than a month: only then is one said to stand for the other."""
    if one.day is None and one.weekday is None:
        return False
    pairs = [(one.month, other.month), (one.day, other.day)]
    if one.day is None or other.day is None:
        pairs.append((one.weekday, other.weekday))
    return all((a is None) == (b is None) for a, b in pairs)


def _change(pair: Pair, left: Span, right: Span, *, relative: bool = False) -> Change:
    one = pair.left.analysis.document.text[left.start : left.end]
    other = pair.right.analysis.document.text[right.start : right.end]
    # Texts of two days, or of two editions of a day, have other words for one day.
    severity: Severity = "minor" if relative and not pair.machine else "major"
    return Change("date", severity, left, right, TOLD_FROM_TODAY if relative else SURE, f"“{one}” became “{other}”.")
