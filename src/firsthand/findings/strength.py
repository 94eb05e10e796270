"""How strong a claim about cause a sentence makes: none, a correlation, a possible cause, a cause.

The four steps are those of Sumner et al. (The association between exaggeration in health related
science news and academic press releases, 2014), read by their words; a hedge makes a cause a
possible one. Where several verbs stand, the strongest unhedged one before any correlation counts.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Strength(IntEnum):
    """The steps of a causal claim, weakest first."""

    NONE = 0
    CORRELATION = 1
    POSSIBLE = 2
    CAUSE = 3


_CORRELATION = re.compile(
    r"\b(?:associat(?:ed|ion|ions)|link(?:ed|s)?\b|correlat\w+|connect(?:ed|ion|ions)|relat(?:ed|ion|ions|ionship|ionships)|tied\s+to"
    r"|(?:more|less|most|least|twice|times\s+as|times\s+more|\d+\s*%\s+(?:more|less))\s+likely|predict(?:s|ed|or|ors|ive)?|risk\s+factors?"
    r"|(?:higher|lower|increased|reduced|raised|elevated|greater|decreased)\s+(?:\w+\s+){0,2}(?:risk|odds|rates?|chance|likelihood|levels?|incidence|prevalence|mortality)"
    r"|at\s+(?:\w+\s+)?(?:higher|lower|increased|greater)\s+risk|tend(?:s|ed)?\s+to|(?:higher|lower|greater|worse|better|fewer|more)\s+(?:\w+\s+){0,4}than|compared\s+(?:with|to)|differen(?:ces?|t)\s+(?:between|in)|odds\s+ratio|hazard\s+ratio|go(?:es)?\s+hand\s+in\s+hand)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing|al)|lead(?:s|ing)?\s+to|led\s+to|result(?:s|ed|ing)?\s+in|due\s+to|because\s+of|thanks\s+to|responsible\s+for"
    r"|improv(?:e|es|ed|ing|ements?)|reduc(?:e|es|ed|ing|tions?)|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)|rais(?:e|es|ed|ing)|boost(?:s|ed|ing)?|cut(?:s|ting)?"
    r"|prevent(?:s|ed|ing)?|protect(?:s|ed|ing|ive)?|trigger(?:s|ed|ing)?|reliev(?:e|es|ed|ing)|eas(?:e|es|ed|ing)|help(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)|harm(?:s|ed|ing)?|damag(?:e|es|ed|ing)"
    r"|affect(?:s|ed|ing)?|effects?|effective|impact(?:s|ed)?|influenc(?:e|es|ed|ing)|mak(?:e|es|ing)|made|driv(?:e|es|ing|en)|contribut(?:e|es|ed|ing)|activat(?:e|es|ed|ing|ion)|inhibit(?:s|ed|ing|ion|ors?)?"
    r"|induc(?:e|es|ed|ing)|mediat(?:e|es|ed|ing)|promot(?:e|es|ed|ing)|impair(?:s|ed|ing)?|kill(?:s|ed|ing)?|sav(?:e|es|ed|ing)|stop(?:s|ped|ping)?|block(?:s|ed|ing)?|slow(?:s|ed|ing)?|delay(?:s|ed|ing)?"
    r"|speed(?:s|ing)?\s+up|strengthen\w*|weaken\w*|alter(?:s|ed|ing)?|regulat(?:e|es|ed|ing)|control(?:s|led|ling)?|restor(?:e|es|ed|ing)|treat(?:s|ed|ing)?|cur(?:e|es|ed|ing)|spark(?:s|ed)?|fuel(?:s|led)?|play(?:s|ed)?\s+(?:an?\s+)?(?:\w+\s+)?(?:part|role)|key\s+to|enabl(?:e|es|ed|ing)|allow(?:s|ed|ing)?|chang(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|perhaps|possibl[ey]|potential(?:ly)?|would|should|appear(?:s|ed)?\s+to|seem(?:s|ed)?\s+to|likely\s+to|suggest(?:s|ed|ing)?\s+(?:that\s+)?(?:an?\s+)?(?:possible|potential|role)"
    r"|hypothes\w+|implicat(?:e|es|ed)|thought\s+to|believed\s+to|promis(?:e|ing)|hopes?)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:not|no|never|neither|without|n['’]t|cannot|unlikely)\b", re.IGNORECASE)
# A hedge governs a verb within this many characters after it.
GOVERNED = 60


def strength(text: str) -> Strength:
    """Return how strong a claim about cause a text makes.

    >>> [strength(s).name for s in ("Tea is linked to sleep.", "Tea may help sleep.", "Tea ruins sleep and causes nightmares.")]
    ['CORRELATION', 'POSSIBLE', 'CAUSE']
    """
    correlation = _CORRELATION.search(text)
    found = Strength.CORRELATION if correlation else Strength.NONE
    within = [m.span() for m in _CORRELATION.finditer(text)]
    for m in _CAUSE.finditer(text):
        if any(start <= m.start() < end for start, end in within):
            continue  # "linked to a reduced risk" tells of no cause
        before = text[max(0, m.start() - GOVERNED) : m.start()]
        clause = re.split(r"[.;:]", before)[-1]
        if _NO.search(clause[-20:]):
            continue
        if _HEDGE.search(clause):
            found = max(found, Strength.POSSIBLE)
        elif correlation is None or m.start() < correlation.start():
            found = max(found, Strength.CAUSE)
    return found
