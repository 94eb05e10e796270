"""Sentences of article text with exact places, and which of them say something.

A boundary is a full stop, question or exclamation mark with its closing quotes, before white space
and something that can begin a sentence. Abbreviations, initials and numbers do not end one, and a
quotation stays with its tail: in `"A. B," he said.` nothing ends before the last full stop. The
rules are read off news prose; blank lines always end a sentence, single line ends do when lines are
paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Furniture, Sentence, Span
from firsthand.text.words import count

_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘«])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sr|Sra|Jr|St|Ste|Lt|Gen|Col|Capt|Maj|Sgt|Cpl|Cmdr|Adm"
    r"|Gov|Sen|Rep|Rev|Hon|Pres|Supt|Det|Insp|Messrs|Mme|Mlle|M|Hr|Fr|Nr|No|Nos|Art|vs|v|cf|ca|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun"
    r"|U\.S|U\.K|U\.N|E\.U|U\.A\.E|D\.C|e\.g|i\.e|z\.B|u\.a|d\.h|p\.ej|EE\.UU|a\.m|p\.m|Ph\.D"
    r"|Inc|Ltd|Corp|Co|Bros|Mt|Ft|Ave|Blvd|Rd|Vol|p|pp|ed|eds|al|Sta|Sto|Dra|Bhd|Mio|Mrd|Tsd|Abs"
    r"|г|гг|им|ул|т\.е|т\.д|тыс|млн|млрд|руб)\.$",
)
# These may end a sentence all the same, when what follows begins like one.
_MAY_END = re.compile(r"(?:a\.m|p\.m|U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Ltd|Corp|Co|Jr|Sr|EE\.UU)\.$")
_INITIAL = re.compile(r"(?:^|[\s(“\"'‘«.])[A-ZÀ-ÞА-Я]\.$")
_END = re.compile(
    r"(?:[.!?…]+|[。！？؟۔])[\"”’'»“)\]』」]*(?=\s|$)"
    r"|[。！？][』」”]*"
)
_STARTS = re.compile(r"[\"“”‘'«„(\[¿¡『「—–-]*\s*[^\W_a-zß-öø-ÿа-я]")
_STARTER = frozenset(
    ["the", "a", "an", "in", "on", "at", "but", "and", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "there", "as", "if", "when", "while", "after", "before", "his", "her", "its", "their", "our", "my", "no", "not", "all", "some", "one", "two", "for", "from", "by", "with", "to", "so", "or", "what", "who", "how", "why", "where", "earlier", "later", "last", "next", "since", "police", "officials"]
)
# A German ordinal: "am 3. Juni", "der 2. Senat"; "am 3. Die Polizei" has ended.
_ORDINAL = re.compile(r"(?:^|[\s(])(?:am|vom|zum|beim|im|ab|bis|seit|der|die|das|dem|den|des|zur)\s+\d{1,2}\.$", re.IGNORECASE)
_GERMAN_STARTER = frozenset(["der", "die", "das", "dem", "den", "ein", "eine", "er", "sie", "es", "wir", "ich", "man", "und", "aber", "doch", "dabei", "dann", "danach", "dort", "hier", "nach", "vor", "in", "im", "am", "an", "auf", "mit", "bei", "zu", "von", "für", "seit", "wenn", "als", "auch", "noch", "nun", "zwei", "drei"])
_QUOTE_TAIL = re.compile(r"[\"”’'»]\s*(?:,|[a-zß-öø-ÿа-я])")
_TAIL = re.compile(r"[,!?][”\"](?=\s+[a-zß-öø-ÿ])|,[”\"]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n")

_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche"
)
_MONTH = (
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|janvier|février"
    r"|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januar|februar|märz|juni"
    r"|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября"
    r"|декабря|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|updated|veröffentlicht|publicado|publié|опубликовано)\W*)?"
    rf"(?:(?:{_WEEKDAY})[,.]?\s+)?(?:\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTH})|(?:{_MONTH})\.?\s+\d{{1,2}})"
    rf"[,.]?\s+(?:de\s+)?[\d٠-٩]{{4}}\b.{{0,40}}$|[\d٠-٩]{{1,2}}[./\s]\S{{1,12}}[./\s][\d٠-٩]{{4}}\W*$",
    re.IGNORECASE,
)
_BY_LINE = re.compile(
    r"(?:by|von|por|par|текст|автор|di|da|بقلم)\s+\S.{0,80}$|\((?:reporting|writing|editing)\b.*\)$"
    r"|(?:reporting|additional reporting|writing|editing) by\b.{0,160}$|staff and agencies$"
    r"|(?:our |from )?(?:own )?(?:correspondents?|staff)$",
    re.IGNORECASE,
)
# A line longer than this many words is a sentence, whatever it lacks.
_LINE_WORDS = 14


def sentences(
    text: str, furniture: Sequence[Furniture], title: str | None
) -> tuple[Sentence, ...]:
    """Return the sentences of article text in order; furniture has none.

    `part` is "title" for the headline, "line" for bylines, date lines, mastheads and other lines
    that are no sentence and say nothing about the story, "body" for the rest.
    """
    blocked = [f.span for f in furniture]
    lines = list(_paragraphs(text, blocked))
    wanted = " ".join(title.split()) if title else None
    first_body = _first_body(text, lines)
    found: list[Sentence] = []
    titled = False
    for n, span in enumerate(lines):
        line = " ".join(text[span.start : span.end].split())
        if wanted and line == wanted and not titled:
            titled = True
            found.append(Sentence(span, count(line), "title"))
            continue
        if _is_line(line) or (n < first_body and not _ends(line)):
            found.append(Sentence(span, count(line), "line"))
            continue
        for part in split(text, span):
            found.append(Sentence(part, count(text[part.start : part.end])))
    return tuple(s for s in found if s.words)


def split(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        end = match.end()
        if end >= span.end:
            break
        if _inside(text, start, match, span.end):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, span.end)


def _inside(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Return whether a full stop ends nothing: an abbreviation, or a quotation with a tail."""
    end = match.end()
    rest = text[end : min(limit, end + 40)].lstrip()
    if match.group()[0] in "。！？":
        return False
    if _inside_speech(text, start, match.end(), limit):
        return True
    if _QUOTE_TAIL.match(text[match.start() + 1 : min(limit, end + 3)]) and rest[:1].islower():
        return True
    if not _STARTS.match(rest):
        # A small letter after a full stop: machine-broken prose ("Javaid. reporting") or a name.
        return True
    head = text[max(start, match.start() - 12) : match.start() + 1]
    if match.group()[0] != ".":
        return False
    if _ABBREVIATION.search(head):
        word = re.match(r"\W*(\w+)", rest)
        follows = word.group(1).casefold() if word else ""
        return not (_MAY_END.search(head) and follows in _STARTER)
    if _ORDINAL.search(head):
        word = re.match(r"\W*(\w+)", rest)
        return word is not None and word.group(1).casefold() not in _STARTER | _GERMAN_STARTER
    return bool(_INITIAL.search(head))


