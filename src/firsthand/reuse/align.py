"""The edits that turn one passage into another, word by word.

`edits` covers both passages without gap or overlap, so `Alignment.apply` rebuilds the right one
byte for byte. The tokens are words and single separators; the shortest edit script over them is
RapidFuzz's bit-parallel Indel distance (after Hyyro, Bit-parallel LCS-length computation
revisited, 2004), O(n * m / 64). Changes are left as small as they are; what a reader takes for one
variant is decided where variants are typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from firsthand.model import Edit, Span

# A word is a run of letters, digits and marks; scripts written without spaces (Han, kana, Hangul
# aside; Thai, Lao, Khmer, Burmese) are taken character by character, blanks as runs.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PLAIN = rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+"
WORD = re.compile(_PLAIN)
_TOKEN = re.compile(rf"{_PLAIN}|\s+|.", re.DOTALL)


def pieces(text: str) -> list[str]:
    """Return the words and separators of a text; joined they give the text back."""
    return _TOKEN.findall(text)


def edits(left: str, right: str) -> tuple[Edit, ...]:
    """Return the word-level steps from `left` to `right`, equal stretches included.

    >>> [(e.op, e.text) for e in edits("a strong tie", "a solid bond")]
    [('equal', 'a '), ('replace', 'solid'), ('equal', ' '), ('replace', 'bond')]
    """
    before, after = pieces(left), pieces(right)
    runs = _changed(before, after)
    left_at, right_at = _offsets(before), _offsets(after)
    result: list[Edit] = []
    a = b = 0
    for a_from, a_to, b_from, b_to in runs:
        if a_from > a:
            result.append(_equal(left_at[a], left_at[a_from], right_at[b], left))
        result.append(
            _change(
                Span(left_at[a_from], left_at[a_to]), Span(right_at[b_from], right_at[b_to]), right
            )
        )
        a, b = a_to, b_to
    if a < len(before):
        result.append(_equal(left_at[a], left_at[-1], right_at[b], left))
    return tuple(result)


def _equal(start: int, end: int, right: int, text: str) -> Edit:
    return Edit("equal", Span(start, end), Span(right, right + end - start), text[start:end])


def _change(left: Span, right: Span, text: str) -> Edit:
    new = text[right.start : right.end]
    if left.start == left.end:
        return Edit("insert", left, right, new)
    return Edit("replace" if new else "delete", left, right, new)


def _changed(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the changed token ranges, a deletion and an insertion at one place as one change."""
    runs: list[tuple[int, int, int, int]] = []
    for op in Indel.opcodes(before, after):
        if op.tag == "equal":
            continue
        run = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        if runs:
            last = runs[-1]
            if last[1] == run[0] and last[3] == run[2]:
                runs[-1] = (last[0], run[1], last[2], run[3])
                continue
        runs.append(run)
    return runs


def _offsets(tokens: Sequence[str]) -> list[int]:
    at = [0]
    for token in tokens:
        at.append(at[-1] + len(token))
    return at
