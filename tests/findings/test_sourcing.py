"""Sources that a copy loses."""

from __future__ import annotations

from firsthand.findings.changes import paired
from firsthand.findings.slots import Excerpt
from firsthand.findings.sourcing import unsourced
from firsthand.model import Span
from firsthand.text.analyse import analyse


def lost(document, before: str, after: str) -> list[str]:
    left, right = analyse(document(before, outlet="Marsh Tidings")), analyse(document(after, outlet="Lake Mail"))
    pair = paired(Excerpt(left, Span(0, len(before))), Excerpt(right, Span(0, len(after))), "edited", machine=False)
    return [after[c.right.start : c.right.end] for c in unsourced(pair)]


def test_a_first_hand_source_that_is_gone(document) -> None:
    assert lost(document, "The pumps had failed for weeks, three sailors told the Tidings.", "The pumps had failed for weeks, three sailors said.")
    assert lost(document, "Records reviewed by the Tidings show that the pumps failed.", "The pumps of the old ferry had failed.")


def test_a_named_source_is_kept(document) -> None:
    kept = "The pumps had failed for weeks, three sailors told the Marsh Tidings."
    assert not lost(document, "The pumps had failed for weeks, three sailors told the Tidings.", kept)


def test_what_a_speaker_says_was_told_is_no_source(document) -> None:
    assert not lost(document, '"I told the Tidings nothing," the captain said.', '"I told nothing," the captain said.')
