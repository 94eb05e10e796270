"""A text without a page around it, read as an article's: what labelled sets of sentences and articles hold."""

from __future__ import annotations

from msgspec.structs import replace

from firsthand.model import Analysis, Document, Locator
from firsthand.text.analyse import analyse, bare
from firsthand.text.furniture import furniture


def document(text: str) -> Document:
    """Return a bare text as a document, its furniture marked as the product marks it."""
    return replace(bare(text), furniture=furniture(text, None))


def analysed(text: str, language: str = "en", *, name: str = "") -> Analysis:
    """Return what a bare text says; nothing of it is furniture, and no outlet or day is known."""
    return analyse(replace(bare(text), id=name, path=name, locator=Locator(name), language=language))
