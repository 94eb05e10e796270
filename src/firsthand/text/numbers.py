"""Numbers in a text, in digits or words, with their value and unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from firsthand.model import Quantity, Span
from firsthand.text.number_words import ARTICLES, ONE, known, spelt

_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "bn": 1e9, "mln": 1e6, "bln": 1e9,
    "trillion": 1e12, "m": 1e6, "k": 1e3, "hundert": 1e2, "tausend": 1e3, "millionen": 1e6,
    "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "cent": 1e2, "cents": 1e2,
    "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "ciento": 1e2, "cien": 1e2, "mil": 1e3,
    "millón": 1e6, "millones": 1e6, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "тыс": 1e3,
    "млн": 1e6, "миллион": 1e6, "миллионов": 1e6, "миллиона": 1e6, "млрд": 1e9, "ألف": 1e3,
    "آلاف": 1e3, "مليون": 1e6, "مليار": 1e9,
}  # fmt: skip
# Scales that an article counts: "a hundred".
_ALONE = frozenset(["dozen", "hundred", "thousand", "million", "billion", "trillion"])
# Letters that scale a number only when written to it: 610m, 5bn, 3k.
_GLUED = frozenset({"m", "bn", "k"})
# Units written to their number: 71C, 71mph, 35mg.
_WRITTEN_TO = re.compile(r"\s?°\s?[CF]\b|(?:mph|kph|km/h|km|kg|mg|mm|cm|ft|lb|oz|ha|kw|mw|gw|[CF])\b", re.IGNORECASE)
# The units that are read as a part of their number.
WRITTEN = frozenset(["mph", "kph", "km/h", "kmh", "km", "kg", "mg", "mm", "cm", "ft", "lb", "oz", "ha", "kw", "mw", "gw", "c", "f", "°c", "°f", "° c", "° f"])
_SPEED = re.compile(r"\s+(?P<unit>kilomet(?:re|er)s?|miles?)\s+(?:per|an)\s+hour\b", re.IGNORECASE)
_AND = frozenset({"and", "und", "et", "y"})
_PERCENT = re.compile(
    r"\s?%|\s?٪|\s+(?:per\s?cent|percent|prozent|pour\s?cent|por\s?ciento|процент\w*)\b",
    re.IGNORECASE,
)
# Points of a hundred are no per cent: from 4 % to 6 % it is two points, and a half.
_POINTS = re.compile(r"\s+(?:percentage[\s-]points?|prozentpunkten?|points?\s+de\s+pourcentage|puntos?\s+porcentuales|процентных\s+пункт\w*)\b", re.IGNORECASE)
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PART = re.compile(rf"\s?([{''.join(_PARTS)}])")
_CURRENCY = re.compile(r"[$€£¥₽]\s?$")
_TIME = re.compile(r"\s?(?:a\.?m\b\.?|p\.?m\b\.?|Uhr\b|h\b(?!a))", re.IGNORECASE)
# Arabic writes "and", "so", "by", "for", "as" as one letter grown to the number.
_GROWN = "(?<=(?<!\\w)[وفبلك])|(?<=(?<!\\w)[وفبلك]ـ)"
_DIGITS = re.compile(
    rf"(?:(?<![\w.])|{_GROWN})\d{{1,3}}(?:[ \u00a0\u202f.,'’]\d{{3}})+(?:[.,]\d+)?|(?:(?<!\w)|{_GROWN})\d+(?:[.,:]\d+)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FOLD = re.compile(r"(\w+?)-?fold$")
# Languages that write 1.234,5 where English writes 1,234.5.
_COMMA_DECIMAL = frozenset(["de", "fr", "es", "it", "pt", "ru", "nl", "pl", "tr", "sv", "da", "no", "fi", "cs"])


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order, with value and unit.

    The unit is "%", a currency sign, "time", "year", "ordinal", "fold", or the folded noun that
    follows. A lone "one" or "un" is no number.
    """
    found = sorted((*_digits(text, language), *_spelt(text, language)), key=lambda q: q.span)
    kept: list[Quantity] = []
    for q in found:
        if not kept or q.span.start >= kept[-1].span.end:
            kept.append(q)
    return tuple(kept)


