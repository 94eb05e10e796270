"""The report in a real browser: no request, no violation of accessibility rules, nothing cut."""

import shutil
import warnings
from importlib import resources

import pytest

from firsthand import trace
from firsthand.faces.correction import pages
from firsthand.faces.report import to_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if BROWSER is None:
    warnings.warn("no chromium: the report is not looked at in a browser", stacklevel=1)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
ARTICLES = str(resources.files("firsthand") / "demo" / "articles")


@pytest.fixture(scope="module")
def result():
    return trace([ARTICLES])


@pytest.fixture(scope="module")
def path(tmp_path_factory, result):
    found = tmp_path_factory.mktemp("report") / "report.html"
    found.write_text(to_html(result), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def sheet(tmp_path_factory, result):
    html = max(pages(result).values(), key=len)
    found = tmp_path_factory.mktemp("sheet") / "sheet.html"
    found.write_text(html, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_fetched_and_nothing_runs_out_of_the_page(browser, path, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, said = [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert asked == [path.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = [e for e in page.query_selector_all("svg.stemma") if e.is_visible()]
    assert len(shown) == 1
    cut = page.evaluate(
        """[...document.querySelectorAll('svg.stemma')].filter(s => s.getBoundingClientRect().width)
        .flatMap(s => [...s.querySelectorAll('text')].filter(t => t.getBoundingClientRect().right > s.getBoundingClientRect().right)
        .map(t => t.textContent))"""
    )
    assert cut == []
    page.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_page_of_what_to_correct_fetches_nothing_and_fits(browser, sheet, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(sheet.as_uri())
    assert asked == [sheet.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("li.both").count() > 0
    page.close()


@pytest.mark.parametrize("kind", ["path", "sheet"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_rules_hold(browser, request, kind, scheme):
    from axe_playwright_python.sync_playwright import Axe

    # The page's own policy keeps the checker's script out, as it should; here it is let in.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(request.getfixturevalue(kind).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    context.close()


def test_it_prints_with_all_its_parts(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    heights = page.evaluate("[...document.querySelectorAll('details .text')].map(e => e.getBoundingClientRect().height)")
    assert all(h > 0 for h in heights)
    page.close()
