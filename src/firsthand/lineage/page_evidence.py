"""Signs on the page: credits, dates, marks of updates, captures and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from firsthand.lineage.bodies import same_body
from firsthand.lineage.clock import later
from firsthand.lineage.evidence import View
from firsthand.model import DateClaim, Document, Evidence, Pointer, Span

CREDIT = 3.5
UNDATED = 0.3
UPDATE_MARK = 3.0
CAPTURE = 0.8
CREDIT_DROPPED = 1.0
RESIDUE = 0.8
TRANSLATED = 2.5
NO_BYLINE = 0.5

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+\w{3,12}|\w{3,12}\s+\d{1,2}|\d{1,2}[./-]\d{1,2}|\d{4}-\d{2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
# What desks print over or under a text that they changed; "Updated 09:15" alone stands on every page.
_UPDATES = re.compile(
    r"\((?:adds|recasts|updates|corrects|writes through|new throughout|rewrites)\b[^)]{0,200}\)"
    rf"|\((?:revised|amended|corrected|republished|clarified)\s[^)\n]{{0,20}}?{_DAY}[^)\n]{{0,20}}\)"
    rf"|^\W*(?:correction|clarification)s?(?:,?\s[^\n:.]{{0,20}}?{_DAY}[^\n:.]{{0,12}})?\s*:[^\n]{{0,160}}"
    rf"|^\W*(?:amended|corrected|clarified)(?:\s+on)?,?\s+{_DAY}[^\n]{{0,120}}|\((?:this\s+)?(?:story|article|report)\s+(?:corrects|clarifies|updates)\b[^)\n]{{0,160}}"
    r"|^\W*(?:update \d|updated?:|corrects)[^\n]{0,160}|\ban earlier (?:story|version)\b[^\n.]{0,120}"
    r"|\bth(?:is|e)\s+(?:article|story|report|piece|headline|text)\s+(?:was|has been)\s+(?:amended|corrected|updated|revised|changed)\b[^\n.]{0,120}"
    r"|^\W*(?:berichtigung|korrektur|richtigstellung|rectificati(?:f|on)|corrección|fe de err(?:atas|ores)|rectificación|исправление|поправка|уточнение|تصحيح|更正)\s*[^\n:：.]{0,30}[:：.]\s[^\n]{0,160}"
    r"|\bin einer (?:früheren|ersten) (?:fassung|version)\b[^\n.]{0,120}|\bune (?:première )?version (?:précédente|antérieure)\b[^\n.]{0,120}"
    r"|\bune version antérieure\b[^\n.]{0,120}|\buna versión (?:anterior|previa)\b[^\n.]{0,120}|\bв (?:предыдущей|первоначальной|более ранней) версии\b[^\n.]{0,120}",
    re.IGNORECASE | re.MULTILINE,
)
# What a translation says of itself, in a line of its own.
_TRANSLATED = re.compile(
    r"^\W*(?:translated|translation|englished)\b(?:\s+(?:from|by)\b|\s*:)[^\n]{0,80}$|^\W*traduit\b[^\n]{0,20}\s(?:par|d[eu’'])[^\n]{0,60}$"
    r"|^\W*traducci[oó]n\s*(?:de\b|:)[^\n]{0,60}$|^\W*traducid[oa]\s+(?:del?|por)\b[^\n]{0,60}$|^\W*(?:aus\s+dem\s+\w+(?:\s+(?:von|übersetzt|übertragen)\b)|übersetz(?:t|ung)\b(?:\s+(?:von|aus)\b|\s*:))[^\n]{0,60}$"
    r"|^\W*перев(?:од|[её]л[аи]?)\b(?:\s+с\b|\s*:|\s+[А-ЯЁ])[^\n]{0,60}$|^\W*(?:ترجمة|ترجمها|نقله)\b[^\n]{2,60}$|^\W*(?:翻译|译者|编译)\s*[:：/][^\n]{1,40}$",
    re.IGNORECASE | re.MULTILINE,
)
# What languages are called in one another (ISO 639-1), by stems.
_LANGUAGES = {
    code: re.compile(rf"\b(?:{names})", re.IGNORECASE)
    for code, names in {
        "ar": r"arab|араб|العربية|阿拉伯", "de": r"german|deutsch|allemand|alem[aá]n|немец|الألمانية|德",
        "en": r"engli|anglais|ingl[eé]s|англ|الإنجليزية|الانجليزية|英", "es": r"spani|espagnol|español|castellano|испан|الإسبانية|西班牙",
        "fr": r"french|franz[oö]s|français|franc[eé]s|франц|الفرنسية|法", "ru": r"russi|russe\b|ruso|русск|الروسية|俄", "zh": r"chine|chino|китай|الصينية|中文|汉",
        "it": r"itali|итал|الإيطالية", "pt": r"portug|португ", "tr": r"turk|türk|turc|turco|турец", "uk": r"ukrain|украин", "ja": r"japan|японс|日",
    }.items()
}  # fmt: skip
_RESIDUE = re.compile(
    r"\((?:reporting|writing|editing) by[^)\n]{3,160}\)|^[A-ZÀ-Þ][^\n(]{1,60}\([^)\n]{2,50}\)\s*[-–—]",
    re.MULTILINE | re.IGNORECASE,
)


def credits_the_other(view: View) -> Iterator[Evidence]:
    """The copy names the exemplar's outlet or agency as where its text comes from."""
    outlet = view.exemplar.document.outlet
    for credit in view.credits[:1]:
        yield Evidence(
            rule="credit",
            score=CREDIT,
            detail=f"The copy credits {outlet}.",
            copy=Pointer(credit.span, credit.text),
        )


