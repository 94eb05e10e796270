import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.faces.outline import LARGE, SHOWN, by_machine, facts, how, outline
from firsthand.model import DateClaim, Hand, Interval, Relation, RelationPassage, Span, Story
from tests.conftest import make_document


def relation(exemplar, copy, manner="verbatim", share=0.9):
    return Relation(
        exemplar=exemplar, copy=copy, kind="copy", manner=manner, machine=False, machine_confidence=0.02,
        credited=False, same_outlet=False, share_of_copy=share, share_of_exemplar=0.9, confidence=0.95,
        direction_confidence=0.6, evidence=(), passages=(),
    )  # fmt: skip


def family(parents):
    """Build a story of documents `0…n` in which document i + 1 draws on `parents[i]`."""
    n = len(parents) + 1
    documents = {}
    for k in range(n):
        day = DateClaim(f"2024-03-{k % 28 + 1:02}", "day", "text", "")
        d = make_document(f"text number {k}", id=f"d{k:02}", outlet=f"Paper {k}", published=None if k % 7 == 3 else day)
        documents[d.id] = d
    made = tuple(relation(f"d{p:02}", f"d{k + 1:02}") for k, p in enumerate(parents))
    return Story(id="s", title="t", documents=tuple(documents), independent=Interval(1, 1, 1), relations=made), documents


PARENTS = st.integers(0, 40).flatmap(lambda n: st.tuples(*(st.integers(0, k) for k in range(n))))


@given(PARENTS)
def test_every_document_has_one_row_and_one_siglum(parents):
    story, documents = family(parents)
    told = outline(story, documents)
    assert sorted(row.node for row in told.rows) == sorted(documents)
    assert len(set(told.sigla.values())) == len(documents)
    place = {row.node: n for n, row in enumerate(told.rows)}
    assert all(place[r.exemplar] < place[r.copy] for r in story.relations)


@given(PARENTS)
def test_folding_hides_only_leaves_alike_and_says_how_many(parents):
    story, documents = family(parents)
    told = outline(story, documents, fold=True)
    shown = {row.node for row in told.rows if not row.folded}
    folded = {r.copy for row in told.rows for r in row.folded}
    assert shown | folded == set(documents)
    assert not shown & folded
    assert not folded & {r.exemplar for r in story.relations}
    if len(documents) <= LARGE:
        assert not folded


def test_many_copies_of_one_text_are_folded():
    story, documents = family([0] * 49)
    told = outline(story, documents, fold=True)
    assert len(told.rows) == 1 + SHOWN + 1
    assert len(told.rows[-1].folded) == 46


def test_facts_say_what_is_not_sure():
    story, documents = family([0])
    said = [f.text for f in facts(outline(story, documents).rows[1], {"d00": "A"})]
    assert said == ["word for word, 90%", "not credited", "0.95", "order 0.60"]


def passages(*machine):
    return tuple(
        RelationPassage(
            exemplar=Span(10 * n, 10 * n + 9), via=None, copy=Span(10 * n, 10 * n + 9), manner="reworded",
            similarity=0.5, hand=Hand(machine=p, retold=(1 - p) / 2, edited=(1 - p) / 2),
        )
        for n, p in enumerate(machine)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("machine", "said"),
    [((0.9, 0.9, 0.9, 0.3), "reworded by machine, 90%"), ((0.9, 0.9, 0.1, 0.1), "partly reworded by machine, 90%")],
)
def test_a_copy_is_called_a_machines_by_how_much_of_it_is(machine, said):
    spun = msgspec.structs.replace(
        relation("a", "b", "reworded"), machine=True, passages=passages(*machine)
    )
    assert how(spun, {}) == said


def test_the_share_by_machine_counts_passages_that_are_likelier_a_machines():
    assert by_machine(msgspec.structs.replace(relation("a", "b"), passages=passages(0.9, 0.6, 0.4, 0.1))) == 0.5
