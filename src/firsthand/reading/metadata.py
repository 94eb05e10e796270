"""What the user knows better than the page: `--metadata FILE.jsonl`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import msgspec

from firsthand.errors import InputError
from firsthand.model import DateClaim, Document, Judgement, Value
from firsthand.text.dates import parse

_REMEDY = (
    'write one object a line, as {"path": "a.txt", "date": "2025-02-12", "outlet": "…", "url": "…",'
    ' "copy_of": ["b.txt"], "not_copy_of": ["c.txt"]}'
)


class Override(Value, kw_only=True):
    """What is known of one input, instead of what is read in it; None where nothing is known.

    `copy_of` and `not_copy_of` are paths of other inputs: what a person knows of who copied whom.
    """

    path: str
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    copy_of: tuple[str, ...] = ()
    not_copy_of: tuple[str, ...] = ()


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


def judgements(
    overrides: Mapping[str, Override], documents: Sequence[Document]
) -> tuple[Judgement, ...]:
    """Return what a person said of who copied whom, in terms of the documents that were read.

    Raises `InputError` for a path that is no input, and for one that is several documents.
    """
    made = set()
    for document in documents:
        known = find(overrides, document.path)
        if known is None:
            continue
        for others, confirmed in ((known.copy_of, True), (known.not_copy_of, False)):
            for other in others:
                made.add(Judgement(_named(other, known, documents).id, document.id, confirmed))
    return tuple(sorted(made, key=lambda j: (j.exemplar, j.copy, j.confirmed)))


def _named(path: str, known: Override, documents: Sequence[Document]) -> Document:
    real = os.path.realpath(path)
    found = [d for d in documents if d.path == path] or [
        d for d in documents if os.path.realpath(d.path) == real
    ]
    if len(found) != 1:
        what = "is not among the inputs" if not found else f"holds {len(found)} documents"
        raise InputError(
            f"the metadata of {known.path} names {path}, which {what}",
            remedy="name a file that gives one document of this run",
        )
    return found[0]


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
