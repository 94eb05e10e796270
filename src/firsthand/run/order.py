"""Which of two texts is the older, told from the texts alone."""

from __future__ import annotations

import hashlib

from firsthand.lineage.direction import direction
from firsthand.lineage.evidence import Pair
from firsthand.model import Analysis, Document, Locator, Span
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare
from firsthand.run.fitted import load_direction
from firsthand.run.models import load_weights
from firsthand.text.analyse import analyse
from firsthand.text.language import identify
from firsthand.text.words import count

ONE_HAND = "one hand"


def older(a: str, b: str) -> float:
    """Return the probability that `a` is the exemplar of `b`, no date being evidence.

    The two are taken as versions of one text by one hand, for which length says nothing (agencies
    shorten, encyclopedias grow), and compared by words alone. `older(b, a)` is one minus
    `older(a, b)`.
    """
    left, right = _analysed(a), _analysed(b)
    if left.document.text == right.document.text:
        return 0.5
    shared = [
        (Span(x, y), Span(u, v))
        for _, _, x, y, u, v in find_reuse([left.document.text, right.document.text]).tolist()
    ]
    comparison = compare(left, right, evidence=Meaning(weights=load_weights()), shared=shared)
    return direction(Pair(left, right, comparison, "ignore"), load_direction()).probability


def _analysed(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return analyse(
        Document(
            id=digest[:16],
            path="",
            sha256=digest,
            locator=Locator(""),
            text=text,
            outlet=ONE_HAND,
            language=identify(text),
            words=count(text),
        )
    )
