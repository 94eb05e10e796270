"""Lost exemplars as far as they can be read: text from the copies, support, evidence."""

from __future__ import annotations

import hashlib

from firsthand.lineage.lost import Lost, credited
from firsthand.lineage.relations import Assignment
from firsthand.lineage.stemma import Parents
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Evidence, Hyparchetype, Pointer


def lost_id(lost: Lost, document_ids: tuple[str, ...]) -> str:
    """Return the id of a lost exemplar, unique in a result: it hangs on its story's documents."""
    seed = "\n".join((lost.name, *sorted(document_ids)))
    return "lost:" + hashlib.sha256(seed.encode()).hexdigest()[:12]


def hyparchetype(
    witnesses: Witnesses, parents: Parents, assignment: Assignment, node: int, lost: Lost
) -> Hyparchetype:
    """Return a lost exemplar with the evidence for it and its text as the copies show it."""
    copies = [c for c, ps in enumerate(parents) if node in ps]
    ids = tuple(a.document.id for a in witnesses.analyses)
    return Hyparchetype(
        id=lost_id(lost, ids),
        name=lost.name,
        confidence=0.97 if lost.whole else 0.8,
        evidence=_evidence(witnesses, copies, lost),
        text=_text(witnesses, assignment, copies, node, lost),
    )


def _evidence(witnesses: Witnesses, copies: list[int], lost: Lost) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for c in copies:
        document = witnesses.analyses[c].document
        found.extend(
            Evidence(
                rule="credit-line",
                score=6.0 if c in lost.whole else 2.0,
                detail=f"A witness credits {lost.name}, and no document in the pile is by that body.",
                copy=Pointer(credit.span, credit.text),
            )
            for credit in credited(document, lost.name)[:1]
        )
    if len(copies) > 1:
        found.append(
            Evidence(
                rule="shared-passages",
                score=2.0,
                detail=f"{len(copies)} witnesses share its passages, and none of them could have"
                " them all from another.",
            )
        )
    return tuple(found)


def _text(
    witnesses: Witnesses, assignment: Assignment, copies: list[int], node: int, lost: Lost
) -> str:
    """Return the passages in the order of the fullest copy, those it lacks put in at their place."""
    taken = {
        c: [s for (w, s), a in sorted(assignment.items()) if w == c and a.exemplar == node]
        for c in copies
    }
    # A copy in the language of most copies that credits the whole text shows it best.
    languages = [witnesses.analyses[c].document.language for c in copies]

    def rank(c: int) -> tuple[int, bool, int, str]:
        document = witnesses.analyses[c].document
        return (
            -languages.count(document.language),
            c not in lost.whole,
            -len(taken[c]),
            document.id,
        )

    order = sorted(copies, key=rank)
    if not order:
        return ""
    base = order[0]
    lines = [(float(s), _sentence(witnesses, base, s)) for s in taken[base]]
    for c in order[1:]:
        if witnesses.analyses[c].document.language != witnesses.analyses[base].document.language:
            continue
        pair = (min(c, base), max(c, base))
        if pair not in witnesses.comparisons:
            continue
        place: dict[int, int] = {}
        for a in witnesses.between(base, c).alignments:
            for s in a.right_sentences:
                place[s] = max(a.left_sentences)
        shown = {s for other in order[: order.index(c)] for s in _shown(witnesses, other, c)}
        after = -1.0
        for s in taken[c]:
            if s in place:
                after = float(place[s])
            elif s not in shown:
                after += 0.001
                lines.append((after, _sentence(witnesses, c, s)))
    return "\n".join(text for _, text in sorted(lines))


def _shown(witnesses: Witnesses, left: int, right: int) -> set[int]:
    if (min(left, right), max(left, right)) not in witnesses.comparisons:
        return set()
    return {s for a in witnesses.between(left, right).alignments for s in a.right_sentences}


def _sentence(witnesses: Witnesses, w: int, s: int) -> str:
    analysis = witnesses.analyses[w]
    span = analysis.sentences[s].span
    return " ".join(analysis.document.text[span.start : span.end].split())
