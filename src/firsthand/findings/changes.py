"""Rules that name a place where two passages differ, and say what a reader would be misled about.

Each rule looks at one slot (or at the numbers and names of the whole passage) and returns a
`Change`, or nothing. A slot takes the first rule that speaks; the order is that of `SLOT_RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from firsthand.findings import signs
from firsthand.findings.slots import Beside, Excerpt, Slot, Word, beside, covers, moved
from firsthand.findings.strength import Strength, strength
from firsthand.model import Analysis, Manner, Quantity, Severity, Span, Value, VariantKind
from firsthand.text.cues import CUES
from firsthand.text.words import content

_WHERE = frozenset(["in", "at", "near", "inside", "outside"])
# A slot longer than this on either side is a rewriting, not one changed word.
LONGEST = 8
# Words that may stand at the place of a number that is gone.
NEARBY = 4


class Change(Value):
    """A typed place of difference; spans are offsets in the two documents."""

    kind: VariantKind
    severity: Severity
    left: Span
    right: Span
    confidence: float
    detail: str


class Pair(Value):
    """A passage of a copy beside its exemplar's, and how the copy was made."""

    left: Excerpt
    right: Excerpt
    row: Beside
    manner: Manner
    machine: bool

    @property
    def free(self) -> bool:
        """Return whether somebody put the whole in words of their own."""
        return self.manner == "reworded" and not self.machine


def paired(left: Excerpt, right: Excerpt, manner: Manner, *, machine: bool) -> Pair:
    """Return two passages word by word; across languages, only what needs no words."""
    row = Beside() if manner == "translated" else beside(left, right)
    return Pair(left, right, row, manner, machine)


class Place(Value):
    """A slot of two passages with all that a rule may look at."""

    pair: Pair
    slot: Slot

    @property
    def row(self) -> Beside:
        """Return the two passages word by word."""
        return self.pair.row

    @property
    def before(self) -> tuple[Word, ...]:
        """Return the exemplar's words of the slot."""
        return self.row.left[slice(*self.slot.left)]

    @property
    def after(self) -> tuple[Word, ...]:
        """Return the copy's words of the slot."""
        return self.row.right[slice(*self.slot.right)]

    @property
    def short(self) -> bool:
        """Return whether both sides are few enough words to be one change."""
        return max(len(self.before), len(self.after)) <= LONGEST


def spans(row: Beside, slot: Slot, beside: int = 0) -> tuple[Span, Span]:
    """Return a slot as offsets on both sides, with neighbouring words where a side is empty."""
    return (
        _span(row.left, slot.left, beside),
        _span(row.right, slot.right, beside),
    )


def _span(words: Sequence[Word], at: tuple[int, int], beside: int) -> Span:
    start, end = max(0, at[0] - beside), min(len(words), at[1] + beside)
    if start == end:
        start, end = max(0, start - 1), min(len(words), end + 1)
    return Span(words[start].span.start, words[end - 1].span.end)


def negation(place: Place) -> Change | None:
    """One text denies what the other affirms."""
    before = [w for w in place.before if signs.denies(w.form)]
    after = [w for w in place.after if signs.denies(w.form)]
    every = [sum(signs.denies(w.form) for w in side) for side in (place.row.left, place.row.right)]
    if (len(before) - len(after)) % 2 == 0 or every[0] % 2 == every[1] % 2 or not place.short:
        return None
    if place.pair.free and not _hinged(place):
        return None
    left, right = spans(place.row, place.slot, 2)
    word = (before or after)[0].form
    what = f"“{word}” is gone" if before else f"“{word}” is new"
    return Change("negation", "major", left, right, 0.85, f"The copy turns the statement round: {what}.")


def date(place: Place) -> Change | None:
    """A weekday, a month or a day told from today is another."""
    before = [w for w in moved(place.row, place.slot)[0] if w.form in signs.calendar()]
    after = [w for w in moved(place.row, place.slot)[1] if w.form in signs.calendar()]
    if not before or not after or before[0].form == after[0].form or not place.short:
        return None
    relative = {"yesterday", "today", "tomorrow", "tonight", "gestern", "heute", "hier", "demain", "ayer", "hoy"}
    if (before[0].form in relative) != (after[0].form in relative):
        return None  # the same day, told from two days of publication, as far as one can tell
    left, right = spans(place.row, place.slot, 1)
    return Change("date", "major", left, right, 0.8, f"“{before[0].form}” became “{after[0].form}”.")


