"""`python -m evaluation.glossary`: write docs/glossary.md and docs/evidence.md from the code."""

from __future__ import annotations

import inspect
from pathlib import Path

import msgspec

from firsthand import model
from firsthand.lineage.direction import RULES

DOCS = Path(__file__).parent.parent / "docs"


def glossary() -> str:
    """Return the glossary: every noun of the model with what its docstring says."""
    lines = ["# Glossary", "", "Made from `src/firsthand/model.py`; every word here is a type of the result or on its way.", ""]
    for name, kind in sorted(vars(model).items()):
        if inspect.isclass(kind) and issubclass(kind, msgspec.Struct) and kind is not model.Value:
            lines += [f"**{name}** · {' '.join((kind.__doc__ or '').split())}", ""]
    return "\n".join(lines)


def evidence() -> str:
    """Return the table of rules: what speaks for one text as the copy of the other."""
    lines = [
        "# Evidence for direction",
        "",
        "Each rule looks at one text taken as the copy of the other. Scores are log-likelihood ratios in",
        "nats and bounded, so no single kind of sign decides; what speaks for the other way counts with a minus.",
        "",
        "| Rule | What it says |",
        "| --- | --- |",
    ]
    lines += [f"| {r.__name__.replace('_', ' ')} | {' '.join((r.__doc__ or '').split())} |" for r in RULES]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (DOCS / "glossary.md").write_text(glossary(), encoding="utf-8")
    (DOCS / "evidence.md").write_text(evidence(), encoding="utf-8")
