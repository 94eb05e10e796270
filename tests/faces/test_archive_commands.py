import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.reading.test_feeds import item, rss
from tests.web import served

WIRE = "HARBOUR (NPA) - The harbour board will close the wooden pier at Nordmole for eleven weeks from Monday while divers replace forty rotten piles, its engineer Marit Vinje said on Thursday. The work will cost 2.4 million crowns."
COPY = "Nordmole Post\n\nPier to close\n\nThe harbour board will close the wooden pier at Nordmole for eleven weeks from Monday while divers replace forty rotten piles, its engineer Marit Vinje told NPA. The work will cost 2.6 million crowns."


def run(*args, stdin=None, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "firsthand", *args], capture_output=True, input=stdin, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("commands")
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "copy.txt").write_text(COPY, encoding="utf-8")
    code, out, err = run("add", str(folder / "wire.txt"), str(folder / "copy.txt"), FIRSTHAND_ARCHIVE=str(folder / "A"))
    assert (code, out) == (0, "")
    assert "2 documents added" in err
    return folder


def test_an_archive_is_read_by_its_commands(held):
    where = {"FIRSTHAND_ARCHIVE": str(held / "A")}
    listed = json.loads(run("stories", "--json", **where)[1])["stories"]
    assert [len(s["documents"]) for s in listed] == [2]
    story = json.loads(run("story", listed[0]["id"][:6], "--json", **where)[1])
    assert story["schema"] == "firsthand.trace/1"
    assert [r["kind"] for r in story["stories"][0]["relations"]]
    by_document = json.loads(run("document", listed[0]["documents"][0], "--json", **where)[1])
    assert by_document["stories"] == story["stories"]
    assert "2 articles" in run("stories", **where)[1]
    assert "added" in run("log", **where)[1]


def test_an_archive_tells_what_trace_tells(held):
    inputs = [str(held / "wire.txt"), str(held / "copy.txt")]
    traced = json.loads(run("trace", *inputs, "--json")[1])
    listed = json.loads(run("stories", "--json", "--archive", str(held / "A"))[1])["stories"]
    story = json.loads(run("story", listed[0]["id"], "--json", "--archive", str(held / "A"))[1])
    assert story["stories"] == traced["stories"]
    assert story["documents"] == traced["documents"]


def test_adding_twice_changes_nothing(held):
    before = run("stories", "--json", "--archive", str(held / "A"))[1]
    code, _, err = run("add", str(held), "--archive", str(held / "A"), "--quiet")
    assert code in {0, 3}, err
    assert run("stories", "--json", "--archive", str(held / "A"))[1] == before


def test_a_pasted_text_is_found(held):
    code, out, _ = run("find", "--json", "--archive", str(held / "A"), stdin=b"divers replace forty rotten piles, its engineer Marit Vinje")
    matches = json.loads(out)["matches"]
    assert code == 0
    assert len(matches) == 2
    assert set(matches[0]) >= {"document", "confidence", "passages", "story"}
    assert set(matches[0]["passages"][0]) == {"query", "document", "manner", "similarity"}
    assert "verbatim" in run("find", "divers replace forty rotten piles, its engineer Marit Vinje", "--archive", str(held / "A"))[1]


def test_what_is_whole_is_said_to_be_and_what_is_not_is_named(held, tmp_path):
    code, out, _ = run("verify", str(held / "A"))
    assert (code, out.split(":")[0]) == (0, "whole")
    shutil.copytree(held / "A", tmp_path / "B")
    file = tmp_path / "B" / "archive.db"
    data = bytearray(file.read_bytes())
    at = data.find(b"Nordmole Post")
    at = len(data) // 2 if at < 0 else at
    for n in range(at, at + 2000):
        data[n] ^= 0xFF
    file.write_bytes(data)
    code, _, err = run("verify", str(tmp_path / "B"))
    assert code in {6, 7}
    assert "Traceback" not in err


def test_what_was_forgotten_is_gone(held, tmp_path):
    shutil.copytree(held / "A", tmp_path / "B")
    story = json.loads(run("stories", "--json", "--archive", str(tmp_path / "B"))[1])["stories"][0]
    code, _, err = run("forget", story["documents"][0], "--archive", str(tmp_path / "B"))
    assert code == 0
    assert "1 forgotten" in err
    left = json.loads(run("stories", "--json", "--archive", str(tmp_path / "B"))[1])["stories"]
    assert [len(s["documents"]) for s in left] == [1]
    assert run("verify", str(tmp_path / "B"))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("stories",), 5), (("story", "abc"), 5), (("verify",), 5), (("watch", "/nowhere"), 2), (("find", " "), 2)],
)
def test_errors_say_what_to_do(tmp_path, arguments, code):
    found, out, err = run(*arguments, "--archive", str(tmp_path / "none"))
    assert (found, out) == (code, "")
    assert err.count("\n") == 2
    assert "Traceback" not in err


def test_a_folder_is_watched(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "wire.txt").write_text(WIRE, encoding="utf-8")
    code, _, err = run("watch", str(tmp_path / "in"), "--every", "0.1", "--rounds", "3", "--archive", str(tmp_path / "A"))
    assert code == 0, err
    assert err.count("1 documents added") == 1


def test_a_feed_is_watched_and_says_what_it_leaves_out(tmp_path):
    part, whole = item(1, "A part …"), item(2)
    with served() as web:
        web.pages["/feed"] = rss(part, whole)
        code, out, err = run("watch", f"{web.base}/feed", "--rounds", "1", "--archive", str(tmp_path / "A"))
        assert (code, out) == (0, ""), err
        assert "1 documents added; 1 entries have only a part of the text (--pages fetches it)" in err
        gone = run("watch", f"{web.base}/none", "--rounds", "1", "--archive", str(tmp_path / "A"))
    assert gone[0] == 0
    assert "http_404" in gone[2]
    assert "Traceback" not in gone[2]
