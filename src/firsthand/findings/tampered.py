"""Whether the words inside two pairs of marks differ by an edit, or by what two writers take of one speech.

Every writer takes another stretch of a speech, leaves out with dots, puts his own words in brackets,
veils an oath, or heard "gonna" for "going to". What both have lies between the first and the last words
that both quote; there an edit is a few words among many that stand in their order. Words that touch what
one of them left out are explained by that. Quadratic in the words of a quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from firsthand.findings.quoted import plain
from firsthand.findings.signs import degree, degree_of_number, denies, doubt, limit
from firsthand.text.words import content

# What a writer left out of a quotation, or put in.
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.(?:\s?\.)?|\[[^\]\n]{0,60}\]|\([^)\n]{0,80}\)")
_GAP = "…"
# An oath with letters left out: "d--n", "d***", "d—"; and the word that stands for it here.
_VEILED = re.compile(r"\b([^\W\d_])(?:[^\W\d_]*[*#@]+[^\W\d_*#@]*|-{2,}[^\W\d_]*|[—–]+(?=\W|$))")
_VEIL = "veiledoath"
# Sounds of a speaker that one hearer writes down and another does not.
_SOUNDS = frozenset(["uh", "um", "er", "ah", "well", "oh", "you", "know"])
_CONTRAST = frozenset(["but", "aber", "mais", "pero", "но"])
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
# Between a number and the word grown to it: "47percent".
_GROWN = re.compile(r"(?<=\d)(?=[^\W\d_]{3})")
_ORDINALS = {w: str(n) for n, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"], 1)}
# An island of so few equal words at either end of what both quote is chance.
ISLAND = 3
# Share of the words that both quote, in order, up to which changed ones are an edit: by themselves, and where
# the rest of the sentence was copied, too.
EDITED, EDITED_IN_PLACE = 0.15, 0.7
# Words that both quote from which an edit is told without the rest of the sentence.
LONG = 10


# Whether two rows of words agree here, and where in either.
Run = tuple[bool, tuple[int, int], tuple[int, int]]


def tampered(one: str, other: str, language: str, *, in_place: bool) -> bool:
    """Return whether two quotations are one stretch of speech with a few words changed inside it.

    `in_place` says that what stands around the marks was copied, too. Where only small words differ ("that"
    left out, "it" for "that"), nobody is misled.

    >>> tampered("We will never sell the harbour to them.", "We will never sell the port to them.", "en", in_place=False)
    True
    >>> tampered("We will never ... sell the harbour to them.", "We will never, I say, sell the harbour", "en", in_place=False)
    False
    """
    before, after = _told(one), _told(other)
    changed, kept = _edit(before, after)
    size = sum(max(len(a), len(b)) for a, b in changed)
    if kept < ISLAND or not any(_says(a, b, language) for a, b in changed):
        return False
    if in_place:
        return size <= EDITED_IN_PLACE * kept
    return kept >= LONG and size <= EDITED * kept


def _says(before: Sequence[str], after: Sequence[str], language: str) -> bool:
    """Return whether what was changed says something: a word of matter, a denial, a doubt, a contrast."""
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return any(content(w, language) or denies(w) or w in doubt() | limit() | degree() | degree_of_number() | _CONTRAST for w in (*gone, *new))


def _told(text: str) -> tuple[str, ...]:
    """Return the words of a quotation in house style, with a sign where something was left out or put in."""
    found: list[str] = []
    for n, piece in enumerate(_LEFT_OUT.split(_VEILED.sub(rf"{_VEIL}\1", _ORDINAL.sub(r"\1", _GROWN.sub(" ", text))))):
        found += [_GAP] * bool(n)
        found += [_ORDINALS.get(w, w) for w in plain(piece)]
    return tuple(found)


def _edit(before: Sequence[str], after: Sequence[str]) -> tuple[list[tuple[Sequence[str], Sequence[str]]], int]:
    """Return the words that were changed between the first and the last words that both have, and how many both have there."""
    runs = _runs(before, after)
    while runs and _loose(runs[0], runs[1:2]):
        runs.pop(0)
    while runs and _loose(runs[-1], runs[-2:-1]):
        runs.pop()
    changed, kept = [], 0
    for equal, (a, b), (c, d) in runs:
        if equal:
            kept += b - a
        elif _GAP not in (*before[a - 1 : b + 1], *after[c - 1 : d + 1]) and not _one_form(before[a:b], after[c:d]):
            changed.append((before[a:b], after[c:d]))
    return changed, kept


def _runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """Return what two rows of words have in common and what not, in turn."""
    found: list[Run] = []
    for op in Indel.opcodes(before, after):
        left, right = (op.src_start, op.src_end), (op.dest_start, op.dest_end)
        if found and op.tag != "equal" and not found[-1][0]:
            _, (a, _), (c, _) = found.pop()
            left, right = (a, left[1]), (c, right[1])
        found.append((op.tag == "equal", left, right))
    return found


def _loose(run: Run, beside: Sequence[Run]) -> bool:
    """Return whether a run at an end is beyond what both quote: new, or a few words that both happen to have."""
    equal, (a, b), _ = run
    if not equal:
        return True
    return b - a < ISLAND and any(max(y - x for x, y in at) > 2 * (b - a) for _, *at in beside)


def _one_form(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether what one of two quotations has for the other's words is another way to write down the same."""
    if "".join(before) == "".join(after) or not ({*before, *after} - _SOUNDS):
        return True
    return len(before) == len(after) and all(
        a == b or any(v.startswith(_VEIL) and w.startswith(v[len(_VEIL) :]) for v, w in ((a, b), (b, a))) for a, b in zip(before, after, strict=True)
    )
