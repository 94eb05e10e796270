"""Whom a text says it draws on: agency bylines and datelines, "X reports", contributors.

Credits are read by grammar, not by a list of agencies: a dateline in brackets before a dash, a
byline that is a body, a verb of reporting after a name that is not a person or an office. The list
of known agencies only helps where the form alone is weak ("dpa/AFP").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Credit, CreditKind, Span
from firsthand.text.agencies import CODE, KNOWN, is_agency
from firsthand.text.credit_lines import credit_lines
from firsthand.text.masthead import masthead, outlet_from_host
from firsthand.text.reporters import reporters

_TOKEN = r"(?<!\w)(?!As\s)[A-ZÀ-ÖØ-ÞА-ЯЁ][\w&'’-]{0,40}(?:\.[\w&'’-]{1,40}){0,4}"
_NAME = rf"(?!\w+day['’]){_TOKEN}(?:\s(?:(?:of|de|the|and|la|del|des|et|&)\s)?{_TOKEN}){{0,5}}"
_DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-ÞА-Я\u0600-\u06FF][^\n(]{1,60}\((?P<name>[^)\n]{2,50})\)\s*[-–—:.]\s*", re.MULTILINE
)
# A line of its own, as in German papers: "Lunden (hbw)".
_DATELINE_ALONE = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][\w.-]+(?:[ /][A-ZÀ-ÞА-ЯЁ][\w.-]+){0,2}\s\((?P<name>[A-ZА-ЯЁa-z]{2,6}(?:/[A-ZА-ЯЁa-z]{2,6})?)\)\s*$", re.MULTILINE)
# "НИЖНЕОЗЁРСК, 3 июня. /ТАСС/.", "LOW CARRICK, April 8 /Meridian Newswire/ --", "Place, 3 June — Agency. Text".
_DATELINE_SLASHED = re.compile(
    r"^\W{0,3}[A-ZÀ-ÞА-ЯЁ][^\n/]{1,60}[\s.]/(?P<name>[^/\n\d]{2,40})/\s*[-–—:.]", re.MULTILINE
)
_DATELINE_DASHED = re.compile(
    rf"^\W{{0,3}}[A-ZÀ-ÞА-ЯЁ][^\n—–]{{2,50}}\d[^\n—–]{{0,12}}\s[—–-]\s(?P<name>{_NAME})(?:\.|:|\s[—–-])\s(?=\S)", re.MULTILINE
)
_DASHED = re.compile(
    r"^(?P<place>[^\n–—.-]{2,40})\s[-–—]\s(?P<name>[^\n,.–—-]{2,40})$", re.MULTILINE
)
_END_MARK = re.compile(
    r"(?:^|[\s.”\"])[-–—(\[]\s?(?P<name>[A-Za-zÀ-ÿ][\w/ ,-]{1,30}?)\)?\]?\s*$", re.MULTILINE
)
_BYLINE = re.compile(
    r"^\W{0,3}(?:by|von|por|par|от|بقلم)?\s*(?:<u>)?(?P<line>[^\n<]{2,90}?)(?:</u>)?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_REPORTS = re.compile(
    rf"(?:,\s|\bas\s|\bthat\s|^|[.”\"]\s)(?:the\s+)?(?P<name>{_NAME})\s+"
    r"(?:reports?|(?:has\s+|had\s+|first\s+)?reported(?=\s*[.,;:]|\s+(?:that|on|in|last|earlier|this)\b)|wrote|writes|revealed|has\s+learned|berichtet(?:e)?|rapporte"
    r"|a\s+rapporté|informa|informó|reportó|сообщает|сообщил[ао]?)\b(?!\s+(?:from|to|a|an|the\s+loss|for)\b)",
    re.MULTILINE,
)
_ACCORDING = re.compile(
    rf"\b(?:first\s+reported\s+by|reported\s+by|as\s+reported\s+by|according\s+to|story\s+(?:in|by)|report(?:ed)?"
    rf"\s+(?:in|by)|reporting\s+by|writing\s+in|told|laut|nach\s+Angaben\s+von|selon|d['’]après|según|informó"
    rf"|по\s+данным|по\s+сообщению|وفقا\s+ل|بحسب)\s+(?:the\s+|l['’]|la\s+|el\s+|die\s+|der\s+)?"
    rf"(?:newspaper\s+|daily\s+|agency\s+|agencia\s+|agence\s+|Zeitung\s+)?(?P<name>{_NAME})"
)
_FROM = re.compile(rf"\bfrom\s+(?P<name>{_NAME})")
# "a line from a Harbour Wire report in Friday's Brook Herald", "(brookherald.example/ferry)".
_REPORT_IN = re.compile(
    rf"\b(?:an?|the)\s+(?P<agency>{_NAME})\s+(?:report|story|dispatch|piece|article)\s+in\s+"
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\s+|the\s+)?(?P<name>{_NAME})"
)
# "her dispatch in The Lantern": only with a capital article, else the name may be a place.
_PIECE_IN = re.compile(
    r"\b(?:dispatch|story|report|piece|article|column|essay|investigation|interview|scoop)\s+(?:in|for)\s+"
    rf"(?P<name>The\s{_NAME})"
)
# Bodies that make news and do not carry it.
_OFFICE = re.compile(
    r"\b(?<!press\s)(?<!news\s)(?:guild|union|association|federation|ministry|office|council|court|commission|party|police|university"
    r"|institute|committee|club|foundation|department|parliament|government|party)\b",
    re.IGNORECASE,
)
_STORY_LINK = re.compile(
    r"\b(?:story|report|piece|article|here|read|dispatch|says|writes)\b[^.\n]{0,60}\(\s*(?:https?://)?(?:www\.)?"
    r"(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?:/[^\s)]*)?\)",
    re.IGNORECASE,
)
# "the Orrin Advertiser reports": an article before the name and a verb of reporting after it leave
# hardly anything but a title. "The Spanish newspaper La Grada", "as quoted by Touchline Daily".
_THE_REPORTS = re.compile(
    rf"\b[Tt]he\s+(?P<name>{_NAME}),?\s+(?:first\s+)?(?:reports|reported|revealed|has\s+reported|writes|wrote)\b"
    r"(?!\s+(?:from|to|a\s+(?:loss|profit)|an\s+increase|losses|profits?|earnings|net|for)\b)"
)
_PAPER = re.compile(
    rf"\b(?:newspaper|daily|weekly|tabloid|broadsheet|news\s+site|broadcaster|magazine|periódico|diario|quotidien"
    rf"|journal|Zeitung|Tageszeitung|газет[аеыу])\s+(?:(?!that\b|que\b|qu\b|when\b|how\b|dass\b)[a-zà-ÿ]+\s+)?(?P<name>{_NAME})"
    rf"|\b(?:as\s+)?(?:quoted|cited|reported|revealed)\s+by\s+(?:the\s+)?(?P<by>{_NAME})"
)
# "La Grada, the local paper that had it first", "the Packet, which was there, reports".
_APPOSED = re.compile(
    rf"(?P<name>{_NAME}),\s(?:(?:the|an?)\s(?:[\w-]+\s){{0,4}}?(?:newspaper|paper|daily|weekly|tabloid|broadcaster|magazine|news\s(?:site|agency))\b(?!\s(?:the\s|The\s)?[A-Z])"
    r"|which\s[^.\n]{3,80},\s(?:reports|reported|writes|wrote|revealed)\b)"
)
# A line of its own in the head: "from Northgate", "via Castell".
_FROM_LINE = re.compile(
    rf"^\W{{0,2}}(?:[Ff]rom|FROM|[Vv]ia)\s+(?P<name>{_NAME})\s*$", re.MULTILINE
)
# "(Reporting by Ann Roe; Castell Wire)", "(Castell Wire)": the last item of a foot line is the agency.
_FOOT_ITEM = re.compile(rf"^\W{{0,2}}(?:\((?:[^()\n]{{3,120}}[;,]\s)?(?P<name>{_NAME})\)|(?P<bare>{_NAME}))\W{{0,2}}$", re.MULTILINE)
# The last line: a dash and capitals ("– GNA").
_END_LINE = re.compile(r"^\W{0,2}(?:[-–—]{1,2}|â€“)\s?(?P<name>(?!(?:ENDS?|ENDIT|EOM|ENDE|FIN|MORE)\b)[A-Z]{2,6})\W{0,2}$", re.MULTILINE)
# The last paragraph: capitals after its last sentence ("… of September. — GNA", "… heute. (NPA)").
_END_CODE = re.compile(r"[.!?…”\"»]\s+[-–—(\[]?\s?(?P<name>(?!(?:ENDS?|ENDIT|EOM|ENDE|FIN|MORE|VIDEO|PHOTOS?)\b)[A-Z]{2,6})\)?\]?\s*$", re.MULTILINE)
# The last line: one capitalised word in brackets that stands nowhere else, so it is nobody of the story ("(Ridgeway)").
_END_NAME = re.compile(r"^\W{0,2}[(\[](?P<name>(?!(?:More|Ends?|Ende|Fin|Fine|Video|Photos?|Foto|Continued|Advertisement|Updated|Corrected|Opinion)\b)[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё]{3,20})[)\]]\W{0,2}\Z", re.MULTILINE)
# Whoever took the picture did not write the text.
_PICTURES = re.compile(r"\b(?:images?|photos?|pictures?|getty|shutterstock|i?stock|flickr|wikimedia|commons|alamy|unsplash|handout)\b", re.IGNORECASE)
_CONTRIBUTOR = re.compile(
    r"\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[^\n()]{3,200}\)?"
    r"|(?<=[^\w\n])(?:[A-Z][\w'’-]+\s){2,3}(?:in\s[A-Z]\w+\s|and\s(?:[A-Z][\w'’-]+\s){2,3}){0,2}contributed\s(?:to\sthis\s\w+|reporting)", re.IGNORECASE
)
# What the above has in every form: rare, and quickly seen to be missing.
_CONTRIBUTES = re.compile(r"(?:contributed|ing\s+by)\s", re.IGNORECASE)
_MASTHEAD_WORD = re.compile(
    r"\b(?:times|herald|post|advertiser|packet|echo|lantern|messenger|digest|enquirer|evening|morning|sunday|gazette|news|courier|tribune|journal|chronicle|observer|guardian|standard"
    r"|telegraph|mail|star|sun|register|ledger|sentinel|examiner|mirror|globe|bulletin|record|reporter"
    r"|dispatch|press|daily|weekly|magazine|review|monitor|argus|independent|inquirer|broadcasting|radio"
    r"|television|tv|zeitung|nachrichten|rundschau|tagblatt|anzeiger|spiegel|presse|diario|periódico|el\s+\w+"
    r"|gaceta|faro|noticias|le\s+monde|figaro|libération|journal|gazeta|pravda|jazeera|bbc|cnn|npr)\b",
    re.IGNORECASE,
)
# The last words of newspapers' names.
_TITLE = re.compile(
    rf"(?:{_MASTHEAD_WORD.pattern}|\b(?:tidings|leader|pilot|voice|banner|beacon|citizen|clarion|transcript|mercury|advocate"
    r"|intelligencer|bugle|recorder|watchman|signal|sentinel)\b)$",
    re.IGNORECASE,
)
_NEWS_WORD = re.compile(r"\b(?:news|wire|press|agency|dispatch|cable|nachrichten|noticias|agence)\b", re.IGNORECASE)
_STAFF = re.compile(r"\b(?:our|staff|desk|correspondents?|reporters?|own|agenc(?:y|ies)|wires?|reports?)\b", re.IGNORECASE)
_DATE_WORD = re.compile(r"\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
# Heads of boilerplate and fields, whatever stands after them.
_NO_BODY = re.compile(r"^(?:about|source|contact|from|via|über|à\s+propos|sobre)\b", re.IGNORECASE)
# Lines of credit stand this near the head or the foot of a text, in code points.
_NEAR = 1200
# A byline stands within this many lines of the top.
_TOP_LINES = 12


def credits(text: str, outlet: str | None, declared: Sequence[str] = ()) -> tuple[Credit, ...]:
    """Return whom a text credits, in the order of the text, each body once a place.

    `outlet` is the text's own outlet, which is no credit except in a byline or dateline of an
    agency's own text. `declared` are the bodies that the page's metadata names as its source.
    """
    found: list[Credit] = []
    lines = (*_signed(text, outlet), *_in_lines(text, outlet))
    for credit in (
        *sorted(lines, key=lambda c: (c.span, c.name)),
        *sorted(
        (
            *_head(text, outlet),
            *_foot(text, outlet),
            *_prose(text, outlet),
            *_linked(text, outlet),
            *_spoken_of(text, outlet),
            *_contributors(text),
        ),
        key=lambda c: (c.span, c.name),
        ),
    ):
        if not any(
            c.span.meets(credit.span)
            and (c.kind == "contributor") == (credit.kind == "contributor")
            for c in found
        ):
            found.append(credit)
    found += _declared(outlet, declared, found)
    return tuple(sorted(found, key=lambda c: (c.span, c.name)))


def _credit(text: str, start: int, end: int, name: str, kind: CreditKind) -> Credit:
    return Credit(" ".join(name.split()).strip(" .,"), kind, Span(start, end), text[start:end])


def _signed(text: str, outlet: str | None) -> Iterator[Credit]:
    """Yield the bodies that the byline names."""
    for name, span in masthead(text, outlet).bodies:
        if not (outlet and _own(name, outlet)) and not _PICTURES.search(name):
            kind: CreditKind = "outlet" if _MASTHEAD_WORD.search(name) and not is_agency(name) else "agency"
            yield _credit(text, span.start, span.end, name, kind)


def _in_lines(text: str, outlet: str | None) -> Iterator[Credit]:
    """Yield the bodies named by lines of credit near the head and the foot."""
    for line in credit_lines(text):
        if not (line.span.start <= _NEAR or line.span.end >= len(text) - _NEAR):
            continue
        if _writes(line.name, outlet) and not _OFFICE.search(line.name):
            agency = not _MASTHEAD_WORD.search(line.name) if not line.whole else False
            kind: CreditKind = "agency" if agency or is_agency(line.name) else "outlet"
            yield _credit(text, line.span.start, line.span.end, line.name, kind)


def _declared(
    outlet: str | None, declared: Sequence[str], found: Sequence[Credit]
) -> Iterator[Credit]:
    """Yield the bodies of the page's metadata that its text does not credit, at its very start."""
    for name in dict.fromkeys(declared):
        known = any(_own(name, c.name) for c in found)
        if not known and not (outlet and _own(name, outlet)) and not _PICTURES.search(name):
            yield Credit(name, "agency" if is_agency(name) else "outlet", Span(0, 0), "")


