import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.measures import converted, other_unit, units


@given(st.floats(1, 1e5), st.sampled_from([("km", "miles", 0.6214), ("metres", "feet", 3.281), ("kg", "pounds", 2.2046), ("hectares", "acres", 2.471)]))
def test_what_was_converted_exactly_is_one_amount(value, pair):
    one, other, factor = pair
    assert converted((value, one), (value * factor, other))
    assert converted((value * factor, other), (value, one))
    assert not converted((value, one), (value * factor * 1.3, other))


@pytest.mark.parametrize(("one", "other"), [((20, "c"), (68, "f")), ((37.5, "°c"), (100, "fahrenheit"))])
def test_degrees(one, other):
    assert converted(one, other)
    assert not converted(one, (one[0], other[1]))


def test_money_has_no_fixed_ratio():
    assert other_unit("dollars", "euros")
    assert not converted((10, "dollars"), (9.5, "euros"))


def test_a_word_of_two_kinds_is_either():
    assert {u.kind for u in units("pounds")} == {1, 8}
    assert not other_unit("pounds", "lb")
