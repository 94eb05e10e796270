"""Postings on disk say what a plain dictionary would, however they came in and were merged."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.archive import segments
from firsthand.archive.store import Store
from firsthand.errors import CorruptError

KEYS = st.one_of(st.integers(0, 12), st.integers(2**64 - 6, 2**64 - 1), st.integers(2**63 - 3, 2**63 + 3))
BATCHES = st.lists(st.lists(KEYS, max_size=30), max_size=6)


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "a"), "write") as opened:
        yield opened


def postings(rows):
    keys, documents, values = zip(*rows) if rows else ((), (), ())
    return segments.sorted_postings(
        np.array(keys, np.uint64), np.array(documents, np.uint32), np.array(values, np.uint32)
    )


def rows_of(found):
    return list(zip(found.keys.tolist(), found.documents.tolist(), found.values.tolist()))


@given(BATCHES, st.sets(KEYS), st.sets(st.integers(0, 200), max_size=40), st.integers(1, 7))
@settings(max_examples=40, deadline=None)
def test_what_is_looked_up_is_what_a_dictionary_has(tmp_path_factory, batches, asked, gone, block):
    with Store(str(tmp_path_factory.mktemp("s")), "write") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "BLOCK", block)
        everything, number = [], 0
        for batch in batches:
            new = []
            for key in batch:
                number += 1
                new.append((key, number, number * 7 % 5))
            everything += new
            with store.transaction():
                segments.write(store, "gram", postings(new))
                segments.write(store, "name", postings([(1, 1, 1)]))
        keys = np.array(sorted(asked), np.uint64)
        assert rows_of(segments.look_up(store, "gram", keys)) == sorted(r for r in everything if r[0] in asked)
        assert rows_of(segments.joined(list(segments.every(store, "gram")))) == sorted(everything)
        with store.transaction():
            segments.remove(store, "gram", np.array(sorted(gone), np.uint32))
        left = sorted(r for r in everything if r[1] not in gone)
        assert rows_of(segments.joined(list(segments.every(store, "gram")))) == left
        assert rows_of(segments.look_up(store, "gram", keys)) == [r for r in left if r[0] in asked]
        assert len(segments.joined(list(segments.every(store, "name")))) == len(batches)


def test_segments_stay_few_and_no_block_is_left_behind(store):
    for n in range(200):
        with store.transaction():
            segments.write(store, "word", postings([(k * n % 97, n, k) for k in range(1, 4)]))
    sizes = [n for (n,) in store.rows("SELECT rows FROM segment ORDER BY rows")]
    assert sum(sizes) == 600
    assert len(sizes) <= 8
    assert all(b > segments.FANOUT * a for a, b in pairwise(sizes))
    assert store.one("SELECT count(*) FROM block WHERE segment NOT IN (SELECT number FROM segment)") == 0


def test_nothing_is_looked_up_for_no_keys(store):
    assert len(segments.look_up(store, "gram", np.empty(0, np.uint64))) == 0
    assert len(segments.joined([])) == 0


@pytest.mark.parametrize(
    "damage", ["UPDATE block SET first = first + 1 WHERE number = 2", "DELETE FROM block WHERE number = 2", "UPDATE block SET number = -number"]
)
def test_blocks_out_of_place_are_said(store, monkeypatch, damage):
    monkeypatch.setattr(segments, "BLOCK", 4)
    segments.write(store, "gram", postings([(key, 1, 0) for key in range(12)]))
    store.run(damage)
    with pytest.raises(CorruptError):
        list(segments.every(store, "gram"))
