"""Lines that say whose text a page carries: sources, inputs, republications, links to the full story.

Every form is a lead ("source:", "with inputs from", "this article first appeared in") in some
languages, followed by a list of names; the lead stands at the start of a line or of a sentence. So a
new form is a row of the table. A name is a run of capital words, a known agency in small letters, or,
in scripts without capitals, a few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Span, Value
from firsthand.text.agencies import AGENCIES
from firsthand.text.dates import parse

_SMALL = "|".join(sorted((re.escape(a) for a in AGENCIES if a.islower() and a.isascii()), key=lambda a: (-len(a), a)))
_WORD = r"[A-ZÀ-ÖØ-ÞА-ЯЁ0-9][\w&'’.-]*(?<![.'’-])"
_RUN = rf"(?:[LlDd]['’])?{_WORD}(?:[ \t](?:(?:of|de|the|and|la|le|del|der|des|du|et|y|&)[ \t])?{_WORD}){{0,6}}"
_ARABIC = r"[\u0600-\u06FF]+(?:[ \t][\u0600-\u06FF]+){0,3}"
_CYRILLIC = r"[А-ЯЁ][\w«»-]*(?:[ \t][\w«»-]+){1,3}"
_NAME = rf"(?:(?:{_SMALL})\b|{_RUN}|{_ARABIC}|{_CYRILLIC})"
_ARTICLE = r"(?:(?i:the|la|le|el|los|die|der|das|dem|den|our(?:\s+\w+){0,2})[ \t]+)?"
_LIST = rf"{_ARTICLE}(?P<names>{_NAME}(?:\s*(?:[/,;+]|\b(?:and|und|et|y|e|и|و)\b)\s*{_ARTICLE}{_NAME})*)"
_PIECE = r"(?:article|story|piece|post|column|text|feature|content|dispatch|item|essay|investigation)"
_PLACE = r"(?:^|(?<=[.!?)”\"»]\s)|(?<=[|•·;]\s))"
_START = _PLACE + r"[^\w\n]{0,4}"
# Only the line's end, a bar, a bracket or a full stop may follow a name after a weak lead.
_CLOSE = r"(?=\s*(?:$|[|•·;)\].]|\s[-–—]\s|[,.]?\s+(?:\d|Photo)))"
# What a body puts out itself.
_NOTICE = r"(?i:[ \t]+(?:(?:press|news|media)[ \t]+(?:release|statement)|(?:\w+[ \t]+)?(?:notice|statement|announcement|circular)|pressemitteilung|communiqué|comunicado|пресс-релиз))?"
_MADE = r"(?:published|appeared|posted|produced|provided|distributed|reported|supplied)"

# The text, or a part of it, draws on another's.
_PART = (
    # A label, and what stands after it.
    rf"(?i:sources?|quellen?|fuentes?|fonte|bron|источники?|المصدر|مصدر)[ \t]*[:：][ \t]*{_LIST}{_NOTICE}{_CLOSE}",
    rf"(?i:from)[ \t]+{_LIST}[ \t]+(?i:wires?|reports?|services|wire\s+reports|staff\s+reports){_CLOSE}",
    rf"(?i:compiled\s+)?(?i:with\s+(?:\w+\s+)?(?:inputs?|files?|reporting|reports?|material|copy|information)\s+(?:from|by))[ \t]+{_LIST}",
    rf"(?i:(?:mit|unter\s+verwendung\s+von|enthält)\s+(?:agentur)?(?:material|informationen|meldungen)\s+(?:von|der|des|aus))[ \t]+{_LIST}",
    rf"(?i:avec)[ \t]+{_LIST}{_CLOSE}",
    rf"(?i:con\s+(?:información|informaciones|datos|material)\s+de|com\s+informações\s+d[aeo])[ \t]+{_LIST}",
    rf"(?i:по\s+(?:материалам|информации|сообщению|данным)|с\s+использованием\s+материалов)[ \t]+(?:(?i:агентства|газеты|издания)[ \t]+)?[«\"]?{_LIST}[»\"]?{_CLOSE}",
    rf"(?:نقلا\s+عن|عن)[ \t]+{_LIST}{_CLOSE}",
    (rf"(?i:(?:read|see|find)\s+(?:the\s+)?(?:full|original|complete|entire|whole|rest\s+of\s+the)\s+(?:{_PIECE}|version|original)?\s*"
     rf"(?:here\s+)?(?:at|on|in|from|by|via))[ \t]+{_LIST}"),
    # An agency's writer under another outlet's byline.
    rf"{_LIST}[ \t]+(?i:(?:staff\s+)?(?:writers?|reporters?|correspondents?|journalists?)\s)[^\n]{{2,120}}(?i:contributed\s+(?:to\s+this|reporting))",
)
# The whole text is another's.
_WHOLE = (
    (rf"(?i:(?:this|the)\s+(?:\w+\s+){{0,2}}(?:{_PIECE}|(?<=this\s)report)\s+(?:(?:was|is|has\s+been|had)\s+)?(?:(?:originally|first|previously|initially|also|co-)\s*)*"
     rf"{_MADE}(?:\s+(?:originally|first))?\s+(?:by|in|on|at|with|through))[ \t]+{_LIST}"),
    rf"(?i:the\s+post\b[^\n]{{2,160}}?\b(?:first\s+appeared|appeared\s+first)\s+on)[ \t]+{_LIST}",
    (rf"(?i:(?:(?:this|the)\s+(?:\w+\s+)?{_PIECE}\s+(?:is|was|has\s+been)\s+)?(?:originally\s+published|first\s+published|republished|reprinted|reproduced|syndicated|reposted)"
     rf"(?:\s+here)?(?:\s+(?:with|by|under)\s+(?:the\s+)?(?:kind\s+)?(?:permission|licence|license|a\s+license))?\s+(?:from|of|by|in|on|at|with))[ \t]+{_LIST}"),
    rf"(?i:(?:story\s+)?courtesy(?:\s+of)?:?)[ \t]+{_LIST}{_CLOSE}",
    rf"(?i:[^\n]{{0,60}}\b(?:full|original|complete)\s+(?:text|{_PIECE})\s+(?:from|by))[ \t]+{_LIST}",
    (rf"(?i:(?:dieser|der|diese)\s+(?:\w+\s+)?(?:artikel|text|beitrag|bericht|reportage|meldung)\s+(?:ist|erschien|wurde)\s+(?:\w+\s+){{0,3}}?"
     rf"(?:in|im|bei|auf|von)(?:\s+(?:der|dem|die|den))?)[ \t]+{_LIST}"),
    rf"(?i:(?:übernommen\s+(?:von|aus)|zuerst\s+(?:erschienen|veröffentlicht)\s+(?:in|bei|auf)|mit\s+freundlicher\s+genehmigung)(?:\s+(?:der|dem|des|von))?)[ \t]+{_LIST}",
    (rf"(?i:(?:cet|l['’])\s*(?:article|texte|reportage)\s+(?:a\s+|est\s+)?(?:(?:été|initialement|d['’]abord|originellement)\s+)*(?:publié|paru|diffusé)"
     rf"(?:\s+\w+(?:ment|bord))?\s+(?:par|dans|sur))[ \t]+{_LIST}"),
    rf"(?i:(?:article\s+)?(?:paru|publié)\s+(?:dans|initialement\s+(?:dans|sur|par))|reproduit\s+avec\s+l['’]autorisation\s+de)[ \t]+{_LIST}",
    (rf"(?i:(?:(?:este|el|esta|la)\s+(?:artículo|texto|reportaje|nota|noticia)\s+(?:fue\s+|se\s+|ha\s+sido\s+)?)?(?:publicad[oa]|publicó|apareció)\s+"
     rf"(?:originalmente|por\s+primera\s+vez|previamente|primero|inicialmente)\s+(?:en|por))[ \t]+{_LIST}"),
    rf"(?i:reproducid[oa]\s+con\s+(?:el\s+)?permiso\s+de)[ \t]+{_LIST}",
    rf"(?i:(?:статья|материал|текст)\s+(?:был[аи]?\s+)?(?:впервые\s+|изначально\s+)?опубликован[аы]?\s+(?:в|на|изданием)|оригинал(?:\s+\w+)?\s*:)[ \t]+[«\"]?{_LIST}",
    rf"(?:(?:نشر|نشرت)\s+(?:هذا\s+|هذه\s+)?(?:المقال|التقرير|المادة)?\s*(?:لأول\s+مرة\s+|أولا\s+)?(?:في|على))[ \t]+{_LIST}",
)
_FORMS = tuple((re.compile(_START + lead, re.MULTILINE), lead in _WHOLE) for lead in (*_WHOLE, *_PART))
_PLACES = re.compile(_PLACE, re.MULTILINE)
_SPLIT = re.compile(rf"\s*(?:[/,;+]|\b(?:and|und|et|y|e|и|و)\b)\s*{_ARTICLE}")
# Words that stand where a name could and are none.
_NONE = re.compile(
    r"^(?:staff|agencies|agencias|agences|agenturen|wires?|reports?|press\s+release|pressemitteilung|here|this|that|own|our|us|me|reuse|facebook|twitter|x"
    r"|youtube|instagram|whatsapp|email|e-mail|creative\s+commons|cc.*|وكالات|агентства|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|\d[\d\s.,:/-]*)$",
    re.IGNORECASE,
)


class CreditLine(Value):
    """A line that names a body as where the text comes from: the name, its place, whether all is its."""

    name: str
    span: Span
    whole: bool


def credit_lines(text: str) -> Iterator[CreditLine]:
    """Yield the bodies that lines of credit name, each with its place, form by form."""
    places = [m.start() for m in _PLACES.finditer(text)]
    for form, whole in _FORMS:
        for m in _matches(form, text, places):
            at = m.start("names")
            # "Appeared in The Quay, Lunden, on Sunday": a place follows the one name.
            listed = m["names"].split(",")[0] if whole else m["names"]
            for name, start in _names(listed):
                if len(name) > 1 and not _NONE.match(name) and not parse(name, "text"):
                    yield CreditLine(name, Span(at + start, at + start + len(name)), whole)


def _matches(form: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield what `finditer` would, tried only where a lead can stand."""
    end = 0
    for place in places:
        if place >= end and (m := form.match(text, place)):
            yield m
            end = m.end()


def _names(listed: str) -> Iterator[tuple[str, int]]:
    at = 0
    for m in [*_SPLIT.finditer(listed), None]:
        end = m.start() if m else len(listed)
        part = listed[at:end]
        name = part.strip(" .,;\"'«»“”")
        if name:
            yield name, at + part.index(name)
        at = m.end() if m else end
