from pathlib import Path

import pytest

import evaluation
from evaluation.tongues import read_texts, run
from firsthand.run.models import load_encoder

HERE = Path(evaluation.__file__).parent


def test_every_planted_sentence_is_found_again_as_one():
    texts = {t.name: t for t in read_texts(HERE / "tongues.json")}
    assert set(texts) == {"en", "en-2", "es", "fr", "de", "ru", "ar", "zh"}
    for text in texts.values():
        said = [text.analysis.document.text[s.span.start : s.span.end] for s in text.analysis.sentences]
        assert 9 <= len(said) <= 11, text.name
        assert len(frozenset().union(*text.renders)) >= 9, text.name


def test_sentences_align_across_seven_languages():
    if load_encoder() is None:
        pytest.skip("the extra `meaning` is not installed")
    figures = run(HERE)
    assert figures["f1_translated"] >= 0.9
    assert figures["f1_reworded"] >= 0.85
    assert figures["f1_lowest"] >= 0.75
    assert min(pair["precision"] for pair in figures["pairs"].values()) >= 0.85
