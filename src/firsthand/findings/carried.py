"""The passages that each copy carries, next to the text they were carried from."""

from __future__ import annotations

from firsthand.findings.changes import Pair, paired
from firsthand.findings.slots import Excerpt
from firsthand.lineage.family import Lineage
from firsthand.model import Alignment, Manner, Reading, Relation, Span, Value


class Carried(Value):
    """One passage of a copy beside the text it came from.

    `exemplar` is a node of the stemma, `shown` the witness whose text stands on the left of the
    alignment: the exemplar itself, or a sibling that draws on the same lost text. `siblings` are
    further witnesses that draw on it. `share` is the larger one of the parts of the two texts that
    went from one to the other; `credited` says that the copy names its exemplar.
    """

    exemplar: int
    copy: int
    shown: int
    alignment: Alignment
    manner: Manner
    machine: bool
    same_outlet: bool = False
    siblings: tuple[int, ...] = ()
    share: float = 1.0
    credited: bool = False

    @property
    def held(self) -> bool:
        """Return whether the exemplar itself stands on the left."""
        return self.exemplar == self.shown


def carried(lineage: Lineage) -> tuple[Carried, ...]:
    """Return all passages that copies carry, in the order of the copies' texts."""
    relations = {(r.exemplar, r.copy): r for r in lineage.story.relations}
    made: dict[tuple[int, int, int], Carried] = {}
    for (copy, _), source in sorted(lineage.assignment.items()):
        if source.alignment is None or source.seen_in is None:
            continue
        relation = relations.get((lineage.nodes[source.exemplar], lineage.nodes[copy]))
        if relation is None:
            continue
        span = source.alignment.right.span
        made[copy, span.start, span.end] = Carried(
            source.exemplar,
            copy,
            source.seen_in,
            source.alignment,
            _manner(relation, source.alignment),
            relation.machine,
            relation.same_outlet,
            _siblings(lineage, source.exemplar, copy, source.seen_in),
            share_carried(relation),
            relation.credited,
        )
    return tuple(made[k] for k in sorted(made))


def share_carried(relation: Relation) -> float:
    """Return the larger one of the parts of two texts that went from one to the other."""
    return max(relation.share_of_copy, relation.share_of_exemplar or 0.0)


def pair(lineage: Lineage, row: Carried) -> Pair:
    """Return a carried passage beside the text that is shown for its exemplar's."""
    analyses = lineage.witnesses.analyses
    return paired(
        Excerpt(analyses[row.shown], row.alignment.left.span),
        Excerpt(analyses[row.copy], row.alignment.right.span),
        row.manner,
        machine=row.machine,
    )


def reading(lineage: Lineage, witness: int, span: Span) -> Reading:
    """Return what a witness has at a place."""
    text = lineage.witnesses.analyses[witness].document.text
    return Reading(lineage.nodes[witness], span, text[span.start : span.end])


def _manner(relation: Relation, alignment: Alignment) -> Manner:
    """Return how the words travelled; a relation's manner tells what a passage alone cannot."""
    if "translated" in (relation.manner, alignment.manner):
        return "translated"
    return "reworded" if relation.manner == "reworded" else alignment.manner


def _siblings(lineage: Lineage, exemplar: int, copy: int, shown: int) -> tuple[int, ...]:
    if exemplar == shown:
        return ()
    return tuple(
        w
        for w in range(len(lineage.witnesses.analyses))
        if exemplar in lineage.parents[w] and w not in {copy, shown}
    )


def rendered(lineage: Lineage) -> frozenset[int]:
    """Return the witnesses whose wording is a machine's or a translator's, not their exemplar's."""
    nodes = {
        r.copy for r in lineage.story.relations if r.machine or r.manner == "translated"
    }
    return frozenset(w for w in range(len(lineage.witnesses.analyses)) if lineage.nodes[w] in nodes)
