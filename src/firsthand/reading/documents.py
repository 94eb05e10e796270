"""From raw inputs to Documents: one door for every format."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from firsthand.model import DateBasis, DateClaim, Document, Locator, RawItem, Rejected, Value
from firsthand.reading import metadata
from firsthand.reading.child import Child, Failure
from firsthand.reading.decoding import decode
from firsthand.reading.limits import TEXT_CHARACTERS
from firsthand.reading.metadata import Override
from firsthand.reading.page import Page
from firsthand.reading.rows import Row, looks_like_rows, rows
from firsthand.text.agencies import is_agency
from firsthand.text.credits import credits
from firsthand.text.dates import in_addresses, parse, published, stated
from firsthand.text.furniture import furniture
from firsthand.text.language import identify
from firsthand.text.masthead import Masthead, masthead, outlet_from_host
from firsthand.text.unwrap import unwrap
from firsthand.text.words import count

_HTML = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</?(?:u|b|i|em|strong|span|a|br|p)\b[^>\n]{0,300}>", re.IGNORECASE)


# Lines in which a masthead stands.
_HEAD_LINES = 6
_BASES: dict[str, DateBasis] = {"jsonld": "jsonld", "meta": "meta", "inferred": "inferred"}


class Known(Value, kw_only=True):
    """What is known of a document before its text is read."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[tuple[DateClaim, bool], ...] = ()
    url: str | None = None
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read(
    items: Iterable[RawItem | Rejected],
    *,
    overrides: Mapping[str, Override] | None = None,
    share: tuple[int, int] = (0, 1),
) -> Iterator[Document | Rejected]:
    """Yield the documents in raw inputs, and the inputs that hold none with the reason.

    The kind of an input is told by its bytes, never by its name. Pages are parsed in a child
    process, which starts at the first page. With `share` (k, n) only every n-th row of an input of many
    rows is read, from the k-th on: several workers read it together.
    """
    with Child() as child:
        for item in items:
            if isinstance(item, Rejected):
                yield item
            elif looks_like_rows(item.data):
                for row in itertools.islice(rows(item), share[0], None, share[1]):
                    yield row if isinstance(row, Rejected) else _from_row(item, row, child)
            elif _HTML.match(item.data[:4096]):
                yield _from_html(item, child, metadata.find(overrides, item.locator.path))
            else:
                yield _from_text(item, metadata.find(overrides, item.locator.path))


def _from_text(item: RawItem, override: Override | None) -> Document | Rejected:
    if b"\x00\x00" in item.data[:1000] or item.data[:4] in {b"%PDF", b"PK\x03\x04", b"\x1f\x8b\x08\x00"}:
        return Rejected(
            item.locator.path, "quarantined", "unknown_format", "it is neither text, HTML nor JSON lines"
        )
    text, warnings = decode(item.data)
    return _document(item, unwrap(text), Known(warnings=warnings), override)


def _from_html(item: RawItem, child: Child, override: Override | None) -> Document | Rejected:
    page = child.parse(item.data)
    if isinstance(page, Failure):
        return Rejected(item.locator.path, "quarantined", page.code, page.detail)
    return _document(item, "\n\n".join(page.blocks), _of_page(page), override)


def _from_row(item: RawItem, row: Row, child: Child) -> Document | Rejected:
    locator = Locator(item.locator.path, None, row.number)
    content = (row.text or row.html or "").encode()
    one = RawItem(content, locator)
    said = Known(
        title=row.title,
        outlet=row.outlet,
        authors=row.authors,
        dates=tuple((c, False) for _, c in parse(row.published, row.date_basis)[:1]) if row.published else (),
        url=row.url,
    )
    if row.text is None:
        page = child.parse(content)
        if isinstance(page, Failure):
            return Rejected(item.locator.path, "quarantined", page.code, f"line {row.number}: {page.detail}")
        base = _of_page(page)
        said = Known(
            title=said.title or base.title, outlet=said.outlet or base.outlet,
            authors=said.authors or base.authors, dates=said.dates + base.dates, url=said.url,
            sources=base.sources, warnings=base.warnings,
        )
        return _document(one, "\n\n".join(page.blocks), said, None)
    text = unwrap(row.text)
    if row.title and not text.lstrip().startswith(row.title):
        text = f"{row.title}\n\n{text}"
    return _document(one, text, said, None)


