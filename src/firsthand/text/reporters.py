"""Whose reporter a text speaks of: "told the Herald", "the Herald has learned", "seen by dpa".

Whoever writes so names the body that did the work. In a text of that very body it is own reporting;
anywhere else it is a credit that came along with the copied words. Read by grammar, in English,
German, French and Spanish; only the caller knows which bodies are outlets, so every capitalised
name in such a place is returned and `sure` tells those places that leave no other reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from firsthand.model import Span, Value

_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_TOKEN = rf"[{_CAPITAL}][\w&’'-]{{0,30}}(?:\.[A-Za-z][\w-]{{0,20}}){{0,2}}"
_NAME = rf"(?P<name>{_TOKEN}(?:\s(?:(?:of|de|la|del|du|und|and)\s)?{_TOKEN}){{0,4}})"
_THE = r"(?P<the>(?:[Tt]he|[Dd]e[rmns]|[Dd]ie|[Ll]e|[Ll]a|[Ee]l)\s|[Aa]u\s|[Ll]['’])?"
# A reporter was told, shown, answered: whoever writes so wrote the sentence. A few others are told and
# shown things ("told the Senate", "a visit by the King"), so the name must be known otherwise.
_HEARD = (
    r"told|tells?|telling|spoke\s+(?:to|with)|speaking\s+(?:to|with)|talked\s+(?:to|with)"
    r"|(?:comment|statement|answer)s?\s+(?:to|from)"
    r"|(?:shown|given|handed|leaked|passed|provided|sent|forwarded|available|known)\s+to"
    r"|(?:contacted|asked|approached|reached|commissioned|put|sent|submitted|dispatched|seen|viewed|reviewed|obtained|verified)\s+by"
    r"|(?:questions?|quer(?:y|ies)|requests?(?:\s+for\s+(?:comment|an?\s+interview))?|calls?|inquir(?:y|ies))\s+(?:\w+\s+)?(?:from|by|of)"
    r"|(?:check|count|analysis|investigation|visit|survey|tally|calculation|reconstruction|research)s?\s+by"
    r"|(?:sagten?|erklärten?|erzählten?|berichteten?)(?:\s+(?:er|sie))?|gegenüber|(?:liegen|liegt|lagen|lag)"
    r"|(?:a|ont)\s+(?:dit|déclaré|confié|expliqué|raconté|indiqué)(?:\s+à)?"
    r"|(?:dijo|contó|explicó|declaró|confirmó|relató)\s+(?:a|al)"
)
# A body reported, and somebody else says so.
_CITED = (
    r"according\s+to|laut|selon|según|(?:is|was|comes)\s+from|(?:quoted|cited|reported|revealed|published)\s+by"
    r"|(?:reports?|investigation|read|reads|wrote|writes|writing|quoted|reported|appeared|published|story|column|article)\s+in"
)
_SURE = (
    r"(?:in\s+)?(?:an\s+)?interview\s+(?:with|by|for)|interviewed\s+by"
    r"|(?:documents?|records?|e-?mails?|letters?|footage|videos?|files?|copy|copies|minutes|figures|messages|papers|reports?|memos?|notes?|contract|drafts?|recordings?)"
    r",?\s+(?:[\w,]+\s+){0,3}?(?:seen|viewed|reviewed|obtained|examined|verified|heard|acquired)\s+(?:exclusively\s+)?by"
    r"|(?:have|has|was|were|is|are)\s+(?:been\s+)?(?:seen|reviewed|obtained)\s+by"
    r"|im\s+(?:Gespräch|Interview)\s+mit|nach\s+(?:Informationen|Recherchen)|selon\s+les\s+informations\s+(?:du|de)"
    r"|(?:consulté|vu)e?s?\s+par|(?:entrevista|conversación)\s+con|ha\s+tenido\s+acceso"
)
_DID = (
    r"(?:counted|found|asked|visited|obtained|put|spoke\s+(?:to|with)|saw|reviewed|examined|heard|had\s+put|sent|reached"
    r"|was\s+(?:able\s+to|shown|told|given)|(?:has|have|had)\s+(?:obtained|reviewed|examined|verified|read|seen|heard|spoken\s+(?:to|with)|been\s+(?:told|shown)))\b"
)
_SURELY_DID = (
    r"(?:(?:has|have|had)\s+learn(?:ed|t)|understands|can\s+reveal"
    r"|spoke\s+(?:to|with)\s+(?:\d+|\w+)\s+(?:people|witnesses|residents|employees|workers)"
    r"|liegen\s+vor|vorliegen|ha\s+(?:sabido|podido)|a\s+(?:appris|pu\s+consulter))\b"
)
_REPORTS = r"(?:reports?|(?:first\s+)?reported|wrote|writes|said|says|has\s+(?:said|reported)|revealed|berichtet(?:e)?|schreibt|rapporte|informa)\b"
_POSSESSED = r"['’]s?\s+(?:own\s+)?(?:reporters?|correspondents?|reporting|newsroom|questions?|requests?|count|analysis|investigation)\b"
# What a place begins with, looked at before its many branches are tried: a name or its article; any word.
_NAMED, _WORD = rf"(?=[{_CAPITAL}tdlea])", r"\b(?=\w)"
_PLACES = (
    (re.compile(rf"{_WORD}(?i:{_HEARD})\s+{_THE}{_NAME}"), True, False),
    (re.compile(rf"{_WORD}(?i:{_SURE})\s+{_THE}{_NAME}"), True, True),
    (re.compile(rf"{_NAMED}{_THE}\b{_NAME},?\s+{_SURELY_DID}"), True, True),
    (re.compile(rf"{_NAMED}{_THE}\b{_NAME}{_POSSESSED}"), True, True),
    (re.compile(rf"{_NAMED}{_THE}\b{_NAME},?\s+{_DID}"), True, False),
    (re.compile(rf"{_NAMED}{_THE}\b{_NAME},?\s+{_REPORTS}"), False, False),
    (re.compile(rf"{_WORD}(?i:{_CITED})\s+{_THE}{_NAME}"), False, False),
)
# What stands after the name in two of them is rare, and quickly seen to be missing.
_NEEDS = {2: re.compile(rf"\s{_SURELY_DID}"), 3: re.compile(_POSSESSED)}
# Words that open a sentence in capitals and are no part of a name.
_OPENERS = frozenset(
    ["a", "an", "as", "at", "but", "by", "for", "from", "he", "her", "his", "i", "if", "in", "it", "its", "no", "not", "of", "on", "one", "she", "so", "that", "their", "then", "they", "this", "we", "when", "while", "who"]
)


class Reporter(Value):
    """A body whose reporter a text speaks of, where its name stands, and how plainly.

    `article`: the name follows "the". `heard`: the reporter was told or found out, so the sentence
    is that reporter's own; else somebody says what the body reported. `sure`: no person, office or
    court is spoken of so.
    """

    name: str
    span: Span
    article: bool
    heard: bool
    sure: bool


@lru_cache(maxsize=1024)  # asked for every pair of a story
def reporters(text: str) -> tuple[Reporter, ...]:
    """Return the bodies whose reporters a text speaks of, in the order of the text.

    >>> [(r.name, r.sure) for r in reporters("Roe told the Brook Herald. The Packet has learned more.")]
    [('Brook Herald', False), ('Packet', True)]
    """
    found: dict[Span, Reporter] = {}
    for reporter in _all(text):
        known = found.get(reporter.span)
        if known is None or (reporter.sure, reporter.heard) > (known.sure, known.heard):
            found[reporter.span] = reporter
    return tuple(found[span] for span in sorted(found))


def _all(text: str) -> Iterator[Reporter]:
    for n, (pattern, heard, sure) in enumerate(_PLACES):
        if n in _NEEDS and not _NEEDS[n].search(text):
            continue
        for m in pattern.finditer(text):
            start = m.start("name")
            name = re.sub(r"['’]s?$", "", m["name"])
            if name.casefold() not in _OPENERS:
                yield Reporter(name, Span(start, start + len(name)), m["the"] is not None, heard, sure)
