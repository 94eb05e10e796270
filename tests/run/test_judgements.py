"""A person's correction enters as evidence, and the stemma follows."""

import json
from importlib import resources
from pathlib import Path

import pytest

from firsthand import trace

ARTICLES = resources.files("firsthand") / "demo" / "articles"


def traced(tmp_path, *rows):
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    result = trace([str(ARTICLES)], metadata=str(path))
    names = {d.id: Path(d.path).name for d in result.documents}
    (story,) = result.stories
    return {
        (names[r.exemplar], names[r.copy]): r
        for r in story.relations
        if r.exemplar in names
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return traced(tmp_path_factory.mktemp("plain"))


def test_a_rejected_copy_is_none(tmp_path, plain):
    (exemplar, copy), _ = max(plain.items(), key=lambda r: (r[1].direction_confidence, r[0]))
    said = {"path": str(ARTICLES / copy), "not_copy_of": [str(ARTICLES / exemplar)]}
    assert (exemplar, copy) not in traced(tmp_path, said)


def test_a_confirmed_copy_is_one_and_says_so(tmp_path, plain):
    exemplar, copy = min(plain)
    said = {"path": str(ARTICLES / exemplar), "copy_of": [str(ARTICLES / copy)]}
    turned = traced(tmp_path, said)[copy, exemplar]
    assert turned.direction_confidence > 0.9
    assert "judgement" in {e.rule for e in turned.evidence}
