"""The passes of the bound do what they say, in numba and in C alike."""

import itertools
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.passes import GRAM, Passes, compiled, room

TEXTS = ("The cat's mat, on 5 mats!", "", "a", "the CAT’S mat – on 5 mats: one two three")
words = st.sampled_from(("a", "b", "Ab", "cde", "é", "7"))
texts = st.lists(st.lists(words, max_size=30).map(" ".join), min_size=1, max_size=5)


def laid(texts):
    data = [t.encode() for t in texts]
    return np.frombuffer(b"".join(data), np.uint8), np.cumsum([0, *map(len, data)])


def run(passes, texts):
    text, bounds = laid(texts)
    to = room(text, bounds)
    words = passes.words(text, bounds, to)
    assert words == len(to.hashes)
    bits = max(1, words.bit_length())
    kept = passes.grams(to, bits)
    keys, unsorted = to.keys[:kept], to.keys[:kept].copy()
    passes.sort(keys, to.spare[:kept])
    found = passes.scan(keys, bits)
    return to.hashes, to.starts, to.ends, to.first, to.places[:kept], unsorted, keys, found


@pytest.fixture(scope="module")
def in_c():
    passes = compiled()
    if passes is None:
        pytest.skip("NO C COMPILER: the passes in C are not tested")
    return passes


def test_words_are_where_they_stand():
    text, bounds = laid(TEXTS)
    hashes, starts, ends, first = run(Passes(), TEXTS)[:4]
    got = [
        [
            bytes(text[bounds[i] + a : bounds[i] + b]).decode()
            for a, b in zip(starts[x:y], ends[x:y])
        ]
        for i, (x, y) in enumerate(itertools.pairwise(first.tolist()))
    ]
    assert got == [re.findall(r"[^\W_]+", t) for t in TEXTS]
    assert (hashes[:7] == hashes[8:15]).all()  # case and typography put aside


@given(texts)
def test_grams_and_groups_are_those_of_a_simple_count(texts):
    hashes, _, _, first, places, unsorted, keys, (groups, pairs) = run(Passes(), texts)
    assert (np.sort(unsorted) == keys).all()
    seen = Counter()
    for p in places.tolist():
        seen[tuple(hashes[p : p + GRAM].tolist())] += 1
        text = np.searchsorted(first, p, side="right") - 1
        assert p + GRAM <= first[text + 1]
    assert groups == sum(1 for n in seen.values() if 2 <= n <= 50)
    assert pairs == sum(n * (n - 1) // 2 for n in seen.values() if n <= 50)


@given(texts)
def test_c_gives_the_same(in_c, texts):
    for ours, theirs in zip(run(Passes(), texts), run(in_c, texts), strict=True):
        assert np.array_equal(ours, theirs)
