"""What changed places: two names, two things compared, a cause and its effect; and names put for other names.

Word for word nothing is new where "A beat B" became "B beat A", so an edit script shows two small
replacements and no rule for single words speaks. Two runs of words that changed places around the same
words turn the statement round, unless what joins them takes both alike ("A and B"), or the word between
them was turned, too ("more than", "less than").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.findings.changes import Change, Pair
from firsthand.findings.naming import derived, likeness, names_of, tokens
from firsthand.findings.opposites import opposed
from firsthand.findings.slots import Slot, Word
from firsthand.findings.subjects import overlap
from firsthand.model import NameMention, Span, VariantKind
from firsthand.text.days import WEEKDAYS
from firsthand.text.words import content

# Words of what changes places, of what stands between, and of a place where it is looked for.
LONGEST, BETWEEN, AREA = 5, 14, 24
# Words that take what stands on either side alike, in six languages.
_BOTH = frozenset(
    ["and", "or", "nor", "with", "between", "versus", "vs", "plus", "as", "well", "alongside", "met", "meets", "und", "oder", "mit", "zwischen", "sowie", "et", "ou", "avec", "entre", "y", "e", "o", "u", "con", "entre", "и", "или", "с", "между", "و", "أو", "مع"]
)
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las"])
# Words that begin what says when, where or how: it may stand anywhere.
_ADVERBIAL = frozenset(
    ["in", "on", "at", "by", "for", "from", "to", "of", "with", "during", "after", "before", "since", "until", "when", "while", "as", "not", "also", "only", "then", "there", "here", "last", "next", "this", "that", "yesterday", "today", "tomorrow", "am", "im", "in", "an", "auf", "bei", "nach", "vor", "seit", "bis", "mit", "von", "zu", "für", "gestern", "heute", "dans", "en", "à", "au", "aux", "le", "la", "de", "du", "des", "pour", "avec", "el", "los", "las", "del", "por", "para", "в", "на", "с", "у", "к", "от", "из"]
)
# Share of all words of matter that both passages have where a name stands for another.
SAME_MATTER = 0.6
SURE, RENAMED = 0.7, 0.6
# Names of one power: its country, its capital, its house of government.
_METONYMS = tuple(
    frozenset(line.split())
    for line in (
        "us u.s usa america american washington", "uk u.k britain british london england downing westminster", "russia russian moscow kremlin", "china chinese beijing", "france french paris elysee",
        "germany german berlin", "eu e.u european brussels union", "ukraine kyiv kiev", "israel jerusalem", "iran tehran", "japan tokyo", "turkey ankara", "syria damascus", "india delhi", "korea seoul", "korea pyongyang",
        "spain madrid", "italy rome", "poland warsaw", "egypt cairo", "un u.n nations", "burma myanmar", "holland netherlands", "czechia czech",
    )
)  # fmt: skip


def swapped(pair: Pair) -> Iterator[Change]:
    """Yield the places where two runs of words changed places around the same words."""
    row = pair.row
    for n, first in enumerate(row.slots):
        for last in row.slots[n : n + 3]:
            at = Slot((first.left[0], last.left[1]), (first.right[0], last.right[1]))
            before, after = row.left[slice(*at.left)], row.right[slice(*at.right)]
            found = _swap(before, after, pair)
            if found is None:
                continue
            turned_, kind = found
            if not turned_:
                continue
            yield Change(
                kind, "major", Span(before[0].span.start, before[-1].span.end), Span(after[0].span.start, after[-1].span.end),
                SURE, "Two things changed places: what one text says of the first, the other says of the second.",
            )  # fmt: skip
            return


def balanced(pair: Pair) -> bool:
    """Return whether a passage was turned round twice, so that it says the same: "A costs more than B", "B costs less than A"."""
    row = pair.row
    for n, first in enumerate(row.slots):
        for last in row.slots[n : n + 4]:
            before, after = row.left[first.left[0] : last.left[1]], row.right[first.right[0] : last.right[1]]
            found = _swap(before, after, pair)
            if found is not None and not found[0]:
                return True
    return False


def _swap(before: Sequence[Word], after: Sequence[Word], pair: Pair) -> tuple[bool, VariantKind] | None:
    """Return whether two runs that changed places turn the statement, and the kind; nothing where none did."""
    if not 3 <= len(before) <= AREA or len(before) != len(after):
        return None
    one, other = [w.key for w in before], [w.key for w in after]
    size = len(one)
    for a in range(1, min(LONGEST, size - 2) + 1):
        for b in range(1, min(LONGEST, size - a - 1) + 1):
            if one[:a] != other[size - a :] or one[size - b :] != other[:b] or one[:a] == one[size - b :]:
                continue
            middle, there = before[a : size - b], after[b : size - a]
            if len(middle) > BETWEEN:
                continue
            language = pair.right.analysis.document.language
            apart = [(w, v) for w, v in zip(middle, there, strict=True) if w.key != v.key]
            if apart and (len(apart) > 1 or not opposed(apart[0][0].form, apart[0][1].form, language)):
                continue
            x, y = before[:a], before[size - b :]
            contrary = a == b == 1 and opposed(x[0].form, y[0].form, language)
            if not (contrary or (_things(x, pair) and _things(y, pair))) or all(w.form in _BOTH | _ARTICLES for w in middle) or _listed(before, a, b, pair):
                continue
            named = all(any(m.span.meets(w.span) for m in names_of(pair.left) for w in side) for side in (x, y))
            return not apart, "name" if named else "meaning"
    return None


def _things(side: Sequence[Word], pair: Pair) -> bool:
    """Return whether a run of words is what something is said of: no time, no place, no manner."""
    language = pair.left.analysis.document.language
    first = side[0].form
    if first in _ADVERBIAL or first in WEEKDAYS or first.endswith("ly") or first[:1].isdigit():
        return False
    return any(content(w.form, language) for w in side)


def _listed(words: Sequence[Word], a: int, b: int, pair: Pair) -> bool:
    """Return whether two runs are items of one list: "Ann, Ben and Carl"."""
    text = pair.left.analysis.document.text
    after_first = text[words[a - 1].span.end : words[a].span.start]
    last = words[len(words) - b - 1]
    before_last = text[last.span.end : words[len(words) - b].span.start]
    return "," in after_first and ("," in before_last or last.form in _BOTH | _ARTICLES)


def renamed_here(pair: Pair) -> Iterator[Change]:
    """Yield the names in whose place, between the same words, another name stands that the exemplar does not know."""
    row = pair.row
    if overlap(pair) < SAME_MATTER:
        return
    for slot in row.slots:
        before, after = row.left[slice(*slot.left)], row.right[slice(*slot.right)]
        one, other = _name_of(pair.left.analysis.names, before), _name_of(pair.right.analysis.names, after)
        if one is None or other is None or pair.free or pair.machine or not _held(pair, slot):
            continue
        if one.text in pair.right.analysis.document.text or other.text in pair.left.analysis.document.text:
            continue
        if likeness(one.text, other.text) >= 0.5 or derived(one.text, other.text) or _one_power(one.text, other.text) or _initials(one.text, other.text):
            continue
        if credited(pair, one) or credited(pair, other):
            continue
        yield Change("name", "major", one.span, other.span, RENAMED, f"{one.text} is {other.text} here.")


def _name_of(names: Sequence[NameMention], words: Sequence[Word]) -> NameMention | None:
    """Return the name that a few words are, and nothing but they."""
    if not words:
        return None
    whole = Span(words[0].span.start, words[-1].span.end)
    return next((n for n in names if n.span.start == whole.start and abs(n.span.end - whole.end) <= 2), None)


def _held(pair: Pair, slot: Slot) -> bool:
    """Return whether the same words stand on both sides of a slot."""
    row = pair.row
    (a, b), (c, d) = slot.left, slot.right
    if not (a and c) or row.left[a - 1].key != row.right[c - 1].key:
        return False
    ends = b == len(row.left), d == len(row.right)
    return all(ends) if any(ends) else row.left[b].key == row.right[d].key


def _one_power(one: str, other: str) -> bool:
    a, b = set(tokens(one)), set(tokens(other))
    return any(a & line and b & line for line in _METONYMS)


def _initials(one: str, other: str) -> bool:
    """Return whether one name may be the other's first letters."""
    short = min(one, other, key=len)
    return short.isupper() and len(short) <= 6


def credited(pair: Pair, name: NameMention) -> bool:
    """Return whether a name is that of an outlet or agency that one of the texts credits."""
    documents = (pair.left.analysis.document, pair.right.analysis.document)
    credited = {c.name for d in documents for c in d.credits} | {d.outlet for d in documents if d.outlet}
    return any(likeness(name.text, c) >= 0.8 for c in credited)
