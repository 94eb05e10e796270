"""The commands of an archive: add, stories, story, document, find, forget, verify, watch, log."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from firsthand.errors import OptionError, VerificationError
from firsthand.faces.show import PARTIAL, say_rejected, tell

if TYPE_CHECKING:
    from rich.console import Console

    from firsthand.run.finding import Match

# Longest piece of a text that is shown for a match.
_SHOWN = 120

Command = Callable[..., Any]


def _archive(command: Command) -> Command:
    return click.option(
        "--archive", metavar="DIR", help="Where the archive lies [$FIRSTHAND_ARCHIVE, else the user's data folder]."
    )(command)


def _json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(command)


def _showing(command: Command) -> Command:
    output = click.option("-o", "--output", metavar="REPORT.html", help="Write a report: one self-contained HTML file.")
    return _json(output(_archive(command)))


def _writing(command: Command) -> Command:
    for option in (
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read and tell."),
        click.option("--quiet", is_flag=True, help="Nothing on stderr but errors."),
    ):
        command = option(command)
    return _archive(command)


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--metadata", metavar="FILE.jsonl", help="Known dates, outlets, addresses and who copied whom, by path.")
@click.option("--later", is_flag=True, help="Keep, read and match now, so that `find` has it; stories at the next add.")
@_writing
def add(paths: tuple[str, ...], archive: str | None, metadata: str | None, later: bool, workers: int, quiet: bool) -> int:
    """Add files, folders, `-` (JSON lines) or all of another archive; without paths, go on where it stopped."""
    from firsthand.faces.progress import progress, say_if_first
    from firsthand.run.archive import Archive

    if not quiet:
        say_if_first()
    with Archive(archive) as held, progress(shown=not quiet and sys.stderr.isatty()) as report:
        taken = held.add(paths, stdin=sys.stdin.buffer, known=metadata, workers=workers, later=later, report=report)
    if not quiet:
        say_rejected(taken.rejected)
        known = f", {taken.known:,} were there before" if taken.known else ""
        click.echo(f"firsthand: {taken.documents:,} documents added{known}", err=True)
    return PARTIAL if taken.rejected else 0


@click.command(name="stories")
@_json
@_archive
def list_stories(archive: str | None, as_json: bool) -> None:
    """List the stories of an archive, those of most documents first."""
    from firsthand.faces.escape import terminal
    from firsthand.faces.outline import many
    from firsthand.run.archive import Archive

    with Archive(archive, "read") as held, held.store.snapshot():
        if as_json:
            _write_json({"stories": list(held.stories())})
            return
        for story in held.stories():
            later = "" if story.told else "  (not told yet)"
            click.echo(f"{story.id}  {many(len(story.documents), 'article'):>12}  {terminal(story.title)}{later}")


@click.command(name="story")
@click.argument("name", metavar="ID")
@_showing
def show_story(name: str, archive: str | None, **options: Any) -> int:
    """Show one story of an archive, by its id or the beginning of it."""
    from firsthand.run.archive import Archive

    with Archive(archive, "read") as held:
        return tell(held.story(name), options)


@click.command(name="document")
@click.argument("name", metavar="ID")
@_showing
def show_document(name: str, archive: str | None, **options: Any) -> int:
    """Show the story that a document tells, by the document's id or the beginning of it."""
    from firsthand.run.archive import Archive

    with Archive(archive, "read") as held:
        return tell(held.document(name), options)


@click.command()
@click.argument("text", default="-")
@_json
@click.option("--words-only", is_flag=True, help="Only word for word: faster, and blind to other words for the same.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Documents shown.")
@_archive
def find(text: str, archive: str | None, as_json: bool, words_only: bool, limit: int) -> None:
    """Say where a text, or parts of it, stand in an archive; `-` reads it from stdin."""
    from firsthand.run.archive import Archive

    asked = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    if not asked.strip():
        raise OptionError("there is no text to look for", remedy="firsthand find 'some sentences', or give them on stdin")
    with Archive(archive, "read") as held:
        found = held.find(asked, meaning=not words_only, most=limit)
        if as_json:
            _write_json(found)
            return
        from firsthand.faces.screen import Screen

        console = Screen()
        for match in found.matches:
            _show_match(match, asked, console)
        if not found.matches:
            console.print("Nothing in the archive has any of it.")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_writing
