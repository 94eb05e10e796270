"""What polishing leaves between two versions: sizes of the pieces, spelling and marks put right, kinds of words.

Length tells most of an order and misleads where a version was cut. So each sign here looks past the
largest piece: a text may lose a section and still be worked on everywhere else. Editors put
spelling and typography right far oftener than they spoil them (of encyclopedia pairs with a hyphen
become a dash all but one are in that order, with a misspelling become a word five in six; Faruqui
et al. 2018 and Yang et al. 2017 name what such edits are for).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from rapidfuzz.distance import OSA

from firsthand.lineage.edits import Hunk, Step, turned
from firsthand.text.rarity import rarity

_LANGUAGE = "en"
_LEAST_LETTERS = 4  # of a word that may be a misspelling of another
_COMMONER = 5.0  # bits by which a word is commoner than its misspelling
_IN_PLACE = 100  # tokens of a piece; in a longer one text was written anew, not put right
_MOST_BITS = 13.0  # of a correction; more says no more
_SMALL, _MIDDLE = 6, 40  # tokens of an insertion: a few words, a sentence or two; beyond, a section
_FEW = 3  # largest pieces left aside
_SHORT = 6  # tokens of a piece in which a mark stands for another
_ENOUGH = 4  # words from which a share says anything
_DASH, _CURLY, _STRAIGHT, _HYPHEN = "\u2013", "\u2019", "'", "-"

# Kinds of words that editors put in or take out; counted where only one side has them.
_WORDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "praise": "very really best greatest famous famously great amazing popular beautiful wonderful legendary"
        " extremely incredibly renowned brilliant interesting unfortunately fortunately obviously clearly indeed"
        " truly certainly perhaps actually basically",
        "hedges": "may might probably possibly seems apparently arguably maybe generally",
        "formal": "approximately subsequently although whilst including however respectively following prior due"
        " according",
        "past-roles": "former formerly late retired previously until died death ex",
        "to-come": "will upcoming planned scheduled expected soon currently now today recently future announced",
        "chatty": "lot lots got get things thing stuff guy guys big nice bad good kind pretty like just so really ok"
        " etc",
        "persons": "i me my you your we our us",
        "notices": "stub wikipedia article page see main list section pov npov neutrality disputed cleanup merged"
        " deletion unsourced citation needed",
        "connectives": "therefore thus hence furthermore moreover nevertheless consequently because since while"
        " whereas",
        "relatives": "who which whose whom where when",
    }.items()
}
_GRAMMAR: frozenset[str] = frozenset(
    ["the", "and", "of", "an", "a", "to", "in", "is", "was", "for", "on", "as", "by", "with", "that", "it", "at", "from", "or", "are", "be", "this", "which", "were", "has", "have", "had", "his", "her", "its", "their", "not", "but", "also"]
)


def polish(s: Step) -> dict[tuple[str, str], float]:
    """Return the signs of polishing from left to right, by group and name: right's minus left's.

    Cost: linear in the tokens; within a short piece, words times words that begin alike.
    """
    there, here = _measures(s), _measures(turned(s))
    return {name: there[name] - here[name] for name in there}


def put_right(s: Step) -> float:
    """Return the sign of misspelt words put right alone, as `polish` has it."""
    own, other = _both(s)
    ours, theirs = own - other, other - own
    there, here = _gained(s, ours, theirs), _gained(turned(s), theirs, ours)
    return math.log1p(len(there)) - math.log1p(len(here))


def _measures(s: Step) -> dict[tuple[str, str], float]:
    own, other = _both(s)
    return _pieces(s) | _corrections(s, own, other) | _marks(s) | _kinds(s, own, other)


def _both(s: Step) -> tuple[Counter[str], Counter[str]]:
    """Return the words of the hunks on the right, and on the left."""
    return _words(s.right, [h.right for h in s.hunks]), _words(s.left, [h.left for h in s.hunks])


def _words(side: Sequence[str], runs: Sequence[tuple[int, int]]) -> Counter[str]:
    return Counter(t for run in runs for t in side[slice(*run)] if t.isalpha())


def _size(run: tuple[int, int]) -> int:
    return run[1] - run[0]


def _pieces(s: Step) -> dict[tuple[str, str], float]:
    """How much the right has beside the largest pieces, how many pieces grew, and where they stand."""
    by_size = sorted(s.hunks, key=lambda h: (-_size(h.left) - _size(h.right), h.right))
    grown = sum(_size(h.right) > _size(h.left) for h in s.hunks)
    put_in = [h for h in s.hunks if not _size(h.left)]
    moved = [h for h in put_in if _size(h.right) > _FEW]
    gains = [(_size(h.right) - _size(h.left)) / (_size(h.right) + _size(h.left)) for h in s.hunks]
    return {
        ("insertion", "beside-largest"): math.log1p(sum(_size(h.right) for h in by_size[1:])),
        ("insertion", "beside-three"): math.log1p(sum(_size(h.right) for h in by_size[_FEW:])),
        ("insertion", "grown"): math.log1p(grown),
        ("insertion", "grown-share"): grown / (1 + len(s.hunks)),
        ("insertion", "mean-gain"): math.fsum(gains) / max(1, len(gains)) / 2,
        ("insertion", "few-words"): math.log1p(sum(_size(h.right) <= _SMALL for h in put_in)),
        ("insertion", "sentences"): math.log1p(sum(_SMALL < _size(h.right) <= _MIDDLE for h in put_in)),
        ("insertion", "sections"): math.log1p(sum(_size(h.right) > _MIDDLE for h in put_in)),
        ("insertion", "late"): math.fsum(h.right[0] / max(1, len(s.right)) for h in moved) / (1 + len(moved)),
    }


def _corrections(s: Step, own: Counter[str], other: Counter[str]) -> dict[tuple[str, str], float]:
    gained = _gained(s, own - other, other - own)
    longer = sum(_size(h.left) == _size(h.right) == 1 and len(_first(s, h)[1]) > len(_first(s, h)[0]) for h in s.hunks)
    return {
        ("spelling", "put-right"): math.log1p(len(gained)),
        ("spelling", "put-right-bits"): math.fsum(gained),
        ("spelling", "longer-word"): math.log1p(longer),
    }


def _first(s: Step, h: Hunk) -> tuple[str, str]:
    return s.left[h.left[0]], s.right[h.right[0]]


def _gained(s: Step, ours: Counter[str], theirs: Counter[str]) -> list[float]:
    """Return the bits by which words that are more on the right are commoner than those more on the left, one slip away."""
    fresh, gone = ours.keys(), {w for w in theirs if len(w) >= _LEAST_LETTERS}
    return [bits for h in s.hunks for bits in _corrected(s, h, fresh, gone)] if gone else []


def _corrected(s: Step, h: Hunk, fresh: Set[str], gone: Set[str]) -> Iterator[float]:
    """Yield the bits gained in one hunk; `fresh` words stand more often on the right, `gone` ones on the left."""
    if max(_size(h.left), _size(h.right)) > _IN_PLACE:
        return
    lost = [w for w in s.left[slice(*h.left)] if w in gone]
    if not lost:
        return
    new = defaultdict(list)
    for word in s.right[slice(*h.right)]:
        if word in fresh:
            new[word[0]].append(word)
    for wrong in lost:
        for right in new[wrong[0]]:
            if right + "s" == wrong or wrong + "s" == right or OSA.distance(wrong, right, score_cutoff=1) != 1:
                continue
            bits = rarity(wrong.lower(), _LANGUAGE) - rarity(right.lower(), _LANGUAGE)
            if bits >= _COMMONER:
                yield min(bits, _MOST_BITS)


def _marks(s: Step) -> dict[tuple[str, str], float]:
    """Marks put right in short pieces, commas set, and numbers that stand higher."""
    straight = dash = comma = higher = 0
    for h in s.hunks:
        left, right = s.left[slice(*h.left)], s.right[slice(*h.right)]
        if len(left) > _SHORT or len(right) > _SHORT:
            continue
        straight += _CURLY in left and _STRAIGHT in right
        dash += _HYPHEN in left and _DASH in right and _DASH not in left
        comma += not left and right == (",",)
        if left and right and left[0].isdecimal() and right[0].isdecimal():
            higher += int(right[0]) > int(left[0])
    return {
        ("punctuation", "straight-mark"): math.log1p(straight),
        ("punctuation", "dash-for-hyphen"): math.log1p(dash),
        ("punctuation", "comma-set"): math.log1p(comma),
        ("dates", "higher-first"): math.log1p(higher),
    }


def _kinds(s: Step, own: Counter[str], other: Counter[str]) -> dict[tuple[str, str], float]:
    """Words and tokens of each kind that stand on the right only."""
    more = own - other
    tokens = [t for h in s.hunks for t in s.right[slice(*h.right)]]
    words = sum(own.values())
    bits = [rarity(w.lower(), _LANGUAGE) for w in tokens if w.isalpha()]
    counts = {
        ("dates", "own-numbers"): sum(t.isdecimal() for t in tokens),
        ("dates", "own-years"): sum(t.isdecimal() and len(t) == 4 for t in tokens),
        ("punctuation", "own-brackets"): tokens.count("("),
        ("punctuation", "own-quotation-marks"): sum(t in {'"', "\u201c"} for t in tokens),
        ("insertion", "own-stops"): tokens.count("."),
        ("structure", "own-breaks"): sum(t[0] == "\n" for t in tokens),
        **{("wording", kind): sum(more[w] for w in known) for kind, known in sorted(_WORDS.items())},
    }
    return {name: math.log1p(n) for name, n in counts.items()} | {
        ("wording", "own-bits"): math.fsum(bits) / words if words >= _ENOUGH else math.nan,
        ("wording", "own-grammar"): sum(own[w] for w in sorted(_GRAMMAR)) / words if words >= _ENOUGH else math.nan,
    }