def _head(text: str, outlet: str | None) -> Iterator[Credit]:
    for m in sorted((m for form in (_DATELINE, _DATELINE_SLASHED, _DATELINE_DASHED, _DATELINE_ALONE) for m in form.finditer(text)), key=lambda m: m.span()):
        for name in re.split(r"\s*/\s*|,\s", m["name"]):
            if outlet and _own(name, outlet) and not (is_agency(outlet) or CODE.fullmatch(outlet)):
                continue
            # "NURSE (Liv Moe): We had a hundred." labels who speaks in a transcript.
            speaks = m.group().rstrip().endswith("):") and not (is_agency(name) or CODE.fullmatch(name))
            if not speaks and not _DATE_WORD.search(name) and len(name) > 1 and len(name.split()) <= 5:
                yield _credit(text, m.start(), m.end("name") + 1, name, "agency")
                break
    limit = _top(text)
    for m in _DASHED.finditer(text, 0, limit):
        if is_agency(m["name"]):
            yield _credit(text, m.start("name"), m.end("name"), m["name"], "agency")
    for m in _FROM_LINE.finditer(text, 0, limit):
        # "From Ann Roe" is a person; one word, or a word of the trade, is a body.
        body = len(m["name"].split()) == 1 or is_agency(m["name"]) or _NEWS_WORD.search(m["name"])
        if body and not _STAFF.search(m["name"]) and not (outlet and _own(m["name"], outlet)):
            yield _credit(text, m.start("name"), m.end("name"), m["name"], "agency")
    for m in _BYLINE.finditer(text, 0, limit):
        line = m["line"]
        by = bool(re.match(r"\W{0,3}(?:by|von|por|par)\b", m.group(), re.IGNORECASE))
        for part in re.finditer(r"[^,;|•·/\n]+", line):
            name = re.sub(r"^\s*(?:and|und|et|y|from|by)\s+", "", part.group()).strip()
            if not 2 <= len(name) <= 50 or len(name.split()) > 5 or _NO_BODY.match(name):
                continue
            # "By Ann Roe, Castell News": what follows a person in a byline is whom the person writes for.
            after = (
                by
                and part.start() > 0
                and bool(_NEWS_WORD.search(name))
                and not _STAFF.search(name.replace("Agency", ""))
                and not (outlet and _own(name, outlet))
            )
            known = name.casefold() in KNOWN or after
            if known or (is_agency(name) and (by or _alone(line, name)) and name[0].isupper()):
                start = m.start("line") + part.start() + part.group().find(name)
                yield _credit(text, start, start + len(name), name, "agency")


