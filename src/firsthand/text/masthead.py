"""What stands above and around an article: the outlet's name, the headline, the byline.

Only the page as printed is read. The lines before the first prose are sorted by what they look
like; of what is left, the short one that reads like a masthead is the outlet, the long one the
headline. Where the head has no outlet, the foot may: a biography, a copyright line, the page's own
address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model import Span, Value
from firsthand.text.agencies import is_agency
from firsthand.text.byline import after_by, items, signed
from firsthand.text.dates import parse
from firsthand.text.furniture import is_sections, is_service
from firsthand.text.rarity import UNKNOWN_BITS, rarity
from firsthand.text.words import count

_SEPARATOR = re.compile(r"\s*(?:[|»•·›]|>{1,2}|::)\s*|\s[—–-]\s")
_STAFF = re.compile(
    r"^\W*(?:staff|editorial team|newsroom|admin|staff and agencies|agencies|redaktion|redacción|la rédaction"
    r"|our (?:\w+ )?desk|\w+ (?:digital )?staff)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:world|news|politics|business|sport|sports|opinion|culture|nation|national|local|international"
    r"|economy|science|tech|technology|health|europe|asia|africa|americas|middle east|top stories|world in brief"
    r"|in brief|long read|dispatch|analysis|exclusive|breaking|wirtschaft|politik|panorama|internacionales|sociedad"
    r"|internacional|nacional|économie|monde|société|мир|политика|شؤون دولية|nation/world digest)\W*$",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"\b(?:times|herald|post|gazette|news|press|courier|standard|register|chronicle|observer|tribune|daily|weekly"
    r"|journal|reporter|messenger|insider|digest|review|monitor|recorder|online|wire|newswire|agency|service"
    r"|sentinel|argus|star|sun|globe|mirror|telegraph|guardian|ledger|bulletin|examiner|mail|echo|today|briefing"
    r"|briefly|brief|dispatch|record|pulse|hub|buzz|blast|zeitung|nachrichten|rundschau|anzeiger|tagblatt|diario"
    r"|faro|gaceta|periódico|litoral|mundo|país|noticias|journal|gazette|presse|quotidien|tv|radio|letter|notes"
    r"|notebook|advertiser|packet|lantern|banner|advocate|beacon|citizen|clarion|inquirer|enquirer|independent|leader|pilot|spectator|transcript|tidings|watchman|report|compass|continental|outlook|voice|world|magazine|newsletter|газета|новости|вестник|обозреватель|обозрение|ведомости|известия|правда|курьер|листок|اليوم"
    r"|صحيفة|جريدة|日报|新闻)\b|\.(?:com|org|net|example|news|info)\b|[a-z](?:Hub|Buzz|News|Times|Daily|Post|Glance|Blast)",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"\bis\s+(?:an?|the)\s+[^.\n]{0,80}?\b(?:journalist|reporter|editor|correspondent|writer|columnist|producer)\b"
    r"[^.\n]{0,40}?\b(?:for|at|of|with)\s+(?:the\s+)?(?P<name>(?<![\w])[A-Z][\w&'’-]{0,30}(?:\s[A-Z][\w&'’-]{0,30}){0,4})"
)
# "The Lantern's Ada Quill, reporting from Lunden, said": only the Lantern itself writes so.
_OUR_MAN = re.compile(
    r"(?<!\w)(?P<name>[A-Z][\w&-]{0,30}(?:\s[A-Z][\w&-]{0,30}){0,3})['’]s\s(?:correspondent\s|reporter\s)?[A-Z][\w'’-]{1,30}(?:\s[A-Z][\w'’-]{1,30}){0,3}"
    r"[,.]?\s(?:who\s(?:is|was)\s)?reporting\sfrom\b"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?P<name>(?<![\w])[A-Z][\w&'’-]{0,30}(?:\s[A-Z][\w&'’-]{0,30}){0,4})", re.IGNORECASE
)
_COMPANY = re.compile(r"\s+(?:media|publishing|group|ltd|limited|inc|llc|gmbh|s\.?a|corp|company|communications)\b.*$", re.IGNORECASE)
_EDITED = re.compile(r"^(?P<name>(?<![\w])[A-Z][\w&'’-]{0,30}(?:\s[A-Z][\w&'’-]{0,30}){0,4})\s+is\s+(?:edited|published|run|a\s+registered)\b", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:original\s+url|source\s+url|url|permalink|canonical|link)\s*:\s*(?:https?:?/{0,2})?(?:www\.)?(?P<host>[\w.-]+)",
    re.IGNORECASE,
)
# Head lines that are no name and no headline: what kind of text stands below, whence a page was saved.
_NO_NAME = re.compile(
    r"^\W*(?:for\s+immediate\s+(?:release|use)|(?:press|news|media)\s+(?:release|statement)|statement|pressemitteilung|medienmitteilung"
    r"|communiqué(?:\s+de\s+presse)?|nota\s+de\s+prensa|comunicado(?:\s+de\s+prensa)?|пресс-релиз|بيان\s+صحفي|news\s+provided\s+by|embargoed\b.*"
    r"|(?:sources?|quelle|fuente|источник|المصدر|via|link|published|issued|date|author|from|to|subject|by)\s*:.*|archived\s+(?:from|copy)\b.*|saved\s+from\b.*"
    r"|the\s+\w+\s+machine\b.*https?.*|\d+\s+captures?\b.*|posted\s+by\b.*|.*\bwrote\s+on\s+.*:|.*\bview\s+(?:this\s+(?:e-?mail|message)|online|in\s+(?:your\s+)?browser)\b.*"
    r"|was\s+this\s+e?-?mail\b.*|special\s+to\s+.*|\d+[.)]\s+.*)\W*$",
    re.IGNORECASE,
)
# A line that says what kind of paper this is stands below the name: "An independent weekly since 1902".
_KIND = (
    r"(?:news)?papers?|daily|weekly|monthly|quarterly|magazine|broadsheet|review|zeitung|tageszeitung|wochenzeitung|wochenblatt"
    r"|quotidien|hebdomadaire|mensuel|diario|semanario|periódico|revista|газета|еженедельник|журнал"
)
_DESCRIBES = re.compile(
    rf"^\W*(?:(?:the|an?|une?|un|la|le|el|die|das|der|eine?)\s+)?(?:\w+\s+){{0,2}}?"
    rf"(?:(?:independent|non-?partisan|unabhängige[rs]?|überparteiliche[rs]?|indépendante?|independiente|независимая|независимый|local|national|free)\s+"
    rf"(?:\w+\s+){{0,2}}(?:{_KIND})|(?:{_KIND})\s+(?:indépendante?|independiente|independente))\b[^.!?\n]{{0,60}}$"
    r"|^\W*(?:صحيفة|جريدة|مجلة)\s+(?:يومية|أسبوعية|شهرية|مستقلة|سياسية)\b[^.!?؟\n]{0,60}$"
    r"|^\W*(?:founded|established|est\.?|since|gegründet|seit|fondée?|fundado|основан[ао]?|تأسست)\s+(?:in\s+|en\s+|в\s+|عام\s+)?\d{4}\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"^(?:title|headline|subject)\s*:\s*(?=\S)", re.IGNORECASE)
# A newsletter says its number after its name: "The Tideline, issue 212".
_ISSUE = re.compile(r",\s+(?:issue|no\.?|number|nr\.?|vol\.?|edition|ausgabe|numéro|número)\s*\d", re.IGNORECASE)
# Whom a place is told by, and whom people talk to: "in Lunden", "told Trident".
_PLACE_WORD = r"(?:in|at|from|near|of|to|de|à|en|aus|bei|в|из|في)"
_DATELINE_START = re.compile(r"^[^\n(]{2,60}\([^)\n]{2,50}\)\s*[-–—]|^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{3,40}\s[-–—]\s")
# A line of this many words that ends like a sentence is prose.
_PROSE_WORDS = 9
_LONG_LINE = 26
_DATELINE_WORDS = 14
# A head line that looks no more like a masthead than this gives way to a name at the foot.
_WEAK, _SURE = 2.0, 3.0
_LONGEST_MASTHEAD = 6
_LINES = 12
_BYLINE_WORDS = 14


class Masthead(Value):
    """The head of a page: outlet, headline, byline names, and where the headline stands.

    `bodies` are the agencies and outlets that its byline names, each with its place; the page's own
    outlet may be among them. `marked` says that a "by" or its like shows the byline as one.
    """

    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    title_span: Span | None
    bodies: tuple[tuple[str, Span], ...] = ()
    marked: bool = False


def masthead(text: str, known: str | None = None) -> Masthead:
    """Return outlet, headline and byline as the page shows them; `known` is an outlet from metadata."""
    head = _head(text)
    rest: list[tuple[Span, str]] = []
    described: int | None = None
    for span, line in head:
        if _DESCRIBES.match(line) and rest and _may_be_name(rest[-1][1]):
            described = len(rest) - 1
            continue
        if after_by(line) is not None and count(line) <= _BYLINE_WORDS:
            continue
        if not (_STAFF.match(line) or _only_date(line) or line.startswith("(") or is_sections(line) or _NO_NAME.match(line) or is_service(line)):
            rest.append((span, line))
    outlet_at, score = _outlet_line(rest, known)
    if known is None and described is not None:
        outlet_at, score = described, _SURE
    foot = _from_foot(text) if known is None and score < _SURE else None
    if foot is not None:
        outlet_at = None
    title_at = _title_line(rest, outlet_at)
    outlet = known or foot
    if outlet is None and outlet_at is not None:
        outlet = _first_part(rest[outlet_at][1])
    title_span, title = rest[title_at] if title_at is not None else (None, None)
    people, bodies = _signatures(text, head, title_span, outlet)
    if title is not None and title_span is not None and (m := _TITLED.match(title)):
        title, title_span = title[m.end() :], Span(title_span.start + m.end(), title_span.end)
    by = any(after_by(line) is not None for _, line in head)
    return Masthead(outlet, title, people, title_span, bodies, by)


def _signatures(
    text: str, head: Sequence[tuple[Span, str]], title: Span | None, outlet: str | None
) -> tuple[tuple[str, ...], tuple[tuple[str, Span], ...]]:
    """Return the people and the bodies that the head's bylines name.

    A line without a "by" is one only below the headline, beside a day, an office or a body, and where
    its names are no places of the story.
    """
    people: list[str] = []
    bodies: list[tuple[str, Span]] = []
    for n, (span, line) in enumerate(head):
        marked = after_by(line) is not None and count(line) <= _BYLINE_WORDS
        if _NO_NAME.match(line) or is_service(line):
            continue
        below = title is not None and span.start > title.start
        if not marked and not (_is_signature(head, n) if below else n > 0 and _is_dated(line)):
            continue
        names = [i for i in items(line) if not (_LABEL.match(i.name) or is_sections(i.name, 1) or _is_own(i.name, outlet))]
        if not marked and not below and not (names and names[0].kind == "person"):
            continue
        found = [i.name for i in names if i.kind == "person" and (marked or not _in_story(text, i.name, span))]
        if marked or not people:
            people = people or found
        for i in names:
            lone = i.kind == "other" and below and not marked and i is names[0] and not _in_story(text, i.name, span)
            if i.kind == "body" or lone:
                at = text.find(i.name, span.start, span.end)
                bodies.append((i.name, Span(at, at + len(i.name)) if at >= 0 else span))
    return tuple(people), tuple(bodies)


def _is_own(name: str, outlet: str | None) -> bool:
    """Return whether a name is the page's own outlet, whole or by its capitals ("HTL" for "HarbourTalk Live")."""
    if outlet is None:
        return False
    capitals = "".join(c for c in outlet if c.isupper())
    return name.casefold() == outlet.casefold() or (name.isupper() and not outlet.isupper() and name == capitals)


