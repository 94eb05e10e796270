"""Whom a pronoun or a general word stands for where it speaks: "she", "it", "the ministry", "the statement".

A person's pronoun stands for the last person named before, outside quotation marks. A general word for
a body stands for the last one whose name has it ("the ministry", after "the Interior Ministry"), or
that the text calls so ("Northway, the operator,"). A statement speaks for whoever was last said to
have made one. Where nothing before fits, the word stands as it is. Linear in the text before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from firsthand.model import NameMention, Quotation, Span
from firsthand.text.cues import BODY, CUES, PRONOUN
from firsthand.text.roles import LANGUAGES, Introduced, introduced
from firsthand.text.words import fold

# How far before a pronoun for a body, or a statement, what it stands for is looked for, in code points.
_REACH, _FAR = 600, 2500
_ARTICLE = re.compile(r"\b(?:the|le|la|el|der|die|das)\s+$", re.IGNORECASE)
# Languages whose sentences need no subject.
PRO_DROP = frozenset(["es", "it", "pt"])
_GENERAL = re.compile(
    r"(?:the|das|die|der)\s+(?:\w+\s+)?(?P<head>ministry|presidency|court|union|police|agency|committee|council|commission|company|operator|government|office|authority|bank|club|party|university|hospital|museum"
    r"|federation|association|airline|firm|board|institute|department|foundation|charity|ministerium|gericht|gewerkschaft|behörde|partei|unternehmen|verband|bank|universität|regierung)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"(?:the|its|their)\s+(?:\w+\s+)?(?:statement|communiqué|readout|letter|declaration)", re.IGNORECASE)
_NAME = r"(?P<who>(?:[Tt]he\s+)?[A-Z](?:[\w'’&-]|\.(?=\w))*(?:\s+(?:(?:of|for|and|the)\s+){0,2}[A-Z](?:[\w&-]|\.(?=\w))*){0,6}|[Tt]he\s+(?:[a-z]+\s+)?(?:ministry|presidency|company|union|police|court|government|council|agency|operator))"
_OF_WHOM = re.compile(rf"(?:statement|communiqué|readout|letter|declaration)\s+(?:from|by|issued\s+by|released\s+by|signed\s+by|of)\s+{_NAME}")
_STATED = (
    _OF_WHOM,
    re.compile(
        rf"{_NAME}(?:,[^,.\n]{{1,80}},)?\s+(?:said|added|announced|confirmed|warned|wrote)(?:\s+(?:on|late|early)?\s*\w+){{0,2}}"
        r"\s+in\s+an?\s+(?:\w+\s+){0,3}(?:statement|letter|communiqué)"
    ),
    re.compile(rf"[Ii]n\s+an?\s+(?:\w+\s+){{0,3}}(?:statement|letter|communiqué)(?:\s+(?:on|late)\s+\w+)?,\s+{_NAME}"),
    re.compile(rf"{_NAME}(?:,[^,.\n]{{1,80}},)?\s+(?:issued|released|published|put\s+out|posted)\s+an?\s+(?:\w+\s+){{0,3}}(?:statement|letter|communiqué)"),
    re.compile(rf"{_NAME}['’]s?\s+(?:\w+\s+){{0,2}}(?:statement|communiqué|readout|letter)"),
)


def resolved(text: str, made: Sequence[Quotation], names: Sequence[NameMention], language: str = "en") -> Iterator[Quotation]:
    """Yield the quotations with the pronouns and general words that speak replaced by whom they stand for.

    `speaker_span` stays where it is; a pronoun that stands for nobody leaves no speaker. A verb of speech
    in the place of a speaker is a sentence without a subject, as Spanish makes them.
    """
    told = tuple(introduced(text, names, language if language in LANGUAGES else "en"))
    with_role = {i.mention.text for i in told}
    marks = [q.outer for q in made]
    unquoted = [n for n in names if not _inside(marks, n.span)]
    persons = [n for n in unquoted if n.kind == "person" or (n.kind == "other" and n.text in with_role)]
    alone = {n.text for n in unquoted if n.kind == "other" and _full(text, n)}
    if not persons and len(alone) == 1:
        persons = [n for n in unquoted if n.text in alone]
    bodies = [n for n in unquoted if n.kind == "organisation"]
    for q in made:
        speaker, place = q.speaker or "", q.speaker_span
        if place is None:
            yield q
        elif language in PRO_DROP and fold(speaker) in CUES:
            yield replace(q, speaker=_last(persons, place))
        elif not PRONOUN.fullmatch(speaker):
            yield replace(q, speaker=_meant(text, speaker, place, names) or _holder(speaker, place, told) or speaker)
        elif speaker.casefold().split()[0] in {"it", "es"}:
            yield replace(q, speaker=_body(text, place, bodies, names))
        else:
            yield replace(q, speaker=_last(persons, place))


def _full(text: str, name: NameMention) -> bool:
    """Return whether a name of unknown kind can be a person's: two or three parts, no article before it."""
    return 1 < len(name.text.split()) <= 3 and not _ARTICLE.search(text[max(0, name.span.start - 5) : name.span.start])


