"""Inputs that are cut short, damaged by single bytes, or written to while they are read.

What is read of them is judged by what stood before the cut: every whole line of a file of rows is a
document still, nothing raises, nothing takes long, and no process ends by a signal.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

from evaluation.children import Child, Say
from evaluation.fault_world import World
from firsthand.reading import feeds
from firsthand.run.local import trace

CUTS = 20
# Mutations of each format, and of them feeds, for which a process starts each: of the kills wanted.
MUTATIONS, FEEDS = 2, 5
# Bytes that parsers take for more than text.
_TELLING = b"<>&\"'{}[]\\\x00\xff\xc3\xe2\x80\n;=/-"
# Seconds that one input may take, whatever it holds.
LONGEST = 5.0
# Seconds of writing, and the length of a line.
WRITING, LINE = 1.0, 400
# Seconds that a file is at rest, of every three times as many.
REST = 0.1


def inputs(world: World, wanted: int) -> None:
    """Cut inputs short at many places, and change bytes of them: what is whole is read, and nothing breaks."""
    for name, (data, whole) in sorted(_formats(world).items()):
        cuts = sorted({world.random.randrange(len(data)) for _ in range(CUTS)})
        cases = [("cut", data[:at], whole(data[:at])) for at in cuts]
        share = FEEDS if name == "feed" else 1
        cases += [("changed", _changed(world, data), 0) for _ in range(max(1, MUTATIONS * wanted // share))]
        left = cases
        while left:
            code, said = Child(partial(_tried, world.folder(), name, left)).end()
            for line in said:
                what, seconds = json.loads(line)
                world.tally.count("inputs_tried")
                if what:
                    world.tally.wrong("inputs_misread", f"{name}, {what}")
                if seconds > LONGEST:
                    world.tally.wrong("inputs_slow", f"{name}: {seconds:.1f} s")
            if code:
                how, broken, _ = left[len(said)]
                world.tally.wrong("crashes", f"{name}, {how}: exit {code}, {broken[:60]!r}")
            left = left[len(said) + 1 :] if code else []


def _tried(folder: str, name: str, cases: list[tuple[str, bytes, int]], say: Say) -> None:
    """Say of each case what was misread, if anything, and the seconds it took."""
    path = Path(folder) / f"input.{name}"
    path.parent.mkdir(parents=True, exist_ok=True)
    for how, data, least in cases:
        begun = time.monotonic()
        if name == "feed":
            feed = feeds.parse(data, "http://feed.example/")
            found = len(feed.entries) if isinstance(feed, feeds.Feed) else 0
            said = True
        else:
            path.write_bytes(data)
            result = trace([str(path)])
            found = len(result.documents)
            said = bool(result.documents or result.rejected)
        wrong = "" if found >= least and said else f"{how}, {len(data)} bytes: {found} of {least}"
        say(json.dumps((wrong, round(time.monotonic() - begun, 3))))


def _changed(world: World, data: bytes) -> bytes:
    """Return some bytes with a few of them replaced, put in, taken out or doubled."""
    rng, out = world.random, bytearray(data)
    for _ in range(rng.choice((1, 3, 30))):
        at = rng.randrange(len(out))
        match rng.randrange(4):
            case 0:
                out[at] = rng.choice(_TELLING)
            case 1:
                out[at:at] = bytes([rng.choice(_TELLING)]) * rng.choice((1, 1, 200))
            case 2:
                del out[at : at + rng.choice((1, 10))]
            case _:
                out[at:at] = out[at : at + rng.choice((10, 2_000))]
    return bytes(out)


def _formats(world: World) -> dict[str, tuple[bytes, Callable[[bytes], int]]]:
    """Return an input of each format, with how many documents the beginning of it holds for certain."""
    texts = [p for p in map(Path, world.paths) if p.suffix == ".txt"][:5]
    page = min(Path(world.paths[0]).parent.parent.rglob("*.html"))
    rows = b"".join(json.dumps({"text": p.read_text(encoding="utf-8"), "outlet": p.name}).encode() + b"\n" for p in texts)
    return {
        "text": (texts[0].read_bytes(), lambda _: 0),
        "page": (page.read_bytes(), lambda _: 0),
        "rows": (rows, lambda data: data.count(b"\n")),
        "feed": (_feed(texts), lambda data: data.count(b"</item>")),
    }


def _feed(texts: list[Path]) -> bytes:
    items = "".join(
        f"<item><title>{p.name}</title><link>http://feed.example/{n}</link>"
        f"<description>{escape(p.read_text(encoding='utf-8'))}</description></item>"
        for n, p in enumerate(texts)
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>A</title>{items}</channel></rss>'.encode()


def changing(world: World, _: int) -> None:
    """Read a file while it is written to, and when it is gone: whole lines as they were, or refused."""
    folder = Path(world.folder())
    folder.mkdir(parents=True)
    path = folder / "growing.jsonl"
    path.write_bytes(b"")
    writer = Child(partial(_written, str(path)))
    end = time.monotonic() + WRITING
    while time.monotonic() < end:
        result = trace([str(path)])
        world.tally.count("read_while_written")
        if codes := {r.code for r in result.rejected} - {"changing", "empty"}:
            world.tally.wrong("read_by_halves", f"{sorted(codes)}")
        else:
            world.tally.count("refused_while_written" if result.rejected else "read_at_rest")
    writer.kill()
    writer.end()
    path.unlink()
    if [r.code for r in trace([str(path)]).rejected] != ["missing"]:
        world.tally.wrong("gone_unsaid", str(path))


def _written(path: str, _: Say) -> None:
    """Write the file anew over and over, in two writes, the first of which ends within a line."""
    n = 0
    while True:
        n += 1
        line = json.dumps({"text": f"The ferry number {n} stopped for good, its owner said. " + "a " * LINE}).encode() + b"\n"
        with open(path, "wb", buffering=0) as file:
            os.write(file.fileno(), line[:LINE])
            os.write(file.fileno(), line[LINE:])
        if int(time.monotonic() / REST) % 3 == 0:
            time.sleep(REST)
