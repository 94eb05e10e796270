"""Days that a text speaks of: dates, weekdays, months and "yesterday", set against its own day.

A day is compared by what both texts say of it: "on Thursday" and "yesterday" are one day where the
second text appeared on a Friday, and "3 June" is no "3 juillet". What cannot be compared is not
told apart.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from firsthand.model import Document, Span, Value
from firsthand.text.alternatives import one_of
from firsthand.text.dates import MONTHS

_WEEKDAYS = (
    "monday montag lundi lunes lunedì понедельник понедельника الاثنين الإثنين",
    "tuesday dienstag mardi martes martedì вторник вторника الثلاثاء",
    "wednesday mittwoch mercredi miércoles mercoledì среда среду среды الأربعاء",
    "thursday donnerstag jeudi jueves giovedì четверг четверга الخميس",
    "friday freitag vendredi viernes venerdì пятница пятницу пятницы الجمعة",
    "saturday samstag sonnabend samedi sábado sabato суббота субботу субботы السبت",
    "sunday sonntag dimanche domingo domenica воскресенье воскресенья الأحد",
)
WEEKDAYS = {name: n for n, group in enumerate(_WEEKDAYS) for name in group.split()}
# Days told from the day of publication; a word that is another one elsewhere counts in its language only.
_FROM_TODAY = {
    "en": {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1},
    "de": {"vorgestern": -2, "gestern": -1, "heute": 0, "übermorgen": 2},
    "fr": {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1},
    "es": {"anteayer": -2, "ayer": -1, "hoy": 0},
    "it": {"ieri": -1, "oggi": 0, "domani": 1},
    "ru": {"вчера": -1, "сегодня": 0, "завтра": 1},
    "ar": {"أمس": -1, "اليوم": 0, "غدا": 1},
}
_MONTH = one_of(MONTHS)
_DAY = rf"(?<![\d.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?(?P<m>{_MONTH})\b(?:\.(?=,?\s+\d{{4}}))?(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})\b)?"
_DAY_AFTER = rf"\b(?P<m>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|\d|\s*(?:%|per\b|people\b))(?:,?\s+(?P<y>\d{{4}})\b)?"
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in (_DAY, _DAY_AFTER))
# A month alone after a word that leaves no doubt that it is one: "may" and "march" are also verbs.
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|until|till|by|last|next|of|from|during|before|after|im|seit|bis|ab|en|depuis|jusqu['’]en|dès|desde|hasta|в|с|до)\s+(?P<m>{_MONTH})\b(?!\s+\d{{1,2}}\b)(?:\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST_MONTH = 3
# Days from the day of publication within which a weekday alone says which day is meant.
NEAR = 8


class Day(Value):
    """A day, month or weekday where a text names it; what is not said of it is None."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: bool = False

    @property
    def iso(self) -> str | None:
        """Return the day in full, where it is said in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@lru_cache(maxsize=1 << 12)  # asked for one passage by several rules, for a statement beside each like it
def days(document: Document, span: Span) -> tuple[Day, ...]:
    """Return the days that a stretch of a document speaks of, in order, overlapping ones once.

    Days told from today are resolved where the page states its day of publication.
    """
    text = document.text
    found: list[Day] = []
    for form in _DATES:
        for m in form.finditer(text, span.start, span.end):
            if _is_month(m["m"], document.language):
                found.append(_dated(document, Span(*m.span()), _int(m["y"]), MONTHS[m["m"].casefold()], int(m["d"])))
    for m in _MONTH_ALONE.finditer(text, span.start, span.end):
        if _is_month(m["m"], document.language):
            found.append(Day(Span(m.start("m"), m.end()), _int(m["y"]), MONTHS[m["m"].casefold()]))
    relative = _FROM_TODAY.get(document.language[:2], {})
    for m in _WORD.finditer(text, span.start, span.end):
        word = m.group().casefold().replace("’", "'")
        at = Span(*m.span())
        if word in WEEKDAYS:
            found.append(Day(at, weekday=WEEKDAYS[word]))
        elif word in relative and (today := _appeared(document)) is not None:
            told = today + timedelta(days=relative[word])
            found.append(Day(at, told.year, told.month, told.day, told.weekday(), relative=True))
    kept: list[Day] = []
    for one in sorted(found, key=lambda d: (d.span.start, -d.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _dated(document: Document, span: Span, year: int | None, month: int, day: int) -> Day:
    """Return a day written out, with its weekday where it lies near the day its text appeared."""
    today = _appeared(document)
    if year is not None or today is None:
        return Day(span, year, month, day)
    options = [d for y in (today.year - 1, today.year, today.year + 1) if (d := _iso(f"{y:04}-{month:02}-{day:02}")) is not None]
    nearest = min(options, key=lambda d: (abs((d - today).days), d), default=None)
    near = nearest is not None and abs((nearest - today).days) <= NEAR
    return Day(span, None, month, day, nearest.weekday() if near and nearest else None)


def _is_month(word: str, language: str) -> bool:
    """Return whether a month's name is one here: English and German write it with a capital."""
    return len(word) >= _SHORTEST_MONTH and (word[0].isupper() or language[:2] not in {"en", "de"})


def same_day(one: Day, other: Day) -> bool | None:
    """Return whether two mentions can be one day, or None where nothing can be compared.

    >>> at = Span(0, 1)
    >>> same_day(Day(at, month=6, day=3), Day(at, month=7, day=3)), same_day(Day(at, weekday=3), Day(at, month=6))
    (False, None)
    """
    pairs = (
        (one.year, other.year), (one.month, other.month), (one.day, other.day),
        (_weekday(one), _weekday(other)),
    )  # fmt: skip
    compared = [a == b for a, b in pairs if a is not None and b is not None]
    return all(compared) if compared else None


def _weekday(day: Day) -> int | None:
    told = None if day.iso is None else _iso(day.iso)
    return told.weekday() if told and day.weekday is None else day.weekday


def _appeared(document: Document) -> date | None:
    claim = document.published
    if claim is None or claim.resolution == "month" or claim.basis == "inferred":
        return None
    return _iso(claim.value[:10])


@cache
def _iso(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
