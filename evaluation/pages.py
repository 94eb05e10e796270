"""What is read from saved pages: body text, day and authors, against what people took from them.

Serves `extraction-zyte` (Zyte's article extraction benchmark), `fundus-html` (Dallabetta et al. 2024)
and `htmldate-gold` (Barbaresi 2020): whichever gold a row holds is scored.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.bootstrap import interval
from evaluation.order import rows
from firsthand.model import Document, Locator, RawItem
from firsthand.reading.documents import read

_WORD = re.compile(r"\w+")


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return F1 of words of the body, and shares of pages whose day and authors are right."""
    if predictions is not None:
        raise SystemExit("evaluation: pages are read, not predicted; leave --predictions out")
    gold = list(rows(directory, "gold")) or list(rows(directory, "pages"))
    found: dict[str, list[float]] = {}
    for row in gold:
        for name, value in _scores(row, _read(directory / row["html"])).items():
            found.setdefault(name, []).append(value)
    figures: dict[str, Any] = {"pages": len(gold)}
    for name, values in sorted(found.items()):
        figures[name] = round(sum(values) / len(values), 4)
        figures[f"{name}_interval"] = interval(values)
    return figures


def _read(path: Path) -> Document | None:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    (item,) = read([RawItem(data, Locator(path.name))])
    return item if isinstance(item, Document) else None


def _scores(row: dict[str, Any], document: Document | None) -> dict[str, float]:
    """Return what a row's gold allows to score; a page that was not read scores nothing right."""
    out: dict[str, float] = {}
    text = "\n".join(row["paragraphs"]) if "paragraphs" in row else row.get("text")
    if text is not None:
        gold, said = Counter(_WORD.findall(text.casefold())), Counter(_WORD.findall(_body(document)))
        both = (gold & said).total()
        out["precision"] = both / max(1, said.total())
        out["recall"] = both / max(1, gold.total())
        out["f1"] = 2 * both / max(1, gold.total() + said.total())
    day = row.get("publishing_date") or row.get("date")
    if day is not None:
        published = document.published if document else None
        out["day"] = float(published is not None and published.value[:10] == day[:10])
    if "authors" in row:
        byline = set(document.byline) if document else set()
        out["authors"] = float(bool(byline & set(row["authors"])) if row["authors"] else not byline)
    return out


def _body(document: Document | None) -> str:
    if document is None:
        return ""
    pieces, at = [], 0
    for piece in document.furniture:
        pieces.append(document.text[at : piece.span.start])
        at = max(at, piece.span.end)
    return " ".join([*pieces, document.text[at:]]).casefold()
