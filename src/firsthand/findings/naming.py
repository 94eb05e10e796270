"""Names that a copy spells otherwise than its exemplar, or puts for others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from firsthand.findings.changes import Change, Pair
from firsthand.findings.slots import Beside, Excerpt, alike, together, within
from firsthand.model import NameMention, Severity, Span, Value
from firsthand.reuse.gist import skeleton
from firsthand.text.words import bare, fold

# Two spellings of one token look or sound this much alike.
NEAR = 0.72
# Parts of two names of which one may be another.
PARTS = 3
# Letters that a short form has, and that it leaves out, at least.
ABBREVIATED = 3
# Particles and articles that spellings put in or leave out.
_PARTICLE = frozenset(["al", "el", "as", "ash", "ad", "the", "la", "le", "las", "los", "les", "der", "die", "das", "bin", "ibn", "abu", "umm", "von", "van", "de", "of"])
_VOWELS, _SILENT = frozenset("aeiouywj"), frozenset("hgktcd")
_TOKEN = re.compile(r"[^\W_]+")


# Endings that make a people's name or an adjective of a place's.
_DERIVED = frozenset(["n", "ns", "an", "ans", "ian", "ians", "ish", "ese", "i", "is", "s", "s'", "en", "er", "isch", "ische", "ischen", "ien", "ienne", "ano", "ana", "ic", "ics", "ist", "ists", "ism"])


class Respelt(Value):
    """A name of the exemplar and what the copy has in its place."""

    exemplar: NameMention
    copy: NameMention
    likeness: float


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[str, ...]:
    """Return the parts of a name without case, marks and particles.

    >>> tokens("Ahmad al-Sharaa"), tokens("Alshara")
    (('ahmad', 'sharaa'), ('alshara',))
    """
    found = [bare(t) for t in _TOKEN.findall(fold(name))]
    kept = tuple(t for t in found if t not in _PARTICLE)
    return kept or tuple(found)


def likeness(one: str, other: str) -> float:
    """Return how likely two names are spellings of one, by their parts, in [0, 1].

    The parts of the shorter name are set beside the most similar ones of the longer; one part that
    is like none leaves at most a half.
    """
    a, b = tokens(one), tokens(other)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return 0.0
    best = [max(_part(s, t) for t in long) for s in short]
    joined = _part("".join(a), "".join(b))
    return max(sum(best) / len(best) * (0.5 if min(best) < NEAR else 1.0), joined if joined >= NEAR else 0.0)


def unlike(one: str, other: str) -> bool:
    """Return whether two names of as many parts are surely no spellings of one: `likeness` is at most a half.

    Sooner told than how likely they are.
    """
    a, b = tokens(one), tokens(other)
    return any(max(_part(s, t) for t in b) < NEAR for s in a) and _part("".join(a), "".join(b)) < NEAR


@lru_cache(maxsize=1 << 16)
def derived(one: str, other: str) -> bool:
    """Return whether one name is the other's people or adjective: Syria, Syrian.

    >>> derived("Russia", "Russians"), derived("Sharaa", "Shara")
    (True, False)
    """
    a, b = sorted((" ".join(tokens(one)), " ".join(tokens(other))), key=len)
    stem = a.rstrip("aeo")
    return a != b and (b.removeprefix(a) in _DERIVED or (len(stem) > 3 and b.removeprefix(stem) in _DERIVED - {"s", "i"}))


@lru_cache(maxsize=1 << 16)
def _part(one: str, other: str) -> float:
    if one == other:
        return 1.0
    near = alike(one, other)
    for x, y in ((one, other), (other, one)):
        # A particle grown together with the name: Alshara for al-Sharaa.
        if x.startswith(("al", "el", "ar")) and len(x) > 5 and len(y) > 3:
            rest = x[2:]
            near = max(near, 0.9 if skeleton(rest) == skeleton(y) else alike(rest, y) * 0.95)
        # The article grown into the letter that follows: Annawras for al-Nawras.
        if len(x) > 5 and x[0] == "a" and x[1] == x[2]:
            near = max(near, 0.9 if x[2:] == y else alike(x[2:], y) * 0.95)
    return near


def respelt(pair: Pair) -> tuple[Respelt, ...]:
    """Return the names of two aligned passages that are not the same, side by side.

    Only names that the other passage does not have are paired: by likeness, or because they fill
    the same slot, each name once.
    """
    ours, theirs = names_of(pair.left), names_of(pair.right)
    known, heard = _parts(ours), _parts(theirs)
    lost = [n for n in ours if set(tokens(n.text)) - heard]
    new = [n for n in theirs if set(tokens(n.text)) - known]
    options = sorted(
        (
            (-_fit(pair.row, one, other), one.span, other.span, one, other)
            for one in lost
            for other in new
        ),
        key=lambda o: o[:3],
    )
    used: set[Span] = set()
    made = []
    for negative, a, b, one, other in options:
        if -negative >= NEAR - 0.2 and a not in used and b not in used:
            used |= {a, b}
            made.append(Respelt(one, other, -negative))
    return tuple(sorted(made, key=lambda r: r.copy.span))


def _fit(row: Beside, one: NameMention, other: NameMention) -> float:
    near = likeness(one.text, other.text)
    if derived(one.text, other.text):
        return 0.0
    a, b = tokens(one.text), tokens(other.text)
    # "House Leader Ann Roe" and "House Republicans" share no more than where they sit.
    shared = len(a) == len(b) and 1 < len(a) <= PARTS and bool(set(a) & set(b))
    if together(row, one.span, other.span) and (shared or (len(a) == len(b) == 1 and near >= 0.5)):
        return max(near, 0.7)
    return near if near >= NEAR else 0.0


def names_of(part: Excerpt) -> list[NameMention]:
    """Return the names that a passage has whole."""
    return [n for n in part.analysis.names if within(n.span, part.span)]


def _parts(names: Sequence[NameMention]) -> set[str]:
    return {t for n in names for t in tokens(n.text)}


def name_changes(pairs: Sequence[Respelt], *, machine: bool, copy: str = "") -> Iterator[Change]:
    """Yield the pairs that are more than another transliteration, as changes.

    A spelling with the same consonants is a house's convention, unless a machine rewrote the text, or
    the rest of the copy's text keeps to the exemplar's spelling: neither has a convention.
    """
    for pair in pairs:
        one, other = pair.exemplar.text, pair.copy.text
        if tokens(one) == tokens(other):
            continue
        sounds = [sorted(skeleton(t) for t in tokens(name)) for name in (one, other)]
        slip = bool(copy) and len(one) > 3 and one in copy and not _shortened(one, other)
        if not (machine or slip) and ((sounds[0] == sounds[1] and _conventional(one, other)) or _shortened(one, other)):
            continue
        severity: Severity = "minor" if pair.likeness >= 0.9 else "major"
        yield Change(
            "name", severity, pair.exemplar.span, pair.copy.span, round(0.55 + 0.4 * pair.likeness, 3),
            f"{one} is {other} here.",
        )


def _conventional(one: str, other: str) -> bool:
    """Return whether two spellings differ as houses write one foreign sound: vowels for vowels, a doubled letter, an h.

    >>> _conventional("Muhammad", "Mohammed"), _conventional("Kelderhorn", "Kelderhoon")
    (True, False)
    """
    a, b = "".join(tokens(one)), "".join(tokens(other))
    if not (a.isascii() and b.isascii()):
        return True
    for op in Levenshtein.editops(a, b):
        x = a[op.src_pos] if op.tag != "insert" else ""
        y = b[op.dest_pos] if op.tag != "delete" else ""
        single = x or y
        text, at = (a, op.src_pos) if x else (b, op.dest_pos)
        doubled = single in text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        if x and y:
            if (x in _VOWELS) != (y in _VOWELS):
                return False
        elif not (single in _VOWELS or single in _SILENT or doubled):
            return False
    return True


def _shortened(one: str, other: str) -> bool:
    """Return whether one name is a part of the other, or its words run together with letters left out: "Mideast", "State Dept".

    >>> _shortened("Mideast", "Middle East"), _shortened("Kovac", "Kova")
    (True, False)
    """
    first, second = tokens(one), tokens(other)
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if len(first) == len(second) and all(_cut(a, b) for a, b in zip(first, second, strict=True)):
        return True
    short, long = sorted((first, second), key=len)
    return len(short) == 1 < len(long) and short[0][0] == long[0][0] and _left_out("".join(long), short[0])


def _cut(one: str, other: str) -> bool:
    """Return whether two parts of a name are the same, or one is the other's usual short form: "Dept", "Department"."""
    short, long = sorted((one, other), key=len)
    return one == other or (ABBREVIATED <= len(short) <= len(long) - ABBREVIATED and _left_out(long, short))


def _left_out(long: str, short: str) -> bool:
    """Return whether a word is another one with letters left out."""
    letters = iter(long)
    return long[0] == short[0] and all(c in letters for c in short)
