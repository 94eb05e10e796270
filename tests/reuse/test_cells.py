"""What is compiled of pairs of sentences is what `features` and a panel say of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from firsthand.model import Analysis, Document, Locator, Span
from firsthand.reuse.cells import _run, rewordings
from firsthand.reuse.compare import side
from firsthand.reuse.features import LONG_RUN, length, rewording, shared_in_quotes
from firsthand.reuse.panel import Panel, _rounded
from firsthand.reuse.sheet import sheet
from firsthand.run.models import load_weights
from firsthand.text.analyse import analyse

WORDS = ("bridge", "Dunmore", "fell", "the", "12", "councillors", "“no”", "и", "organised", "3,000", "cables", "cable", "Arle")
TEXT = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=15).map(" ".join), min_size=1, max_size=5).map(". ".join)


def read(text: str) -> Analysis:
    return analyse(Document(id=text, path="", sha256="", locator=Locator(""), text=text, language="en"))


@settings(deadline=None)
@given(TEXT, TEXT)
def test_features_are_those_of_gists(left: str, right: str) -> None:
    one, two = side(read(left), None), side(read(right), None)
    cells = [(i, j) for i in one.usable for j in two.usable]
    found = rewordings(np.array(cells, dtype=np.int64).reshape(-1, 2), one.sheet.arrays(), two.sheet.arrays())
    for (i, j), row in zip(cells, found.tolist(), strict=True):
        expected = rewording(one.gists[i], two.gists[j], 0.0)[1:]
        row[7] = min(row[7], LONG_RUN) / LONG_RUN
        row[13] = length(row[13])
        assert row[:14] == pytest.approx(expected)
        assert row[14] == pytest.approx(shared_in_quotes(one.gists[i], two.gists[j]))


@settings(deadline=None)
@given(TEXT, TEXT)
def test_what_stands_around_is_what_the_panel_says_of_each(left: str, right: str) -> None:
    one, two = side(read(left), None), side(read(right), None)
    panel = Panel(one, two, load_weights(), [(Span(0, len(left)), Span(0, len(right)))], translated=False)
    for (i, j), chance in panel.confidences().items():
        assert chance == pytest.approx(panel.confidence((i,), (j,)))


@given(st.lists(st.integers(0, 3), max_size=20), st.lists(st.integers(0, 3), max_size=20))
def test_a_run_is_the_one_that_the_library_keeps_together(left: list[int], right: list[int]) -> None:
    table = np.zeros((21, 21), np.int16)
    expected = max(b.size for b in Indel.opcodes([str(n) for n in left], [str(n) for n in right]).as_matching_blocks())
    assert _run(np.array(left, dtype=np.uint64), np.array(right, dtype=np.uint64), table) == expected


@given(TEXT)
def test_grams_are_those_of_gists(text: str) -> None:
    analysis = read(text)
    grams = sheet(analysis).grams
    assert np.diff(grams.first).tolist() == [len(g.grams) for g in side(analysis, None).gists]


@given(st.lists(st.integers(0, 640).map(lambda n: n / 640) | st.floats(-10, 10), min_size=1))
def test_numbers_are_rounded_as_python_does(values: list[float]) -> None:
    assert _rounded(np.array([values]))[0].tolist() == [round(v, 6) for v in values]
