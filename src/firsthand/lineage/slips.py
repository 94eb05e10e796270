"""What a passage shows of how it was made from its exemplar passage: by a machine, retold, or edited.

A sentence-by-sentence machine (round-trip translation, a synonym spinner) knows one sentence at a
time. So it keeps their order, one for one, and the order of what they say; it changes nearly every
word where it stands, rarer words and other prepositions for the ones that were there; it writes out
what idiom leaves out (explicitation: Baker 1993; Volansky, Ordan and Wintner 2015); and it does not
know what people leave alone: words inside quotation marks, names, figures. A writer or a language
model that retells the whole gets denser, drops figures and names, moves clauses, and leaves
quotations as they are or out. An editor leaves most words alone.

Every sign is a rate within the passage, so that a long passage says no more than a short one but
what it shows; words in house style are set against each other by their longest common subsequence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel, JaroWinkler

from firsthand.lineage.evidence import pointer
from firsthand.model import Alignment, Analysis, Pointer, Span, Value
from firsthand.reuse.spelling import house
from firsthand.text.rarity import frequent
from firsthand.text.words import fold, words

FEATURES = (
    "words kept", "left whole", "words swapped in place", "longest run rewritten", "function words gained",
    "small words swapped", "longer", "quotation reworded", "quotation intact", "names garbled",
    "numbers lost", "contractions written out", "next in turn", "one for one", "endings changed",
)  # fmt: skip

# The words of a language that carry grammar rather than matter.
FUNCTION_WORDS = 60
# A hunk with no more words than this on either side leaves the frame of the sentence standing.
_SLOT = 3
# A passage with this share of its words kept was left alone but for house style.
_WHOLE = 0.9
# Letters that two forms of one word begin with.
_STEM = 4
# Spellings this close, and not equal, are one name garbled.
_NEAR = 0.82
# A shorter word is too easily like another to be called its garbled form.
_LEAST_LETTERS = 4
# Points of function words beyond which more says no more.
_MOST_POINTS = 25.0
_CONTRACTED = re.compile(r"\w(?:n['’]t|['’](?:re|ve|ll|d|m))\b", re.IGNORECASE)


Word = tuple[str, Span]  # in house style, and where it stands in its passage


class Hunk(Value):
    """A run of words of the exemplar that stands for a run of the copy; one may be empty."""

    left: range
    right: range
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def size(self) -> int:
        """The number of words of the longer side."""
        return max(len(self.one), len(self.other))


class Texts(Value):
    """The two texts that a passage joins."""

    exemplar: Analysis
    copy: Analysis


class Slip(Value):
    """One place of a passage where a sign can be seen: what stood there and what stands there now."""

    sign: str
    exemplar: Pointer
    copy: Pointer


class Signs(Value):
    """The values of `FEATURES` for one passage, with the places that can be shown."""

    features: tuple[float, ...]
    slips: tuple[Slip, ...]


def signs(texts: Texts, beads: Sequence[Alignment]) -> tuple[Signs, ...]:
    """Return what each passage shows, in the order given (that of the copy); O(n m / 64) a passage."""
    around = [None, *beads, None]
    return tuple(_signs(texts, a, (around[n], around[n + 2])) for n, a in enumerate(beads))


def _signs(texts: Texts, a: Alignment, around: tuple[Alignment | None, Alignment | None]) -> Signs:
    language = texts.copy.document.language
    grammar = frequent(language, FUNCTION_WORDS)
    left, right = _words(a.left.text), _words(a.right.text)
    hunks = _hunks([w for w, _ in left], [w for w, _ in right])
    most = max(len(left), len(right), 1)
    slots = [h for h in hunks if 0 < len(h.left) <= _SLOT and 0 < len(h.right) <= _SLOT]
    small = [h for h in slots if set(h.one) <= grammar and set(h.other) <= grammar]
    swaps = [
        pair
        for h in slots
        for pair in zip(_matter(h.one, grammar), _matter(h.other, grammar), strict=False)
    ]
    points = 100 * (_rate(right, grammar) - _rate(left, grammar))
    contracted = len(_CONTRACTED.findall(a.left.text)) - len(_CONTRACTED.findall(a.right.text))
    kept = 1 - sum(h.size for h in hunks) / max(most, sum(h.size for h in hunks))
    before, after = around
    reworded, intact = _quotations(texts, a)
    garbled = _names(texts, a)
    values = {
        "words kept": kept,
        "left whole": float(kept >= _WHOLE),
        "words swapped in place": sum(h.size for h in slots) / most,
        "longest run rewritten": max((h.size for h in hunks), default=0) / most,
        "function words gained": _within(points / _MOST_POINTS),
        "small words swapped": math.sqrt(len(small) / most),
        "longer": _within(math.log(max(1, len(right)) / max(1, len(left)))),
        "quotation reworded": float(bool(reworded)),
        "quotation intact": float(intact > 0 and not reworded),
        "names garbled": float(bool(garbled)),
        "contractions written out": _within(float(contracted)),
        "next in turn": float(_follows(before, a)) + float(_follows(a, after)),
        "one for one": float(len(a.left_sentences) == 1 and len(a.right_sentences) <= 2),
        "endings changed": sum(one[:_STEM] == other[:_STEM] for one, other in swaps) / most,
        "numbers lost": _numbers_lost(texts, a),
    }
    found = [*(Slip("quotation reworded", *pair) for pair in reworded)]
    found += [Slip("names garbled", *pair) for pair in garbled]
    matter = [h for h in slots if h not in small]
    for sign, some in (("words swapped in place", matter), ("small words swapped", small)):
        found += [Slip(sign, *_shown(a, h, left, right)) for h in some]
    return Signs(tuple(values[name] for name in FEATURES), tuple(found))


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _numbers_lost(texts: Texts, a: Alignment) -> float:
    """Return the share of the exemplar's figures that the copy has not."""
    had = [q.value for q in texts.exemplar.quantities if _inside(q.span, a.left.span)]
    has = [q.value for q in texts.copy.quantities if _inside(q.span, a.right.span)]
    return sum(value not in has for value in had) / len(had) if had else 0.0


