"""Who says so, lost on the way: a reporter's own finding that the copy states without its source.

"Three workers told the Herald", "records reviewed by the Courier show", "I counted four": the exemplar
says how it knows. A copy that says the same without the name of whoever was told has lost the
attribution, also where another verb of speech is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.findings.changes import Change, Pair
from firsthand.findings.slots import Excerpt, covers
from firsthand.lineage.bodies import means, own_reporter, same_body, tokens
from firsthand.lineage.reporting import FIRST_HAND
from firsthand.model import Analysis, Span
from firsthand.text.cues import CUE
from firsthand.text.quotes import inside_marks
from firsthand.text.reporters import reporters
from firsthand.text.words import words

# Words of the copy that are shown: to the verb of speech, or this many.
SHOWN = 10
# Words of the copy before the place where a source stood.
BESIDE = 6
# A machine's passage of so many of its exemplar's words has lost none.
WHOLE = 0.9
# "told the newspaper" keeps the source, without its name.
_PAPER = re.compile(r"\b(?:told|answered|by|to)\s+(?:the|this)\s+(?:news)?paper\b|\bdiese[rm]?\s+Zeitung\b|\beste\s+(?:diario|periódico)\b|\b(?:ce|notre)\s+journal\b", re.IGNORECASE)
# What was sent to every newsroom, or what nobody would say, is nobody's own finding.
_PUBLIC = re.compile(r"\b(?:statement|e-?mail|letter|remarks?)s?\s+(?:\w+\s+){0,2}to\b|\bcomment(?:s|ed|ing)?\b", re.IGNORECASE)
_SELF = re.compile(r"(?:I|[Ww]e)\b")
_TELLS = re.compile(r"\bdescrib(?:e|es|ed|ing)\b|\b(?:recalls?|recount(?:s|ed))\b", re.IGNORECASE)
_STATED = re.compile(r"\bstatements?\b", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-ZА-ЯЁ]{2,6}\b")
_CLAUSE = re.compile(r"[,;:]\s")


def unsourced(pair: Pair) -> Iterator[Change]:
    """Yield the passage whose exemplar says how it knows, where the copy does not."""
    left, right = pair.left, pair.right
    if pair.machine and len(pair.row.right) >= WHOLE * len(pair.row.left):
        return  # a machine puts a newspaper's name into other words, too
    mark = _mark(left.analysis, left.span)
    if mark is None or _public(left.analysis, left.span) or _stated(right.analysis, right.span) or _author(left.analysis, mark, right) or _named(right.analysis, right.span, left.analysis.document.outlet):
        return
    yield Change(
        "attribution", "major", _around(left.analysis, left.span, mark), _gap(pair, mark) or _claim(right.analysis, right.span),
        0.65, "The exemplar says who learned this, and from whom; the copy does not.",
    )


def _gap(pair: Pair, mark: Span) -> Span | None:
    """Return the words of the copy around the slot in which its exemplar says how it knows, where words are kept on both sides."""
    slot = next((s for s in pair.row.slots if covers(pair.row.left, s.left, mark)), None)
    if slot is None or pair.free or slot.right[1] - slot.right[0] > BESIDE:
        return None
    if slot.right[0] == slot.right[1] and slot.left[0] < len(pair.row.left) / 2:
        return None  # what is left of the sentence stands behind it
    around = pair.row.right[max(0, slot.right[0] - BESIDE) : slot.right[1] + BESIDE // 2]
    return Span(around[0].span.start, around[-1].span.end) if around else None


def _author(analysis: Analysis, mark: Span, copy: Excerpt) -> bool:
    """Return whether a writer tells of himself, and the copy tells of him with a verb of speech."""
    area = copy.analysis.document.text[copy.span.start : copy.span.end]
    speaks = CUE.search(area) or _TELLS.search(area)
    return bool(speaks) and _SELF.match(analysis.document.text, mark.start) is not None


def _stated(analysis: Analysis, span: Span) -> bool:
    """Return whether a passage quotes a statement, as it or the sentence before it says."""
    begun = [s.span.start for s in analysis.sentences if s.span.end <= span.start]
    area = analysis.document.text[begun[-1] if begun else span.start : span.end]
    return any(q.outer.meets(span) for q in analysis.quotations) and _STATED.search(area) is not None


def _public(analysis: Analysis, span: Span) -> bool:
    """Return whether a passage tells of a statement, or of a request for one."""
    return any(not inside_marks(analysis.quotations, m.start()) for m in _PUBLIC.finditer(analysis.document.text, span.start, span.end))


def _mark(analysis: Analysis, span: Span) -> Span | None:
    """Return where a passage says that its own outlet was told, shown or there."""
    document = analysis.document
    area = document.text[span.start : span.end]
    outlet = document.outlet
    for r in reporters(document.text):
        if own_reporter(r.name, outlet) and r.heard and span.start <= r.span.start < span.end and not inside_marks(analysis.quotations, r.span.start):
            return r.span
    for m in FIRST_HAND.finditer(area):
        found = Span(span.start + m.start(), span.start + m.end())
        # "Her publicist told Us": the name of a paper.
        if m.group().split()[-1] in {"Us", "US"}:
            continue
        if not inside_marks(analysis.quotations, found.start):
            return found
    return None


def _named(analysis: Analysis, span: Span, outlet: str | None) -> bool:
    """Return whether a passage names the exemplar's outlet, or tells in the first person too."""
    document = analysis.document
    area = document.text[span.start : span.end]
    if FIRST_HAND.search(area) or _PAPER.search(area):
        return True
    if outlet and set(tokens(outlet)[-1:]) & set(tokens(area)):
        return True
    if any(same_body(m.group(), outlet) for m in _CAPITALS.finditer(area)):
        return True
    # The last word of its name would have been found in the passage.
    return any(span.start <= r.span.start < span.end and means(r.name, outlet) for r in reporters(document.text))


def _around(analysis: Analysis, whole: Span, mark: Span) -> Span:
    """Return a mark with the clause that leads to it."""
    text = analysis.document.text
    before = words(text[whole.start : mark.start])[-SHOWN:]
    return Span(whole.start + before[0].start if before else mark.start, mark.end)


def _claim(analysis: Analysis, whole: Span) -> Span:
    """Return the words of the copy up to its verb of speech, or the first ones."""
    text = analysis.document.text
    area = text[whole.start : whole.end]
    found = words(area)
    if not found:
        return whole
    said = next((m for m in CUE.finditer(area) if not inside_marks(analysis.quotations, whole.start + m.start())), None)
    if said is not None:
        upto = [w for w in found if w.end <= said.end()]
        return Span(whole.start + upto[-SHOWN:][0].start, whole.start + said.end())
    clause = next((m.start() for m in _CLAUSE.finditer(area) if len(words(area[: m.start()])) >= 4), len(area))
    upto = [w for w in found if w.end <= clause][: SHOWN * 2]
    return Span(whole.start + upto[0].start, whole.start + upto[-1].end)
