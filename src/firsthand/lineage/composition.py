"""Whether a text was put together from others: what two strangers each explain of it.

If a copy took its passages from one text, it took them from all parts of it, also from those that
text has from elsewhere. Where a third text explains much of the one and none of the shared
passages, the shared passages were joined with the third text's: two texts that have nothing in
common meet in the one put together from both. (Causal inference calls this a collider, the pattern
that gives directions without times: Spirtes, Glymour & Scheines 2000.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Edge = tuple[int, int]  # (exemplar, copy)

# Closeness from which a sentence counts as explained.
EXPLAINED = 0.3
# Chance that a passage which two unrelated texts both explain shows no copying between them.
BY_CHANCE = 0.05
# Sentences are taken in runs, so fewer of them than there are were chosen on their own.
CHOSEN_ALONE = 0.5
# Log-odds beyond this need more than one sign.
MOST = 3.0


def joined(
    near: Mapping[Edge, NDArray[np.float64]],
    pair: Edge,
    others: Iterable[int],
    words: NDArray[np.float64],
) -> float:
    """Return the log-odds (0 or more) that the copy of a pair joined the exemplar with a third text.

    `near[p, c]` is how well p explains each sentence of c, `words` the words of the copy's
    sentences. Of all `others` the one that says most counts: with a share f of the copy explained by
    it, and m of the k sentences that the exemplar explains, the likelihood ratio of m shared ones by
    chance against k chosen from the whole copy (binomial).
    """
    p, c = pair
    held = words > 0
    total = float(words.sum())
    shared = (near[p, c] >= EXPLAINED) & held
    k = int(shared.sum())
    best = 0.0
    for u in others:
        if u in pair or (u, c) not in near or not total:
            continue
        theirs = (near[u, c] >= EXPLAINED) & held
        f = min(0.95, float(words @ theirs) / total)
        if f <= BY_CHANCE:
            continue
        m = int((shared & theirs).sum())
        ratio = m * math.log(BY_CHANCE / f) + (k - m) * math.log((1 - BY_CHANCE) / (1 - f))
        best = max(best, ratio)
    return min(MOST, CHOSEN_ALONE * best)
