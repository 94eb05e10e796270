"""The relations of a result as a table, for spreadsheets and for Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from firsthand.faces.escape import csv_cell, markdown_cell
from firsthand.model import Relation, Trace

COLUMNS = (
    "story", "exemplar", "copy", "kind", "manner", "machine", "credited", "same_outlet",
    "share_of_copy", "share_of_exemplar", "confidence", "direction_confidence", "evidence",
)  # fmt: skip


def as_csv(trace: Trace) -> str:
    """Return the relations as CSV with a header; cells cannot run as formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(trace):
        writer.writerow([csv_cell(cell) for cell in row])
    return out.getvalue()


def as_markdown(trace: Trace) -> str:
    """Return the relations as a Markdown table."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    lines += ["| " + " | ".join(markdown_cell(c) for c in row) + " |" for row in _rows(trace)]
    return "\n".join(lines) + "\n"


def _rows(trace: Trace) -> Iterator[tuple[str, ...]]:
    names = {d.id: d.path if d.locator.row is None else f"{d.path}:{d.locator.row}" for d in trace.documents}
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