def _shown(a: Alignment, h: Hunk, left: Sequence[Word], right: Sequence[Word]) -> tuple[Pointer, Pointer]:
    """Return the places of a hunk in both documents."""
    made = []
    for passage, found, run in ((a.left, left, h.left), (a.right, right, h.right)):
        one, other = found[run.start][1].start, found[run.stop - 1][1].end
        at = passage.span.start
        made.append(Pointer(Span(at + one, at + other), passage.text[one:other]))
    return made[0], made[1]


def _words(text: str) -> list[Word]:
    return [(house(fold(text[s.start : s.end])), s) for s in words(text)]


def _hunks(left: Sequence[str], right: Sequence[str]) -> list[Hunk]:
    """Return what stands between the words that both have, in order."""
    ends = [(b.src_start, b.src_end, b.dest_start, b.dest_end) for b in Indel.opcodes(left, right) if b.tag == "equal"]
    found = []
    at, there = 0, 0
    for src_start, src_end, dest_start, dest_end in [*ends, (len(left), len(left), len(right), len(right))]:
        if at < src_start or there < dest_start:
            runs = range(at, src_start), range(there, dest_start)
            found.append(Hunk(*runs, tuple(left[at:src_start]), tuple(right[there:dest_start])))
        at, there = src_end, dest_end
    return found


def _matter(run: Sequence[str], grammar: frozenset[str]) -> list[str]:
    return [w for w in run if w not in grammar and w.isalpha()]


def _rate(found: Sequence[Word], grammar: frozenset[str]) -> float:
    return sum(w in grammar for w, _ in found) / len(found) if found else 0.0


def _inside(span: Span, passage: Span) -> bool:
    return passage.start <= span.start < passage.end


def _follows(one: Alignment | None, other: Alignment | None) -> bool:
    """Return whether the second passage comes straight after the first in the exemplar as in the copy."""
    if one is None or other is None:
        return False
    return other.left_sentences[0] == one.left_sentences[-1] + 1


def _quotations(texts: Texts, a: Alignment) -> tuple[list[tuple[Pointer, Pointer]], int]:
    """Return the quotations with other words inside the marks, and how many have the same."""
    ours = [q for q in texts.exemplar.quotations if _inside(q.span, a.left.span)]
    theirs = [q for q in texts.copy.quotations if _inside(q.span, a.right.span)]
    both = [
        (pointer(texts.exemplar, one.span), pointer(texts.copy, other.span))
        for one, other in zip(ours, theirs, strict=False)
    ]
    reworded = [(one, other) for one, other in both if _differs(one.text, other.text)]
    return reworded, len(both) - len(reworded)


def _differs(before: str, after: str) -> bool:
    """Return whether words were changed, not only cut at the ends or spelt as the house does."""
    a, b = ([w for w, _ in _words(t)] for t in (before, after))
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    return not any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _names(texts: Texts, a: Alignment) -> list[tuple[Pointer, Pointer]]:
    """Return the names that are nearly, not quite, those of the exemplar."""
    known = {
        fold(t): n
        for n in texts.exemplar.names
        if _inside(n.span, a.left.span)
        for t in n.text.split()
        if len(t) >= _LEAST_LETTERS
    }
    ours, has = ({fold(t[s.start : s.end]) for s in words(t)} for t in (a.left.text, a.right.text))
    missing = sorted(set(known) - has)
    strange = has - ours - {fold(t) for n in texts.exemplar.names for t in n.text.split()}
    found: dict[str, tuple[Pointer, Pointer]] = {}
    for mention in texts.copy.names:
        if not _inside(mention.span, a.right.span):
            continue
        for word in map(fold, mention.text.split()):
            near = next((m for m in missing if word in strange and _garbled(m, word)), None)
            if near is not None:
                there = Pointer(known[near].span, known[near].text)
                found.setdefault(near, (there, Pointer(mention.span, mention.text)))
    return [found[name] for name in sorted(found)]


def _garbled(one: str, other: str) -> bool:
    """Return whether two words are nearly, not quite, one name."""
    close = len(other) >= _LEAST_LETTERS and one[:1] == other[:1]
    return close and JaroWinkler.similarity(one, other) >= _NEAR and not _inflected(one, other)


def _inflected(one: str, other: str) -> bool:
    """Return whether two forms differ by an ending: Syria, Syrian."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2
