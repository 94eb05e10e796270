"""A text without a page around it, read as an article's: what labelled sets of sentences and articles hold."""

from __future__ import annotations

from firsthand.model import Analysis, Document, Locator
from firsthand.text.analyse import analyse
from firsthand.text.words import count


def analysed(text: str, language: str = "en", *, name: str = "") -> Analysis:
    """Return what a bare text says; nothing of it is furniture, and no outlet or day is known."""
    return analyse(
        Document(id=name, path=name, sha256="", locator=Locator(name), text=text, language=language, words=count(text))
    )
