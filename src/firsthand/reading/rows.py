"""JSON lines: one document a line; a bad line costs that line and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from firsthand.model import DateBasis, RawItem, Rejected, Value
from firsthand.reading.decoding import decode
from firsthand.reading.limits import LINE_BYTES

_TEXT_KEYS = ("text", "body", "content", "article")
_HTML_KEYS = ("html",)
_DATE_KEYS = ("published", "date", "datePublished", "published_at", "publish_date")
_OUTLET_KEYS = ("outlet", "source", "publisher", "site")


class Row(Value, kw_only=True):
    """One line of JSON with what it says of its document."""

    number: int
    text: str | None = None
    html: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    date_basis: DateBasis = "header"
    url: str | None = None
    authors: tuple[str, ...] = ()


def looks_like_rows(data: bytes) -> bool:
    """Return whether some bytes are JSON lines: the first filled line is a JSON object."""
    for line in data[: 1 << 20].splitlines():
        if line.strip():
            if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
                return False
            try:
                return isinstance(msgspec.json.decode(line.lstrip(b"\xef\xbb\xbf")), dict)
            except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                return line.count(b'":') > 0
    return False


def rows(item: RawItem) -> Iterator[Row | Rejected]:
    """Yield the documents of JSON lines; lines that hold none are yielded with the reason."""
    path = item.locator.path
    for number, line in enumerate(item.data.split(b"\n"), 1):
        raw = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not raw:
            continue
        where = f"line {number}"
        if len(raw) > LINE_BYTES:
            yield Rejected(path, "quarantined", "json_line_too_long", f"{where}: over {LINE_BYTES:,} bytes")
            continue
        try:
            value = msgspec.json.decode(raw)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError) as error:
            yield Rejected(path, "quarantined", "json_broken", f"{where}: {error}")
            continue
        if not isinstance(value, dict):
            yield Rejected(path, "quarantined", "json_no_object", f"{where}: no object with a text")
            continue
        row = Row(
            number=number,
            text=_string(value, _TEXT_KEYS),
            html=_string(value, _HTML_KEYS),
            title=_string(value, ("title", "headline")),
            outlet=_string(value, _OUTLET_KEYS),
            published=_string(value, _DATE_KEYS),
            date_basis="feed" if value.get("date_basis") == "feed" else "header",
            url=_string(value, ("url", "link")),
            authors=_strings(value.get("author") or value.get("byline") or value.get("authors")),
        )
        if row.text is None and row.html is None:
            yield Rejected(
                path, "quarantined", "json_no_text", f'{where}: neither "text" nor "html" is a string'
            )
            continue
        yield row


def _string(value: dict[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, str) and found.strip():
            return decode(found.encode("utf-8", "replace"))[0]
    return None


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(v for v in value if isinstance(v, str))
    return ()
