"""Trees from readings: the counts against slow twins, planted traditions found again."""

import itertools

import numpy as np
import pytest

from evaluation.copying import tradition as planted
from evaluation.stemma import path_lengths, sign_similarity
from firsthand.lineage.branches import Branches
from firsthand.lineage.collation import collate
from firsthand.lineage.copyings import copyings
from firsthand.lineage.joining import joined
from firsthand.lineage.parsimony import cost, masks, shortest
from firsthand.lineage.places import UNKNOWN, Places, places
from firsthand.lineage.similarity import paths
from firsthand.lineage.tradition import tradition

ROOT = (
    "in the third year of the mill the water rose above the lower wheel and the miller sent two men "
    "with ropes and lanterns to the weir where they found the gate broken and a boat caught in it "
    "nobody asked whose boat it was until the tax clerk came in spring with his ledger and a pen"
)


def fewest_changes(tree, readings):
    """Count changes by trying every reading at every fork."""
    n, total = tree.n, 0
    for place in range(readings.shape[1]):
        tips = readings[:, place].tolist()
        known = sorted({r for r in tips if r != UNKNOWN})
        free = [w for w in range(n) if tips[w] == UNKNOWN] + list(range(n, 2 * n - 2))
        best = n
        for choice in itertools.product(known, repeat=len(free)):
            at = dict(zip(free, choice, strict=True)) | {w: r for w, r in enumerate(tips) if r != UNKNOWN}
            best = min(best, sum(at[a] != at[b] for a, b in tree.edges()))
        total += best
    return total


def drawn(seed, n=5, size=4):
    rng = np.random.default_rng(seed)
    readings = rng.integers(-1, 3, (n, size)).astype(np.int8)
    readings[0] = np.maximum(readings[0], 0)
    return Places(readings, np.ones(size), np.arange(size))


@pytest.mark.parametrize("seed", range(6))
def test_changes_are_the_fewest_there_are(seed):
    them = drawn(seed)
    rng = np.random.default_rng(seed)
    points = rng.random(5)
    tree = joined(np.abs(points[:, None] - points[None, :]))
    assert cost(tree, masks(them), them.weights) == fewest_changes(tree, them.readings)


def test_the_search_finds_the_shortest_of_all_trees_of_five():
    def every_tree():
        for a, b in itertools.combinations(range(5), 2):
            rest = [x for x in range(5) if x not in (a, b)]
            for c in rest:
                d, e = (x for x in rest if x != c)
                yield Branches.of(5, [(a, 5), (b, 5), (5, 6), (c, 6), (6, 7), (d, 7), (e, 7)])

    for seed in range(6):
        them = drawn(seed, size=12)
        tips = masks(them)
        best = min(cost(t, tips, them.weights) for t in every_tree())
        start = joined(np.ones((5, 5)) - np.eye(5))
        assert cost(shortest(start, tips, them.weights), tips, them.weights) == best


def test_neighbour_joining_gives_back_a_tree_from_its_own_paths():
    tree = Branches.of(5, [(0, 5), (1, 5), (5, 6), (2, 6), (6, 7), (3, 7), (4, 7)])
    lengths = dict.fromkeys(range(1, 8), 1)
    d = paths(tree, lengths)
    assert np.array_equal(paths(joined(d), lengths), d)


def test_a_branch_without_changes_is_no_copy_and_a_long_one_may_be_several():
    chances = copyings(np.array([0.0, 10.0, 11.0, 9.0, 40.0]), np.ones(5), np.ones(5, dtype=bool))
    assert np.allclose(chances.sum(axis=1), 1)
    assert chances.argmax(axis=1).tolist()[:4] == [0, 1, 1, 1]
    assert chances[4, 2:].sum() > 0.5


def chain():
    """A witness that two others were copied from, and the copies of one of them."""
    a = ROOT
    b = a.replace("lanterns", "lamps").replace("broken", "torn").replace("spring", "autumn")
    c = a.replace("ropes", "chains").replace("nobody", "no man").replace("clerk", "man")
    d = b.replace("gate", "door").replace("wheel", "stone").replace("ledger", "book")
    e = b.replace("water", "river").replace("lower", "upper").replace("pen", "quill")
    return {"a": a, "b": b, "c": c, "d": d, "e": e}


def test_a_witness_without_readings_of_its_own_is_the_fork():
    found = tradition(collate(chain()))
    truth = [("a", "b"), ("a", "c"), ("b", "d"), ("b", "e")]
    assert sign_similarity(path_lengths(truth, "abcde"), path_lengths(found.edges, "abcde")) >= 0.8
    assert {("a", "c"), ("b", "d")} <= {tuple(sorted(e)) for e in found.edges}


def test_the_same_stemma_every_time_and_in_any_order():
    texts = chain()
    assert tradition(collate(texts)) == tradition(collate(dict(reversed(texts.items()))))


def test_few_and_equal_witnesses_have_a_stemma_too():
    for texts in ({"a": ROOT}, {"a": ROOT, "b": ROOT}, dict.fromkeys("abcd", ROOT)):
        found = tradition(collate(texts))
        assert found.witnesses == tuple(texts)
        assert {v for e in found.edges for v in e} | {found.roots[0]} >= set(texts)


def test_edges_make_one_tree_over_all_witnesses():
    made = planted(2)
    found = tradition(collate({w["id"]: w["text"] for w in made["witnesses"]}))
    nodes = {*found.witnesses, *found.lost}
    assert len(found.edges) == len(nodes) - 1
    assert {c for _, c in found.edges} == nodes - set(found.roots)


def test_planted_traditions_are_found_better_than_by_neighbour_joining():
    ours, theirs = [], []
    for seed in (0, 2, 5, 16):
        made = planted(seed)
        collation = collate({w["id"]: w["text"] for w in made["witnesses"]})
        truth = path_lengths([(a, b) for a, b in made["stemma"]["edges_parent_child"]], collation.ids)
        ours.append(sign_similarity(truth, path_lengths(tradition(collation).edges, collation.ids)))
        them = places(collation)
        differ = (them.readings[:, None] != them.readings[None]).mean(axis=2)
        tips_only = paths(joined(differ), dict.fromkeys(range(1, 2 * len(differ) - 2), 1))
        theirs.append(sign_similarity(truth, tips_only))
    assert np.mean(ours) > 0.78
    assert np.mean(ours) > np.mean(theirs) + 0.03
