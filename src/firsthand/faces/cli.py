"""The command line: data on stdout, everything else on stderr, exit codes by situation."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any

import click

from firsthand import __version__
from firsthand.errors import FirsthandError, OptionError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from firsthand.model import Trace
    from firsthand.run.local import Progress

PARTIAL = 3
INTERRUPTED = 130


class _Commands(click.Group):
    """Turns errors into one sentence and the next thing to type, and into an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
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
        except BrokenPipeError:
            # The reader has seen enough; nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except FirsthandError as error:
            if debug:
                raise
            click.echo(f"firsthand: {error}", err=True)
            if error.remedy:
                click.echo(f"  {error.remedy}", err=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="firsthand")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Say who wrote a story first, who copied whom, and what stands behind it."""


def _trace_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout."),
        click.option(
            "--dates", type=click.Choice(["use", "ignore"]), default="use", show_default=True,
            help="Whether dates on pages are evidence.",
        ),
        click.option("--metadata", metavar="FILE.jsonl", help="Known dates, outlets and addresses by path."),
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that tell stories."),
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
    return _tell(result, options, whole=True)


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
    return _tell(_traced(paths, options), options)


def _traced(paths: tuple[str, ...], options: dict[str, Any]) -> Trace:
    from firsthand.run.local import Options
    from firsthand.run.local import trace as traced

    chosen = Options(
        dates=options["dates"],
        metadata=options["metadata"],
        workers=options["workers"],
        seed=options["seed"],
        strict=options["strict"],
    )
    _check_ending("--table", options["table"], (".csv", ".md"))
    _check_ending("-o", options["output"], (".html", ".htm"))
    with _progress(shown=not options["quiet"] and sys.stderr.isatty()) as report:
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


def _tell(result: Trace, options: dict[str, Any], *, whole: bool = False) -> int:
    from firsthand.faces import result as written

    if options["table"]:
        from firsthand.faces.table import as_csv, as_markdown

        write = as_csv if options["table"].endswith(".csv") else as_markdown
        _write(options["table"], write(result, options["rows"]))
    if options["output"]:
        from firsthand.faces.report import to_html

        _write(options["output"], to_html(result))
    if options["corrections"]:
        _write_corrections(options["corrections"], result)
    if options["as_json"]:
        sys.stdout.buffer.write(written.to_json(result))
        sys.stdout.buffer.flush()
    else:
        from rich.console import Console

        from firsthand.faces.terminal import show, show_evidence

        console = Console(highlight=False, emoji=False, markup=False)
        show(result, console, whole=whole)
        if options["verbose"]:
            show_evidence(result, console)
        for option, said in (("output", "Report"), ("corrections", "What to correct, by outlet")):
            if options[option]:
                console.print(f"{said}: {options[option]}", soft_wrap=True)
    if not options["quiet"]:
        for rejected in result.rejected:
            click.echo(f"firsthand: {rejected.path!r}: {rejected.detail} ({rejected.outcome}: {rejected.code})", err=True)
    if not result.documents and not result.rejected:
        raise OptionError("there is nothing to read at these paths", remedy="name files or folders that hold articles")
    return PARTIAL if result.rejected else 0


def _write_corrections(folder: str, result: Trace) -> None:
    from firsthand.faces.correction import pages

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: it cannot be made: {error.strerror}", remedy="choose another place") from error
    for file, text in pages(result).items():
        _write(os.path.join(folder, file), text)


def _check_ending(option: str, path: str | None, endings: tuple[str, ...]) -> None:
    if path and not path.endswith(endings):
        raise OptionError(f"{option} {path}: the name must end in {' or '.join(endings)}", remedy=f"{option} name{endings[0]}")


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all: a half-written report would be taken for one."""
    half = f"{path}.part"
    try:
        with open(half, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(half, path)
    except OSError as error:
        raise StoreError(f"{path}: it cannot be written: {error.strerror}", remedy="choose another place") from error


@contextmanager
def _progress(*, shown: bool) -> Iterator[Progress | None]:
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


if __name__ == "__main__":
    main()
