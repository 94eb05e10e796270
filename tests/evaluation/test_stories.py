import json
from pathlib import Path

import pytest

from evaluation import stories

DATA = Path("../shared/data/stories")


def test_neutral_names_tell_nothing(tmp_path):
    source = tmp_path / "set"
    for family in ("one", "two"):
        (source / family).mkdir(parents=True)
        (source / family / "truth.json").write_text("{}")
        for name in ("a.txt", "b.html"):
            (source / family / name).write_text(family + name)
    place = tmp_path / "out"
    place.mkdir()
    names = stories._prepared(source, place)
    assert sorted(names.values()) == ["one/a.txt", "one/b.html", "two/a.txt", "two/b.html"]
    assert {p.name for p in place.iterdir()} == set(names)
    for neutral, name in names.items():
        assert (place / neutral).read_text() == name.replace("/", "")


@pytest.mark.skipif(not DATA.is_dir(), reason="the labelled sets are not in ../shared")
def test_a_result_without_relations_scores_nothing(tmp_path):
    empty = tmp_path / "result.json"
    empty.write_text(json.dumps({"documents": [], "stories": []}))
    figures = stories.run(DATA, empty)
    assert figures["links"] == 0
    assert figures["documents_count"] > 0
