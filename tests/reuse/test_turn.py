from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Alignment, Comparison, Passage, Span
from firsthand.reuse.align import edits
from firsthand.reuse.turn import turn

text = st.text(alphabet="ab c.’\n", min_size=1, max_size=40)


@given(text, text)
def test_turned_alignment_rebuilds_the_other_side(left, right):
    a = Alignment(
        left=Passage("l", Span(0, len(left)), left),
        right=Passage("r", Span(0, len(right)), right),
        left_sentences=(0,), right_sentences=(1, 2), manner="edited", similarity=0.5,
        confidence=0.9, edits=edits(left, right),
    )  # fmt: skip
    comparison = Comparison("l", "r", (a,))
    turned = turn(comparison)
    assert turned.left == "r"
    assert turned.alignments[0].apply() == left
    assert turned.alignments[0].right_sentences == (0,)
    assert turn(turned) == comparison
