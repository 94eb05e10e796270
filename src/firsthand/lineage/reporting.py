"""Signs of own reporting: what an outlet learned from its own witnesses, and says so.

Used twice: a text that mixes agency copy with own reporting was made by a desk that takes the
agency's service, and own reporting inside a copy is a line of reporting of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.bodies import acronym, own_reporter, tokens
from firsthand.lineage.profile import skeleton_of_name
from firsthand.model import Analysis, Sentence, Span, Value
from firsthand.text.cues import CUE
from firsthand.text.reporters import reporters
from firsthand.text.words import fold, words

# "told this paper", "our reporter", "a Gazette count", "has learned", in several languages.
FIRST_HAND = re.compile(
    r"\b(?:told|tells|spoke (?:to|with)|speaking to|shown to|showed|seen by|reviewed by|obtained by"
    r"|contacted by|asked by|gave|interviewed by)\s+(?:this\s+(?:paper|newspaper|website|reporter"
    r"|correspondent|magazine|site|station|outlet)|us\b|our\b|me\b)"
    r"|\b(?:this|our)\s+(?:newspaper|paper|newsroom|reporter|correspondent|crew|station|magazine)\b"
    r"|\b(?:I|we)\s+(?:(?:had|have|also)\s+)?(?:met|saw|asked|counted|spoke|visited|watched|called|found|heard|walked|reached)\b"
    r"|\b(?:dijo|contó|explicó|declaró)\s+a\s+este\s+(?:diario|periódico|medio)\b|\b(?:pudo|ha\s+podido)\s+(?:saber|comprobar|confirmar)\s+(?:este|esta)\s+(?:diario|periódico|medio|redacción)\b"
    r"|\b(?:a déclaré|a confié|a dit)\s+à\s+(?:notre|nos)\b"
    r"|\b(?:sagte|erklärte)\s+(?:dieser\s+Zeitung|unserer\s+Redaktion|uns)\b"
    r"|\b(?:рассказал|сказал|сообщил|заявил|пояснил|подтвердил)(?:а|и|о)?\s+(?:нам|нашему\s+(?:корреспонденту|изданию)|нашей\s+(?:газете|редакции))\b"
    r"|\b(?:наш(?:его|ему|им)?\s+корреспондент\w*|в\s+распоряжении\s+редакции|редакци\w+\s+(?:ознакомил|располага)\w+)\b"
    r"|\b(?:قال|قالت|صرح|صرّح|صرحت|أكد|أكدت|أوضح|أوضحت|كشف|كشفت)\s+(?:لنا|لصحيفتنا|لمراسلنا|لمراسلتنا)\b"
    r"|\b(?:مراسلنا|مراسلتنا|مندوبنا|صحيفتنا|وأطلعتنا|أطلعتنا|أطلعنا)\b"
    r"|(?:告诉|向|对)本(?:报|台|网|刊)|本(?:报|台|网|刊)记者|记者(?:从\S{1,12})?获悉",
    re.IGNORECASE,
)
# Languages in which this is known; of a text in another one nobody knows whether it says so.
SPEAKS = frozenset(["ar", "de", "en", "es", "fr", "ru", "zh"])
# What only a reporter who asked can write, and what desks cut first when they copy.
_ASKED = re.compile(
    r"\bdid not (?:immediately )?(?:return|respond to|answer|reply to)\b|\bdeclined to (?:comment|say|be named|elaborate)\b"
    r"|\breached (?:by|on|at|via)\b|\bby (?:tele)?phone\b|\bwhen asked\b|\bseen by\b|\bhave seen the\b|\bin an interview\b"
    r"|\bwho (?:asked|spoke on condition)\b|\bno quiso (?:comentar|hacer)\b|\blehnte (?:eine Stellungnahme|es) ab\b"
    r"|\b(?:am Telefon|par téléphone|por teléfono)\b",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"\breport(?:s|ed|ing)\s+from\b|\bcorrespondent\s+in\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|tells|spoke (?:to|with)|shown to|showed|seen by|reviewed by|obtained by|asked"
    r"|has learned|learned|understands|reporter|correspondent|crew|count|found|visited"
    r"|(?:рассказал|сказал|пояснил|заявил|подтвердил)[аи]?|узнал[аи]?|ознакомил(?:ась|ся|ись)"
    r"|[وف]?(?:قال|قالت|صرح|صرّح|صرحت|أخبر|أخبرت|أكد|أكدت|اطلعت|اطّلعت|اطلع|اطّلع|حصلت|علمت|اتصلت))\b",
    re.IGNORECASE,
)

# A piece of opinion speaks in the first person about what others reported (log-odds; of seven such
# pieces and forty-two reports in eighteen story families they set all but one apart).
COMMENT_BASE = -3.5
COMMENT_PER_PERCENT = 2.0
COMMENT_MARKED = 1.5
COMMENT_REPORTED = -4.0
PERCENT_COUNTED = 4.0
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:I|I['’](?:m|ve|d|ll)|my|me|myself|yo|mi|mis|je|j['’]|mon|ma|mes|ich|mir|mich|meine?[nmrs]?|я|мне|меня|мо[йяеи])(?!\w)"
)
_COMMENT_MARK = re.compile(
    r"\b(?:opinion|comment|commentary|column|columnist|editorial|newsletter|a\s+letter|viewpoint|essay|diary|perspective"
    r"|kommentar|meinung|opinión|columna|tribune|chronique|мнение|колонка)\b",
    re.IGNORECASE,
)
MARK_WITHIN = 300

FEATURES = ("statements", "sayings", "questions", "words")
# Signs beyond this many, and own words beyond this many, add nothing.
COUNTED = 3
WORDS_COUNTED = 150.0
# Share of a quotation's words that another text's quotation may have before it is the same.
SAME_QUOTATION = 0.5


class ReportingWeights(Value):
    """A logistic model over `FEATURES`, with the record of its fit."""

    intercept: float
    weights: tuple[float, ...]
    record: dict[str, str | int | float] = {}


class OwnReporting(Value):
    """What speaks for own reporting among given sentences (`FEATURES`), and the telling sentences."""

    features: tuple[float, ...]
    sentences: tuple[int, ...]

    def probability(self, weights: ReportingWeights) -> float:
        """Return how likely the text holds reporting of the outlet's own."""
        z = weights.intercept + sum(
            w * v for w, v in zip(weights.weights, self.features, strict=True)
        )
        return 1 / (1 + math.exp(-z))


