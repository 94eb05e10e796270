"""Invented names: people, places, newspapers, agencies, firms, in numbers that do not run out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from evaluation.press.sheets import Person

_FILE = Path(__file__).parent / "names.txt"


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the parts that names are made of."""
    lines = (line.split(": ") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {kind: tuple(parts.split(", ")) for kind, parts in lines}


class Pools:
    """Names drawn without repetition within one story."""

    def __init__(self, rng: Random) -> None:
        """Start with nothing used."""
        self._rng = rng
        self._used: set[str] = set()
        self._titles: set[str] = set()

    def place(self) -> str:
        """Return the name of a town."""
        return self._fresh(lambda: _joined(self._one("place heads"), self._one("place tails")))

    def surname(self) -> str:
        """Return a surname that nobody else in the story bears."""
        return self._fresh(lambda: _joined(self._one("surname heads"), self._one("surname tails")))

    def person(self, title: str, role: str, age: int | None = None) -> Person:
        """Return somebody new."""
        female = self._rng.random() < 0.45
        first = self._fresh(lambda: self._one("women" if female else "men"))
        return Person(first, self.surname(), female, title, role, age)

    def paper(self, town: str) -> str:
        """Return the name of a newspaper, often a local one."""

        def name() -> str:
            shape = self._rng.random()
            head = (
                town
                if shape < 0.25
                else _joined(self._one("place heads"), self._one("place tails"))
            )
            article = "The " if self._rng.random() < 0.5 else ""
            if shape > 0.85:
                return f"The {self._rng.choice(['Daily', 'Morning', 'Evening', 'Sunday', 'Northern', 'Southern', 'National', 'Independent'])} {self._one('papers')}"
            return f"{article}{head} {self._one('papers')}"

        for _ in range(60):
            chosen = self._fresh(name)
            title = chosen.split()[-1]
            if title not in self._titles:
                break
        self._titles.add(chosen.split()[-1])
        return chosen

    def site(self) -> str:
        """Return the name of a web site that lives off others."""
        return self._fresh(lambda: f"{self._one('sites')} {self._one('site tails')}")

    def agency(self) -> str:
        """Return the name of a news agency."""
        return self._fresh(lambda: f"{self._one('agency heads')} {self._one('agency tails')}")

    def firm(self) -> str:
        """Return the name of a company."""
        return self._fresh(lambda: f"{self._one('firm heads')} {self._one('firm tails')}")

    def street(self) -> str:
        """Return the name of a street."""
        return self._fresh(lambda: f"{self._one('streets')} {self._one('street tails')}")

    def river(self) -> str:
        """Return the name of a river."""
        return self._fresh(lambda: self._one("rivers"))

    def _one(self, kind: str) -> str:
        return self._rng.choice(_names()[kind])

    def _fresh(self, draw: Callable[[], str]) -> str:
        for _ in range(200):
            name = draw()
            if name.casefold() not in self._used:
                break
        self._used.add(name.casefold())
        return name


def short_name(outlet: str) -> str:
    """Return an outlet's name as a newspaper writes it in running text."""
    last = outlet.split()[-1]
    return f"the {last}" if last in _names()["papers"] else outlet


def _joined(head: str, tail: str) -> str:
    """Return head and tail without three consonants of one kind or a doubled vowel at the seam."""
    if head[-1] == tail[0] or (head[-1] in "aeiou" and tail[0] in "aeiou"):
        return head + tail[1:]
    return head + tail