def later_date(view: View) -> Iterator[Evidence]:
    """The copy is dated later than the exemplar; a date is a claim and weighs little."""
    if view.dates == "ignore":
        return
    one, other = view.exemplar.document.published, view.copy.document.published
    if one is None or other is None:
        if one is not None:
            yield Evidence(rule="undated", score=UNDATED, detail="The copy bears no date.")
        return
    score = later(one, other)
    if score > 0:
        yield Evidence(
            rule="date",
            score=score,
            detail=f"The copy is dated {_shown(other)}, the exemplar {_shown(one)}.",
            exemplar=_place(view.exemplar.document, one),
            copy=_place(view.copy.document, other),
        )


def marked_as_update(view: View) -> Iterator[Evidence]:
    """The copy says of itself that it updates or corrects an earlier text of the same outlet."""
    if view.one_version and (not view.changed or _signs_of_capture(view.copy.document, view.exemplar.document)):
        return  # of two captures of one version, one has lost the line that says so
    same = same_body(view.exemplar.document.outlet, view.copy.document.outlet)
    mark = _first(_UPDATES, view.copy.document.text) if same else None
    if mark and not _first(_UPDATES, view.exemplar.document.text):
        yield Evidence(
            rule="update-mark",
            score=UPDATE_MARK,
            detail="The copy is marked as a later version.",
            copy=mark,
        )


def says_translated(view: View) -> Iterator[Evidence]:
    """The copy says of itself that it is a translation, and the exemplar is in another language."""
    if view.exemplar.document.language == view.copy.document.language:
        return
    line = _first(_TRANSLATED, view.copy.document.text)
    if line is None or _first(_TRANSLATED, view.exemplar.document.text):
        return
    named = {code for code, names in _LANGUAGES.items() if names.search(line.text)}
    if not named or view.exemplar.document.language[:2] in named:
        yield Evidence(
            rule="says-translated",
            score=TRANSLATED,
            detail="The copy says that it is a translation.",
            copy=line,
        )


def captured_later(view: View) -> Iterator[Evidence]:
    """The copy looks like a later capture: no headline, broken characters, later link addresses."""
    signs = _signs_of_capture(view.exemplar.document, view.copy.document)
    if signs:
        yield Evidence(
            rule="capture",
            score=CAPTURE * len(signs),
            detail=f"The copy looks like a later capture: {', '.join(signs)}.",
        )


def _signs_of_capture(exemplar: Document, copy: Document) -> list[str]:
    signs = []
    if copy.title is None and exemplar.title is not None:
        signs.append("it has lost the headline")
    if "mojibake_repaired" in copy.warnings and "mojibake_repaired" not in exemplar.warnings:
        signs.append("its characters were broken")
    late = _latest_address(copy)
    early = exemplar.published.value[:10] if exemplar.published else _latest_address(exemplar)
    if late and early and late > early and late > (_latest_address(exemplar) or ""):
        signs.append(f"it links to addresses of {late}")
    return signs


def credit_dropped(view: View) -> Iterator[Evidence]:
    """The exemplar names its agency, the copy carries the text without the name."""
    mine = [c for c in view.exemplar.document.credits if c.kind == "agency"]
    theirs = [c for c in view.copy.document.credits if c.kind == "agency"]
    if mine and not theirs and view.copy_share > 0.3:
        yield Evidence(
            rule="credit-dropped",
            score=CREDIT_DROPPED,
            detail=f"The exemplar names {mine[0].name}; the copy has the text without the name.",
            exemplar=Pointer(mine[0].span, mine[0].text),
        )


def agency_residue(view: View) -> Iterator[Evidence]:
    """The exemplar keeps a dateline or the desk's credit line that the copy has lost."""
    line = _first(_RESIDUE, view.exemplar.document.text)
    if line and not _first(_RESIDUE, view.copy.document.text):
        yield Evidence(
            rule="dateline-lost",
            score=RESIDUE,
            detail="The exemplar has the dateline or desk line of the text; the copy has lost it.",
            exemplar=line,
        )


@lru_cache(maxsize=512)  # asked for every pair of a story, both ways round
def _first(pattern: re.Pattern[str], text: str) -> Pointer | None:
    m = pattern.search(text)
    return Pointer(Span(*m.span()), m.group()) if m else None


def byline_lost(view: View) -> Iterator[Evidence]:
    """The exemplar is signed by a reporter, the copy by nobody."""
    if view.exemplar.document.byline and not view.copy.document.byline:
        yield Evidence(
            rule="byline-lost",
            score=NO_BYLINE,
            detail=f"The exemplar is signed by {view.exemplar.document.byline[0]}, the copy by nobody.",
        )


def _shown(claim: DateClaim) -> str:
    return claim.value[:16].replace("T", " ")


def _place(document: Document, claim: DateClaim) -> Pointer | None:
    at = document.text.find(claim.text) if claim.basis == "text" else -1
    return Pointer(Span(at, at + len(claim.text)), claim.text) if at >= 0 else None


def _latest_address(document: Document) -> str | None:
    days = [d.value[:10] for d in document.dates if d.basis == "url"]
    return max(days) if days else None
