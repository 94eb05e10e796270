"""Arrays on disk read as they were written, and the search for reuse is the same on little memory."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import find_reuse, match
from firsthand.run.spill import OnDisk, Spill, find_reuse_within


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 600), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_slices_come_back(sizes, memory, low, high):
    rng = np.random.default_rng(0)
    arrays = [rng.integers(0, 2**63, (n, 2)).astype(np.uint64) for n in sizes]
    with Spill(memory) as spill:
        kept = [spill.keep(a) for a in arrays]
        for a, k in zip(arrays, kept, strict=True):
            assert np.array_equal(k[low:high], a[low:high])
            assert np.array_equal(k[0 : len(a)], a)
        in_memory = sum(a.nbytes for a, k in zip(arrays, kept, strict=True) if not isinstance(k, OnDisk))
        assert in_memory <= memory
        assert spill.written == sum(a.nbytes for a in arrays) - in_memory


def test_little_memory_and_small_parts_change_nothing(monkeypatch):
    rng = random.Random(5)
    runs = [[f"w{rng.randrange(500)}" for _ in range(40)] for _ in range(12)]
    texts = []
    for _ in range(150):
        words = [f"v{rng.randrange(900)}" for _ in range(30)]
        words[rng.randrange(30) : 0] = rng.choice(runs)
        texts.append(" ".join(words))
    outlets = [f"o{rng.randrange(20)}" for _ in texts]
    whole = find_reuse(texts, outlets=outlets)
    assert len(whole) > 500
    for name, value in (("_PART", 256), ("_TEXTS", 16), ("_BATCH", 4_000), ("_ALONE", 0)):
        monkeypatch.setattr(match, name, value)
    assert np.array_equal(find_reuse(texts, outlets=outlets), whole)
    assert np.array_equal(find_reuse_within(20_000, texts, outlets=outlets), whole)
    assert np.array_equal(find_reuse_within(0, texts, outlets=outlets), whole)
