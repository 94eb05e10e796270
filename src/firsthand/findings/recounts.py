"""Numbers that a copy tells anew in a sentence of its own: a toll that rose, a vote counted again.

Updates put a corrected number into new sentences, so no passage holds both. Two numbers are set
beside each other where each text lacks the other's, they count the same thing, and their sentences
speak of it in words they share; or where each text has but one such number of that unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from firsthand.findings.changes import Change
from firsthand.findings.figures import CLOCK, countable, far
from firsthand.findings.subjects import of_anything, one_kind
from firsthand.model import Analysis, Quantity, Sentence, Span, Value
from firsthand.text.days import days
from firsthand.text.words import content, fold, stem, words

# Words for one count: the dead, the hurt, the missing.
_SAME = (
    "kill killed killing dead die died dies death deaths toll fatal fatalities lives victims bodies perished",
    "hurt injured injuries injury wounded wounds hospital hospitals",
    "missing lost unaccounted",
    "arrested arrests detained custody charged",
    "aboard board passengers travelling",
)
_GROUP: Mapping[str, str] = {w: g.split()[0] for g in _SAME for w in g.split()}
# Shared words of matter that two sentences need, the thing counted among them.
SHARED = 2
# Share of all words of matter that two sentences need in common where what is counted is a share or a sum: those are of anything.
ALIKE = 0.6
# Share of all words of matter of two sentences that both have, so many at least, from which they tell evidently the same: of the dead
# and the like, of another thing, of a share or a sum.
RETOLD, RETOLD_THING, RETOLD_SUM, RETOLD_WORDS = 0.25, 0.33, 0.5, 3
# Units too common to tell by themselves what is counted.
_LOOSE = frozenset(["people", "men", "women", "persons", "days", "day", "years", "year", "hours", "minutes", "times", "time", "percent", "%"])
# How many words from its number a word of a group stands.
BESIDE = 15
# Words by which a text says that it told another number before.
_CORRECTS = re.compile(
    r"\b(?:revised|corrected|previously|first\s+(?:put|said|given|published|reported|estimate)|had\s+(?:put|said|given|reported)|earlier\s+(?:figure|report|estimate|version)|originally|instead\s+of|rather\s+than|up\s+from|down\s+from"
    r"|zunächst|ursprünglich|bisher|statt|zuvor|korrigiert|d['’]abord|initialement|au\s+lieu|corrigé|inicialmente|en\s+lugar|antes|corregid\w+|y\s+no|первоначально|ранее|вместо)\b",
    re.IGNORECASE,
)
_SKIPPED = frozenset(["year", "time", "gmt", "utc", "am", "pm"])


class Counted(Value):
    """A number with what it counts, the group of words beside it, and the words and years of its sentence."""

    quantity: Quantity
    thing: str | None
    group: str | None
    around: frozenset[str]
    years: frozenset[int]
    sentence: Span
    corrects: bool = False


def recounts(exemplar: Analysis, copy: Analysis, taken: Sequence[Span]) -> Iterator[Change]:
    """Yield the numbers of the copy that stand for other numbers of the exemplar elsewhere.

    `taken` are places of the copy where a number is known to be changed. Both texts must be in one
    language.
    """
    if exemplar.document.language != copy.document.language:
        return
    ours, theirs = _counted(exemplar), _counted(copy)
    held = {round(c.quantity.value, 6) for c in ours}
    told = {round(c.quantity.value, 6) for c in theirs}
    corrected = {round(c.quantity.value, 6) for c in theirs if c.corrects}
    lost = [c for c in ours if round(c.quantity.value, 6) not in told or round(c.quantity.value, 6) in corrected]
    new = [
        c
        for c in theirs
        if round(c.quantity.value, 6) not in held
        and not any(c.quantity.span.meets(t) for t in taken)
    ]
    lonely = [Counter(c.thing for c in side) for side in (lost, new)]
    options = sorted(
        (
            (-_fit(one, other, lonely), one.quantity.span, other.quantity.span, one, other)
            for one in lost
            for other in new
        ),
        key=lambda o: o[:3],
    )
    used: set[Span] = set()
    for negative, a, b, one, other in options:
        if -negative < SHARED or a in used or b in used:
            continue
        used |= {a, b}
        yield Change(
            "number", "major" if _evident(one, other, (ours, theirs)) else "minor", _shown(exemplar, one), _shown(copy, other),
            0.6, f"{one.quantity.text} became {other.quantity.text}.",
        )


def _counted(analysis: Analysis) -> list[Counted]:
    language = analysis.document.language
    text = analysis.document.text
    found = []
    for sentence in analysis.sentences:
        if sentence.part != "body":
            continue
        around = _matter(text, sentence, language)
        corrects = _CORRECTS.search(text, sentence.span.start, sentence.span.end) is not None
        dated = [d.span for d in days(analysis.document, sentence.span)]
        years = frozenset(int(q.value) for q in analysis.quantities if q.unit == "year" and sentence.span.start <= q.span.start < sentence.span.end)
        for q in analysis.quantities:
            inside = sentence.span.start <= q.span.start < sentence.span.end
            if not inside or any(d.meets(q.span) for d in dated) or q.unit in _SKIPPED or _model(text, q.span) or CLOCK.fullmatch(q.text) or float(q.value) in {0.0, 1.0}:
                continue
            thing = None if q.unit is None or not content(q.unit, language) else _key(q.unit, language)
            found.append(Counted(q, thing, _group(text, q.span, sentence.span), around, years, sentence.span, corrects))
    return found


def _model(text: str, span: Span) -> bool:
    """Return whether a number is part of a sign: "AK-47", "C-22"."""
    return text[span.start - 1 : span.start] == "-" and text[span.start - 2 : span.start - 1].isalpha()


def _matter(text: str, sentence: Sentence, language: str) -> frozenset[str]:
    area = text[sentence.span.start : sentence.span.end]
    forms = (fold(area[s.start : s.end]) for s in words(area))
    return frozenset(_key(w, language) for w in forms if content(w, language) and not w[0].isdigit())


def _group(text: str, span: Span, sentence: Span) -> str | None:
    """Return the group of words that the one nearest to a number belongs to, if it is near enough."""
    found = list(words(text[sentence.start : sentence.end]))
    at = next((n for n, s in enumerate(found) if sentence.start + s.end > span.start), 0)
    near = sorted((abs(n - at), n) for n in range(max(0, at - BESIDE), min(len(found), at + BESIDE + 1)))
    for _, n in near:
        form = fold(text[sentence.start + found[n].start : sentence.start + found[n].end])
        if form in _GROUP:
            return _GROUP[form]
    return None


def _key(form: str, language: str) -> str:
    return _GROUP.get(form, stem(form, language))


def _fit(one: Counted, other: Counted, lonely: Sequence[Counter[str | None]]) -> float:
    """Return how many words of matter two counts share; a unit that only they have counts as two."""
    if one.thing is not None and other.thing is not None and one.thing != other.thing:
        return 0.0
    if one.group != other.group:
        return 0.0  # the dead are not the missing
    if one.group is None and (one.thing != other.thing or (one.thing is None and not other.corrects and (one.quantity.unit is None or one.quantity.unit != other.quantity.unit))):
        return 0.0  # what one of them counts is not said: only a toll or its like is known by its sentence
    shared = len(one.around & other.around)
    if one.group is None and of_anything(one.quantity) and not other.corrects and shared < ALIKE * len(one.around | other.around):
        return 0.0  # two figures of one kind, each of its own matter
    grouped = int(one.group is not None)
    alone = (
        one.thing is not None
        and one.thing == other.thing
        and one.thing not in _LOOSE
        and all(side[one.thing] == 1 for side in lonely)
    )
    if one.years != other.years and not alone:
        return 0.0  # what happened in another year is another matter
    if far(one.quantity, other.quantity):
        return 0.0
    return shared + grouped + SHARED * alone


def _evident(one: Counted, other: Counted, every: tuple[Sequence[Counted], Sequence[Counted]]) -> bool:
    """Return whether two sentences tell the same count of the same time, and not two counts of one kind."""
    shared = len(one.around & other.around)
    least = RETOLD_SUM if of_anything(one.quantity) else RETOLD if one.group else RETOLD_THING
    if shared < RETOLD_WORDS or shared < least * len(one.around | other.around) or one.years != other.years:
        return False
    if one.group is None and _all_other(one, other, every):
        return False
    # Which of several shares or sums of a sentence stands for which is not said.
    told = [{round(c.quantity.value, 6) for c in side if c.sentence == x.sentence and one_kind(c.quantity, x.quantity)} for x, side in zip((one, other), every, strict=True)]
    return not of_anything(one.quantity) or max(len(told[0] - told[1]), len(told[1] - told[0])) == 1


def _all_other(one: Counted, other: Counted, every: tuple[Sequence[Counted], Sequence[Counted]]) -> bool:
    """Return whether two sentences with several figures have none in common: each tells of its own."""
    ours, theirs = ({round(c.quantity.value, 6) for c in side if c.sentence == x.sentence} for x, side in zip((one, other), every, strict=True))
    return min(len(ours), len(theirs)) > 1 and not ours & theirs


def _shown(analysis: Analysis, counted: Counted) -> Span:
    """Return a number with the thing that it counts where a word of matter follows."""
    text, span = analysis.document.text, counted.quantity.span
    after = words(text[span.end : counted.sentence.end])[:1]
    follows = after and countable(fold(text[span.end + after[0].start : span.end + after[0].end]), analysis.document.language)
    return Span(span.start, span.end + after[0].end if follows else span.end)
