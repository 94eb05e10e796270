"""Who speaks in German sentences."""

from __future__ import annotations

import pytest

from firsthand.text.analyse import analyse

LEAD = "Am Freitag lief die Fähre vor der Mole auf Grund. "


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("„Die Pumpen waren lange vorher ausgefallen“, sagte die Sprecherin der Reederei.", "die Sprecherin der Reederei"),
        ("Dazu sagte der Hafenmeister Tom Berg: „Wir sahen kein Licht.“", "der Hafenmeister Tom Berg"),
        ("Die Steuerfrau Ida Holm sagte am Abend: „Wir sahen kein Licht.“", "Die Steuerfrau Ida Holm"),
        ("Laut Hafenamt war das Schiff „in sehr schlechtem Zustand“.", "Hafenamt"),
        ("Das Schiff war dem Hafenamt zufolge „in sehr schlechtem Zustand“.", "dem Hafenamt"),
        ("„Wir sahen kein Licht“, so der Hafenmeister.", "der Hafenmeister"),
        ("Nach dem Unfall hatte Ida Holm im Hafen erklärt: „Wir sahen kein Licht.“", "Ida Holm"),
        ("Das Schiff, erklärte die Reederei, sei „in bestem Zustand“ gewesen.", "die Reederei"),
    ],
)
def test_the_noun_phrase_beside_the_verb(document, sentence: str, speaker: str) -> None:
    analysis = analyse(document(LEAD + sentence, language="de"))
    span = analysis.quotations[-1].speaker_span
    assert span is not None
    assert analysis.document.text[span.start : span.end] == speaker


def test_a_quotation_of_its_own_goes_on_with_who_spoke(document) -> None:
    text = LEAD + "„Wir sahen kein Licht“, sagte Ida Holm. „Niemand schlief in dieser Nacht.“"
    assert [q.speaker for q in analyse(document(text, language="de")).quotations] == ["Ida Holm", "Ida Holm"]


def test_the_place_of_a_pronoun_is_kept(document) -> None:
    text = LEAD + "Dort wartete der Hafenmeister. „Wir sahen kein Licht“, sagte er."
    (quotation,) = analyse(document(text, language="de")).quotations
    assert quotation.speaker_span is not None
    assert text[quotation.speaker_span.start : quotation.speaker_span.end] == "er"
    assert quotation.speaker != "er"


def test_nobody_beside_a_word_held_at_arms_length(document) -> None:
    (quotation,) = analyse(document("„Morgenstern“ hieß einst ein Lied.", language="de")).quotations
    assert quotation.speaker is None or "Lied" in quotation.speaker
