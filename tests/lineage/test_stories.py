import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.stories import BLOCK, LONE, UNRELATED, belonging, group, grouped


def matrix(n, links, link=3.0, other=-6.0):
    odds = np.full((n, n), other)
    for i, j in links:
        odds[i, j] = odds[j, i] = link
    return odds


def test_a_chain_of_likenesses_is_not_one_story():
    # 0~1, 1~2, 2~3, 3~4: a union of links would make one group of five.
    groups = group(matrix(5, [(0, 1), (1, 2), (2, 3), (3, 4)]))
    assert max(map(len, groups)) == 2


def test_two_blocks_stay_two_stories_with_one_stray_link():
    block = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]
    assert group(matrix(6, [*block, (2, 3)])) == ((0, 1, 2), (3, 4, 5))


@given(st.integers(0, 9), st.integers(0, 999))
def test_every_document_is_in_exactly_one_story(n, seed):
    rng = np.random.default_rng(seed)
    odds = rng.normal(size=(n, n))
    groups = group(odds + odds.T)
    assert sorted(w for g in groups for w in g) == list(range(n))


@given(st.integers(2, 8), st.integers(0, 999))
def test_order_of_documents_does_not_matter(n, seed):
    rng = np.random.default_rng(seed)
    odds = rng.normal(size=(n, n))
    odds = odds + odds.T
    order = rng.permutation(n)
    turned = group(odds[np.ix_(order, order)])
    back = {frozenset(int(order[w]) for w in g) for g in turned}
    assert back == {frozenset(g) for g in group(odds)}


def test_a_lone_mention_joins_many_witnesses_but_not_one():
    story = matrix(7, [(i, j) for i in range(6) for j in range(i)], other=-0.5)
    assert group(story) == (tuple(range(7)),)
    assert group(story[5:, 5:]) == ((0,), (1,))


def test_two_blocks_with_weak_links_stay_apart():
    blocks = [(i, j) for i in range(12) for j in range(i) if (i < 6) == (j < 6)]
    assert len(group(matrix(12, blocks, other=0.0))) == 2


@given(st.integers(2, 14), st.integers(0, 999))
def test_groups_of_pairs_are_those_of_the_whole_matrix(n, seed):
    rng = np.random.default_rng(seed)
    odds = {
        (i, j): float(rng.choice([-3.0, -LONE, -0.5, 0.7, 2.0, 6.0])) + float(rng.normal()) / 100
        for j in range(n)
        for i in range(j)
        if rng.random() < 0.4
    }
    whole = np.full((n, n), UNRELATED)
    for (i, j), value in odds.items():
        whole[i, j] = whole[j, i] = value
    assert grouped(odds, n) == group(whole)


def test_who_stands_alone_on_weak_ties_may_tell_of_another_event():
    odds = {(0, 1): 6.0, (0, 2): -1.0, (1, 2): 0.0, (0, 3): 4.0, (1, 3): 5.0, (2, 3): 0.5}
    chances = belonging(odds, (0, 1, 2, 3), {(0, 1)})
    assert chances[0] == chances[1] == 1.0  # they share a passage
    assert chances[2] < chances[3] < 1.0
    assert belonging({}, (0,), ()) == (1.0,)


@given(st.integers(2, 12), st.integers(0, 999))
def test_linkage_is_that_of_looking_at_all_pairs_in_every_step(n, seed):
    odds = np.random.default_rng(seed).normal(0.5, 2, size=(n, n))
    odds = odds + odds.T
    assert group(odds) == _looking_at_all(odds)


def _looking_at_all(odds):
    groups = [[i] for i in range(len(odds))]
    while True:
        best = None
        for a, one in enumerate(groups):
            for b, other in enumerate(groups[:a]):
                n, m = sorted((len(one), len(other)))
                mean = sum(odds[i, j] for i in one for j in other) / (n * m)
                if mean > BLOCK * math.log(n) - LONE * (1 - 1 / m) and (best is None or mean > best[0]):
                    best = mean, b, a
        if best is None:
            return tuple(sorted(tuple(sorted(g)) for g in groups))
        groups[best[1]] += groups.pop(best[2])
