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
    analysis = Analysis(
        document=document,
        sentences=found,
        names=names(text, found, language),
        quantities=quantities(text, language),
    )
    return with_speech(analysis) if spoken else analysis


def with_speech(analysis: Analysis) -> Analysis:
    """Return an analysis with its quotations and who speaks them."""
    text, language = analysis.document.text, analysis.document.language
    found = replace(analysis, quotations=quotations(text, analysis.sentences, analysis.names, language))
    return replace(found, quotations=with_roles(text, attributions.spoken(found), analysis.names, language))