def states_own(analysis: Analysis, sentence: Sentence) -> bool:
    """Return whether a sentence says that the outlet learned this itself."""
    text = _unquoted(analysis, sentence.span)
    if FIRST_HAND.search(text) or _ON_SITE.search(text):
        return True
    outlet = analysis.document.outlet
    if not outlet:
        return False
    if any(
        r.heard
        and sentence.span.start <= r.span.start < sentence.span.end
        and own_reporter(r.name, outlet)
        and r.name in text
        for r in reporters(analysis.document.text)
    ):
        return True
    if not _TOLD.search(text):
        return False
    folded = set(tokens(text))
    name = tokens(outlet)
    short = acronym(outlet).upper()
    if len(short) > 1 and re.search(rf"\b{re.escape(short)}\b", text):
        return True
    # "told the Herald" for the Brook Herald: the last word of a masthead is its short name.
    return bool(name) and ((name[-1] in folded and len(name[-1]) > 3) or set(name) <= folded)


@lru_cache(maxsize=256)  # asked for every pair of a story
def own_statements(analysis: Analysis) -> frozenset[int]:
    """Return the sentences that say that the outlet learned this itself, as indices."""
    return frozenset(n for n, sentence in enumerate(analysis.sentences) if states_own(analysis, sentence))


def commentary(analysis: Analysis) -> float:
    """Return the probability that a text comments on what others reported and reports nothing itself."""
    text = analysis.document.text
    prose = _unquoted(analysis, Span(0, len(text)))
    percent = 100 * len(_FIRST_PERSON.findall(prose)) / max(1, len(prose.split()))
    reported = any(analysis.sentences[n].part == "body" for n in own_statements(analysis))
    z = (
        COMMENT_BASE
        + COMMENT_PER_PERCENT * min(percent, PERCENT_COUNTED)
        + COMMENT_MARKED * bool(_COMMENT_MARK.search(text[:MARK_WITHIN]))
        + COMMENT_REPORTED * reported
    )
    return 1 / (1 + math.exp(-z))


def _unquoted(analysis: Analysis, span: Span) -> str:
    """Return the sentence without what others say in it: their "I saw" is no reporter's."""
    text = analysis.document.text
    parts, at = [], span.start
    for q in analysis.quotations:
        if span.meets(q.outer):
            parts.append(text[at : max(at, q.outer.start)])
            at = max(at, min(q.outer.end, span.end))
    return " ".join((*parts, text[at : span.end]))


