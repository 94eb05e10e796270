"""The skeleton: a text as matching sees it, with the way back to the text as it is.

NFKC, then separators to a space, then format characters dropped, then confusable letters in words
of mixed script put into the word's main script; curly quotes and dashes unified. A clean text and
its twin with zero-width characters, homoglyphs or full-width letters have one skeleton.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from firsthand.model import Span, Value

# More marks on one letter than any writing system needs; the rest is decoration or an attack, and
# normalising long runs of marks takes quadratic time.
MARKS = 4
_QUOTES = str.maketrans("“”„‟«»‘’‚‛′″‐‑‒–—―", "\"\"\"\"\"\"''''''" + "------")
_CONFUSABLE = {
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j",
    "ѕ": "s", "ԁ": "d", "һ": "h", "ո": "n", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M",
    "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "Х": "X", "У": "Y", "І": "I", "Ј": "J",
    "α": "a", "ο": "o", "ν": "v", "ι": "i", "ρ": "p", "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z",
    "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y",
    "Χ": "X",
}  # fmt: skip


class Skeleton(Value):
    """A skeleton and, for each of its characters, where that stands in the source.

    `starts[i]` and `ends[i]` are the source offsets of character i.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, span: Span) -> Span:
        """Return the place in the source that a span of the skeleton stands for."""
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (
                self.ends[-1] if self.ends else 0
            )
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def skeleton(text: str) -> Skeleton:
    """Return the skeleton of a text with its map back; linear in the text's length."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for found in unicodedata.normalize("NFKC", text[start:end]).translate(_QUOTES):
            char = found
            if char.isspace() or unicodedata.category(char) in {"Zs", "Zl", "Zp"}:
                if out and out[-1] == " ":
                    ends[-1] = end
                    continue
                char = " "
            elif unicodedata.category(char) in {"Cf", "Cc", "Cn", "Co", "Cs"}:
                continue
            out.append(char)
            starts.append(start)
            ends.append(end)
    return Skeleton("".join(_one_script(out)), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return base characters with their marks, format characters between them left out."""
    found: list[tuple[int, int]] = []
    marks = 0
    for at, char in enumerate(text):
        category = unicodedata.category(char)
        if category == "Cf" or (category == "Cc" and not char.isspace()):
            continue
        if category == "Mn" and found:
            marks += 1
            if marks <= MARKS and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            continue
        marks = 0
        found.append((at, at + 1))
    return found


def _one_script(chars: list[str]) -> list[str]:
    """Return the characters with confusable letters of mixed words in the Latin script."""
    out: list[str] = []
    for is_word, group in groupby(chars, key=str.isalpha):
        word = list(group)
        if is_word and any(c.isascii() for c in word) and any(c in _CONFUSABLE for c in word):
            word = [_CONFUSABLE.get(c, c) for c in word]
        out.extend(word)
    return out
