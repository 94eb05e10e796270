"""The phrase books of the beats: what can be said of a fire, a strike, an election, and in which words.

A phrase book is a text file (`beats/*.txt`, no third-party text) of blocks. `slots` lists what is drawn for
one event; `fact NAME TAGS [@source]` lists at least six constructions for one fact; `[a|b]` is a choice
within a construction, `{slot}` a value. Tags: `lead` opens a report, `core` and `detail` are open to
all reporters, `own` belongs to one of them, `back` is background.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

from firsthand.model import Value

_BEATS = Path(__file__).parent / "beats"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


class Fact(Value):
    """One fact of a beat and the constructions it can be stated in."""

    name: str
    tags: frozenset[str]
    source: str
    forms: tuple[str, ...]


class Beat(Value):
    """One kind of event."""

    name: str
    slots: dict[str, tuple[str, str]]
    heads: tuple[str, ...]
    facts: dict[str, Fact]
    lists: dict[str, tuple[str, ...]]
    """Everything else by block name: `say witness`, `source police`, `colour` and the like."""

    def tagged(self, tag: str) -> list[Fact]:
        """Return the facts that bear a tag, in the order of the book."""
        return [f for f in self.facts.values() if tag in f.tags]


@cache
def read_beat(name: str) -> Beat:
    """Return one phrase book."""
    slots: dict[str, tuple[str, str]] = {}
    facts: dict[str, Fact] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for block in re.split(r"\n\s*\n", (_BEATS / f"{name}.txt").read_text(encoding="utf-8").strip()):
        title, *lines = block.splitlines()
        if title == "slots":
            for line in lines:
                slot, kind, *rest = line.split(" ", 2)
                slots[slot] = (kind, rest[0] if rest else "")
            continue
        forms = tuple(line.removeprefix("- ") for line in lines)
        if title.startswith("fact "):
            _, fact, *tags = title.split()
            source = next((t[1:] for t in tags if t.startswith("@")), "")
            plain = frozenset(t for t in tags if not t.startswith("@"))
            facts[fact] = Fact(fact, plain, source, forms)
        else:
            lists[title] = forms
    for title in [t for t in lists if t.startswith("roles ")]:
        lists[title] = tuple(r.strip() for r in lists[title][0].split("|"))
    return Beat(name, slots, lists.pop("head", ()), facts, lists)


@cache
def beat_names() -> tuple[str, ...]:
    """Return the names of all kinds of event."""
    return tuple(sorted(p.stem for p in _BEATS.glob("*.txt") if p.stem != "generic"))


def chosen(form: str, rng: Random) -> str:
    """Return a construction with every `[a|b]` decided."""
    while match := _CHOICE.search(form):
        form = form[: match.start()] + rng.choice(match[1].split("|")) + form[match.end() :]
    return form
