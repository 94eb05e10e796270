"""Page furniture in extracted text: navigation, notices, biographies, links, tags, addresses.

Furniture takes part in no share, quotation or relation. Lines are judged by their form and place:
at the head and the foot of a page and between paragraphs, never a line of the article's own prose.
Precision comes first: a sentence lost to furniture is lost to matching.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Furniture, FurnitureKind, Span
from firsthand.text.release import ABOUT, CONTACT, END_MARK, HEAD_MARK, SOURCE_MARK, release
from firsthand.text.words import count

_LINKS = re.compile(
    r"^\W{0,4}(?:related(?:\s+(?:article|articles|story|stories|links?|content|coverage|reading))?|read\s+(?:more|next|also)"
    r"|see\s+also|also\s+read|also\s+in|more\s+(?:from|on|in|stories)|recommended|you\s+(?:may|might)\s+(?:also\s+)?like|most\s+read"
    r"|trending|auch\s+interessant|weiterlesen|sur\s+le\s+même\s+sujet|notas\s+relacionadas|по\s+теме|اقرأ\s+المزيد|latest\s+(?:news|stories)|next\s+article|previous\s+article|mehr\s+zum\s+thema|lesen\s+sie\s+auch"
    r"|lire\s+aussi|à\s+lire|lea\s+también|leer\s+más|te\s+puede\s+interesar|читайте\s+также|اقرأ\s+أيضا)\b|^\W{0,4}more:\s",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\W{0,4}(?:(?:original|source|canonical|short)\s+(?:url|link)\b|permalink\b|url:|https?://|www\.)", re.IGNORECASE
)
_HOST_ONLY = re.compile(r"^(?:[\w-]+\.)+(?:com|org|net|ru|de|fr|es|uk|info|news|gov|int|io|example)(?:/\S*)?$", re.IGNORECASE)
_TAGS = re.compile(r"^\W{0,4}(?:tags?|filed\s+under|topics?|keywords|schlagwörter|etiquetas|mots[- ]clés|теги)\s*[:|]", re.IGNORECASE)
_NOTICE = re.compile(
    r"^\W{0,4}(?:advertisement|anzeige|publicidad|publicité|sponsored|skip\s+to\s+(?:main\s+)?content|page\s+\d+\s+of\s+\d+"
    r"|print\s+this|back\s+to\s+top|sign\s+up|subscribe|log\s+in|create\s+an?\s+account|download\s+(?:the|our)\b"
    r"|get\s+the\s+\w+.{0,40}\b(?:inbox|newsletter)|get\s+.{0,60}\bin\s+your\s+inbox|share(?:\s+this|:)|follow\s+us|click\s+here"
    r"|unsubscribe|suscr[ií]b(?:a|e|ete|ase)\b|abonnez-vous|abonnieren\s+sie|jetzt\s+abonnieren|подписывайтесь|подписной\s+индекс|оформите\s+подписку|impreso\s+en\b|imprimé\s+(?:en|sur|par)\b|gedruckt\s+(?:auf|bei|in)\b"
    r"|anzeigenschluss|(?:small|classified)\s+ads?\b|you\s+must\s+be\s+(?:registered|logged)|registered\s+already|editing\s+by\b|what\s+(?:would|do)\s+you\b.{0,80}\bcomment\b|comment\s+below|follow\s+.{2,30}\bon\s+(?:facebook|twitter|x|instagram|telegram)\b|you(?:['’]re|\s+are)?\s+(?:get|getting|receive|receiving)\s+this\b|loading|comments?\b\W*$|\d+\s+comments?|leave\s+a\s+(?:comment|reply)|copyright\b|©|\(c\)\s*\d{4}"
    r"|all\s+rights\s+reserved|image\s+credit|photo(?:\s+credit)?:|photograph:|source:\s+(?:getty|reuters|ap|afp|shutterstock|epa|pixabay|unsplash)"
    r"|getty\s+images|file\s+photo|\d+\s+min(?:ute)?s?\s+read|do\s+not\s+sell|cookie|we\s+(?:use|and\s+our)\s+.{0,30}(?:cookies|partners)"
    r"|\d+\s+free\s+articles?|stay\s+with\s+.{2,30}\s+(?:for|on)\b|also\s+in\s+this\s+(?:briefing|issue|edition|newsletter)|correction\s+policy"
    r"|was\s+this\s+e?-?mail|view\s+(?:this\s+(?:e-?mail|message)|online|in\s+(?:your\s+)?browser)|\d+\s+captures?\b|archived\s+from|saved\s+from"
    r"|the\s+\w+\s+machine\b.*https?|share\W*$|(?:reply|quote|report)(?:\s+(?:reply|quote|report|like)){0,3}\W*$|follow\s+live\b|live\s+updates\b\W*$|view\s+comments|show\s+comments"
    r"|our\s+standards:|get\s+the\s+latest\b|фото:|foto:|crédit\s+photo|bild:|the\s+post\b.*\bappeared\b|view\s+original\s+content|update\s+preferences"
    r"|listen\s+to\s+this|watch:|posted\s+by\s+\w+\s*\||from\s+the\s+mailbag|support\s+(?:us|independent|our)\b|donate\b|become\s+a\s+(?:member|supporter))",
    re.IGNORECASE,
)
_NOTICE_ANYWHERE = re.compile(
    r"\buses?\s+cookies\b|\ball\s+rights\s+reserved\b|\bmay\s+not\s+be\s+(?:published|reproduced|copied)\b|\bterms\s+of\s+(?:use|service)\b"
    r"|\bprivacy\s+policy\b|\bpersonal\s+information\b.{0,20}$|\bunsubscribe\b|\bfree\s+(?:articles|newsletter|app)\b|\bsubscribe\s+(?:for|to|now)\b"
    r"|\bpaid\s+for\s+by\s+subscribers\b|\bmembers?\s+of\s+the\s+(?:national\s+)?press\s+council\b|\bnot\s+investment\s+advice\b|\binvestment\s+advice\b"
    r"|\bdelayed\s+by\s+at\s+least\b|\bgamble\s+responsibly\b|\bplay\s+responsibly\b|\bring\s+the\s+newsdesk\b|\bgot\s+a\s+(?:story|tip)\b"
    r"|\bin\s+your\s+inbox\b|\bregistered\s+charity\b|\bhas\s+no\s+advertising\b|\baccepts?\s+no\s+(?:government\s+)?(?:funding|advertising)\b"
    r"|\bare\s+not\s+edited\s+by\b|\bsupplied\s+automatically\b|\bstore\s+and\s+access\s+information\b|\ba\s+month\.$|\blog\s+in\s+or\b",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"\bis\s+(?:an?|the)\s+(?:[\w-]+\s+){0,5}(?:journalist|reporter|editor|correspondent|columnist|freelance|staff\s+writer|writer)\b"
    r"|\b(?:blogs|tweets|podcasts|broadcasts|lives\s+(?:in|with)|keeps\s+(?:bees|hens|goats|cats))\b|\b(?:new(?:est)?|latest|first|second|debut)?\s*(?:novel|book|memoir|collection|album)\b.{0,80}\bis\s+(?:out|published|available)\b"
    r"|\bhas\s+(?:reported|written|covered|worked|been\s+reporting)\s+(?:from|for|on|about|as)\b.{0,60}\bsince\b"
    r"|\b(?:reports|writes)\s+(?:from\s+\d+\s+countries|about|for\s+us)\b|\bfollow\s+(?:him|her|them)\s+on\b|\bcovers\s+\w+.{0,40}\bfor\b",
    re.IGNORECASE,
)
# What speaks to the reader of the page, at its foot or over its text.
_TO_THE_READER = re.compile(
    r"^\W{0,4}(?:do\s+you\s+(?:know|have)\s+(?:more|something|a\s+(?:story|tip))\b|(?:got|have)\s+(?:a\s+)?(?:story|tip|something\s+to\s+say)\b|reply\s+to\s+this\b"
    r"|to\s+(?:stop|unsubscribe|leave|opt\s+out)\b.{0,40}\b(?:reply|write|click|send|text)\b|continued\s+(?:on|from|overleaf)\b|(?:see|turn\s+to)\s+[A-Z][\w ]{1,24},?\s+(?:page\s+)?[A-Z]?\d{1,3}\W*$"
    r"|comments?\s+(?:\(\d+\)|(?:are|is)\s+(?:now\s+)?(?:closed|off|open|moderated))|\[(?:text|share|comments?|print|listen)[^\]\n]{0,20}\]|disclaimer\b|\(?rush\s+transcript\b"
    r"|(?:write|send|email)\s+(?:to\s+)?(?:us|me|the\s+editor|your\s+\w+)\b|(?:haben\s+sie|wissen\s+sie)\s+(?:mehr|hinweise)\b|fortsetzung\s+(?:auf|von)\b|suite\s+(?:en\s+)?page\b"
    r"|vous\s+avez\s+(?:une?\s+)?(?:info|histoire|témoignage)\w*|(?:sigue|continúa|viene)\s+(?:en|de)\s+la\s+p[aá]g|¿(?:tiene|sabe)s?\s+(?:algo|más|una\s+historia)\b"
    r"|(?:хотите|есть\s+что)\s+(?:рассказать|сообщить)\b|окончание\s+на\s+стр)"
    r"|\b(?:write|send|email|e-mail)\b[^.!?\n]{0,40}\s[\w.+-]+@[\w-]+\.\w+",
    re.IGNORECASE,
)  # fmt: skip
# What is said only in the last lines: what comes next, and where more stands.
_AT_THE_END = re.compile(
    r"^\W{0,3}next\s+(?:time|week|month|issue|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*:|^\W{0,3}(?:nächste\s+woche|la\s+semaine\s+prochaine|la\s+próxima\s+semana)\s*:"
    r"|\b(?:on|en|in|auf|see)\s+(?:page|seite|p[aá]gina|pp?\.)\s+[A-Z]?\d{1,3}\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+\s){1,2}[A-ZÀ-Þ][\w-]+")
_HASHTAGS = re.compile(r"^(?:#\w+[\s,|·]*){2,}$")
# What an outlet says of itself, after its name or what it is.
_ITSELF = re.compile(
    r"\b(?:is|are|was)\s+(?:printed|published|edited|owned|sponsored|supported|funded|delivered|distributed|produced|run|made|free|a\s+member|part\s+of|regulated|registered|brought\s+to\s+you)\b"
    r"|\b(?:does|do)\s+not\s+(?:provide|give|offer|endorse|accept|constitute)\b|\b(?:takes?|accepts?)\s+no\s+(?:responsibility|liability|money|advertis)|\bsubscribes?\s+to\s+the\b|\bappears?\s+(?:every|each|on)\b"
    r"|\berscheint\s+(?:werk|täglich|wöchentlich|monatlich|jede)|\b(?:wird|gehört)\b[^.]{0,60}\b(?:gedruckt|herausgegeben|verlegt|unterstützt|zu[mr]?|jeden?)\b|\best\s+(?:imprimée?|éditée?|publiée?|membre|soutenue?|une?\s+publication)\b"
    r"|\b(?:не\s+вступает|не\s+несёт|может\s+не\s+совпадать)\b|\bes\s+(?:una\s+publicación|miembro|editad[oa]|impres[oa])\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^\W{0,3}(?:this|our|the)\s+(?:news)?(?:paper|site|website|page|blog|letter|newsletter|magazine|podcast|programme|program|bulletin|column|service|channel)\b"
    r"|^\W{0,3}(?:diese\s+zeitung|dieses\s+(?:blatt|magazin)|редакция\b|ce\s+(?:journal|site|blog)|cette\s+(?:revue|lettre)|este\s+(?:diario|periódico|sitio|boletín|medio))\b",
    re.IGNORECASE,
)
_DELIVERED = re.compile(r"^(?:delivered|distributed|printed|published|edited|hosted|powered|supported)\s+(?:free|by|in|every|weekly|daily|monthly)\b[^.]{0,60}\.?$", re.IGNORECASE)
_SECTION_WORDS = frozenset(
    ["home", "world", "news", "politics", "business", "sport", "sports", "opinion", "culture", "europe", "asia", "africa", "america", "americas", "middle", "east", "eastern", "western", "northern", "southern", "central", "local", "national", "international", "economy", "markets", "science", "technology", "tech", "health", "lifestyle", "travel", "weather", "obituaries", "obits", "classifieds", "entertainment", "arts", "music", "video", "photos", "podcasts", "archive", "about", "contact", "subscribe", "search", "menu", "login", "us", "uk", "usa", "video", "live", "latest", "more", "top", "stories", "region", "regions", "society", "crime", "education", "environment", "climate", "energy", "banking", "money", "jobs", "cars", "property", "fashion", "food", "football", "cricket", "athletics", "fixtures", "traffic", "contests", "puzzles", "horoscopes", "letters", "essays", "books", "donate", "front", "page"]
)
_BAR = re.compile(r"\s[|·•/»›]\s")
_PLEA_TAIL_LINES = 4
# Words of a line that is no more than a notice.
_LONGEST_NOTICE = 30


def furniture(text: str, title: str | None, outlet: str | None = None, authors: Sequence[str] = ()) -> tuple[Furniture, ...]:
    """Return the stretches of a page that are no article text, in order, whole lines each.

    What the `outlet` says of itself at the foot, and what is said there of the `authors`, is none either.
    """
    lines = list(_lines(text))
    found: list[Furniture] = []
    wanted = " ".join(title.split()).casefold() if title else None
    first = next((n for n, (_, line) in enumerate(lines) if _is_prose(line)), len(lines))
    titles = 0
    for n, (span, line) in enumerate(lines):
        kind: FurnitureKind | None = _kind(line, n, first, len(lines))
        if kind is None and n > first and n >= len(lines) - _PLEA_TAIL_LINES and not _said(line):
            kind = _of_whose_page(line, outlet, (*authors, *_in_head(lines, n, first)))
        if wanted and line.casefold() == wanted:
            titles += 1
            kind = "nav" if titles > 1 else None
        elif kind is None and n + 1 == len(lines) - 0 and _signed_bio(lines, n):
            kind = "bio"
        if kind is None and found and _follows_bio(lines, n, found):
            kind = "bio"
        if kind is not None:
            found.append(Furniture(span, kind))
    marked = {f.span for f in found}
    found += [Furniture(span, "notice") for span in _frame(text, lines) if span not in marked]
    return tuple(sorted([*found, *_name_above_bio(lines, found)], key=lambda f: f.span))


def _frame(text: str, lines: list[tuple[Span, str]]) -> Iterator[Span]:
    """Yield the lines of a press release that are none of its text: its label, what follows its end mark."""
    found = release(text)
    if found is None:
        return
    inside = False
    for n, (span, line) in enumerate(lines):
        foot = n > len(lines) // 3
        if foot and not inside and END_MARK.match(line):
            inside = True
        about = foot and bool(ABOUT.match(line) or CONTACT.match(line) or (n and ABOUT.match(lines[n - 1][1])))
        if inside or about or HEAD_MARK.match(line) or SOURCE_MARK.match(line):
            yield span


def _kind(line: str, n: int, first: int, total: int) -> FurnitureKind | None:
    words = count(line)
    if _ADDRESS.match(line) or _HOST_ONLY.match(line):
        return "address"
    if _TAGS.match(line):
        return "tags"
    if _LINKS.match(line) and words <= 30 and not _said(line):
        return "links"
    if _NOTICE.match(line) and words <= 40 and not _said(line):
        return "notice"
    if _HASHTAGS.match(line):
        return "tags"
    foot = n >= total - _PLEA_TAIL_LINES
    if words <= _LONGEST_NOTICE and not _said(line) and (_TO_THE_READER.search(line) or ((foot or n < first) and _DELIVERED.match(line))):
        return "notice"
    if _NOTICE_ANYWHERE.search(line) and (foot or n < first) and not _said(line):
        return "notice"
    if n < first and (_breadcrumb(line) or is_sections(line)):
        return "nav"
    if n > first and _BAR.search(line) and len(_BAR.findall(line)) >= 2 and not re.search(r"[.!?]$", line):
        return "nav"
    if foot and n > first and _BIO.search(line) and not _said(line):
        return "bio"
    return None


def _in_head(lines: list[tuple[Span, str]], n: int, first: int) -> Iterator[str]:
    """Yield the name that a line begins with if it signs the text over it, and stands nowhere in it."""
    if m := _NAME.match(lines[n][1]):
        name = m.group()
        above = any(re.fullmatch(rf"(?:by\s+)?{re.escape(name)}(?::.*)?", line, re.IGNORECASE) for _, line in lines[:first])
        if above and not any(name in line for _, line in lines[first:n]):
            yield name


def _of_whose_page(line: str, outlet: str | None, authors: Sequence[str]) -> FurnitureKind | None:
    """Return what a line at the foot is that speaks of the page, its outlet or who wrote the text."""
    if count(line) > _LONGEST_NOTICE:
        return None
    if any(re.match(rf"\W{{0,3}}{re.escape(a)}\b", line) for a in authors if count(a) > 1):
        return "bio"
    if _AT_THE_END.search(line):
        return "notice"
    names = {outlet, outlet.split()[-1], " ".join(outlet.split()[:2]), re.sub(r"\.\w{2,8}$", "", outlet)} if outlet else set()
    own = _THIS.match(line) or any(re.match(rf"\W{{0,3}}(?:(?:the|de[rnms]|die|das|l[ae]|el)\s+)?{re.escape(n)}\b", line, re.IGNORECASE) for n in sorted(filter(None, names)))
    return "notice" if own and _ITSELF.search(line) else None


def is_service(line: str) -> bool:
    """Return whether a head line serves the page, not the article: a notice, links, an address, tags."""
    forms = (_NOTICE, _LINKS, _TAGS)
    return bool(_ADDRESS.match(line) or (any(f.match(line) for f in forms) and not _said(line)))


def _said(line: str) -> bool:
    """Return whether a line quotes or reports speech, as prose does."""
    return bool(re.search(r"\b(?:said|says|told|according to)\b|[“«]\w|\"\w.*\"", line))


def _is_prose(line: str) -> bool:
    return count(line) >= 9 and bool(re.search(r"[.!?…。؟][\"”’'»)\]]*$", line))


def is_sections(line: str, least: int = 2) -> bool:
    """Return whether a line is nothing but names of sections, `least` words of them or more."""
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", line)]
    return len(words) >= least and all(w in _SECTION_WORDS or w in {"and", "the"} for w in words)


def _breadcrumb(line: str) -> bool:
    parts = _BAR.split(line)
    return len(parts) >= 3 and all(count(p) <= 4 for p in parts) and not re.search(r"\d{4}", line)


def _signed_bio(lines: list[tuple[Span, str]], n: int) -> bool:
    line = lines[n][1]
    return bool(_BIO.search(line)) and not _said(line)


def _follows_bio(lines: list[tuple[Span, str]], n: int, found: list[Furniture]) -> bool:
    """Return whether a line goes on with the biography above it."""
    last = found[-1]
    return last.kind == "bio" and n > 0 and lines[n - 1][0] == last.span and not _said(lines[n][1])


def _name_above_bio(
    lines: list[tuple[Span, str]], found: list[Furniture]
) -> Iterator[Furniture]:
    """Yield the line with the author's name above a biography that begins with it."""
    bios = {f.span for f in found if f.kind == "bio"}
    for n in range(1, len(lines)):
        span, line = lines[n]
        above_span, above = lines[n - 1]
        if span in bios and count(above) <= 4 and line.startswith(above):
            yield Furniture(above_span, "bio")


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    at = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            start = at + raw.index(line)
            yield Span(start, start + len(line)), " ".join(line.split())
        at += len(raw)
