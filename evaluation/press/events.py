"""One event as it happened: its names, its numbers day by day, its people."""

from __future__ import annotations

import datetime
import re
from random import Random

from evaluation.press.grammar import Beat, chosen
from evaluation.press.pools import Pools
from evaluation.press.sheets import Person

_SLOT = re.compile(r"\{([a-z_0-9]+)(?:\.([a-z]+))?\}")
_LAST_DAY = 4
"""Days after the event on which tolls still change."""
_FIRST = datetime.date(2019, 1, 7)
_DAYS = 2300


class Event:
    """What is true of one event; reporters draw on it, nobody changes it."""

    def __init__(self, beat: Beat, rng: Random) -> None:
        """Draw the slots of a beat."""
        self.beat = beat
        self.rng = rng
        self.pools = Pools(rng)
        self.day = _FIRST + datetime.timedelta(days=rng.randrange(_DAYS))
        self.values: dict[str, str] = {}
        self.people: dict[str, Person] = {}
        self.tolls: dict[str, list[int]] = {}
        self.currency = rng.choice(
            ["crowns", "dollars", "euros", "pounds", "francs", "marks", "florins"]
        )
        for slot, (kind, rest) in beat.slots.items():
            self._draw(slot, kind, rest)

    def marked(self, form: str, day: int) -> str:
        """Return a construction with its slots filled as known on a day, numbers and people as marks."""

        def fill(match: re.Match[str]) -> str:
            slot, part = match[1], match[2]
            if slot in ("on", "on_cap"):
                return "<on:0>"
            if slot == "on_day":
                return self.day.strftime("%A")
            if slot == "cur":
                return self.currency
            if slot in self.people:
                person = self.people[slot]
                if part in ("he", "his", "him"):
                    return (
                        {"he": "she", "his": "her", "him": "her"}[part] if person.female else part
                    )
                return f"<w:{slot}>"
            if slot in self.tolls:
                return f"<n:{slot}={self.tolls[slot][max(0, min(day, _LAST_DAY))]}>"
            value = self.rng.choice(self.values[slot].split(" / "))
            return value[0].upper() + value[1:] if part == "cap" else value

        return _SLOT.sub(fill, form)

    def _draw(self, slot: str, kind: str, rest: str) -> None:
        rng, pools = self.rng, self.pools
        numbers = [int(n) for n in re.findall(r"\d+", rest)]
        if kind == "toll":
            low, high = numbers
            toll = [rng.randint(low, high)]
            for _ in range(_LAST_DAY):
                toll.append(toll[-1] + rng.choice([0, 1, 1, 2, max(1, toll[-1] // 6)]))
            self.tolls[slot] = toll
        elif kind == "person":
            title, _, role = rest.partition("|")
            self.people[slot] = pools.person(title.strip(), role.strip())
        elif kind == "choice":
            self.values[slot] = rng.choice([c.strip() for c in chosen(rest, rng).split(" | ")])
        elif kind == "number":
            value = rng.randint(*numbers)
            if value > 400:
                value -= value % rng.choice([10, 50, 100])
            self.values[slot] = f"<n:{slot}={value}>"
        elif kind == "money":
            self.values[slot] = f"<n:{slot}={rng.randint(*numbers)}> million {self.currency}"
        elif kind == "percent":
            self.values[slot] = f"<p:{slot}={rng.randint(*numbers)}>"
        elif kind == "km":
            self.values[slot] = f"<km:{slot}={rng.randint(*numbers)}>"
        elif kind == "year":
            year = rng.randint(*numbers)
            self.values[slot] = str(min(year, self.day.year - 1))
        elif kind == "time":
            self.values[slot] = f"<t:{rng.randint(*numbers):02}:{rng.randrange(60):02}>"
        else:
            self.values[slot] = getattr(pools, kind if kind != "town" else "place")()
