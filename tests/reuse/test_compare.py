"""Two documents sentence by sentence, with and without vectors."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Analysis, Comparison, Document, Locator, Quotation, Sentence, Span
from firsthand.reuse.compare import Meaning, compare
from firsthand.reuse.meaning import vectors
from firsthand.run.models import load_encoder, load_weights

STORY = (
    "A footbridge over the Arle collapsed on Tuesday evening, injuring nine people.",
    "Rescue crews pulled four commuters from the water before dark.",
    "“The railing gave way and then everything went,” said Ida Brann, who was crossing.",
    "The council had postponed an inspection of the steel cables twice since March.",
    "Engineers from the transport ministry will examine the anchors on Thursday.",
    "The bridge, built in 1961, carries about 3,000 pedestrians a day.",
)
REWORDED = (
    "Nine people were hurt when a pedestrian bridge across the Arle gave way on Tuesday evening.",
    "Before nightfall four commuters were rescued from the river by emergency crews.",
    "“The railing gave way and then everything went,” Ida Brann, who was crossing, recalled.",
    "Twice since March the council put off inspecting the steel cables.",
    "On Thursday ministry engineers are to look at the anchors.",
    "Built in 1961, the bridge is used by some 3,000 pedestrians daily.",
)
GERMAN = (
    "Eine Brücke über die Arle ist am Dienstagabend eingestürzt, neun Menschen sind verletzt.",
    "Rettungskräfte zogen vor Einbruch der Dunkelheit vier Pendler aus dem Wasser.",
    "„Das Geländer gab nach, und dann ging alles“, sagte Ida Brann, die gerade hinüberging.",
    "Der Stadtrat hatte eine Prüfung der Stahlseile seit März zweimal verschoben.",
)  # fmt: skip
OTHER = (
    "The national orchestra opens its season with a symphony by a young composer.",
    "Tickets for the autumn concerts sold out within an hour.",
    "Critics praised the conductor's restraint in the slow movement.",
)


def analysis(name: str, sentences: tuple[str, ...], language: str = "en", **part: str) -> Analysis:
    text, spans, at = " ".join(sentences), [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return Analysis(
        document=Document(
            id=name, path=name, sha256="", locator=Locator(name), text=text, language=language
        ),
        sentences=tuple(
            Sentence(span, len(row.split()), part.get(f"s{at}", "body"))  # type: ignore[arg-type]
            for at, (span, row) in enumerate(zip(spans, sentences, strict=True))
        ),
        quotations=tuple(
            Quotation(Span(*m.span(1)), Span(*m.span()))
            for m in re.finditer("[“„]([^”“]*)[”“]", text)
        ),
    )


def by_words(left: Analysis, right: Analysis) -> Comparison:
    return compare(left, right, evidence=Meaning(weights=load_weights()))


def by_meaning(left: Analysis, right: Analysis) -> Comparison:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("the extra `meaning` is not installed")
    rows = [
        vectors([a.document.text[s.span.start : s.span.end] for s in a.sentences], encoder)
        for a in (left, right)
    ]
    return compare(
        left, right, evidence=Meaning(weights=load_weights(), left=rows[0], right=rows[1])
    )


def cells(comparison: Comparison) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(a.left_sentences, a.right_sentences) for a in comparison.alignments]


def test_a_text_and_its_copy_align_sentence_by_sentence() -> None:
    found = by_words(analysis("a", STORY), analysis("b", STORY))
    assert cells(found) == [((at,), (at,)) for at in range(len(STORY))]
    assert {a.manner for a in found.alignments} == {"verbatim"}
    assert all(a.similarity == 1.0 and a.confidence > 0.9 for a in found.alignments)


@pytest.mark.parametrize("look", [by_words, by_meaning])
def test_rewording_is_found_in_any_order(look: object) -> None:
    assert callable(look)
    moved = (*REWORDED[3:], *REWORDED[:3])
    found = look(analysis("a", STORY), analysis("b", moved))
    assert [a.left_sentences[0] for a in found.alignments] == [3, 4, 5, 0, 1, 2]
    assert {a.manner for a in found.alignments} >= {"reworded"}
    assert all(a.confidence > 0.5 for a in found.alignments)


def test_every_alignment_rebuilds_its_right_passage() -> None:
    right = analysis("b", REWORDED)
    for found in by_words(analysis("a", STORY), right).alignments:
        assert found.apply() == found.right.text
        span = found.right.span
        assert right.document.text[span.start : span.end] == found.right.text


def test_a_translation_aligns_by_meaning() -> None:
    found = by_meaning(analysis("a", STORY), analysis("b", GERMAN, "de"))
    assert cells(found) == [((at,), (at,)) for at in range(len(GERMAN))]
    assert {a.manner for a in found.alignments} == {"translated"}


def test_another_story_shares_nothing() -> None:
    assert by_words(analysis("a", STORY), analysis("b", OTHER)).alignments == ()
    assert by_meaning(analysis("a", STORY), analysis("b", OTHER)).alignments == ()


def test_merged_sentences_make_one_bead() -> None:
    merged = (
        ("The council had postponed an inspection of the steel cables twice since March, and "
        "engineers from the transport ministry will examine the anchors on Thursday."),
    )
    found = by_words(analysis("a", STORY), analysis("b", merged))
    assert cells(found) == [((3, 4), (0,))]
    turned = by_words(analysis("b", merged), analysis("a", STORY))
    assert cells(turned) == [((0,), (3, 4))]


def test_lines_never_align_and_titles_do() -> None:
    left = analysis("a", STORY, s0="title", s1="line")
    right = analysis("b", STORY, s0="title", s1="line")
    assert [row[0] for row in cells(by_words(left, right))] == [(0,), (2,), (3,), (4,), (5,)]


def test_quoted_words_are_counted_on_the_right() -> None:
    quote = by_words(analysis("a", STORY), analysis("b", (STORY[2],))).alignments[0]
    assert 0.4 < quote.quoted < 0.8


def test_a_word_for_word_passage_is_kept_whatever_its_confidence() -> None:
    words = "for the second time this year"
    left = analysis("a", (f"The museum of glass in Orle closed its doors early {words}", *OTHER))
    right = analysis("b", (*STORY[3:], f"Strong winds stopped all trams on the north line {words}"))
    evidence = Meaning(weights=load_weights())
    assert compare(left, right, evidence=evidence).alignments == ()
    spans = [Span(at, at + len(words)) for at in (
        left.document.text.index(words), right.document.text.index(words),
    )]  # fmt: skip
    found = compare(left, right, evidence=evidence, shared=[(spans[0], spans[1])])
    assert cells(found) == [((0,), (3,))]
    assert found.alignments[0].confidence < 0.5


MIXED = st.lists(st.sampled_from((*STORY, *REWORDED, *OTHER)), min_size=1, max_size=8).map(tuple)


@settings(max_examples=40, deadline=None)
@given(MIXED, MIXED)
def test_the_other_way_round_gives_the_same_beads(
    one: tuple[str, ...], two: tuple[str, ...]
) -> None:
    left, right = analysis("a", one), analysis("b", two)
    there, back = by_words(left, right), by_words(right, left)
    assert sorted((b, a) for a, b in cells(back)) == sorted(cells(there))
    values = {(a.left_sentences, a.right_sentences): (a.confidence, a.similarity, a.manner)
              for a in there.alignments}  # fmt: skip
    for found in back.alignments:
        assert values[found.right_sentences, found.left_sentences] == (
            found.confidence, found.similarity, found.manner,
        )  # fmt: skip


def test_missing_vectors_fall_back_to_words() -> None:
    left, right = analysis("a", STORY), analysis("b", REWORDED)
    empty = [np.zeros((len(a.sentences), 4), dtype=np.float32) for a in (left, right)]
    evidence = Meaning(weights=load_weights(), left=empty[0], right=empty[1])
    assert compare(left, right, evidence=evidence) == by_words(left, right)
