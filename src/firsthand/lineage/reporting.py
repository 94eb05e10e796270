"""Signs of own reporting: what an outlet learned from its own witnesses, and says so.

Used twice: a text that mixes agency copy with own reporting was made by a desk that takes the
agency's service, and own reporting inside a copy is a line of reporting of its own.
"""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.bodies import tokens
from firsthand.model import Analysis, Sentence, Span, Value

# "told this paper", "our reporter", "a Gazette count", "has learned", in several languages.
_OWN = re.compile(
    r"\b(?:told|tells|spoke (?:to|with)|speaking to|shown to|showed|seen by|reviewed by|obtained by"
    r"|contacted by|asked by|gave|interviewed by)\s+(?:this\s+(?:paper|newspaper|website|reporter"
    r"|correspondent|magazine|site|station|outlet)|us\b|our\b|me\b)"
    r"|\b(?:this|our)\s+(?:newspaper|paper|newsroom|reporter|correspondent|crew|station|magazine)\b"
    r"|\b(?:I|we)\s+(?:met|saw|asked|counted|spoke|visited|watched|called|found|heard|walked|reached)\b"
    r"|\b(?:dijo|contó|explicó|declaró)\s+a\s+este\s+(?:diario|periódico|medio)\b"
    r"|\b(?:a déclaré|a confié|a dit)\s+à\s+(?:notre|nos)\b"
    r"|\b(?:sagte|erklärte)\s+(?:dieser\s+Zeitung|unserer\s+Redaktion|uns)\b",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"\b(?:report(?:s|ed|ing)\s+from|correspondent\s+in|\bcrew\s+(?:at|in|from|saw|knocked))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|tells|spoke (?:to|with)|shown to|showed|seen by|reviewed by|obtained by|asked"
    r"|has learned|reporter|correspondent|crew|count)\b",
    re.IGNORECASE,
)

# Log-odds, set by hand on what the signs mean and checked against the story families.
BASE = -2.6
PER_STATEMENT = 3.0
PER_QUOTATION = 1.3
PER_FIFTY_WORDS = 0.7
QUOTATIONS_COUNTED = 3
WORDS_COUNTED = 150.0


class OwnReporting(Value):
    """How likely a text holds own reporting among given sentences, and the telling sentences."""

    probability: float
    sentences: tuple[int, ...]


def states_own(analysis: Analysis, sentence: Sentence) -> bool:
    """Return whether a sentence says that the outlet learned this itself."""
    text = analysis.document.text[sentence.span.start : sentence.span.end]
    if _OWN.search(text) or _ON_SITE.search(text):
        return True
    outlet = analysis.document.outlet
    if not outlet or not _TOLD.search(text):
        return False
    folded = set(tokens(text))
    name = tokens(outlet)
    # "told the Herald" for the Brook Herald: the last word of a masthead is its short name.
    return bool(name) and (name[-1] in folded and len(name[-1]) > 3 or set(name) <= folded)


def own_reporting(analysis: Analysis, own: NDArray[np.bool_]) -> OwnReporting:
    """Return the probability that the sentences marked in `own` hold reporting of the outlet's own.

    `own` marks the sentences that no other witness explains.
    """
    telling, statements, quotations, words = [], 0, 0, 0
    for n, sentence in enumerate(analysis.sentences):
        if not own[n] or sentence.part != "body":
            continue
        words += sentence.words
        stated = states_own(analysis, sentence)
        quoted = any(_speech(analysis, q.span, sentence.span) for q in analysis.quotations)
        statements += stated
        quotations += quoted
        if stated or quoted:
            telling.append(n)
    z = (
        BASE
        + PER_STATEMENT * min(statements, 2)
        + PER_QUOTATION * min(quotations, QUOTATIONS_COUNTED)
        + PER_FIFTY_WORDS * min(words, WORDS_COUNTED) / 50
    )
    return OwnReporting(1 / (1 + math.exp(-z)), tuple(telling))


def _speech(analysis: Analysis, quotation: Span, sentence: Span) -> bool:
    """Return whether a quotation of more than three words lies in the sentence."""
    inside = sentence.start <= quotation.start and quotation.end <= sentence.end
    words = analysis.document.text[quotation.start : quotation.end].split()
    return inside and len(words) > 3
