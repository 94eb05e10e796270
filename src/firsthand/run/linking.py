"""Documents of an archive linked into groups by the likenesses it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from firsthand.archive import documents
from firsthand.archive.beside import Beside
from firsthand.archive.joins import Joined
from firsthand.archive.store import Store
from firsthand.lineage.linkage import GONE, Join, linked

Group = tuple[int, ...]


def link(store: Store, changed: Iterable[int], before: Sequence[Joined]) -> tuple[list[Group], list[Joined]]:
    """Return the groups that documents which are new or have changed may be in, and all joins.

    Documents go by their numbers, in the documents' order; see `lineage.linkage.linked`.
    """
    rank = documents.ranks(store)
    order = list(rank)
    places = np.zeros(max(order, default=0) + 1, np.int64)
    places[order] = np.arange(len(order))
    some = list(changed)
    beside = Beside(store, some)

    def neighbours(i: int) -> Iterator[tuple[int, int]]:
        found = beside(order[i])
        return zip(places[found[:, 0]].tolist(), found[:, 1].tolist(), strict=True)

    ranked = [Join(rank.get(one, GONE), rank.get(other, GONE), mean) for one, other, mean in before]
    groups, joins = linked(neighbours, [rank[n] for n in some], ranked)
    return [tuple(order[i] for i in group) for group in groups], [(order[j.one], order[j.other], j.mean) for j in joins]
