"""The parameters of the simulator."""

from __future__ import annotations

from firsthand.model import Value

KINDS = {
    "agency": {"pickup": 46, "abridged": 9, "retold": 13, "merge": 10, "spun": 9, "update": 6, "capture": 4, "quotation": 3},
    "paper": {"pickup": 22, "abridged": 19, "retold": 22, "merge": 12, "spun": 11, "update": 5, "capture": 4, "quotation": 5},
    "copy": {"pickup": 24, "abridged": 15, "retold": 20, "merge": 12, "spun": 16, "update": 4, "capture": 6, "quotation": 3},
}  # fmt: skip
"""Relative frequencies of what is done with an agency's report, a newspaper's own, and a copy."""


class Plan(Value):
    """What the stories of one set look like; all chances lie in [0, 1]."""

    lines: tuple[int, int] = (1, 8)
    """Independent lines of reporting, from and to."""
    witnesses: tuple[int, int] = (4, 12)
    """Held texts, from and to."""
    lost: tuple[int, int] = (0, 3)
    """Exemplars taken out of the pile, from and to."""
    agency: float = 0.55
    """Chance that the first line is an agency's (a third of it for every other line)."""
    mixed: float = 0.2
    """Chance that a further line is own reporting in a text that also copies."""
    lying_clock: float = 0.12
    """Chance that a page prints no date or a false one."""
    html: float = 0.2
    """Chance that a page is HTML."""
