"""The witnesses of one story, compared pair by pair with the shipped weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from firsthand.lineage.direction import direction
from firsthand.lineage.evidence import Pair
from firsthand.lineage.lost import crediting
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Analysis, Judgement
from firsthand.reuse.compare import Meaning, compare
from firsthand.run.fitted import load_direction, load_reporting
from firsthand.run.grouping import Passages, SentenceVectors
from firsthand.run.models import load_weights


def compared(
    analyses: Sequence[Analysis],
    meaning: Sequence[SentenceVectors],
    shared: Passages,
    dates: Literal["use", "ignore"],
    judgements: tuple[Judgement, ...] = (),
) -> Witnesses:
    """Return the witnesses with what was found between every two of them.

    `shared` has the word-for-word passages of every pair (i, j) with i < j.
    """
    comparisons, directions = {}, {}
    credits = crediting([a.document for a in analyses])
    for (i, j), spans in sorted(shared.items()):
        evidence = Meaning(weights=load_weights(), left=meaning[i], right=meaning[j])
        comparisons[i, j] = compare(analyses[i], analyses[j], evidence=evidence, shared=spans)
        named = credits.get((i, j), ()), credits.get((j, i), ())
        pair = Pair(analyses[i], analyses[j], comparisons[i, j], dates, *named)
        directions[i, j] = direction(pair, load_direction())
    return Witnesses(
        tuple(analyses), comparisons, directions, credits, load_reporting(), dates, judgements
    )
