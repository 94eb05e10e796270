"""Sentences that a copy leaves out or puts in, end to end."""

from __future__ import annotations

import pytest

from firsthand.run.local import trace

LEAD = (
    "The harbour bridge at Northfield was closed to all traffic on Tuesday evening after divers found cracks in two of its piers, engineers told the Northfield Herald.\n\n"
    "The crossing carries the coast road over the mouth of the river and is used by buses, lorries and the ferry crews who live on the far bank.\n\n"
)
TAIL = "\n\nShopkeepers on the quay complained that nobody had warned them, and several said that they would ask the council for help with lost trade.\n"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The foreman took bribes, the union said. The foreman denied it through his lawyer.", "The foreman took bribes, the union said.", ("omission", "major")),
        ("The new piers last twice as long, the study found. However, the study tested only two of them.", "The new piers last twice as long, the study found.", ("omission", "minor")),
        ("The foreman took bribes, the union said. It was raining on the quay all day.", "The foreman took bribes, the union said.", None),
        ("The foreman took bribes, the union said. The foreman denied it.", "The foreman took bribes, the union said. His lawyer said the foreman denied it.", None),
        ("The foreman left the hearing by a side door.", "The foreman left the hearing by a side door. He is hated by his men and drinks in the afternoon.", ("addition", "minor")),
    ],
)
def test_what_takes_back_what_was_kept(tmp_path, before: str, after: str, kind) -> None:
    (tmp_path / "a.txt").write_text(f"Bridge closes after cracks are found\nNorthfield Herald\n12 March 2025\n\n{LEAD}{before}{TAIL}\nThe council is to meet in the old customs house.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Bridge closes after cracks are found\nCoast Daily\n13 March 2025\n\n{LEAD}{after}{TAIL}", encoding="utf-8")
    found = [(v.kind, v.severity) for s in trace([str(tmp_path)]).stories for v in s.variants if v.kind in {"omission", "addition"}]
    assert (kind in found) if kind else (("omission", "major") not in found and not any(k == "addition" for k, _ in found))