def unit(place: Place) -> Change | None:
    """A measure became another of its kind: seconds minutes, million billion."""
    table = signs.units()
    for w in moved(place.row, place.slot)[0]:
        for v in moved(place.row, place.slot)[1]:
            if table.get(w.form, -1) == table.get(v.form, -2) and w.form.rstrip("s") != v.form.rstrip("s"):
                left, right = spans(place.row, place.slot, 2)
                return Change("number", "major", left, right, 0.85, f"“{w.form}” became “{v.form}”.")
    return None


def certainty(place: Place) -> Change | None:
    """What one text has as possible the other states, or the other way about."""
    doubts = signs.doubt()
    left_all = {w.form for w in place.row.left} & doubts
    right_all = {w.form for w in place.row.right} & doubts
    before = [w for w in place.before if w.form in doubts]
    after = [w for w in place.after if w.form in doubts]
    if bool(before) == bool(after) or (left_all and right_all) or not place.short:
        return None
    left, right = spans(place.row, place.slot, 1)
    word = (before or after)[0].form
    what = f"The doubt of “{word}” is gone." if before else f"“{word}” makes it less certain."
    return Change("modality", "major" if before else "minor", left, right, 0.65, what)


def causal(place: Place) -> Change | None:
    """What goes together in one text causes the other in the other."""
    left, right = spans(place.row, place.slot, 1)
    before, after = (
        strength(side.analysis.document.text[span.start : span.end])
        for side, span in ((place.pair.left, left), (place.pair.right, right))
    )
    if Strength.NONE in (before, after) or Strength.CORRELATION not in (before, after) or before == after:
        return None
    stronger = after > before
    return Change(
        "modality", "major" if stronger else "minor", left, right, 0.6,
        f"The copy makes the causal claim {'stronger' if stronger else 'weaker'}.",
    )


def attribution(place: Place) -> Change | None:
    """Who says so is gone, or somebody new says so."""
    cues = signs.hearsay() | CUES
    if any(w.form in cues for w in place.row.right) or not any(w.form in cues for w in place.before):
        return None
    if not any(w.form in signs.hearsay() for w in place.before):
        return None
    left, right = spans(place.row, place.slot, 3)
    return Change("attribution", "major", left, right, 0.6, "The copy does not say where this comes from.")


def force(place: Place) -> Change | None:
    """A demand became a request or a proposal, or the other way about."""
    table = signs.force()
    before = [w for w in moved(place.row, place.slot)[0] if w.form in table]
    after = [w for w in moved(place.row, place.slot)[1] if w.form in table]
    if not before or not after or table[before[0].form] == table[after[0].form]:
        return None
    left = Span(before[0].span.start, before[0].span.end)
    right = Span(after[0].span.start, after[0].span.end)
    left, right = _widened(place.row.left, left), _widened(place.row.right, right)
    weaker = table[after[0].form] < table[before[0].form]
    detail = f"“{after[0].form}” is {'weaker' if weaker else 'stronger'} than “{before[0].form}”."
    return Change("meaning", "major", left, right, 0.8, detail)


def _widened(words: Sequence[Word], span: Span) -> Span:
    """Return a verb with the auxiliary before it."""
    at = next(n for n, w in enumerate(words) if w.span == span)
    if at and words[at - 1].form in {"had", "has", "have", "was", "were", "is", "are", "been"}:
        return Span(words[at - 1].span.start, span.end)
    return span


def gender(place: Place) -> Change | None:
    """He became she: somebody else did it, or somebody is taken for another."""
    if place.pair.free:
        return None
    for before in place.before:
        for after in place.after:
            one, other = signs.gender(before.form), signs.gender(after.form)
            if one is not None and other is not None and one != other and place.short:
                left, right = spans(place.row, place.slot, 1)
                return Change("meaning", "minor", left, right, 0.7, f"“{before.form}” became “{after.form}”.")
    return None


def attachment(place: Place) -> Change | None:
    """A name went to another part of the sentence: the owner of a thing became the place where it is."""
    if place.pair.free:
        return None
    for n in range(*place.slot.left):
        owner = place.row.left[n].form
        if not owner.endswith("'s"):
            continue
        name = owner.removesuffix("'s")
        for m in range(1, len(place.row.right)):
            found = place.row.right
            if found[m].form != name or found[m - 1].form not in _WHERE:
                continue
            thing = [w.key for w in place.row.left[n + 1 : n + 4]]
            near = [k for k in range(max(0, m - 12), m) if found[k].key in thing]
            if near:
                left = Span(place.row.left[n].span.start, place.row.left[min(n + 3, len(place.row.left) - 1)].span.end)
                right = Span(found[near[0]].span.start, found[m].span.end)
                detail = f"“{owner}” became “{found[m - 1].form} {name}”: whose it is became where it is."
                return Change("meaning", "major", left, right, 0.75, detail)
    return None