def _is_dated(line: str) -> bool:
    """Return whether a line is signed by its form alone: a person with a day, an office or a place."""
    return signed(line) and any(i.kind in {"date", "role"} or i.joint in {"in", "special"} for i in items(line))


def _is_signature(head: Sequence[tuple[Span, str]], n: int) -> bool:
    line = head[n][1]
    if not signed(line) or _LABEL.match(line):
        return False
    beside = [head[m][1] for m in (n - 1, n + 1) if 0 <= m < len(head)]
    found = items(line)
    return (
        _is_dated(line)
        or any(_only_date(other) or _agency_line(other) for other in beside)
        or (len(found) > 1 and any(i.kind == "body" for i in found))
    )


def _agency_line(line: str) -> bool:
    found = items(line)
    return len(found) == 1 and (is_agency(found[0].name) or found[0].joint == "special")


def _in_story(text: str, name: str, line: Span) -> bool:
    """Return whether a name of the head is a place or a person of the story; a body that is told things is none."""
    rest = text[: line.start] + "\n" + text[line.end :]
    whole = re.escape(name)
    if re.search(rf"\b(?:told|tell|tells)\s+(?:the\s+)?{whole}\b", rest):
        return False
    if " " in name:
        return bool(re.search(rf"\b{_PLACE_WORD}\s+{whole}\b", rest))
    return bool(re.search(rf"\b{whole}\b", rest, re.IGNORECASE))


