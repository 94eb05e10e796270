"""What lies between two versions of one text: hunks, and what each side has that the other lacks.

The hunks come from a longest common subsequence of tokens (Hyyrö 2004, bit-parallel, by rapidfuzz).
Every sign is a difference of the same measure taken on both sides, so turning the pair round
changes its sign and nothing else: what is typically put in counts one way, what is typically taken
out the other (Grozea & Popescu 2010 read direction from such an asymmetry of matches).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from firsthand.model import Span, Value
from firsthand.text.rarity import UNKNOWN_BITS, rarity

_LANGUAGE = "en"
_TOKEN = re.compile(r"\n+|\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_LEAST_LETTERS = 4  # of a word that may be a misspelling of another
_MOST_EDITS = 2  # letters between a misspelling and the word
_MANY_LANGUAGES = 4  # lines that name other languages' versions: from here a whole block
_INTERLANGUAGE = re.compile(r"\W?[a-z]{2,3} ?: ?\S.{0,60}$")
# Kinds of whole lines, the first that fits; what fits none is prose or an item.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("interlanguage", _INTERLANGUAGE),
    ("picture", re.compile(r".*(?:\bthumb\b|image:|file:|\dpx|\.(?:jpg|png|svg|gif))")),
    (
        "hatnote",
        re.compile(r"(?:this (?:article|page) is|for (?:the|other|a)\b.*\bsee\b|see also|.*main article)"),
    ),
    ("source", re.compile(r".*(?:http|www\.|isbn|retrieved)")),
    ("table", re.compile(r"[^.,;]{2,30}:.{0,80}$|.*[|<>]")),
    ("rule", re.compile(r"\W+$")),
    ("heading", re.compile(r"[^.,;:]{2,40}$")),
    ("item", re.compile(r"[*#-]|[^.]{0,120}$")),
)


class Hunk(Value):
    """A run of tokens of the left text that stands for a run of the right; one may be empty."""

    left: tuple[int, int]
    right: tuple[int, int]


class Step(Value):
    """Two token sequences with the hunks between them and the words that both share in place."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    hunks: tuple[Hunk, ...]
    shared: frozenset[str]
    lines: tuple[tuple[str, ...], tuple[str, ...]]  # that one side has and the other lacks
    texts: tuple[str, str]


def step(left: str, right: str) -> Step:
    """Return the hunks between two texts; O(n m / 64) for n and m tokens."""
    one, two = _pieces(left), _pieces(right)
    hunks: list[Hunk] = []
    shared: set[str] = set()
    fresh = True
    for op in Indel.opcodes(one, two):
        if op.tag == "equal":
            shared.update(one[op.src_start : op.src_end])
            fresh = True
        elif fresh:
            hunks.append(Hunk((op.src_start, op.src_end), (op.dest_start, op.dest_end)))
            fresh = False
        else:
            last = hunks.pop()
            hunks.append(Hunk((last.left[0], op.src_end), (last.right[0], op.dest_end)))
    lines = [[x.strip() for x in _LINE.findall(t) if x.strip()] for t in (left, right)]
    held = [set(side) for side in lines]
    own = [tuple(x for x in lines[n] if x not in held[1 - n]) for n in (0, 1)]
    return Step(one, two, tuple(hunks), frozenset(shared), (own[0], own[1]), (left, right))


@lru_cache(maxsize=256)  # asked for every pair of an outlet's
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def tokens(text: str) -> list[Span]:
    """Return where the tokens of a text stand: words, marks, runs of line ends."""
    return [Span(m.start(), m.end()) for m in _TOKEN.finditer(text)]


def turned(s: Step) -> Step:
    """Return the same step the other way round."""
    return Step(
        s.right,
        s.left,
        tuple(Hunk(h.right, h.left) for h in s.hunks),
        s.shared,
        (s.lines[1], s.lines[0]),
        (s.texts[1], s.texts[0]),
    )


def signs(s: Step) -> dict[tuple[str, str], float]:
    """Return the signs of a step from left to right, by group and name: right's minus left's."""
    back = turned(s)
    found: dict[tuple[str, str], float] = {}
    for part in (_shape, _fit, _spelling, _numbers, _breaks, _kinds):
        there, here = part(s), part(back)
        found.update({name: there[name] - here[name] for name in there})
    return found


def _shape(s: Step) -> dict[tuple[str, str], float]:
    """How much stands on the right only, in how many and how large pieces, and where."""
    pure = [h for h in s.hunks if h.left[0] == h.left[1]]
    both = [h for h in s.hunks if h.left[0] < h.left[1] and h.right[0] < h.right[1]]
    size = [h.right[1] - h.right[0] for h in s.hunks]
    first, last = (s.hunks[0], s.hunks[-1]) if s.hunks else (None, None)
    return {
        ("insertion", "pieces"): math.log1p(len(pure)),
        ("insertion", "tokens"): math.log1p(sum(h.right[1] - h.right[0] for h in pure)),
        ("insertion", "replacing"): math.log1p(sum(h.right[1] - h.right[0] for h in both)),
        ("insertion", "all"): math.log1p(sum(size)),
        ("insertion", "largest"): math.log1p(max(size, default=0)),
        ("insertion", "share"): sum(size) / max(1, len(s.right)),
        ("insertion", "at-end"): math.log1p(len(s.right) - last.right[0])
        if last and last.left[1] == len(s.left)
        else 0.0,
        ("insertion", "at-start"): math.log1p(first.right[1]) if first and first.left[0] == 0 else 0.0,
        ("insertion", "longer-replacement"): sum(
            h.right[1] - h.right[0] > h.left[1] - h.left[0] for h in both
        )
        / max(1, len(both)),
        ("insertion", "whole-sentences"): sum(_whole(s.right, h.right) for h in pure)
        / max(1, len(pure)),
        ("punctuation", "only"): math.log1p(
            sum(all(not t[0].isalnum() for t in s.right[slice(*h.right)]) for h in pure)
        ),
    }


