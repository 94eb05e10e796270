"""The first real input, where it is at hand: five texts about one telephone call."""

from pathlib import Path

import pytest

from firsthand import trace

SEEDS = Path("../shared/seeds")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not in ../shared")


@pytest.fixture(scope="module")
def result():
    return trace([str(SEEDS)])


@pytest.fixture(scope="module")
def siglum(result):
    found = {d.id: Path(d.path).name[:3] for d in result.documents}
    return found | {h.id: "lost" for s in result.stories for h in s.hyparchetypes}


def test_relations(result, siglum):
    (story,) = result.stories
    found = {(siglum[r.exemplar], siglum[r.copy]): r for r in story.relations}
    agency = {("lost", "003"), ("003", "004")}, {("lost", "003"), ("lost", "004")}
    assert set(found) - {("000", "001"), ("000", "002"), ("lost", "000")} in agency
    assert (found["000", "001"].manner, found["000", "001"].machine) == ("reworded", True)
    assert (found["000", "002"].manner, found["000", "002"].credited) == ("reworded", True)
    if ("003", "004") in found:
        assert found["003", "004"].kind == "capture"


def test_lost_exemplar_lines_and_mosaic(result, siglum):
    (story,) = result.stories
    assert [h.name for h in story.hyparchetypes] == ["AFP"]
    assert story.independent.best == 2
    assert {siglum[o.node] for o in story.origins} == {"lost", "000"}
    own = next(d for d in result.documents if siglum[d.id] == "000")
    for words in ("reporting from Damascus", "Demands of diversity", "long way away from national dialogue"):
        at = own.text.index(words)
        tile = next(t for t in story.mosaic if t.document == own.id and t.span.start <= at < t.span.end)
        assert tile.origin == own.id


def test_what_is_read(result, siglum):
    found = {siglum[d.id]: d for d in result.documents}
    days = {k: d.published.value if d.published else None for k, d in found.items()}
    assert days == {"000": "2025-02-12", "001": None, "002": "2025-02-14", "003": "2025-02-12", "004": None}
    assert found["002"].outlet == "Wyoming Star"
    assert found["003"].outlet == "The Moscow Times"
    assert "AFP" in [c.name for c in found["003"].credits]
    assert "Al Jazeera" in [c.name for c in found["002"].credits]
    kinds = {f.kind for f in found["002"].furniture}
    assert {"bio", "nav"} <= kinds
    assert "links" in {f.kind for f in found["003"].furniture}


QUIET = {"wording", "omission", "addition"}


def test_altered_quotations(result, siglum):
    (story,) = result.stories
    found = [siglum[v.copy.document] for v in story.variants if v.kind == "quote"]
    assert set(found) == {"001"}
    assert len(found) >= 5


@pytest.mark.parametrize(
    ("copy", "before", "after"),
    [
        ("001", "a lightning offensive", "evacuation"),
        ("001", "only military bases", "only military base"),
        ("001", "swept into", "sat in"),
        ("001", "had demanded", "requested"),
        ("002", "had demanded", "had proposed"),
    ],
)
def test_changed_facts(result, siglum, copy, before, after):
    (story,) = result.stories
    facts = [v for v in story.variants if v.kind not in QUIET and siglum[v.copy.document] == copy]
    assert any(before in v.exemplar.text and after in v.copy.text for v in facts)


@pytest.mark.parametrize(
    "spellings",
    [
        {"Ahmad al-Sharaa", "Ahmed al-Sharaa", "Ahmad al-Sharraa", "Al-Shara", "Alshara", "Arshala"},
        {"Khmeimim", "Kumeimim"},
        {"Asaad al-Shaibani", "Assad al-Shaibani"},
        {"Javaid", "Havaid"},
        {"Hayat Tahrir al-Sham", "Hayat Taharir Al-Sham"},
    ],
)
def test_names_linked(result, spellings):
    assert any(spellings <= {v.text for v in n.variants} for n in result.stories[0].names)


@pytest.mark.parametrize("two", [{"Bashar al-Assad", "Asaad al-Shaibani"}, {"Sharaa", "Shaibani"}, {"Assad", "Assad al-Shaibani"}])
def test_names_kept_apart(result, two):
    assert not any(two <= {v.text for v in n.variants} for n in result.stories[0].names)


def test_report_is_small(result):
    from firsthand.faces.report import to_html

    assert len(to_html(result).encode()) <= 400_000
