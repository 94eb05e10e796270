"""Dates as a page states them: every candidate with its resolution, and what was published when.

A date is a claim. Candidates come from lines that carry a date rather than tell of one: a published
line, a dateline, a date under the headline, an address. Dates in running prose are events and no
candidates. Month names are read in nine languages, digits in Latin and Arabic-Indic forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from firsthand.model import DateBasis, DateClaim, Resolution, Span
from firsthand.text.alternatives import one_of

MONTHS = {
    name: n
    for n, group in enumerate(
        (
            "january jan janvier januar jänner enero ene gennaio janeiro января январь يناير",
            "february feb février fevrier februar febrero febbraio fevereiro февраля февраль فبراير",
            "march mar mars märz maerz marzo março марта март مارس",
            "april apr avril abril abr aprile апреля апрель أبريل ابريل إبريل",
            "may mai mayo maggio maio мая май مايو",
            "june jun juin juni junio giugno junho июня июнь يونيو يونيه",
            "july jul juillet juli julio luglio julho июля июль يوليو يوليه",
            "august aug août aout agosto августа август أغسطس اغسطس",
            "september sept sep septembre septiembre setiembre settembre setembro сентября سبتمبر",
            "october oct octobre oktober okt octubre ottobre outubro октября октябрь أكتوبر اكتوبر",
            "november nov novembre noviembre novembro ноября ноябрь نوفمبر",
            "december dec décembre decembre dezember dez diciembre dic dicembre dezembro декабря ديسمبر",
        ),
        1,
    )
    for name in group.split()
}
_NAME = one_of(MONTHS)
_D = r"[\d٠-٩]"
_ZONE = r"(?P<zone>\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_CLOCK = (
    rf"(?:[,\s–-]*(?:at\s+|um\s+|à\s+|T)?(?P<hour>\d{{1,2}})[:.h](?P<minute>\d{{2}})"
    rf"(?::(?P<second>\d{{2}})(?:\.\d+)?)?\s?(?P<half>[ap]\.?m\.?)?{_ZONE})?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        rf"(?<!\w)(?P<y>{_D}{{4}})[-/.](?P<m>{_D}{{1,2}})[-/.](?P<d>{_D}{{1,2}})(?!\d)",
        (rf"(?<!\d)(?P<d>{_D}{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\s+|of\s+|d')?(?P<m>{_NAME})\.?,?"
        rf"\s+(?:de\s+|del\s+)?(?P<y>{_D}{{4}})(?!\d)"),
        (rf"(?<![^\W\d_])(?:published|updated|posted)?(?P<m>{_NAME})\.?\s+(?P<d>{_D}{{1,2}})(?:st|nd|rd|th)?,?"
        rf"\s+(?P<y>{_D}{{4}})(?!\d)"),
        r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日",
    )
)
# A year of two digits is a day's only where nothing but a bar or a clock stands beside: "24/10/25", "14.10.25 18:30".
_SHORT_YEAR = re.compile(
    r"(?:^|(?<=[|•·,])\s*)(?P<a>\d{1,2})(?P<dot>[/.])(?P<b>\d{1,2})(?P=dot)(?P<y>\d{2})(?=\s*$|\s*[|•·]|,?\s+\d{1,2}[:.]\d{2})",
    re.MULTILINE,
)
_DIGIT = re.compile(r"\d")
_CENTURY = 2000
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?!\d)")
# A dateline may leave the year out: "TEL AVON, March 12 (Wire) -".
_DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-ÞА-Я][^\n(—–]{1,60}?,?\s(?P<date>[^\n(—–]{3,30}?)\s*\([^)\n]{2,60}\)\s*[-–—]"
)
_URL_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=/|\b)")
_UPDATED = re.compile(
    r"\b(?:updated|modified|last edited|aktualisiert|geändert|mis à jour|modifié|actualizad[oa]"
    r"|aggiornato|обновлено|تحديث)\b\W*$",
    re.IGNORECASE,
)
# A line with a date and more words than this beside it tells of something.
_WORDS_BESIDE = 9
# Lines whose days are not the article's: when a page was saved, for how long rights run.
_OTHER_DAY = re.compile(
    r"^\W*(?:\d+\s+captures?\b|archived\b|saved\s+(?:from|on)\b|retrieved\b|accessed\b|captured\b|snapshot\b|the\s+\w+\s+machine\b|copyright\b|©)",
    re.IGNORECASE,
)
_LINES_AT_TOP = 14
_EARLIEST_YEAR = 1800
_LATEST_YEAR = 2200


def parse(text: str, basis: DateBasis, *, day_first: bool = True) -> list[tuple[Span, DateClaim]]:
    """Return every date written in a text with its place, whatever it stands for."""
    found: list[tuple[Span, DateClaim]] = []
    if not _DIGIT.search(text):
        return found
    for form in _FORMS:
        for m in form.finditer(text):
            claim = _claim(m, basis)
            if claim and not any(s.start < m.end() and m.start() < s.end for s, _ in found):
                found.append((Span(m.start(), m.end()), claim))
    for m in (*_SLASHED.finditer(text), *_SHORT_YEAR.finditer(text)):
        a, b = int(m["a"]), int(m["b"])
        day, month = (a, b) if (a > 12 or (day_first and b <= 12)) else (b, a)
        year = int(m["y"])
        value = _day(year if year >= _EARLIEST_YEAR else _CENTURY + year, month, day)
        if value and not any(s.start < m.end() and m.start() < s.end for s, _ in found):
            found.append(
                (Span(m.start(), m.end()), DateClaim(value, "day", basis, m.group()))
            )
    return sorted(found, key=lambda f: f[0])


def stated(text: str) -> tuple[tuple[DateClaim, bool], ...]:
    """Return the dates that the lines of a page state, in order, each with whether it is an update.

    Only lines at the top or marked as published count, and only those that are little more than a
    date; in a dateline the date may stand before the credit.
    """
    found: list[tuple[DateClaim, bool]] = []
    for n, line in enumerate(_lines(text)):
        if _OTHER_DAY.match(line):
            continue
        dateline = _DATELINE.match(line[:160])
        area = _dated_part(line) if dateline is None else dateline["date"]
        claims = parse(area[:240], "text")
        if not claims:
            continue
        beside = len(area.split()) - sum(len(area[s.start : s.end].split()) for s, _ in claims)
        leading = re.match(r"^\W{0,3}(?:date|published|posted|updated)?\W{0,3}$", area[: claims[0][0].start], re.IGNORECASE)
        marked = re.match(r"\W*(?:published|posted|updated|first published|date)\b", line, re.IGNORECASE)
        near_top = n < _LINES_AT_TOP
        if dateline is None and not (
            (near_top and (beside <= _WORDS_BESIDE or (leading and n < 3)))
            or (marked and beside <= _WORDS_BESIDE)
        ):
            continue
        for span, claim in claims:
            update = bool(_UPDATED.search(area[: span.start]))
            found.append((claim, update))
            if leading and beside > _WORDS_BESIDE:
                break
    return tuple(found)


def _dated_part(line: str) -> str:
    """Return the part between bars that has the date: what stands beyond the bars is another item."""
    parts = re.split(r"\s[|•·]\s", line)
    dated = [part for part in parts if parse(part[:240], "text")]
    return dated[0] if len(parts) > 1 and len(dated) == 1 else line


def in_addresses(text: str) -> tuple[DateClaim, ...]:
    """Return the days that web addresses in a text carry; they are candidates only."""
    found = []
    for m in re.finditer(r"https?://\S+|www\.\S+|/\d{4}/\d{1,2}/\d{1,2}/\S*", text):
        day = _URL_DAY.search(m.group())
        value = _day(int(day["y"]), int(day["m"]), int(day["d"])) if day else None
        if value:
            found.append(DateClaim(value, "day", "url", m.group()[:200]))
    return tuple(found)


def published(claims: Sequence[tuple[DateClaim, bool]]) -> DateClaim | None:
    """Return the claim a careful reader takes for the day of publication, or None.

    Claims come in the order of trust of their basis; an update counts only where nothing else does.
    """
    first = [claim for claim, update in claims if not update]
    if first:
        # Of two statements of one day the finer one says more.
        day = first[0].value[:10]
        same = [c for c in first if c.value[:10] == day]
        return max(same, key=lambda c: len(c.value))
    return claims[0][0] if claims else None


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield line.strip()


def _claim(m: re.Match[str], basis: DateBasis) -> DateClaim | None:
    month = m["m"].casefold().rstrip(".")
    number = MONTHS.get(month) or _number(month)
    year, day = _number(m["y"]), _number(m["d"])
    value = _day(year or 0, number or 0, day or 0)
    if value is None:
        return None
    resolution: Resolution = "day"
    if m["hour"]:
        hour, minute = int(m["hour"]), int(m["minute"])
        half = (m["half"] or "").casefold().replace(".", "")
        hour = hour % 12 + 12 if half == "pm" else (hour % 12 if half == "am" else hour)
        if hour < 24 and minute < 60:
            resolution = "second" if m["second"] else "minute"
            value += f"T{hour:02}:{minute:02}" + (f":{m['second']}" if m["second"] else "")
            value += _zone(m["zone"])
    return DateClaim(value, resolution, basis, m.group().strip())


def _zone(zone: str | None) -> str:
    zone = (zone or "").strip()
    if zone in {"Z", "UTC", "GMT"}:
        return "+00:00"
    return zone if ":" in zone or not zone else zone[:3] + ":" + zone[3:]


def _number(digits: str) -> int | None:
    try:
        return int("".join(str(unicodedata.decimal(c)) for c in digits))
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
