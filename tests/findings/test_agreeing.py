"""Which statements say the same, and which of them need a vector to tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from firsthand.findings.agreeing import (
    ALIGNED_MEANING,
    ALIGNED_WORDS,
    ENOUGH,
    FOREIGN_MEANING,
    IN_COMMON,
    NUMBER_MEANING,
    OWN_MEANING,
    OWN_WORDS,
    SAME_WORDS,
    Alike,
    agreeing,
    least_meaning,
    telling,
)
from firsthand.findings.statements import Statement, statements
from firsthand.text.analyse import analyse, bare


class Counting:
    """An encoder to which no two sentences mean the same; it remembers what it was asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.asked += sentences
        return np.eye(len(sentences), 64, dtype=np.float32)


def told(*texts: str):
    analyses = tuple(analyse(bare(text)) for text in texts)
    return analyses, [s for w, a in enumerate(analyses) for s in statements(a, w)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # A number that few statements have speaks for two others' worth of words.
        ("The merger will cost 2,300 jobs in town.", "Some 2,300 positions go, a paper said of the merger jobs.", True),
        ("The merger will cost 12 jobs in town.", "Some 12 positions go, a paper wrote of bakers.", False),
        ("The court struck down the media law.", "The high court struck the media law down on Friday.", True),
        # Two words in common are too few to tell by.
        ("The line opened in the spring.", "Baker Otar Line opened at two o'clock that morning.", False),
    ],
)
def test_words_and_numbers_in_common(one: str, other: str, same: bool) -> None:
    analyses, every = told(one, other)
    assert agreeing(analyses, every, set(), Counting()) == ([{1}, {0}] if same else [set(), set()])


def test_only_what_a_vector_decides_is_encoded() -> None:
    encoder = Counting()
    analyses, every = told(
        "The council closed the footbridge. Bakers sold no bread.",
        "An engineer of the council saw the footbridge sink for years. A dog barked all night.",
    )
    agreeing(analyses, every, set(), encoder)
    assert 0 < len(encoder.asked) < len(every)
    assert all("bread" not in text and "dog" not in text for text in encoder.asked)


def alike(shared: int, shorter: int, counted: bool, together: bool, foreign: bool) -> Alike:
    return Alike(*(np.array([v]) for v in (min(shared, shorter), shorter, counted, together, foreign)))


def plainly(case: Alike, meaning: float | None) -> bool:
    """Return whether two statements say the same, rule by rule: what `least_meaning` turns round."""
    shared, shorter, counted, together, foreign = (v[0] for v in case)
    near = meaning or 0.0
    if counted and ((shared >= IN_COMMON and not foreign) or near >= NUMBER_MEANING):
        return True
    if foreign:
        return bool((together and (meaning is None or near >= ALIGNED_MEANING)) or near >= FOREIGN_MEANING)
    overlap = shared / (shorter or 1)
    if together:
        return bool(overlap >= ALIGNED_WORDS or near >= ALIGNED_MEANING)
    if shared < IN_COMMON:
        return False
    return bool(
        (overlap >= SAME_WORDS and shared >= ENOUGH)
        or (overlap >= OWN_WORDS and (meaning is None or near >= OWN_MEANING))
    )


@given(st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans(), st.booleans(), st.floats(0, 1))
def test_the_least_meaning_is_where_the_rules_change_their_mind(
    shared: int, shorter: int, counted: bool, together: bool, foreign: bool, meaning: float
) -> None:
    case = alike(shared, shorter, counted, together, foreign)
    assert (meaning >= least_meaning(case)[0]) == plainly(case, meaning)
    assert (least_meaning(case, blind=True)[0] <= 0) == plainly(case, None)


def test_meaning_and_a_number_tell_across_languages() -> None:
    case = alike(0, 3, True, False, True)
    assert 0.3 < least_meaning(case)[0] <= 0.5


@pytest.mark.parametrize(("number", "tells"), [(2300.0, True), (0.6, True), (4.1, True), (12.0, False), (2025.0, False)])
def test_numbers_that_tell(number: float, tells: bool) -> None:
    assert telling(number) is tells


def test_statements_of_one_witness_never_agree() -> None:
    text = "The court struck down the media law."
    analyses, every = told(f"{text} {text}", "A dog barked all night.")
    assert [isinstance(s, Statement) for s in every] == [True] * len(every)
    assert agreeing(analyses, every, set(), None) == [set()] * len(every)
