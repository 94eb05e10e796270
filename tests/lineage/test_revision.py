
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.revision import (
    CLIP,
    Circumstance,
    RevisionWeights,
    newsiness,
    revision,
    weighed,
)
from firsthand.run.fitted import load_revision

STUB = "the mill is a old building in hartwell.\nde:mühle\n"
ARTICLE = (
    "the mill is an old building in hartwell, known for its wheel. it was built in 1890 and is often "
    "called the red mill.\n\nhistory\n\nthe mill was restored in 2004 and is now a museum.\n\n"
    "external links\n\nofficial site of the museum"
)
TEXTS = st.lists(
    st.sampled_from(["mill", "wheel", ".", "\n", "1890", "the", "realy", "old", "["]), max_size=25
).map(" ".join)


@given(TEXTS, TEXTS)
def test_turning_the_pair_turns_every_score(left, right):
    there = {e.rule: e.score for e in revision(left, right, load_revision())}
    back = {e.rule: -e.score for e in revision(right, left, load_revision())}
    assert there == back


WEIGHTS = RevisionWeights(
    scales={"length/words": 0.5, "voice/exclamation": 0.5},
    coefficients={"length/words": 0.8, "voice/exclamation": -0.5},
    words={"history": 0.3, "the mill": 0.1},
    slope=2.0,
)


def test_every_group_of_signs_has_its_part_of_the_log_odds():
    found = {e.rule: e for e in revision(STUB + "!", ARTICLE, WEIGHTS)}
    assert found.keys() == {"revision-length", "revision-voice", "revision-words"}
    assert all(e.score > 0 for e in found.values())
    assert 0 < found["revision-length"].score <= 2 * 0.8 * CLIP
    assert found["revision-words"].detail.endswith(": history, the mill.")


def test_pointers_show_the_largest_piece():
    found = {e.rule: e for e in revision(STUB, ARTICLE, load_revision())}
    pointer = found["revision-insertion"].copy
    assert pointer is not None
    assert ARTICLE[pointer.span.start : pointer.span.end] == pointer.text


def test_equal_texts_and_empty_weights_say_nothing():
    assert revision(ARTICLE, ARTICLE, load_revision()) == ()
    assert revision(STUB, ARTICLE, RevisionWeights()) == ()


def test_news_is_told_from_an_encyclopedia():
    assert newsiness(ARTICLE) < 0.05
    assert newsiness("Officials said on Tuesday that the mill burnt, police told Reuters.") > 0.95


def test_what_a_sign_says_changes_with_the_circumstances():
    plain = RevisionWeights(scales={"length/words": 1.0}, coefficients={"length/words": 0.5})
    by_pieces = RevisionWeights(
        scales=plain.scales,
        coefficients=plain.coefficients,
        pieces=Circumstance(middle=1.0, spread=2.0, changes={"length/words": 0.25}),
    )
    found = {"length/words": 2.0}
    assert weighed(found, 3.0, plain) == {"length/words": 1.0}
    assert weighed(found, 1.0, by_pieces) == {"length/words": 1.0}
    assert weighed(found, 3.0, by_pieces) == {"length/words": 1.5}
