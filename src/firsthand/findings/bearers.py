"""Whether two names, without their texts, can mean one bearer.

Names are compared part by part after transliteration: equal, alike by letters, alike by sound, an
initial, or a familiar form; what is left over on one side (a middle name) says less against than two
parts that stand for each other and differ (another given name with one family name). Legal forms and
honorifics are no parts. An additive model weighs the signs: each counts in steps, fitted by boosting
(Friedman 2001) on pairs of names (`evaluation/fit_bearers`). The signs follow Christen (A comparison
of personal name matching, 2006).
"""

from __future__ import annotations

import itertools
import math
import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from firsthand.findings.forms import FAMILIAR, LEGAL, TITLES
from firsthand.model import Value
from firsthand.reuse.gist import skeleton

FEATURES = (
    "equal", "least alike", "mean alike", "last alike", "first alike", "left over", "left over, longer",
    "contradicted", "sounds equal", "edits", "joined", "initials", "familiar", "acronym", "numbers differ",
    "one part", "order", "body", "body contradicted", "body left over", "script",
    "syllables differ", "worst sound", "last contradicted", "letters of one kind",
)  # fmt: skip
# Parts less alike than this stand for different names.
ALIKE = 0.8
_PART = re.compile(r"[a-z0-9]+")
_POINTED = re.compile(r"(?<![a-z])((?:[a-z]\.\s?){2,})")
# Scripts in which a sign is a syllable or a word.
_SYLLABLES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEGAL = tuple((form, re.compile(rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])")) for form in LEGAL)
_NUMBER = re.compile(r"^(?:\d+|[ivx]{2,4})$")


class Step(Value):
    """What one sign adds to the log-odds up to a threshold, and above it."""

    sign: int
    threshold: float
    below: float
    above: float


class BearerWeights(Value):
    """An additive model over `FEATURES`, with the record of its fit."""

    intercept: float
    steps: tuple[Step, ...]
    record: dict[str, str | int | float] = {}


@lru_cache(maxsize=1 << 14)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in Latin letters without legal forms and titles.

    >>> parts("Deutsche Bank A.G."), parts("Dr. Аляксандр Лукашэнка")
    (('deutsche', 'bank'), ('aliaksandr', 'lukashenka'))
    """
    latin = anyascii(name).casefold().replace("'", "").replace("`", "")
    latin = _POINTED.sub(lambda m: m[1].replace(".", "").replace(" ", "") + " ", latin)
    for form, pattern in _LEGAL:
        if form in latin:
            latin = pattern.sub(" ", latin)
    found = tuple(_PART.findall(latin))
    kept = tuple(p for p in found if p not in TITLES)
    return kept or found or (name.strip() or "?",)


def likeness(one: str, other: str) -> float:
    """Return how alike two parts are, in [0, 1]: by letters, by sound, as an initial, as a familiar form."""
    if one == other:
        return 1.0
    if FAMILIAR.get(one, one) == FAMILIAR.get(other, other):
        return 0.95
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return 0.85 if long.startswith(short) else 0.0
    near = max(JaroWinkler.similarity(one, other), DamerauLevenshtein.normalized_similarity(one, other))
    a, b = skeleton(one), skeleton(other)
    return max(near, 0.93) if a and a == b and one[0] == other[0] else near


def signs(one: str, other: str, *, body: bool) -> tuple[float, ...]:
    """Return the values of `FEATURES` for two names; `body` says that they are no person's."""
    a, b = parts(one), parts(other)
    if (len(a), a) > (len(b), b):
        a, b = b, a
    chosen = _assigned(a, b)
    values = [v for _, _, v in chosen]
    met = {j for _, j, _ in chosen}
    over = [b[j] for j in range(len(b)) if j not in met]
    against = sum(v < ALIKE for v in values) / len(a)
    ones, others = "".join(a), "".join(b)
    joined = JaroWinkler.similarity(ones, others)
    sounds = {skeleton(p) or p for p in a} == {skeleton(p) or p for p in b}
    numbers = [{p for p in side if _NUMBER.match(p)} for side in (a, b)]
    inverted = sum(j > k for (_, j, _), (_, k, _) in itertools.pairwise(chosen))
    if ("," in one) != ("," in other):
        inverted = 0  # "Roe, Ann"
    left = sum(len(p) for p in over) / max(1, len(others))
    initials = sum(min(len(a[i]), len(b[j])) == 1 for i, j, _ in chosen)
    familiar = sum(a[i] != b[j] and FAMILIAR.get(a[i], a[i]) == FAMILIAR.get(b[j], b[j]) for i, j, _ in chosen)
    acronym = min(len(a), len(b)) == 1 and len(a[0]) > 1 and a[0] == "".join(p[0] for p in b)
    return (
        float(a == b),
        min(values),
        math.fsum(values) / len(values),
        likeness(a[-1], b[-1]),
        likeness(a[0], b[0]),
        left,
        math.log1p(len(over)),
        against,
        float(sounds),
        math.log1p(DamerauLevenshtein.distance(ones, others)),
        joined,
        math.log1p(initials),
        math.log1p(familiar),
        float(acronym),
        float(numbers[0] != numbers[1]),
        float(len(a) == 1),
        math.log1p(inverted),
        float(body),
        float(body) * against,
        float(body) * left,
        float(one.isascii() != other.isascii()),
        float(a != b and bool(_SYLLABLES.search(one)) and bool(_SYLLABLES.search(other))),
        min(JaroWinkler.similarity(skeleton(a[i]) or a[i], skeleton(b[j]) or b[j]) for i, j, _ in chosen),
        float(likeness(a[-1], b[-1]) < ALIKE and likeness(a[0], b[0]) >= ALIKE),
        float(sorted(ones) == sorted(others) and a != b),
    )


def one_bearer(one: str, other: str, weights: BearerWeights, *, body: bool) -> float:
    """Return the probability that two names mean one bearer, the same for both orders."""
    found = signs(one, other, body=body)
    z = weights.intercept + math.fsum(
        s.below if found[s.sign] <= s.threshold else s.above for s in weights.steps
    )
    return 1 / (1 + math.exp(-z))


def _assigned(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Return for each part of the shorter name its part of the longer, the likest pairs first taken."""
    options = sorted(
        ((-likeness(x, y), abs(i - j), i, j) for i, x in enumerate(a) for j, y in enumerate(b))
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen = []
    for negative, _, i, j in options:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            chosen.append((i, j, -negative))
    return sorted(chosen)
