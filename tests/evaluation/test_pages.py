"""The figures of saved pages, checked on one page of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evaluation import pages

BODY = [
    "The ferry between Tarn and Lissa will not sail before the second week of May, its owner said.",
    "A crack was found in the ramp on Monday, and a replacement has to be cast in a yard abroad.",
]
PAGE = """<html><head><meta property="article:published_time" content="2024-04-16T08:00:00Z">
<meta name="author" content="Ida Mern"></head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Ferry stays in port</h1>{}</article><footer>All rights reserved by us.</footer></body></html>"""


def folder(tmp_path: Path, **gold: object) -> Path:
    html = PAGE.format("".join(f"<p>{p}</p>" for p in BODY))
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(html.encode()))
    (tmp_path / "gold.jsonl").write_text(json.dumps({"html": "a.html.gz"} | gold), encoding="utf-8")
    return tmp_path


def test_a_page_read_right(tmp_path: Path) -> None:
    gold = {"paragraphs": BODY, "publishing_date": "2024-04-16 08:00:00+00:00", "authors": ["Ida Mern"]}
    result = pages.run(folder(tmp_path, **gold))
    assert (result["recall"], result["day"], result["authors"]) == (1.0, 1.0, 1.0)
    assert result["f1"] > 0.9


def test_a_page_against_another_gold(tmp_path: Path) -> None:
    result = pages.run(folder(tmp_path, text="Something else entirely", date="2020-01-01"))
    assert result["f1"] == result["day"] == 0.0
    assert "authors" not in result


def test_predictions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="leave --predictions out"):
        pages.run(tmp_path, tmp_path / "x")
