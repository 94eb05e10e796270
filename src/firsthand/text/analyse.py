"""Everything a document's text says, in one value."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from firsthand.model import Analysis, Document, Locator
from firsthand.text import attributions
from firsthand.text.language import identify
from firsthand.text.names import names
from firsthand.text.numbers import quantities
from firsthand.text.quotes import quotations
from firsthand.text.roles import with_roles
from firsthand.text.segment import sentences
from firsthand.text.words import count


def bare(text: str, outlet: str | None = None) -> Document:
    """Return a text without a page around it as a document, known by its content."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=digest[:16], path="", sha256=digest, locator=Locator(""), text=text, outlet=outlet,
        language=identify(text), words=count(text),
    )  # fmt: skip


def analyse(document: Document, *, spoken: bool = True) -> Analysis:
    """Return a document with its sentences, quotations, names and quantities.

    Who speaks a quotation takes as long as all the rest; without `spoken` there are none.
    """
    text, language = document.text, document.language
    found = sentences(text, document.furniture, document.title)
    named = names(text, found, language)
    analysis = Analysis(
        document=document,
        sentences=found,
        quotations=quotations(text, found, named, language) if spoken else (),
        names=named,
        quantities=quantities(text, language),
    )
    if not spoken:
        return analysis
    return replace(analysis, quotations=with_roles(text, attributions.spoken(analysis), named, language))
