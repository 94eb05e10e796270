"""Where two passages differ: the smallest runs of whole words, word for word and in place.

Words are compared by their stems in house style, so that spelling, inflection and punctuation make
no difference. What the shortest edit script leaves as one long replacement is cut where two words
sound alike; runs that only a function word keeps apart are taken together, since a reader sees one
change there and not two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

from firsthand.model import Analysis, Span, Value
from firsthand.reuse.gist import skeleton
from firsthand.reuse.spelling import house
from firsthand.text.words import WORD, content, fold, stem

# Two words at one place that are this much alike by letters are one word respelt.
ALIKE = 0.78
# A run longer than this on both sides is cut where words sound alike.
LONG = 2
# Runs are joined over function words up to this length in all.
JOINED = 8


class Word(Value):
    """A word of a passage: where it stands, its folded form and the key it is compared by."""

    span: Span
    form: str
    key: str


class Slot(Value):
    """One place where two passages differ, as ranges of their words (one may be empty)."""

    left: tuple[int, int]
    right: tuple[int, int]


class Beside(Value):
    """Two passages word by word with the slots between them."""

    left: tuple[Word, ...] = ()
    right: tuple[Word, ...] = ()
    slots: tuple[Slot, ...] = ()


class Excerpt(Value):
    """A passage in its document."""

    analysis: Analysis
    span: Span


def beside(one: Excerpt, other: Excerpt) -> Beside:
    """Return two passages of one language word by word, and where they differ."""
    left, left_span, right, right_span = one.analysis, one.span, other.analysis, other.span
    before, after = words_in(left, left_span), words_in(right, right_span)
    runs: list[Slot] = []
    for op in Indel.opcodes([w.key for w in before], [w.key for w in after]):
        if op.tag == "equal":
            continue
        run = Slot((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        if runs and runs[-1].left[1] == run.left[0] and runs[-1].right[1] == run.right[0]:
            run = Slot((runs[-1].left[0], run.left[1]), (runs[-1].right[0], run.right[1]))
            runs.pop()
        runs.append(run)
    language = right.document.language
    joined = _joined(runs, before, language)
    cut = [piece for run in joined for piece in _cut(run, before, after)]
    return Beside(before, after, tuple(cut))


@lru_cache(maxsize=1 << 10)  # asked for a statement beside each like it
def words_in(analysis: Analysis, span: Span) -> tuple[Word, ...]:
    """Return the words of a stretch of a document."""
    text, language = analysis.document.text, analysis.document.language
    found = []
    for m in WORD.finditer(text, span.start, span.end):
        form = fold(m.group())
        found.append(Word(Span(m.start(), m.end()), form, key(form, language)))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def key(form: str, language: str) -> str:
    """Return what a folded word is compared by: its stem in house style, without possessive."""
    form = form.removesuffix("'s").removesuffix("'")
    # "can't" and "cant" are one word.
    return house(stem(house(form.replace("n't", "nt")), language))


def covers(words: Sequence[Word], at: tuple[int, int], span: Span) -> bool:
    """Return whether a range of words holds part of a span."""
    return any(w.span.meets(span) for w in words[slice(*at)])


def within(span: Span, whole: Span) -> bool:
    """Return whether a place lies in another one, whole."""
    return whole.start <= span.start and span.end <= whole.end


def together(row: Beside, left: Span, right: Span) -> bool:
    """Return whether a place of either passage lies in one slot of the two."""
    return any(covers(row.left, s.left, left) and covers(row.right, s.right, right) for s in row.slots)


def position(span: Span, whole: Span) -> float:
    """Return how far into a passage a place begins, in parts of its length."""
    return (span.start - whole.start) / max(1, whole.end - whole.start)


def moved(row: Beside, slot: Slot) -> tuple[list[Word], list[Word]]:
    """Return the words of a slot on either side that the other passage does not have elsewhere."""
    left, right = row.left[slice(*slot.left)], row.right[slice(*slot.right)]
    spare_left = Counter(w.key for w in row.left) - Counter(w.key for w in row.right)
    spare_right = Counter(w.key for w in row.right) - Counter(w.key for w in row.left)
    return (
        [w for w in left if spare_left[w.key] > 0],
        [w for w in right if spare_right[w.key] > 0],
    )


def _joined(runs: list[Slot], before: tuple[Word, ...], language: str) -> list[Slot]:
    """Return the runs with those joined that one function word keeps apart."""
    made: list[Slot] = []
    for run in runs:
        if made:
            last = made[-1]
            island = before[last.left[1] : run.left[0]]
            size = run.left[1] - last.left[0] + run.right[1] - last.right[0]
            if len(island) == 1 and not content(island[0].form, language) and size <= JOINED:
                made[-1] = Slot((last.left[0], run.left[1]), (last.right[0], run.right[1]))
                continue
        made.append(run)
    return made


def _cut(run: Slot, before: tuple[Word, ...], after: tuple[Word, ...]) -> list[Slot]:
    """Return a long run cut at pairs of words that sound alike, such pairs as slots of their own."""
    if min(run.left[1] - run.left[0], run.right[1] - run.right[0]) < LONG:
        return [run]
    best: tuple[float, int, int] | None = None
    for i in range(*run.left):
        for j in range(*run.right):
            near = alike(before[i].form, after[j].form)
            # Among equals the pair that lies most alike in both runs.
            skew = abs((i - run.left[0]) - (j - run.right[0])) / 100
            if near >= ALIKE and (best is None or near - skew > best[0]):
                best = (near - skew, i, j)
    if best is None:
        return [run]
    _, i, j = best
    pieces = [
        *_cut(Slot((run.left[0], i), (run.right[0], j)), before, after),
        Slot((i, i + 1), (j, j + 1)),
        *_cut(Slot((i + 1, run.left[1]), (j + 1, run.right[1])), before, after),
    ]
    return [p for p in pieces if p.left[0] < p.left[1] or p.right[0] < p.right[1]]


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> float:
    """Return how much alike two folded words look or sound, in [0, 1]."""
    if min(len(one), len(other)) < 3:
        return float(one == other)
    # The one forgives what comes late in a word, the other what comes often.
    near = float(JaroWinkler.similarity(one, other) + Levenshtein.normalized_similarity(one, other)) / 2
    a, b = skeleton(one), skeleton(other)
    if a and a == b and len(a) > 2:
        near = max(near, 0.9)
    return near
