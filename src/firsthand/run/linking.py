"""Documents of an archive linked into groups by the likenesses it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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

    some = list(changed)
    beside = Beside(store, some)

    def neighbours(i: int) -> list[tuple[int, float]]:
        return [(rank[n], odds) for n, odds in beside(order[i])]

    ranked = [Join(rank.get(one, GONE), rank.get(other, GONE), mean) for one, other, mean in before]
    groups, joins = linked(neighbours, [rank[n] for n in some], ranked)
    return [tuple(order[i] for i in group) for group in groups], [(order[j.one], order[j.other], j.mean) for j in joins]