def _foot(text: str, outlet: str | None) -> Iterator[Credit]:
    tail = max(0, len(text) - 400)
    for m in _FOOT_ITEM.finditer(text, tail):
        group = "name" if m["name"] else "bare"
        if is_agency(m[group]) and not _NO_BODY.match(m[group]) and not (outlet and _own(m[group], outlet)):
            yield _credit(text, m.start(group), m.end(group), m[group], "agency")
    for pattern in (_END_LINE, _END_CODE):
        for m in pattern.finditer(text, tail):
            if _writes(m["name"], outlet):
                yield _credit(text, m.start("name"), m.end("name"), m["name"], "agency")
    for m in _END_NAME.finditer(text, tail):
        if len(re.findall(rf"\b{m['name']}\b", text)) == 1 and _writes(m["name"], outlet):
            yield _credit(text, m.start("name"), m.end("name"), m["name"], "agency")
    for m in _END_MARK.finditer(text, tail):
        for name in re.split(r"\s*[/,]\s*", m["name"]):
            if name.casefold() in KNOWN:
                at = text.find(name, m.start())
                yield _credit(text, at, at + len(name), name, "agency")


def _prose(text: str, outlet: str | None) -> Iterator[Credit]:
    for pattern in (_REPORTS, _ACCORDING, _FROM, _PIECE_IN):
        for m in pattern.finditer(text):
            name = re.sub(r"['’]s?$", "", m["name"]).strip()
            agency = is_agency(name)
            if not agency and not _MASTHEAD_WORD.search(name) and pattern is not _PIECE_IN:
                continue
            if _OFFICE.search(name):
                continue
            if outlet and _own(name, outlet):
                continue
            yield _credit(text, m.start("name"), m.start("name") + len(name), name, "agency" if agency else "outlet")
    for pattern in (_THE_REPORTS, _PAPER, _APPOSED):
        for m in pattern.finditer(text):
            group = "name" if m["name"] else "by"
            name = re.sub(r"['’]s?$", "", m[group]).strip()
            single_by = group == "by" and not (_MASTHEAD_WORD.search(name) or is_agency(name))
            who = pattern is _APPOSED and not (_MASTHEAD_WORD.search(m[group]) or is_agency(name) or "paper" in m.group())
            if _OFFICE.search(name) or single_by or who or (outlet and _own(name, outlet)):
                continue
            yield _credit(text, m.start(group), m.start(group) + len(name), name, "agency" if is_agency(name) else "outlet")


