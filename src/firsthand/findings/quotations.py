"""Quotations across the documents of a story: families, their fullest form, and how faithful.

A quotation is intact where its words, in house style, stand one after the other inside quotation
marks (or in the running text) of a text that the copy may have drawn on: trimming at the ends is
fair. It is altered where the exemplar has a quotation that is plainly the same one with other
words. What has no counterpart is the copy's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.findings.carried import Carried
from firsthand.findings.quoted import (
    Mark,
    intact,
    likeness,
    marks,
    running,
    slipped,
    spoken,
    stands,
)
from firsthand.lineage.family import Lineage
from firsthand.model import Analysis, Fidelity, Quote, QuoteOccurrence, Span, Value
from firsthand.text.speech import is_speech
from firsthand.text.words import content, fold

# Share of words, in order, that two quotations of one speech have in common.
SAME = 0.75
# In aligned passages, where the rest of the sentence speaks for it, this is enough: a machine leaves
# less of a quotation than a person.
SAME_IN_PLACE, SAME_BY_HAND = 0.2, 0.5
# Words by which one quotation may reach further than the other and be the same.
NEW = 2
# Of a person's copy: this share of the longer quotation, and so many words, unless both are short.
OF_LONGER, IN_ORDER, BRIEF = 0.4, 4, 5
# A quotation of so few words is a word held at arm's length as much as speech.
WORDS = 2
# Shorter ones belong to a family only where they stand in one of its quotations word for word.
SENTENCE = 7


class Altered(Value):
    """A quotation of a copy whose words are not those of its exemplar."""

    exemplar: Mark
    copy: Mark
    likeness: float


def altered(lineage: Lineage, rows: Sequence[Carried]) -> tuple[Altered, ...]:
    """Return the quotations that copies changed inside the marks, one each, in order."""
    analyses = lineage.witnesses.analyses
    made: dict[tuple[int, Span], Altered] = {}
    for row in rows:
        if row.manner == "translated":
            continue
        ours = [m for m in marks(row.shown, analyses[row.shown]) if _inside(m, row.alignment.left.span)]
        theirs = [m for m in marks(row.copy, analyses[row.copy]) if _inside(m, row.alignment.right.span)]
        texts = [t for w in _above(lineage, row) for t in (running(analyses[w]), spoken(analyses[w]))]
        least = SAME_IN_PLACE if row.machine else SAME_BY_HAND
        for one, other in paired(ours, theirs, least):
            if any(intact(other, text) for text in texts) or _only_style(one, other):
                continue
            right = analyses[row.copy]
            if len(one.pieces) > 1 and intact(one, other.words):
                continue  # the exemplar left words out, or put its own in brackets
            if slipped(one.words, other.words, right.document.language) or (not row.machine and _fuller(one, _said(analyses[row.shown], one), other, right)):
                continue
            if not row.held and not _backed(lineage, row, one):
                continue
            key = (row.copy, other.quotation.span)
            near = likeness(one.words, other.words)
            if key not in made or near > made[key].likeness:
                made[key] = Altered(one, other, near)
    return tuple(made[k] for k in sorted(made))


def _above(lineage: Lineage, row: Carried) -> list[int]:
    """Return the witnesses whose words a copy may have: all it draws on and their other copies."""
    n = len(lineage.witnesses.analyses)
    below = {row.copy}
    while more := {c for c in range(n) if c not in below and below & set(lineage.parents[c])}:
        below |= more
    return [w for w in range(n) if w not in below]


def _backed(lineage: Lineage, row: Carried, mark: Mark) -> bool:
    """Return whether another copy of the lost text has the quotation as the shown one has it."""
    return any(stands(mark.words, running(lineage.witnesses.analyses[w])) for w in row.siblings)


def paired(ours: Sequence[Mark], theirs: Sequence[Mark], least: float) -> list[tuple[Mark, Mark]]:
    """Return which quotations of two aligned passages are one speech, each used once.

    As many on both sides are taken in order where they are at all alike; else the likest.
    """
    if len(ours) == len(theirs):
        return [
            (a, b) for a, b in zip(ours, theirs, strict=True) if _plausible(a, b, least)
        ]
    options = sorted(
        (-likeness(a.words, b.words), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for negative, i, j in options:
        if i in used_a or j in used_b or -negative < least or (least > SAME_IN_PLACE and not _plausible(ours[i], theirs[j], least)):
            continue
        used_a.add(i)
        used_b.add(j)
        found.append((ours[i], theirs[j]))
    return found


def _plausible(one: Mark, other: Mark, least: float) -> bool:
    """Return whether two quotations at one place can be one: alike, or both a word or two."""
    short, long = sorted((len(one.words), len(other.words)))
    if short <= WORDS < long and least > SAME_IN_PLACE:
        return False  # a word or two that a longer quotation does not have stand for another one
    near = likeness(one.words, other.words)
    if least > SAME_IN_PLACE and long > BRIEF:
        kept = round(near * short)
        return near >= least and kept >= min(IN_ORDER, short) and (kept >= OF_LONGER * long or kept == short)
    return near >= least or long <= WORDS


def _only_style(one: Mark, other: Mark) -> bool:
    """Return whether only one text's marks reach further: the same words, fewer or more of them."""
    a, b = one.words, other.words
    return "".join(a) == "".join(b) or (len(a) <= len(b) and stands(a, b) and not _new_matter(a, b))