def _holder(speaker: str, place: Span, told: Sequence[Introduced]) -> str | None:
    """Return the person whom the text introduced before with the role that speaks: "the interior minister"."""
    office = re.fullmatch(r"the\s+(?P<role>.+)", speaker, re.IGNORECASE)
    role = fold(" ".join(office["role"].split())) if office else ""
    holders = [i.mention.text for i in told if role and i.mention.span.end <= place.start and fold(i.role.role).startswith(role)]
    return holders[-1] if len(set(holders)) == 1 else None


def _inside(marks: Sequence[Span], name: Span) -> bool:
    """Return whether a name stands inside one of the quotations, which are in order."""
    at = bisect_right(marks, name.start, key=_start) - 1
    return at >= 0 and name.start < marks[at].end


def _start(span: Span) -> int:
    return span.start


def _end(mention: NameMention) -> int:
    return mention.span.end


def _last(named: Sequence[NameMention], place: Span) -> str | None:
    """Return the last of some names, which are in order, before a place."""
    at = bisect_right(named, place.start, key=_end) - 1
    return named[at].text if at >= 0 else None


def _body(text: str, place: Span, bodies: Sequence[NameMention], names: Sequence[NameMention]) -> str | None:
    """Return the last body before a pronoun: a general word's own name, else a named organisation."""
    spoken = [Span(m.start(), m.end()) for m in BODY.finditer(text, max(0, place.start - _REACH), place.start)]
    if spoken:
        said = text[spoken[-1].start : spoken[-1].end]
        return _meant(text, said, spoken[-1], names) or said
    return _last(bodies, place)


def _meant(text: str, speaker: str, place: Span, names: Sequence[NameMention]) -> str | None:
    """Return the name that a general word for a body or a statement stands for, if one before fits."""
    if _STATEMENT.fullmatch(speaker):
        start = max(0, place.start - _FAR)
        made = [m for pattern in _STATED for m in pattern.finditer(text, start, place.start)]
        if (own := _OF_WHOM.match(text, place.start + speaker.rfind(" ") + 1)) is not None:
            made = [own]  # "the statement by Northway"
        last = max(made, key=lambda m: (m.start("who"), m.end("who")), default=None)
        if last is None:
            return None
        who = last["who"]
        at = Span(*last.span("who"))
        return _meant(text, who, at, names) or re.sub(r"^[Tt]he\s+(?=[A-Z])", "", who)
    general = _GENERAL.fullmatch(speaker)
    if general is None:
        return None
    head = fold(general["head"])
    before = [n for n in names if n.span.end <= place.start]
    called = [n for n in before if " " in n.text and head in {fold(w) for w in n.text.split()}]
    if not called:
        calls = re.compile(rf",\s+(?:the|a|an)\s+(?:[\w'’-]+\s+){{0,3}}{head}\b", re.IGNORECASE)
        called = [n for n in before if n.kind != "person" and calls.match(text, n.span.end)]
    if not called:
        compound = [m.group() for m in re.finditer(rf"(?<!\w)[A-ZÄÖÜ]\w+{re.escape(head)}(?!\w)", text[: place.start])]
        return compound[-1] if compound else None
    return called[-1].text
