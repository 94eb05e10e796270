"""A result shown: on the terminal, as JSON, in a report, as tables and pages of corrections."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from firsthand.errors import OptionError, StoreError

if TYPE_CHECKING:
    from firsthand.model import Rejected, Trace

PARTIAL = 3


def tell(result: Trace, options: Mapping[str, Any], *, whole: bool = False) -> int:
    """Show a result as the options say, and return the exit code; an option that is not there is off."""
    from firsthand.faces import result as written

    if options.get("table"):
        from firsthand.faces.table import as_csv, as_markdown

        write = as_csv if options["table"].endswith(".csv") else as_markdown
        _write(options["table"], write(result, options["rows"]))
    if options.get("output"):
        from firsthand.faces.report import to_html

        _write(options["output"], to_html(result))
    if options.get("corrections"):
        _write_corrections(options["corrections"], result)
    if options.get("as_json"):
        sys.stdout.buffer.write(written.to_json(result))
        sys.stdout.buffer.flush()
    else:
        from firsthand.faces.screen import Screen
        from firsthand.faces.terminal import show, show_evidence

        console = Screen()
        show(result, console, whole=whole)
        if options.get("verbose"):
            show_evidence(result, console)
        for option, said in (("output", "Report"), ("corrections", "What to correct, by outlet")):
            if options.get(option):
                console.print(f"{said}: {options[option]}", soft_wrap=True)
    if not options.get("quiet"):
        say_rejected(result.rejected)
    if not result.documents and not result.rejected:
        raise OptionError("there is nothing to read at these paths", remedy="name files or folders that hold articles")
    return PARTIAL if result.rejected else 0


def say_rejected(rejected: Sequence[Rejected]) -> None:
    """Name each input that gave no document, with the reason."""
    for r in rejected:
        click.echo(f"firsthand: {r.path!r}: {r.detail} ({r.outcome}: {r.code})", err=True)


def _write_corrections(folder: str, result: Trace) -> None:
    from firsthand.faces.correction import pages

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: it cannot be made: {error.strerror}", remedy="choose another place") from error
    for file, text in pages(result).items():
        _write(os.path.join(folder, file), text)


def check_ending(option: str, path: str | None, endings: tuple[str, ...]) -> None:
    """Raise `OptionError` for a file whose name does not end as it must."""
    if path and not path.endswith(endings):
        raise OptionError(f"{option} {path}: the name must end in {' or '.join(endings)}", remedy=f"{option} name{endings[0]}")


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all: a half-written report would be taken for one."""
    half = f"{path}.part"
    try:
        with open(half, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except OSError as error:
        raise StoreError(f"{path}: it cannot be written: {error.strerror}", remedy="choose another place") from error