def outlet_from_host(host: str) -> str | None:
    """Return an outlet's name read out of the host of its address.

    >>> outlet_from_host("www.theharbourtimes.com")
    'The Harbour Times'
    """
    labels = [part for part in host.casefold().split(".") if part not in {"www", "m", "amp", "edition"}]
    if len(labels) < 2:
        return None
    label = max(labels[:-1], key=len)
    return " ".join(word.capitalize() for word in _segmented(label.replace("-", " ")))


def _segmented(label: str) -> list[str]:
    """Return a run of letters cut into its most likely words (unigram model, Viterbi)."""
    out: list[str] = []
    for run in label.split():
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            best.append(
                min(
                    (best[start][0] + _letters_bits(run[start:end]), start)
                    for start in range(max(0, end - 16), end)
                )
            )
        words, at = [], len(run)
        while at:
            start = best[at][1]
            words.append(run[start:at])
            at = start
        out += reversed(words)
    return out


def _letters_bits(word: str) -> float:
    """Return the price of a run of letters as one word: an unknown word pays for every letter."""
    bits = rarity(word, "en")
    if bits >= UNKNOWN_BITS:
        return bits + 3.0 * len(word)
    return bits + (6.0 if len(word) < 3 else 0.0)


def _head(text: str) -> list[tuple[Span, str]]:
    """Return the lines before the first prose, without surrounding white space."""
    found: list[tuple[Span, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            if _prose(stripped) or len(found) >= _LINES:
                return found
            start = at + line.index(stripped)
            found.append((Span(start, start + len(stripped)), " ".join(stripped.split())))
        at += len(line)
    return found


def _prose(line: str) -> bool:
    words = count(line)
    if words > _LONG_LINE or (_DATELINE_START.match(line) and words > _DATELINE_WORDS):
        return True
    return words >= _PROSE_WORDS and bool(re.search(r"[.!?。؟…][\"”’'»)\]]*$", line)) and not line.startswith("(")


def _only_date(line: str) -> bool:
    dates = parse(line, "text")
    first, *others = _SEPARATOR.split(line)
    if others and _MASTHEAD.search(first) and not parse(first, "text"):
        return False  # "The Harbour Monitor | 28 August": a masthead with the day of its issue
    beside = count(line) - sum(count(line[s.start : s.end]) for s, _ in dates)
    return bool(dates) and (beside <= 4 or bool(re.match(r"\W*(?:published|posted|updated)", line, re.IGNORECASE)))


def _first_part(line: str) -> str:
    """Return the name in a line that says more ("X | Business", "X, the weekly paper")."""
    for part in _SEPARATOR.split(line):
        if part and not _only_date(part):
            before, comma, _ = part.partition(", ")
            if m := _ISSUE.search(part):
                return part[: m.start()].strip()
            # A comma follows a masthead in capitals; in a headline it is only a comma.
            name = before if comma and before.isupper() else part
            return name.strip(" .•|»-–—").removesuffix(" online").strip()
    return line


def _outlet_line(
    rest: Sequence[tuple[Span, str]], known: str | None
) -> tuple[int | None, float]:
    """Return which line is the masthead, or None, with how much it looks like one."""
    if known is not None:
        for n, (_, line) in enumerate(rest):
            if _first_part(line).casefold() == known.casefold():
                return n, _SURE
        return None, 0.0
    scored = [
        (_looks(part, n, line, rest), -n)
        for n, (_, line) in enumerate(rest)
        if (part := _first_part(line)) and _may_be_name(part)
    ]
    if not scored or max(scored)[0] < _WEAK:
        return None, 0.0
    score, negative = max(scored)
    return -negative, score


def _may_be_name(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= _LONGEST_MASTHEAD
        and any(c.isalpha() for c in part)
        and not re.search(r"[.!?:;,]$", part)
        and not re.match(r"[\"“'‘«]", part)
    )


def _looks(part: str, n: int, line: str, rest: Sequence[tuple[Span, str]]) -> float:
    """Return how much the first part of a head line looks like a masthead (weights by hand)."""
    words = part.split()
    # A headline runs in small letters, a masthead has capitals (where the script has any).
    small = sum(w[0].islower() for w in words if w[0].isalpha() and len(w) > 3)
    score = 2.0 * bool(_MASTHEAD.search(part)) + 1.5 * (n == 0) - 1.5 * small
    score += 1.0 * (part != line) + 0.5 * part.isupper() - 3.0 * bool(_LABEL.match(part) and n > 0)
    score += 0.5 * (len(words) <= 3) - 0.4 * max(0, len(words) - 4)
    longer = any(len(other.split()) > len(words) for m, (_, other) in enumerate(rest) if m != n)
    return score + (1.0 if longer else -1.5 if len(rest) == 1 and len(words) > 4 else 0.0)


def _title_line(rest: Sequence[tuple[Span, str]], outlet_at: int | None) -> int | None:
    options = [
        (not signed(line), count(line), -n)
        for n, (_, line) in enumerate(rest)
        if n != outlet_at and count(line) >= 3 and not _is_dated(line) and not (_LABEL.match(line) and count(line) <= 4)
    ]
    return -max(options)[2] if options else None


def _from_foot(text: str) -> str | None:
    if m := _BIO.search(text):
        return m["name"]
    if m := _OUR_MAN.search(text):
        return m["name"]
    if m := _ADDRESS.search(text):
        return outlet_from_host(m["host"])
    tail = text[-600:]
    if m := _COPYRIGHT.search(tail):
        return _COMPANY.sub("", m["name"]) or None
    if m := _EDITED.search(tail):
        return m["name"]
    return None
