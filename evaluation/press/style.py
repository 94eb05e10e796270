"""The habits of one newspaper's desk: spelling, numbers, times, titles, quotation marks."""

from __future__ import annotations

from random import Random

from firsthand.model import Value


class Style(Value):
    """The habits of one newspaper's desk."""

    british: bool
    numerals: bool
    """Numbers below ten in digits."""
    percent: str
    honorific: bool
    role_after: bool
    """"Jan Novak, the mayor," instead of "Mayor Jan Novak"."""
    bare_days: bool
    """"Tuesday" instead of "on Tuesday"."""
    clock: str
    miles: bool
    voice: int
    """Which of several ways to describe a person it uses."""
    curly: bool
    dash: str


def house(rng: Random) -> Style:
    """Return the habits of a desk."""
    british = rng.random() < 0.5
    return Style(
        british=british, numerals=rng.random() < 0.25, percent=rng.choice(["per cent", "%"] if british else ["percent", "%", "percent"]),
        honorific=rng.random() < (0.35 if british else 0.1), role_after=rng.random() < (0.5 if british else 0.2),
        bare_days=not british and rng.random() < 0.7, clock=rng.choice(["dot", "tight", "day"] if british else ["colon", "colon", "day"]),
        voice=rng.randrange(60), miles=rng.random() < 0.2, curly=rng.random() < 0.45, dash=rng.choice([" - ", " – ", " — ", "—"]),
    )  # fmt: skip


def restyled(style: Style, rng: Random, own: Style, rate: float) -> Style:
    """Return the exemplar's style with some habits of the copyist's own desk, but in the exemplar's words."""
    values = {f: getattr(own if rng.random() < rate else style, f) for f in style.__struct_fields__}
    return Style(**(values | {"voice": style.voice}))
