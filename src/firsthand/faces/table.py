"""The relations and findings of a result as tables, for spreadsheets and for Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Literal

from firsthand.faces.escape import csv_cell, markdown_cell
from firsthand.model import Relation, Trace

Rows = Literal["relations", "variants", "quotes", "names", "claims"]


def as_csv(trace: Trace, rows: Rows = "relations") -> str:
    """Return one kind of finding as CSV with a header; cells cannot run as formulas."""
    columns, found = TABLES[rows]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in found(trace):
        writer.writerow([csv_cell(cell) for cell in row])
    return out.getvalue()


def as_markdown(trace: Trace, rows: Rows = "relations") -> str:
    """Return one kind of finding as a Markdown table."""
    columns, found = TABLES[rows]
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(markdown_cell(c) for c in row) + " |" for row in found(trace)]
    return "\n".join(lines) + "\n"


def _paths(trace: Trace) -> dict[str, str]:
    """Return where each document, or a row of a table, was found."""
    return {d.id: d.path if d.locator.row is None else f"{d.path}:{d.locator.row}" for d in trace.documents}


def _variants(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = _paths(trace)
    for story in trace.stories:
        for v in story.variants:
            exemplar = names.get(v.exemplar.document, v.exemplar.document)
            yield (
                v.kind, v.severity, names[v.copy.document], v.copy.text, exemplar, v.exemplar.text,
                f"{v.confidence:.2f}", v.detail,
            )  # fmt: skip


def _quotations(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = _paths(trace)
    for story in trace.stories:
        for q in story.quotes:
            for o in q.occurrences:
                yield q.text, q.speaker or "", o.fidelity, names[o.document], o.text


def _names(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = _paths(trace)
    for story in trace.stories:
        for n in story.names:
            for v in n.variants:
                yield n.name, n.kind, v.text, v.basis, f"{v.confidence:.2f}", ", ".join(names[d] for d in v.documents)


def _claims(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = _paths(trace)
    for story in trace.stories:
        for c in story.claims:
            where = ", ".join(sorted({names[a.document] for a in c.attestations}))
            i = c.independent
            yield c.text, str(i.best), f"{i.low} to {i.high}", _yes(c.disputed), where


def _relations(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = _paths(trace)
    for story in trace.stories:
        lost = {h.id: f"lost: {h.name or 'unnamed'}" for h in story.hyparchetypes}
        for r in story.relations:
            yield (
                story.title,
                names.get(r.exemplar) or lost.get(r.exemplar, r.exemplar),
                names.get(r.copy) or lost.get(r.copy, r.copy),
                r.kind,
                r.manner,
                _yes(r.machine),
                _yes(r.credited),
                _yes(r.same_outlet),
                f"{r.share_of_copy:.2f}",
                "" if r.share_of_exemplar is None else f"{r.share_of_exemplar:.2f}",
                f"{r.confidence:.2f}",
                f"{r.direction_confidence:.2f}",
                _strongest(r),
            )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _strongest(relation: Relation) -> str:
    ranked = sorted(relation.evidence, key=lambda e: (-e.score, e.rule))
    return ranked[0].detail if ranked else ""


TABLES: dict[Rows, tuple[tuple[str, ...], Callable[[Trace], Iterator[tuple[str, ...]]]]] = {
    "relations": (
        (
            "story", "exemplar", "copy", "kind", "manner", "machine", "credited", "same_outlet",
            "share_of_copy", "share_of_exemplar", "confidence", "direction_confidence", "evidence",
        ),
        _relations,
    ),
    "variants": (
        ("kind", "severity", "copy", "copy_text", "exemplar", "exemplar_text", "confidence", "detail"),
        _variants,
    ),
    "quotes": (("quotation", "speaker", "fidelity", "document", "text"), _quotations),
    "names": (("name", "kind", "spelling", "basis", "confidence", "documents"), _names),
    "claims": (("claim", "independent", "possible", "disputed", "documents"), _claims),
}  # fmt: skip
