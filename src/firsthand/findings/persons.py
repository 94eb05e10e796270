"""Rules for who it is said of, and who says so: offices, speakers, sources, pronouns, owners."""

from __future__ import annotations

import itertools
import re

from firsthand.findings import signs
from firsthand.findings.changes import Change, Place, spans
from firsthand.findings.slots import Slot, moved
from firsthand.model import Severity, Span
from firsthand.text.cues import ACCORDING, CUES

_PRONOUNS = frozenset(["he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "он", "она"])
_WHERE = frozenset(["in", "at", "near", "inside", "outside"])


def status(place: Place) -> Change | None:
    """The former minister became the minister, the deputy the head, or the other way about."""
    row = place.row
    (a, b), (c, d) = place.slot.left, place.slot.right
    before, after = moved(row, place.slot)
    lost, new = ([w for w in side if w.form in signs.status()] for side in (before, after))
    if bool(lost) == bool(new) or max(len(place.before), len(place.after)) > 2 or place.pair.free:
        return None
    if not place.pair.machine and (len(place.before) > 1 or len(place.after) > 1 or (place.before and place.after)):
        return None  # an editor calls somebody by another office, or by none
    if b >= len(row.left) or d >= len(row.right) or row.left[b].key != row.right[d].key:
        return None
    left, right = spans(row, Slot((a, b + 1), (c, d + 1)))
    what = f"“{lost[0].form}” is gone." if lost else f"“{new[0].form}” is new."
    # A machine has another word for it: "a retired judge", "a withdrawn arbiter".
    severity: Severity = "minor" if place.before and place.after else "major"
    return Change("meaning", severity, left, right, 0.65, what)


def speaker(place: Place) -> Change | None:
    """The police said it, and now the union does: who is said to say so is another."""
    groups = signs.speakers()
    before, after = moved(place.row, place.slot)
    for w in before:
        for v in after:
            if w.form in groups and v.form in groups and groups[w.form] != groups[v.form] and _speaks(place) and place.short:
                left, right = spans(place.row, place.slot, 1)
                return Change("attribution", "major", left, right, 0.6, f"“{w.form}” became “{v.form}”: somebody else says so.")
    return None


def _speaks(place: Place) -> bool:
    """Return whether a verb of speech stands right before or after a slot, or "according to" before it."""
    row = place.row
    near = []
    for words, (start, end) in ((row.left, place.slot.left), (row.right, place.slot.right)):
        around = [w.form for w in (*words[max(0, start - 2) : start], *words[end : end + 2])]
        near.append(any(f in CUES or f in {"according", "laut", "selon", "según"} for f in around))
    return all(near)


def attribution(place: Place) -> Change | None:
    """Who says so is gone, or somebody new says so."""
    cues = signs.hearsay() | CUES
    if any(w.form in cues for w in place.row.right) or not any(w.form in cues for w in place.before):
        return None
    if not any(w.form in signs.hearsay() for w in place.before) or place.pair.free or (place.pair.machine and place.after):
        return None  # a machine has other words for it
    quoted = [any(q.outer.meets(side.span) for q in side.analysis.quotations) for side in (place.pair.left, place.pair.right)]
    text = place.pair.left.analysis.document.text
    tag = text[max(0, place.before[0].span.start - 2) : place.before[-1].span.end + 2]
    if quoted[0] != quoted[1] or re.search(r"[“”\"«»„]", tag):
        return None  # a speech tag, or the words are set apart as a block with their source in the line before
    left, right = spans(place.row, place.slot, 3)
    # "He told them": the speaker is known from elsewhere.
    severity: Severity = "minor" if _said_before(place) or _speaker_known(place) else "major"
    return Change("attribution", severity, left, right, 0.6, "The copy does not say where this comes from.")


def _speaker_known(place: Place) -> bool:
    """Return whether the words that are gone have only a pronoun for who speaks, and speak to nobody of the outlet."""
    gone = {w.form for w in place.before}
    return bool(gone & _PRONOUNS) and not gone & {"us", "me", "our"}


def _said_before(place: Place) -> bool:
    """Return whether the copy's sentence before this one says where it comes from."""
    analysis, span = place.pair.right.analysis, place.pair.right.span
    begun = [s.span for s in analysis.sentences if s.span.end <= span.start]
    return bool(begun) and ACCORDING.search(analysis.document.text, begun[-1].start, span.start) is not None


def gender(place: Place) -> Change | None:
    """He became she: somebody else did it, or somebody is taken for another."""
    if place.pair.free:
        return None
    for before in place.before:
        for after in place.after:
            one, other = signs.gender(before.form), signs.gender(after.form)
            if one is not None and other is not None and one != other and place.short:
                left, right = spans(place.row, place.slot, 1)
                return Change("meaning", "minor", left, right, 0.7, f"“{before.form}” became “{after.form}”.")
    return None


def attachment(place: Place) -> Change | None:
    """A name went to another part of the sentence: the owner of a thing became the place where it is."""
    if place.pair.free:
        return None
    for n in range(*place.slot.left):
        owner = place.row.left[n].form
        if not owner.endswith("'s"):
            continue
        name = owner.removesuffix("'s")
        for m in range(1, len(place.row.right)):
            found = place.row.right
            if found[m].form != name or found[m - 1].form not in _WHERE:
                continue
            if any(w.form == name and v.form in _WHERE for v, w in itertools.pairwise(place.row.left)):
                continue
            thing = [w.key for w in place.row.left[n + 1 : n + 4]]
            near = [k for k in range(max(0, m - 12), m) if found[k].key in thing]
            if near:
                left = Span(place.row.left[n].span.start, place.row.left[min(n + 3, len(place.row.left) - 1)].span.end)
                right = Span(found[near[0]].span.start, found[m].span.end)
                detail = f"“{owner}” became “{found[m - 1].form} {name}”: whose it is became where it is."
                return Change("meaning", "major", left, right, 0.75, detail)
    return None
