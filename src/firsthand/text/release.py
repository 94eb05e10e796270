"""Whether a page is a press release, or pastes one, and whose.

A release shows itself by its marks ("For immediate release", "SOURCE …", "– ENDS –" before notes to
editors) or, where an outlet has taken those off, by its frame: it opens with the body that issues it
and closes with what that body says of itself, a heading "About …" or a contact for the press.
"""

from __future__ import annotations

import re

from firsthand.model import Span, Value
from firsthand.text.words import count

_NAME = r"(?P<name>(?:[Tt]he[ \t]+)?[A-ZÀ-ÞА-ЯЁ][\w&'’.-]*(?:[ \t](?:(?:of|de|for|and|the|du|der|des)[ \t]){0,2}[A-ZÀ-ÞА-ЯЁ&][\w&'’.-]*){0,7})"
HEAD_MARK = re.compile(
    r"^\W{0,4}(?:for\s+immediate\s+(?:release|use|publication)|embargoed\s+(?:until|for)\b.*|news\s+provided\s+by"
    r"|(?:press|news|media)\s+(?:release|statement)|pressemitteilung|medienmitteilung|presseinformation|communiqué\s+de\s+presse"
    r"|nota\s+de\s+prensa|comunicado\s+de\s+prensa|пресс-релиз|بيان\s+صحفي)\W*(?:$|[-–—|•·:]|\d|(?=\s(?:from|by|von|de)\s))",
    re.IGNORECASE | re.MULTILINE,
)
SOURCE_MARK = re.compile(rf"^SOURCE:?[ \t]+{_NAME}\W*$", re.MULTILINE)
_ISSUED = re.compile(
    rf"^\W{{0,4}}(?i:(?:press|news|media)\s+(?:release|statement)\s+(?:issued\s+)?(?:from|by)|issued\s+by|news\s+provided\s+by\W+|(?:pressemitteilung|communiqué\s+de\s+presse|nota\s+de\s+prensa)\s+(?:der|des|von|de|del))[ \t]*{_NAME}",
    re.MULTILINE,
)
END_MARK = re.compile(r"^\W{0,4}(?:ends?|ende|fin|конец)\W{0,4}$|^\s*#\s?#\s?#\s*$", re.IGNORECASE | re.MULTILINE)
ABOUT = re.compile(rf"^\W{{0,3}}(?i:about|über|à\s+propos\s+d[eu]|acerca\s+de|sobre|о\s+компании)[ \t]+{_NAME}\W*$", re.MULTILINE)
CONTACT = re.compile(
    r"^\W{0,3}(?:(?:media|press)\s+(?:contacts?|enquiries|inquiries|office)|contacts?\s*:|pressekontakt|contacts?\s+presse|contacto\s+(?:de\s+)?prensa"
    r"|контакты?\s+для\s+прессы|notes?\s+(?:to|for)\s+editors?|for\s+(?:further|more)\s+information,?\s+(?:please\s+)?contact|hinweise?\s+(?:an|für)\s+(?:die\s+)?redaktion\w*)",
    re.IGNORECASE | re.MULTILINE,
)
# "Harrow Trust runs three hospitals and employs 6,200 people": what a body says of itself.
_OF_ITSELF = re.compile(
    rf"{_NAME}(?:,[^,\n]{{2,60}},)?[ \t]+(?i:is\s+(?:an?|the|one)|are\s+(?:an?|the)|was\s+(?:founded|established)|runs|operates|makes|provides|employs|serves|owns|manages|supplies"
    r"|ist\s+(?:ein|eine|der|die|das)|betreibt|beschäftigt|est\s+(?:une?|le|la)|emploie|exploite|es\s+(?:una?|el|la)|emplea|opera)\b"
)
_PLACE = re.compile(r"^[^\n]{2,60}?\s(?:[-–—]{1,2})\s+(?=\S)")
_HEAD_LINES = 10
_LEAST_PROSE = 9
_SHORT = 3


class Release(Value):
    """A press release on a page: whose it is, and the mark that shows it."""

    issuer: str | None
    mark: Span


def release(text: str) -> Release | None:
    """Return the press release that a page is or pastes, None where nothing shows one."""
    marks: list[re.Match[str]] = [m for form in (SOURCE_MARK, _ISSUED) for m in form.finditer(text)]
    about = _last(ABOUT, text)
    frame = [m for m in (about, _last(CONTACT, text)) if m]
    head = HEAD_MARK.search(text, 0, _end_of_head(text))
    end = _last(END_MARK, text)
    if head is not None:
        marks.append(head)
    if end is not None and frame:
        marks.append(end)
    said = _of_itself(text)
    if not marks and len(frame) < 2 and not (frame and said) and not (about and _opens(text, about["name"])) and said is None:
        return None
    named = [m["name"] for m in marks if m.groupdict().get("name")] + ([about["name"]] if about else [])
    if said is not None:
        named.append(said["name"])
        marks.append(said)
    shown = (marks or frame)[0]
    return Release(named[0].strip(" .") if named else None, Span(shown.start(), shown.end()))


def _last(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(form.finditer(text, len(text) // 3))
    return found[-1] if found else None


def _prose(text: str) -> list[tuple[int, str]]:
    """Return the paragraphs of prose with their places."""
    return [
        (m.start(), m.group())
        for m in re.finditer(r"\S[^\n]*", text)
        if count(m.group()) >= _LEAST_PROSE and re.search(r"[.!?…][\"”’'»)\]]*\s*$", m.group())
    ]


def _opens(text: str, name: str) -> bool:
    """Return whether the first paragraph begins with a body's name."""
    prose = _prose(text)
    lead = _PLACE.sub("", prose[0][1]) if prose else ""
    return _folded(lead).startswith(_folded(name) + " ")


def _of_itself(text: str) -> re.Match[str] | None:
    """Return what the body that opens the text says of itself in its last paragraph, with a figure."""
    prose = _prose(text)
    if len(prose) < _SHORT:
        return None
    at, last = prose[-1]
    m = _OF_ITSELF.match(text, at)
    if m is None or not re.search(r"\d", last) or re.search(r"[\"“«]", last) or len(m["name"].split()) < 2:
        return None
    return m if _opens(text, m["name"]) else None


def _folded(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.split()).casefold())


def _end_of_head(text: str) -> int:
    at = 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        if n >= _HEAD_LINES or count(line) > 25:
            break
        at += len(line)
    return at
