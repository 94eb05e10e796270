"""Sentences cut into statements that can be true or false on their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.findings.statements import clauses, statements
from firsthand.text.analyse import analyse


def cut(document, text: str) -> list[str]:
    analysis = analyse(document(text))
    return [text[s.start : s.end] for x in analysis.sentences if x.part == "body" for s in clauses(analysis, x)]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The ferry sank at noon on Friday.", ["The ferry sank at noon on Friday"]),
        (
            "The ferry sank at noon on Friday, and the crew was taken off by two tugs.",
            ["The ferry sank at noon on Friday", "the crew was taken off by two tugs"],
        ),
        ("The ferry sank at noon on Friday, the harbour office said.", ["The ferry sank at noon on Friday, the harbour office said"]),
        ("The ferry sank at noon; the pumps had failed an hour before.", ["The ferry sank at noon", "the pumps had failed an hour before"]),
        ('"We saw the lamp go out, and then we heard the crash," the mate said.', ['"We saw the lamp go out, and then we heard the crash," the mate said']),
    ],
)
def test_clauses(document, sentence: str, parts: list[str]) -> None:
    lead = "Nothing of the kind had happened in the strait for twenty years. "
    assert cut(document, lead + sentence)[1:] == parts


def test_statements_carry_their_own_numbers(document) -> None:
    text = "The ferry sank with 40 people aboard, while 12 cars were lost in the hold. Nobody knows why."
    found = list(statements(analyse(document(text)), 0))
    assert [s.numbers for s in found][:2] == [frozenset({40.0}), frozenset({12.0})]


@given(st.text(alphabet="The ferry and, ; “”\"who sank.\n", max_size=160))
def test_clauses_lie_in_their_sentence_in_order(text: str) -> None:
    from tests.conftest import make_document

    analysis = analyse(make_document(text or "."))
    for sentence in analysis.sentences:
        found = clauses(analysis, sentence)
        assert list(found) == sorted(found)
        assert all(sentence.span.start <= s.start <= s.end <= sentence.span.end for s in found)
