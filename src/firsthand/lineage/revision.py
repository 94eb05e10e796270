"""Which of two versions of one text is the older: signs of revision weighed into log-odds.

Both texts are measured (`style`), the step between them is looked at (`edits`, `polish`), and the words and
word pairs that one has more of are weighed one by one. Everything is antisymmetric and enters one
linear model, so each sign's part of the log-odds can be shown, and turning the pair round turns
the sign of all. Learnt from versions of encyclopedia articles; `genre` tells where that holds.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping

from firsthand.lineage.edits import Step, signs, step, tokens
from firsthand.lineage.polish import polish
from firsthand.lineage.style import measure
from firsthand.model import Evidence, Pointer, Span, Value

CLIP = 4.0  # a sign counts at most as this many of its root mean squares
_WORDING = 10.0  # weight of the words beside the signs before fitting; chosen by cross-validation
_SHOWN = 3  # signs or words named in a sentence of evidence

# Where two texts are between the genres, both readings count by half.
_NEWS_FROM = 0.4  # news cues less encyclopedia cues, per hundred words
_NEWS_SLOPE = 5.0  # versions in 2,024 encyclopedia texts lie below 0, 95 % of news articles above .27
_EVEN = 10  # words added to the divisor, so that a line of text has no extreme rate
_NEWS = re.compile(
    r"\b(?:said|says|told|asked|announced|spokes(?:man|woman|person)|officials?|yesterday|today|tomorrow"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mln|billion|bln|pct|percent|dlrs?|cts|shr|qtr|reuters?"
    r"|minister|police|according to)\b"
)
_ENCYCLOPEDIA = re.compile(
    r"\b(?:thumb|isbn|is an?|are|was an?|born|known|called|also|refers?|century|such as|e\.g|usually|often"
    r"|term)\b|\(\s?(?:c\. )?\d{3,4}|[–]"
)
_SAID = {
    "length": "Texts that are revised mostly grow",
    "insertion": "What only one has looks put in, not taken out",
    "fit": "What only one has goes otherwise with the rest",
    "spelling": "Revision corrects spelling and rare forms",
    "dates": "Later versions know later dates and higher numbers",
    "structure": "Revision orders a text in paragraphs and sections",
    "lines": "Whole lines of these kinds come or go in revision",
    "markup": "Mark-up of these kinds comes or goes in revision",
    "sources": "Revision adds sources and cross-references",
    "punctuation": "Revision brings punctuation into house style",
    "voice": "Revision takes out the personal and the unfitting",
    "wording": "Revision brings wording into the style of the genre",
    "words": "Words that revision puts in or takes out",
}


class Circumstance(Value):
    """A measure of both texts alike, by which what a sign says changes.

    `changes` is added to the coefficient of each sign, once for each `spread` by which the measure
    lies above `middle`.
    """

    middle: float = 0.0
    spread: float = 1.0
    changes: dict[str, float] = {}


class RevisionWeights(Value):
    """Scale and coefficient of each sign (`group/name`), coefficients of word runs, the slope.

    What a sign says changes with how much was revised at once (in a rewriting, length says less than
    in polishing): by `extent`, the mean size of all signs of the pair, and by `pieces`, the logarithm
    of their number.
    """

    scales: dict[str, float] = {}
    coefficients: dict[str, float] = {}
    extent: Circumstance = Circumstance()
    pieces: Circumstance = Circumstance()
    words: dict[str, float] = {}
    slope: float = 1.0
    record: dict[str, str | int | float] = {}


def newsiness(text: str) -> float:
    """Return how far a text is news and not encyclopedia, from 0 to 1, by cues of both."""
    lower = text.lower()
    cues = sum(1 for _ in _NEWS.finditer(lower)) - sum(1 for _ in _ENCYCLOPEDIA.finditer(lower))
    rate = 100 * cues / (len(lower.split()) + _EVEN)
    return 1 / (1 + math.exp(-_NEWS_SLOPE * (rate - _NEWS_FROM)))


def compared(left: str, right: str, between: Step) -> dict[str, float]:
    """Return all signs of a pair by `group/name`, right's less left's; 0 where one has no measure."""
    one, two = measure(left), measure(right)
    found = {name: two[name] - one[name] for name in one} | signs(between) | polish(between)
    return {"/".join(name): 0.0 if math.isnan(x) else x for name, x in found.items()}


def excess(between: Step) -> dict[str, float]:
    """Return the runs of one and two words that right has oftener than left (less: below zero).

    Counts are damped: the third new `the` says less than the first.
    """
    there, here = _runs(between.right), _runs(between.left)
    more = {run: there[run] - here[run] for run in sorted(there.keys() | here.keys())}
    return {run: math.copysign(math.sqrt(math.log1p(abs(n))), n) for run, n in more.items() if n}


def weighable(more: Mapping[str, float], known: Mapping[str, object]) -> dict[str, float]:
    """Return what is known of an excess, brought to the root of its mass.

    So a text that was rewritten as a whole does not drown in its own words.
    """
    some = {run: x for run, x in more.items() if run in known}
    mass = _WORDING / math.sqrt(1 + math.fsum(abs(x) for x in some.values()))
    return {run: x * mass for run, x in some.items()}


def bounded(found: Mapping[str, float], scales: Mapping[str, float]) -> dict[str, float]:
    """Return each sign in its root mean squares, at most `CLIP` of them."""
    return {name: max(-CLIP, min(CLIP, found[name] / scale)) for name, scale in scales.items()}


def pieces(between: Step) -> float:
    """Return how many pieces a step has, as a logarithm."""
    return math.log1p(len(between.hunks))


def weighed(found: Mapping[str, float], number: float, weights: RevisionWeights) -> dict[str, float]:
    """Return each sign's part of the log-odds, before the slope; `number` is that of `pieces`."""
    scaled = bounded(found, weights.scales)
    mean = math.fsum(abs(x) for x in scaled.values()) / max(1, len(scaled))
    by = [(_above(mean, weights.extent), weights.extent), (_above(number, weights.pieces), weights.pieces)]
    return {
        name: x * (weights.coefficients[name] + sum(above * c.changes.get(name, 0.0) for above, c in by))
        for name, x in scaled.items()
    }


