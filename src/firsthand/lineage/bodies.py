"""Whether two names mean the same outlet or agency: short forms, acronyms, articles.

Credits name the same body in many ways ("Globe News Agency", "GNA", "Globe"). Names are compared
by tokens: equal after articles and generic words, one the leading part of the other, or one the
acronym of the other. No list of bodies is needed, so an unknown agency works as a known one does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_TOKEN = re.compile(r"\w+")
_ARTICLES = frozenset(["the", "a", "an", "le", "la", "les", "el", "los", "las", "der", "die", "das", "il", "lo", "o", "os", "al"])
_OF = frozenset(["of", "and", "de", "des", "du", "del", "della", "di", "da", "do", "und", "et", "y", "e", "for"])
_GENERIC = frozenset(
    ["news", "wire", "newswire", "agency", "service", "services", "press", "dispatch", "international", "agence", "agencia", "agentur", "agenzia", "agency's", "presse", "prensa", "online", "digital", "com", "co", "inc", "ltd", "media", "group", "newsroom", "bureau", "feed", "network", "desk", "agencies"]
)


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a body's name without articles.

    >>> tokens("The Globe News Agency")
    ('globe', 'news', 'agency')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return tuple(t for t in _TOKEN.findall(folded) if t not in _ARTICLES)


@lru_cache(maxsize=1 << 16)
def acronym(name: str) -> str:
    """Return the initials of a body's name, small words left out.

    >>> acronym("Globe News Agency")
    'gna'
    """
    return "".join(t[0] for t in tokens(name) if t not in _OF)


def same_body(left: str | None, right: str | None) -> bool:
    """Return whether two names can mean one outlet or agency.

    >>> same_body("GNA", "Globe News Agency"), same_body("Castell", "Castell Newswire")
    (True, True)
    >>> same_body("Meridian Wire", "The Meridian Post-Dispatch")
    False
    """
    if not left or not right:
        return False
    a, b = tokens(left), tokens(right)
    if not a or not b:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long[: len(short)] == short and set(long[len(short) :]) <= _GENERIC:
        return bool(set(short) - _GENERIC)
    # An acronym: one word of two to six letters against the initials of the longer name.
    if (
        len(short) == 1 < len(long)
        and 2 <= len(short[0]) <= 6
        and short[0] in {acronym(left), acronym(right)}
    ):
        return True
    distinct = set(a) - _GENERIC, set(b) - _GENERIC
    if distinct[0] and distinct[0] == distinct[1]:
        return True
    return left.isascii() != right.isascii() and _sound(left) == _sound(right) != ""


@lru_cache(maxsize=1 << 16)
def _sound(name: str) -> str:
    """Return the consonants of a name in Latin letters: alike across scripts."""
    latin = re.sub(r"[^a-z]", "", anyascii(name).casefold())
    consonants = re.sub(r"[aeiouyhw]", "", latin)
    return consonants if len(consonants) > 3 else ""


def means(mention: str | None, outlet: str | None) -> bool:
    """Return whether a credit can mean an outlet: its name, the last words of its masthead, those before "of".

    >>> means("the Herald", "Brook Herald"), means("Brook", "Hill Herald")
    (True, False)
    >>> means("La Grada", "La Grada de Montesclaros")
    True
    """
    if same_body(mention, outlet):
        return True
    short, long = tokens(mention or ""), tokens(outlet or "")
    if not short or len(short) >= len(long):
        return False
    ends = long[-len(short) :] == short
    before_of = long[: len(short)] == short and long[len(short)] in _OF
    return (ends or before_of) and len("".join(short)) > 2


def marks(name: str) -> frozenset[str]:
    """Return what two names have at least one of in common where one can mean the other (`means`).

    >>> bool(marks("GNA") & marks("Globe News Agency")), bool(marks("Brook") & marks("Hill Herald"))
    (True, False)
    """
    parts = tokens(name)
    return frozenset({*parts, "".join(parts), acronym(name), _sound(name)} - {""})


def own_reporter(name: str, outlet: str | None) -> bool:
    """Return whether a text that speaks of a body's reporter speaks of its own outlet's.

    >>> own_reporter("Herald", "Brook Herald"), own_reporter("Gazette", "Brook Herald"), own_reporter("Herald", None)
    (True, False, False)
    """
    return bool(outlet) and (same_body(name, outlet) or tokens(name) == tokens(outlet or "")[-1:])
