"""Features see what passages share, from either side alike, and never leave their range."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import (
    Analysis,
    Document,
    Locator,
    NameMention,
    Quantity,
    Quotation,
    Sentence,
    Span,
)
from firsthand.reuse.features import (
    REWORDING,
    TRANSLATION,
    kept,
    longest_run,
    rewording,
    shared_in_quotes,
    similarity,
    translation,
)
from firsthand.reuse.gist import Gist, gists, join, skeleton
from firsthand.reuse.spelling import house


def gist(text: str, language: str = "en") -> Gist:
    document = Document(
        id=text, path="", sha256="", locator=Locator(""), text=text, language=language
    )
    return gists(
        Analysis(
            document=document,
            sentences=(Sentence(Span(0, len(text)), len(text.split())),),
            quotations=tuple(
                Quotation(Span(*m.span(1)), Span(*m.span())) for m in re.finditer("“([^”]*)”", text)
            ),
            names=tuple(
                NameMention(Span(*m.span()), m.group()) for m in re.finditer(r"\b[A-Z]\w+", text)
            ),
            quantities=tuple(
                Quantity(Span(*m.span()), m.group(), float(m.group()))
                for m in re.finditer(r"\d+", text)
            ),
        )
    )[0]


def named(left: str, right: str) -> dict[str, float]:
    return dict(zip(REWORDING, rewording(gist(left), gist(right), 0.0), strict=True))


SENTENCE = st.lists(
    st.sampled_from(["bridge", "Dunmore", "fell", "the", "12", "councillors", "“no”", "и", "—"]),
    max_size=12,
).map(" ".join)


@given(SENTENCE, SENTENCE)
def test_features_are_symmetric_and_bounded(left: str, right: str) -> None:
    one, two = gist(left), gist(right)
    assert rewording(one, two, 0.5) == pytest.approx(rewording(two, one, 0.5))
    assert translation(one, two, 0.5) == pytest.approx(translation(two, one, 0.5))
    assert all(0 <= value <= 1.0001 for value in rewording(one, two, 0.5))
    assert all(0 <= value <= 1.0001 for value in translation(one, two, 0.5))
    assert len(translation(one, two, 0.5)) == len(TRANSLATION)


@given(SENTENCE.filter(lambda text: any(c.isalnum() for c in text)))
def test_a_sentence_is_like_itself(text: str) -> None:
    one = gist(text)
    assert similarity(one, one) == kept(one, one) == 1.0
    assert longest_run(one, one) == len(one.words)


def test_house_style_is_no_difference() -> None:
    one = gist("Mister Brand organised a labour programme for 7 percent of towns")
    two = gist("Mr Brand organized a labor program for 7% of towns")
    assert kept(one, two) == 1.0


@pytest.mark.parametrize(
    ("british", "american"),
    [("colour", "color"), ("centre", "center"), ("travelled", "traveled"), ("analyse", "analyze"),
     ("catalogue", "catalog"), ("licence", "license"), ("towards", "toward")],
)  # fmt: skip
def test_both_spellings_fold_to_one(british: str, american: str) -> None:
    assert house(british) == house(american)


def test_rare_words_weigh_more_than_stop_words() -> None:
    rare = named("the turbine gasket", "a turbine gasket")["rare_dice"]
    stop = named("of the gasket", "of the parliament")["rare_dice"]
    assert rare > 0.9 > 0.2 > stop


def test_different_numbers_and_names_speak_against() -> None:
    found = named("Orlen paid 14 workers", "Orlen paid 30 workers")
    assert (found["numbers_differ"], found["numbers_shared"]) == (1.0, 0.0)
    assert found["names_shared"] == 1.0
    assert named("Orlen paid 14", "Vasko paid 14")["names_differ"] == 1.0


def test_what_is_shared_inside_quotes_is_told() -> None:
    one = gist("“we will appeal the verdict”, Orlen wrote")
    two = gist("Vasko: “we will appeal the verdict”")
    plain = gist("we will appeal the verdict")
    assert shared_in_quotes(one, two) == 1.0
    assert shared_in_quotes(one, plain) == shared_in_quotes(plain, plain) == 0.0


def test_names_are_heard_across_scripts() -> None:
    assert skeleton("Путин") == skeleton("Putin")
    assert skeleton("Gaddafi") == skeleton("Qadhafi")
    row = translation(gist("Orlen visited Dunmore"), gist("Орлен посетил Данмор", "ru"), 0.0)
    assert dict(zip(TRANSLATION, row, strict=True))["names_heard"] >= 0.5


def test_joined_gists_hold_both() -> None:
    one, two = gist("the turbine stopped"), gist("engineers blamed a gasket")
    both = join([one, two])
    assert both.words == one.words + two.words
    assert both.weights.keys() == one.weights.keys() | two.weights.keys()
    assert join([one]) is one
