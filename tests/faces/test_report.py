"""The report as a file: whole, harmless whatever the articles hold, the same for the same result."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources
from xml.etree import ElementTree as ET

import msgspec
import pytest

from firsthand import trace
from firsthand.faces.collation import collate, paragraphs
from firsthand.faces.outline import outline
from firsthand.faces.picture import NARROW, WIDE, stemma
from firsthand.faces.report import to_html
from firsthand.model import Evidence, Hand, Interval, RelationPassage, Span, Story
from tests.conftest import make_document
from tests.faces.test_outline import family, relation

ARTICLES = str(resources.files("firsthand") / "demo" / "articles")
HOSTILE = (
    '"></title><script>alert(1)</script><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3) javascript:alert(4) {{ 7*7 }} {% raw %}",
    "</style><svg onload=alert(5)>&lt;script&gt; <!-- <![CDATA[ ]]>",
    "\u202egnp.exe\u202c \x1b[31m \x00 \ufeff =cmd|'/c calc'!A1",
)


@pytest.fixture(scope="module")
def result():
    return trace([ARTICLES])


@pytest.fixture(scope="module")
def report(result):
    return to_html(result)


class Page(HTMLParser):
    """Collects what could run or be fetched."""

    VOID = frozenset(["meta", "br", "hr", "img", "link", "input"])

    def __init__(self):
        super().__init__()
        self.tags, self.bad, self.open, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"src", "srcset", "style", "action", "xlink:href"}:
                self.bad.append((tag, name, value))
            if name == "href" and not (value or "").startswith("#"):
                self.bad.append((tag, name, value))
            if name == "id":
                self.ids.append(value)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag


def read(html):
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def test_nothing_can_run_or_be_fetched(report):
    page = read(report)
    assert not {"script", "img", "iframe", "object", "embed", "link", "form", "base"} & set(page.tags)
    assert page.bad == []
    assert len(page.ids) == len(set(page.ids))


def test_the_policy_allows_this_style_and_nothing_else(report):
    css = re.search(r"<style>(.*?)</style>", report, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', report)[1].replace("&#39;", "'")
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "url(" not in css
    assert "@import" not in css


def test_the_story_is_told(report):
    for words in (
        "Boreal Newswire", "Altered quotations", "Changed on the way", "Where every sentence came from", "Side by side",
        "What is backed by whom", "Names and their spellings", "Dates and what they rest on",
        "How this was found, and what it cannot say", "What this was made from", "reworded by machine", "translated",
    ):  # fmt: skip
        assert words in report


def test_every_input_is_in_the_manifest(result, report):
    for d in result.documents:
        assert d.sha256 in report
    assert result.tool.version in report


def test_the_same_result_gives_the_same_file(result, report):
    assert to_html(trace([ARTICLES])) == report == to_html(result)


def test_articles_cannot_break_out_of_the_page(tmp_path):
    body = "The ferry between Tarn and Lissa stays in port for another week, its owner said on Monday. "
    for n, evil in enumerate(HOSTILE):
        text = f"{evil}\n\nBy {evil}\n\n{body * 3}\n\n“{evil} we saw it go,” said {evil}.\n\n{evil} (Reuters)\n"
        (tmp_path / f"{n}{'<b>' if n else ''}.txt").write_text(text)
    page = read(to_html(trace([str(tmp_path)])))
    assert not {"script", "img", "style onload", "b>"} & set(page.tags)
    assert page.bad == []


def test_hidden_and_reordering_characters_are_shown(tmp_path):
    (tmp_path / "a.txt").write_text("\u202eThe harbour office said the ferry\u2066 sank at noon in calm water on Tuesday.\n")
    html = to_html(trace([str(tmp_path)]))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", html)


def test_an_empty_result_and_rejected_inputs_have_a_report(tmp_path):
    html = to_html(trace([str(tmp_path / "none <b>.txt")]))
    assert "What could not be used" in html
    assert "none &lt;b&gt;.txt" in html
    assert read(html).bad == []


@pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("parents", [[], [0], [0] * 49, list(range(49)), [0, 0, 1, 1, 2, 3, 3, 5]])
def test_a_stemma_keeps_within_its_frame(canvas, parents):
    story, documents = family(parents)
    told = outline(story, documents, fold=True)
    root = ET.fromstring(stemma(story, documents, told, canvas))
    width, height = (float(x) for x in root.get("viewBox").split()[2:])
    assert root.get("role") == "img"
    assert root.find("desc").text
    spots = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter("circle")]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in spots)
    assert len({y for _, y in spots}) == len(spots)  # a row each, so none lies on another
    for text in root.iter("text"):
        assert 0 <= float(text.get("x")) <= width
        assert 0 <= float(text.get("y")) <= height
    for edge in (p for p in root.iter("path") if "second" not in p.get("class")):
        _, x, _, _, _, _, to = edge.get("d").split()
        # Time runs to the right; what states no day has no place in it.
        assert float(x) <= float(to) + 0.1 or float(x) == canvas.undated


def test_an_article_is_all_there_and_in_order(result):
    (story,) = result.stories
    documents = {d.id: d for d in result.documents}
    for d in story.documents:
        shown = " ".join(s.text for p in paragraphs(documents[d], story) for s in p)
        tiles = sorted((t for t in story.mosaic if t.document == d), key=lambda t: t.span)
        assert shown == " ".join(" ".join(documents[d].text[t.span.start : t.span.end].split()) for t in tiles)


def test_side_by_side_loses_no_word(result):
    (story,) = result.stories
    documents = {d.id: d for d in result.documents}
    for r in story.relations:
        found = collate(r, story, documents)
        assert len(found.pairs) + found.same + found.folded == len(r.passages)
        copy = documents[r.copy].text
        for pair in found.pairs:
            assert "".join(p.text for p in pair.right) in copy


def test_a_notebook_gets_a_frame_in_which_nothing_runs(result):
    shown = result._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert shown.count("<") == 2


def test_a_passage_by_machine_says_so_with_its_signs():
    a, b = (make_document(t, id=t[:1]) for t in ("Divers found two cracks.", "divers did find two fissures."))
    sign = Evidence(rule="words-swapped", score=1.0, detail="Words are put for others.")
    passage = RelationPassage(
        exemplar=Span(0, 24), via=None, copy=Span(0, 29), manner="reworded", similarity=0.5,
        hand=Hand(machine=0.93, retold=0.05, edited=0.02, evidence=(sign,)),
    )  # fmt: skip
    for machine, said in ((0.93, "machine 0.93: words swapped"), (0.4, "")):
        hand = msgspec.structs.replace(passage.hand, machine=machine)
        made = msgspec.structs.replace(
            relation("D", "d", "reworded"), passages=(msgspec.structs.replace(passage, hand=hand),)
        )
        story = Story(id="s", title="t", documents=("D", "d"), independent=Interval(1, 1, 1), relations=(made,))
        (pair,) = collate(made, story, {"D": a, "d": b}).pairs
        assert pair.machine == said
