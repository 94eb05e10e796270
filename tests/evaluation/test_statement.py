"""A statement keeps every word with its kind and weight, and says what its partner lacks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.statement import KINDS, left_over, read

TEXT = st.lists(
    st.sampled_from(["bridge", "Dunmore", "didn't", "the", "12", "4.5%", "“no”", "мост", "—"]),
    max_size=12,
).map(" ".join)


@given(TEXT)
def test_every_word_has_its_forms_kind_and_weight(text: str) -> None:
    one = read(text, "en")
    assert (
        len({len(part) for part in (one.written, one.words, one.stems, one.kinds, one.weights)})
        == 1
    )
    assert set(one.kinds) <= set(KINDS)
    assert all(weight > 0 for weight in one.weights)


@given(TEXT, TEXT)
def test_left_over_words_are_the_ones_the_other_lacks(left: str, right: str) -> None:
    one, two = read(left, "en"), read(right, "en")
    rest = read(left_over(one, two), "en")
    assert not set(rest.stems) & set(two.stems)
    assert set(rest.stems) | set(two.stems) == set(one.stems) | set(two.stems)
    assert left_over(one, one) == ""


def test_kinds_of_words() -> None:
    one = read("The council didn't pay Orlen 4.5% of $12", "en")
    kinds = dict(zip(one.written, one.kinds, strict=True))
    assert (kinds["didn't"], kinds["Orlen"], kinds["4.5"]) == ("negation", "name", "number")
    assert kinds["of"] == "function"
    assert kinds["council"] == "content"


def test_a_rare_word_weighs_more() -> None:
    one = read("the gasket", "en")
    assert one.weights[1] > 3 * one.weights[0]
