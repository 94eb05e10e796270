"""Rules that name a place where two passages differ, and say what a reader would be misled about.

Each rule looks at one slot (or at the numbers and names of the whole passage) and returns a
`Change`, or nothing. A slot takes the first rule that speaks; the order is that of `rules.SLOT_RULES`.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.findings import signs
from firsthand.findings.opposites import counted, opposed
from firsthand.findings.slots import Beside, Excerpt, Slot, Word, beside, moved
from firsthand.findings.strength import Strength, strength
from firsthand.model import Manner, Severity, Span, Value, VariantKind
from firsthand.text.cues import CUES
from firsthand.text.days import days
from firsthand.text.words import content

# Words beside a denial that are shown on either side: the clause that it turns round.
CLAUSE = 4
# Share of the words of a passage, in order, from which it is edited and not put in words of one's own.
KEPT = 0.7
# Words of a denial that came or went by itself: "has not yet been".
DENIED = 3
# Words of a condition: "only in winter".
LIMITED = 3
# Who may suspect something.
_SOMEBODY = frozenset(["i", "we", "they", "you", "who", "police", "officials", "investigators", "prosecutors", "authorities", "officers", "detectives", "doctors", "scientists", "experts", "also", "still"])
# A slot longer than this on either side is a rewriting, not one changed word.
LONGEST = 8


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
    """Return two passages word by word; across languages, only what needs no words.

    A short sentence with one changed word is no rewriting, whatever its text is otherwise.
    """
    row = Beside() if manner == "translated" else beside(left, right)
    if manner == "reworded" and not machine:
        kept = len(row.left) - sum(b - a for a, b in (s.left for s in row.slots))
        if kept >= KEPT * max(len(row.left), len(row.right), 1):
            manner = "edited"
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
    def near(self) -> int:
        """Return how many words beside the slot are shown: none where the copy has words of its own there."""
        return 0 if self.after and self.before else 1

    @property
    def short(self) -> bool:
        """Return whether both sides are few enough words to be one change."""
        return max(len(self.before), len(self.after)) <= LONGEST

    @property
    def loose(self) -> bool:
        """Return whether the passage is in words of somebody's own and no same words hold the slot on both sides."""
        if not self.pair.free:
            return False
        (a, b), (c, d) = self.slot.left, self.slot.right
        row = self.row
        before = a > 0 and c > 0 and row.left[a - 1].key == row.right[c - 1].key
        after = b < len(row.left) and d < len(row.right) and row.left[b].key == row.right[d].key
        return not (before and after)

    @staticmethod
    def named(word: Word, side: Excerpt) -> bool:
        """Return whether a word belongs to a date or a name: "in May" is no doubt, "Evening Mail" no time."""
        spots = [d.span for d in days(side.analysis.document, side.span)] + [n.span for n in side.analysis.names]
        return any(s.meets(word.span) for s in spots)


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


def denying(words: Sequence[Word]) -> frozenset[int]:
    """Return which words of a passage deny: by themselves, or what follows them with "to"."""
    return frozenset(
        n
        for n, w in enumerate(words)
        if (signs.denies(w.form) and not _idle(words, n)) or (w.form in signs.failing() and n + 2 < len(words) and words[n + 1].form == "to" and not words[n + 2].form[0].isdigit())
    )


def _idle(words: Sequence[Word], n: int) -> bool:
    """Return whether a denial is part of a phrase that denies nothing: "no fewer than", "not only"."""
    after = [w.form for w in words[n + 1 : n + 3]]
    if words[n].form == "no" and after[:1] and after[0] in signs.idle():
        return after[1:] == ["than"] or after[0] == "doubt"
    return words[n].form in {"not", "nicht"} and bool(after) and after[0] in {"only", "just", "least", "nur", "zuletzt"}


def _denials(place: Place) -> tuple[tuple[list[Word], list[Word]], tuple[int, int]]:
    """Return the denials of a slot on either side, and how many the whole passages have."""
    here, every = [], []
    for words, at in ((place.row.left, place.slot.left), (place.row.right, place.slot.right)):
        found = denying(words)
        here.append([words[n] for n in range(*at) if n in found])
        every.append(len(found))
    return (here[0], here[1]), (every[0], every[1])


def turned(place: Place) -> bool:
    """Return whether one text has one denial more than the other, here and in the whole passage."""
    here, every = _denials(place)
    return len(here[0]) % 2 != len(here[1]) % 2 and every[0] % 2 != every[1] % 2 and place.short and not place.loose


def negation(place: Place) -> Change | None:
    """One text denies what the other affirms."""
    if not turned(place):
        return None
    before, after = _denials(place)[0]
    if not (place.before and place.after) and max(len(place.before), len(place.after)) > DENIED:
        return None  # a clause with a denial of its own came or went
    rest = (place.before, place.after) if place.pair.free else _stated(place)
    if max(len([w for w in side if w not in denials]) for side, denials in zip(rest, (before, after), strict=True)) > 1:
        return None  # a clause of its own denies, not the statement
    denied, affirmed = (place.row.left, place.row.right) if before else (place.row.right, place.row.left)
    if any(w.form == "still" for w in (place.after if before else place.before)) or ({w.form for w in denied} & {"until", "till"} and any(w.form == "only" for w in affirmed)):
        return None  # "yet to", "still to"; "not until then", "only after"
    left, right = spans(place.row, place.slot, CLAUSE)
    word = (before or after)[0].form
    what = f"“{word}” is gone" if before else f"“{word}” is new"
    return Change("negation", "major", left, right, 0.85, f"The copy turns the statement round: {what}.")


