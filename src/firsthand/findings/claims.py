"""Statements of a story with every passage that attests them and the lines of reporting behind.

A claim is one sentence as the witness states it that states it best: the one most other witnesses
have, too. Its attestations are the passages aligned with that very sentence, so that no chain of
half-alike sentences makes one claim of two. A passage that gives another number, or denies it,
does not attest it: it states a claim of its own, and the first one is disputed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.findings.carried import rendered
from firsthand.findings.changes import Place, negation, numbers, paired
from firsthand.findings.slots import Excerpt
from firsthand.lineage.bodies import same_body
from firsthand.lineage.family import Lineage
from firsthand.lineage.origins import interval, sum_of_chances
from firsthand.model import Attestation, Claim, Interval
from firsthand.text.words import words

# Two passages say the same with at least this probability.
SURE = 0.5
# The words of a claim.
LEAST, MOST = 5, 40

At = tuple[int, int]  # (witness, sentence)


def claims(lineage: Lineage) -> tuple[Claim, ...]:
    """Return the statements of a story, those with the most lines and witnesses first."""
    near = _neighbours(lineage)
    analyses = lineage.witnesses.analyses
    every = [
        (w, s)
        for w, a in enumerate(analyses)
        for s, sentence in enumerate(a.sentences)
        if sentence.part == "body" and sentence.words >= LEAST
    ]
    worded = rendered(lineage)

    def rank(at: At) -> tuple[bool, int, bool, int, str, int]:
        w, s = at
        witnesses = {v for v, _ in near.get(at, ())}
        return (w in worded, -len(witnesses), lineage.entered[at] != w, analyses[w].sentences[s].words, lineage.nodes[w], s)

    used: set[At] = set()
    made = []
    for seed in sorted(every, key=rank):
        if seed in used:
            continue
        others = sorted(at for at in near.get(seed, ()) if at not in used)
        against = [at for at in others if _disputes(lineage, seed, at)]
        members = (seed, *(at for at in others if at not in against))
        used |= set(members)
        made.append(_claim(lineage, members, disputed=bool(against)))
    return tuple(
        sorted(made, key=lambda c: (-c.independent.best, -len(c.attestations), c.text))
    )


def _neighbours(lineage: Lineage) -> dict[At, set[At]]:
    """Return for every sentence those of other witnesses that say the same."""
    found: dict[At, set[At]] = {}
    for (i, j), comparison in sorted(lineage.witnesses.comparisons.items()):
        for a in comparison.alignments:
            if a.confidence < SURE:
                continue
            for s in a.left_sentences:
                for t in a.right_sentences:
                    found.setdefault((i, s), set()).add((j, t))
                    found.setdefault((j, t), set()).add((i, s))
    return found


def _claim(lineage: Lineage, members: Sequence[At], *, disputed: bool) -> Claim:
    analyses = lineage.witnesses.analyses
    attestations = []
    for w, s in sorted(members, key=lambda at: (lineage.nodes[at[0]], at[1])):
        text, span = analyses[w].document.text, analyses[w].sentences[s].span
        origin = lineage.nodes[lineage.entered[w, s]]
        attestations.append(Attestation(lineage.nodes[w], span, text[span.start : span.end], origin))
    return Claim(
        text=_stated(lineage, members[0]),
        attestations=tuple(attestations),
        independent=_independent(lineage, members),
        disputed=disputed,
    )


def _stated(lineage: Lineage, seed: At) -> str:
    """Return the sentence, cut at its end where it is too long to be one statement."""
    analysis = lineage.witnesses.analyses[seed[0]]
    span = analysis.sentences[seed[1]].span
    text = analysis.document.text[span.start : span.end]
    found = words(text)
    if len(found) <= MOST:
        return " ".join(text.split())
    return " ".join(text[: found[MOST - 1].end].split()) + " …"


def _independent(lineage: Lineage, members: Sequence[At]) -> Interval:
    """Return how many lines of reporting attest a claim.

    A copy adds a line with the probability that it is none; a passage that no line reported (a
    commentator's, a background sentence) adds none, but somebody stated it: one at least.
    """
    lines = {_line(lineage, lineage.entered[at]) for at in members} - {None}
    chances = [1.0] * len(lines)
    chances += [1.0 - c for c in _copying(lineage, {w for w, _ in members})]
    return interval(sum_of_chances(chances), max(1, len(lines)))


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


def _disputes(lineage: Lineage, seed: At, other: At) -> bool:
    """Return whether two passages give different numbers, or one denies what the other says."""
    one, two = (lineage.witnesses.analyses[at[0]] for at in (seed, other))
    if one.document.language != two.document.language:
        return False
    both = paired(
        Excerpt(one, one.sentences[seed[1]].span),
        Excerpt(two, two.sentences[other[1]].span),
        "reworded",
        machine=False,
    )
    return any(c.kind == "number" for c in numbers(both)) or any(
        negation(Place(both, slot)) is not None for slot in both.row.slots
    )
