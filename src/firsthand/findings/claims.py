"""Statements of a story with every passage that attests them and the lines of reporting behind.

A claim is one atomic statement (`statements`) as the witness states it that states it best: the one
most other witnesses have, too. Its attestations are the statements that say the same as that very
one, in aligned passages or in words of their own, so that no chain of half-alike sentences makes one
claim of two; a sentence may attest several claims. A statement that gives another number, or denies it, does not attest it: it states a
claim of its own, and the first one is disputed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from firsthand.findings.agreeing import IN_COMMON, At, agreeing
from firsthand.findings.carried import rendered
from firsthand.findings.changes import Place, paired, turned
from firsthand.findings.dating import dates
from firsthand.findings.figures import numbers
from firsthand.findings.signs import doubt
from firsthand.findings.slots import Excerpt
from firsthand.findings.statements import Statement, statements
from firsthand.findings.subjects import strangers
from firsthand.lineage.bodies import same_body
from firsthand.lineage.family import Lineage
from firsthand.lineage.origins import interval, sum_of_chances
from firsthand.model import Attestation, Claim, Interval
from firsthand.reuse.meaning import Encoder
from firsthand.text.words import count, fold, words

# Two passages say the same with at least this probability.
SURE = 0.5
# The words of a claim.
MOST = 40
# Share of the shorter statement's words of matter with which two that name two persons tell one act of them.
OTHER_ACTOR = 0.5


def claims(lineage: Lineage, encoder: Encoder | None) -> tuple[Claim, ...]:
    """Return the statements of a story, those with the most lines and witnesses first.

    Without an encoder only words tell what says the same. O(n^2) in the statements of the story.
    """
    analyses = lineage.witnesses.analyses
    every = [s for w, a in enumerate(analyses) for s in statements(a, w)]
    near = agreeing(analyses, every, _aligned(lineage), encoder)
    worded = rendered(lineage)

    def rank(k: int) -> tuple[bool, int, bool, int, str, int]:
        s = every[k]
        witnesses = {every[n].witness for n in near[k]}
        entered = lineage.entered[s.witness, s.sentence]
        return (s.witness in worded, -len(witnesses), entered != s.witness, s.span.end - s.span.start, lineage.nodes[s.witness], s.span.start)

    used: set[int] = set()
    made = []
    for seed in sorted(range(len(every)), key=rank):
        if seed in used:
            continue
        against = {n for n in near[seed] if _disputes(lineage, every[seed], every[n])}
        members = [seed, *sorted(near[seed] - against)]
        # What is told differently is told once: the claim that was denied first has it.
        made.append(_claim(lineage, [every[n] for n in members], [every[n] for n in sorted(against - used)]))
        used |= set(members)
    return tuple(
        sorted(made, key=lambda c: (-c.independent.best, -len(c.attestations), c.text))
    )


def _aligned(lineage: Lineage) -> set[tuple[At, At]]:
    return {
        ((i, s), (j, t))
        for (i, j), comparison in lineage.witnesses.comparisons.items()
        for a in comparison.alignments
        if a.confidence >= SURE
        for s in a.left_sentences
        for t in a.right_sentences
    }


def _claim(lineage: Lineage, members: Sequence[Statement], against: Sequence[Statement]) -> Claim:
    seed = members[0]
    return Claim(
        text=_stated(lineage, seed),
        attestations=_attested(lineage, members),
        independent=_independent(lineage, [(s.witness, s.sentence) for s in members]),
        disputed=bool(against),
        against=_attested(lineage, against),
        doubted=() if len(members) == 1 or _hedges(lineage, seed) else _attested(lineage, [s for s in members if _hedges(lineage, s)]),
    )


def _attested(lineage: Lineage, members: Sequence[Statement]) -> tuple[Attestation, ...]:
    analyses = lineage.witnesses.analyses
    found = []
    for s in sorted(members, key=lambda s: (lineage.nodes[s.witness], s.span)):
        text = analyses[s.witness].document.text
        origin = lineage.nodes[lineage.entered[s.witness, s.sentence]]
        found.append(Attestation(lineage.nodes[s.witness], s.span, text[s.span.start : s.span.end], origin))
    return tuple(found)


def _hedges(lineage: Lineage, statement: Statement) -> bool:
    """Return whether a statement has a word that makes it less than certain."""
    text = lineage.witnesses.analyses[statement.witness].document.text[statement.span.start : statement.span.end]
    return any(fold(text[w.start : w.end]) in doubt() for w in words(text))


def _stated(lineage: Lineage, seed: Statement) -> str:
    """Return the statement, cut at its end where it is too long to be one."""
    analysis = lineage.witnesses.analyses[seed.witness]
    text = analysis.document.text[seed.span.start : seed.span.end]
    if count(text) <= MOST:
        return " ".join(text.split())
    found = words(text)
    return " ".join(text[: found[MOST - 1].end].split()) + " …"


def _independent(lineage: Lineage, members: Sequence[At]) -> Interval:
    """Return how many lines of reporting attest a claim.

    A line that draws on a text in which the claim stands, too, had it from there and adds nothing. A copy
    adds a line with the probability that it is none; a passage that no line reported (a commentator's,
    a background sentence) adds none, but somebody stated it: one at least.
    """
    entered = {lineage.entered[at] for at in members}
    first = {n for n in entered if not entered & _above(lineage, n)}
    lines = {_line(lineage, n) for n in first} - {None}
    chances = [1.0] * len(lines)
    chances += [1.0 - c for c in _copying(lineage, {w for w, _ in members})]
    return interval(sum_of_chances(chances), max(1, len(lines)))


def _above(lineage: Lineage, node: int) -> set[int]:
    """Return the texts that a node draws on, near or far."""
    found: set[int] = set()
    while more := {p for n in (node, *found) for p in lineage.parents[n]} - found:
        found |= more
    return found


def _line(lineage: Lineage, node: int) -> str | None:
    """Return the line of reporting a node belongs to: its own, or its outlet's."""
    own = lineage.nodes[node]
    origins = {o.node for o in lineage.story.origins}
    if own in origins:
        return own
    outlets = {lineage.nodes[w]: a.document.outlet for w, a in enumerate(lineage.witnesses.analyses)}
    mine = outlets.get(own)
    return next((o for o in sorted(origins) if same_body(mine, outlets.get(o))), None)


def _copying(lineage: Lineage, witnesses: set[int]) -> Iterator[float]:
    """Yield for each witness that draws on others how sure that is."""
    for w in sorted(witnesses):
        sure = [r.confidence for r in lineage.story.relations if r.copy == lineage.nodes[w]]
        if sure:
            yield max(sure)


def _disputes(lineage: Lineage, seed: Statement, other: Statement) -> bool:
    """Return whether two statements give different numbers, one denies what the other says, or somebody else does it."""
    one, two = (lineage.witnesses.analyses[s.witness] for s in (seed, other))
    if one.document.language != two.document.language:
        return bool(seed.numbers and other.numbers and not seed.numbers & other.numbers)
    both = paired(Excerpt(one, seed.span), Excerpt(two, other.span), "reworded", machine=False)
    # Of two statements known to say the same, a number of one kind is the same number or a changed one.
    close = replace(both, manner="edited")
    if any(c.kind in {"number", "date"} for c in (*numbers(close, same=True), *dates(close))) or any(turned(Place(both, slot)) for slot in both.row.slots):
        return True
    shared, fewer = len(seed.stems & other.stems), min(len(seed.stems), len(other.stems))
    return shared >= IN_COMMON and shared >= OTHER_ACTOR * fewer and strangers(both)
