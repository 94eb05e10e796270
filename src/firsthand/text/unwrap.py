"""Lines broken at a fixed width put back into paragraphs.

A line was broken for width when the first word of the next line would not have fitted. A text is
taken as hard-wrapped only when nearly all its line ends say so; a text with one paragraph a line
is left as it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

# Widths at which mail, terminals, captures and PDF text are wrapped.
NARROWEST, WIDEST = 40, 130
# Share of line ends inside paragraphs that must look broken for width.
WRAPPED = 0.75
# Characters that a break may leave free: browsers and typesetters break a little early.
SLACK = 8
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})-$")
# The rest of a cut sentence begins small and ends like a sentence; a byline ("by …") does not.
_CUT = re.compile(r"(?<=[a-zß-öø-ÿ,])[^\S\n]*\n\s*\n[^\S\n]*(?=[a-zß-öø-ÿ][^\n]*[.!?…][\"”’']?[^\S\n]*(?:\n|$))")
_TERMINAL = re.compile(r"[.!?:;…”\"'’»)\]]\s*$")


def unwrap(text: str) -> str:
    """Return a text with its hard-wrapped lines joined; paragraphs stay apart by blank lines.

    >>> unwrap("The ferry sank.")
    'The ferry sank.'
    """
    lines = [line.rstrip() for line in text.splitlines()]
    width = _width(lines)
    if width is None:
        return _rejoined("\n".join(lines))
    out: list[str] = []
    for n, line in enumerate(lines):
        previous = lines[n - 1] if n else ""
        if out and line.strip() and previous.strip() and _broken(previous, line, width):
            head = out.pop()
            if _HYPHENATED.search(head) and line.lstrip()[:1].islower():
                out.append(head[:-1] + line.lstrip())
            else:
                out.append(f"{head} {line.lstrip()}")
        elif out and line.strip() and previous.strip():
            out += ["", line]  # a short line ended a paragraph
        else:
            out.append(line)
    return _rejoined("\n".join(out))


def _width(lines: Sequence[str]) -> int | None:
    """Return the width a text was wrapped at, or None where it was not."""
    inner = [
        (a, b)
        for a, b in itertools.pairwise(lines)
        # Addresses have no spaces to break at.
        if " " in a.strip() and b.strip() and len(a) >= NARROWEST
    ]
    if len(inner) < 3:
        return None
    if max(len(line) for line in lines if " " in line.strip()) > WIDEST:
        return None
    flowing = [len(a) for a, b in inner if not _TERMINAL.search(a)]
    if not flowing:
        return None
    width = max(len(a) for a, _ in inner)
    full = sum(_broken(a, b, width) for a, b in inner)
    return width if full >= WRAPPED * len(inner) else None


def _broken(line: str, following: str, width: int) -> bool:
    word = following.split()[0]
    return len(line) + 1 + len(word) > width - SLACK


def _rejoined(text: str) -> str:
    """Return the text with sentences joined that a blank line cut in two (page breaks, widgets)."""
    return _CUT.sub(_space_unless_list, text)


def _space_unless_list(m: re.Match[str]) -> str:
    start = m.string.rfind("\n", 0, m.start()) + 1
    # A headline or a label may end in a small letter; a line of prose is longer.
    return " " if m.start() - start > NARROWEST else m.group()
