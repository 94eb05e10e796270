"""Edits prove themselves: applied to the left passage they give the right one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Alignment, Edit, Passage, Span
from firsthand.reuse.align import edits, pieces

ANY_TEXT = st.text(max_size=200)
SIMILAR = st.lists(
    st.sampled_from(
        ["the ", "bridge", " ", "at", " Dunmore", ",", "“", "”", "\n", "fell", "桥", "é"]
    ),
    max_size=40,
).map("".join)


def alignment(left: str, right: str) -> Alignment:
    return Alignment(
        left=Passage("l", Span(0, len(left)), left),
        right=Passage("r", Span(0, len(right)), right),
        left_sentences=(0,),
        right_sentences=(0,),
        manner="edited",
        similarity=0.5,
        confidence=0.5,
        edits=edits(left, right),
    )


def check(left: str, right: str) -> None:
    found = edits(left, right)
    assert alignment(left, right).apply() == right
    assert _tiles([edit.left for edit in found], len(left))
    assert _tiles([edit.right for edit in found], len(right))
    for edit in found:
        assert edit.text == right[edit.right.start : edit.right.end]
        same = left[edit.left.start : edit.left.end] == edit.text
        assert same == (edit.op == "equal")


def _tiles(spans: list[Span], length: int) -> bool:
    at = 0
    for span in spans:
        if span.start != at or span.end < span.start:
            return False
        at = span.end
    return at == length


@given(ANY_TEXT, ANY_TEXT)
def test_any_two_strings_are_rebuilt(left: str, right: str) -> None:
    check(left, right)


@given(SIMILAR, SIMILAR)
def test_similar_strings_are_rebuilt(left: str, right: str) -> None:
    check(left, right)


@given(ANY_TEXT)
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(ANY_TEXT)
def test_a_text_and_itself_differ_nowhere(text: str) -> None:
    assert all(edit.op == "equal" for edit in edits(text, text))
    assert len(edits(text, text)) == (1 if text else 0)


def test_words_are_the_unit() -> None:
    assert edits("He left Dunmore on Monday.", "He left Dunmoor on Monday.") == (
        Edit("equal", Span(0, 8), Span(0, 8), "He left "),
        Edit("replace", Span(8, 15), Span(8, 15), "Dunmoor"),
        Edit("equal", Span(15, 26), Span(15, 26), " on Monday."),
    )


def test_unspaced_scripts_change_by_the_character() -> None:
    changed = [edit for edit in edits("大桥昨天倒塌", "大桥今天倒塌") if edit.op != "equal"]
    assert [(edit.left, edit.text) for edit in changed] == [(Span(2, 3), "今")]


def test_insertion_and_deletion_are_told_apart() -> None:
    assert [e.op for e in edits("a b", "a b c")] == ["equal", "insert"]
    assert [e.op for e in edits("a b c", "a b")] == ["equal", "delete"]
    assert edits("", "new") == (Edit("insert", Span(0, 0), Span(0, 3), "new"),)
    assert edits("", "") == ()
