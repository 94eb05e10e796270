"""Texts side by side: what each passage of a copy has of its exemplar, with the edits marked.

Made from the result alone, so that a report can be made again from a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from firsthand.faces.outline import LIKELY, Documents
from firsthand.model import (
    Document,
    Relation,
    RelationPassage,
    Span,
    Story,
    Value,
    Variant,
    VariantKind,
)
from firsthand.reuse.align import edits
from firsthand.text.words import count

# Of one relation this many passages with differences are shown.
MOST = 40
# From this closeness the words are set against each other one by one; below, only variants are marked.
WORD_BY_WORD = 0.45

Op = Literal["same", "old", "new", "found"]


class Piece(Value):
    """A stretch of text as it is shown: as it was, gone, new, or part of a variant."""

    text: str
    op: Op = "same"
    kind: VariantKind | None = None


class Pair(Value):
    """One passage beside its exemplar, with the variants that lie in it.

    `machine` says how likely, and by which signs, a machine made it; empty where that is unlikely.
    """

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    manner: str
    variants: tuple[Variant, ...]
    machine: str = ""


class Collation(Value):
    """A relation's passages: those that differ, and how many more there are."""

    pairs: tuple[Pair, ...]
    same: int
    folded: int


class Stretch(Value):
    """Sentences of one paragraph that came from one node, one after the other."""

    origin: str
    text: str
    words: int


def collate(relation: Relation, story: Story, documents: Documents) -> Collation:
    """Return a relation's passages side by side; passages without any difference are counted."""
    pairs: list[Pair] = []
    same = 0
    copy = documents[relation.copy]
    for passage in relation.passages:
        shown = _left(relation, passage, documents)
        if shown is None:
            continue
        document, span = shown
        before, after = document.text[span.start : span.end], copy.text[passage.copy.start : passage.copy.end]
        if _plain(before) == _plain(after):
            same += 1
            continue
        inside = tuple(
            v
            for v in story.variants
            if v.copy.document == copy.id
            and passage.copy.start <= v.copy.span.start < passage.copy.end
            and v.kind != "wording"
        )
        left, right = _pieces(before, after, passage, inside)
        pairs.append(Pair(left, right, passage.manner, inside, _machine(passage)))
    return Collation(tuple(pairs[:MOST]), same, max(0, len(pairs) - MOST))


def _left(
    relation: Relation, passage: RelationPassage, documents: Documents
) -> tuple[Document, Span] | None:
    """Return where the exemplar's text can be read: in itself, or in a sibling where it is lost."""
    if passage.exemplar is not None and relation.exemplar in documents:
        return documents[relation.exemplar], passage.exemplar
    if passage.via is not None and passage.via.document in documents:
        return documents[passage.via.document], passage.via.span
    return None


def _machine(passage: RelationPassage) -> str:
    hand = passage.hand
    if hand is None or hand.machine <= LIKELY:
        return ""
    seen = ", ".join(e.rule.replace("-", " ") for e in hand.evidence)
    return f"machine {hand.machine:.2f}" + (f": {seen}" if seen else "")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split())


def _pieces(
    before: str, after: str, passage: RelationPassage, inside: Sequence[Variant]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if passage.manner == "translated" or passage.similarity < WORD_BY_WORD:
        start = passage.copy.start
        return (Piece(before),), _marked(after, start, inside)
    left: list[Piece] = []
    right: list[Piece] = []
    for edit in edits(before, after):
        old = before[edit.left.start : edit.left.end]
        if edit.op == "equal":
            left.append(Piece(old))
            right.append(Piece(old))
            continue
        if old:
            left.append(Piece(old, "old"))
        if edit.text:
            at = Span(passage.copy.start + edit.right.start, passage.copy.start + edit.right.end)
            right.append(Piece(edit.text, "new", _kind(at, inside)))
    return tuple(left), tuple(right)


def _kind(at: Span, inside: Sequence[Variant]) -> VariantKind | None:
    for v in inside:
        if v.copy.span.meets(at):
            return v.kind
    return None


def _marked(text: str, start: int, inside: Sequence[Variant]) -> tuple[Piece, ...]:
    """Return a text with the variants in it marked, the first where two overlap."""
    found: list[Piece] = []
    at = 0
    for v in sorted(inside, key=lambda v: (v.copy.span, v.kind)):
        a, b = v.copy.span.start - start, min(v.copy.span.end - start, len(text))
        if a < at:
            continue
        found += [Piece(text[at:a]), Piece(text[a:b], "found", v.kind)]
        at = b
    return (*(p for p in found if p.text), Piece(text[at:]))


def paragraphs(document: Document, story: Story) -> tuple[tuple[Stretch, ...], ...]:
    """Return an article by its paragraphs, each cut where the origin of its sentences changes.

    Furniture is left out, as it is in the mosaic.
    """
    made: list[list[Stretch]] = []
    end = 0
    for tile in sorted((t for t in story.mosaic if t.document == document.id), key=lambda t: t.span):
        between = document.text[end : tile.span.start]
        text = " ".join(document.text[tile.span.start : tile.span.end].split())
        stretch = Stretch(tile.origin, text, count(text))
        if not made or "\n" in between:
            made.append([stretch])
        elif made[-1][-1].origin == tile.origin:
            last = made[-1][-1]
            made[-1][-1] = Stretch(tile.origin, f"{last.text} {text}", last.words + stretch.words)
        else:
            made[-1].append(stretch)
        end = tile.span.end
    return tuple(tuple(p) for p in made)
