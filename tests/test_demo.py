"""The demo against its truth: planted before the program saw it."""

import json
from importlib import resources
from pathlib import Path

import pytest

from firsthand import trace

TRUTH = json.loads((Path(__file__).parent / "demo_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result():
    folder = resources.files("firsthand") / "demo" / "articles"
    return trace([str(folder)])


@pytest.fixture(scope="module")
def names(result):
    found = {d.id: Path(d.path).name for d in result.documents}
    for story in result.stories:
        found |= {h.id: "lost" for h in story.hyparchetypes}
    return found


def test_one_story_with_the_lost_exemplar_named(result):
    (story,) = result.stories
    (lost,) = story.hyparchetypes
    assert lost.name == TRUTH["lost"]
    assert "sensor on the upper drive" in lost.text
    assert "cello" not in lost.text


@pytest.mark.parametrize("name", sorted(TRUTH["documents"]))
def test_what_is_read_of_a_page(result, name):
    document = next(d for d in result.documents if Path(d.path).name == name)
    wanted = TRUTH["documents"][name]
    assert document.outlet == wanted["outlet"]
    assert document.published is not None
    assert document.published.value[:10] == wanted["published"]
    assert document.language == wanted["language"]


def test_relations_are_the_planted_ones(result, names):
    (story,) = result.stories
    found = {(names[r.exemplar], names[r.copy]) for r in story.relations}
    assert found == {(r["exemplar"], r["copy"]) for r in TRUTH["relations"]}


@pytest.mark.parametrize("wanted", TRUTH["relations"], ids=lambda r: f"{r['exemplar']}-{r['copy']}")
def test_how_each_copy_was_made(result, names, wanted):
    (story,) = result.stories
    relation = next(
        r for r in story.relations
        if (names[r.exemplar], names[r.copy]) == (wanted["exemplar"], wanted["copy"])
    )
    if "manner" in wanted:
        assert relation.manner == wanted["manner"]
    assert relation.machine == wanted["machine"]
    assert relation.credited == wanted["credited"]
    assert relation.same_outlet == wanted["same_outlet"]
    assert relation.evidence


def test_lines_of_reporting(result, names):
    (story,) = result.stories
    assert {names[o.node] for o in story.origins} == set(TRUTH["origins"])
    assert story.independent.low <= len(TRUTH["origins"]) <= story.independent.high


@pytest.mark.parametrize("wanted", TRUTH["mosaic"], ids=lambda m: m["text"][:20])
def test_the_mosaic_says_where_a_passage_entered(result, names, wanted):
    (story,) = result.stories
    document = next(d for d in result.documents if Path(d.path).name == wanted["in"])
    at = document.text.index(wanted["text"])
    tile = next(t for t in story.mosaic if t.document == document.id and t.span.start <= at < t.span.end)
    assert names[tile.origin] == wanted["from"]


def test_every_passage_lies_in_its_text(result):
    texts = {d.id: d.text for d in result.documents}
    for story in result.stories:
        for r in story.relations:
            for p in r.passages:
                assert texts[r.copy][p.copy.start : p.copy.end].strip()
                if p.exemplar is not None:
                    assert texts[r.exemplar][p.exemplar.start : p.exemplar.end].strip()
                if p.via is not None:
                    assert texts[p.via.document][p.via.span.start : p.via.span.end].strip()
