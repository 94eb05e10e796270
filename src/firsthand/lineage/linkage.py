"""Groups of documents by average linkage over the pairs that are worth keeping.

Average linkage (Sokal and Michener 1958) joins the two groups whose documents are likest in the mean,
so that A~B and B~C do not chain A to C. Of all pairs of a large archive next to none belong together:
a pair that is unlikely enough counts the same as any other, and is not kept. The mean of two groups is
then `UNLIKELY` and the sum of what kept pairs are above it, divided by all pairs; sums of two groups
that are joined add up, so nothing is ever looked at but pairs that were kept.

Documents that come in, change or go are linked into what there is. The joins made before are made
again in their order, but those that a changed document has a part in; whoever is about to be joined to
such a group is linked anew with it. Of groups that no changed document has touched the likeliest two are those
that were joined before, so the outcome is that of linking everything at once.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Log-odds from which on a pair is kept, and what every other pair counts. Chosen on ECB+ and our families
# by cross-validation; kept in full, the others decide nothing.
LEAST_KEPT = -1.0
UNLIKELY = -2.0
# Two groups, of n <= m documents, are joined when their mean log-odds exceed
# BLOCK * ln(n) - LONE * (1 - 1/m). A document that only mentions a story has weak links to all of it,
# which many witnesses together make credible; but a block of documents that all have weak links to
# another block tells of another event (chosen in the same way).
LONE = 1.2
BLOCK = 0.6
# Log-odds are whole numbers of these units above UNLIKELY, so that sums are the same in any order.
UNIT = 1e-6
# Units of log-odds of zero, at which two documents alone are joined no more; one less, for rounding.
_EVEN = round(-UNLIKELY / UNIT) - 1

Groups = tuple[tuple[int, ...], ...]
Neighbours = Callable[[int], Iterable[tuple[int, int]]]


# In place of a document that is there no longer.
GONE = -1


class Join(NamedTuple):
    """Two groups that were joined, by the first document of each, and their mean log-odds."""

    one: int
    other: int
    mean: float


def units(found: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return log-odds as whole numbers."""
    made: NDArray[np.int64] = np.rint((found - UNLIKELY) / UNIT).astype(np.int64)
    return made


def odds(number: int) -> float:
    """Return the log-odds that a whole number stands for."""
    return UNLIKELY + number * UNIT


def grouped(found: Mapping[tuple[int, int], float], n: int) -> Groups:
    """Return the groups of n documents, each ascending, from the log-odds of the pairs (i < j) kept.

    The likeliest two groups are joined while any may be; of two as likely the one whose documents
    come first. Time and memory grow with the pairs, O(p log p) where groups stay small.

    >>> grouped({(0, 1): 2.0, (1, 2): 0.1}, 3)
    ((0, 1), (2,))
    """
    beside: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    above = units(np.array(list(found.values()), dtype=np.float64)).tolist()
    for (i, j), value in zip(found, above, strict=True):
        beside[i].append((j, value))
        beside[j].append((i, value))
    return linked(beside.__getitem__, range(n))[0]


def linked(neighbours: Neighbours, changed: Iterable[int], before: Sequence[Join] = ()) -> tuple[Groups, tuple[Join, ...]]:
    """Return the groups that may be others than before, each ascending, and all joins in their order.

    `neighbours` gives the kept pairs of a document, in units; `changed` are the documents that are new or have
    other pairs than `before`, where `GONE` stands for a document that is there no longer. Every group
    that holds a changed document, or has lost one, is returned. Time grows with the joins before and the
    pairs of the groups returned.
    """
    linkage = _Linkage(neighbours, changed)
    for join in before:
        linkage.replay(join)
    linkage.finish()
    return linkage.groups(), tuple(linkage.joins)


class _Linkage:
    """Groups while they are linked; those that are linked anew are `live`, the others as before."""

    def __init__(self, neighbours: Neighbours, changed: Iterable[int]) -> None:
        self._neighbours = neighbours
        self._home: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        # Of pairs of groups, one of them live: by how much they exceed UNLIKELY, added up.
        self._above: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._live: set[int] = set()
        self._heap: list[tuple[float, int, int, int, int]] = []
        self.joins: list[Join] = []
        for i in sorted(set(changed)):
            self._wake(i)

    def replay(self, join: Join) -> None:
        """Make a join of before again, after all that come first now; or wake who took part in it."""
        if GONE not in join and self._as_before(join):
            # What comes first now may wake one of the two.
            self._advance((-join.mean, join.one, join.other))
            if self._as_before(join):
                self._join(*join)
                return
        for i in join[:2]:
            if i != GONE:
                self._wake(self._find(i))

    def finish(self) -> None:
        """Make all joins that are left."""
        self._advance(None)

    def groups(self) -> Groups:
        """Return the live groups."""
        return tuple(sorted(tuple(sorted(self._of(i))) for i in self._live))

    def _advance(self, until: tuple[float, int, int] | None) -> None:
        """Join live groups while they come before a join of two others."""
        while self._heap and (until is None or self._heap[0][:3] < until):
            mean, i, j, a, b = heapq.heappop(self._heap)
            # With its size a group is told from what it was before it grew.
            if self._find(i) == i and self._find(j) == j and (len(self._of(i)), len(self._of(j))) == (a, b):
                self._wake(i)
                self._wake(j)
                self._join(i, j, -mean)

    def _wake(self, i: int) -> None:
        """Link a group anew from here on."""
        if i in self._live:
            return
        self._live.add(i)
        mine = self._above[i]
        home = self._home
        sums: dict[int, int] = {}
        for member in self._of(i):
            for k, above in self._neighbours(member):
                at = self._find(k) if k in home else k
                sums[at] = sums.get(at, 0) + above
        for k, total in sums.items():
            if k != i and k not in mine:
                mine[k] = self._above[k][i] = total
                self._offer(i, k)

    def _join(self, i: int, j: int, mean: float) -> None:
        """Join the groups i < j."""
        self.joins.append(Join(i, j, mean))
        self._members[i] = self._of(i) + self._of(j)
        self._members.pop(j, None)
        self._home[j] = i
        self._live.discard(j)
        mine, other = self._above[i], self._above.pop(j, {})
        mine.pop(j, None)
        other.pop(i, None)
        for k, total in other.items():
            del self._above[k][j]
            mine[k] = self._above[k][i] = mine.get(k, 0) + total
        for k in mine:
            self._offer(i, k)

    def _offer(self, i: int, j: int) -> None:
        above = self._above[i][j]
        one, other = self._members.get(i), self._members.get(j)
        if one is None and other is None and above <= _EVEN:
            return  # most pairs: two documents that are rather not of one story
        a, b = len(one or (i,)), len(other or (j,))
        mean = UNLIKELY + above * UNIT / (a * b)
        if mean > BLOCK * math.log(min(a, b)) - LONE * (1 - 1 / max(a, b)):
            heapq.heappush(self._heap, (-mean, i, j, a, b) if i < j else (-mean, j, i, b, a))

    def _of(self, i: int) -> list[int]:
        return self._members.get(i) or [i]

    def _as_before(self, join: Join) -> bool:
        return self._live.isdisjoint((self._find(join.one), self._find(join.other)))

    def _find(self, i: int) -> int:
        while (home := self._home.get(i, i)) != i:
            self._home[i] = self._home.get(home, home)
            i = home
        return i