def _of_page(page: Page) -> Known:
    dates = []
    for d in page.dates:
        basis = _BASES[d.basis]
        for _, claim in parse(d.value, basis)[:1]:
            dates.append((claim, d.update))
    return Known(
        title=page.title, outlet=page.site, authors=page.authors, dates=tuple(dates),
        sources=page.sources, warnings=page.warnings,
    )


def _document(item: RawItem, text: str, known: Known, override: Override | None) -> Document:
    warnings = list(known.warnings)
    if len(text) > TEXT_CHARACTERS:
        text = text[:TEXT_CHARACTERS]
        warnings.append("text_cut")
    text = _TAGS.sub("", text)
    head = masthead(text, known.outlet)
    title = head.title or known.title
    url = (override.url if override else None) or known.url
    outlet = (override.outlet if override else None) or _outlet(text, head, known, url)
    # A guess counts only where the page states nothing.
    said = [c for c in known.dates if c[0].basis != "inferred"]
    guessed = [c for c in known.dates if c[0].basis == "inferred"]
    dates = [*said, *stated(text), *guessed]
    chosen = published(dates)
    if override is not None and override.date is not None:
        chosen = metadata.claim(override.date)
    # What only looks like a byline gives way to the names that the page's metadata has.
    signed = head.byline if head.marked or not known.authors else known.authors
    signed = signed or known.authors
    authors = tuple(n for n in signed if not is_agency(n))
    pieces = furniture(text, title, outlet, authors)
    made = credits(text, outlet, _declared(known))
    words = count(text) - sum(count(text[f.span.start : f.span.end]) for f in pieces)
    if not words:
        warnings.append("empty")
    digest = hashlib.sha256(item.data).hexdigest()
    place = f"{item.locator.path}\n{item.locator.member}\n{item.locator.row}"
    return Document(
        id=hashlib.sha256(f"{digest}\n{place}".encode()).hexdigest()[:16],
        path=item.locator.path,
        sha256=digest,
        locator=item.locator,
        text=text,
        furniture=pieces,
        title=title,
        outlet=outlet,
        byline=authors,
        credits=made,
        published=chosen,
        dates=tuple(dict.fromkeys([*(c for c, _ in dates), *in_addresses(text)])),
        language=identify(text),
        words=words,
        outcome="warn" if warnings else "ok",
        warnings=tuple(warnings),
    )


def _declared(known: Known) -> tuple[str, ...]:
    """Return the bodies that a page's metadata names as its source, or as its author."""
    named = [outlet_from_host(_host(s)) if re.match(r"https?://|www\.", s) else s for s in known.sources]
    agencies = [a.strip() for a in known.authors if is_agency(a)]
    return tuple(n for n in (*named, *agencies) if n and _is_name(n))


def _is_name(said: str) -> bool:
    """Return whether what stands as a source can be a body: a few words, no volume, year or code."""
    return any(c.isalpha() for c in said) and len(said.split()) <= 6 and not re.search(r"\d{4}|\d:\d", said)


def _host(address: str) -> str:
    return re.sub(r"^\w+://", "", address).split("/")[0]


def _outlet(text: str, head: Masthead, known: Known, url: str | None) -> str | None:
    if head.outlet is not None:
        return head.outlet
    if url:
        if named := outlet_from_host(_host(url)):
            return named
    # A line with nothing but an agency's name and a date, above the text: the agency's own masthead.
    for line in text.splitlines()[:_HEAD_LINES]:
        items = [i.strip() for i in re.split(r"[|•·]", line) if i.strip()]
        if len(items) > 1 and is_agency(items[0]) and all(parse(i, "text") for i in items[1:]):
            return items[0]
    # An agency's dateline with no masthead and no headline above it: the agency's own page.
    if head.title is None and known.title is None:
        first = [c for c in credits(text, None) if c.kind == "agency" and c.span.start < 80]
        if first and first[0].text.rstrip().endswith(")"):
            return first[0].name
    return None
