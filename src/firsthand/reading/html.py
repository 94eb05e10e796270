"""HTML pages to blocks of article text; runs in the child process, never in the user's.

trafilatura (Barbaresi 2021) chooses the main text. What it drops of the article, short paragraphs,
quotations, bylines and datelines between headline and text, is put back from the page's own blocks
where they stand in the article and read like prose; menus, notices and lists of links are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement

from firsthand.reading.limits import TAG_ATTRIBUTES, TAG_DEPTH
from firsthand.reading.page import Page, PageDate
from firsthand.text.agencies import CODE, is_agency

_BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "pre", "div", "section", "article", "figcaption", "td", "time"])
_FURNITURE = frozenset(
    ["nav", "footer", "aside", "script", "style", "noscript", "template", "form", "button", "svg", "figure", "iframe", "select"]
)
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|cookie|consent|related|newsletter|subscribe|promo|advert|ad|ads|inread"
    r"|share|social|taboola|outbrain|breadcrumb|comments?|tags?|more|also|bio|disc|disclaimer|copy|copyright|skip"
    r"|ticker|legal|recommend\w*|std|banner|masthead)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(r"by|author|meta|date|time|credit|dateline|source|agency", re.IGNORECASE)
_DATE_KEYS = {
    "article:published_time": False, "article:published": False, "og:article:published_time": False, "date": False,
    "pubdate": False, "publishdate": False, "publish-date": False, "datepublished": False, "dc.date": False,
    "dc.date.issued": False, "dcterms.created": False, "dc.date.created": False, "parsely-pub-date": False,
    "sailthru.date": False, "article.published": False, "publication_date": False, "cxenseparse:recs:publishtime": False,
    "article:modified_time": True, "og:updated_time": True, "last-modified": True, "dc.date.modified": True,
    "dcterms.modified": True, "datemodified": True, "revised": True,
}  # fmt: skip
# Whose text a page is, as its metadata has it: names, addresses, or things with a publisher.
_SOURCE_KEYS = frozenset({"original-source", "syndication-source", "dc.source", "dcterms.source", "article:original_source", "source"})
_SOURCE_PARTS = ("sourceOrganization", "isBasedOn", "isBasedOnUrl", "originalPublisher")
# Who owns or serves a page is most often its own house: only an agency's name says whose the text is.
_OWNER_PARTS = ("copyrightHolder", "provider")
_PROSE_WORDS = 8
# A byline, date or dateline between headline and text has at most this many words.
_LINE_WORDS = 16
# A block with this share of its letters in links is a menu.
_LINKED = 0.5
# Words from which trafilatura's choice is trusted over the page's prose as a whole, and the share of
# it that blocks must account for.
_ENOUGH = 60
_LEAST_OF_MAIN = 0.7
_CREDIT = re.compile(r"\W*\(|[—–-]\s?\w")
_TAG = re.compile(rb"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*>")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_SCRIPT = re.compile(rb"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# Tags that are never closed, or seldom: they do not nest.
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr p li td tr th option".split())


class TooRich(Exception):
    """A page nested deeper, or with more attributes on a tag, than parsers bear."""


def check(data: bytes) -> None:
    """Raise `TooRich` for pages that make parsers lose their text or take quadratic time."""
    depth = 0
    for m in _TAG.finditer(_SCRIPT.sub(b"", data)):
        if _QUOTED.sub(b"", m[0]).count(b"=") > TAG_ATTRIBUTES:
            raise TooRich(f"a tag has more than {TAG_ATTRIBUTES} attributes")
        if m["name"].lower() in _VOID or m[0].endswith(b"/>"):
            continue
        depth = max(0, depth - 1) if m["end"] else depth + 1
        if depth > TAG_DEPTH:
            raise TooRich(f"its tags are nested more than {TAG_DEPTH} deep")


def parse(data: bytes) -> Page:
    """Return the article of one page; a page without one has no blocks and the warning `no_article`.

    Raises `TooRich` for pages beyond the limits.
    """
    check(data)
    tree = trafilatura.load_html(data)
    if tree is None:
        return Page(blocks=(), warnings=("no_article",))
    title, site, authors, dates, language = _head(tree)
    if not any(not d.update for d in dates):
        dates = (*dates, *_guessed(tree))
    main = trafilatura.extract(
        tree, favor_precision=True, include_comments=False, include_tables=True, output_format="txt"
    )
    lines = [line.strip() for line in (main or "").splitlines() if line.strip()]
    every = list(_walk(tree))
    heading = _heading(every, title)
    blocks = _article(every, lines, heading)
    warnings: tuple[str, ...] = ()
    if not any(len(b.split()) >= _PROSE_WORDS for b in blocks):
        warnings = ("no_article",)
    return Page(
        blocks=tuple(blocks), title=heading or _clean_title(title, site), site=site or _site(title, heading),
        authors=authors, sources=_sources(tree), dates=dates, language=language, warnings=warnings,
    )


class _Block:
    """One block of text with what its place in the page says of it."""

    def __init__(self, text: str, tag: str, furniture: bool, label: str, linked: float) -> None:
        self.text, self.tag, self.furniture, self.label, self.linked = text, tag, furniture, label, linked


def _walk(tree: HtmlElement) -> Iterator[_Block]:
    body = tree.find(".//body")
    root = tree if body is None else body
    yield from _below(root, furniture=False)


def _below(root: HtmlElement, *, furniture: bool) -> Iterator[_Block]:
    # A stack instead of recursion: pages nest deeper than Python calls may.
    stack: list[tuple[HtmlElement, bool]] = [(root, furniture)]
    while stack:
        element, inside = stack.pop()
        if not isinstance(element.tag, str):
            continue
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        inside = inside or element.tag in _FURNITURE or (
            element is not root and bool(_FURNITURE_CLASS.search(label))
        )
        if element.tag == "header" and element.find(".//h1") is None:
            inside = True
        children = [c for c in element if isinstance(c.tag, str)]
        if element.tag in _BLOCKS and not any(_holds_block(c) for c in children):
            text = " ".join(" ".join(element.itertext()).split())
            if text:
                links = sum(len("".join(a.itertext())) for a in element.iter("a"))
                yield _Block(_spaced(text), element.tag, inside, label, links / len(text))
            continue
        # Text of its own between blocks (a container with loose text) counts as a block, too.
        own = " ".join(" ".join([element.text or "", *(c.tail or "" for c in children)]).split())
        if len(own) > 2 and element.tag in _BLOCKS | {"body", "main", "header"} | _FURNITURE:
            yield _Block(_spaced(own), element.tag, inside, label, 0.0)
        stack.extend((c, inside) for c in reversed(children))


def _holds_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS - {"time"} or any(
        isinstance(c.tag, str) and c.tag in _BLOCKS - {"time"} for c in element.iter()
    )


def _spaced(text: str) -> str:
    return re.sub(r"\s+([,.;:!?”’])", r"\1", text)


def _article(every: list[_Block], main: list[str], heading: str | None) -> list[str]:
    """Return the blocks of the article in the order of the page.

    `main` are the lines that trafilatura chose. Blocks among them hold the article together; prose
    that lies between two of them, or follows the last without a break, belongs to it, too. Where
    they do not map to blocks (loose text between line breaks) the lines are taken as they are.
    """
    start = next((n for n, b in enumerate(every) if heading and b.text == heading), -1)
    chosen = _anchors(every, main, start)
    head = [heading] if heading else []
    if not chosen:
        return head + [line for line in main if line != heading]
    first, last = chosen[0], chosen[-1]
    if heading:
        head += [
            b.text
            for b in every[start + 1 : first]
            if len(b.text.split()) <= _LINE_WORDS
            and (not b.furniture or _BYLINE_CLASS.search(b.label))
            and b.linked < _LINKED
        ]
    among = set(chosen)
    body = [
        b.text
        for n, b in enumerate(every[first : last + 1], first)
        if (n in among or _belongs(b)) and b.text != heading
    ]
    tail = []
    for b in every[last + 1 :]:
        if b.furniture or not (b.tag == "p" and (_is_prose(b) or _CREDIT.match(b.text))):
            break
        tail.append(b.text)
    found = head + body + tail
    if sum(map(_words, found)) < _LEAST_OF_MAIN * sum(map(_words, main)):
        return head + [line for line in main if line not in head]
    return found


def _anchors(every: list[_Block], main: list[str], start: int) -> list[int]:
    """Return the blocks that are surely the article's: trafilatura's, or all prose on a small page."""
    keys = {_key(line) for line in main}
    prose = [n for n, b in enumerate(every) if n > start and not b.furniture and _is_prose(b)]
    kept = [n for n, b in enumerate(every) if n > start and _key(b.text) in keys and not b.furniture]
    sure = sum(_words(every[n].text) for n in kept)
    if sure >= _ENOUGH and sure >= _LEAST_OF_MAIN * sum(map(_words, main)):
        return kept
    return sorted({*prose, *kept})


def _is_prose(block: _Block) -> bool:
    return (
        block.linked < _LINKED
        and _words(block.text) >= _PROSE_WORDS
        and bool(re.search(r"[.!?…”\"’)]$", block.text))
    )


def _belongs(block: _Block) -> bool:
    return not block.furniture and block.linked < _LINKED and (
        block.tag in {"blockquote", "h2", "h3"} or (block.tag == "p" and _words(block.text) > 2)
    )


def _words(text: str) -> int:
    return len(text.split())


def _guessed(tree: HtmlElement) -> tuple[PageDate, ...]:
    """Return the day that htmldate finds on a page whose head declares none (Barbaresi 2020)."""
    found = find_date(tree, extensive_search=False, original_date=True)
    return (PageDate(found, "inferred", False),) if found else ()


def _heading(every: list[_Block], title: str | None) -> str | None:
    for b in every:
        if b.tag == "h1" and not b.furniture:
            return b.text
    for b in every:
        if b.tag in {"h2", "h3"} and title and title.startswith(b.text):
            return b.text
    return None


def _head(
    tree: HtmlElement,
) -> tuple[str | None, str | None, tuple[str, ...], tuple[PageDate, ...], str | None]:
    title = site = None
    authors: list[str] = []
    dates: list[PageDate] = []
    for element in tree.iter("title"):
        title = title or " ".join(element.text_content().split()) or None
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        value = (meta.get("content") or "").strip()
        if not value:
            continue
        if key in _DATE_KEYS:
            dates.append(PageDate(value, "meta", _DATE_KEYS[key]))
        elif key == "og:site_name":
            site = site or value
        elif key in {"author", "article:author", "dc.creator"} and not value.startswith("http"):
            authors.append(value)
    for script in tree.iter("script"):
        if (script.get("type") or "").casefold() == "application/ld+json":
            for item in _json_ld(script.text or ""):
                for key, update in (("datePublished", False), ("dateModified", True)):
                    if isinstance(item.get(key), str):
                        dates.append(PageDate(item[key], "jsonld", update))
                site = site or _name(item.get("publisher"))
                for part in ("author", "creator"):
                    authors.extend(_names(item.get(part)))
    return title, site, tuple(dict.fromkeys(authors)), tuple(dates), tree.get("lang")


def _sources(tree: HtmlElement) -> tuple[str, ...]:
    """Return whom the head names as the source of the text: names as they are, addresses whole."""
    found: list[str] = []
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").casefold()
        if key in _SOURCE_KEYS and (value := (meta.get("content") or "").strip()):
            found.append(value)
    for script in tree.iter("script"):
        if (script.get("type") or "").casefold() == "application/ld+json":
            for item in _json_ld(script.text or ""):
                for part in _SOURCE_PARTS:
                    found.extend(_bodies(item.get(part)))
                for part in _OWNER_PARTS:
                    found.extend(b for b in _bodies(item.get(part)) if is_agency(b) or CODE.fullmatch(b))
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"]
    own = [meta.get("content") or "" for meta in tree.iter("meta") if (meta.get("property") or "") == "og:url"]
    if own and _host(own[0]):
        # A canonical address elsewhere is the page that the text was taken from.
        found += [address for address in canonical if _host(address)]
    # A house's second address ("example.co.uk" of "example.com") is the house.
    house = {_label(address) for address in own or canonical}
    return tuple(dict.fromkeys(n.strip() for n in found if not (_host(n) and _label(n) in house)))


def _bodies(value: Any) -> list[str]:
    """Return the bodies behind a source: its publisher, else its name or address."""
    if isinstance(value, list):
        return [n for v in value for n in _bodies(v)]
    if isinstance(value, dict):
        kind = str(value.get("@type") or "")
        for part in ("publisher", "sourceOrganization", "provider"):
            if found := _names(value.get(part)):
                return found
        if "Organization" in kind and (found := _names(value.get("name"))):
            return found
        return _bodies(value.get("url") or value.get("@id"))
    return [value] if isinstance(value, str) and value.startswith("http") else []


def _host(address: str) -> str:
    m = re.match(r"https?://([^/?#:]+)", address)
    return m[1].casefold() if m else ""


def _label(address: str) -> str:
    """Return the word of a host that names its house: the longest short of the last.

    >>> _label("https://www.harbour-times.co.uk/a")
    'harbourtimes'
    """
    return max(_host(address).removeprefix("www.").split(".")[:-1], key=len, default="").replace("-", "")


def _json_ld(text: str) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            stack.append(item.get("@graph"))


def _name(value: Any) -> str | None:
    found = _names(value)
    return found[0] if found else None


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() and not value.startswith("http") else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    return []


def _clean_title(title: str | None, site: str | None) -> str | None:
    if not title:
        return None
    parts = re.split(r"\s+[|»–—-]\s+", title)
    rest = [p for p in parts if not site or p.casefold() != site.casefold()]
    return max(rest, key=len) if rest else title


def _site(title: str | None, heading: str | None) -> str | None:
    """Return the outlet as the page's title names it beside the headline."""
    if not title or not heading or title == heading:
        return None
    parts = re.split(r"\s+[|»–—-]\s+", title)
    key = _key(heading)
    rest = [p for p in parts if _key(p) not in key and key not in _key(p)]
    return rest[-1].strip() if rest and len(parts) > 1 and len(rest[-1].split()) <= 6 else None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
