"""A corpus of heads and feet of pages, all names invented, and how far they are read right.

`pages/dev.txt` was written to tune on, `pages/sealed.txt` to measure: one record a page, its truth
above the line of dashes, `{A}` for the body of that name in `pages/bodies.txt`. `credits` are bodies
that the text draws on (`maybe`: no fault either way), `furniture` the starts of lines that are none
of the article's, `wire: yes` says that agencies are credited without a name, `release` whose press
release the page pastes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from firsthand.lineage.bodies import same_body
from firsthand.lineage.lost import wire_mark
from firsthand.model import Document, Locator, RawItem
from firsthand.reading.documents import read
from firsthand.text.release import release

PLACE = Path(__file__).parent / "pages"

Record = dict[str, str]


def records(name: str) -> Iterator[Record]:
    """Yield the pages of one half with their truth; `id` and `page` stand beside the fields."""
    bodies = {r["id"]: r["page"].strip() for r in _cut(name="bodies")}
    for record in _cut(name=name):
        record["page"] = re.sub(
            r"\{([A-Z])([12]?)\}", lambda m: _body(bodies[m[1]], m[2], "<" in record["page"]), record["page"]
        )
        yield record


def _body(text: str, part: str, html: bool) -> str:
    first, _, rest = text.partition("\n\n")
    text = {"": text, "1": first, "2": rest}[part]
    return "".join(f"<p>{p}</p>\n" for p in text.split("\n\n")) if html else text


def _cut(name: str) -> Iterator[Record]:
    for block in re.split(r"^=== ", (PLACE / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        head, dashes, page = rest.partition("---\n")
        record = dict(line.split(": ", 1) for line in head.splitlines()) if dashes else {}
        yield record | {"id": title, "page": page if dashes else rest}


def read_page(page: str) -> Document:
    """Return one page as it is read."""
    (document,) = read([RawItem(page.encode(), Locator("page"))])
    assert isinstance(document, Document)
    return document


def faults(record: Record) -> dict[str, list[str]]:
    """Return for each thing to be read what went wrong; an empty list where it is right."""
    d = read_page(record["page"])
    wrong: dict[str, list[str]] = {}
    outlet = record["outlet"]
    wrong["outlet"] = [] if _folded(d.outlet) == _folded(outlet) else [str(d.outlet)]
    names = {n.casefold() for n in _listed(record["byline"])}
    said = {n.casefold() for n in d.byline}
    wrong["byline"] = [] if names == said else [str(d.byline)]
    day = d.published.value[:10] if d.published else "-"
    wrong["date"] = [] if day == record["date"] else [day]
    wrong["credits"] = _credits(record, d)
    found = release(d.text)
    issuer = record.get("release")
    right = found is None if issuer is None else found is not None and same_body(found.issuer or outlet, issuer)
    wrong["release"] = [] if right else [str(found)]
    people = _listed(record.get("contributors", "-"))
    told = " ".join(c.text for c in d.credits if c.kind == "contributor")
    wrong["contributors"] = [p for p in people if p not in told]
    wrong["wire"] = [] if wire_mark(d) == (record.get("wire") == "yes") or d.credits else [str(wire_mark(d))]
    marked = [(d.text[f.span.start : f.span.end], f.kind) for f in d.furniture]
    wrong["furniture"] = [
        f"missing {start}"
        for start in _listed(record["furniture"], " | ")
        if start in d.text and not any(start.split(":")[0] in text for text, _ in marked)
    ]
    wrong["body"] = [f"lost {text[:40]}" for text, _ in marked if _in_body(text)]
    wrong["body"] += [f"not in text {s[:40]}" for s in _sentences(record["page"]) if s not in d.text]
    return wrong


def _credits(record: Record, d: Document) -> list[str]:
    wanted = _listed(record["credits"])
    # Whose release a page pastes may stand among its credits.
    allowed = [*_listed(record.get("maybe", "-")), *_listed(record.get("release", "-"))]
    said = [c.name for c in d.credits if c.kind != "contributor"]
    missing = [f"missing {w}" for w in wanted if not any(same_body(w, s) for s in said)]
    return missing + [f"wrong {s}" for s in said if not any(same_body(w, s) for w in [*wanted, *allowed])]


def _bodies() -> str:
    return (PLACE / "bodies.txt").read_text(encoding="utf-8")


def _in_body(text: str) -> bool:
    return any(line in text or text in line for line in _bodies().splitlines() if len(line) > 30 and len(text) > 30)


def _sentences(page: str) -> list[str]:
    return [line for line in _bodies().splitlines() if len(line) > 30 and line in page]


def _listed(field: str, sep: str = "; ") -> list[str]:
    return [] if field.strip() == "-" else [x.strip() for x in field.split(sep) if x.strip()]


def _folded(name: str | None) -> str:
    return re.sub(r"^the\s+", "", (name or "-").casefold())


def main(name: str, verbose: bool) -> None:
    totals: dict[str, list[bool]] = {}
    for record in records(name):
        for what, wrong in faults(record).items():
            totals.setdefault(what, []).append(not wrong)
            if wrong and verbose:
                print(record["id"], what, wrong)
    for what, right in totals.items():
        print(f"{what}: {sum(right)}/{len(right)}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1], len(sys.argv) > 2)
