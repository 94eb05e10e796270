"""Who signs a text: the people of a byline and the bodies they write for, item by item.

A byline is a list: names, joined by commas, bars or small words ("and", "avec", "for the"), with a
day, a place or an office beside them. Each item is sorted by its form, so that one grammar reads
"By Ann Roe, Castell News", "Ann Roe for the Echo", "Par Léa Morvan avec Agence Meridia" and
"PPA, Port Merrow · 14 June".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from firsthand.model import Span, Value
from firsthand.text.agencies import KNOWN, is_agency
from firsthand.text.dates import parse

Kind = Literal["person", "body", "role", "staff", "date", "other"]

_BY = re.compile(
    r"^\W{0,3}(?:(?:posted|written|reported|story|words|text)\s+)?(?:by|von|por|par|di|door|текст:?|автор:?|بقلم:?)\s+(?=\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*[,;|/•·]\s*|\s+[-–—]\s+|(?-i:(?<=[A-ZÀ-Þ]{3})\s+(?=[A-ZÀ-Þ][a-zà-ÿ]))|\s+(?P<word>and|und|et|y|e|и|with|avec|mit|con|for|für|pour|para|of|via|in|from|at|à|en|aus)\s+"
    r"(?:the\s+|la\s+|der\s+|die\s+)?(?=\S)",
    re.IGNORECASE,
)
# After these joints stands whom a person writes for; after those, where.
_FOR = frozenset({"for", "of", "für", "pour", "para", "with", "avec", "mit", "con", "via"})
_AND = frozenset({"and", "und", "et", "y", "e", "и", "with", "avec", "mit", "con", "/", ",", "|"})
_WORD = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][^\W\d_]+$")
_WHERE = frozenset({"in", "from", "at", "à", "en", "aus"})
_ROLE = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|columnists?|producers?|bureau|chief|photographers?|desk"
    r"|redakteur\w*|korrespondent\w*|journaliste?s?|envoyée?\s+spéciale?|corresponsal|enviad[oa]|contributor|journalist)\b",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"^newsroom$|\b(?:staff|team|newsdesk|desk|redaktion|redacción|rédaction|редакция|admin|our|own|wires|agencies|agencias|agences|agenturen|reports?)\b",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"\b(?:special|exclusive|exclusively)\s+(?:to|for)\s+(?:the\s+)?(?P<name>\S.*)$", re.IGNORECASE)
TRADE = re.compile(
    r"\b(?:news|newsroom|wires?|newswire|press|presse|prensa|agency|agence|agencia|agentur|dispatch|cable|nachrichten|noticias"
    r"|times|herald|post|gazette|courier|tribune|journal|chronicle|observer|echo|telegraph|register|ledger|sentinel"
    r"|examiner|mirror|star|argus|zeitung|anzeiger|tageblatt|tagblatt|diario|gaceta)\b",
    re.IGNORECASE,
)
_PARTICLE = r"(?:(?:de|del|della|von|van|der|den|la|le|du|da|di|al|el|bin|ben|zu|ter)\s+)"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁ"
_PERSON = re.compile(
    rf"^(?:(?:Dr|Prof|Sir|Dame|Lord|Mr|Ms|Mrs)\.?\s+)?[{_UPPER}][\w'’.-]*(?:\s+{_PARTICLE}{{0,2}}[{_UPPER}][\w'’.-]*){{1,3}}$"
)
_CLOCK = re.compile(
    r"^\W*(?:(?:last\s+)?(?:updated|published|posted|modified|aktualisiert|publié|mis à jour|stand|actualizado|обновлено)\b.*"
    r"|\d{1,2}[:.h]\d{2}.*|\d+\s+(?:min|hours?|days?|мин|Std)\b.*|(?:mon|tue|wed|thu|fri|sat|sun)\w*"
    r"|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|share\b.*|le|am|el|on|um|gmt|utc|bst|cet|cest|est|edt|et|ist|msk|uhr)\W*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^[A-ZА-Я]{2,6}$")
# No zone, clock or section mark is an agency's code.
_NO_CODE = frozenset(
    ["GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "ET", "PST", "PDT", "MSK", "IST", "AM", "PM", "UK", "US", "USA", "EU", "UN", "TV", "OPINION", "NEWS", "WORLD", "LIVE", "VIDEO", "SPORT", "UPDATE"]
)
_LONGEST = 14


class Item(Value):
    """One item of a byline: its name, what it is, and where it stands in the line."""

    name: str
    kind: Kind
    span: Span
    joint: str


def items(line: str) -> tuple[Item, ...]:
    """Return the items of a byline or of a line that may be one, in order.

    >>> [(i.name, i.kind) for i in items("By Ann Roe for the Echo, Castell Wire")]
    [('Ann Roe', 'person'), ('Echo', 'body'), ('Castell Wire', 'body')]
    """
    lead = after_by(line)
    by = lead is not None
    start = len(line) - len(line.lstrip(" -–—•·")) if lead is None else lead
    found: list[Item] = []
    joint = ""
    for at, end, after in _cut(line, start):
        name = line[at:end].strip(" .:()[]\t")
        if name:
            place = line.index(name, at)
            found.append(Item(name, _kind(name, joint, by), Span(place, place + len(name)), joint))
        joint = after
    if found and found[0].kind == "person":
        # "Ann Roe and Tristar": a person has two names at least.
        found = [
            msgspec.structs.replace(i, kind="body") if i.kind == "other" and i.joint in _AND and _WORD.match(i.name) else i
            for i in found
        ]
    return tuple(map(_special, found))


def after_by(line: str) -> int | None:
    """Return where the names of a line that says "by" begin, None for other lines; a day may come first.

    >>> after_by("By Ann Roe"), after_by("19 November 2025. By Ann Roe"), after_by("Ann Roe")
    (3, 21, None)
    """
    m = _BY.match(line)
    if m is None and (days := parse(line[:60], "text")) and days[0][0].start < len(line) - len(line.lstrip()) + 12:
        m = _BY.match(line[days[0][0].end :])
        return days[0][0].end + m.end() if m else None
    return m.end() if m else None


def signed(line: str) -> bool:
    """Return whether a line is all names, bodies, days and places: a byline without its "by"."""
    if not line or len(line.split()) > _LONGEST or re.search(r"[!?:\"“”«»]\s*$", line):
        return False
    found = items(line)
    kinds = [i.kind for i in found]
    return (
        bool(found)
        and (found[0].kind in {"person", "body"} or _dated_word(found))
        and all(n == 0 or k != "other" or i.joint in _WHERE for n, (k, i) in enumerate(zip(kinds, found, strict=True)))
    )


def _dated_word(found: tuple[Item, ...]) -> bool:
    """Return whether one capital word stands before a day: an agency of one word, or a place."""
    name = found[0].name
    return found[0].kind == "other" and bool(_WORD.match(name)) and len(found) > 1 and found[1].kind == "date"


def _cut(line: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches between joints with the joint after each; dates are stretches of their own."""
    days = [s for s, _ in parse(line, "text")]
    at = start
    for m in _JOINT.finditer(line, start):
        if m.start() < at or any(d.start < m.end() and m.start() < d.end for d in days):
            continue
        yield at, m.start(), (m["word"] or m.group().strip()).casefold()
        at = m.end()
    yield at, len(line), ""


def _kind(name: str, joint: str, by: bool) -> Kind:
    if parse(name, "text") or _CLOCK.match(name) or re.match(r"^\d", name):
        return "date"
    if joint in _WHERE:
        return "other"
    if _SPECIAL.search(name):
        return "body"
    if name.casefold() in KNOWN or (_code(name) and (joint or not by)):
        return "body"
    if STAFF.search(name):
        return "staff"
    if _ROLE.search(name) and not (joint in _FOR and name[0].isupper()):
        return "role"
    capital = name[0].isupper() or not name.isascii()
    if capital and len(name.split()) <= 5 and (is_agency(name) or TRADE.search(name) or joint in _FOR):
        return "body"
    if (_PERSON.match(name) and len(set(name.casefold().split())) > 1) or (by and not joint and capital and len(name.split()) <= 4):
        return "person"
    return "other"


def _code(name: str) -> bool:
    return bool(_CODE.match(name)) and name not in _NO_CODE


def _special(item: Item) -> Item:
    """Return an item "Special to the Echo" as the body it names."""
    if m := _SPECIAL.search(item.name):
        at = item.span.start + m.start("name")
        return Item(m["name"], "body", Span(at, at + len(m["name"])), "special")
    return item