def _digits(text: str, language: str) -> Iterator[Quantity]:
    for m in _DIGITS.finditer(text):
        raw = m.group()
        value = _value(raw, language)
        if value is None:
            continue
        end = m.end()
        unit: str | None = None
        if before := _CURRENCY.search(text, max(0, m.start() - 2), m.start()):
            unit = before.group().strip()
        if part := _PART.match(text, end):
            value, end = value + _PARTS[part.group(1)], part.end()
        scale = re.compile(r"(?:\s{1,3}|-)?([^\W\d_]+)").match(text, end)
        if scale:
            word = scale.group(1).casefold()
            glued = scale.start(1) == end
            if word in _SCALES and (word not in _GLUED or glued):
                value *= _SCALES[word]
                end = scale.end()
        if points := _POINTS.match(text, end):
            unit, end = "points", points.end()
        elif percent := _PERCENT.match(text, end):
            unit, end = "%", percent.end()
        elif (_TIME.match(text, end) and ":" not in raw) or ":" in raw:
            unit = unit or "time"
        elif re.match(r"(?:st|nd|rd|th)\b|\.\s+(?:[a-zäöü]|[A-ZÄÖÜ][a-zäöü]+)", text[end : end + 24]):
            if text[end : end + 2] in {"st", "nd", "rd", "th"}:
                unit = "ordinal"
        if unit is None and re.fullmatch(r"1[5-9]\d\d|20\d\d", raw) and end == m.end():
            unit = "year"
        if unit is None and re.fullmatch(r"1\d\d0|20\d0", raw) and re.match(r"['’]?s\b", text[end : end + 2]):
            unit = "year"
        if unit is None and (speed := _SPEED.match(text, end)):
            unit, end = "mph" if speed["unit"].casefold().startswith("mile") else "kmh", speed.end()
        if unit is None and (written := _WRITTEN_TO.match(text, end)):
            unit, end = written.group().strip().casefold(), written.end()
        yield Quantity(Span(m.start(), end), text[m.start() : end], value, unit or _noun(text, end))


def _spelt(text: str, language: str) -> Iterator[Quantity]:
    if not known(language):
        return
    start, end, total, part = -1, -1, 0.0, 0.0
    seen: list[str] = []
    alone = ""  # an article right before: "a hundred"
    for m in _WORD.finditer(text):
        word = m.group().casefold()
        if seen and text[end : m.start()].strip() not in {"", "-", *_AND}:
            yield from _close(text, start, end, total + part, seen)
            start, total, part, seen = -1, 0.0, 0.0, []
        before, alone = alone, word if word in ONE or (alone and word == "half") else ""
        fold = _FOLD.match(word) if word.endswith("fold") else None
        if fold and (times := spelt(fold.group(1), language)) is not None and language == "en":
            span = Span(m.start(), m.end())
            yield Quantity(span, m.group(), float(times), "fold")
            continue
        value = spelt(word, language)
        if value is not None:
            start = m.start() if not seen else start
            part += value
        elif word in _SCALES and word not in _GLUED and (seen or (before and word in _ALONE)):
            start = m.start() if not seen else start
            scale = _SCALES[word]
            if scale <= 100:
                part = (part or 1) * scale
            else:
                total, part = total + (part or 1) * scale, 0.0
        elif seen and word in _AND and (seen[-1] in _SCALES or (spelt(seen[-1], language) or 0) >= 20):
            continue  # two hundred and five, treinta y dos; but not "five and ten"
        elif seen:
            yield from _close(text, start, end, total + part, seen)
            start, total, part, seen = -1, 0.0, 0.0, []
            continue
        else:
            continue
        seen.append(word)
        end = m.end()
    if seen:
        yield from _close(text, start, end, total + part, seen)


def _close(text: str, start: int, end: int, value: float, seen: list[str]) -> Iterator[Quantity]:
    if len(seen) == 1 and seen[0] in ARTICLES:
        return
    unit = None
    for pattern, name in ((_POINTS, "points"), (_PERCENT, "%")):
        if unit is None and (found := pattern.match(text, end)):
            unit, end = name, found.end()
    yield Quantity(Span(start, end), text[start:end], value, unit or _noun(text, end))


def _noun(text: str, end: int) -> str | None:
    follows = re.compile(r"[\s\u00a0-]+([^\W\d_]{2,})").match(text, end)
    return follows.group(1).casefold() if follows else None


def _value(raw: str, language: str) -> float | None:
    digits = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c for c in raw
    )
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    if ":" in digits:
        hour, _, minute = digits.partition(":")
        digits = f"{hour}.{minute}" if minute.isdigit() else hour
    groups = re.findall(r"[.,]", digits)
    decimal = "," if language in _COMMA_DECIMAL else "."
    other = "." if decimal == "," else ","
    if len(groups) == 1 and re.fullmatch(r"\d{1,3}[.,]\d{3}", digits):
        # 6.500 and 6,500 group thousands in news prose; a three-digit decimal hardly occurs.
        digits = digits.replace(groups[0], "") if groups[0] == other or decimal == "," else digits
        digits = digits.replace(",", "")
    elif len(groups) == 1:
        digits = digits.replace(groups[0], ".")
    else:
        digits = digits.replace(other, "").replace(decimal, ".")
        if digits.count(".") > 1:
            digits = digits.replace(".", "")
    try:
        return float(digits)
    except ValueError:
        return None
