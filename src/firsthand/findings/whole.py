"""Whole sentences that a copy leaves out although they qualify what it kept, or puts between what it took.

A desk that shortens may cut what it likes; a reader is misled where what is cut takes back or limits the
sentence before it: who was said to have taken bribes denied it, what was claimed could not be verified,
the fine was lifted. The other way about a sentence put into a text carried nearly whole reads as if the
exemplar had it. Both claim no change of a fact, so their kinds are omission and addition; what was taken
back is a major one. Linear in the sentences of a relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.findings.carried import Carried, reading
from firsthand.findings.quoted import plain, running, stands
from firsthand.lineage.family import Lineage
from firsthand.model import Analysis, Severity, Span, Variant
from firsthand.text.words import content, fold, words

# Share of a copy's words from which it carries its exemplar nearly whole, and sentences put in that are worth a line each.
NEARLY_WHOLE, FEW = 0.7, 3
# Words of a sentence that says something; a qualifying one shares this many words of matter with the one before, or speaks of "it".
LEAST, LINKED = 5, 1
SURE = 0.55
# Words of a sentence that does nothing but take back.
PLAIN = 20
_TAKES_BACK = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|not\s+be\s+(?:independently\s+|immediately\s+)?(?:verified|confirmed)|no\s+evidence|never\s+(?:charged|convicted|proved|proven)|(?:was|were|been|is|are)\s+(?:later\s+|since\s+|then\s+)?(?:acquitted|cleared|lifted|overturned|withdrawn|dropped|corrected)|withdrew|retracted|apologi[sz]ed|dismissed|disput(?:e|ed|es)"
    r"|reject(?:ed|s)|unproven|unverified|bestritt\w*|dementiert\w*|wies\b.*\bzurück|nicht\s+(?:unabhängig\s+)?(?:bestätig\w+|überprüf\w+)|freigesprochen|zurückgenommen|démenti\w*|n['’]a\s+pas\s+pu\s+être\s+(?:vérifi\w+|confirm\w+)|relax\w+|annulé\w*"
    r"|desmint\w+|negó|no\s+(?:pudo|se\s+pudo|ha\s+podido)\s+(?:ser\s+)?(?:verific\w+|confirm\w+)|absuelt\w+|anulad\w+|опроверг\w*|отрица\w+|не\s+(?:удалось|подтвержд\w+)|оправдан\w*|отменён\w*|نفى|نفت|لم\s+يتسن)\b",
    re.IGNORECASE,
)
_NOR_DENIES = re.compile(r"\b(?:not|n['’]t|neither|never|nor)\s+(?:\w+\s+){0,3}(?:den(?:y|ied)|disput\w+|reject\w*)", re.IGNORECASE)
_LIMITS = re.compile(
    r"^\W*(?:but|however|although|though|still|yet|only|except|unless|nevertheless|critics|experts\s+(?:not|who\s+were\s+not)|aber|doch|allerdings|jedoch|dennoch|nur|mais|cependant|toutefois|pourtant|seul|pero|sin\s+embargo|no\s+obstante|solo|sólo|но|однако|только|لكن|غير\s+أن)\b"
    r"|\b(?:small\s+(?:sample|study)|not\s+(?:yet\s+)?(?:been\s+)?peer[- ]reviewed|preliminary|does\s+not\s+(?:prove|mean|show))\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:it|this|that|these|those|they|he|she|the\s+(?:claim|claims|allegation|allegations|report|figure|figures|fine|charge|charges|ruling|decision|study)|dies|das|er|sie|es|il|elle|cela|ce|él|ella|esto|он|она|это)\b", re.IGNORECASE)


def left_out(lineage: Lineage, rows: Sequence[Carried]) -> Iterator[Variant]:
    """Yield the sentences that take back or limit a sentence the copy kept, and that it has nowhere."""
    analyses = lineage.witnesses.analyses
    for (exemplar, copy), taken in _by_relation(rows).items():
        left, right = analyses[exemplar], analyses[copy]
        if left.document.language != right.document.language:
            continue
        kept: dict[int, Carried] = {n: row for row in taken for n in row.alignment.left_sentences}
        text = left.document.text
        told = _aligned(lineage, exemplar, copy)
        for n, sentence in enumerate(left.sentences):
            row = kept.get(n - 1)
            said = text[sentence.span.start : sentence.span.end]
            if row is None or n in kept or n in told or sentence.part != "body" or sentence.words < LEAST:
                continue
            back, limits = bool(_TAKES_BACK.search(said)) and not _NOR_DENIES.search(said), bool(_LIMITS.search(said))
            if not (back or limits) or not _linked(left, left.sentences[n - 1].span, sentence.span) or _elsewhere(said, right):
                continue
            severity: Severity = "major" if back and sentence.words <= PLAIN and not row.same_outlet and (row.machine or row.alignment.manner != "reworded") else "minor"
            what = "takes back or denies" if back else "limits"
            yield _variant(lineage, row, "omission", (sentence.span, row.alignment.right.span), severity, f"The copy leaves out the sentence that {what} the one it kept.")


def put_in(lineage: Lineage, rows: Sequence[Carried]) -> Iterator[Variant]:
    """Yield the sentences that stand in a copy between what it took, where it carries its exemplar nearly whole."""
    analyses = lineage.witnesses.analyses
    shares = {(r.exemplar, r.copy): r for r in lineage.story.relations}
    for (exemplar, copy), taken in _by_relation(rows).items():
        relation = shares[lineage.nodes[exemplar], lineage.nodes[copy]]
        right = analyses[copy]
        every = [row for row in rows if row.copy == copy]
        if relation.share_of_copy < NEARLY_WHOLE or relation.same_outlet or relation.manner == "translated":
            continue
        from_here = {n: row for row in taken for n in row.alignment.right_sentences}
        carried_ = {n for row in every for n in row.alignment.right_sentences} | _aligned(lineage, copy, exemplar)
        new = [
            n
            for n, s in enumerate(right.sentences)
            if n not in carried_ and s.part == "body" and s.words >= LEAST and n - 1 in from_here and not _elsewhere(right.document.text[s.span.start : s.span.end], analyses[exemplar])
        ]
        if len(new) > FEW:
            continue
        for n in new:
            row = from_here[n - 1]
            yield _variant(lineage, row, "addition", (row.alignment.left.span, right.sentences[n].span), "minor", "The exemplar does not have this sentence.")


def _by_relation(rows: Sequence[Carried]) -> dict[tuple[int, int], list[Carried]]:
    found: dict[tuple[int, int], list[Carried]] = {}
    for row in rows:
        if row.held and row.manner != "translated":
            found.setdefault((row.exemplar, row.copy), []).append(row)
    return found


def _aligned(lineage: Lineage, one: int, other: int) -> set[int]:
    """Return the sentences of one witness that some alignment finds in another."""
    low, high = sorted((one, other))
    comparison = lineage.witnesses.comparisons.get((low, high))
    if comparison is None:
        return set()
    return {n for a in comparison.alignments for n in (a.left_sentences if one == low else a.right_sentences)}


def _linked(analysis: Analysis, before: Span, after: Span) -> bool:
    """Return whether a sentence speaks of what the one before it says: by a word of matter, or by a word that refers to it."""
    text, language = analysis.document.text, analysis.document.language
    ours, theirs = ({f for w in words(text[s.start : s.end]) if content(f := fold(text[s.start + w.start : s.start + w.end]), language)} for s in (before, after))
    return len(ours & theirs) >= LINKED or bool(_REFERS.search(text[after.start : after.end]))


def _elsewhere(said: str, other: Analysis) -> bool:
    """Return whether a sentence stands word for word in a text, or most of its matter within one sentence of it."""
    mine = plain(said)
    if stands(mine, running(other)):
        return True
    language = other.document.language
    matter = {w for w in mine if content(w, language)}
    text = other.document.text
    return any(len(matter & set(plain(text[s.span.start : s.span.end]))) >= 0.6 * len(matter) for s in other.sentences) if matter else True


def _variant(lineage: Lineage, row: Carried, kind: str, spans: tuple[Span, Span], severity: Severity, detail: str) -> Variant:
    return Variant(
        kind="omission" if kind == "omission" else "addition", severity=severity, exemplar=reading(lineage, row.shown, spans[0]),
        copy=reading(lineage, row.copy, spans[1]), confidence=round(SURE * row.alignment.confidence, 3), detail=detail,
    )  # fmt: skip
