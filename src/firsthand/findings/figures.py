"""Numbers that stand in place of others: another value, another unit, another bound."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from firsthand.findings import signs
from firsthand.findings.changes import Change, Pair, spans
from firsthand.findings.slots import covers, position, together, within
from firsthand.findings.subjects import framed, one_subject
from firsthand.model import Analysis, Quantity, Severity, Span, VariantKind
from firsthand.text.days import days
from firsthand.text.measures import converted, other_unit, units
from firsthand.text.rarity import frequent
from firsthand.text.words import fold, words

# Words that may stand at the place of a number that is gone.
NEARBY = 4
# A number that changed by more than this factor, in words of one's own, is another one.
FAR = 6.0
# This many most frequent words of a language count nothing.
FUNCTION_WORDS = 60
# Letters of the text before and after a number in which its bound is looked for.
BOUND_BEFORE, BOUND_AFTER = 24, 24
# Counts up to here stand in many sentences.
FEW = 12
# A number that the other text gives in fewer digits, as near as this, is rounded.
ROUNDED = 0.05
# Calendar years, as against "45-year-old".
CALENDAR = range(1000, 2101)
# Words before a number that say whether it is a step or where it ends: "by 5 %", "to 5 %".
_STEPS = {"by": 0, "to": 1, "from": 2, "um": 0, "auf": 1, "von": 2}
# Words that say how many without a number.
_COUNTING = frozenset(["couple", "pair", "both", "twice", "double", "dozen", "dozens", "single", "once", "half"])
_PER_CENT = re.compile(r"\b(?:(?:by|for|per|of)\s+(?:the\s+)?hundred|pct|p\.c\.|per\s?cent|percent\w*|prozent\w*|pour\s?cent|por\s?ciento|процент\w*)", re.IGNORECASE)
_DIGITS_OF_A_DAY = re.compile(r"\d{1,4}(?P<sep>[-/])\d{1,2}(?:(?P=sep)\d{1,4})+|\d{1,2}/\d{1,2}(?![/\d])")
# What stands before a sum: "US$", "Dh", "£".
_CURRENCY = re.compile(r"(?:[A-Z][A-Za-z]{0,2})?[$€£¥₽]|(?<![^\W\d_])[A-Z][A-Za-z]{1,2}$")
_LENGTH = re.compile(r"([\d,]*\d(?:\.\d+)?)[\s-]?(m|met(?:er|re)s?|ft|feet|foot)\b")
METRES_IN_FOOT = 0.3048
# A time of day with its minutes.
CLOCK = re.compile(r"[012]?\d[.:][0-5]\d")


def numbers(pair: Pair, *, same: bool = False) -> Iterator[Change]:
    """Yield the numbers that stand in place of others, and those that mean something else now.

    A number of one text that the other lacks is set beside one that the other has instead: in the
    same slot, or of the same thing; across languages, the only one that is left on either side. A
    number that both have is another where its unit or its bound is. With `same` the passages are known
    to state one thing.
    """
    yield from _replaced(pair, same=same)
    if pair.manner != "translated":
        yield from _reread(pair, worded=not same and not pair.free)


def _replaced(pair: Pair, *, same: bool) -> Iterator[Change]:
    row, left, right = pair.row, pair.left.analysis, pair.right.analysis
    left_span, right_span = pair.left.span, pair.right.span
    translated = pair.manner == "translated"
    ours, theirs = counted_in(left, left_span), counted_in(right, right_span)
    amounts = [(v.value, v.unit) for v in theirs] + [(1.0, word) for word in _bare_units(right, right_span)]
    lost = [q for q in _unmatched(ours, theirs) if not any(converted((q.value, q.unit), a) or (q.value, q.unit) == a for a in amounts)]
    new = [v for v in _unmatched(theirs, ours) if not any(converted((q.value, q.unit), (v.value, v.unit)) for q in ours)]
    known = same or pair.machine or translated
    for q in lost:
        ranked = sorted(new, key=lambda v: (not _alike(q, v), abs(position(v.span, right_span) - position(q.span, left_span)), v.span))
        sure = _stands_for(pair, q, ranked[0], only=len(lost) == len(new) == 1) if ranked else 0.0
        if sure:
            v = ranked[0]
            new.remove(v)
            if (not same and _still_told(pair, q)) or not (known or one_subject(pair, q) or framed(pair, q.span, v.span)):
                continue
            years = "year" in (q.unit, v.unit) and all(int(x.value) in CALENDAR for x in (q, v))
            kind: VariantKind = "date" if years else "number"
            severity: Severity = "minor" if rounded(q, v) or _broken(right, v) or _exchanged(left, q, right, v) else "major"
            yield Change(kind, severity, _with_noun(left, q, left_span), _with_noun(right, v, right_span), sure, f"{q.text} became {v.text}.")
        elif not translated and not pair.free and (known or one_subject(pair, q)) and q.unit not in {"year", "time"}:
            slot = next((s for s in row.slots if covers(row.left, s.left, q.span)), None)
            if slot is None or not 0 < slot.right[1] - slot.right[0] <= NEARBY or slot.left[1] - slot.left[0] > NEARBY:
                continue
            if not any(covers(row.right, slot.right, v.span) for v in theirs):
                before, after = spans(row, slot)
                # An editor says "the same road" of the one with a number; a machine loses numbers, or has "a couple" for two.
                counts = any(w.form in _COUNTING for w in row.right[slice(*slot.right)])
                gone: Severity = "major" if pair.machine and not counts else "minor"
                yield Change("number", gone, before, after, 0.6, f"The number {q.text} is gone.")


def _stands_for(pair: Pair, one: Quantity, other: Quantity, *, only: bool) -> float:
    """Return how surely one number stands in the place of another, 0 where it does not.

    `only` says that no other number is left on either side.
    """
    translated = pair.manner == "translated"
    alike = _alike(one, other)
    here = together(pair.row, one.span, other.span)
    # A share, a sum or a time in another place of the sentence may be of anything.
    same = (alike and (here or not (units(one.unit or "") and pair.free))) or (here and not (pair.free and one.unit))
    if _clock(one, other) or _grown(one, other) or (same and pair.free and far(one, other)) or (translated and _unscaled(one, other)):
        return 0.0
    return 0.9 if same else 0.6 if translated and only else 0.0


def _alike(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers count one thing: the same noun, or one unit by two names ("$", "dollars")."""
    if one.unit is None or other.unit is None:
        return False
    ours, theirs = units(one.unit), units(other.unit)
    return one.unit == other.unit or bool({(u.kind, u.name) for u in ours} & {(u.kind, u.name) for u in theirs})


