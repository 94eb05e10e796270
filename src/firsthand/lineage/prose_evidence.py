"""Signs in the prose: what a copy loses, adds and garbles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.lineage.bodies import same_body
from firsthand.lineage.evidence import View, pointer
from firsthand.lineage.reporting import SPEAKS, own_statements
from firsthand.lineage.rewriting import function_word_gain as gain
from firsthand.lineage.rewriting import rewriting
from firsthand.model import Analysis, Evidence, Pointer, Span

CONTAINED = 3.0
CONTAINED_MOST = 2.0
LOST_ATTRIBUTION = 2.5
FIRST_HAND = 1.0
DETAIL = 0.3
DETAIL_MOST = 2.0
TRIMMED = 0.7
TRIMMED_MOST = 1.4
MACHINE = 4.0
FLUENT = 1.5
EARLIER_SAYING = 0.8
CUT_FROM_END = 0.8

# Percentage points of function words that fluent rewriting saves: it packs clauses into nouns.
_DENSER = -3.0
# Languages written without capitals (ISO 639-1).
_CASELESS = frozenset(["am", "ar", "bn", "dv", "fa", "gu", "he", "hi", "ja", "ka", "km", "kn", "ko", "lo", "ml", "mr", "my", "ne", "or", "pa", "ps", "si", "ta", "te", "th", "ug", "ur", "yi", "zh"])
_HAD_SAID = re.compile(
    r"\bhad\s+(?:said|told|called|announced|warned)\b|\b(?:On|Earlier on)\s+\w+day\b[^.]{0,60}\bhad\b"
)


def contained(view: View) -> Iterator[Evidence]:
    """The copy is explained by the exemplar, while the exemplar has matter of its own."""
    if same_body(view.exemplar.document.outlet, view.copy.document.outlet):
        return  # a later version of one's own text grows as often as it shrinks
    excess = view.copy_share - view.exemplar_share
    if excess > 0.05:
        yield Evidence(
            rule="contained",
            score=min(CONTAINED_MOST, CONTAINED * excess),
            detail=f"{view.copy_share:.0%} of the copy stands in the exemplar, {view.exemplar_share:.0%} of"
            " the exemplar in the copy.",
        )


def attribution_lost(view: View) -> Iterator[Evidence]:
    """The exemplar says it learned a thing itself; the copy states it without saying so."""
    if not _read(view):
        return
    stated, kept = own_statements(view.exemplar), own_statements(view.copy)
    for a in view.comparison.alignments:
        told = next((view.exemplar.sentences[s].span for s in a.left_sentences if s in stated), None)
        if told is not None and kept.isdisjoint(a.right_sentences):
            yield Evidence(
                rule="attribution-lost",
                score=LOST_ATTRIBUTION,
                detail="The exemplar says that it learned this itself; the copy does not.",
                exemplar=pointer(view.exemplar, told),
                copy=Pointer(a.right.span, a.right.text),
            )
            return


def reported_first_hand(view: View) -> Iterator[Evidence]:
    """The exemplar says somewhere that its outlet learned things itself, the copy nowhere."""
    told = _anywhere(view.exemplar)
    if told is not None and _read(view) and _anywhere(view.copy) is None:
        yield Evidence(
            rule="first-hand",
            score=FIRST_HAND,
            detail="The exemplar reports at first hand; the copy says nowhere that it does.",
            exemplar=pointer(view.exemplar, told),
        )


def detail_lost(view: View) -> Iterator[Evidence]:
    """Names, numbers and quotations of the shared passages stand in the exemplar only."""
    named = _cased(view.exemplar) == _cased(view.copy)
    lost = sum(_details(view.exemplar, a.left.span, named) for a in view.comparison.alignments)
    kept = sum(_details(view.copy, a.right.span, named) for a in view.comparison.alignments)
    if view.reworded and lost > kept:
        yield Evidence(
            rule="detail-lost",
            score=min(DETAIL_MOST, DETAIL * (lost - kept)),
            detail=f"In the passages they share the exemplar has {lost} {'names, ' * named}numbers and quotations,"
            f" the copy {kept}.",
        )


def quotation_trimmed(view: View) -> Iterator[Evidence]:
    """A quotation of the exemplar stands in the copy cut short."""
    total = 0.0
    shown: tuple[Pointer, Pointer] | None = None
    for a in view.comparison.alignments:
        for fuller in _quoted(view.exemplar, a.left.span):
            for cut in _quoted(view.copy, a.right.span):
                if _inside(cut.text, fuller.text):
                    total += TRIMMED
                    shown = shown or (fuller, cut)
    if shown:
        yield Evidence(
            rule="quotation-trimmed",
            score=min(TRIMMED_MOST, total),
            detail="The copy has a quotation shorter than the exemplar has it.",
            exemplar=shown[0],
            copy=shown[1],
        )


def rewritten_by_machine(view: View) -> Iterator[Evidence]:
    """The copy is the exemplar sentence by sentence in the words of a machine, with its slips."""
    if not view.reworded:
        return
    found = rewriting(view)
    if found.probability > 0.15:
        first = found.evidence[0] if found.evidence else None
        yield Evidence(
            rule="machine-rewriting",
            score=MACHINE * found.probability,
            detail="The copy reads like the exemplar put through a machine sentence by sentence.",
            exemplar=first.exemplar if first else None,
            copy=first.copy if first else None,
        )


def rewritten_fluently(view: View) -> Iterator[Evidence]:
    """The copy retells the exemplar in a denser style, out of order, with nothing of its own."""
    saved = gain(view)
    if view.reworded and saved < _DENSER and view.copy_share > 0.6:
        yield Evidence(
            rule="fluent-rewriting",
            score=FLUENT,
            detail=f"The copy says the same with {-saved:.0f} points fewer function words, as summaries do.",
        )


def earlier_saying(view: View) -> Iterator[Evidence]:
    """The copy puts into the past perfect what the exemplar reports as just said."""
    for a in view.comparison.alignments:
        m = _HAD_SAID.search(a.right.text)
        if m and not _HAD_SAID.search(a.left.text) and not view.reworded:
            yield Evidence(
                rule="earlier-saying",
                score=EARLIER_SAYING,
                detail="The copy looks back on what the exemplar reports as news.",
                exemplar=Pointer(a.left.span, a.left.text),
                copy=Pointer(a.right.span, a.right.text),
            )
            return


def cut_from_the_end(view: View) -> Iterator[Evidence]:
    """The copy follows the exemplar from the top and stops before its end, as desks cut."""
    beads = view.comparison.alignments
    if view.reworded or len(beads) < 4:
        return
    last_used = max(s for a in beads for s in a.left_sentences)
    rest = sum(s.words for s in view.exemplar.sentences[last_used + 1 :] if s.part == "body")
    total = sum(s.words for s in view.exemplar.sentences) or 1
    last_own = max(s for a in beads for s in a.right_sentences)
    tail = sum(s.words for s in view.copy.sentences[last_own + 1 :] if s.part == "body")
    if rest / total > 0.1 and tail == 0:
        yield Evidence(
            rule="cut-from-the-end",
            score=CUT_FROM_END,
            detail=f"The copy stops where {rest / total:.0%} of the exemplar is still to come.",
        )


def _anywhere(analysis: Analysis) -> Span | None:
    first = min(own_statements(analysis), default=None)
    return None if first is None else analysis.sentences[first].span


def _read(view: View) -> bool:
    """Return whether the copy would be understood if it said that it learned a thing itself."""
    one, other = (a.document.language[:2] for a in (view.exemplar, view.copy))
    return one == other or other in SPEAKS


def _cased(analysis: Analysis) -> bool:
    """Return whether a text is in a script with capitals: without them far fewer names are found."""
    return analysis.document.language[:2] not in _CASELESS


def _details(analysis: Analysis, span: Span, named: bool) -> int:
    groups = (analysis.names if named else (), analysis.quantities, analysis.quotations)
    return sum(
        span.start <= item.span.start and item.span.end <= span.end for group in groups for item in group
    )


def _quoted(analysis: Analysis, span: Span) -> list[Pointer]:
    return [
        pointer(analysis, q.span)
        for q in analysis.quotations
        if span.start <= q.span.start and q.span.end <= span.end
    ]


def _inside(short: str, long: str) -> bool:
    """Return whether one run of words lies inside a clearly longer one."""
    a, b = (re.findall(r"\w+", t.casefold()) for t in (short, long))
    return 2 < len(a) <= len(b) - 2 and any(b[i : i + len(a)] == a for i in range(len(b) - len(a) + 1))


