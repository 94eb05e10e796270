import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage.arborescence import arborescence


def total(weights, parents):
    return sum(weights[p, c] for c, p in enumerate(parents) if p >= 0)


def networkx_total(weights, root):
    graph = nx.DiGraph()
    n = len(weights)
    for u in range(n):
        for v in range(n):
            if u != v and v != root and np.isfinite(weights[u, v]):
                graph.add_edge(u, v, weight=float(weights[u, v]))
    tree = nx.maximum_spanning_arborescence(graph, preserve_attrs=True)
    return sum(d["weight"] for _, _, d in tree.edges(data=True))


@given(st.integers(2, 8), st.integers(0, 10_000))
@settings(max_examples=150, deadline=None)
def test_weight_equals_networkx(n, seed):
    rng = np.random.default_rng(seed)
    weights = rng.integers(-20, 20, (n, n)).astype(float)
    root = int(rng.integers(n))
    parents = arborescence(weights, root)
    assert total(weights, parents) == pytest.approx(networkx_total(weights, root))


@given(st.integers(2, 9), st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_every_node_hangs_from_the_root(n, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=(n, n))
    parents = arborescence(weights, 0)
    assert parents[0] == -1
    for v in range(1, n):
        seen = set()
        while v != 0:
            assert v not in seen
            seen.add(v)
            v = parents[v]


def test_cycle_of_heavy_edges_is_broken_at_the_cheapest_entry():
    weights = np.array([[0, 1, 8, 1], [0, 0, 10, 0], [0, 0, 0, 10], [0, 10, 0, 0]], dtype=float)
    assert arborescence(weights, 0) == [-1, 3, 0, 2]


def test_unreachable_node_is_an_error():
    weights = np.full((3, 3), -np.inf)
    weights[0, 1] = 1.0
    with pytest.raises(ValueError, match="cannot be reached"):
        arborescence(weights, 0)
