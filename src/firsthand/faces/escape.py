"""Hostile text made harmless for each face: articles are data, wherever they are shown."""

from __future__ import annotations

import re

# C0 and C1 controls, and the marks that reorder text (bidirectional overrides and isolates).
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_FORMULA = re.compile(r"^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def terminal(text: str) -> str:
    r"""Return text for a terminal: one line, no control characters, no marks that reorder it.

    >>> terminal("a\x1b[31mb\nc")
    'a\ufffd[31mb c'
    """
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def csv_cell(text: str) -> str:
    """Return text for a cell: what a spreadsheet would run as a formula gets an apostrophe.

    >>> csv_cell("=1+1")
    "'=1+1"
    """
    clean = _CONTROL.sub("\ufffd", " ".join(text.split()))
    return f"'{clean}" if _FORMULA.match(text) or _FORMULA.match(clean) else clean


def markdown_cell(text: str) -> str:
    """Return text for a Markdown table: no markup, no links, no cell breaks."""
    return _MARKDOWN.sub(r"\\\1", terminal(text))


def page(text: str) -> str:
    r"""Return text for HTML and SVG before markup is escaped: no controls, no marks that reorder it.

    Line feeds and tabs stay; what is hidden or reorders is shown as a replacement character, since
    a reader should see that it is there.

    >>> page("a\x00b\u202ec\nd")
    'a\ufffdb\ufffdc\nd'
    """
    return _UNSEEN.sub("\ufffd", text)