def forget(ids: tuple[str, ...], archive: str | None, workers: int, quiet: bool) -> None:
    """Take documents out of an archive, as if they had never come in; the log keeps their hash."""
    from firsthand.run.archive import Archive

    with Archive(archive) as held:
        gone = held.forget(ids, workers=workers)
    if not quiet:
        click.echo(f"firsthand: {gone} forgotten", err=True)


@click.command()
@click.argument("target", required=False, metavar="[ARCHIVE]")
@_archive
def verify(target: str | None, archive: str | None) -> None:
    """Check that an archive holds what was put there, and that all else follows from it."""
    from firsthand.run.archive import Archive

    with Archive(target or archive, "read") as held:
        found = 0
        for fault in held.verify():
            click.echo(fault)
            found += 1
        counted = held.counts()
    if found:
        raise VerificationError(f"{found} things are not as they were put there", remedy="firsthand add ARCHIVE --archive NEW saves what is whole into a new archive")
    click.echo(f"whole: {counted['originals']:,} originals, {counted['documents']:,} documents, {counted['stories']:,} stories")


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="DIR|FEED…")
@click.option("--every", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds between two looks; a feed is asked every five minutes at most.")
@click.option("--rounds", type=click.IntRange(1), help="Look so many times, then end [until it is stopped].")
@click.option("--pages", is_flag=True, help="Fetch the pages that a feed links to where it has not the whole text itself.")
@_writing
def watch(targets: tuple[str, ...], archive: str | None, workers: int, quiet: bool, **options: Any) -> None:
    """Keep adding what appears in folders and feeds (http or https addresses of RSS or Atom).

    A file is taken when it has stopped changing. The network is used for the feeds that are named here
    and, with --pages, for the pages they link to.
    """
    from firsthand.run.watching import Watched
    from firsthand.run.watching import watch as watched

    feeds = tuple(t for t in targets if t.startswith(("http://", "https://")))
    folders = tuple(t for t in targets if t not in feeds)
    for folder in folders:
        if not os.path.isdir(folder):
            raise OptionError(f"{folder}: it is no folder", remedy="firsthand watch takes folders and addresses of feeds")
    what = Watched(folders, feeds, options["pages"], options["every"])
    for taken, partial in watched(archive, what, workers, options["rounds"]):
        if not quiet:
            say_rejected(taken.rejected)
            more = f"; {partial:,} entries have only a part of the text (--pages fetches it)" if partial and not what.pages else ""
            if taken.documents or more:
                click.echo(f"firsthand: {taken.documents:,} documents added{more}", err=True)


@click.command()
@_json
@_archive
def log(archive: str | None, as_json: bool) -> None:
    """Show what happened to an archive: what was added, judged, forgotten, and whose exemplar was revised."""
    from firsthand.archive.audit import events
    from firsthand.faces.escape import terminal
    from firsthand.run.archive import Archive

    with Archive(archive, "read") as held:
        if as_json:
            _write_json({"events": list(events(held.store))})
            return
        for event in events(held.store):
            click.echo(f"{event.at}  {event.kind:<9}  {terminal(event.subject)}  {terminal(event.detail)}")


COMMANDS = (add, list_stories, show_story, show_document, find, forget, verify, watch, log)


def _show_match(match: Match, asked: str, console: Console) -> None:
    from firsthand.faces.escape import terminal

    who = match.outlet or match.path
    when = f", {match.published}" if match.published else ""
    story = f"  story {match.story}" if match.story else ""
    console.print(f"{match.document}  {terminal(match.title or who)} ({terminal(who)}{when})  {match.confidence:.2f}{story}", soft_wrap=True)
    for passage in match.passages:
        said = " ".join(asked[passage.query.start : passage.query.end].split())
        short = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
        console.print(f"    {passage.manner:<10} {passage.similarity:.2f}  “{terminal(short)}”", soft_wrap=True)


def _write_json(value: object) -> None:
    from firsthand.faces.result import as_json

    sys.stdout.buffer.write(as_json(value))
    sys.stdout.buffer.flush()
