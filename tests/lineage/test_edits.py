import math

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.edits import signs, step, tokens, turned

TEXTS = st.lists(st.sampled_from(["mill", "wheel", ".", "\n", "1890", "the", "old"]), max_size=25).map(" ".join)


@given(TEXTS, TEXTS)
def test_hunks_and_what_is_shared_rebuild_both_sides(left, right):
    s = step(left, right)
    i = j = 0
    for h in s.hunks:
        assert s.left[i : h.left[0]] == s.right[j : h.right[0]]
        assert h.left[0] < h.left[1] or h.right[0] < h.right[1]
        i, j = h.left[1], h.right[1]
    assert s.left[i:] == s.right[j:]


@given(TEXTS, TEXTS)
def test_signs_of_the_step_turned_are_the_same_below_zero(left, right):
    s = step(left, right)
    there, back = signs(s), signs(turned(s))
    for name, value in there.items():
        assert value == -back[name] or math.isnan(value)


def test_a_corrected_spelling_is_seen():
    found = signs(step("the occurence of mills", "the occurrence of mills"))
    assert found["spelling", "corrected"] > 0


def test_a_spelling_that_the_text_has_elsewhere_is_the_right_one():
    left = "karl qasrawi wrote it . later qasrawy left"
    right = "karl qasrawi wrote it . later qasrawi left"
    assert signs(step(left, right))["spelling", "as-elsewhere"] > 0


def test_lines_joined_within_a_sentence_are_seen():
    found = signs(step("the old\nmill stands\nstill .", "the old mill stands still ."))
    assert found["structure", "break-inside"] < 0


def test_a_later_year_in_the_same_place_is_seen():
    assert signs(step("as of 2004 it runs", "as of 2006 it runs"))["dates", "later-year"] > 0


def test_tokens_point_into_the_text():
    text = "The mill, 1890\n\nruns"
    assert [text[t.start : t.end] for t in tokens(text)] == ["The", "mill", ",", "1890", "\n\n", "runs"]
