import itertools

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage.stemma import Ties, acyclic, copies, score, search


def exhaustive(ties):
    """The best score over every DAG: the slow, obviously right twin."""
    n = len(ties.words)
    choices = []
    for c in range(n):
        possible = [p for p in range(n) if (p, c) in ties.way]
        choices.append(
            [s for k in range(len(possible) + 1) for s in itertools.combinations(possible, k)]
        )
    return max(
        score(ties, parents) for parents in itertools.product(*choices) if acyclic(parents)
    )


def random_ties(n, seed):
    rng = np.random.default_rng(seed)
    sentences = [int(rng.integers(2, 6)) for _ in range(n)]
    words = tuple(rng.integers(5, 30, k).astype(float) for k in sentences)
    closeness, way = {}, {}
    for p in range(n):
        for c in range(n):
            if p != c and rng.random() < 0.8:
                kept = rng.random(sentences[c]) < 0.5
                closeness[p, c] = rng.random(sentences[c]) * kept
                way[p, c] = -float(rng.exponential(2))
    return Ties(words, closeness, way)


@given(st.integers(2, 4), st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_search_is_exact_on_small_stories(n, seed):
    ties = random_ties(n, seed)
    best = exhaustive(ties)
    found = score(ties, search(ties))
    assert found <= best + 1e-9
    assert found >= best - 1e-6


def test_merge_keeps_both_exemplars_and_chain_keeps_the_nearest():
    # 0 and 1 are merged by 2 (half each); 3 copies 2 closely and so looks like 0 and 1, too.
    words = tuple(np.array([20.0] * 6) for _ in range(4))
    first, second = np.array([1, 1, 1, 0, 0, 0.0]), np.array([0, 0, 0, 1, 1, 1.0])
    closeness = {
        (0, 2): 0.9 * first, (2, 0): 0.9 * first, (1, 2): 0.9 * second, (2, 1): 0.9 * second,
        (0, 3): 0.7 * first, (3, 0): 0.7 * first, (1, 3): 0.7 * second, (3, 1): 0.7 * second,
        (2, 3): np.full(6, 0.9), (3, 2): np.full(6, 0.9),
    }  # fmt: skip
    way = {e: (-0.1 if e in {(0, 2), (1, 2), (2, 3), (0, 3), (1, 3)} else -2.3) for e in closeness}
    ties = Ties(words, closeness, way)
    assert search(ties) == ((), (), (0, 1), (2,))


def test_a_lost_exemplar_explains_siblings_that_share_what_neither_has_from_the_other():
    words = (np.array([40.0] * 4), np.array([40.0] * 4), np.array([40.0] * 4), None)
    half, other = np.array([1, 1, 0, 0.0]), np.array([0, 1, 1, 0.0])
    closeness = {(0, 1): half, (1, 0): half, (1, 2): other, (2, 1): other}
    closeness |= {(3, c): np.array([1, 1, 1, 0.5]) for c in range(3)}
    none = dict.fromkeys(closeness, 0.0)
    assert search(Ties(words, closeness, none)) == ((3,), (3,), (3,), ())


def test_an_uncredited_lost_text_needs_signs_for_both_ways_and_two_copies():
    # Both copies have what the other has, and signs contradict each other.
    words = (np.array([30.0] * 5), np.array([30.0] * 5), None)
    near = np.array([1, 1, 1, 1, 0.0])
    closeness = {(0, 1): near, (1, 0): near, (2, 0): near, (2, 1): near}
    one_way = {(0, 1): -0.1, (1, 0): -2.4, (2, 0): 0.0, (2, 1): 0.0}
    torn = {(0, 1): -3.0, (1, 0): -3.0, (2, 0): 0.0, (2, 1): 0.0}
    direct = Ties(words, closeness, one_way, (2,), {(0, 1): -3.0})
    assert search(direct) == ((), (0,), ())
    common = Ties(words, closeness, torn, (2,), {(0, 1): -0.1})
    assert search(common) == ((2,), (2,), ())
    alone = Ties((words[0], None), {(1, 0): near}, {(1, 0): 0.0}, (1,))
    assert copies(search(alone), 1) == ()


def test_a_lost_text_is_written_once_and_copied_by_the_others():
    words = (*(np.array([50.0] * 2) for _ in range(3)), None)
    full = np.ones(2)
    closeness = {(p, c): full for p in (0, 1, 2, 3) for c in (0, 1, 2) if p != c}
    way = dict.fromkeys(closeness, 0.0)
    siblings = {(0, 1): 0.0, (0, 2): 0.0, (1, 2): 0.0}
    ties = Ties(words, closeness, way, (3,), siblings)
    star = ((3,), (3,), (3,), ())
    tree = ((), (0,), (0,), ())
    # One exemplar more is paid for, no word more is gained.
    assert score(ties, tree) - score(ties, star) == 2.0


@given(st.integers(2, 4), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_search_is_exact_where_texts_differ_in_how_much_they_are_copied(n, seed):
    ties = msgspec.structs.replace(random_ties(n, seed), popular=True)
    assert abs(score(ties, search(ties)) - exhaustive(ties)) < 1e-6


def test_of_two_texts_that_explain_a_copy_as_well_the_more_copied_one_is_its_exemplar():
    # 0 and 1 are the same text; 2 and 3 draw on 0 alone, 4 on either.
    words = tuple(np.array([40.0] * 3) for _ in range(5))
    closeness = {(0, 1): np.ones(3), (0, 2): np.ones(3), (0, 3): np.ones(3)}
    closeness |= {(0, 4): np.array([1, 1, 0.98]), (1, 4): np.ones(3)}
    ties = Ties(words, closeness, dict.fromkeys(closeness, 0.0))
    assert search(ties)[4] == (1,)
    assert search(msgspec.structs.replace(ties, popular=True))[4] == (0,)
