"""Atomic statements: the clauses of a sentence that can be true or false on their own.

"Fourteen people were killed and 38 taken to hospital when a train hit six wagons, the operator said"
holds three statements and a source. Clauses are cut at relative and joining words after a comma, at
semicolons and dashes, never inside quotation marks; a clause that only says who speaks is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from firsthand.findings.slots import within
from firsthand.model import Analysis, Sentence, Span, Value
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.text.cues import ACCORDING, CUE
from firsthand.text.words import content, count, fold, stem, words

# Words of a statement.
LEAST = 4
_CUT = re.compile(
    r";\s|\s[–—-]\s|,\s+(?=(?:and|but|or|while|which|who|whose|where|when|after|before|as|because|although|though|with|saying|including|said|says|according"
    r"|und|aber|während|die|der|das|weil|nachdem|sagte|et|mais|qui|dont|où|alors|après|selon|dit|y|pero|que|quien|donde|mientras|según|dijo|и|но|который|которая|которые)\b)"
    r"|\s(?=(?:and|but|while|after|when|because)\s+(?:the|a|an|he|she|it|they|its|his|her|their|there|two|three|four|five|six|seven|eight|nine|ten|\d+|[A-Z]\w+)\s)",
    re.IGNORECASE,
)
_CLAUSE_OF_SPEECH = 6
# Words that join a clause to the one before it.
_JOINING = frozenset(["and", "but", "or", "while", "whereas", "although", "though", "und", "aber", "während", "et", "mais", "y", "pero", "и", "но"])


class Statement(Value):
    """A clause of one witness with what two clauses are compared by."""

    witness: int
    sentence: int
    span: Span
    stems: frozenset[str]
    numbers: frozenset[float]


def statements(analysis: Analysis, witness: int) -> Iterator[Statement]:
    """Yield the statements of a document's article text, in order."""
    text, language = analysis.document.text, analysis.document.language
    for n, sentence in enumerate(analysis.sentences):
        if sentence.part != "body":
            continue
        for span in clauses(analysis, sentence):
            area = text[span.start : span.end]
            forms = [fold(area[s.start : s.end]) for s in words(area)]
            yield Statement(
                witness,
                n,
                span,
                frozenset(stem(f, language) for f in forms if content(f, language)),
                frozenset(
                    round(q.value, 6) for q in analysis.quantities if within(q.span, span) and q.unit not in {"time", "ordinal"}
                ),
            )


def clauses(analysis: Analysis, sentence: Sentence) -> tuple[Span, ...]:
    """Return the clauses of a sentence that state something; the whole sentence where none is long enough."""
    text = analysis.document.text
    area = text[sentence.span.start : sentence.span.end]
    cuts = [
        m.start()
        for m in _CUT.finditer(area)
        if not any(q.outer.start < sentence.span.start + m.start() < q.outer.end for q in analysis.quotations)
    ]
    ends = [*cuts, len(area)]
    pieces: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        said = area[start:end]
        long, speaks = count(said) >= LEAST, _speaks(said)
        if pieces and (speaks or not long):
            if not speaks:
                pieces[-1] = (pieces[-1][0], end)  # too short to stand alone
        elif long:
            pieces.append((start, end))
        else:
            continue  # joins the clause after it
        start = end
    if not pieces:
        pieces = [(0, len(area))]
    return tuple(
        Span(sentence.span.start + a, sentence.span.start + b)
        for a, b in (_trimmed(area, a, b) for a, b in pieces)
    )


def embedded(
    analyses: tuple[Analysis, ...], every: Sequence[Statement], asked: Set[int], encoder: Encoder | None
) -> NDArray[np.float32]:
    """Return a row for every statement: a unit vector for those asked for, zeros for the others."""
    chosen = sorted(asked)
    if encoder is None or not chosen:
        return np.zeros((len(every), 0), dtype=np.float32)
    made = vectors([analyses[s.witness].document.text[s.span.start : s.span.end] for s in (every[k] for k in chosen)], encoder)
    rows = np.zeros((len(every), made.shape[1]), dtype=np.float32)
    rows[chosen] = made
    return rows


def _speaks(clause: str) -> bool:
    """Return whether a clause only says who says it."""
    return count(clause) <= _CLAUSE_OF_SPEECH and bool(CUE.search(clause) or ACCORDING.search(clause)) and not re.search(r"[\"“”„«»]", clause)


def _trimmed(area: str, start: int, end: int) -> tuple[int, int]:
    found = words(area[start:end])
    if not found:
        return start, end
    while len(found) > LEAST and fold(area[start + found[0].start : start + found[0].end]) in _JOINING:
        found = found[1:]
    last = start + found[-1].end
    while last < end and area[last] in "”\"’'»)%":
        last += 1
    first = start + found[0].start
    while first > start and area[first - 1] in "“\"‘'«($€£„":
        first -= 1
    return first, last
