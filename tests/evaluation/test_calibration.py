import subprocess
import sys
from collections import Counter
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.calibration import (
    best_constant,
    bins,
    bootstrapped,
    calibration_error,
    draw_kinship,
    figures,
    kinship_observed,
    put,
    save,
    wilson,
)

stated = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def counted(pairs):
    seen = Counter()
    for probability, held in pairs:
        put(seen, "x", probability, held)
    return seen


def test_the_interval_by_hand():
    # 8 of 10: centre (0.8 + 0.13528) / 1.27057, half-width 1.6449 sqrt(0.016 + 0.006764) / 1.27057.
    assert wilson(8, 10) == pytest.approx((0.54078, 0.93147), abs=2e-4)
    assert wilson(0, 4)[0] == 0
    assert wilson(4, 4)[1] == 1


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_has_its_share_inside_and_its_mirror_image(case):
    hits, n = case
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-9
    assert hits / n - 1e-9 <= high <= 1
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))


@given(stated)
def test_no_case_is_lost_and_every_mean_lies_in_its_bin(pairs):
    found = bins(counted(pairs), "x")
    assert sum(b.count for b in found) == len(pairs)
    assert sum(b.count * b.held for b in found) == pytest.approx(sum(held for _, held in pairs))
    for b in found:
        assert b.number / 10 - 1e-9 <= b.stated <= (b.number + 1) / 10 + 1e-9


@given(stated, st.randoms(use_true_random=False))
def test_the_error_lies_in_the_unit_interval_and_order_does_not_matter(pairs, rng):
    error = calibration_error(bins(counted(pairs), "x"))
    assert 0 <= error <= 1
    rng.shuffle(pairs)
    assert calibration_error(bins(counted(pairs), "x")) == pytest.approx(error)


def test_the_error_by_hand():
    # Four at 0.75 of which two held, one at 1.0 that held: (4 x 0.25 + 1 x 0) / 5.
    pairs = [(0.75, True), (0.75, False)] * 2 + [(1.0, True)]
    assert calibration_error(bins(counted(pairs), "x")) == pytest.approx(0.2)
    assert calibration_error([]) == 0


def kin(first, second, forward, backward, common):
    rest = 1 - forward - backward - common
    ways = {"forward": forward, "backward": backward, "common": common, "independent": rest}
    return {"documents": [first, second]} | ways


# a is copied by b, b by c; d and e copy a lost text; f stands alone.
TRUTH = {
    "documents": {name: {} for name in "abcdef"},
    "relations": [
        {"exemplar": e, "copy": c} for e, c in [("a", "b"), ("b", "c"), ("lost1", "d"), ("lost1", "e")]
    ],
}


def result(*ties):
    documents = [{"id": n, "path": f"pile/{n}"} for n in "abcdef"]
    return {"documents": documents, "stories": [{"kinship": list(ties)}]}


def test_far_exemplars_and_lost_ones_make_texts_related():
    seen = kinship_observed(
        result(kin("c", "a", 0.05, 0.85, 0.05), kin("d", "e", 0.05, 0.05, 0.65), kin("a", "f", 0, 0, 0.35)),
        TRUTH,
    )
    assert [(b.number, b.held) for b in bins(seen, "related")] == [(3, 0), (7, 1), (9, 1)]
    assert [(b.number, b.count, b.held) for b in bins(seen, "drew")] == [(0, 5, 0), (8, 1, 1)]
    assert [(b.number, b.held) for b in bins(seen, "common")] == [(0, 0), (3, 0), (6, 1)]
    assert (seen["pairs"], seen["unstated"]) == (3, 12)


def test_the_best_constant_is_the_commonest_number_the_lower_of_two():
    assert best_constant(Counter({"stories_2": 3, "stories_5": 3, "stories_1": 2})) == (2, 3 / 8)


def test_figures_of_stories_have_intervals_around_them():
    sure = kinship_observed(result(kin("a", "b", 0.95, 0.0, 0.0)), TRUTH)
    wrong = kinship_observed(result(kin("a", "f", 0.95, 0.0, 0.0)), TRUTH)
    lines = Counter({"stories_2": 1, "inside_2": 1})
    found = bootstrapped([sure + lines] * 6 + [wrong + lines] * 2)
    assert found["related_ece"] == pytest.approx(0.2)
    low, high = found["intervals"]["related_ece"]
    assert low <= found["related_ece"] <= high
    assert found["intervals"]["lines_inside"] == [1.0, 1.0]
    assert figures(Counter())["lines_exact"] == 0


def test_the_module_is_read_without_the_drawing_library():
    code = "import sys, evaluation.calibration; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_picture_is_the_same_bytes_twice_without_a_date(tmp_path):
    pytest.importorskip("matplotlib")
    total = kinship_observed(result(kin("a", "b", 0.95, 0.0, 0.0), kin("a", "f", 0, 0, 0.35)), TRUTH)
    for name in ("one.svg", "two.svg"):
        save(tmp_path / name, 345, partial(draw_kinship, total=total))
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert drawn == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "dc:date" not in drawn
    assert "stated probability" in drawn
