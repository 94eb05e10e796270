"""A trie finds what words joined by bars find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.alternatives import one_of

WORDS = st.lists(st.text("abc. ", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("abc. ", max_size=30))
def test_it_finds_what_bars_find(words: list[str], text: str) -> None:
    bars = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    assert re.findall(one_of(words), text) == re.findall(bars, text)
    # Also where what follows refuses the longest.
    assert re.findall(rf"(?:{one_of(words)})(?!b)", text) == re.findall(rf"(?:{bars})(?!b)", text)
