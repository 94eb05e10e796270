import json

import pytest

from firsthand.model import Document, Rejected

PROSE = (
    "The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday.\n\n"
    "“We had the boats out before the second bell,” said Liv Moe, who leads the rescue station.\n\n"
    "The ramp had been inspected twice since the spring and found sound, the board added in a statement."
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry sinks off the quay | Brook Herald</title>
<meta property="article:published_time" content="2025-03-04T11:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2025-03-05T09:00:00+01:00","publisher":{"name":"Brook Herald"},"author":{"name":"Liv Moe"}}</script>
</head><body><nav>Home | Sea | Sport</nav><div class="cookie">We use cookies to count you.</div>
<h1>Ferry sinks off the quay</h1><p class="byline">Harbour Wire</p>
<p>The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday.</p>
<p>“We had the boats out before the second bell,” said Liv Moe, who leads the rescue station.</p>
<blockquote>“I have never seen the quay so quiet,” she said.</blockquote>
<p>The ramp had been inspected twice since the spring &amp; found sound, the board added in a statement.</p>
<aside>Read next: five ferries</aside><footer>© 2025 Brook Herald. Ring the newsdesk.</footer></body></html>"""


def test_a_page_gives_article_outlet_dates_and_credit(read_bytes):
    (d,) = read_bytes(PAGE)
    assert (d.title, d.outlet) == ("Ferry sinks off the quay", "Brook Herald")
    assert d.published.value == "2025-03-04T11:00:00+01:00"
    assert {c.basis for c in d.dates} >= {"meta", "jsonld"}
    assert [(c.name, c.kind) for c in d.credits] == [("Harbour Wire", "agency")]
    for piece in ("second bell", "so quiet", "spring & found sound"):
        assert piece in d.text
    for piece in ("cookies", "five ferries", "Home | Sea", "newsdesk"):
        assert piece not in d.text


def test_equal_bytes_at_two_places_are_two_documents(tmp_path):
    from firsthand.reading.documents import read
    from firsthand.reading.files import gather

    for name in ("a", "b"):
        (tmp_path / name).write_text(PROSE)
    one, other = read(gather([str(tmp_path)]))
    assert one.sha256 == other.sha256
    assert one.id != other.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read_bytes, encoding):
    (d,) = read_bytes(PROSE.encode(encoding))
    assert "“We had the boats" in d.text


def test_mojibake_is_repaired_and_said(read_bytes):
    (d,) = read_bytes(PROSE.encode().decode("cp1252", "ignore").encode())
    assert "“We had the boats" in d.text
    assert "mojibake_repaired" in d.warnings


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[" * 100_000, "json_broken"),
        ("null", "json_no_object"),
        ('{"text": 5}', "json_no_text"),
        ('{"title": "x"}', "json_no_text"),
        ("{'text': 1}", "json_broken"),
    ],
)
def test_a_bad_line_costs_that_line(read_bytes, line, code):
    good = json.dumps({"text": PROSE, "id": "../../x"})
    found = read_bytes(f"{good}\n{line}\n\n{good}\n")
    assert [type(x) for x in found] == [Document, Rejected, Document]
    assert found[1].code == code
    assert "line 2" in found[1].detail
    assert [x.locator.row for x in (found[0], found[2])] == [1, 4]


def test_html_in_json_lines(read_bytes):
    (d,) = read_bytes(json.dumps({"html": PAGE, "url": "https://www.brook.example/x"}))
    assert "second bell" in d.text


@pytest.mark.parametrize("data", [b"", b"   \n\n", b"\x00\x01\x02\x00\x00\x00", b"%PDF-1.7 x", b"one"])
def test_odd_files_give_a_warning_or_a_reason(read_bytes, data):
    (found,) = read_bytes(data)
    if isinstance(found, Document):
        assert found.words <= 1
        assert found.words or "empty" in found.warnings
    else:
        assert found.code


def test_what_is_no_file_is_refused(tmp_path):
    import os

    from firsthand.reading.files import gather

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text(PROSE)
    found = list(gather([str(tmp_path), str(tmp_path / "a.txt")]))
    assert sorted(getattr(x, "code", "read") for x in found) == ["not_regular", "read"]


def test_nested_and_broken_html_keeps_its_text(read_bytes):
    deep = "<html><body>" + "<div>" * 180 + f"<p>{PROSE.splitlines()[0]}</p>" + "</div>" * 180
    (d,) = read_bytes(deep)
    assert isinstance(d, Document)
    assert "northern quay" in d.text


@pytest.mark.parametrize(
    "data",
    ["<html><body>" + "<div>" * 3_000 + "x", "<html><body " + " ".join(f"a{n}=1" for n in range(900)) + ">x"],
    ids=["deep", "attributes"],
)
def test_pages_beyond_the_limits_are_quarantined(read_bytes, data):
    (found,) = read_bytes(data)
    assert isinstance(found, Rejected)
    assert found.code == "html_limits"


def test_a_sentence_cut_by_a_widget_is_joined_and_a_byline_is_not(read_bytes):
    (d,) = read_bytes(f"Ferry sinks off the northern quay in the calm of noon\n\nby Liv Moe\n\n{PROSE} It invited the minister to\n\nvisit the quay.")
    assert "minister to visit the quay." in d.text
    assert d.byline == ("Liv Moe",)


@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ('"copyrightHolder":{"@type":"Organization","name":"Herald Media House"}', []),  # who owns the page
        ('"provider":{"@type":"Organization","name":"dpa"}', ["dpa"]),
        ('"sourceOrganization":{"@type":"Organization","name":"Southern Echo"}', ["Southern Echo"]),
        ('"isBasedOn":"https://www.brook-herald.co.example/ferry"', []),  # the house's other address
        ('"isBasedOn":"https://www.southernecho.example/ferry"', ["Southern Echo"]),
        ('"sourceOrganization":{"@type":"Organization","name":"BrookHerald"}', []),
        ('"sourceOrganization":{"@type":"Organization","name":"Nature 2025 647:8088"}', []),
    ],
)
def test_a_source_in_the_metadata_is_another_house(read_bytes, declared, names):
    head = '<link rel="canonical" href="https://brookherald.example/ferry"><meta property="og:url" content="https://brookherald.example/ferry">'
    page = PAGE.replace('{"@type":"NewsArticle",', f'{{"@type":"NewsArticle",{declared},').replace("<head>", f"<head>{head}")
    (d,) = read_bytes(page)
    assert [c.name for c in d.credits if not c.text] == names
