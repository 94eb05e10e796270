import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evaluation.clocks import exchanged, options
from firsthand.run.local import trace

NAMES = st.text("abcd", min_size=1, max_size=3)


@given(st.dictionaries(NAMES, st.integers(0, 9).map(str)), st.dictionaries(NAMES, st.sampled_from("xy")))
def test_every_story_keeps_its_dates(known, stories):
    drawn = exchanged(known, stories)
    assert drawn.keys() == known.keys()
    for story in {stories.get(n, "") for n in known}:
        inside = [n for n in known if stories.get(n, "") == story]
        assert sorted(drawn[n] for n in inside) == sorted(known[n] for n in inside)


def test_the_same_draw_whatever_the_order():
    known = {f"{n}.txt": f"2025-02-{n + 1:02}" for n in range(20)}
    assert exchanged(known, {}) == exchanged(dict(reversed(known.items())), {}) != known


def _pile(place):
    place.mkdir()
    for n in range(6):
        (place / f"{n}.txt").write_text(
            f"Harbour bridge {n} shut\n\n{n + 1} March 2025\n\nThe bridge number {n} was shut on Monday.\n"
        )
    (place / "6.txt").write_text("A mill burnt\n\nA mill by the river burnt down in the night.\n")
    return place


def _read(result):
    return {Path(d.path).name: d.published and d.published.value for d in result.documents}


def test_articles_bear_the_dates_of_others(tmp_path):
    place, beside = _pile(tmp_path / "in"), tmp_path / "dates.jsonl"
    before = _read(trace([str(place)]))
    after = _read(trace([str(place)], options(place, "shuffle-all", {}, beside)))
    assert before["6.txt"] is after["6.txt"] is None
    assert after != before
    assert sorted(map(str, after.values())) == sorted(map(str, before.values()))
    assert len(beside.read_text().splitlines()) == 6


def test_within_a_story_no_date_leaves_it(tmp_path):
    place, beside = _pile(tmp_path / "in"), tmp_path / "dates.jsonl"
    stories = {f"{n}.txt": "early" if n < 3 else "late" for n in range(6)}
    options(place, "shuffle", stories, beside)
    for row in map(json.loads, beside.read_text().splitlines()):
        assert (row["date"] < "2025-03-04") == (stories[Path(row["path"]).name] == "early")


def test_kept_and_ignored_dates_need_no_file(tmp_path):
    assert options(tmp_path, "keep", {}, tmp_path / "x").dates == "use"
    assert options(tmp_path, "ignore", {}, tmp_path / "x").dates == "ignore"
    assert not (tmp_path / "x").exists()
