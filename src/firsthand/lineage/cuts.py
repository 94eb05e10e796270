"""Sentences taken out of the middle of a paragraph: the mark of a desk short of room.

Of a text that has sentences which the other lacks, one does not know whether they were put in there or
taken out here. Where they stand tells: what a desk adds of its own comes as a paragraph, what it
takes out it may take from within one, and what stood round it closes up. So a run of sentences that
only one text has, inside a paragraph of it whose parts stand side by side within a paragraph of the
other, was cut by the other. (Paragraphs that are split in two by a piece of their own go either way.)
"""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.lineage.evidence import View, pointer
from firsthand.model import Alignment, Analysis, Evidence, Span

# In story families and simulated stories 33 such places were cuts, 2 were not; bounded below that ratio,
# since the cut text is mostly the shorter one, which `contained` sees. Fitted on other stories: 2.2.
CUT_INSIDE = 2.2
# Breaks between paragraphs that a text must have, for their lack at a place to say anything.
LEAST_BREAKS = 2
# Words of a run; less is a piece of a sentence that was divided otherwise.
LEAST_WORDS = 4


def cut_inside(view: View) -> Iterator[Evidence]:
    """The exemplar has sentences inside a paragraph, where the copy closes up without them."""
    if min(_breaks(view.exemplar), _breaks(view.copy)) < LEAST_BREAKS:
        return
    for run, i in _runs(view):
        before = view.copy.sentences[i].span
        after = view.copy.sentences[i + 1].span
        yield Evidence(
            rule="cut-inside",
            score=CUT_INSIDE,
            detail="Inside a paragraph the copy closes up where the exemplar has more.",
            exemplar=pointer(view.exemplar, run),
            copy=pointer(view.copy, Span(before.start, after.end)),
        )
        return


def _runs(view: View) -> Iterator[tuple[Span, int]]:
    """Yield the runs that only the exemplar has, with the sentence of the copy after which they lack.

    They go on the paragraph of the sentence before them.
    """
    kept: dict[int, Alignment] = {s: a for a in view.comparison.alignments for s in a.left_sentences}
    sentences = view.exemplar.sentences
    own = [s.part == "body" and n not in kept for n, s in enumerate(sentences)]
    for start in range(1, len(sentences)):
        if not own[start] or own[start - 1]:
            continue
        end = next((n for n in range(start, len(sentences)) if not own[n]), len(sentences))
        one, other = kept.get(start - 1), kept.get(end)
        if one is None or other is None or one is other:
            continue
        i, j = one.right_sentences[-1], other.right_sentences[0]
        if (
            j == i + 1
            and view.copy.sentences[i].part == "body"
            and not _broken(view.exemplar, start - 1)
            and not _broken(view.copy, i)
            and sum(s.words for s in sentences[start:end]) >= LEAST_WORDS
        ):
            yield Span(sentences[start].span.start, sentences[end - 1].span.end), i


def _breaks(analysis: Analysis) -> int:
    return sum(
        one.part == other.part == "body" and _broken(analysis, n)
        for n, (one, other) in enumerate(zip(analysis.sentences, analysis.sentences[1:], strict=False))
    )


def _broken(analysis: Analysis, sentence: int) -> bool:
    """Return whether a line ends between a sentence and the next."""
    one, other = analysis.sentences[sentence : sentence + 2]
    return "\n" in analysis.document.text[one.span.end : other.span.start]
