"""Quotations that keep their words and still mislead."""

from __future__ import annotations

from firsthand.findings.misquotes import indirect, moved, spliced
from firsthand.findings.quoted import marks, plain
from firsthand.model import Span
from firsthand.text.analyse import analyse

EXEMPLAR = (
    "The ferry ran aground on Friday. “The pumps had failed long before noon,” said Ida Holm, the mate. “We saw no light."
    " The crew was tired. Nobody slept that night,” she said. The harbour master said that the old ship had been repaired twice since spring."
)


def test_a_splice_joins_what_stands_apart(document) -> None:
    exemplar = analyse(document(EXEMPLAR))
    assert spliced(plain("We saw no light. Nobody slept that night."), exemplar)
    assert not spliced(plain("We saw no light. The crew was tired."), exemplar)
    assert not spliced(plain("We saw a bright light. Nobody slept that night."), exemplar)


def test_words_given_to_another_person(document) -> None:
    left = analyse(document(EXEMPLAR))
    right = analyse(document("The ferry ran aground. “The pumps had failed long before noon,” said Tom Berg, the captain."))
    same = analyse(document("The ferry ran aground. “The pumps had failed long before noon,” Holm said. Ida Holm is the mate."))
    assert moved(left, marks(0, left)[0], right, marks(1, right)[0])
    assert not moved(left, marks(0, left)[0], same, marks(1, same)[0])


def test_nobody_named_is_nobody_else(document) -> None:
    left = analyse(document(EXEMPLAR))
    right = analyse(document("The ferry ran aground. “The pumps had failed long before noon,” a sailor said."))
    assert not moved(left, marks(0, left)[0], right, marks(1, right)[0])


def test_indirect_speech_made_direct(document) -> None:
    left = analyse(document(EXEMPLAR))
    right = analyse(document("The harbour master said: “The old ship had been repaired twice since spring.”"))
    passage = Span(0, len(EXEMPLAR))
    assert indirect(left, passage, marks(1, right)[0]) is not None
    own = analyse(document("“The pumps had failed long before noon,” the mate said."))
    assert indirect(left, passage, marks(1, own)[0]) is None
