"""Marked text becomes the text of one newspaper, in the style of its desk.

Marks: `<n:slot=12>` number, `<p:slot=12>` per cent, `<km:slot=30>` distance, `<t:04:07>` time, `<on:0>` day
of the event plus so many, `<w:id>` a person (in full where first named), `<told:the Herald>` and
`<cue:...>` signs of own reporting.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from evaluation.press.sheets import Person, Sentence
from evaluation.press.style import Style

MARK = re.compile(r"<([a-z]+):([^<>]*)>")
_BEGINS = re.compile(r"(?:^|[.?!][\"”]? )[\"“]?$")
_AFTER_STOP = re.compile(r"(?<![ap]\.m)([.?!][\"”]?) ([a-z])")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_MILES = 0.6214
_SPELLING = (
    ("neighbour", "neighbor"), ("harbour", "harbor"), ("labour", "labor"), ("colour", "color"), ("honour", "honor"),
    ("centre", "center"), ("metre", "meter"), ("kilometre", "kilometer"), ("litre", "liter"), ("theatre", "theater"),
    ("defence", "defense"), ("offence", "offense"), ("licence", "license"), ("programme", "program"),
    ("organise", "organize"), ("organising", "organizing"), ("organisation", "organization"), ("recognise", "recognize"), ("recognising", "recognizing"), ("criticise", "criticize"), ("criticising", "criticizing"), ("apologise", "apologize"), ("apologising", "apologizing"),
    ("travelled", "traveled"), ("cancelled", "canceled"), ("storey", "story"), ("grey", "gray"), ("tonne", "ton"),
    ("towards", "toward"), ("storeys", "stories"), ("cheque", "check"), ("plough", "plow"), ("tyre", "tire"),
)  # fmt: skip


class Renderer:
    """Renders the sentences of one article from top to bottom."""

    def __init__(self, style: Style, people: Mapping[str, Person], day: datetime.date) -> None:
        """`day` is the day of the event."""
        self._style, self._people, self._day = style, people, day
        self._named: set[str] = set()

    def sentences(self, body: Sequence[Sentence]) -> list[str]:
        """Return the rendered sentences in order."""
        return [self.text(s.text) for s in body]

    def text(self, marked: str) -> str:
        """Return one rendered text."""
        out, at = [], 0
        for match in MARK.finditer(marked):
            out.append(marked[at : match.start()])
            begins = _BEGINS.search("".join(out)) is not None
            out.append(self._mark(match[1], match[2], begins, marked[match.end() :]))
            at = match.end()
        text = "".join(out) + marked[at:]
        text = re.sub(r",(?=[,.;:?])", "", text)
        text = re.sub(r"(?<=s)'s\b", "'", text)
        if self._style.bare_days:
            text = re.sub(r"^([A-Z][a-z]+day) ", lambda m: f"On {m[1]} ", text)
        text = _AFTER_STOP.sub(lambda m: f"{m[1]} {m[2].upper()}", _house(text, self._style))
        return text[:1].upper() + text[1:] if text[:1] != '"' else text

    def _mark(self, kind: str, value: str, begins: bool, after: str) -> str:
        style = self._style
        if kind == "told":
            return f"told {value}"
        if kind == "cue":
            return value
        if kind == "w":
            return self._person(value, after)
        if kind == "on":
            name = (self._day + datetime.timedelta(days=int(value))).strftime("%A")
            return name if style.bare_days and not begins else f"on {name}"
        if kind == "t":
            hour, minute = (int(x) for x in value.split(":"))
            half, twelve = ("a.m." if hour < 12 else "p.m."), (hour - 1) % 12 + 1
            end = "" if after.startswith(".") else "."
            return {
                "dot": f"{twelve}.{minute:02} {half[:-1]}{end}",
                "colon": f"{twelve}:{minute:02} {half[:-1]}{end}",
                "tight": f"{twelve}.{minute:02}{half[0]}m",
                "day": f"{hour:02}:{minute:02}",
            }[style.clock]
        number = int(value.split("=")[-1])
        shown = spelled(number) if number < 100 and begins else self._number(number)
        if kind == "p":
            if begins:
                return f"{shown} {'percent' if style.percent == '%' else style.percent}"
            return f"{number}%" if style.percent == "%" else f"{number} {style.percent}"
        if kind == "km":
            unit = "kilometres" if style.british else "kilometers"
            if style.miles:
                return f"{number} km ({round(number * _MILES)} miles)"
            return f"{shown} {unit}"
        return shown

    def _number(self, number: int) -> str:
        if number < 10 and not self._style.numerals:
            return spelled(number)
        return f"{number:,}" if number >= 1000 else str(number)

    def _person(self, who: str, after: str) -> str:
        person, style = self._people[who], self._style
        if who in self._named:
            title = ("Ms " if person.female else "Mr ") if style.honorific else ""
            if title and not style.british:
                title = title.strip() + ". "
            return f"{title}{person.last}"
        self._named.add(who)
        name = f"{person.first} {person.last}"
        age = f", {person.age}" if person.age else ""
        if person.title and (not style.role_after or after.startswith("'s")):
            return f"{person.title} {name}"
        if after.startswith("'s") or not person.role:
            return name
        roles = person.role.split(" / ")
        return f"{name}{age}, {roles[style.voice % len(roles)]},"


def spelled(number: int) -> str:
    """Return a number below a hundred in words."""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def american(text: str) -> str:
    """Return a text in American spelling; names keep theirs."""
    for british, other in _SPELLING:
        text = text.replace(british, other)
    return text


def _house(text: str, style: Style) -> str:
    if not style.british:
        text = american(text)
    if style.curly:
        text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
    return text.replace(" -- ", style.dash)
