"""Quotations: what stands between quotation marks, and who is said to have said it.

Marks are paired paragraph by paragraph. A straight mark opens where white space stands before it
and closes where white space or punctuation follows; an opening mark that is never closed (machine
rewriting loses them, and a speech of several paragraphs closes only the last) ends with its
paragraph. The speaker is read off the words beside the marks: `Q, S said`, `S said Q`,
`Q, said S`, `according to S`, `S: Q`; a pronoun stands for the last person or body named before.
Nobody is named rather than somebody guessed (Pareti 2015 and Citron use trained models for this).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from firsthand.model import NameMention, Quotation, Sentence, Span
from firsthand.text import german
from firsthand.text.cues import ACCORDING, BODY, CUE, PRONOUN

_PAIRS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"',
    "‘": "’", "'": "'", "‚": "‘’",
}  # fmt: skip
_MARK = re.compile(r"[“”„\"«»‹›「」『』‘’'‚]")
_DOUBLED = re.compile(r"''|``")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_CONTRACTED = re.compile(r"(?:s|t|d|m|ll|re|ve)\b")
_TELLS = re.compile(r"told|tells?|asked|asks", re.IGNORECASE)
# A name so near after such a verb is the one spoken to.
_BESIDE = 8
# How far from the marks a speaker is looked for, in code points.
_REACH = 110


def quotations(
    text: str, found: Sequence[Sentence], names: Sequence[NameMention], language: str = "en"
) -> tuple[Quotation, ...]:
    """Return the quotations of the article text in order, outermost marks only.

    In German, where every noun has a capital and names are hard to tell, the noun phrase beside the
    verb of speech speaks.
    """
    made: list[Quotation] = []
    covered = [s.span for s in found if s.part != "line"]
    starts = [s.start for s in covered]
    for outer, inner in _marked(text):
        near = bisect_right(starts, inner.start) - 1
        if near < 0 or inner.start >= covered[near].end:
            continue
        if not re.search(r"\w", text[inner.start : inner.end]):
            continue
        if language == "de":
            speaker, cue = german.speaker(text, outer, made)
        else:
            speaker, cue = _speaker(text, outer, names, made)
        made.append(
            Quotation(
                inner,
                outer,
                text[speaker.start : speaker.end] if speaker else None,
                speaker,
                cue,
            )
        )
    return tuple(_resolved(text, made, names))


def inside_marks(found: Sequence[Quotation], at: int) -> bool:
    """Return whether a place of a text lies in one of its quotations, the marks counted in."""
    return any(q.outer.start <= at < q.outer.end for q in found)


def _marked(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield the places of quotations with and without their marks; two straight apostrophes are one mark."""
    single = _DOUBLED.sub('"\u2060', text)
    for paragraph in _PARAGRAPH.finditer(text):
        for outer, inner in _in_paragraph(single, paragraph.start(), paragraph.end()):
            opened = 2 if _DOUBLED.match(text, outer.start) else inner.start - outer.start
            closed = 2 if _DOUBLED.match(text, inner.end) else outer.end - inner.end
            start, end = outer.start + opened, inner.end
            if start < end:
                yield Span(outer.start, end + closed), Span(start, end)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    at = start
    while m := _MARK.search(text, at, end):
        mark = m.group()
        if not _opens(text, m.start(), mark, start):
            at = m.end()
            continue
        close = _closing(text, m.end(), end, mark)
        if close is None:
            if mark in "'‘‚":
                at = m.end()
                continue
            stop = _unclosed(text, m.end(), end)
            yield Span(m.start(), stop), Span(m.end(), stop)
            at = stop
            continue
        yield Span(m.start(), close + 1), Span(m.end(), close)
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
    wanted = _PAIRS[mark]
    opened = 0  # marks of the same kind inside
    for m in re.compile("[" + re.escape(wanted + ("”" if mark == "“" else "") + (mark if mark in "„‚‹«" else "")) + "]").finditer(text, start, end):
        at = m.start()
        after = text[at + 1 : at + 2]
        if mark == '"' and text[at - 1].isalpha() and _CONTRACTED.match(text, at + 1):
            continue  # mistyped for an apostrophe
        if m.group() == mark and mark != wanted:
            opened += 1
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


def _ends_speech(text: str, at: int) -> bool:
    return text[at - 1] in ".,!?" or text[at + 1 : at + 2] in {"", ".", ",", "\n", ":", ";"} or not any(
        c in "'’" for c in text[at + 1 : at + 80]
    )


