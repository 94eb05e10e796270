"""By whose hand a copy of a lost text was made, told from the other copies of that text.

What a machine changed shows only against what it was given. Where that is lost, its other copies
still have most of its words. One of them is not enough: between a copy by machine and one by hand
the changes are the same, and nobody knows which of the two has them. Two are: against a copy that
kept the words, a copy by hand shows no machine, and a copy by machine shows it against all. So the
least sure of the siblings speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.lineage.hands import Made
from firsthand.model import Alignment

# Copies of a lost text that are asked at the least, and passages that each must share.
LEAST_SIBLINGS = 2
LEAST_PASSAGES = 5


def made_unseen(
    shown: Mapping[int, Sequence[Alignment]], judge: Callable[[int, Sequence[Alignment]], Made]
) -> tuple[int, Made] | None:
    """Return what the least sure sibling says of a copy of a lost text, and which one; else None.

    `shown` are the passages that each sibling shares with the copy, `judge` says of one sibling and
    these passages how the copy was made, the sibling taken for its exemplar.
    """
    enough = {w: beads for w, beads in shown.items() if len(beads) >= LEAST_PASSAGES}
    if len(enough) < LEAST_SIBLINGS:
        return None
    made = {w: judge(w, beads) for w, beads in sorted(enough.items())}
    least = min(made, key=lambda w: (made[w].machine, w))
    return least, made[least]
