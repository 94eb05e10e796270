"""Pages of what to correct: what matters most first, on the page of the outlet, harmless."""

import re

import pytest

from firsthand import trace
from firsthand.faces.correction import pages, sheets
from tests.faces.test_report import ARTICLES, HOSTILE, read

BEFORE = """The Brook Herald
Ferry sinks off the quay
4 March 2025

The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday. It had 46 people aboard.

“We had the boats out before the second bell,” said Liv Moe, who leads the rescue station. Nobody was hurt.

The ramp had been inspected twice since the spring and found sound, the board added in a statement.
"""
AFTER = """Coast Daily
Ferry sinks off northern quay
5 March 2025

The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday. It had 64 people aboard.

“We had the boats out before the third bell,” said Liv Moe, who leads the rescue station. Nobody was hurt.

The ramp had been inspected twice since the spring and found sound, the board added in a statement.
"""


@pytest.fixture
def pair(tmp_path):
    (tmp_path / "a.txt").write_text(BEFORE)
    (tmp_path / "b.txt").write_text(AFTER)
    return trace([str(tmp_path)])


def test_what_differs_is_on_the_page_of_the_copy(pair):
    (sheet,) = sheets(pair)
    assert sheet.outlet == "Coast Daily"
    (article,) = sheet.articles
    quotation, number = article.places
    assert (quotation.kind, quotation.speaker) == ("quote", "Liv Moe")
    assert (number.here.text, number.there.text) == ("64 people", "46 people")
    assert number.there.whose == "The Brook Herald"
    text = article.document.text
    assert number.here.before.removeprefix("… ") + "64 people" in " ".join(text.split())
    assert "without a word of credit" in article.uncredited[0]


def test_pages_are_whole_and_the_same_again(pair):
    made = pages(pair)
    assert list(made) == ["coast-daily.html"]
    assert made == pages(pair)
    page = read(made["coast-daily.html"])
    assert page.bad == []
    assert page.open == []
    for words in ("46 people", "64 people", "second bell", "third bell"):
        assert words in made["coast-daily.html"]


def test_no_outlet_chooses_its_file_or_breaks_out_of_its_page(tmp_path):
    for n, evil in enumerate((*HOSTILE, "../../etc/passwd")):
        (tmp_path / f"{n}a.txt").write_text(BEFORE)
        (tmp_path / f"{n}b.txt").write_text(AFTER.replace("Coast Daily", f"{evil} Daily").replace("Liv Moe", evil))
    made = pages(trace([str(tmp_path)]))
    assert made
    for file, html in made.items():
        assert re.fullmatch(r"[a-z0-9-]+\.html", file)
        page = read(html)
        assert page.bad == []
        assert not {"script", "img", "svg"} & set(page.tags)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", html)


def test_the_demo_has_its_pages():
    result = trace([ARTICLES])
    made = pages(result)
    assert len(made) == len(sheets(result)) > 1
