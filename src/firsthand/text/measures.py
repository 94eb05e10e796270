"""Units of measure: which words stand for one unit, and which measures are one amount in two units."""

from __future__ import annotations

from functools import cache

from firsthand.model import Value

# One line a kind of measure: words of a unit, then what one of it is in the first unit of the line.
# A unit without an amount cannot be converted (money, and what has no fixed ratio).
_KINDS = (
    "second seconds sec:1; minute minutes min:60; hour hours:3600; day days:86400; week weeks:604800; month months:2629800; year years:31557600; decade decades:315576000; century centuries:3155760000",
    "gram grams grammes g:1; nanogram nanograms:1e-9; microgram micrograms:1e-6; milligram milligrams milligrammes mg:1e-3; kilogram kilograms kilo kilos kg:1e3; ton tons tonne tonnes:1e6; pound pounds lb lbs:453.6; ounce ounces oz:28.35",
    "metre metres meter meters metro metros mètre mètres метр метра метров:1; millimetre millimetres millimeter millimeters mm:1e-3; centimetre centimetres centimeter centimeters cm:1e-2; kilometre kilometres kilometer kilometers kilometern kilómetro kilómetros kilomètre kilomètres километр километра километров км km:1e3; mile miles milla millas meile meilen миля миль:1609; foot feet ft pie pies fuß pied pieds:0.3048; inch inches:0.0254; yard yards:0.9144",
    "hectare hectares ha:1; acre acres:0.4047",
    "litre litres liter liters:1; gallon gallons:3.785; barrel barrels:159",
    "celsius centigrade c °c; fahrenheit f °f",
    "kmh kph km/h:1; mph:1.609; knot knots:1.852",
    "watt watts:1; kilowatt kilowatts kw:1e3; megawatt megawatts mw:1e6; gigawatt gigawatts gw:1e9",
    "dollar dollars $ dlr dlrs; euro euros €; pound pounds £ sterling stg; yen ¥; yuan; rouble roubles ruble rubles ₽; franc francs; peso pesos; crown crowns",
    "once; twice double; triple; fold twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold; % pct percent; point points",
)
# Newsrooms round what they convert: amounts this near are one.
ROUNDING = 0.09


class Unit(Value):
    """A unit: its kind of measure, its name, and its amount in the first unit of its kind."""

    kind: int
    name: str
    amount: float | None = None


@cache
def _table() -> dict[str, frozenset[Unit]]:
    found: dict[str, set[Unit]] = {}
    for n, line in enumerate(_KINDS):
        for item in line.split(";"):
            names, _, amount = item.partition(":")
            words = names.split()
            for word in words:
                found.setdefault(word, set()).add(Unit(n, words[0], float(amount) if amount else None))
    return {word: frozenset(units) for word, units in found.items()}


def units(word: str) -> frozenset[Unit]:
    """Return the units that a folded word can stand for."""
    return _table().get(word, frozenset())


def other_unit(one: str, other: str) -> bool:
    """Return whether two folded words are units of one kind of measure, and not the same unit.

    >>> other_unit("seconds", "minutes"), other_unit("metres", "meter"), other_unit("metres", "minutes")
    (True, False, False)
    """
    mine, theirs = units(one), units(other)
    kinds = {u.kind for u in mine} & {u.kind for u in theirs}
    return bool(kinds) and not {(u.kind, u.name) for u in mine} & {(u.kind, u.name) for u in theirs}


def converted(one: tuple[float, str | None], other: tuple[float, str | None]) -> bool:
    """Return whether two amounts with their units are one amount in two units, as newsrooms round it.

    >>> converted((30, "kilometres"), (19, "miles")), converted((71, "°c"), (160, "f")), converted((30, "km"), (30, "miles"))
    (True, True, False)
    """
    for a in units(one[1] or ""):
        for b in units(other[1] or ""):
            if a.kind != b.kind or a.name == b.name:
                continue
            if {a.name, b.name} == {"celsius", "fahrenheit"}:
                warm, cold = (one[0], other[0]) if a.name == "celsius" else (other[0], one[0])
                return abs(warm * 1.8 + 32 - cold) <= 2
            if a.amount and b.amount and one[0] > 0 and other[0] > 0:
                ratio = one[0] * a.amount / (other[0] * b.amount)
                if abs(ratio - 1) <= ROUNDING:
                    return True
    return False
