"""What was read: documents as outlets published them, where they came from, and what the page states."""

from __future__ import annotations

from typing import Literal

import msgspec

Resolution = Literal["second", "minute", "day", "month"]
DateBasis = Literal["text", "meta", "jsonld", "feed", "url", "header", "inferred"]
CreditKind = Literal["agency", "outlet", "contributor"]
FurnitureKind = Literal["nav", "bio", "links", "notice", "tags", "address"]
Outcome = Literal["ok", "warn"]


class Value(msgspec.Struct, frozen=True):
    """The root of every value: immutable, comparable by content."""


class Span(Value, order=True):
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Return whether two stretches of one text have a character in common.

        >>> Span(0, 3).meets(Span(2, 5)), Span(0, 3).meets(Span(3, 5))
        (True, False)
        """
        return self.start < other.end and other.start < self.end


class Locator(Value):
    """Where an input lies: a path, a member of a container, a row of a table."""

    path: str
    member: str | None = None
    row: int | None = None


class RawItem(Value):
    """The bytes of one input as they were found, before anything is parsed."""

    data: bytes
    locator: Locator


class Rejected(Value):
    """An input that gave no document, with the reason; it is counted and shown, never dropped."""

    path: str
    outcome: Literal["quarantined", "refused"]
    code: str
    detail: str


class Furniture(Value):
    """A stretch of page that is no article text: navigation, a biography, related links."""

    span: Span
    kind: FurnitureKind


class Credit(Value):
    """Whom the text says it draws on: an agency, another outlet, a contributor."""

    name: str
    kind: CreditKind
    span: Span
    text: str


class DateClaim(Value):
    """A date that the page states, with where it stands and how exact it is; a claim, no proof."""

    value: str
    resolution: Resolution
    basis: DateBasis
    text: str


class Document(Value, kw_only=True):
    """One version of one article as one outlet published it; `text` is the coordinate system."""

    id: str
    path: str
    sha256: str
    locator: Locator
    text: str
    furniture: tuple[Furniture, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: DateClaim | None = None
    dates: tuple[DateClaim, ...] = ()
    language: str = "und"
    words: int = 0
    outcome: Outcome = "ok"
    warnings: tuple[str, ...] = ()
