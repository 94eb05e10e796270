"""What a parser gets out of one HTML page, as it crosses from the child process."""

from __future__ import annotations

from firsthand.model import Value


class PageDate(Value):
    """A date as it stands in the page's head: its value, where it stands, and whether an update."""

    value: str
    basis: str
    update: bool


class Page(Value, kw_only=True):
    """The article text of a page, block by block, and what its head declares.

    `sources` are the names or addresses of those whose text the head says it is.
    """

    blocks: tuple[str, ...]
    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    dates: tuple[PageDate, ...] = ()
    language: str | None = None
    warnings: tuple[str, ...] = ()