def _linked(text: str, outlet: str | None) -> Iterator[Credit]:
    """Yield the outlets whose own pages the prose links to ("Read her story here (…)")."""
    for m in _STORY_LINK.finditer(text):
        name = outlet_from_host(m["host"])
        if name and not (outlet and _own(name, outlet)):
            yield Credit(name, "outlet", Span(m.start("host"), m.end()), text[m.start("host") : m.end()])
    for m in _REPORT_IN.finditer(text):
        for group in ("agency", "name"):
            name = re.sub(r"['’]s?$", "", m[group] or "").strip()
            if name and not (outlet and _own(name, outlet)):
                kind: CreditKind = "agency" if group == "agency" else "outlet"
                yield _credit(text, m.start(group), m.start(group) + len(name), name, kind)


def _contributors(text: str) -> Iterator[Credit]:
    if not _CONTRIBUTES.search(text):
        return
    for m in _CONTRIBUTOR.finditer(text):
        yield _credit(text, m.start(), m.end(), m.group().strip("()"), "contributor")


def _spoken_of(text: str, outlet: str | None) -> Iterator[Credit]:
    """Yield the bodies whose reporters were told, shown or asked something.

    A name that is no title by its last word must be spoken of so twice, once beyond doubt. On a page
    without an outlet it is as likely the page's own reporter.
    """
    if outlet is None:
        return
    found = [r for r in reporters(text) if not _OFFICE.search(r.name) and not _own(r.name, outlet)]
    for r in found:
        places = [other for other in found if other.name == r.name and other.heard]
        title = is_agency(r.name) or (r.article and bool(_TITLE.search(r.name)))
        if r.heard and (title or (r.article and len(places) > 1 and any(p.sure for p in places))):
            kind: CreditKind = "agency" if is_agency(r.name) else "outlet"
            yield _credit(text, r.span.start, r.span.end, r.name, kind)


