"""Names that one copy alone spells otherwise, wherever they stand in it.

A passage shows a name beside its exemplar's only where it is aligned. Over the whole story it is seen
that all texts but one spell a name alike: where that one is a copy of a text that has the others'
spelling, it changed the name. A house's own way to write a foreign name is seen in no other way, so the
finding is a small one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.findings.naming import NEAR, derived, likeness, tokens
from firsthand.lineage.family import Lineage
from firsthand.model import Document, Name, Reading, Span, Variant

SURE = 0.55


def misspelt(lineage: Lineage, names: Sequence[Name], known: Sequence[Variant]) -> Iterator[Variant]:
    """Yield the names that one copy alone has otherwise than its exemplar and another text.

    `known` are the variants already found; what they have of a name is not told again.
    """
    analyses = lineage.witnesses.analyses
    at = {lineage.nodes[w]: a.document for w, a in enumerate(analyses)}
    told = {(v.copy.document, part) for v in known if v.kind in {"name", "meaning", "quote"} for part in tokens(v.copy.text)}
    for relation in lineage.story.relations:
        exemplar, copy = at.get(relation.exemplar), at.get(relation.copy)
        if exemplar is None or copy is None or exemplar.language != copy.language or relation.manner == "translated":
            continue
        for one, other in _alone(names, exemplar, copy):
            parts = {(copy.id, part) for part in tokens(other.text)}
            if parts & told:
                continue
            told |= parts
            yield Variant(
                kind="name", severity="minor", exemplar=one, copy=other,
                confidence=round(SURE * relation.confidence, 3), detail=f"Only this text has {other.text}; others have {one.text}.",
            )  # fmt: skip


def _alone(names: Sequence[Name], exemplar: Document, copy: Document) -> Iterator[tuple[Reading, Reading]]:
    """Yield the spellings that the copy alone has, with the one its exemplar shares with another text."""
    for name in names:
        shared = [v.text for v in name.variants if exemplar.id in v.documents and len(v.documents) > 1]
        for here in (v.text for v in name.variants if v.documents == (copy.id,)):
            there = next((s for s in shared if _other(s, here)), None)
            if there is None or there in copy.text:
                continue
            one, other = _place(exemplar.text, there), _place(copy.text, here)
            if one is not None and other is not None:
                yield Reading(exemplar.id, one, there), Reading(copy.id, other, here)


def _other(one: str, other: str) -> bool:
    """Return whether two spellings are of one length in parts, and not the same parts in another order."""
    a, b = tokens(one), tokens(other)
    return len(a) == len(b) and sorted(a) != sorted(b) and not derived(one, other) and likeness(one, other) >= NEAR


def _place(text: str, name: str) -> Span | None:
    m = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return Span(*m.span()) if m else None
