"""What speaks for one text as the copy of another: the table of rules.

A rule looks at a `View`, one text taken as the copy of the other, and yields what it finds for
that. `direction` asks every rule both ways round and counts what speaks for the other way with a
minus. Scores are log-likelihood ratios in nats, set from what each sign means and bounded, so that
no single kind of sign decides; `weights` in `direction` scale them (fitted). The docstring of a
rule is what a reader of the documentation sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal

from firsthand.model import Analysis, Comparison, Credit, Evidence, Pointer, Span, Value
from firsthand.reuse.turn import turn

# Texts of which each has this much of the other are one version.
ONE_VERSION = 0.9


class Pair(Value):
    """Two analysed documents with their comparison (`left` on its left) and the use of dates.

    `in_left` and `in_right` are the places where that text credits the other's outlet.
    """

    left: Analysis
    right: Analysis
    comparison: Comparison
    dates: Literal["use", "ignore"] = "use"
    in_left: tuple[Credit, ...] = ()
    in_right: tuple[Credit, ...] = ()


class View(Value, dict=True):
    """One text taken as the exemplar of the other; `comparison` has the exemplar on the left.

    `credits` are the places where the copy credits the exemplar's outlet.
    """

    exemplar: Analysis
    copy: Analysis
    comparison: Comparison
    dates: Literal["use", "ignore"] = "use"
    credits: tuple[Credit, ...] = ()

    @cached_property
    def reworded(self) -> bool:
        """Whether most of what the texts share is shared in other words."""
        beads = self.comparison.alignments
        close = sum(len(a.right.text) for a in beads if a.manner in {"verbatim", "edited"})
        return close < sum(len(a.right.text) for a in beads) / 2

    @property
    def one_version(self) -> bool:
        """Whether the texts are nearly the same throughout: captures of one version, no update."""
        return min(self.copy_share, self.exemplar_share) >= ONE_VERSION

    @cached_property
    def changed(self) -> bool:
        """Whether words of a shared passage were changed."""
        return any(a.manner != "verbatim" for a in self.comparison.alignments)

    @cached_property
    def copy_share(self) -> float:
        """The share of the copy's words that the exemplar explains."""
        return _share(self.copy, [a.right_sentences for a in self.comparison.alignments])

    @cached_property
    def exemplar_share(self) -> float:
        """The share of the exemplar's words that stand in the copy, in whatever words."""
        return _share(self.exemplar, [a.left_sentences for a in self.comparison.alignments])


Rule = Callable[[View], Iterable[Evidence]]


def views(pair: Pair) -> tuple[View, View]:
    """Return the pair both ways round: left as the exemplar, right as the exemplar."""
    return (
        View(pair.left, pair.right, pair.comparison, pair.dates, pair.in_right),
        View(pair.right, pair.left, turn(pair.comparison), pair.dates, pair.in_left),
    )


def _share(analysis: Analysis, used: Iterable[tuple[int, ...]]) -> float:
    inside = {s for group in used for s in group}
    words = [0 if s.part == "line" else s.words for s in analysis.sentences]
    total = sum(words)
    return sum(words[n] for n in inside) / total if total else 0.0


def pointer(analysis: Analysis, span: Span) -> Pointer:
    """Return a place of a text with the words that stand there."""
    return Pointer(span, analysis.document.text[span.start : span.end])
