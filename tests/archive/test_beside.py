"""Likenesses are found from either side, replaced, and taken out without a trace."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.archive import beside, segments
from firsthand.archive.store import Store
from firsthand.lineage.linkage import odds, units

DOCUMENTS = 9
pairs = st.dictionaries(
    st.tuples(st.integers(1, DOCUMENTS), st.integers(1, DOCUMENTS)).filter(lambda p: p[0] < p[1]), st.integers(1, 9)
)


def rows(found):
    return np.array([(a, b, v) for (a, b), v in found.items()], dtype=np.int64).reshape(-1, 3)


def either(found):
    return sorted(row for (a, b), v in found.items() for row in ((a, b, v), (b, a, v)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(1, DOCUMENTS), min_size=1), pairs), max_size=6))
def test_what_was_written_last_is_what_is_held(tmp_path_factory, writes):
    now = {}
    with Store(str(tmp_path_factory.mktemp("a") / "a"), "write") as store:
        for chosen, found in writes:
            mine = {p: v for p, v in found.items() if chosen & set(p)}
            now = {p: v for p, v in now.items() if not chosen & set(p)} | mine
            with store.transaction():
                beside.write(store, sorted(chosen), rows(mine))
        everyone = range(1, DOCUMENTS + 1)
        assert sorted(map(tuple, beside.held(store, everyone).tolist())) == either(now)
        held = segments.joined(list(segments.every(store, "like")))
        assert len(held) == 2 * len(now)
        one = beside.Beside(store, [1, 2])
        for n in everyone:
            assert sorted(one(n).tolist()) == [[b, v] for a, b, v in either(now) if a == n]
        groups = [[3, 1, 2], [9, 4]]
        assert beside.within(store, groups) == [
            {
                (i, j): odds(now[min(a, b), max(a, b)])
                for i, a in enumerate(members) for j, b in enumerate(members) if i < j and (min(a, b), max(a, b)) in now
            }
            for members in groups
        ]  # fmt: skip


@given(st.floats(-2.0, 9.0))
def test_log_odds_are_told_to_a_millionth(value):
    (number,) = units(np.array([value])).tolist()
    assert abs(odds(number) - value) < 1e-6
    assert units(np.array([odds(number)])).tolist() == [number]
