"""The findings of a family of our own, end to end, and what may never happen in any."""

from importlib import resources

import pytest

from firsthand.run.local import Options, trace

ARTICLES = str(resources.files("firsthand") / "demo" / "articles")


@pytest.fixture(scope="module")
def result():
    return trace([ARTICLES])


@pytest.fixture(scope="module")
def story(result):
    return result.stories[0]


@pytest.fixture(scope="module")
def number(result):
    return {d.id: d.path.rsplit("/", 1)[-1] for d in result.documents}


def test_only_the_machine_altered_quotations(story, number):
    found = [v for v in story.variants if v.kind == "quote"]
    assert {number[v.copy.document] for v in found} == {"4.txt"}
    assert len(found) == 5


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("negation", "could not reproduce", "could reproduce"),
        ("number", "a year", "month"),
        ("name", "Kirsten Moe", "Kristen Moe"),
        ("meaning", "buns", "breads"),
    ],
)
def test_planted_changes(story, number, kind, before, after):
    found = [v for v in story.variants if v.kind == kind and number[v.copy.document] == "4.txt"]
    assert any(before in v.exemplar.text and after in v.copy.text for v in found)


def test_readings_stand_where_they_say(result, story):
    texts = {d.id: d.text for d in result.documents}
    for v in story.variants:
        for side in (v.exemplar, v.copy):
            assert side.text
            assert texts[side.document][side.span.start : side.span.end] == side.text
        assert 0 <= v.confidence <= 1
    for q in story.quotes:
        for o in q.occurrences:
            assert texts[o.document][o.span.start : o.span.end] == o.text
    for c in story.claims:
        for a in c.attestations:
            assert texts[a.document][a.span.start : a.span.end] == a.text
        assert 1 <= c.independent.low <= c.independent.best <= c.independent.high
        assert len(c.text.split()) <= 41


def test_word_for_word_copies_have_no_changed_facts(story, number):
    quiet = {"wording", "omission", "addition"}
    faithful = {r.copy for r in story.relations if r.manner == "verbatim" and r.share_of_copy > 0.9}
    assert not [v for v in story.variants if v.copy.document in faithful and v.kind not in quiet]


def test_names_are_linked_and_people_kept_apart(story):
    groups = [{v.text for v in n.variants} for n in story.names]
    linked = [g for g in groups if "Torvald Brekk" in g]
    assert linked
    assert "Torwald Breck" in linked[0]
    assert not any({"Torvald Brekk", "Ottar Lien"} <= g for g in groups)


def test_a_statement_of_two_reporters_has_two_lines(story):
    assert any(c.independent.best >= 2 for c in story.claims)
    assert all(c.independent.best <= story.independent.high for c in story.claims)


def test_a_translated_quotation_is_of_the_family(story, number):
    family = next(q for q in story.quotes if "ropes" in q.text)
    by = {number[o.document]: o.fidelity for o in family.occurrences}
    assert by["4.txt"] == "altered"
    assert by["8.txt"] == "translated"


def test_a_lone_article_has_claims_of_one_line(tmp_path):
    (tmp_path / "a.txt").write_text('The ferry sank at noon.\n\n"We saw it go," said Ida Mern, who runs the pier.\n')
    (story,) = trace([str(tmp_path)], Options()).stories
    assert story.variants == ()
    assert {c.independent.best for c in story.claims} == {1}
    assert story.quotes[0].speaker == "Ida Mern"
