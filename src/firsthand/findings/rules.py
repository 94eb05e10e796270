"""The rules that look at one slot, in the order in which they are asked; the first that speaks names it."""

from __future__ import annotations

from collections.abc import Callable

from firsthand.findings.changes import (
    Change,
    Place,
    causal,
    certainty,
    condition,
    degree,
    force,
    negation,
    opposite,
)
from firsthand.findings.measured import half_day, single, unit
from firsthand.findings.persons import attachment, attribution, gender, speaker, status

SLOT_RULES: tuple[Callable[[Place], Change | None], ...] = (
    negation, half_day, single, unit, status, speaker, certainty, causal, force, opposite, attribution, attachment, gender, condition, degree,
)  # fmt: skip