def _writes(name: str, outlet: str | None) -> bool:
    """Return whether a name on a source line can be the text's author: no picture desk, not the page itself."""
    return (not name[0].islower() or name.casefold() in KNOWN) and not _PICTURES.search(name) and not (outlet and _own(name, outlet))


def _own(name: str, outlet: str) -> bool:
    """Return whether a name is the outlet's own: the same words, or the same letters cut otherwise.

    >>> _own("Tech Crunch", "TechCrunch"), _own("The Herald", "Brook Herald"), _own("Brook Post", "Brook Herald")
    (True, True, False)
    """
    mine, theirs = set(outlet.casefold().split()) - {"the"}, set(name.casefold().split()) - {"the"}
    if theirs <= mine or mine <= theirs:
        return True
    letters = ["".join(filter(str.isalnum, n.casefold())) for n in (name, outlet)]
    # Scripts without spaces: a company's name is its paper's with a letter more.
    short, long = sorted(letters, key=len)
    return bool(short) and (short == long or (not short.isascii() and len(short) > 3 and long.startswith(short)))


def _alone(line: str, name: str) -> bool:
    """Return whether a line is a credit and at most a date and a place beside it."""
    beside = len(line.split()) - len(name.split())
    return beside <= 7 and not re.search(r"[.!?]$", line)


def _top(text: str) -> int:
    """Return where the head of a page ends: its first lines, before the first long paragraph."""
    at = 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        if n >= _TOP_LINES or len(line.split()) > 25:
            break
        at += len(line)
    return at