def degree(place: Place) -> Change | None:
    """How many, how much or how exactly is said differently, or no longer."""
    if max(len(place.before), len(place.after)) > 3 or (place.pair.free):
        return None
    before, after = moved(place.row, place.slot)
    lost = [w for w in before if _grades(w, place.row.left)]
    if not lost or {w.form for w in lost} & {w.form for w in after}:
        return None
    left, right = spans(place.row, place.slot, 2)
    return Change("meaning", "minor", left, right, 0.5, f"“{lost[0].form}” is gone.")


def _grades(word: Word, words: Sequence[Word]) -> bool:
    if word.form in signs.degree():
        return True
    at = words.index(word) + 1
    counted = at < len(words) and words[at].key[:1].isdigit()
    return counted and word.form in signs.degree_of_number()


SLOT_RULES: tuple[Callable[[Place], Change | None], ...] = (
    negation, unit, date, certainty, causal, force, attribution, attachment, gender, degree,
)  # fmt: skip


def numbers(pair: Pair) -> Iterator[Change]:
    """Yield the numbers that stand in place of others.

    A number of one text that the other lacks is set beside one that the other has instead: in the
    same slot, or of the same thing; across languages, the only one that is left on either side.
    """
    row, left, right = pair.row, pair.left.analysis, pair.right.analysis
    left_span, right_span = pair.left.span, pair.right.span
    translated = pair.manner == "translated"
    ours = [q for q in left.quantities if _inside(q.span, left_span) and not _in_date(left, q)]
    theirs = [q for q in right.quantities if _inside(q.span, right_span) and not _in_date(right, q)]
    lost, new = _unmatched(ours, theirs), _unmatched(theirs, ours)
    for q in lost:
        ranked = sorted(new, key=lambda v: (v.unit != q.unit, abs(_part(v.span, right_span) - _part(q.span, left_span)), v.span))
        for v in ranked[:1]:
            same = _same_slot(row, q.span, v.span) or (q.unit is not None and v.unit == q.unit)
            if not same and not (translated and len(lost) == len(new) == 1):
                continue
            new.remove(v)
            year = q.unit == "year" and v.unit == "year"
            yield Change(
                "date" if year else "number",
                "major",
                _with_noun(left, q, left_span),
                _with_noun(right, v, right_span),
                0.9 if same else 0.6,
                f"{q.text} became {v.text}.",
            )
            break
        else:
            slot = next((s for s in row.slots if covers(row.left, s.left, q.span)), None)
            if slot is None or not 0 < slot.right[1] - slot.right[0] <= NEARBY or slot.left[1] - slot.left[0] > NEARBY:
                continue
            if translated or pair.free or q.unit in {"year", "time"} or any(covers(row.right, slot.right, v.span) for v in theirs):
                continue
            before, after = spans(row, slot, 1)
            yield Change("number", "major", before, after, 0.6, f"The number {q.text} is gone.")


def _in_date(analysis: Analysis, quantity: Quantity) -> bool:
    """Return whether a number is a part of a date written in digits: 2025-02-12, 12/2/2025."""
    text, span = analysis.document.text, quantity.span
    around = text[max(0, span.start - 2) : span.end + 2]
    return bool(re.search(r"\d[-/]\d", around))


def _part(span: Span, whole: Span) -> float:
    return (span.start - whole.start) / max(1, whole.end - whole.start)


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


def _same_slot(row: Beside, left: Span, right: Span) -> bool:
    return any(covers(row.left, s.left, left) and covers(row.right, s.right, right) for s in row.slots)


def _with_noun(analysis: Analysis, quantity: Quantity, within: Span) -> Span:
    """Return a number with the word that follows it, which is mostly what it counts."""
    text = analysis.document.text
    end = quantity.span.end
    rest = text[end : within.end]
    stripped = rest.lstrip(" \u00a0-")
    word = stripped.split(maxsplit=1)[0] if stripped else ""
    clean = word.strip(".,;:!?”\"')")
    if clean and clean[0].isalpha():
        end += len(rest) - len(stripped) + word.index(clean) + len(clean)
    return Span(quantity.span.start, end)


def _inside(span: Span, whole: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _hinged(place: Place) -> bool:
    """Return whether the words on either side of a slot are the same in both texts."""
    (a, b), (c, d) = place.slot.left, place.slot.right
    row = place.row
    before = a > 0 and c > 0 and row.left[a - 1].key == row.right[c - 1].key
    after = b < len(row.left) and d < len(row.right) and row.left[b].key == row.right[d].key
    return before and after


def matter(words: Sequence[Word], language: str) -> list[Word]:
    """Return the words that carry matter."""
    return [w for w in words if content(w.form, language)]
