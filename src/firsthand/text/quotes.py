"""Quotations: what stands between quotation marks, and who is said to have said it.

The speaker is read off the words beside the marks (`marks`): `Q, S said`, `S said Q`, `Q, said S`,
`according to S`, `S: Q`; a pronoun stands for the last person or body named before. Nobody is named
rather than somebody guessed (Pareti 2015 and Citron use trained models for this).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from firsthand.model import NameMention, Quotation, Sentence, Span
from firsthand.text import german
from firsthand.text.cues import ACCORDING, BODY, CUE, PRONOUN
from firsthand.text.marks import marked

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
    for outer, inner in marked(text):
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
