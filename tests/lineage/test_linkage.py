import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.linkage import BLOCK, LONE, UNLIKELY, Join, grouped, linked, units


def pairs(n, links, link=3.0, other=None):
    """Return kept pairs: links, and all others where they count for something."""
    odds = {} if other is None else {(i, j): other for j in range(n) for i in range(j)}
    return odds | {(min(p), max(p)): link for p in links}


def slowly(odds, n):
    """Join the two likeliest groups of all, from the means of all pairs, until none may be."""
    groups = [(i,) for i in range(n)]
    while True:
        best = None
        for x in range(len(groups)):
            for y in range(x + 1, len(groups)):
                a, b = groups[x], groups[y]
                between = [(min(i, j), max(i, j)) for i in a for j in b]
                mean = math.fsum(odds.get(p, UNLIKELY) for p in between) / len(between)
                least = BLOCK * math.log(min(len(a), len(b))) - LONE * (1 - 1 / max(len(a), len(b)))
                if mean > least and any(p in odds for p in between) and (best is None or mean > best[0]):
                    best = mean, a, b
        if best is None:
            return tuple(sorted(groups))
        groups = [g for g in groups if g not in best[1:]] + [tuple(sorted(best[1] + best[2]))]


def test_a_chain_of_likenesses_is_not_one_story():
    # 0~1, 1~2, 2~3, 3~4: a union of links would make one group of five.
    groups = grouped(pairs(5, [(0, 1), (1, 2), (2, 3), (3, 4)]), 5)
    assert max(map(len, groups)) == 3


def test_two_blocks_stay_two_stories_with_one_stray_link():
    block = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]
    assert grouped(pairs(6, [*block, (2, 3)]), 6) == ((0, 1, 2), (3, 4, 5))


def drawn(n, seed, dense):
    rng = np.random.default_rng(seed)
    return {(i, j): float(rng.normal(1.0, 2.0)) for j in range(n) for i in range(j) if rng.random() < dense}


@given(st.integers(0, 14), st.integers(0, 999), st.sampled_from([0.1, 0.4, 0.9]))
def test_groups_are_those_of_a_slow_linkage_of_all_pairs(n, seed, dense):
    odds = drawn(n, seed, dense)
    groups = grouped(odds, n)
    assert sorted(w for g in groups for w in g) == list(range(n))
    assert groups == slowly(odds, n)


@given(st.integers(2, 9), st.integers(0, 999))
def test_order_of_documents_does_not_matter(n, seed):
    odds = drawn(n, seed, 0.6)
    order = np.random.default_rng(seed).permutation(n).tolist()
    turned = {(min(order[i], order[j]), max(order[i], order[j])): v for (i, j), v in odds.items()}
    back = {frozenset(order[w] for w in g) for g in grouped(odds, n)}
    assert back == {frozenset(g) for g in grouped(turned, n)}


@given(st.integers(2, 9), st.integers(0, 999))
def test_stories_that_nothing_connects_do_not_meet(n, seed):
    one = drawn(n, seed, 0.5)
    both = one | {(i + n, j + n): v for (i, j), v in one.items()}
    groups = grouped(one, n)
    assert grouped(both, 2 * n) == tuple(sorted([*groups, *(tuple(i + n for i in g) for g in groups)]))


def test_a_lone_mention_joins_many_witnesses_but_not_one():
    story = pairs(7, [(i, j) for i in range(6) for j in range(i)], other=-0.5)
    assert grouped(story, 7) == (tuple(range(7)),)
    assert grouped({(0, 1): -0.5}, 2) == ((0,), (1,))


def test_two_blocks_with_weak_links_stay_apart():
    blocks = [(i, j) for i in range(12) for j in range(i) if (i < 6) == (j < 6)]
    assert len(grouped(pairs(12, blocks, other=0.0), 12)) == 2


@given(st.integers(1, 12), st.integers(0, 9999), st.sampled_from([0.2, 0.5, 0.9]))
def test_linking_changes_in_is_linking_all_at_once(n, seed, dense):
    rng = np.random.default_rng(seed)
    was, now = drawn(n, seed, dense), drawn(n, seed + 1, dense)
    changed = {i for i in range(n) if rng.random() < 0.3}
    gone = {i for i in range(n) if i not in changed and rng.random() < 0.2}
    odds = {p: v for p, v in was.items() if not changed & set(p)} | {p: v for p, v in now.items() if changed & set(p)}
    odds = {p: v for p, v in odds.items() if not gone & set(p)}
    groups, joins = linked(beside(was), range(n))
    again, after = linked(beside(odds), changed, [Join(*(-1 if i in gone else i for i in j[:2]), j.mean) for j in joins])
    left = [i for i in range(n) if i not in gone]
    whole, expected = linked(beside(odds), left)
    assert after == expected
    assert set(again) <= set(whole)
    assert set(whole) - set(again) <= set(groups)
    assert changed <= {i for g in again for i in g}


def beside(odds):
    def neighbours(i):
        return [(a + b - i, *units(np.array([v])).tolist()) for (a, b), v in odds.items() if i in (a, b)]

    return neighbours
