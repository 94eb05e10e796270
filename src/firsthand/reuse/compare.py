"""Two documents sentence by sentence: what each has of the other, how closely, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Alignment, Analysis, Comparison, Manner, Passage, Span, Value
from firsthand.reuse.align import edits
from firsthand.reuse.beads import Bead, beads
from firsthand.reuse.features import kept, similarity
from firsthand.reuse.gist import Gist, gists, join
from firsthand.reuse.nearest import Bags, Side, bags
from firsthand.reuse.panel import Panel
from firsthand.reuse.sheet import sheet
from firsthand.reuse.weights import Weights

_VERBATIM = 0.93
"""Share of the shorter passage's words, in house style, from which nothing but style differs."""
_EDITED = 0.8
"""Share from which two passages are still alignable word by word. Of the copies that machines or
fluent rewriters made, less than a fifth of the words stand in such passages; of edited ones, more
than half (story families, `evaluation.stories`)."""


class Meaning(Value, kw_only=True):
    """The fitted weights and, where there are any, both documents' sentence vectors.

    Rows of `left` and `right` belong to `Analysis.sentences`; a row of zeros is a sentence without
    a vector, which words alone then judge.
    """

    weights: Weights
    left: NDArray[np.float32] | None = None
    right: NDArray[np.float32] | None = None


def compare(
    left: Analysis,
    right: Analysis,
    *,
    evidence: Meaning,
    shared: Sequence[tuple[Span, Span]] = (),
) -> Comparison:
    """Return all alignments between two documents, in the order of the right one.

    Every alignment is a bead of sentences, one to one, merged or split; order need not be kept.
    `shared` are word-for-word passages found before (`find_reuse`), in the two documents' texts.
    The pair is judged in one orientation, so compare(a, b) and compare(b, a) hold the same beads.
    """
    if _key(left) > _key(right):
        turned = Meaning(weights=evidence.weights, left=evidence.right, right=evidence.left)
        found = [
            Bead(bead.right, bead.left, bead.confidence, bead.closeness)
            for bead in _beads(right, left, turned, [(b, a) for a, b in shared])
        ]
    else:
        found = list(_beads(left, right, evidence, shared))
    one, two = gists(left), gists(right)
    translated = is_translated(left, right)
    alignments = [
        _alignment(
            _Part(left, bead.left, join(one[i] for i in bead.left)),
            _Part(right, bead.right, join(two[j] for j in bead.right)),
            bead,
            translated=translated,
        )
        for bead in found
    ]
    alignments.sort(key=lambda row: (row.right.span, row.left.span))
    return Comparison(left.document.id, right.document.id, tuple(alignments))


def _key(analysis: Analysis) -> tuple[str, str]:
    # Not the id, which hangs on where the file lies.
    return analysis.document.sha256, analysis.document.text


def _beads(
    left: Analysis, right: Analysis, evidence: Meaning, shared: Sequence[tuple[Span, Span]]
) -> tuple[Bead, ...]:
    panel = Panel(
        side(left, evidence.left),
        side(right, evidence.right),
        evidence.weights,
        shared,
        translated=is_translated(left, right),
    )
    return beads(panel)


def side(analysis: Analysis, vectors: NDArray[np.float32] | None) -> Side:
    """Return what a panel needs of a document; byline and date lines never align."""
    usable, words = _usable(analysis)
    return Side(
        gists(analysis), sheet(analysis), words, vectors if vectors is not None and vectors.size else None, usable
    )


@lru_cache(maxsize=256)  # asked for every pair of a story
def _usable(analysis: Analysis) -> tuple[tuple[int, ...], Bags]:
    """Return which sentences may align, and their rare words."""
    ready = gists(analysis)
    usable = tuple(n for n, s in enumerate(analysis.sentences) if s.part != "line" and ready[n].words)
    return usable, bags([ready[n].weights for n in usable])


def is_translated(left: Analysis, right: Analysis) -> bool:
    """Return whether both languages are known and differ (regional variants do not)."""
    one, two = (side.document.language.split("-")[0] for side in (left, right))
    return "und" not in (one, two) and one != two


class _Part(NamedTuple):
    """One side of a bead."""

    analysis: Analysis
    sentences: tuple[int, ...]
    gist: Gist

    @property
    def passage(self) -> Passage:
        span, document = self.gist.span, self.analysis.document
        return Passage(document.id, span, document.text[span.start : span.end])


def _alignment(left: _Part, right: _Part, bead: Bead, *, translated: bool) -> Alignment:
    closeness = bead.closeness if translated else similarity(left.gist, right.gist)
    before, after = left.passage, right.passage
    return Alignment(
        left=before,
        right=after,
        left_sentences=left.sentences,
        right_sentences=right.sentences,
        manner="translated" if translated else manner(left.gist, right.gist),
        similarity=round(closeness, 4),
        confidence=bead.confidence,
        quoted=max(_quoted(left.gist), _quoted(right.gist)),
        edits=edits(before.text, after.text),
    )


def _quoted(gist: Gist) -> float:
    return round(sum(gist.quoted) / len(gist.quoted), 4)


def manner(left: Gist, right: Gist) -> Manner:
    """Return how the words travelled between two passages in one language."""
    share = kept(left, right)
    if share >= _VERBATIM:
        return "verbatim"
    return "edited" if share >= _EDITED else "reworded"
