"""A part of one text that follows another, though nothing else in it does: a round-up's paragraph.

Whoever puts several stories into one text, or a long report into a few sentences, makes a copy that
looks like none: the exemplar explains little of the whole, and the whole is full of names and figures
that the exemplar lacks. What shows it is one stretch of it (`reuse.stretches`) in which sentence
after sentence has its partner. Of 1,342 pairs of independent reports on one event, 4 have such a
section; of 1,007 kin pairs, 717 (18 families by hand, 80 simulated stories; `evaluation.roundups`
has round-ups themselves).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.lineage.witnesses import body, strength
from firsthand.model import Alignment, Analysis, Span
from firsthand.reuse.compare import is_translated
from firsthand.reuse.gist import gists
from firsthand.reuse.stretches import stretches

WORDS = 40
"""Words of a section: one sentence with a statement that everybody quotes is shorter."""
BEADS = 2
"""Alignments a section needs outside quotation marks."""
SHARE = 0.3
"""Share of its words that these explain, weighed as `witnesses.strength` does."""

_ROUNDING = 1e-6
"""Words by which sums in another order may differ."""


def has_section(left: Analysis, right: Analysis, prose: Sequence[Alignment]) -> bool:
    """Return whether a part of either text follows the other; `prose` are their alignments.

    Stretches rest on words in common: texts in two languages have none. O(n * m).
    """
    if len(prose) < BEADS or is_translated(left, right):
        return False
    ours = [(a.left_sentences, strength(a)) for a in prose]
    theirs = [(a.right_sentences, strength(a)) for a in prose]
    if not (_may_follow(left, ours) or _may_follow(right, theirs)):
        return False
    return any(
        _follows(left, stretch.left, ours) or _follows(right, stretch.right, theirs)
        for stretch in stretches(gists(left), gists(right))
    )


def _may_follow(analysis: Analysis, beads: Sequence[tuple[tuple[int, ...], float]]) -> bool:
    """Return whether any run of sentences has words enough, and enough of them explained: told before stretches are sought."""
    words = body(analysis)
    explained = np.zeros(len(words))
    for sentences, value in beads:
        for at in sentences:
            explained[at] = max(explained[at], value)
    counts, kept = (np.concatenate([[0.0], np.cumsum(x)]) for x in (words, explained * words))
    total = counts - counts[:, None]
    share = kept - kept[:, None]
    return bool(((total >= WORDS) & (share >= SHARE * total - _ROUNDING)).any())


def _follows(
    analysis: Analysis, part: Span, beads: Sequence[tuple[tuple[int, ...], float]]
) -> bool:
    words = body(analysis)[part.start : part.end]
    explained = np.zeros(len(words))
    met = 0
    for sentences, value in beads:
        inside = [s - part.start for s in sentences if part.start <= s < part.end]
        met += bool(inside)
        for at in inside:
            explained[at] = max(explained[at], value)
    total = float(words.sum())
    return met >= BEADS and total >= WORDS and float(explained @ words) >= SHARE * total