def _fuller(one: Mark, quoted: str, other: Mark, copy: Analysis) -> bool:
    """Return whether the copy quotes all that the exemplar quotes, and whole sentences or the rest of one beside it.

    It heard more of the speech, or had it from elsewhere; words added to a whole sentence are another thing.
    """
    if not intact(one, other.words) or len(other.words) - len(one.words) <= NEW:
        return False
    text = fold(copy.document.text[other.quotation.span.start : other.quotation.span.end])
    said = fold(quoted).strip(" .,;!?…\"'")
    at = text.find(said)
    ends = at >= 0 and text[at + len(said) : at + len(said) + 1] in {"", *".,;:!?…-–—\"'"}
    return ends or len(one.pieces) > 1 or one.fragment


def _said(analysis: Analysis, mark: Mark) -> str:
    return analysis.document.text[mark.quotation.span.start : mark.quotation.span.end]


def _new_matter(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(long) - len(short) > NEW


def _inside(mark: Mark, span: Span) -> bool:
    return mark.quotation.span.meets(span)


# ---------------------------------------------------------------- families


def quotes(lineage: Lineage, changed: Sequence[Altered]) -> tuple[Quote, ...]:
    """Return the quotations of a story as families, the most carried ones first."""
    analyses = lineage.witnesses.analyses
    every = [m for w, a in enumerate(analyses) for m in marks(w, a) if _is_speech(a, m)]
    families: list[list[Mark]] = []
    links = {(c.copy.witness, c.copy.quotation.span): c.exemplar for c in changed}
    translated = _translated(lineage)
    # The sound and the full ones first: they head the families.
    for mark in sorted(
        every,
        key=lambda m: ((m.witness, m.quotation.span) in links, -len(m.words), m.witness, m.quotation.span),
    ):
        anchor = links.get((mark.witness, mark.quotation.span)) or translated.get((mark.witness, mark.quotation.span))
        home = next((f for f in families if _belongs(f, mark, anchor)), None)
        if home is None:
            families.append([mark])
        else:
            home.append(mark)
    spans = {(c.copy.witness, c.copy.quotation.span) for c in changed}
    made = [_quote(lineage, family, spans) for family in families]
    return tuple(sorted(made, key=lambda q: (-len(q.occurrences), -len(q.text), q.text)))


def _is_speech(analysis: Analysis, mark: Mark) -> bool:
    """Return whether words in marks are said by somebody: by their look, or with a speaker."""
    document = analysis.document
    said = [w for w in mark.words if content(w, document.language)]
    looks = is_speech(document.text, mark.quotation, document.language)
    # In German every sentence has a subject, so that a title in marks has one beside it, too.
    return bool(said) and (looks or (bool(mark.quotation.speaker) and document.language != "de"))


def _belongs(family: Sequence[Mark], mark: Mark, anchor: Mark | None) -> bool:
    if anchor is not None and any(m.witness == anchor.witness and m.quotation.span == anchor.quotation.span for m in family):
        return True
    head = family[0]
    if len(mark.words) < SENTENCE:
        return any(stands(mark.words, m.words) for m in family if len(m.words) >= len(mark.words))
    return likeness(head.words, mark.words) >= SAME


def _translated(lineage: Lineage) -> dict[tuple[int, Span], Mark]:
    """Return for quotations of one language the one at the same place of an aligned text of another."""
    analyses = lineage.witnesses.analyses
    found: dict[tuple[int, Span], Mark] = {}
    for (i, j), comparison in sorted(lineage.witnesses.comparisons.items()):
        for a in comparison.alignments:
            if a.manner != "translated":
                continue
            ours = [m for m in marks(i, analyses[i]) if _inside(m, a.left.span)]
            theirs = [m for m in marks(j, analyses[j]) if _inside(m, a.right.span)]
            if len(ours) == len(theirs):
                for one, other in zip(ours, theirs, strict=True):
                    found.setdefault((j, other.quotation.span), one)
                    found.setdefault((i, one.quotation.span), other)
    return found


def _quote(lineage: Lineage, family: Sequence[Mark], changed: set[tuple[int, Span]]) -> Quote:
    analyses = lineage.witnesses.analyses
    sound = [m for m in family if (m.witness, m.quotation.span) not in changed]
    renders = {r.copy for r in lineage.story.relations if r.manner == "translated"}
    full = max(
        sound or family,
        key=lambda m: (
            lineage.nodes[m.witness] not in renders,
            len(m.words),
            -m.witness,
            -m.quotation.span.start,
        ),
    )
    voiced = [m.quotation for m in (full, *family) if m.quotation.speaker]
    language = analyses[full.witness].document.language
    known = [
        m.quotation
        for m in (full, *family)
        if m.quotation.role and analyses[m.witness].document.language == language and _one_speaker(m.quotation.speaker, voiced[0].speaker)
    ]
    occurrences = []
    for m in sorted(family, key=lambda m: (lineage.nodes[m.witness], m.quotation.span)):
        span = m.quotation.span
        occurrences.append(
            QuoteOccurrence(
                document=lineage.nodes[m.witness],
                span=span,
                text=analyses[m.witness].document.text[span.start : span.end],
                speaker=m.quotation.speaker,
                fidelity=_fidelity(analyses, m, full, changed),
                role=m.quotation.role,
                organisation=m.quotation.organisation,
            )
        )
    span = full.quotation.span
    return Quote(
        text=analyses[full.witness].document.text[span.start : span.end],
        speaker=voiced[0].speaker if voiced else None,
        cue=next((q.cue for q in voiced if q.cue), None),
        occurrences=tuple(occurrences),
        role=known[0].role if known else None,
        organisation=next((q.organisation for q in known if q.organisation), None),
    )


def _one_speaker(one: str | None, other: str | None) -> bool:
    """Return whether two texts name one speaker: a word with a capital in common, or the same words."""
    a, b = ({fold(w) for w in (name or "").split() if w[:1].isupper()} for name in (one, other))
    return bool(a & b) or one == other


def _fidelity(
    analyses: Sequence[Analysis], mark: Mark, full: Mark, changed: set[tuple[int, Span]]
) -> Fidelity:
    """Return how an occurrence stands to the fullest form."""
    if (mark.witness, mark.quotation.span) in changed:
        return "altered"
    if analyses[mark.witness].document.language != analyses[full.witness].document.language:
        return "translated"
    if mark.words == full.words:
        return "exact"
    return "trimmed" if intact(mark, full.words) else "altered"
