import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from firsthand.faces.cli import main

ARTICLES = Path(str(resources.files("firsthand") / "demo" / "articles"))


def run(*args, stdin=None):
    done = subprocess.run([sys.executable, "-m", "firsthand", *args], capture_output=True, input=stdin, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def result():
    code, out, err = run("trace", str(ARTICLES), "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_result_follows_the_printed_schema(result):
    code, out, _ = run("schema")
    assert code == 0
    jsonschema.validate(result, json.loads(out))
    assert result["schema"] == "firsthand.trace/1"


def test_floats_have_at_most_three_decimals(result):
    def walk(value):
        if isinstance(value, float):
            assert round(value, 3) == value
        for v in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(v)

    walk(result)


def test_spans_lie_in_their_texts(result):
    texts = {d["id"]: d["text"] for d in result["documents"]}
    for story in result["stories"]:
        assert story["documents"]
        for tile in story["mosaic"]:
            assert 0 <= tile["span"]["start"] < tile["span"]["end"] <= len(texts[tile["document"]])


def test_every_document_is_in_exactly_one_story(result):
    listed = [d for s in result["stories"] for d in s["documents"]]
    assert sorted(listed) == sorted(d["id"] for d in result["documents"])


def test_terminal_summary_tells_the_story():
    code, out, _ = run("demo", "--quiet")
    assert code == 0
    assert out.startswith("1 story · 8 articles")
    for words in ("α  Boreal Newswire", "reworded by machine", "translated", "also from", "later version"):
        assert words in out
    assert "\x1b" not in out


def test_bad_inputs_are_named_and_lose_nothing(tmp_path):
    (tmp_path / "good.txt").write_text("The ferry sank at noon in calm water, the harbour office said on Tuesday.")
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "The crane fell on Monday and nobody was hurt, the port said."}\n{broken\n[1]\n')
    code, out, err = run("trace", str(tmp_path), str(tmp_path / "none.txt"), "--json")
    assert code == 3
    found = json.loads(out)
    assert len(found["documents"]) == 2
    assert {r["code"] for r in found["rejected"]} == {"json_broken", "json_no_object", "missing"}
    assert "line 2" in err
    assert "none.txt" in err


def test_strict_stops_at_the_first_bad_input(tmp_path):
    code, out, err = run("trace", str(tmp_path / "none.txt"), "--strict")
    assert (code, out) == (3, "")
    assert "none.txt" in err
    assert "Traceback" not in err


def test_standard_input_holds_json_lines():
    line = json.dumps({"text": "The ferry sank at noon, the harbour office said.", "title": "Ferry sinks", "date": "2026-01-02"})
    code, out, _ = run("trace", "-", "--json", stdin=line.encode())
    assert code == 0
    (document,) = json.loads(out)["documents"]
    assert document["published"]["value"] == "2026-01-02"
    assert document["title"] == "Ferry sinks"


def test_compare_takes_two(tmp_path):
    code, out, _ = run("compare", str(ARTICLES / "3.txt"), str(ARTICLES / "4.txt"), "--json")
    assert code == 0
    (story,) = json.loads(out)["stories"]
    (relation,) = story["relations"]
    assert relation["machine"]
    code, _, err = run("compare", str(ARTICLES / "3.txt"), str(tmp_path / "none"))
    assert code == 2
    assert "two documents" in err


@pytest.mark.parametrize("name", ["t.csv", "t.md"])
def test_table_of_relations(tmp_path, name):
    path = tmp_path / name
    code, _, _ = run("demo", "--quiet", "--table", str(path))
    assert code == 0
    assert len(path.read_text().splitlines()) in {9, 10}
    assert "Boreal Newswire" in path.read_text()


@pytest.mark.parametrize(
    ("rows", "words"),
    [("variants", "negation"), ("quotes", "altered"), ("names", "Torwald Breck"), ("claims", "independent")],
)
def test_tables_of_findings(tmp_path, rows, words):
    for ending in ("csv", "md"):
        path = tmp_path / f"{rows}.{ending}"
        code, _, _ = run("demo", "--quiet", "--table", str(path), "--rows", rows)
        assert code == 0
        assert words in path.read_text()


def test_report_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "report.html"
    code, out, _ = run("demo", "--quiet", "-o", str(path))
    assert code == 0
    assert path.read_text().rstrip().endswith("</html>")
    assert f"Report: {path}" in out
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
    code, _, err = run("demo", "-o", str(tmp_path / "none" / "report.html"))
    assert code == 5
    assert "cannot be written" in err
    code, _, err = run("demo", "-o", "report.pdf")
    assert code == 2
    assert ".html" in err


def test_metadata_overrides_what_is_read(tmp_path):
    known = tmp_path / "known.jsonl"
    path = str(ARTICLES / "5.txt")
    known.write_text(json.dumps({"path": path, "date": "2026-03-01", "outlet": "The Lantern"}))
    code, out, _ = run("trace", path, "--json", "--metadata", str(known))
    assert code == 0
    (document,) = json.loads(out)["documents"]
    assert document["published"]["value"] == "2026-03-01"
    assert document["outlet"] == "The Lantern"
    known.write_text('{"path": "elsewhere.txt", "outlet": "The Lantern"}')
    code, _, err = run("trace", path, "--json", "--metadata", str(known))
    assert code == 0
    assert "elsewhere.txt" in err
    known.write_text('{"path": "a", "date": "soon"}')
    code, _, err = run("trace", path, "--metadata", str(known))
    assert code == 3
    assert "line 1" in err


def test_dates_can_be_withheld():
    _, used, _ = run("trace", str(ARTICLES), "--json")
    _, ignored, _ = run("trace", str(ARTICLES), "--json", "--dates", "ignore")

    def rules(text):
        return {e["rule"] for s in json.loads(text)["stories"] for r in s["relations"] for e in r["evidence"]}

    assert "date" in rules(used)
    assert "date" not in rules(ignored)


def test_hostile_names_reach_the_terminal_harmless(tmp_path):
    path = tmp_path / "x\x1b[31m.txt"
    path.write_text("Evil \x1b]0;owned\x07 Times\n\nThe ferry sank at noon, the harbour office said on Tuesday.")
    _, out, _ = run("trace", str(path))
    assert "\x1b" not in out


def test_usage_errors_and_version():
    runner = CliRunner()
    assert run("trace")[0] == 2
    assert run("nonsense")[0] == 2
    assert "0." in run("--version")[1]
    assert runner.invoke(main, ["--help"]).exit_code == 0
    code, _, err = run("demo", "--table", "x.pdf")
    assert code == 2
    assert ".csv" in err


def test_doctor_says_what_is_installed():
    code, out, _ = run("doctor")
    assert code == 0
    assert "sentence vectors:" in out


def test_pages_of_what_to_correct(tmp_path):
    folder = tmp_path / "pages" / "by outlet"
    code, out, _ = run("demo", "--corrections", str(folder))
    assert code == 0
    assert "What to correct, by outlet" in out
    assert {p.suffix for p in folder.iterdir()} == {".html"}
    (tmp_path / "file").write_text("")
    code, _, err = run("demo", "--corrections", str(tmp_path / "file"))
    assert code == 5
    assert "cannot be made" in err


@pytest.mark.parametrize("size", ["", "2X", "-1", "0", "G"])
def test_a_size_that_is_none_is_refused(size):
    code, out, err = run("trace", "x.txt", "--memory", size)
    assert (code, out) == (2, "")
    assert "--memory 2G" in err


def test_memory_changes_no_result(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Paper {n}\n\nThe harbour board will close the wooden pier at Nordmole for eleven weeks from Monday.", encoding="utf-8")
    assert run("trace", str(tmp_path), "--json")[1] == run("trace", str(tmp_path), "--json", "--memory", "1K", "--workers", "2")[1]
