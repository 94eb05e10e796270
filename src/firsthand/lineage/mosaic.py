"""The mosaic: every sentence of a story by the node where its passage entered it."""

from __future__ import annotations

from firsthand.lineage.relations import Assignment, Nodes
from firsthand.lineage.witnesses import Witnesses, strength
from firsthand.model import Tile


def sources(witnesses: Witnesses, assignment: Assignment) -> dict[tuple[int, int], int]:
    """Return the node where each (witness, sentence) entered the story, following exemplars up."""
    found: dict[tuple[int, int], int] = {}

    def follow(witness: int, sentence: int) -> int:
        key = (witness, sentence)
        if key not in found:
            step = assignment.get(key)
            if step is None:
                found[key] = witness
            elif step.seen_in != step.exemplar or step.alignment is None:
                found[key] = step.exemplar  # a lost exemplar: nothing stands above it
            else:
                above = [
                    (strength(step.alignment), -s, follow(step.exemplar, s))
                    for s in step.alignment.left_sentences
                ]
                found[key] = max(above)[2] if above else step.exemplar
        return found[key]

    for w, analysis in enumerate(witnesses.analyses):
        for s in range(len(analysis.sentences)):
            follow(w, s)
    return found


def mosaic(
    witnesses: Witnesses, entered: dict[tuple[int, int], int], nodes: Nodes
) -> tuple[Tile, ...]:
    """Return the tiles of all witnesses in the order of the text."""
    tiles: list[Tile] = []
    for w, analysis in enumerate(witnesses.analyses):
        tiles.extend(
            Tile(nodes[w], sentence.span, nodes[entered[w, s]])
            for s, sentence in enumerate(analysis.sentences)
            if sentence.part != "line"
        )
    return tuple(tiles)
