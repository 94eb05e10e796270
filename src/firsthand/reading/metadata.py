"""What the user knows better than the page: `--metadata FILE.jsonl`."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

from firsthand.errors import InputError
from firsthand.model import DateClaim, Value
from firsthand.text.dates import parse

_REMEDY = 'write one object a line, as {"path": "a.txt", "date": "2025-02-12", "outlet": "…", "url": "…"}'


class Override(Value, kw_only=True):
    """What is known of one input, instead of what is read in it; None where nothing is known."""

    path: str
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


def load(path: str) -> dict[str, Override]:
    """Return the overrides of a metadata file by path; raises `InputError` naming the line."""
    try:
        with open(path, "rb") as file:
            lines = file.read().splitlines()
    except OSError as error:
        raise InputError(f"{path}: it cannot be read: {error.strerror}", remedy=_REMEDY) from error
    found = {}
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            override = msgspec.json.decode(line, type=Override)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{path}, line {n}: {error}", remedy=_REMEDY) from error
        if override.date is not None and claim(override.date) is None:
            raise InputError(
                f"{path}, line {n}: {override.date!r} is no date",
                remedy="write dates as 2025-02-12 or 2025-02-12T08:30:00+01:00",
            )
        found[override.path] = override
    return found


def claim(value: str) -> DateClaim | None:
    """Return a date as the user states it, or None where it is none."""
    dates = parse(value.strip(), "header")
    return dates[0][1] if dates else None


def find(overrides: Mapping[str, Override] | None, path: str) -> Override | None:
    """Return the override for a path, as given or as the same file."""
    if not overrides:
        return None
    if path in overrides:
        return overrides[path]
    real = os.path.realpath(path)
    for given in sorted(overrides):
        if os.path.realpath(given) == real:
            return overrides[given]
    return None
