"""Which statements say the same."""

from __future__ import annotations

import pytest

from firsthand.findings.claims import _same, _telling
from firsthand.findings.statements import Statement
from firsthand.model import Span
from firsthand.text.words import content, fold, stem, words


def statement(text: str, *numbers: float) -> Statement:
    forms = [fold(text[s.start : s.end]) for s in words(text)]
    return Statement(0, 0, Span(0, len(text)), frozenset(stem(f, "en") for f in forms if content(f, "en")), frozenset(numbers))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # A number that few statements have speaks for two others' worth of words.
        (("The merger will cost 2,300 jobs", 2300.0), ("Some 2,300 positions go, a paper said of the merger jobs", 2300.0), True),
        (("The merger will cost 12 jobs", 12.0), ("Some 12 positions go, a paper said of the town jobs", 12.0), False),
        (("The court struck down the media law",), ("The high court struck the media law down on Friday",), True),
        # Two words in common are too few to tell by.
        (("The line opened in spring",), ("Baker Otar Line opened at two o'clock that morning",), False),
    ],
)
def test_words_and_numbers_in_common(one, other, same: bool) -> None:
    assert _same(statement(*one), statement(*other), 0.3, together=False, foreign=False) is same


def test_meaning_and_a_number_tell_across_languages() -> None:
    one, other = statement("The merger will cost 2,300 jobs", 2300.0), statement("2300 Stellen fallen weg", 2300.0)
    assert _same(one, other, 0.5, together=False, foreign=True)
    assert not _same(one, other, 0.3, together=False, foreign=True)


@pytest.mark.parametrize(("number", "tells"), [(2300.0, True), (0.6, True), (4.1, True), (12.0, False), (2025.0, False)])
def test_numbers_that_tell(number: float, tells: bool) -> None:
    assert _telling(number) is tells
