"""How far the work is, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def say_if_first() -> None:
    """Say that the first run on a machine takes longer, where this is the first."""
    from firsthand.run.warming import compiled

    if not compiled():
        click.echo("firsthand: compiling the engine, once on this machine: some ten seconds", err=True)


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Give what the work reports to: a stage, how many are done, and of how many (0: not known)."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def report(stage: str, done: int, of: int) -> None:
            bar.update(task, description=f"{stage} {done}" + (f" of {of}" if of else ""))

        yield report