def _grown(one: Quantity, other: Quantity) -> bool:
    """Return whether one of two numbers is the other with words grown to it: "eight billion", "eight-billion-dlr"."""
    short, long = sorted((fold(q.text) for q in (one, other)), key=len)
    return "-" in long and long.replace("-", " ").startswith(f"{short} ")


def _exchanged(left: Analysis, one: Quantity, right: Analysis, other: Quantity) -> bool:
    """Return whether two sums are in two currencies, or two lengths in feet and in metres ("60m" reads as a sum)."""
    signs_ = [_CURRENCY.search(a.document.text, max(0, q.span.start - 4), q.span.start) for a, q in ((left, one), (right, other))]
    if signs_[0] and signs_[1] and signs_[0].group() != signs_[1].group():
        return True
    parts = [_LENGTH.match(a.document.text, q.span.start) for a, q in ((left, one), (right, other))]
    if not parts[0] or not parts[1] or parts[0][2][0] == parts[1][2][0]:
        return False
    metres = [float(p[1].replace(",", "")) * (1.0 if p[2][0] == "m" else METRES_IN_FOOT) for p in parts if p]
    return abs(metres[0] / max(metres[1], 1e-9) - 1) <= ROUNDED


def _broken(analysis: Analysis, quantity: Quantity) -> bool:
    """Return whether a number is half of one that was written in words and digits: "thirty-3"."""
    text, span = analysis.document.text, quantity.span
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return (before[-1:] == "-" and before[:1].isalpha() and text[span.start].isdigit()) or (after[:1] == "-" and after[1:].isdigit() and text[span.start].isalpha())


def rounded(one: Quantity, other: Quantity) -> bool:
    """Return whether one of two numbers is the other in fewer digits: 1,657,000 and 1.7 million."""
    if not one.value or not other.value or abs(one.value / other.value - 1) > ROUNDED:
        return False
    digits = [f"{abs(q.value):.6f}".replace(".", "").strip("0") for q in (one, other)]
    short, long = sorted(digits, key=len)
    if len(short) == len(long):
        return False
    cut = int(long[: len(short)])
    return short in {str(cut).rstrip("0"), str(cut + (int(long[len(short)]) >= 5)).rstrip("0")}


