"""Speech told from names, titles and words held at arm's length."""

from __future__ import annotations

import pytest

from firsthand.text.analyse import analyse
from firsthand.text.speech import is_speech

LEAD = "The ferry ran aground off the mole at noon on Friday. "


def heard(document, text: str, language: str = "en") -> list[bool]:
    analysis = analyse(document(LEAD + text, language=language))
    return [is_speech(analysis.document.text, q, language) for q in analysis.quotations]


@pytest.mark.parametrize(
    "text",
    [
        "“The pumps had failed long before we saw the light,” said Ida Holm.",
        "Ida Holm said: “We were lucky.”",
        "The office spoke of “an old ship in poor repair” and of “a crew without sleep”, Ida Holm said.",
    ],
)
def test_speech(document, text: str) -> None:
    assert all(heard(document, text))


@pytest.mark.parametrize(
    "text",
    [
        "The film “Harbour of Small Lamps” was shown aboard.",
        "A ship named “Morning Star” came to help.",
        "The so-called “safety board” never met.",
        "The “Blue Anchor”-style bars had closed.",
    ],
)
def test_names_and_titles(document, text: str) -> None:
    assert not any(heard(document, text))


def test_german(document) -> None:
    assert heard(document, "„Die Pumpen waren lange vorher ausgefallen“, sagte Ida Holm.", "de") == [True]
    assert heard(document, "Der Frachter „Morgenstern“ kam zu Hilfe.", "de") == [False]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ida Holm bezeichnete das Schiff als „alten Kahn“.", True),
        ("Der Kahn sei „in sehr schlechtem Zustand“ gewesen.", True),
        ("Im Hafen lag die „Große Möwe“.", False),
        ("Die Seite „hafen.example.de“ war nicht zu erreichen.", False),
    ],
)
def test_german_parts_of_sentences(document, text: str, wanted: bool) -> None:
    assert heard(document, text, "de") == [wanted]
