"""A statement that lost its source: "the yard knew of it, officials said" became "the yard knew of it".

Told only where most words of the statement are kept, so that what is gone is the source, and where
neither the copy's sentence nor the ones beside it say who speaks: a report of a speech names its
speaker now and then, and a form of doubt or of indirect speech says as much. Six languages, by their
verbs of speech at the end and the beginning of a sentence and their words for "according to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.findings.changes import Change, Pair
from firsthand.findings.signs import doubt
from firsthand.findings.slots import Excerpt
from firsthand.model import Analysis, Span
from firsthand.text.cues import ACCORDING, CUE, CUES, SUBJUNCTIVE
from firsthand.text.words import content, fold, words

# Share of the words of a statement that a copy keeps where only its source is gone.
STATED = 0.8
SURE = 0.6
_WORDS = r"(?:[^\W\d_][\w'’.-]*\s+){0,6}?[^\W\d_][\w'’-]*"
_SAYS = (
    r"(?:said|says|say|told\s+\w+|added|reported|announced|warned|claimed|believe|believes|think|alleged"
    r"|sagten?|erklärten?|mitteilten?|berichteten?|glauben|(?:ont|a)\s+(?:dit|déclaré|indiqué|affirmé)|dijo|dijeron|afirmó|afirmaron|informó|informaron"
    r"|сообщили|сообщил|сообщила|заявили|сказали)"
)
_SOURCES = (
    re.compile(rf",\s+(?P<all>(?:wie\s+)?(?P<who>{_WORDS})\s+{_SAYS}(?:\s+(?:on|am|late|early)\s+\w+)?)\.?$"),
    re.compile(rf",\s+(?P<all>{_SAYS}\s+(?P<who>{_WORDS})(?:\s+(?:on|am|late|early)\s+\w+)?)\.?$"),
    re.compile(rf"^(?P<all>(?P<who>{_WORDS})\s+{_SAYS}(?:\s+that)?)\s+(?!(?:in|on|at|to)\b)"),
    re.compile(
        rf"(?P<all>(?:[Aa]ccording\s+to|[Ll]aut|[Nn]ach\s+Angaben|[Ss]elon|[Dd]['’]après|[Ss]egún|[Пп]о\s+словам|[Пп]о\s+данным|وفق|بحسب)\s+(?P<who>{_WORDS}))"
        r"(?=[,.]|\s+(?:wurden?|ist|sind|war|waren|hat|haben)\b|$)"
    ),
)
_NO_SPEAKER = re.compile(r"(?:he|she|it|they|we|you|i|er|sie|es|wir|il|elle|ils|elles|on|nous|él|ella|ellos|он|она|они|мы|who|which|that|das|ce|this|and|but|when|as)\b", re.IGNORECASE)
# "A conference has been announced": nobody is named.
_PASSIVE = frozenset(["been", "was", "were", "is", "are", "be", "being", "wurde", "wurden", "worden", "été", "fue", "fueron", "sido"])
_TELLS = re.compile(
    rf"{CUE.pattern}|{ACCORDING.pattern}|{SUBJUNCTIVE.pattern}|\b(?:{_SAYS}|believ\w+|think\w*|thought|claims?|reports?|suspect\w*|accus\w+|charged?|would|zufolge|\w+erai(?:en)?t|habrían?)\b",
    re.IGNORECASE,
)


def unattributed(pair: Pair) -> Iterator[Change]:
    """Yield the passage whose exemplar says who says so, where the copy states it as it is."""
    right = pair.right.analysis
    area = right.document.text[pair.right.span.start : pair.right.span.end]
    forms = {fold(area[w.start : w.end]) for w in words(area)}
    quotes = any(q.outer.meets(side.span) for side in (pair.left, pair.right) for q in side.analysis.quotations)
    if pair.free or quotes or _TELLS.search(area) or forms & doubt() or not (_prose(pair.left) and _prose(pair.right)):
        return
    source = _source(pair.left)
    if source is None:
        return
    stated = [w for w in pair.row.left if not w.span.meets(source)]
    if _kept(pair) < STATED * max(len(stated), len(pair.row.right)):
        return
    language = right.document.language
    who = {w.form for w in pair.row.left if w.span.meets(source) and content(w.form, language)} - CUES
    around = _beside(right, pair.right.span)
    if not who or who & (forms | {fold(around[w.start : w.end]) for w in words(around)}) or re.search(rf"\b(?:he|she|they|er|sie|il|elle|он|она)\s+{_SAYS}", around, re.IGNORECASE):
        return
    yield Change("attribution", "major", source, pair.right.span, SURE, "The exemplar says who says so; the copy states it as it is.")


def _source(side: Excerpt) -> Span | None:
    """Return where a passage says who says so."""
    area = side.analysis.document.text[side.span.start : side.span.end]
    for form in _SOURCES:
        m = form.search(area)
        if m is not None and not _NO_SPEAKER.match(m["who"]) and fold(m["who"].split()[-1]) not in _PASSIVE:
            return Span(side.span.start + m.start("all"), side.span.start + m.end("all"))
    return None


def _kept(pair: Pair) -> int:
    """Return how many words of the exemplar's passage the copy has in place."""
    return len(pair.row.left) - sum(b - a for a, b in (s.left for s in pair.row.slots))


def _prose(side: Excerpt) -> bool:
    return any(s.part == "body" and s.span.meets(side.span) for s in side.analysis.sentences)


def _beside(analysis: Analysis, span: Span) -> str:
    """Return the sentences before and after a passage."""
    body = [s.span for s in analysis.sentences if s.part == "body"]
    at = [n for n, s in enumerate(body) if s.meets(span)]
    text = analysis.document.text
    return " ".join(text[body[n].start : body[n].end] for n in (at[0] - 1, at[-1] + 1) if 0 <= n < len(body)) if at else ""
