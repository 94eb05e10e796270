"""Numbers in a text, in digits or words, with their value and unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from firsthand.model import Quantity, Span

_UNITS: dict[str, dict[str, int]] = {
    "en": dict(
        zip(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
            range(21),
            strict=True,
        )
    )
    | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
    | {"ninety": 90, "dozen": 12},
    "de": dict(
        zip(
            ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"],
            range(21),
            strict=True,
        )
    )
    | {"dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80}
    | {"neunzig": 90},
    "fr": dict(
        zip(
            ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"],
            range(17),
            strict=True,
        )
    )
    | {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "es": dict(
        zip(
            ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte"],
            range(21),
            strict=True,
        )
    )
    | {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80}
    | {"noventa": 90},
    "ru": {
        "один": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
        "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
        "пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50,
    },
    "ar": {
        "واحد": 1, "أحد": 1, "إحدى": 1, "اثنان": 2, "اثنا": 2, "اثني": 2, "اثنتا": 2, "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5,
        "ستة": 6, "ست": 6, "سبعة": 7, "سبع": 7, "ثمانية": 8, "تسعة": 9, "تسع": 9, "عشرة": 10,
        "عشر": 10, "عشرون": 20, "ثلاثون": 30, "أربعون": 40, "خمسون": 50,
    },
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "m": 1e6, "k": 1e3, "hundert": 1e2, "tausend": 1e3, "millionen": 1e6,
    "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "cent": 1e2, "cents": 1e2,
    "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "ciento": 1e2, "cien": 1e2, "mil": 1e3,
    "millón": 1e6, "millones": 1e6, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "тыс": 1e3,
    "млн": 1e6, "миллион": 1e6, "миллионов": 1e6, "миллиона": 1e6, "млрд": 1e9, "ألف": 1e3,
    "آلاف": 1e3, "مليون": 1e6, "مليار": 1e9,
}  # fmt: skip
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
_CURRENCY = re.compile(r"[$€£¥₽]\s?$")
_TIME = re.compile(r"\s?(?:a\.?m\b\.?|p\.?m\b\.?|Uhr\b|h\b(?!a))", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.])\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d+)?|(?<!\w)\d+(?:[.,:]\d+)?")
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
        scale = re.compile(r"[\s\u00a0-]?([^\W\d_]+)").match(text, end)
        if scale:
            word = scale.group(1).casefold()
            glued = scale.start(1) == end
            if word in _SCALES and (word not in _GLUED or glued):
                value *= _SCALES[word]
                end = scale.end()
        if percent := _PERCENT.match(text, end):
            unit, end = "%", percent.end()
        elif (_TIME.match(text, end) and ":" not in raw) or ":" in raw:
            unit = unit or "time"
        elif re.match(r"(?:st|nd|rd|th)\b|\.\s+(?:[a-zäöü]|[A-ZÄÖÜ][a-zäöü]+)", text[end : end + 24]):
            if text[end : end + 2] in {"st", "nd", "rd", "th"}:
                unit = "ordinal"
        if unit is None and re.fullmatch(r"1[5-9]\d\d|20\d\d", raw) and end == m.end():
            unit = "year"
        if unit is None and (speed := _SPEED.match(text, end)):
            unit, end = "mph" if speed["unit"].casefold().startswith("mile") else "kmh", speed.end()
        if unit is None and (written := _WRITTEN_TO.match(text, end)):
            unit, end = written.group().strip().casefold(), written.end()
        yield Quantity(Span(m.start(), end), text[m.start() : end], value, unit or _noun(text, end))


def _spelt(text: str, language: str) -> Iterator[Quantity]:
    table = _UNITS.get(language)
    if table is None:
        return
    start, end, total, part = -1, -1, 0.0, 0.0
    seen: list[str] = []
    for m in _WORD.finditer(text):
        word = m.group().casefold()
        gap = text[end : m.start()] if end >= 0 else ""
        if seen and gap.strip() not in {"", "-", *_AND}:
            yield from _close(text, start, end, total + part, seen)
            start, total, part, seen = -1, 0.0, 0.0, []
        fold = _FOLD.match(word)
        if fold and fold.group(1) in table:
            span = Span(m.start(), m.end())
            yield Quantity(span, m.group(), float(table[fold.group(1)]), "fold")
            continue
        value = _spelt_value(word, table)
        if value is not None:
            start = m.start() if not seen else start
            part += value
        elif word in _SCALES and word not in _GLUED and seen:
            scale = _SCALES[word]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0.0
        elif seen and word in _AND and (seen[-1] in _SCALES or table.get(seen[-1], 0) >= 20):
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


def _spelt_value(word: str, table: dict[str, int]) -> float | None:
    if word in table:
        return float(table[word])
    head, _, tail = word.partition("-")
    if head in table and tail in table and table[head] >= 20:
        return float(table[head] + table[tail])
    if head in table and tail:  # "seven-member", "two-year"
        return float(table[head])
    return None


def _close(text: str, start: int, end: int, value: float, seen: list[str]) -> Iterator[Quantity]:
    if seen in (["one"], ["un"], ["eins"], ["uno"]):
        return
    unit = "%" if (percent := _PERCENT.match(text, end)) else None
    if percent:
        end = percent.end()
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