def _still_told(pair: Pair, lost: Quantity) -> bool:
    """Return whether the number stands in the copy's next sentence or the one before: it moved there."""
    analysis, span = pair.right.analysis, pair.right.span
    if pair.machine or lost.value <= FEW:
        return False
    near = [s.span for s in analysis.sentences]
    at = [n for n, s in enumerate(near) if s.meets(span)]
    if not at:
        return False
    area = Span(near[max(0, at[0] - 1)].start, near[min(len(near) - 1, at[-1] + 1)].end)
    return any(
        round(q.value, 6) == round(lost.value, 6) and _alike(q, lost) and within(q.span, area) and not q.span.meets(span)
        for q in analysis.quantities
    )


def _bare_units(analysis: Analysis, span: Span) -> list[str]:
    """Return the units that stand after an article: "a mile"."""
    text = analysis.document.text[span.start : span.end]
    found = [fold(text[w.start : w.end]) for w in words(text)]
    return [b for a, b in itertools.pairwise(found) if a in {"a", "an", "one", "half"} and units(b)]


def _reread(pair: Pair, *, worded: bool) -> Iterator[Change]:
    """Yield the numbers that stand in both passages, once each, with another unit or another bound.

    With `worded` the passages keep their words, so that a unit that is gone and a small word before the number count, too.
    """
    left, right = pair.left.analysis, pair.right.analysis
    ours = [q for q in left.quantities if within(q.span, pair.left.span)]
    theirs = [q for q in right.quantities if within(q.span, pair.right.span)]
    for q in ours:
        same = [v for v in theirs if round(v.value, 6) == round(q.value, 6)]
        if len(same) != 1 or sum(round(o.value, 6) == round(q.value, 6) for o in ours) != 1:
            continue
        v = same[0]
        shown = _with_noun(left, q, pair.left.span), _with_noun(right, v, pair.right.span)
        if q.unit and v.unit and other_unit(q.unit, v.unit):
            yield Change("number", "major", *shown, 0.8, f"{q.text} {q.unit} became {v.text} {v.unit}.")
        elif _measure(q) and not left.document.text[q.span.end :].lstrip(" -").startswith(("year-old", "years old", "year old")) and not _measure(v) and worded and not _has_unit(right, pair.right.span, q):
            bare = pair.machine and shown[1].end == v.span.end
            yield Change("number", "major" if bare else "minor", *shown, 0.7, f"The unit of {q.text} is gone.")
        steps = _step(left, q), _step(right, v)
        if None not in steps and steps[0] != steps[1] and worded and _changes(pair, shown):
            marked = Span(_lead(left, q), shown[0].end), Span(_lead(right, v), shown[1].end)
            yield Change("number", "major", *marked, 0.7, "By how much became to how much, or the other way about.")
        before, after = _bound(left, q, pair.left.span), _bound(right, v, pair.right.span)
        if before * after < 0:
            bounded = _with_bound(left, q, pair.left.span), _with_bound(right, v, pair.right.span)
            text = tuple(" ".join(a.document.text[s.start : s.end].split()) for a, s in zip((left, right), bounded, strict=True))
            yield Change("number", "major", *bounded, 0.8, f"“{text[0]}” became “{text[1]}”: a least number and a most.")


def _measure(quantity: Quantity) -> bool:
    return bool(units(quantity.unit or ""))


def _has_unit(analysis: Analysis, span: Span, quantity: Quantity) -> bool:
    """Return whether a passage has the unit of a number anywhere."""
    text = analysis.document.text[span.start : span.end]
    kinds = {(u.kind, u.name) for u in units(quantity.unit or "")}
    forms = [piece for w in words(text) for piece in re.split(r"[\d.,-]+", fold(text[w.start : w.end]))]
    forms += [c for c in text if not c.isalnum()]
    return any(kinds & {(u.kind, u.name) for u in units(f)} for f in forms) or (quantity.unit == "%" and bool(_PER_CENT.search(text)))


def _step(analysis: Analysis, quantity: Quantity) -> int | None:
    """Return which of `_STEPS` the word right before a number is."""
    before = analysis.document.text[max(0, quantity.span.start - 8) : quantity.span.start].rstrip("$€£¥₽ ")
    last = before.split()[-1].casefold() if before.split() else ""
    return _STEPS.get(last)