def _above(measure: float, c: Circumstance) -> float:
    return (measure - c.middle) / c.spread


def revision(left: str, right: str, weights: RevisionWeights) -> tuple[Evidence, ...]:
    """Return what speaks for left as the older version; the scores sum to the log-odds.

    The strongest groups of signs come first. Turning the pair round turns the scores' sign.
    """
    if left == right:
        return ()
    if right < left:  # one canonical way to align, so that both ways round agree to the last bit
        return tuple(_turned(e) for e in revision(right, left, weights))
    between = step(left, right)
    parts: dict[str, dict[str, float]] = {}
    for name, part in weighed(compared(left, right, between), pieces(between), weights).items():
        group, sign = name.split("/", 1)
        parts.setdefault(group, {})[sign] = part
    runs = weighable(excess(between), weights.words)
    parts["words"] = {run: value * weights.words[run] for run, value in runs.items()}
    found = [_evidence(group, part, weights.slope, between) for group, part in parts.items() if part]
    return tuple(sorted(found, key=lambda e: (-abs(e.score), e.rule)))


def _runs(side: tuple[str, ...]) -> Counter[str]:
    lower = [t.lower() for t in side]
    return Counter(lower) + Counter(f"{a} {b}" for a, b in itertools.pairwise(lower))


def _evidence(group: str, part: Mapping[str, float], slope: float, between: Step) -> Evidence:
    total = math.fsum(part.values())
    along = [name for name in part if part[name] * total > 0]
    named = sorted(along, key=lambda name: (-abs(part[name]), name))[:_SHOWN]
    shown = ", ".join(n.replace("\n", "¶") if group == "words" else n.replace("-", " ") for n in named)
    left, right = _largest(between) if group == "insertion" else (None, None)
    return Evidence(
        rule=f"revision-{group}",
        score=slope * total,
        detail=f"{_SAID[group]}: {shown}.",
        exemplar=left,
        copy=right,
    )


def _largest(between: Step) -> tuple[Pointer | None, Pointer | None]:
    """Return where the largest piece stands that only one side has."""
    if not between.hunks:
        return None, None
    most = max(between.hunks, key=lambda h: (h.right[1] - h.right[0] + h.left[1] - h.left[0], h.left))
    return (
        _pointer(between.texts[0], most.left),
        _pointer(between.texts[1], most.right),
    )


def _pointer(text: str, run: tuple[int, int]) -> Pointer | None:
    spans = tokens(text)
    if run[0] == run[1]:
        return None
    span = Span(spans[run[0]].start, spans[run[1] - 1].end)
    return Pointer(span, text[span.start : span.end])


def _turned(e: Evidence) -> Evidence:
    return Evidence(rule=e.rule, score=-e.score, detail=e.detail, exemplar=e.copy, copy=e.exemplar)