def _unclosed(text: str, start: int, end: int) -> int:
    """Return where an unclosed quotation ends: before a speech tag, else with its paragraph."""
    tag = re.compile(r",(?=\s+(?:he|she|it|they|[A-Z]\w+)\s)").finditer(text, start, end)
    for m in tag:
        if CUE.search(text, m.end(), min(end, m.end() + 40)):
            return m.end()
    return end


def _speaker(
    text: str, outer: Span, names: Sequence[NameMention], before: Sequence[Quotation]
) -> tuple[Span | None, str | None]:
    """Return who speaks, as a place in the text, and the cue."""
    tail = _tail(text, outer)
    head = _head(text, outer)
    for area in (tail, head):
        if area is None:
            continue
        according = ACCORDING.search(text, area.start, area.end)
        cue = CUE.search(text, area.start, area.end)
        if according is None and cue is None:
            continue
        # The name nearest to the cue on the quotation's side of the sentence.
        anchor = according or cue
        assert anchor is not None
        first = bisect_left(names, area.start, key=_place)
        options = [n.span for n in names[first : bisect_left(names, area.end, key=_place)]]
        recent = before[-4:]  # quotations that may reach into the area
        options = [
            s
            for s in options
            if s.end <= area.end and not any(q.outer.start < s.start < q.outer.end for q in recent)
        ]
        if cue is not None and _TELLS.fullmatch(cue.group()):
            # "told the Echo": whoever follows is the one who was told.
            options = [s for s in options if not cue.end() <= s.start <= cue.end() + _BESIDE]
        options += [Span(m.start(), m.end()) for m in BODY.finditer(text, area.start, area.end)]
        if not options:
            options = [Span(m.start(), m.end()) for m in PRONOUN.finditer(text, area.start, area.end)]
        if not options:
            return None, anchor.group().strip()

        at = Span(anchor.start(), anchor.end())
        return min(options, key=partial(_distance, at)), anchor.group().strip()
    colon = re.search(r"([^\s.:][^.:\n]{0,60}):\s*$", text[max(0, outer.start - 70) : outer.start])
    if colon:
        start = max(0, outer.start - 70) + colon.start(1)
        inside = [n.span for n in names if start <= n.span.start and n.span.end <= outer.start]
        if inside:
            return inside[-1], ":"
    return None, None


def _place(mention: NameMention) -> int:
    return mention.span.start


def _distance(cue: Span, option: Span) -> tuple[int, int]:
    gap = option.start - cue.end if option.start >= cue.end else cue.start - option.end
    return abs(gap), option.start


def _tail(text: str, outer: Span) -> Span | None:
    """Return the rest of the sentence after the quotation, up to the next mark."""
    stop = min(len(text), outer.end + _REACH)
    m = re.compile(r"[\n“\"«„]|[.!?](?=\s|$)").search(text, outer.end, stop)
    end = m.start() if m else stop
    ended = re.search(r"[.!?…]$", text[outer.start : outer.end - 1] or "")
    follows = text[outer.end : end].strip()
    if not follows or (ended and follows[:1].isupper() and not CUE.search(text, outer.end, end)):
        return None
    return Span(outer.end, end)


def _head(text: str, outer: Span) -> Span | None:
    """Return the part of the sentence before the quotation."""
    start = max(0, outer.start - _REACH)
    area = text[start : outer.start]
    cut = max(area.rfind("\n"), *(area.rfind(x) + 1 for x in (". ", "! ", "? ", ".” ", '." ')))
    start += max(0, cut)
    return Span(start, outer.start) if text[start : outer.start].strip() else None


def _resolved(
    text: str, made: Sequence[Quotation], names: Sequence[NameMention]
) -> Iterator[Quotation]:
    """Yield the quotations with pronouns resolved to the last person or body before them."""
    for q in made:
        if q.speaker_span is None or not PRONOUN.fullmatch(q.speaker or ""):
            yield q
            continue
        body = (q.speaker or "").casefold().split()[0] in {"it", "es"}
        named = [
            n
            for n in names
            if n.span.end <= q.speaker_span.start
            and not any(o.outer.start < n.span.start < o.outer.end for o in made)
            and (n.kind == "organisation" if body else n.kind == "person")
        ]
        spoken = [
            Span(m.start(), m.end())
            for m in BODY.finditer(text, max(0, q.speaker_span.start - 600), q.speaker_span.start)
        ]
        place = spoken[-1] if body and spoken else (named[-1].span if named else None)
        yield Quotation(
            q.span, q.outer, text[place.start : place.end] if place else None, q.speaker_span, q.cue
        )
