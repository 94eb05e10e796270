"""Quotations that were changed, and quotations of one speech that two writers took otherwise."""

from __future__ import annotations

import pytest

from firsthand.findings.tampered import tampered

SAID = "We have waited nine years for this bridge, and nobody will tell us to wait for another nine"


@pytest.mark.parametrize(
    "copy",
    [
        "We have waited nine years for this tunnel, and nobody will tell us to wait for another nine",
        "We have waited nine years for this bridge, and somebody will tell us to wait for another nine",
        "My father said so. We have waited nine years for this bridge, but nobody will tell us to wait for another nine",
    ],
)
def test_a_few_other_words_inside_are_an_edit(copy: str) -> None:
    assert tampered(SAID, copy, "en", in_place=False)


@pytest.mark.parametrize(
    "copy",
    [
        SAID,
        "waited nine years for this bridge, and nobody will tell us",
        "We have waited nine years ... and nobody will tell us to wait for another nine",
        "We have waited nine years for [the crossing], and nobody will tell us to wait for another nine",
        "We have waited nine years for this bridge (at Orra), and nobody will tell us to wait for another nine",
        "Well, we have waited nine years for this bridge, and, you know, nobody will tell us to wait for another nine",
        "We have waited 9 years for that bridge, and nobody will tell us to wait for another nine",
        "Nobody asked us. We have waited for a bridge here, nine years and more, and they tell us to wait",
    ],
)
def test_what_two_writers_take_of_one_speech_is_none(copy: str) -> None:
    assert not tampered(SAID, copy, "en", in_place=False)


def test_an_oath_may_be_veiled() -> None:
    assert not tampered("Get that damned dog off the damned ferry before I do it myself", "Get that d--ned dog off the d*** ferry before I do it myself", "en", in_place=True)


def test_a_short_quotation_needs_the_words_around_it() -> None:
    one, other = "part of the full picture", "part of a fuller picture"
    assert tampered(one, other, "en", in_place=True)
    assert not tampered(one, other, "en", in_place=False)


def test_ordinals_and_grown_units_are_one_form() -> None:
    assert not tampered("By the eleventh hour some 40 percent of our boats had left the harbour", "By the 11th hour some 40percent of our boats had left the harbour", "en", in_place=True)
