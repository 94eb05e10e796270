"""Where the files lie decides nothing: the same pile elsewhere gives the same story."""

import shutil
from importlib import resources
from pathlib import Path

from firsthand import trace


def told(folder):
    result = trace([str(folder)])
    names = {d.id: Path(d.path).name for d in result.documents}
    for story in result.stories:
        names |= {h.id: f"lost {h.name}" for h in story.hyparchetypes}
    (story,) = result.stories
    relations = [
        (names[r.exemplar], names[r.copy], r.share_of_copy, r.direction_confidence)
        for r in story.relations
    ]
    return sorted(relations), story.independent


def test_the_same_files_in_another_folder_tell_the_same(tmp_path):
    articles = Path(str(resources.files("firsthand") / "demo" / "articles"))
    for name in ("a", "zz"):
        shutil.copytree(articles, tmp_path / name)
    assert told(tmp_path / "a") == told(tmp_path / "zz")