def _inside_speech(text: str, start: int, end: int, limit: int) -> bool:
    """Return whether a quotation is open here that closes before a tail: “A. B,” he said."""
    opened = max(text.rfind("“", start, end), text.rfind("„", start, end))
    if opened > text.rfind("”", start, end):
        close = text.find("”", end, limit)
    elif text.count('"', start, end) % 2:
        close = text.find('"', end, limit)
    else:
        return False
    return close > 0 and bool(_TAIL.match(text, close - 1, limit))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _paragraphs(text: str, blocked: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of article text without surrounding white space, furniture cut out."""
    edges = [0]
    for m in _PARAGRAPH.finditer(text):
        edges += [m.start(), m.end()]
    edges.append(len(text))
    for at in range(0, len(edges), 2):
        pieces = [Span(edges[at], edges[at + 1])]
        for b in blocked:
            pieces = [
                piece
                for p in pieces
                for piece in (
                    (p,)
                    if b.end <= p.start or b.start >= p.end
                    else (Span(p.start, max(p.start, b.start)), Span(min(p.end, b.end), p.end))
                )
            ]
        for p in pieces:
            yield from _trimmed(text, p.start, p.end)


def _first_body(text: str, lines: Sequence[Span]) -> int:
    """Return the index of the first line that reads like prose."""
    for n, span in enumerate(lines):
        line = text[span.start : span.end]
        if _ends(line) and count(line) >= 8:
            return n
    return 0


def _ends(line: str) -> bool:
    return bool(re.search(r"[.!?…。！？؟۔][\"”“’‘'»«)\]』」]*$", line.rstrip()))


def _is_line(line: str) -> bool:
    words = count(line)
    if words > 2 * _LINE_WORDS:
        return False
    if _BY_LINE.match(line) and (words <= _LINE_WORDS or line.startswith("(")):
        return True
    return words <= _LINE_WORDS and bool(_DATE_LINE.match(line))
