"""The same comparison seen from the other side."""

from __future__ import annotations

from typing import Literal

from firsthand.model import Alignment, Comparison, Edit, Passage

_Op = Literal["equal", "replace", "insert", "delete"]
_OTHER: dict[_Op, _Op] = {
    "equal": "equal", "replace": "replace", "insert": "delete", "delete": "insert",
}  # fmt: skip


def turn(comparison: Comparison) -> Comparison:
    """Return the comparison with left and right exchanged, in the order of the new right side.

    Turning twice gives the comparison back.
    """
    turned = sorted(
        (_turned(a) for a in comparison.alignments),
        key=lambda a: (a.right.span, a.left.span),
    )
    return Comparison(comparison.right, comparison.left, tuple(turned))


def _turned(a: Alignment) -> Alignment:
    return Alignment(
        left=a.right,
        right=a.left,
        left_sentences=a.right_sentences,
        right_sentences=a.left_sentences,
        manner=a.manner,
        similarity=a.similarity,
        confidence=a.confidence,
        quoted=a.quoted,
        edits=tuple(_edit(e, a.left) for e in a.edits),
    )


def _edit(edit: Edit, new_right: Passage) -> Edit:
    return Edit(
        _OTHER[edit.op], edit.right, edit.left, new_right.text[edit.left.start : edit.left.end]
    )
