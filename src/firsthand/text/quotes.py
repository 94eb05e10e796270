"""Quotations: what stands between quotation marks, and who is said to have said it.

The speaker is read off the words beside the marks (`marks`): `Q, S said`, `S said Q`, `Q, said S`,
`according to S`, `S: Q`; a pronoun or a general word stands for whom it means (`voices`). Nobody is named
rather than somebody guessed (Pareti 2015 and Citron use trained models for this).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial

from firsthand.model import NameMention, Quotation, Sentence, Span
from firsthand.text import german
from firsthand.text.cues import ACCORDING, BODY, CUE, PRONOUN
from firsthand.text.marks import marked
from firsthand.text.roles import OFFICE
from firsthand.text.voices import PRO_DROP, resolved

_TELLS = re.compile(r"told|tells?|asked|asks", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?$")
# A name so near after such a verb is the one spoken to.
_BESIDE = 8
# Between a name and the body that its bearer belongs to.
_OF_WHAT = re.compile(r",\s+(?:(?:an?|the|its|their)\s+|[^,.;:\n]{0,60}\b(?:of|for|at|from|with|de|du)\s+(?:the\s+)?)")
# Before that in which somebody speaks: "in a statement".
_WITHIN = re.compile(r"\b(?:in|through|via)\s+(?:(?:an?|his|her|its|their)\s+)?$")
_PLACED = re.compile(r"\b(?:in|at|near|from|of|to|outside)\s+$", re.IGNORECASE)
# Who speaks, told within the marks.
_INCISE = re.compile(rf",\s+(?:(?:a|ont)\s+)(?P<cue>{CUE.pattern})\s+")
# The end of a paragraph that announces the next one, and how far back its sentence is looked for.
_LEAD, _LEADING = re.compile(r"(?<=:)[ \t]*\n\s*$"), 8
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
        bare = outer == inner
        if bare and made and made[-1].outer == made[-1].span and not text[made[-1].outer.end : outer.start].strip():
            speaker, cue = made[-1].speaker_span, made[-1].cue  # the same wording goes on
        else:
            speaker, cue = (None, None) if bare else _told(text, outer, names, made, language)
        lead = _LEAD.search(text[max(0, outer.start - _LEADING) : outer.start]) if speaker is None else None
        if lead is not None:
            # The paragraph before announces it: "The ministry said in a statement:".
            end = outer.start - len(lead.group())
            speaker, cue = _told(text, Span(end, end), names, made, language)
        made.append(
            Quotation(
                inner,
                outer,
                text[speaker.start : speaker.end] if speaker else None,
                speaker,
                cue,
            )
        )
    return tuple(resolved(text, made, names, language))


def _told(
    text: str, outer: Span, names: Sequence[NameMention], before: Sequence[Quotation], language: str
) -> tuple[Span | None, str | None]:
    if language == "de":
        return german.speaker(text, outer, before)
    speaker, cue = _speaker(text, outer, names, before)
    if speaker is None and (said := _INCISE.search(text, outer.start, outer.end)) is not None:
        # "« C, a déclaré Anne Legrand. D »": French leaves the marks open for who speaks.
        inside = [n.span for n in names if said.end() <= n.span.start <= said.end() + _BESIDE]
        return (inside[0], said["cue"]) if inside else (None, said["cue"])
    if speaker is None and cue is not None and language in PRO_DROP and (at := CUE.match(text, outer.end + 2)) is not None:
        return Span(*at.span()), cue
    return speaker, cue


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
        if cue is not None and _PASSIVE.search(text, area.start, cue.start()) and text.startswith(" by ", cue.end()):
            # "was told by Lee": whoever stands behind "by" speaks.
            options = [s for s in options if s.start >= cue.end()]
        elif cue is not None and _TELLS.fullmatch(cue.group()):
            # "told the Echo": whoever follows is the one who was told.
            options = [s for s in options if not cue.end() <= s.start <= cue.end() + _BESIDE]
        bodies = (Span(m.start(), m.end()) for m in BODY.finditer(text, area.start, area.end))
        options += [b for b in bodies if not _WITHIN.search(text[max(0, b.start - 12) : b.start])]
        options = [s for s in options if not any(_told_with(text, s, o) for o in options)]
        if not options:
            options = [Span(m.start(), m.end()) for m in OFFICE.finditer(text, area.start, area.end)]
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


def _told_with(text: str, one: Span, other: Span) -> bool:
    """Return whether one option only says who another one is: "police spokesman Tor Berg", "Ann Lee, head of the Authority"."""
    if one.end <= other.start:
        return text[one.end : other.start] == " "
    behind = other.end <= one.start and _OF_WHAT.fullmatch(text, other.end, one.start)
    return bool(behind) and not _PLACED.search(text[max(0, other.start - 12) : other.start])


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
