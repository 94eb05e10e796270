"""Every place where a copy differs from its exemplar, typed and with its severity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from firsthand.findings.across import across
from firsthand.findings.carried import Carried, pair, reading, share_carried
from firsthand.findings.changes import Change, Pair, Place
from firsthand.findings.dating import dates, misread
from firsthand.findings.evident import VERSION, evident, misquoted
from firsthand.findings.exchanged import balanced, credited, renamed_here, swapped
from firsthand.findings.figures import numbers
from firsthand.findings.misquotes import misquotes, spliced
from firsthand.findings.naming import name_changes, respelt
from firsthand.findings.quotations import Altered
from firsthand.findings.quoted import plain, running, stands
from firsthand.findings.recounts import recounts
from firsthand.findings.rules import SLOT_RULES
from firsthand.findings.slots import covers
from firsthand.findings.sourcing import unsourced
from firsthand.findings.subjects import overlap
from firsthand.findings.unattributed import unattributed
from firsthand.findings.whole import left_out, put_in
from firsthand.findings.wording import crossed, worded
from firsthand.lineage.family import Lineage
from firsthand.model import Span, Variant
from firsthand.reuse.meaning import Encoder

# So many words in a row that stand elsewhere are the same ones, moved.
MOVED = 3
# Share of all words of matter that a person's copy and its exemplar have in common where single words are set beside each other.
LITTLE = 0.4
# What is less sure than this is no major finding.
LIKELY = 0.45
_ORDER = {
    k: n
    for n, k in enumerate(
        ("quote", "negation", "number", "date", "name", "attribution", "modality", "meaning", "omission", "addition", "wording")
    )
}



def variants(
    lineage: Lineage, rows: Sequence[Carried], changed: Sequence[Altered], encoder: Encoder | None
) -> tuple[Variant, ...]:
    """Return the variants of all copies, those that change facts first within each copy."""
    found: list[tuple[Carried, Change]] = []
    places: list[tuple[Carried, Place]] = []
    for row in rows:
        changes, open_places = _passage(lineage, row)
        found.extend((row, change) for change in changes)
        places.extend((row, place) for place in open_places)
    answers = worded([place for _, place in places], encoder)
    found.extend(
        (row, _weighed(place.pair, change, row)) for (row, place), change in zip(places, answers, strict=True) if change is not None
    )
    made = [_told(lineage, row, change) for row, change in found if _backed(lineage, row, change)]
    made += [_quoted(lineage, change, evident=_changed(lineage, rows, change)) for change in changed]
    made += misquotes(lineage, rows)
    made += [*left_out(lineage, rows), *put_in(lineage, rows)]
    made += _recounted(lineage, made)
    unique: dict[tuple[str, str, str, str], Variant] = {}
    for v in sorted(made, key=_key):
        # One name spelt one way is one variant of a copy, wherever it stands again.
        same = v.exemplar.text.casefold() if v.kind == "name" else str(v.exemplar.span)
        where = v.copy.text.casefold() if v.kind == "name" else str(v.copy.span)
        unique.setdefault((v.copy.document, v.kind, same, where), v)
    return ordered(unique.values())


def ordered(found: Iterable[Variant]) -> tuple[Variant, ...]:
    """Return variants by copy, those that change facts first within each."""
    return tuple(sorted(found, key=_key))


def _recounted(lineage: Lineage, made: Sequence[Variant]) -> list[Variant]:
    """Return the numbers that held copies tell anew outside the passages they carry."""
    analyses = lineage.witnesses.analyses
    found = []
    for relation in lineage.story.relations:
        if relation.exemplar not in lineage.nodes[: len(analyses)] or relation.kind == "quotation":
            continue
        e, c = (lineage.nodes.index(n) for n in (relation.exemplar, relation.copy))
        taken = [v.copy.span for v in made if v.kind in {"number", "date"} and v.copy.document == relation.copy]
        for change in recounts(analyses[e], analyses[c], taken):
            version = share_carried(relation) >= VERSION
            sure = replace(change, confidence=change.confidence * relation.confidence, severity=change.severity if version else "minor")
            found.append(_variant(lineage, sure, (e, c)))
    return found


def _key(v: Variant) -> tuple[str, int, bool, Span, Span]:
    return v.copy.document, _ORDER[v.kind], v.severity == "minor", v.copy.span, v.exemplar.span


def _passage(lineage: Lineage, row: Carried) -> tuple[list[Change], list[Place]]:
    """Return the typed changes of one passage and the places that its words must decide."""
    both = pair(lineage, row)
    changes, places = typed(both, same_outlet=row.same_outlet)
    return [_weighed(both, c, row) for c in changes], places


def _weighed(both: Pair, change: Change, row: Carried) -> Change:
    """Return a change as a minor one where it is not evident."""
    return change if change.severity == "minor" or evident(both, change, row) else replace(change, severity="minor")


def typed(both: Pair, *, same_outlet: bool = False) -> tuple[list[Change], list[Place]]:
    """Return the typed changes of two passages and the places that their words must decide."""
    translated = both.manner == "translated"
    lost = [] if same_outlet else [*unsourced(both), *(() if translated else unattributed(both))]
    if translated:
        return [*_of_numbers(both), *across(both), *lost], []
    # Agencies in datelines are credits: a copy with another one is of another agency.
    text = both.left.analysis.document.text
    # A sign of the exchange in brackets names no other company than the one before it.
    coded = {n.span for n in both.left.analysis.names if text[n.span.start - 1 : n.span.start] == "<"}
    counted = {q.span.start for q in both.left.analysis.quantities}
    names = tuple(n for n in respelt(both) if n.exemplar.span not in coded and n.exemplar.span.start not in counted and (both.machine or not (credited(both, n.exemplar) and credited(both, n.copy))))
    found = [*_of_numbers(both), *name_changes(names, machine=both.machine, copy=both.right.analysis.document.text)]
    found += [*swapped(both), *renamed_here(both)]
    twice = balanced(both)
    taken = [c.right for c in found] + [n.copy.span for n in names]
    left_taken = [c.left for c in found] + [n.exemplar.span for n in names]
    places = []
    # Two sentences with little in common are no place for single words.
    for slot in both.row.slots if both.machine or overlap(both) >= LITTLE else ():
        if any(covers(both.row.right, slot.right, s) for s in taken) or any(covers(both.row.left, slot.left, s) for s in left_taken):
            continue
        place = Place(both, slot)
        if _elsewhere(place):
            continue
        change = next((c for rule in SLOT_RULES if (c := rule(place)) is not None), None)
        if change is not None and twice and change.kind == "meaning":
            continue
        if change is not None:
            found.append(change)
        else:
            places.append(place)
    if not any(c.kind == "attribution" for c in found):
        found += lost
    return found, crossed(places)


def _of_numbers(both: Pair) -> list[Change]:
    """Return the days and the numbers that changed; the number of a day is part of it."""
    dated = [*dates(both), *misread(both)]
    return [*dated, *(c for c in numbers(both) if not any(c.right.meets(d.right) for d in dated))]


def _elsewhere(place: Place) -> bool:
    """Return whether what only one passage has stands as it is in the rest of the other text.

    Where a passage was cut at another place, or a sentence moved, nothing was lost and nothing added.
    """
    if bool(place.before) == bool(place.after):
        return False
    home, away = place.pair.left, place.pair.right
    if place.after:
        home, away = away, home
    alone = place.before or place.after
    said = plain(home.analysis.document.text[alone[0].span.start : alone[-1].span.end])
    return len(said) >= MOVED and stands(said, running(away.analysis))


def _backed(lineage: Lineage, row: Carried, change: Change) -> bool:
    """Return whether the exemplar is known to have had the reading, and no other text the copy's.

    Of a lost exemplar only copies are left: what one of them has alone may be its own doing, and where
    just two contradict each other nothing says which of them changed it; their claims are disputed then.
    """
    if row.held:
        return True
    said = plain(reading(lineage, row.shown, change.left).text)
    return bool(said) and any(stands(said, running(lineage.witnesses.analyses[w])) for w in row.siblings)


def _told(lineage: Lineage, row: Carried, change: Change) -> Variant:
    detail = change.detail
    if not row.held:
        detail += " The exemplar is lost; another copy of it shows its reading."
    sure = replace(change, confidence=change.confidence * row.alignment.confidence, detail=detail)
    return _variant(lineage, sure, (row.shown, row.copy))


def _variant(lineage: Lineage, change: Change, at: tuple[int, int]) -> Variant:
    return Variant(
        kind=change.kind,
        severity=change.severity if change.confidence >= LIKELY else "minor",
        exemplar=reading(lineage, at[0], change.left),
        copy=reading(lineage, at[1], change.right),
        confidence=round(change.confidence, 3),
        detail=change.detail,
    )


def _changed(lineage: Lineage, rows: Sequence[Carried], change: Altered) -> bool:
    """Return whether it is evident that words inside marks were changed, and not taken from another report of the speech."""
    for row in rows:
        if row.copy == change.copy.witness and row.shown == change.exemplar.witness and change.copy.quotation.span.meets(row.alignment.right.span):
            if change.exemplar.quotation.span.meets(row.alignment.left.span) and misquoted(pair(lineage, row), change, row):
                return True
    return False


def _quoted(lineage: Lineage, change: Altered, *, evident: bool) -> Variant:
    speaker = change.exemplar.quotation.speaker
    joined = spliced(change.copy.words, lineage.witnesses.analyses[change.exemplar.witness])
    detail = (
        "Sentences that the exemplar quotes apart from each other stand joined inside one pair of marks."
        if joined
        else f"Inside quotation marks stand other words than {speaker or 'the speaker'} has in the exemplar."
    )
    return Variant(
        kind="quote",
        severity="major" if evident else "minor",
        exemplar=reading(lineage, change.exemplar.witness, change.exemplar.quotation.span),
        copy=reading(lineage, change.copy.witness, change.copy.quotation.span),
        confidence=round(0.95 - 0.3 * max(0.0, 0.5 - change.likeness), 3),
        detail=detail,
    )
