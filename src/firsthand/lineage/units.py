"""Quantities in other units: which of two numbers was reckoned from the other.

Whoever measures or estimates says a round number; whoever converts it for his own readers gets an
odd one: 10 miles become 16.1 km, 30 km become 18.6 miles. People round to few digits, and first to
multiples of ten, five and two (Jansen & Pollmann 2001, Journal of Quantitative Linguistics 8), so of
two numbers for one quantity the rounder is the first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.lineage.evidence import View
from firsthand.model import Analysis, Evidence, Pointer, Quantity, Span, Value
from firsthand.text.numbers import WRITTEN

# Nats for every factor e by which the exemplar's number is the rounder, the least factor that says
# anything (its logarithm), and the most that one quantity says.
CONVERTED = 0.6
LEAST = 0.5
CONVERTED_MOST = 2.0
# Readers of another country get a conversion; some desk may also have dropped it.
ADDED = 1.0
# A number kept with another unit is an error where the other text has the quantity in both.
MISTAKEN = 1.5

MONEY = "money"
TEMPERATURE = "temperature"
# No two currencies of the table are further from each other in value.
MOST_RATE = 250.0

# How far a converted number may lie from the exact one: a rounded estimate is converted as roughly.
_TOLERANCE = 0.03
_ROUGH = 0.12
# Degrees Celsius that rounding to whole degrees leaves between two temperatures.
_DEGREES = 1.5
# Decimal places after which a number is as odd as can be.
_PLACES = 4

# dimension -> words of a unit in English, German, French and Spanish, and its size in base units.
_UNITS: dict[str, tuple[tuple[str, float], ...]] = {
    "length": (
        (r"km\b|kilomet(?:er|re)s?\b|kilometern?\b|kilómetros?\b|kilomètres?\b", 1000.0),
        (r"miles?\b|meilen?\b|millas?\b", 1609.344),
        (r"m\b|met(?:er|re)s?\b|metern?\b|mètres?\b|metros?\b", 1.0),
        (r"f(?:ee|oo)t\b|ft\b|fuß\b|pieds?\b|pies?\b", 0.3048),
        (r"yards?\b|yd\b|yardas?\b", 0.9144),
        (r"cm\b|centimet(?:er|re)s?\b|zentimetern?\b|centimètres?\b|centímetros?\b", 0.01),
        (r"inch(?:es)?\b|zoll\b|pouces?\b|pulgadas?\b", 0.0254),
        (r"nautical\s+miles?\b|seemeilen?\b|milles?\s+marins?\b|millas?\s+náuticas?\b", 1852.0),
    ),
    "area": (
        (r"hectares?\b|ha\b|hektar\b|hectáreas?\b", 10_000.0),
        (r"acres?\b", 4046.856),
        (r"(?:square\s+|sq\.?\s*)(?:miles?|mi)\b|quadratmeilen?\b|milles?\s+carrés\b|millas?\s+cuadradas?\b", 2_589_988.0),
        (r"square\s+kilomet(?:er|re)s?\b|sq\.?\s*km\b|km²|quadratkilometern?\b|kilomètres?\s+carrés\b|kilómetros?\s+cuadrados?\b", 1e6),
        (r"square\s+met(?:er|re)s?\b|sq\.?\s*m\b|m²|quadratmetern?\b|mètres?\s+carrés\b|metros?\s+cuadrados?\b", 1.0),
        (r"square\s+feet\b|sq\.?\s*ft\b|quadratfuß\b|pies?\s+cuadrados?\b", 0.0929),
    ),
    "mass": (
        (r"kg\b|kilos?\b|kilogram(?:me|m|o)?s?\b", 1.0),
        (r"pounds?\b|lbs?\b|pfund\b|livres?\b|libras?\b", 0.45359),
        (r"tonnes?\b|metric\s+tons?\b|tonnen?\b|toneladas?\b", 1000.0),
        (r"tons?\b", 907.185),
        (r"ounces?\b|oz\b|unzen?\b|onces?\b|onzas?\b", 0.02835),
        (r"grams?\b|grammes?\b|gramm\b|gramos?\b|g\b", 0.001),
    ),
    "volume": (
        (r"lit(?:er|re)s?\b|litern?\b|litros?\b", 1.0),
        (r"gallons?\b|gallonen\b|galones\b", 3.78541),
        (r"barrels?\b|barils?\b|barriles\b|fässern?\b", 158.987),
        (r"cubic\s+met(?:er|re)s?\b|m³|kubikmetern?\b|mètres?\s+cubes\b|metros?\s+cúbicos?\b", 1000.0),
        (r"cubic\s+feet\b|kubikfuß\b|pies?\s+cúbicos?\b", 28.3168),
    ),
    "speed": (
        (r"km/h\b|kph\b|kmh\b|kilomet(?:er|re)s?\s+(?:an|per)\s+hour\b|stundenkilometern?\b|kilomètres?[-/ ](?:à\s+l['’])?heure\b|kilómetros?\s+por\s+hora\b", 1.0),
        (r"mph\b|miles?\s+(?:an|per)\s+hour\b|meilen\s+pro\s+stunde\b|millas?\s+por\s+hora\b", 1.609344),
        (r"knots?\b|knoten\b|nœuds?\b|nudos?\b", 1.852),
    ),
}  # fmt: skip
_MONEY: dict[str, str] = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble",
    "dollar": "dollar", "dollars": "dollar", "dólares": "dollar", "euro": "euro", "euros": "euro",
    "sterling": "pound", "yen": "yen", "roubles": "rouble", "rubles": "rouble", "rubel": "rouble",
    "franken": "franc", "francs": "franc", "kronen": "crown", "kronor": "crown", "kroner": "crown",
    "crowns": "crown", "pesos": "peso",
}  # fmt: skip
_CELSIUS = re.compile(r"[\s\u00a0-]*(?:°\s*C\b|C\b|(?:degrees|degrés|grados|grad)?\s*celsius\b|degrees\s+C\b)", re.IGNORECASE)
_FAHRENHEIT = re.compile(r"[\s\u00a0-]*(?:°\s*F\b|F\b|(?:degrees|degrés|grados|grad)?\s*fahrenheit\b|degrees\s+F\b)", re.IGNORECASE)
_READ = tuple(
    (dimension, pattern, factor, re.compile(rf"[\s\u00a0-]*(?:{pattern})", re.IGNORECASE))
    for dimension, rows in _UNITS.items()
    for pattern, factor in rows
)
# What stands between a quantity and its conversion in brackets.
_OPEN = re.compile(r"[\w\s-]{0,24}[(\[]\s*(?:(?:about|around|roughly|some|circa|etwa|environ|unos|cerca de|or)\s+)?")
_DIGITS = re.compile(r"[\d.,]*\d")
# Characters after a number in which its unit stands.
_LONGEST = 40


class Measured(Value):
    """A quantity: its dimension, its unit, the number that is said, its value in base units."""

    dimension: str
    unit: str
    said: float
    base: float
    place: Pointer


def measured(analysis: Analysis, within: Span) -> tuple[Measured, ...]:
    """Return the quantities of a passage that have a unit of measure."""
    found = []
    for q in analysis.quantities:
        if within.start <= q.span.start < within.end and q.value > 0:
            m = _read(analysis.document.text, q)
            if m is not None:
                found.append(m)
    return tuple(found)


def _read(text: str, q: Quantity) -> Measured | None:
    start, end = q.span.start, q.span.end
    if q.unit in WRITTEN and (digits := _DIGITS.match(text, start, end)):
        end = digits.end()
    after = text[end : end + _LONGEST]
    for unit, pattern in (("celsius", _CELSIUS), ("fahrenheit", _FAHRENHEIT)):
        if m := pattern.match(after):
            base = q.value if unit == "celsius" else (q.value - 32) / 1.8
            return Measured(TEMPERATURE, unit, q.value, base, _place(text, start, end + m.end()))
    if q.unit in _MONEY:
        sign = start - 1 if text[start - 1] == q.unit else start
        word = end if sign < start else end + len(after) - len(after.lstrip("- \u00a0")) + len(q.unit)
        return Measured(MONEY, _MONEY[q.unit], q.value, q.value, _place(text, sign, word))
    longest: tuple[int, str, str, float] | None = None
    for dimension, unit, factor, pattern in _READ:
        m = pattern.match(after)
        if m and (longest is None or m.end() > longest[0]):
            longest = m.end(), dimension, unit, factor
    if longest is None:
        return None
    stop, dimension, unit, factor = longest
    return Measured(dimension, unit, q.value, q.value * factor, _place(text, start, end + stop))


def _place(text: str, start: int, end: int) -> Pointer:
    return Pointer(Span(start, end), text[start:end])


def grain(value: float) -> float:
    """Return the part of a number that its last step of 1, 2 or 5 times a power of ten is.

    >>> grain(10), grain(16), round(grain(16.1), 4)
    (1.0, 0.125, 0.0062)
    """
    for power in range(math.floor(math.log10(value)), -_PLACES - 1, -1):
        for step in (5.0, 2.0, 1.0):
            size = step * 10.0**power
            if size <= value * (1 + 1e-9) and abs(value / size - round(value / size)) < 1e-6:
                return min(1.0, size / value)
    return 10.0**-_PLACES / value


def converted(view: View) -> Iterator[Evidence]:
    """The copy has an odd number in other units or money for a round number of the exemplar."""
    for one, other in _converted(view):
        rounder = math.log(grain(one.said) / grain(other.said))
        if rounder > LEAST:
            yield Evidence(
                rule="converted",
                score=min(CONVERTED_MOST, CONVERTED * rounder),
                detail=f"“{one.place.text}” of the exemplar is a round number, “{other.place.text}” of the copy"
                " what one gets by converting it.",
                exemplar=one.place,
                copy=other.place,
            )
            return


def _converted(view: View) -> Iterator[tuple[Measured, Measured]]:
    """Yield the quantities that stand in the shared passages in two units, one in each text."""
    for a in view.comparison.alignments:
        ours, theirs = measured(view.exemplar, a.left.span), measured(view.copy, a.right.span)
        for one in ours:
            for other in theirs:
                # Who has both has no need of the other text to convert.
                alone = not any(_same(one, t) for t in theirs) and not any(_same(o, other) for o in ours)
                if alone and _agree(one, other) and (one.dimension != MONEY or _only(ours, theirs)):
                    yield one, other


def _only(ours: Sequence[Measured], theirs: Sequence[Measured]) -> bool:
    """Return whether each passage has one sum of money, so that the sums are one without their rate."""
    return all(sum(m.dimension == MONEY for m in side) == 1 for side in (ours, theirs))


def conversion_added(view: View) -> Iterator[Evidence]:
    """The copy adds in brackets what a quantity of the exemplar is in other units or money."""
    for a in view.comparison.alignments:
        ours, theirs = measured(view.exemplar, a.left.span), measured(view.copy, a.right.span)
        text = view.copy.document.text
        for one, other in pairwise(theirs):
            bracketed = _OPEN.fullmatch(text, one.place.span.end, other.place.span.start) is not None
            if (
                bracketed
                and _agree(one, other)
                and any(_same(one, o) for o in ours)
                and not any(_same_unit(other, o) for o in ours)
            ):
                yield Evidence(
                    rule="conversion-added",
                    score=ADDED,
                    detail="The copy adds a conversion for its own readers.",
                    copy=other.place,
                )
                return


def unit_mistaken(view: View) -> Iterator[Evidence]:
    """The copy keeps a number with another unit, where the exemplar has the quantity in both."""
    for a in view.comparison.alignments:
        ours = measured(view.exemplar, a.left.span)
        both = [o for o in ours if any(o.dimension != MONEY and _agree(o, p) for p in ours)]
        for other in measured(view.copy, a.right.span):
            for one in both:
                kept = one.said == other.said and one.dimension == other.dimension and one.unit != other.unit
                if kept and not any(_same(o, other) for o in ours):
                    yield Evidence(
                        rule="unit-mistaken",
                        score=MISTAKEN,
                        detail=f"The exemplar has “{one.place.text}” with its conversion, the copy “{other.place.text}”.",
                        exemplar=one.place,
                        copy=other.place,
                    )
                    return


def _same_unit(one: Measured, other: Measured) -> bool:
    return (one.dimension, one.unit) == (other.dimension, other.unit)


def _same(one: Measured, other: Measured) -> bool:
    return _same_unit(one, other) and one.said == other.said


def _agree(one: Measured, other: Measured) -> bool:
    """Return whether two quantities in different units may be one, converted as roughly as they are said."""
    if one.dimension != other.dimension or one.unit == other.unit:
        return False
    low, high = sorted((one.base, other.base))
    if one.dimension == MONEY:
        return high <= MOST_RATE * low
    if one.dimension == TEMPERATURE:
        return high - low <= _DEGREES
    rough = min(_ROUGH, max(_TOLERANCE, grain(one.said) / 2, grain(other.said) / 2))
    return high - low <= rough * high