def own_reporting(
    analysis: Analysis, own: NDArray[np.bool_], others: Sequence[Analysis]
) -> OwnReporting:
    """Return the signs that the sentences marked in `own` hold reporting of the outlet's own.

    `own` marks the sentences that no other witness explains; a quotation counts only when none of
    the other witnesses has it.
    """
    saying, stated = _saying(analysis), own_statements(analysis)
    met = [_met(saying, _saying(o)) for o in others]
    heard = frozenset().union(*(m.quotations for m in met))
    known = frozenset().union(*(m.names for m in met))
    telling, statements, sayings, askings, count = [], 0, 0, 0, 0
    for n, sentence in enumerate(analysis.sentences):
        if not own[n] or sentence.part != "body":
            continue
        count += sentence.words
        # Words that no other text quotes, or a speaker none names.
        said = not heard.issuperset(saying.speech[n]) or not known.issuperset(saying.speakers[n])
        asked = n in saying.asked
        statements += n in stated
        sayings += said
        askings += asked
        if n in stated or said or asked:
            telling.append(n)
    signs = (min(n, COUNTED) for n in (statements, sayings, askings))
    return OwnReporting(
        (*map(float, signs), math.sqrt(min(count, WORDS_COUNTED) / WORDS_COUNTED)), tuple(telling)
    )


class _Saying(Value, eq=False):
    """What a text quotes and whom it names, and for each sentence its speech, its speakers, and whether a reporter asked.

    `speech` and `speakers` are indices of `quotations` and `names`; known by identity, for there is one a text at a time.
    """

    quotations: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    sounds: frozenset[str]
    speech: tuple[tuple[int, ...], ...]
    speakers: tuple[tuple[int, ...], ...]
    asked: frozenset[int]


class _Met(Value):
    """Which of one text's quotations and names another text has, as indices."""

    quotations: frozenset[int]
    names: frozenset[int]


@lru_cache(maxsize=256)  # asked for every stemma of a story
def _saying(analysis: Analysis) -> _Saying:
    names = tuple(_sounds(n.text) for n in analysis.names)
    prose = [_unquoted(analysis, s.span) for s in analysis.sentences]
    return _Saying(
        tuple(_quoted_words(analysis, q.span) for q in analysis.quotations),
        names,
        frozenset().union(*names),
        tuple(
            tuple(k for k, q in enumerate(analysis.quotations) if _speech(analysis, q.span, s.span))
            for s in analysis.sentences
        ),
        tuple(
            tuple(
                k
                for k, n in enumerate(analysis.names)
                if s.span.start <= n.span.start < s.span.end and names[k] and len(n.text.split()) > 1
            )
            if CUE.search(text) else ()
            for s, text in zip(analysis.sentences, prose, strict=True)
        ),
        frozenset(n for n, text in enumerate(prose) if _ASKED.search(text)),
    )


@lru_cache(maxsize=1 << 12)
def _met(mine: _Saying, theirs: _Saying) -> _Met:
    asked = {k for row in mine.speech for k in row}
    return _Met(
        frozenset(k for k in asked if not _new(mine.quotations[k], theirs.quotations)),
        frozenset(k for row in mine.speakers for k in row if not mine.names[k].isdisjoint(theirs.sounds)),
    )


def _sounds(name: str) -> frozenset[str]:
    return frozenset(s for token in name.split() if len(s := skeleton_of_name(token)) > 1)


def _quoted_words(analysis: Analysis, span: Span) -> frozenset[str]:
    text = analysis.document.text[span.start : span.end]
    return frozenset(fold(text[s.start : s.end]) for s in words(text))


def _new(quotation: frozenset[str], heard: Sequence[frozenset[str]]) -> bool:
    return not any(
        len(quotation & other) >= SAME_QUOTATION * min(len(quotation), len(other))
        for other in heard
        if other
    )


def _speech(analysis: Analysis, quotation: Span, sentence: Span) -> bool:
    """Return whether a quotation of more than three words lies in the sentence."""
    inside = sentence.start <= quotation.start and quotation.end <= sentence.end
    words = analysis.document.text[quotation.start : quotation.end].split()
    return inside and len(words) > 3
