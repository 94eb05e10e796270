"""The shape of a tree while it is searched: witnesses at the tips, every fork of degree three.

Nodes 0 … n-1 are the witnesses, n … 2n-3 the forks. It hangs from witness 0, which says nothing of
where the work began: `up[v]` is the node above, `kids[v]` the two below a fork.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Branches:
    """A tree of `n` witnesses that can be cut and grafted; it has state because the search moves it."""

    def __init__(self, n: int, up: list[int], kids: dict[int, list[int]]) -> None:
        self.n = n
        self.up = up
        self.kids = kids

    @classmethod
    def of(cls, n: int, edges: Iterable[tuple[int, int]]) -> Branches:
        """Return the tree with these undirected edges."""
        near: dict[int, list[int]] = {v: [] for v in range(2 * n - 2)}
        for a, b in edges:
            near[a].append(b)
            near[b].append(a)
        up = [-1] * (2 * n - 2)
        kids: dict[int, list[int]] = {v: [] for v in range(n, 2 * n - 2)}
        stack = [near[0][0]]
        up[stack[0]] = 0
        while stack:
            v = stack.pop()
            for x in near[v]:
                if x != up[v]:
                    up[x] = v
                    kids[v].append(x)
                    stack.append(x)
        return cls(n, up, kids)

    def copy(self) -> Branches:
        """Return a tree of its own with the same shape."""
        return Branches(self.n, list(self.up), {v: list(k) for v, k in self.kids.items()})

    @property
    def top(self) -> int:
        """The node below witness 0."""
        return next(v for v, u in enumerate(self.up) if u == 0)

    def downward(self) -> list[int]:
        """Return all nodes but witness 0, each after the one above it."""
        out = [self.top]
        for v in out:
            out.extend(self.kids.get(v, ()))
        return out

    def below(self, node: int) -> set[int]:
        """Return a node with all that hang from it."""
        out = [node]
        for v in out:
            out.extend(self.kids.get(v, ()))
        return set(out)

    def edges(self) -> Iterator[tuple[int, int]]:
        """Yield every edge as (above, below), in the order of the lower ends."""
        return ((u, v) for v, u in enumerate(self.up) if v)

    def cut(self, node: int) -> tuple[int, int]:
        """Take a branch off; return the fork that goes with it and the node it stood above."""
        fork = self.up[node]
        (sister,) = (x for x in self.kids[fork] if x != node)
        above = self.up[fork]
        self._hang(sister, above, fork)
        self.kids[fork] = [node]
        self.up[fork] = -1
        return fork, sister

    def graft(self, fork: int, below: int) -> None:
        """Put a branch that was cut off on the edge above `below`."""
        above = self.up[below]
        self._hang(fork, above, below)
        self.up[below] = fork
        self.kids[fork].append(below)

    def _hang(self, node: int, above: int, instead: int) -> None:
        self.up[node] = above
        if above in self.kids:
            self.kids[above] = [node if x == instead else x for x in self.kids[above]]