def _lead(analysis: Analysis, quantity: Quantity) -> int:
    """Return where the word right before a number begins."""
    before = analysis.document.text[: quantity.span.start].rstrip("$€£¥₽ ")
    return max(before.rfind(" "), before.rfind("\n")) + 1


def _changes(pair: Pair, shown: tuple[Span, Span]) -> bool:
    """Return whether both passages have the same word after a number: only what leads to it differs."""
    sides = []
    for words_, span in ((pair.row.left, shown[0]), (pair.row.right, shown[1])):
        after = next((w.key for w in words_ if w.span.start >= span.end), "")
        sides.append(after)
    return sides[0] == sides[1]


def _around(analysis: Analysis, quantity: Quantity, within: Span) -> tuple[str, str]:
    """Return the text before and after a number in which its bound may stand."""
    text, span = analysis.document.text, quantity.span
    after = text[span.end : min(within.end, span.end + BOUND_AFTER)]
    return text[max(within.start, span.start - BOUND_BEFORE) : span.start], re.split(r"[.,;:]", after)[0]


def _bound(analysis: Analysis, quantity: Quantity, within: Span) -> int:
    before, after = _around(analysis, quantity, within)
    return signs.bound(before.rstrip("$€£¥₽ "), after)


def _with_bound(analysis: Analysis, quantity: Quantity, within: Span) -> Span:
    """Return a number with the words on either side that may bound it."""
    span = quantity.span
    before, after = _around(analysis, quantity, within)
    lead = re.search(r"(?:\S+\s+){0,2}\S*$", before) if signs.bound(before.rstrip("$€£¥₽ "), "") else None
    tail = re.match(r"(?:\s*\S+){0,3}(?!\S)", after)
    return Span(span.start - (len(before) - lead.start() if lead else 0), span.end + (tail.end() if tail else 0))


def counted_in(analysis: Analysis, span: Span) -> list[Quantity]:
    """Return the numbers of a passage that are no part of a day: "3 June", "2025-02-12"."""
    dated = [d.span for d in days(analysis.document, span) if d.day is not None]
    dated += [Span(*m.span()) for m in _DIGITS_OF_A_DAY.finditer(analysis.document.text, span.start, span.end)]
    return [q for q in analysis.quantities if within(q.span, span) and not any(d.meets(q.span) for d in dated)]


def _clock(one: Quantity, other: Quantity) -> bool:
    """Return whether one of two numbers is a time of day with minutes: "3.12" for "a quarter past three"."""
    return any(CLOCK.fullmatch(q.text) for q in (one, other)) and int(one.value) % 12 == int(other.value) % 12


def _unscaled(one: Quantity, other: Quantity) -> bool:
    """Return whether one text leaves out that it counts in millions."""
    low, high = sorted((one.value, other.value))
    return low > 0 and high == low * 1e6


def far(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are too unlike to be one that somebody changed in words of their own."""
    low, high = sorted((abs(one.value), abs(other.value)))
    return high > FAR * max(low, 1e-9)


def _unmatched(mine: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    values = [round(q.value, 6) for q in others]
    found = []
    for q in mine:
        value = round(q.value, 6)
        if value in values:
            values.remove(value)
        elif q.unit != "time":
            found.append(q)
    return found


def _with_noun(analysis: Analysis, quantity: Quantity, within: Span) -> Span:
    """Return a number with the word of matter that follows it, which is mostly what it counts."""
    text = analysis.document.text
    end = quantity.span.end
    rest = text[end : within.end]
    stripped = rest.lstrip(" \u00a0-")
    word = stripped.split(maxsplit=1)[0] if stripped else ""
    clean = word.strip(".,;:!?”\"')")
    counts = clean and clean[0].isalpha() and countable(fold(clean), analysis.document.language)
    if counts and quantity.unit not in {"year", "time"}:
        end += len(rest) - len(stripped) + word.index(clean) + len(clean)
    return Span(quantity.span.start, end)


def countable(form: str, language: str) -> bool:
    """Return whether a folded word after a number can be what it counts: no preposition, no article.

    >>> countable("people", "en"), countable("for", "en")
    (True, False)
    """
    return form not in frequent(language, FUNCTION_WORDS)
