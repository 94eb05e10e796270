"""Where quotations begin and end: marks paired paragraph by paragraph, and what is quoted without marks.

A straight mark opens where white space stands before it and closes where white space or punctuation
follows. A mark that is never closed ends with its paragraph, unless the next paragraph opens with the
same mark: a speech of several paragraphs repeats the opening one and closes only the last, and is one
quotation. Where somebody mixed curly and straight marks, either closes the other. A paragraph in the
first person that a line with a colon announces ("The statement read in full:") is quoted without
marks. Marks of one kind inside a quotation are counted, so that the outermost pair is found. Linear
in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Span, Value
from firsthand.text.cues import CUE

_PAIRS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"',
    "‘": "’", "'": "'", "‚": "‘’",
}  # fmt: skip
# What a careless hand closes them with.
_MIXED = {"“": '"', "„": '"', '"': "”"}
_MARK = re.compile(r"[“”„\"«»‹›「」『』‘’'‚]")
_DOUBLED = re.compile(r"''|``")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_CONTRACTED = re.compile(r"(?:s|t|d|m|ll|re|ve)\b")
_SENTENCE_ENDS = re.compile(r"[.!?…]\W?\s*$")
# A line that announces the wording of a text.
_ANNOUNCES = re.compile(
    r"(?:\b(?:statement|letter|message|e-?mail|note|post|declaration|communiqué|comunicado|Erklärung|Mitteilung|Schreiben|Brief|déclaration|lettre|declaración|carta|заявлени[ея])\b[^.!?:\n]{0,60}"
    r"|\b(?:in\s+full|im\s+Wortlaut|in\s+voller\s+Länge|dans\s+son\s+intégralité|íntegramente)\b[^.!?:\n]{0,20}):\s*$",
    re.IGNORECASE,
)
# Who speaks, behind a comma: a quotation that was not closed before it ends there, and does not go on.
_TAG = re.compile(rf",\s+(?:(?:he|she|they)\s+)?(?:{CUE.pattern})\s+[A-Z]\w+|,\s+[A-Z]\w+(?:\s+[A-Z]\w+)?\s+(?:{CUE.pattern})\b")
# What shows that the paragraph behind it is that wording: whoever wrote it speaks of himself.
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y|[Ww]ir|[Uu]nser\w*|ich|[Nn]ous|[Nn]otre|[Nn]os|[Jj]e|[Nn]osotros|[Nn]uestr[oa]s?|мы|наш\w*)\b")
_LISTED = re.compile(r"[-•*–]\s|\d+[.)]\s")
# Quotations inside quotations, and code points of the longest quotation of a paragraph.
_DEEPEST, _LONGEST = 3, 20_000
# Characters of the shortest paragraph that is taken for a wording.
_SHORTEST = 40


class Marked(Value):
    """A quotation in its paragraph, with and without its marks, and whether it is closed there."""

    outer: Span
    inner: Span
    closed: bool = True


def marked(text: str) -> Iterator[tuple[Span, Span]]:
    r"""Yield the places of quotations with and without their marks, in order; two straight apostrophes are one mark.

    >>> text = 'She said: "We ran.\n\n"We hid." Nobody came.'
    >>> [text[inner.start : inner.end] for _, inner in marked(text)]
    ['We ran.\n\n"We hid.']
    """
    single = _DOUBLED.sub('"\u2060', text)
    paragraphs = [Span(*m.span()) for m in _PARAGRAPH.finditer(text)]
    rows = [list(_in_paragraph(single, p.start, p.end)) for p in paragraphs]
    announced = False
    n = 0
    while n < len(paragraphs):
        last = _last(text, paragraphs, rows, n)
        found = [m for row in rows[n : last + 1] for m in row]
        if last > n:
            first, over = len(rows[n]) - 1, len(found) - len(rows[last])
            joined = Marked(Span(found[first].outer.start, found[over].outer.end), Span(found[first].inner.start, found[over].inner.end))
            found = [*found[:first], joined, *found[over + 1 :]]
        for m in found:
            opened = 2 if _DOUBLED.match(text, m.outer.start) else m.inner.start - m.outer.start
            closed = 2 if _DOUBLED.match(text, m.inner.end) else m.outer.end - m.inner.end
            if m.outer.start + opened < m.inner.end:
                yield Span(m.outer.start, m.inner.end + closed), Span(m.outer.start + opened, m.inner.end)
        area = text[paragraphs[n].start : paragraphs[n].end]
        if announced and not found and _worded(area):
            yield paragraphs[n], paragraphs[n]
        else:
            announced = bool(_ANNOUNCES.search(area)) and not any(m.outer.end == paragraphs[n].end for m in found)
        n = last + 1


def _last(text: str, paragraphs: Sequence[Span], rows: Sequence[Sequence[Marked]], n: int) -> int:
    """Return the paragraph in which the last quotation of paragraph n is closed; n where no other one goes on with it."""
    at = n
    while rows[at]:
        final = rows[at][0] if at > n and len(rows[at]) == 1 else rows[at][-1]
        if at > n and rows[at][0].closed:
            return at
        goes_on = not final.closed and not _TAG.search(text, final.inner.start, final.inner.end) and final.outer.end == paragraphs[at].end and _SENTENCE_ENDS.search(text, final.inner.start, final.inner.end)
        if not goes_on or at + 1 == len(rows) or not rows[at + 1]:
            return n
        begun, again = text[rows[at][-1].outer.start], rows[at + 1][0].outer.start
        if text[again] != begun or text[paragraphs[at + 1].start : again].strip():
            return n
        at += 1
    return n


def _worded(paragraph: str) -> bool:
    """Return whether a paragraph reads like the wording of a text that was announced."""
    return len(paragraph) >= _SHORTEST and bool(_FIRST_PERSON.search(paragraph)) and not _LISTED.match(paragraph)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Marked]:
    at = start
    searched: dict[str, int] = {}  # up to where no single mark closes
    while m := _MARK.search(text, at, end):
        mark = m.group()
        if not _opens(text, m.start(), mark, start):
            at = m.end()
            continue
        stop = min(end, m.end() + _LONGEST)
        close = _closing(text, max(m.end(), searched.get(mark, 0)), stop, mark)
        if close is None:
            if mark in "'‘‚":
                at = m.end()
                searched[mark] = stop
                continue
            stop = _unclosed(text, m.end(), _next_opens(text, m.end(), end, mark))
            yield Marked(Span(m.start(), stop), Span(m.end(), stop), closed=False)
            at = stop
            continue
        yield Marked(Span(m.start(), close + 1), Span(m.end(), close))
        at = close + 1


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    if mark not in _PAIRS:
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    if mark in "“„‹「『":
        return True
    if mark == "«":
        return not after.isspace() or text[at + 1 : at + 2] in "\u00a0\u202f "
    if mark == "»":
        return before.isspace() and after.isalnum()
    free = before.isspace() or before in "([—–-:/"
    if mark in "'‘‚":
        # An apostrophe at the start of a word ('em, '90s) opens nothing; a quotation is longer.
        return free and after.isalpha()
    return (free or before in "“‘") and bool(after) and not after.isspace()


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    """Return where a quotation is closed: by its own mark, or before that by the mark that somebody mixed it with."""
    own = _own_closing(text, start, end, mark)
    stop = own if own is not None else _next_opens(text, start, end, mark)
    other = re.compile(_MIXED.get(mark, "$^")).search(text, start, stop)
    mixed = other is not None and _closes(text, other.start()) and (mark != '"' or "“" not in text[start : other.start()])
    return other.start() if other and mixed else own


def _own_closing(text: str, start: int, end: int, mark: str) -> int | None:
    wanted = _PAIRS[mark]
    opened = 0  # marks of the same kind inside
    for m in re.compile("[" + re.escape(wanted + (mark if mark in "“„‚‹«" else "")) + "]").finditer(text, start, end):
        at = m.start()
        after = text[at + 1 : at + 2]
        if mark == '"' and text[at - 1].isalpha() and _CONTRACTED.match(text, at + 1):
            continue  # mistyped for an apostrophe
        if m.group() == mark and mark != wanted:
            if mark == "“" and _closes(text, at):
                return at  # one mark used on both sides
            opened += 1
            if opened > _DEEPEST:
                return None  # a row of marks that nobody closes
            continue
        if opened:
            opened -= 1
            continue
        if mark in "'‘‚" and (after.isalnum() or text[at - 1].isspace()):
            continue  # an apostrophe inside a word
        if mark in "'‘‚" and text[at - 1] in "sS" and not _ends_speech(text, at):
            continue  # a plural possessive
        if mark == '"' and text[at - 1].isspace() and after and after.isalnum():
            return None  # the next quotation opens: this one was never closed
        return at
    return None


def _closes(text: str, at: int) -> bool:
    """Return whether a mark stands like one that closes: right behind a word or its stop, no word right behind it."""
    return not text[at - 1].isspace() and not text[at - 1].isdigit() and not text[at + 1 : at + 2].isalnum()


def _next_opens(text: str, start: int, end: int, mark: str) -> int:
    """Return where the next mark of the same kind opens, or the end."""
    again = re.compile(rf"(?<=\s){re.escape(mark)}(?=\w)").search(text, start, end)
    return again.start() if again else end


def _ends_speech(text: str, at: int) -> bool:
    return text[at - 1] in ".,!?" or text[at + 1 : at + 2] in {"", ".", ",", "\n", ":", ";"} or not any(
        c in "'’" for c in text[at + 1 : at + 80]
    )


def _unclosed(text: str, start: int, end: int) -> int:
    """Return where an unclosed quotation ends: before a speech tag, else with its paragraph."""
    tag = re.compile(r",(?=\s+(?:he|she|it|they|said|says|[A-Z]\w+)\s)").finditer(text, start, end)
    for m in tag:
        if CUE.search(text, m.end(), min(end, m.end() + 40)):
            return m.end()
    return start + len(text[start:end].rstrip())
