"""Proper names by capitals, particles and repetition, with a guess at their kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from firsthand.model import NameKind, NameMention, Sentence, Span
from firsthand.text.rarity import rarity
from firsthand.text.roles import GERMAN_ROLE
from firsthand.text.words import content, fold

_PARTICLE = (
    "al|el|bin|ibn|bint|abu|abou|umm|von|van|der|den|de|la|del|della|di|da|dos|das|du|le|ben|ter|ten"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŹŻĞİŞА-ЯЁ]"
_TOKEN = rf"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Dd]'|O['’]|d['’]|l['’])[-‑]?)?{_CAPITAL}[\w'’‑\u00ad\u200b-\u200d\u2060-]{{0,60}}"
_RUN = re.compile(
    rf"(?<![\w-]){_TOKEN}(?:\s(?:(?:{_PARTICLE})\s){{0,2}}{_TOKEN}|\s[IVX]+\b)*"
)
_TOKENS = re.compile(_TOKEN)
_PIECES = re.compile(rf"{_TOKEN}|(?:{_PARTICLE})\b|[IVX]+\b")
# What ends a sentence, right before a word.
_OPENS = re.compile(r"[.!?:…]\s*[\"“‘'«]?$")
_BEFORE = re.compile(r"[.!?:]\s*[\"“‘'«]?$")
_ENDED = re.compile(r"[.!?][\"”’')]*$")
# In German these are articles between two nouns and join nothing.
_ARTICLE = re.compile(r"\s(?:der|den|de|le|la|das|du|des|di|da)\s")
_POSSESSIVE = re.compile(r"['’]s?$")
HONORIFICS = frozenset(
    ["mr", "mrs", "ms", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "president", "premier", "minister", "governor", "senator", "mayor", "judge", "general", "colonel", "captain", "major", "sergeant", "sheikh", "king", "queen", "prince", "princess", "pope", "father", "sister", "chancellor", "chairman", "chairwoman", "director", "secretary", "ambassador", "envoy", "professor", "inspector", "councilman", "councilwoman", "congressman", "congresswoman", "justice", "attorney", "superintendent", "prosecutor", "spokesman", "spokeswoman", "monsieur", "madame", "mme", "herr", "frau", "señor", "señora", "don", "doña", "präsident", "präsidentin", "kanzler", "bundeskanzler", "ministre", "président", "presidente", "gobernador", "alcalde", "президент", "министр", "генерал", "г-н"]
)
NO_NAME = frozenset(
    ["i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "januar", "februar", "märz", "juni", "juli", "oktober", "dezember", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
)
_ORGANISATION = frozenset(
    ["press", "wire", "news", "agency", "bank", "ministry", "office", "council", "party", "union", "league", "court", "committee", "commission", "company", "group", "university", "institute", "department", "police", "service", "corporation", "inc", "ltd", "gmbh", "ag", "association", "federation", "club", "church", "army", "front", "movement", "house", "parliament", "assembly", "board", "authority", "hospital", "times", "herald", "post", "gazette", "tribune", "journal", "guardian", "presidency", "government"]
)
_PLACE_BEFORE = frozenset(["in", "at", "near", "from", "to", "outside", "across", "around", "throughout", "toward", "towards"])
_SPEECH = re.compile(r"\s*,?\s*(?:said|says|told|added|asked|wrote|warned|insisted|argued|denied)\b")
_AGE = re.compile(r",\s\d{2},")
_SPACELESS_ARABIC = re.compile(
    r"(?:الرئيس|رئيس|الوزير|وزير|القائد|المبعوثة|المبعوث|السيد|السيدة|الدكتور|الدكتورة|المتحدثة|المتحدث|الناطقة|الناطق|المديرة|المدير|الوزيرة|رئيسة|قال|وقال|قالت"
    r"|وقالت|وأضاف|يدعى|بلدة|مدينة|قرية|معبر)\s+(?:(?:العسكري|الأممية|الأممي|للمجلس|العام|البلدية|باسم|الحكومة|الوزراء)\s+){0,2}"
    r"([\u0621-\u064a]{3,}(?:\s[\u0621-\u064a]{3,})?)"
)
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Lt|Gen|Col|Capt|Sgt|Gov|Sen|Rep|Rev|M|Mme|Hr)\.\s*$")
# A word this rare in its language (the table ends at twenty bits) is a name even at the start of a
# sentence.
_RARE_BITS = 20.5
_RARE_BITS_BESIDE = 15.0


def names(text: str, found: Sequence[Sentence], language: str) -> tuple[NameMention, ...]:
    """Return the proper names in the sentences of a text, in order.

    A run of capitalised words is a name; at the start of a sentence only when the word is rare or
    capitalised elsewhere, in a headline in capitals only when the body has it, too. Possessive
    endings and honorifics are cut off. In German, where every noun has a capital, a lone word must
    be rare.
    """
    if language == "ar":
        return tuple(_arabic(text, found))
    inner = _inner(text, found)
    mentions = []
    for sentence in found:
        if sentence.part == "line":
            continue
        area = text[sentence.span.start : sentence.span.end]
        shouted = sentence.part == "title" or _title_case(area)
        for m in _pieces(area, inner, german=language == "de"):
            span = _cut(area, m, language, inner, shouted)
            if span is None:
                continue
            kind = _kind(area, span)
            start, end = sentence.span.start + span.start, sentence.span.start + span.end
            mentions.append(NameMention(Span(start, end), text[start:end], kind))
    return _voted(mentions)


def _pieces(area: str, inner: Counter[str], *, german: bool) -> Iterator[re.Match[str]]:
    """Yield the runs of capitals, cut after an owner and after a title: "Syria's President Ann Lee".

    An owner is a possessive that is a name elsewhere in the text, too, or that a full name follows
    ("St Mary's Hospital" is one name). Titles in front are cut where the run is read.
    """
    for run in _RUN.finditer(area):
        start = run.start()
        if german:
            for joint in _ARTICLE.finditer(run.group()):
                if piece := _RUN.match(area, start, run.start() + joint.start()):
                    yield piece
                start = run.start() + joint.end()
            yield from _RUN.finditer(area, start, run.end())
            continue
        found = list(_TOKENS.finditer(run.group()))
        for n, token in enumerate(found[:-1]):
            word = token.group()
            owned = _POSSESSIVE.search(word) and (
                inner[fold(_POSSESSIVE.sub("", word))] > 1 or len(found) - n > 2
            )
            if owned or (n and fold(word) in HONORIFICS):
                end = run.start() + token.end()
                if owned and (piece := _RUN.match(area, start, end)):
                    yield piece
                start = run.start() + found[n + 1].start()
        if piece := _RUN.match(area, start, run.end()):
            yield piece


def _inner(text: str, found: Sequence[Sentence]) -> Counter[str]:
    """Return how often a capitalised word stands inside a sentence, where capitals mean names."""
    seen: Counter[str] = Counter()
    for sentence in found:
        if sentence.part != "body":
            continue
        area = text[sentence.span.start : sentence.span.end]
        if _title_case(area):
            continue
        for m in _RUN.finditer(area):
            for token in _TOKENS.finditer(m.group()):
                at = m.start() + token.start()
                if at > 1 and not _OPENS.search(area[max(0, at - 4) : at]):
                    seen[fold(_POSSESSIVE.sub("", token.group()))] += 1
    return seen


def _cut(
    area: str, m: re.Match[str], language: str, inner: Counter[str], shouted: bool
) -> Span | None:
    """Return the name inside a run of capitals, without what is only capitalised by its place."""
    tokens = list(_PIECES.finditer(m.group()))
    while tokens:
        token = tokens[0]
        word = fold(_POSSESSIVE.sub("", token.group()))
        at = m.start() + token.start()
        before = area[max(0, at - 8) : at]
        first = (at < 8 and not before.strip(" \t\"“‘'«([-—")) or (
            _BEFORE.search(before) and not _TITLE_BEFORE.search(before)
        )
        # "Rescuers came" is no name, "Liv Moe came" is one: beside another capital less is needed.
        least = _RARE_BITS if len(tokens) == 1 else _RARE_BITS_BESIDE
        plain = _familiarity(word, language) < least and not inner[word]
        # German grows roles together: "Innenministerin Anna Holm".
        role = language == "de" and len(tokens) > 1 and GERMAN_ROLE.fullmatch(token.group())
        if role or word in HONORIFICS or word in NO_NAME or ((first or shouted) and plain):
            tokens.pop(0)
            continue
        break
    while tokens and fold(_POSSESSIVE.sub("", tokens[-1].group())) in NO_NAME:
        tokens.pop()
    if not tokens or not any(t.group()[0].isupper() or len(t.group()) > 3 for t in tokens):
        return None
    start, end = m.start() + tokens[0].start(), m.start() + tokens[-1].end()
    end -= len(area[start:end]) - len(_POSSESSIVE.sub("", area[start:end]))
    name = area[start:end]
    single = fold(name)
    if len(name) < 2 or single in NO_NAME or not content(single, language):
        return None
    if language == "de" and len(tokens) == 1 and rarity(single, "de") < _RARE_BITS + 3:
        return None
    return Span(start, end)


def _familiarity(word: str, language: str) -> float:
    """Return the bits of a word or of its singular: small tables lack many plurals."""
    return min(rarity(word, language), rarity(word.removesuffix("s"), language) + 1.0)


def _kind(area: str, span: Span) -> NameKind:
    words = area[span.start : span.end].split()
    last = fold(words[-1])
    if last in _ORGANISATION or fold(words[0]) in _ORGANISATION:
        return "organisation"
    before = area[max(0, span.start - 40) : span.start].split()
    previous = fold(before[-1].strip(",.;:“\"'’‘")) if before else ""
    if previous in HONORIFICS or _AGE.match(area, span.end):
        return "person"
    if _SPEECH.match(area, span.end) and not area[span.start : span.end].isupper():
        return "person"
    if previous in _PLACE_BEFORE and len(words) <= 2:
        return "place"
    return "other"


def _voted(mentions: Sequence[NameMention]) -> tuple[NameMention, ...]:
    """Return the mentions with the kind that most mentions of the same text have."""
    votes: dict[str, Counter[NameKind]] = {}
    for m in mentions:
        if m.kind != "other":
            votes.setdefault(m.text, Counter())[m.kind] += 1
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
    return tuple(
        NameMention(
            m.span,
            m.text,
            max(votes[m.text], key=lambda k: (votes[m.text][k], -order.index(k)))
            if m.text in votes
            else "other",
        )
        for m in mentions
    )


def _title_case(area: str) -> bool:
    """Return whether most longer words of a line are capitalised, as in English headlines."""
    if _ENDED.search(area):
        return False  # headlines do not end like sentences
    longer = [w for w in area.split() if len(w) > 3 and w[0].isalpha()]
    return len(longer) > 3 and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)


def _arabic(text: str, found: Sequence[Sentence]) -> Iterator[NameMention]:
    """Yield names after a title or a verb of speech, and their later mentions."""
    known: set[str] = set()
    for sentence in found:
        area = text[sentence.span.start : sentence.span.end]
        known.update(m.group(1) for m in _SPACELESS_ARABIC.finditer(area))
    if not known:
        return
    pattern = re.compile(
        r"(?<![\u0621-\u064a])(?:" + "|".join(sorted(known, key=lambda k: (-len(k), k))) + r")(?![\u0621-\u064a])"
    )
    for sentence in found:
        for m in pattern.finditer(text, sentence.span.start, sentence.span.end):
            yield NameMention(Span(m.start(), m.end()), m.group(), "other")
