import math

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.edits import step, turned
from firsthand.lineage.polish import polish

TEXTS = st.lists(
    st.sampled_from(["mill", "wheel", ".", "\n", "1890", "-", "–", "the", "old", "recieved", "received"]), max_size=25
).map(" ".join)
SECTION = " ".join(f"word{n}" for n in range(60)) + " . "


@given(TEXTS, TEXTS)
def test_the_step_turned_has_the_same_signs_below_zero(left, right):
    s = step(left, right)
    there, back = polish(s), polish(turned(s))
    assert there.keys() == back.keys()
    for name, value in there.items():
        assert value == -back[name] or math.isnan(value)


def test_equal_texts_show_nothing():
    assert not any(x for x in polish(step("the mill", "the mill")).values() if not math.isnan(x))


def test_a_version_that_lost_a_section_was_still_worked_on():
    found = polish(step(SECTION + "the mill ran . it burnt .", "the mill ran from 1890 . in 2004 it burnt ."))
    assert found["insertion", "beside-largest"] > 0
    assert found["insertion", "grown"] > 0
    assert found["insertion", "sections"] < 0


def test_a_misspelling_is_put_right_though_the_table_has_it():
    found = polish(step("the mill recieved a wheel", "the mill received a wheel"))
    assert found["spelling", "put-right"] > 0
    assert found["spelling", "put-right-bits"] > 0


def test_a_plural_is_no_correction():
    assert polish(step("two mill stand", "two mills stand"))["spelling", "put-right"] == 0


def test_a_dash_for_a_hyphen_a_comma_and_a_higher_number_are_seen():
    found = polish(step("in 1890 - 1900 it had 12 wheels but ran", "in 1890 – 1900 it had 15 wheels , but ran"))
    assert found["punctuation", "dash-for-hyphen"] > 0
    assert found["punctuation", "comma-set"] > 0
    assert found["dates", "higher-first"] > 0


def test_words_of_a_kind_count_where_one_side_only_has_them():
    found = polish(step("the very best mill stands", "the mill stands"))
    assert found["wording", "praise"] < 0
    assert found["wording", "chatty"] == 0
