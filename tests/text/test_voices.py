"""Whom pronouns and general words stand for where they speak."""

from __future__ import annotations

import pytest

from firsthand.text.analyse import analyse
from tests.conftest import make_document

LEAD = "The ferry ran aground off the mole at noon on Friday. "


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Interior Ministry issued a statement on Monday. “We ran,” the statement said.\n\n“We hid,” the ministry added.\n\nIt said “we slept” too.", ["Interior Ministry"] * 3),
        ("Northway Rail, the operator, spoke first.\n\nLater the operator said: “We ran.”", ["Northway Rail"]),
        ("The Coastal Workers' Union met in Oslen. “We ran,” the union said.", ["Coastal Workers' Union"]),
        ("“We ran,” Per Dahl said in a statement. The board met.\n\n“We hid,” the statement also said.", ["Per Dahl", "Per Dahl"]),
        ("Interior Minister Ann Lee came. “We ran,” the interior minister said.", ["Ann Lee"]),
        # Nothing before fits: the word stands as it is.
        ("Northway Rail met the mayor. “We ran,” the ministry said.", ["the ministry"]),
        ("The union met the Northway Supreme Court. “We ran,” the union said.", ["the union"]),
    ],
)
def test_bodies_across_paragraphs(text: str, speakers: list[str]) -> None:
    assert [q.speaker for q in analyse(make_document(LEAD + text)).quotations] == speakers


def test_a_german_body_is_its_compound() -> None:
    (quotation,) = analyse(make_document("Das Innenministerium prüft den Fall. „Wir rannten weg“, teilte das Ministerium mit.", language="de")).quotations
    assert quotation.speaker == "Innenministerium"


def test_the_place_stays_with_the_word_that_speaks() -> None:
    text = LEAD + "The Interior Ministry met. “We ran,” the ministry said."
    (quotation,) = analyse(make_document(text)).quotations
    assert quotation.speaker_span is not None
    assert text[quotation.speaker_span.start : quotation.speaker_span.end] == "the ministry"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The mole is old. The Interior Ministry said in a statement:\n\n“We regret the delay and will refund all.”\n\nThe board met.", ["The Interior Ministry"]),
        (
            ("The mole is old. The statement by Northway Rail read in full:\n\nWe regret the delay and will refund all our passengers.\n\n"
            "Our staff will be at the quay from six to help them.\n\nThe board met."),
            ["Northway Rail", "Northway Rail"],
        ),
    ],
)
def test_the_paragraph_before_announces_who_speaks(text: str, speakers: list[str]) -> None:
    assert [q.speaker for q in analyse(make_document(LEAD + text)).quotations] == speakers
