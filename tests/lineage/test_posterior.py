import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import posterior
from firsthand.lineage.posterior import alternatives, ancestors, draws, settled, ways
from firsthand.lineage.stemma import Ties, acyclic, exemplar_sets, score, search
from tests.lineage.test_stemma import random_ties


def exact(ties):
    """The probability of every DAG by listing all: the slow, obviously right twin."""
    sets = [exemplar_sets(ties, c) if w is not None else ((),) for c, w in enumerate(ties.words)]
    all_of_them = [p for p in itertools.product(*sets) if acyclic(p)]
    weights = np.exp([score(ties, p) / posterior.TEMPERATURE for p in all_of_them])
    return dict(zip(all_of_them, weights / weights.sum(), strict=True))


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_draws_follow_the_exact_distribution(seed):
    ties = random_ties(3, seed)
    ties = Ties(tuple(w / 8 for w in ties.words), ties.closeness, ties.way, popular=seed % 2 == 1)
    truth = exact(ties)
    found = dict(draws(ties, search(ties)).stemmata)
    distance = sum(abs(found.get(k, 0.0) - p) for k, p in truth.items()) / 2
    assert distance < 0.15


def test_draws_know_lost_texts():
    words = (np.array([6.0] * 4), np.array([6.0] * 4), None)
    near = np.array([1, 1, 1, 0.5])
    closeness = {(0, 1): near, (1, 0): near, (2, 0): near, (2, 1): near}
    way = {(0, 1): -1.5, (1, 0): -1.5, (2, 0): 0.0, (2, 1): 0.0}
    ties = Ties(words, closeness, way, (2,), {(0, 1): -0.6})
    truth, found = exact(ties), dict(draws(ties, search(ties)).stemmata)
    assert sum(abs(found.get(k, 0.0) - p) for k, p in truth.items()) / 2 < 0.1
    assert any((2,) == p[0] == p[1] for p in found)


def test_an_edge_turns_round_without_losing_its_words():
    # No stemma without the edge is likely; both ways are, and both must be drawn.
    words = tuple(np.array([100.0] * 4) for _ in range(2))
    closeness = {(0, 1): np.ones(4), (1, 0): np.ones(4)}
    ties = Ties(words, closeness, {(0, 1): -0.5, (1, 0): -0.9})
    (w,) = ways(draws(ties, search(ties)), 2).values()
    assert w.apart == 0
    assert 0.45 < w.forward < 0.65
    assert abs(w.forward + w.backward + w.common + w.apart - 1) < 1e-5


def test_the_same_draws_every_time():
    ties = random_ties(4, 7)
    assert draws(ties, search(ties)) == draws(ties, search(ties))


def test_ancestors_and_alternatives():
    assert ancestors(((), (0,), (1,))) == (frozenset(), frozenset({0}), frozenset({0, 1}))
    ties = random_ties(3, 3)
    ranked = alternatives(draws(ties, search(ties)), ties, 3)
    shares = [share for _, share in ranked]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < s <= 1 for s in shares)


def test_what_the_draws_have_seen_may_settle_better_than_the_search():
    ties = random_ties(4, 11)
    found = draws(ties, search(ties))
    poor = ((),) * 4
    assert score(ties, settled(ties, poor, found)) >= score(ties, search(ties)) - 1e-6
    assert acyclic(settled(ties, poor, found))


def test_a_story_of_many_texts_is_drawn_like_a_small_one():
    # Two texts with an edge, behind so many strangers that a node is no bit of a machine's word.
    many = 80
    words = tuple(np.array([100.0] * 4) for _ in range(many))
    a, b = many - 2, many - 1
    ties = Ties(words, {(a, b): np.ones(4), (b, a): np.ones(4)}, {(a, b): -0.5, (b, a): -0.9})
    found = draws(ties, search(ties))
    forward = sum(p for parents, p in found.stemmata if parents[b] == (a,))
    assert 0.45 < forward < 0.65
