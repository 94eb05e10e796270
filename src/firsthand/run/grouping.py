"""Which documents tell one story, from whole texts: passages in common, profiles, groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage import linkage
from firsthand.lineage.likeness import Pairs, likenesses
from firsthand.lineage.linkage import grouped
from firsthand.lineage.nearness import near
from firsthand.lineage.profile import Profile
from firsthand.lineage.sheets import laid_out
from firsthand.lineage.stories import Wording, belonging
from firsthand.model import Analysis, Document, Span, Value
from firsthand.reuse import find_reuse
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.run.fitted import load_story_weights
from firsthand.run.spill import find_reuse_within

Passages = dict[tuple[int, int], list[tuple[Span, Span]]]
SentenceVectors = NDArray[np.float32] | None


def shared_passages(documents: Sequence[Document], memory: int | None = None) -> Passages:
    """Return the passages that two documents share word for word, furniture aside.

    With `memory`, about so many bytes are used beyond the texts; the rest waits on disk.
    """
    found: Passages = {}
    if len(documents) < 2:
        return found
    texts = [d.text for d in documents]
    rows = find_reuse(texts) if memory is None else find_reuse_within(memory, texts)
    for a, b, a0, a1, b0, b1 in rows.tolist():
        left, right = Span(a0, a1), Span(b0, b1)
        if not (in_furniture(documents[a], left) or in_furniture(documents[b], right)):
            found.setdefault((a, b), []).append((left, right))
    return found


def in_furniture(document: Document, span: Span) -> bool:
    """Return whether most of a span is furniture."""
    inside = sum(
        max(0, min(span.end, f.span.end) - max(span.start, f.span.start))
        for f in document.furniture
    )
    return inside > (span.end - span.start) / 2


def sentence_vectors(
    analyses: Sequence[Analysis], wanted: Sequence[Sequence[int]], encoder: Encoder | None
) -> list[SentenceVectors]:
    """Return a row for every sentence of every document; rows that are not wanted are zero."""
    if encoder is None:
        return [None] * len(analyses)
    made: list[SentenceVectors] = []
    for analysis, chosen in zip(analyses, wanted, strict=True):
        text = analysis.document.text
        spans = [analysis.sentences[n].span for n in chosen]
        rows = vectors([text[s.start : s.end] for s in spans], encoder)
        full = np.zeros((len(analysis.sentences), rows.shape[1]), dtype=np.float32)
        full[list(chosen)] = rows
        made.append(full)
    return made


class Group(Value):
    """The documents that tell one story, as indices, and the probability that each does."""

    members: tuple[int, ...]
    belonging: tuple[float, ...]


def story_groups(
    documents: Sequence[Document], about: Sequence[Profile], passages: Passages
) -> tuple[Group, ...]:
    """Return the groups of documents that tell one story each.

    `about` has what each document is about, `passages` are those of `shared_passages`.
    """
    found = odds(documents, about, passages)
    return tuple(
        Group(members, belonging(found, members, passages.keys())) for members in grouped(found, len(documents))
    )


def odds(
    documents: Sequence[Document], about: Sequence[Profile], passages: Passages
) -> dict[tuple[int, int], float]:
    """Return the log-odds of one story for the pairs of documents that may tell one."""
    pairs = sorted({(i, j) for i, j in passages if i != j}.union(near(about)))
    same = [wording(documents, passages, i, j) for i, j in pairs]
    found, _ = likenesses(
        laid_out(about),
        Pairs(np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array([(w.share, w.longest) for w in same], dtype=np.float64).reshape(-1, 2)),
        load_story_weights(),
    )
    kept = zip(pairs, found.tolist(), linkage.units(found).tolist(), strict=True)
    return {pair: linkage.odds(units) for pair, value, units in kept if value > linkage.LEAST_KEPT}


def wording(documents: Sequence[Document], passages: Passages, i: int, j: int) -> Wording:
    """Return how much of two documents is word for word the same, passages as `shared_passages`."""
    return worded(documents[i], documents[j], passages.get((i, j), ()))


def worded(left: Document, right: Document, spans: Sequence[tuple[Span, Span]]) -> Wording:
    """Return how much of two documents is word for word the same, from the passages they share."""
    if not spans:
        return Wording()
    lengths = [len(left.text[one.start : one.end].split()) for one, _ in spans]
    shorter = min(left.words, right.words) or 1
    return Wording(min(1.0, sum(lengths) / shorter), max(lengths))
