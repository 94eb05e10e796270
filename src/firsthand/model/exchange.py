"""What passes from room to room: an article's sentences, names and numbers, and passages that two texts share."""

from __future__ import annotations

from typing import Literal

from firsthand.model.documents import Document, Span, Value

Manner = Literal["verbatim", "edited", "reworded", "translated"]
NameKind = Literal["person", "place", "organisation", "other"]


class Sentence(Value):
    """One sentence of article text (furniture has none); `words` counts its words.

    `part` is "title" for the headline, "line" for a byline, dateline-only line, date line or
    credit line that is article text but says nothing about the story, "body" for the rest.
    """

    span: Span
    words: int
    part: Literal["title", "line", "body"] = "body"


class Quotation(Value):
    """Words inside quotation marks: `span` between the marks, `outer` with them.

    `role` and `organisation` are what the speaker is and of which body, where the text says so.
    """

    span: Span
    outer: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    role: str | None = None
    organisation: str | None = None


class NameMention(Value):
    """A proper name where it stands, without possessive endings."""

    span: Span
    text: str
    kind: NameKind = "other"


class Quantity(Value):
    """A number where it stands, in digits or words, with its unit where one follows."""

    span: Span
    text: str
    value: float
    unit: str | None = None


class Analysis(Value, kw_only=True):
    """A document with what its text says: sentences, quotations, names and quantities in order."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    names: tuple[NameMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Passage(Value):
    """A span of a document with its text."""

    document: str
    span: Span
    text: str


class Edit(Value):
    """One step from the left passage to the right one; spans count from the passages' starts.

    `text` is what the right passage has at this place (empty for a deletion).
    """

    op: Literal["equal", "replace", "insert", "delete"]
    left: Span
    right: Span
    text: str


class Alignment(Value, kw_only=True):
    """Two passages that say the same, the edits between them and how sure the pairing is.

    `left_sentences` and `right_sentences` are indices into `Analysis.sentences` of either side.
    `similarity` in [0, 1] is closeness of wording; `confidence` is the calibrated probability that
    the two passages say the same thing. `quoted` is the share of words inside quotation marks, of
    the passage with more of them.
    """

    left: Passage
    right: Passage
    left_sentences: tuple[int, ...]
    right_sentences: tuple[int, ...]
    manner: Manner
    similarity: float
    confidence: float
    quoted: float = 0.0
    edits: tuple[Edit, ...] = ()

    def apply(self) -> str:
        """Return the right passage rebuilt from the left one and the edits, byte for byte."""
        return "".join(
            self.left.text[e.left.start : e.left.end] if e.op == "equal" else e.text
            for e in self.edits
        )


class Comparison(Value):
    """All alignments between two documents, in the order of the right document."""

    left: str
    right: str
    alignments: tuple[Alignment, ...]


class Judgement(Value):
    """What a person said of two documents: that one is a copy of the other, or that it is not."""

    exemplar: str
    copy: str
    confirmed: bool
