"""The command line: data on stdout, everything else on stderr, exit codes by situation."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from importlib import resources
from typing import TYPE_CHECKING, Any

import click

from firsthand import __version__
from firsthand.errors import FirsthandError, OptionError
from firsthand.faces.archive_commands import COMMANDS
from firsthand.faces.progress import say_if_first
from firsthand.faces.show import check_ending, tell
from firsthand.run.crew import collect_seldom

if TYPE_CHECKING:
    from firsthand.model import Trace

INTERRUPTED = 130


class _Commands(click.Group):
    """Turns errors into one sentence and the next thing to type, and into an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        collect_seldom()
        kwargs["standalone_mode"] = False
        debug = "--debug" in sys.argv
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            sys.exit(INTERRUPTED)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except FirsthandError as error:
            if debug:
                raise
            click.echo(f"firsthand: {error}", err=True)
            if error.remedy:
                click.echo(f"  {error.remedy}", err=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, context: click.Context) -> Any:
        try:
            code = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has seen enough; nothing is wrong. (Further out click would make it a failure.)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="firsthand")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Say who wrote a story first, who copied whom, and what stands behind it."""


def _bytes(_context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """Return a size as a number of bytes."""
    if value is None:
        return None
    units = {"K": 10**3, "M": 10**6, "G": 10**9}
    number, unit = (value[:-1], units[value[-1].upper()]) if value[-1:].upper() in units else (value, 1)
    if not number.isdecimal() or not int(number):
        raise OptionError(f"{option.opts[0]} {value}: this is no size", remedy=f"{option.opts[0]} 2G")
    return int(number) * unit


def _trace_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout."),
        click.option(
            "--dates", type=click.Choice(["use", "ignore"]), default="use", show_default=True,
            help="Whether dates on pages are evidence.",
        ),
        click.option("--metadata", metavar="FILE.jsonl", help="Known dates, outlets and addresses by path."),
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that tell stories."),
        click.option("--memory", metavar="SIZE", callback=_bytes, help="Memory for the search of passages, as 500M or 2G; the rest waits on disk."),
        click.option("--seed", type=int, default=0, show_default=True, help="Recorded in the result; nothing is drawn by chance."),
        click.option("--strict", is_flag=True, help="Stop at the first input that gives no document."),
        click.option("-o", "--output", metavar="REPORT.html", help="Write a report: one self-contained HTML file."),
        click.option("--table", metavar="FILE.csv|.md", help="Write the relations, or other rows, as a table."),
        click.option(
            "--rows", type=click.Choice(["relations", "variants", "quotes", "names", "claims"]),
            default="relations", show_default=True, help="What the rows of --table are.",
        ),
        click.option("--corrections", metavar="FOLDER", help="Write one page an outlet: what to correct, what matters most first."),
        click.option("--quiet", is_flag=True, help="Nothing on stderr but errors."),
        click.option("-v", "--verbose", is_flag=True, help="Name the evidence behind every relation."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True)
@_trace_options
def trace(paths: tuple[str, ...], **options: Any) -> int:
    """Find the stories in files, folders or `-` (JSON lines), and how their texts hang together."""
    return _run(paths, options)


@main.command()
@click.argument("a")
@click.argument("b")
@_trace_options
def compare(a: str, b: str, **options: Any) -> int:
    """Compare two documents: one story, or two, with every difference, what matters most first."""
    result = _traced((a, b), options)
    if len(result.documents) != 2:
        raise OptionError(
            f"compare takes two documents and found {len(result.documents)}",
            remedy="firsthand trace PATH… takes any number",
        )
    return tell(result, options, whole=True)


@main.command()
@_trace_options
def demo(**options: Any) -> int:
    """Trace a small story family that ships with the package."""
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("firsthand") / "demo" / "articles"))
        return _run((str(folder),), options)


@main.command()
def doctor() -> None:
    """Say what is installed and where things lie."""
    from firsthand.faces.doctor import lines

    for line in lines():
        click.echo(line)


@main.command()
def schema() -> None:
    """Print the JSON Schema of results."""
    from firsthand.faces.result import schema as described

    click.echo(described(), nl=False)


def _run(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    return tell(_traced(paths, options), options)


def _traced(paths: tuple[str, ...], options: dict[str, Any]) -> Trace:
    from firsthand.faces.progress import progress
    from firsthand.run.local import Options
    from firsthand.run.local import trace as traced

    chosen = Options(
        dates=options["dates"],
        metadata=options["metadata"],
        workers=options["workers"],
        memory=options["memory"],
        seed=options["seed"],
        strict=options["strict"],
    )
    check_ending("--table", options["table"], (".csv", ".md"))
    check_ending("-o", options["output"], (".html", ".htm"))
    if not options["quiet"]:
        say_if_first()
    with progress(shown=not options["quiet"] and sys.stderr.isatty()) as report:
        found = traced(paths, chosen, stdin=sys.stdin.buffer, progress=report)
    if chosen.metadata and not options["quiet"]:
        _warn_unused(chosen.metadata, found)
    return found


def _warn_unused(path: str, found: Trace) -> None:
    """Say which entries of the metadata name no input: a misspelt path would else be silent."""
    from firsthand.reading import metadata

    known = metadata.load(path)
    used = {o.path for d in found.documents if (o := metadata.find(known, d.path)) is not None}
    for entry in sorted(set(known) - used):
        click.echo(f"firsthand: {path}: {entry!r} is none of the inputs", err=True)


for _command in COMMANDS:
    main.add_command(_command)


if __name__ == "__main__":
    main()