def _stated(place: Place) -> tuple[list[Word], list[Word]]:
    """Return the words of matter of a slot on either side that the other passage does not have."""
    language = place.pair.right.analysis.document.language
    before, after = moved(place.row, place.slot)
    return matter(before, language), matter(after, language)


def opposite(place: Place) -> Change | None:
    """A word became one that excludes it: before after, wrist ankle, charged convicted."""
    if not place.short or place.loose:
        return None
    language = place.pair.right.analysis.document.language
    before, after = moved(place.row, place.slot)
    for w in before:
        for v in after:
            another = counted(w.form, v.form, language) and not _in_number(place, w, v)
            if (another or opposed(w.form, v.form, language)) and not (place.named(w, place.pair.left) or place.named(v, place.pair.right)):
                left, right = spans(place.row, place.slot, place.near)
                return Change("number" if another else "meaning", "major", left, right, 0.75, f"“{w.form}” became “{v.form}”.")
    return None


def _in_number(place: Place, one: Word, other: Word) -> bool:
    """Return whether a word is part of a number with a value: those are compared by it."""
    sides = ((place.pair.left.analysis, one), (place.pair.right.analysis, other))
    return any(q.span.meets(w.span) for a, w in sides for q in a.quantities)


def certainty(place: Place) -> Change | None:
    """What one text has as possible the other states, or the other way about."""
    doubts = signs.doubted()
    left_all = any(w.form in doubts and not place.named(w, place.pair.left) for w in place.row.left)
    right_all = any(w.form in doubts and not place.named(w, place.pair.right) for w in place.row.right)
    before = [w for w in place.before if w.form in doubts and not place.named(w, place.pair.left) and _held_to_be(place.row.left, w)]
    after = [w for w in place.after if w.form in doubts and not place.named(w, place.pair.right) and _held_to_be(place.row.right, w)]
    if any(w.form == "would" for w in (place.after if before else place.before)):
        return None  # what would be is no more certain than what might
    if bool(before) == bool(after) or (left_all and right_all) or not place.short or place.loose:
        return None
    if max(len([w for w in side if w.form not in doubts]) for side in _stated(place)) > 1:
        return None  # another clause stands here
    left, right = spans(place.row, place.slot, 1)
    word = (before or after)[0].form
    what = f"The doubt of “{word}” is gone." if before else f"“{word}” makes it less certain."
    # A machine has other words for a doubt: "could", "was able to"; an editor says who says so, or "scheduled" for "planned".
    language = place.pair.right.analysis.document.language
    told = [{w.form for w in words} & (CUES | signs.hearsay()) for words in (place.row.left, place.row.right)]
    replaced = place.after if place.pair.machine else matter(moved(place.row, place.slot)[1], language)
    lost = before and not replaced and not told[1] - told[0]
    return Change("modality", "major" if lost else "minor", left, right, 0.65, what)


def _held_to_be(words: Sequence[Word], word: Word) -> bool:
    """Return whether a word is one of doubt where it stands: "is thought to be", not "she thought of"."""
    at = words.index(word) + 1
    if word.form in {"suspect", "suspects"}:
        return at > 1 and words[at - 2].form in _SOMEBODY  # "police suspect", not "the suspect"
    return word.form not in {"thought", "believed"} or (at < len(words) and words[at].form == "to")


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


def force(place: Place) -> Change | None:
    """A demand became a request or a proposal, or the other way about."""
    table = signs.force()
    before, after = (
        [w for w in side if w.form in table and not (w.form.startswith("call") and not _calls_for(words, w))]
        for side, words in zip(moved(place.row, place.slot), (place.row.left, place.row.right), strict=True)
    )
    if not before or not after or table[before[0].form] == table[after[0].form] or place.loose:
        return None
    left = Span(before[0].span.start, before[0].span.end)
    right = Span(after[0].span.start, after[0].span.end)
    left, right = _widened(place.row.left, left), _widened(place.row.right, right)
    weaker = table[after[0].form] < table[before[0].form]
    detail = f"“{after[0].form}” is {'weaker' if weaker else 'stronger'} than “{before[0].form}”."
    return Change("meaning", "major", left, right, 0.8, detail)


def _calls_for(words: Sequence[Word], word: Word) -> bool:
    """Return whether somebody calls for a thing, or on somebody: else he calls it names."""
    at = words.index(word) + 1
    return at < len(words) and words[at].form in {"for", "on", "upon"}


def _widened(words: Sequence[Word], span: Span) -> Span:
    """Return a verb with the auxiliary before it."""
    at = next(n for n, w in enumerate(words) if w.span == span)
    if at and words[at - 1].form in {"had", "has", "have", "was", "were", "is", "are", "been"}:
        return Span(words[at - 1].span.start, span.end)
    return span


def condition(place: Place) -> Change | None:
    """What holds in one case only is said of all, or the other way about: "only if the river freezes", "except in winter"."""
    limits = signs.limit()
    if place.pair.free or bool(place.before) == bool(place.after):
        return None
    gone, rest = (place.before, place.row.right) if place.before else (place.after, place.row.left)
    if len(gone) < LIMITED or not any(w.form in limits for w in gone) or any(w.form in limits for w in rest):
        return None
    left, right = spans(place.row, place.slot, 1)
    what = "The copy leaves out in which case this holds." if place.before else "The copy limits this to a case."
    return Change("modality", "major" if place.before else "minor", left, right, 0.6, what)


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


def matter(words: Sequence[Word], language: str) -> list[Word]:
    """Return the words that carry matter."""
    return [w for w in words if content(w.form, language)]
