"""Names that a translator put into other words."""

from __future__ import annotations

import pytest

from firsthand.findings.changes import paired
from firsthand.findings.mentions import Spelling
from firsthand.findings.renamed import _lost, _new
from firsthand.findings.slots import Excerpt
from firsthand.model import Span
from firsthand.text.analyse import analyse


def beside(document, one: str, other: str, language: str):
    left, right = analyse(document(one)), analyse(document(other, language=language))
    return paired(Excerpt(left, Span(0, len(one))), Excerpt(right, Span(0, len(other))), "translated", machine=False)


@pytest.mark.parametrize(
    ("other", "language", "phrase"),
    [
        ("Am Montag verließ die Küstenliste das Bündnis mit Ann Lee.", "de", "Küstenliste"),
        ("On Monday the List of the Coast left the pact with Ann Lee.", "en", "List of the Coast"),
        ("Lundi, la Liste du Littoral a quitté le pacte avec Ann Lee.", "fr", "Liste du Littoral"),
    ],
)
def test_what_the_copy_lacks_and_what_it_has_instead(document, other: str, language: str, phrase: str) -> None:
    both = beside(document, "On Monday the Coastal List left the pact with Ann Lee.", other, language)
    known = {n: Spelling(n, (0,), 2, "other") for n in ("Coastal List", "Ann Lee")}
    assert _lost(both, known) == ["Coastal List"]
    assert phrase in _new(both)
    assert "Ann Lee" not in _new(both)