def _fit(s: Step) -> dict[tuple[str, str], float]:
    """How well the words that only the right has go with what both share."""
    words = [t for h in s.hunks for t in s.right[slice(*h.right)] if t.isalpha()]
    topical = [t for t in words if len(t) > 4]
    bits = [rarity(t.lower(), _LANGUAGE) for t in words]
    enough = len(words) > 2
    return {
        ("fit", "known"): sum(t in s.shared for t in words) / len(words) if enough else math.nan,
        ("fit", "topic"): sum(t in s.shared for t in topical) / len(topical)
        if len(topical) > 2
        else math.nan,
        ("fit", "bits"): math.fsum(bits) / len(bits) if enough else math.nan,
        ("spelling", "unknown-own"): sum(b == UNKNOWN_BITS for b in bits) / len(bits)
        if enough
        else math.nan,
    }


def _spelling(s: Step) -> dict[tuple[str, str], float]:
    """Words of the right that spell better what the left misspells."""
    corrected = familiar = 0
    rarer = 0.0
    lost, new = _own_words(s, "left"), _own_words(s, "right")
    for wrong, right in _respelt(s, lost, new):
        before, after = (rarity(w.lower(), _LANGUAGE) for w in (wrong, right))
        corrected += before == UNKNOWN_BITS and after < UNKNOWN_BITS
        familiar += right in s.shared and wrong not in s.shared
        rarer += max(-5.0, min(5.0, before - after)) / 2
    unknown = sum(rarity(w.lower(), _LANGUAGE) == UNKNOWN_BITS for w in new)
    return {
        ("spelling", "corrected"): math.log1p(corrected),
        ("spelling", "as-elsewhere"): math.log1p(familiar),
        ("spelling", "commoner"): rarer,
        ("spelling", "unknown-new"): math.log1p(unknown),
    }


def _own_words(s: Step, side: str) -> Counter[str]:
    left = Counter(t for h in s.hunks for t in s.left[slice(*h.left)] if t.isalpha())
    right = Counter(t for h in s.hunks for t in s.right[slice(*h.right)] if t.isalpha())
    return left - right if side == "left" else right - left


def _respelt(s: Step, lost: Counter[str], new: Counter[str]) -> Iterator[tuple[str, str]]:
    for h in s.hunks:
        for wrong in s.left[slice(*h.left)]:
            if len(wrong) < _LEAST_LETTERS or wrong not in lost:
                continue
            near = [
                (Levenshtein.distance(wrong, right, score_cutoff=_MOST_EDITS), right)
                for right in s.right[slice(*h.right)]
                if right in new and abs(len(wrong) - len(right)) <= _MOST_EDITS
            ]
            if near and min(near)[0] <= _MOST_EDITS:
                yield wrong, min(near)[1]


def _numbers(s: Step) -> dict[tuple[str, str], float]:
    """Numbers and recent years that are higher on the right in the same place."""
    higher = later = 0
    for h in s.hunks:
        one, two = (
            [int(t) for t in tokens if t.isdecimal() and len(t) < 7]
            for tokens in (s.left[slice(*h.left)], s.right[slice(*h.right)])
        )
        if len(one) == len(two):
            for x, y in zip(one, two, strict=True):
                recent = min(x, y) >= 1900 and max(x, y) < 2040
                later += recent and y > x
                higher += not recent and y > x
    return {("dates", "later-year"): math.log1p(later), ("dates", "higher"): math.log1p(higher)}


def _breaks(s: Step) -> dict[tuple[str, str], float]:
    """Line ends that stand on the right only: within a sentence, or making a paragraph."""
    inside = paragraph = alone = 0
    for h in s.hunks:
        left, right = s.left[slice(*h.left)], s.right[slice(*h.right)]
        if not right or not all(t[0] == "\n" for t in right):
            continue
        before = s.right[h.right[0] - 1] if h.right[0] else "."
        if not left:
            alone += 1
            inside += before[0].isalnum() or before == ","
        elif all(t[0] == "\n" for t in left):
            paragraph += sum(map(len, right)) > sum(map(len, left))
    return {
        ("structure", "break-inside"): math.log1p(inside),
        ("structure", "break-alone"): math.log1p(alone),
        ("structure", "break-wider"): math.log1p(paragraph),
    }


def _kinds(s: Step) -> dict[tuple[str, str], float]:
    """Whole lines of each kind that the right has and the left lacks."""
    counts = Counter(_kind(line) for line in s.lines[1])
    other = Counter(_kind(line) for line in s.lines[0])
    found = {("lines", kind): math.log1p(counts[kind]) for kind, _ in _KINDS}
    found["lines", "prose"] = math.log1p(counts["prose"])
    block = counts["interlanguage"] >= _MANY_LANGUAGES and not other["interlanguage"]
    found["lines", "interlanguage-block"] = float(block)
    return found


def _kind(line: str) -> str:
    low = line.lower()
    return next((kind for kind, pattern in _KINDS if pattern.match(low)), "prose")


def _whole(tokens: Sequence[str], run: tuple[int, int]) -> bool:
    """Return whether a run of tokens starts and ends where a sentence or a line does."""
    start, end = run
    opens = start == 0 or tokens[start - 1] in ".!?" or tokens[start - 1][0] == "\n"
    return opens and (end == len(tokens) or tokens[end - 1] in ".!?" or tokens[end][0] == "\n")
