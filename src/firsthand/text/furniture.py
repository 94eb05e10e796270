"""Page furniture in extracted text: navigation, notices, biographies, links, tags, addresses.

Furniture takes part in no share, quotation or relation. Lines are judged by their form and place:
at the head and the foot of a page and between paragraphs, never a line of the article's own prose.
Precision comes first: a sentence lost to furniture is lost to matching.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.model import Furniture, FurnitureKind, Span
from firsthand.text.release import ABOUT, CONTACT, END_MARK, HEAD_MARK, SOURCE_MARK, release
from firsthand.text.words import count

_LINKS = re.compile(
    r"^\W{0,4}(?:related(?:\s+(?:article|articles|story|stories|links?|content|coverage|reading))?|read\s+(?:more|next|also)"
    r"|see\s+also|also\s+read|also\s+in|more\s+(?:from|on|in|stories)|more:|recommended|you\s+(?:may|might)\s+(?:also\s+)?like|most\s+read"
    r"|trending|auch\s+interessant|weiterlesen|sur\s+le\s+même\s+sujet|notas\s+relacionadas|по\s+теме|اقرأ\s+المزيد|latest\s+(?:news|stories)|next\s+article|previous\s+article|mehr\s+zum\s+thema|lesen\s+sie\s+auch"
    r"|lire\s+aussi|à\s+lire|lea\s+también|leer\s+más|te\s+puede\s+interesar|читайте\s+также|اقرأ\s+أيضا)\b",
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
    r"|unsubscribe|you\s+are\s+receiving|loading|comments?\b\W*$|\d+\s+comments?|leave\s+a\s+(?:comment|reply)|copyright\b|©|\(c\)\s*\d{4}"
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
    r"|\bhas\s+(?:reported|written|covered|worked|been\s+reporting)\s+(?:from|for|on|about|as)\b.{0,60}\bsince\b"
    r"|\b(?:reports|writes)\s+(?:from\s+\d+\s+countries|about|for\s+us)\b|\bfollow\s+(?:him|her|them)\s+on\b|\bcovers\s+\w+.{0,40}\bfor\b",
    re.IGNORECASE,
)
_SECTION_WORDS = frozenset(
    ["home", "world", "news", "politics", "business", "sport", "sports", "opinion", "culture", "europe", "asia", "africa", "america", "americas", "middle", "east", "eastern", "western", "northern", "southern", "central", "local", "national", "international", "economy", "markets", "science", "technology", "tech", "health", "lifestyle", "travel", "weather", "obituaries", "obits", "classifieds", "entertainment", "arts", "music", "video", "photos", "podcasts", "archive", "about", "contact", "subscribe", "search", "menu", "login", "us", "uk", "usa", "video", "live", "latest", "more", "top", "stories", "region", "regions", "society", "crime", "education", "environment", "climate", "energy", "banking", "money", "jobs", "cars", "property", "fashion", "food", "football", "cricket", "athletics", "fixtures", "traffic", "contests", "puzzles", "horoscopes", "letters", "essays", "books", "donate", "front", "page"]
)
_BAR = re.compile(r"\s[|·•/»›]\s")
_PLEA_TAIL_LINES = 4


def furniture(text: str, title: str | None) -> tuple[Furniture, ...]:
    """Return the stretches of a page that are no article text, in order, whole lines each."""
    lines = list(_lines(text))
    found: list[Furniture] = []
    wanted = " ".join(title.split()).casefold() if title else None
    first = next((n for n, (_, line) in enumerate(lines) if _is_prose(line)), len(lines))
    titles = 0
    for n, (span, line) in enumerate(lines):
        kind: FurnitureKind | None = _kind(line, n, first, len(lines))
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
    foot = n >= total - _PLEA_TAIL_LINES
    if _NOTICE_ANYWHERE.search(line) and (foot or n < first) and not _said(line):
        return "notice"
    if n < first and (_breadcrumb(line) or is_sections(line)):
        return "nav"
    if n > first and _BAR.search(line) and len(_BAR.findall(line)) >= 2 and not re.search(r"[.!?]$", line):
        return "nav"
    if foot and n > first and _BIO.search(line) and not _said(line):
        return "bio"
    return None


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
