import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Span
from firsthand.text.normalise import skeleton

CLEAN = 'The "harbour" board\'s ramp - inspected twice'


@pytest.mark.parametrize(
    "twin",
    [
        CLEAN.replace("a", "a\u200b"),
        CLEAN.replace("o", "о"),
        CLEAN.replace("r", "\uff52"),
        CLEAN.replace("i", "i\u00ad"),
        CLEAN.replace('"', "“", 1).replace('"', "”"),
        CLEAN.replace(" ", "\u2028"),
        CLEAN.replace("-", "–"),
    ],
)
def test_clean_and_disguised_twin_have_one_skeleton(twin):
    assert skeleton(twin).text == skeleton(CLEAN).text


@given(st.text(max_size=60))
def test_the_way_back_stays_inside_and_in_order(text):
    s = skeleton(text)
    assert len(s.starts) == len(s.ends) == len(s.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(s.starts, s.ends, strict=True))
    assert list(s.starts) == sorted(s.starts)
    if s.text:
        whole = s.source(Span(0, len(s.text)))
        assert 0 <= whole.start < whole.end <= len(text)


def test_ligatures_and_astral_letters_keep_their_places():
    text = "o\ufb03ce 𝐇arbour \ufdfa"
    s = skeleton(text)
    at = s.text.index("ffi")
    assert s.source(Span(at, at + 3)) == Span(1, 2)
    at = s.text.index("Harbour")
    assert text[s.source(Span(at, at + 7)).start :].startswith("𝐇arbour")


def test_long_runs_of_marks_take_linear_time():
    start = time.process_time()
    skeleton("a" + "\u0301\u0327" * 50_000)
    assert time.process_time() - start < 5
