"""Who is said to say what, by the grammar of the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.analyse import analyse
from firsthand.text.attributions import attributions

LEAD = "The ferry ran aground off the mole at noon on Friday. "


def read(document, sentence: str) -> list[tuple[str | None, str]]:
    text = LEAD + sentence
    return [
        (text[a.source.start : a.source.end] if a.source else None, text[a.content.start : a.content.end])
        for a in attributions(analyse(document(text)))
    ]


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Ida Holm said that the pumps had failed.", "Ida Holm", "that the pumps had failed"),
        ("The pumps had failed long before, Ida Holm said.", "Ida Holm", "The pumps had failed long before"),
        ("“The pumps had failed,” said Ida Holm, the mate.", "Ida Holm", "“The pumps had failed,”"),
        ("According to the harbour office, the pumps had failed.", "the harbour office", "the pumps had failed"),
        ("The pumps had failed, according to the harbour office.", "the harbour office", "The pumps had failed"),
        ("Ida Holm, who ran the ferry for years, said the pumps had failed.", "Ida Holm, who ran the ferry for years", "the pumps had failed"),
        ("Ida Holm told the harbour office that the pumps had failed.", "Ida Holm", "that the pumps had failed"),
        ("Ida Holm left the room, saying that the pumps had failed.", "Ida Holm", "that the pumps had failed"),
        ("Ida Holm rose late in the evening and later said the pumps had failed.", "Ida Holm", "the pumps had failed"),
        ("“The pumps had failed,” Ida Holm, the mate, told the harbour office.", "Ida Holm, the mate", "“The pumps had failed,”"),
        ("After a night at sea, the crew asked for new pumps.", "the crew", "new pumps"),
        ("The ferry was late, and the crew said the pumps had failed.", "the crew", "the pumps had failed"),
    ],
)
def test_the_shapes_of_attribution(document, sentence: str, source: str, content: str) -> None:
    assert (source, content) in read(document, sentence)


def test_verbs_inside_quotation_marks_attribute_nothing(document) -> None:
    found = read(document, "“He said the pumps had failed and I knew it,” said Ida Holm.")
    assert [source for source, _ in found] == ["Ida Holm"]


def test_a_quotation_of_its_own_belongs_to_who_spoke_last(document) -> None:
    found = read(document, "“The pumps had failed,” Ida Holm said. “Nobody had looked at them for years.”")
    assert found[-1] == ("Ida Holm", "“Nobody had looked at them for years.”")


@given(st.text(alphabet="He said that “the pumps” failed, told. ", max_size=160))
def test_spans_lie_in_the_text(text: str) -> None:
    from tests.conftest import make_document

    for a in attributions(analyse(make_document(text or "."))):
        for span in (a.content, a.source, a.cue):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Ida Holm said in a letter on Sunday that the pumps had failed.", "Ida Holm", "that the pumps had failed"),
        ("Ida Holm called for a new ferry to the islands.", "Ida Holm", "a new ferry to the islands"),
        ("Ida Holm said the pumps had failed, adding more would fail.", "Ida Holm", "the pumps had failed"),
    ],
)
def test_what_belongs_to_the_verb_is_no_content(document, sentence: str, source: str, content: str) -> None:
    assert (source, content) in read(document, sentence)


def test_a_report_is_a_noun(document) -> None:
    assert not read(document, "The report of the harbour office came late.")
