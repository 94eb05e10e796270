"""Who speaks in German, where every noun has a capital and the verb may stand before its subject.

The speaker is the subject of the sentence that holds the quotation: the first noun phrase or
pronoun without a preposition whose article can be nominative, after the verb where the quotation
opens the sentence ("…", sagte die Sprecherin), else before it. "laut", "nach Angaben", "zufolge"
name a source themselves. Indirect speech (sei, habe, werde) without a verb of speech goes on with
who spoke in the sentence before, and so does a quotation that is a sentence of its own. Schiller
et al. (Wikinews corpus, 2019) describe the same places. Linear in the sentences looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Quotation, Span
from firsthand.text.cues import CUE, SUBJUNCTIVE

_PREPOSITION = (
    "an am ans auf aufs aus bei beim binnen bis dank durch entgegen entsprechend für gegen gegenüber gemäß hinter hinters im in infolge innerhalb ins mit mithilfe mittels nach"
    " nahe neben ohne seit statt trotz über um unter vom von vor während wegen wider zu zum zur zwischen angesichts anlässlich aufgrund hinsichtlich bezüglich außerhalb seitens"
)
_OBLIQUE = "dem den des einem einen eines einer diesem diesen dieses seinem seinen seines seiner ihrem ihren ihres ihrer jedem jeden allen unserem unseren unserer keinem keinen"
_NOMINATIVE = (
    "der die das ein eine dieser diese sein seine ihr ihre beide einige mehrere viele jeder jede kein keine unser unsere zwei drei vier alle manche weitere andere"
)
_PREPOSITIONS, _OBLIQUES, _NOMINATIVES = (tuple(group.split()) for group in (_PREPOSITION, _OBLIQUE, _NOMINATIVE))
# Words that open a sentence in capitals and are no noun.
_OPENING = (
    "aber alle allerdings als also andererseits anders auch außerdem bereits bisher bislang da dabei dadurch dafür dagegen daher dahinter damals damit danach daneben dann darauf daraufhin darin"
    " darüber darum darunter das dass davon davor dazu demgegenüber demnach denn dennoch deshalb dessen deswegen dies diese doch dort ebenfalls ebenso ein einerseits erst es etwa falls"
    " ferner früher gestern gleichzeitig heute hier hierbei hierzu hingegen insbesondere insgesamt inzwischen ja jedoch jetzt laut letztlich man mittlerweile möglicherweise morgen nachdem nein"
    " nicht noch nun nur ob obwohl oder offenbar ohnehin schließlich schon seitdem so sobald sogar somit sondern sonst sowohl später stattdessen trotzdem und unterdessen vermutlich"
    " vielmehr vorher wann warum was weil weiter weiterhin wenn wer weshalb wie wieso wir wo wobei wodurch wörtlich zudem zuerst zuletzt zumindest zunächst zuvor zwar ich selbst daraus darin daran hieraus folglich wegen einst einer sonst immerhin gerade eben trotz zwecks mehr viel vor"
)
_OPENERS = frozenset(_OPENING.split())
# Words that put the phrase behind them into another case.
_LOWERED = frozenset(_PREPOSITIONS + _OBLIQUES)
_NOUN = r"[A-ZÄÖÜ](?:[\w’'/-]*\w)?(?:\.(?=\s[A-ZÄÖÜ]))?"
_ADJECTIVES = rf"(?:(?!(?:{'|'.join(_PREPOSITIONS + _OBLIQUES + _NOMINATIVES)})\s)(?:[a-zäöüß][\w-]*|[\d.]+(?:-[\w-]+)?),?\s+){{0,4}}?"
_PHRASE = re.compile(
    rf"(?<![\w-])(?:(?P<prep>{'|'.join(_PREPOSITIONS)})\s+)?"
    rf"(?P<np>(?:(?P<det>(?i:{'|'.join(_OBLIQUES + _NOMINATIVES)}))\s+{_ADJECTIVES})?"
    rf"(?P<head>{_NOUN}(?:\s+{_NOUN}){{0,5}})(?:\s+(?:der|des|von|vom|für|beim)\s+(?:[a-zäöüß][\w-]+\s+)?{_NOUN}(?:\s+{_NOUN}){{0,3}}){{0,2}})",
)
_PREPOSED = re.compile(rf"(?:{'|'.join(_PREPOSITIONS)})\s+$", re.IGNORECASE)
_PRONOUN = re.compile(r"(?<![\w-])(?:er|sie|diese|dieser|jener)(?=\s+[a-zäöü]|\W|$)", re.IGNORECASE)
_SOURCED = re.compile(
    rf"(?<![\w-])(?:[Ll]aut|[Gg]emäß|(?:(?<=[,“”]\s)|(?<=[“”]))so(?=\s+(?:d|[A-ZÄÖÜ]))|(?:[Nn]ach|[Ll]aut)\s+(?:eigenen\s+|den\s+)?(?:Angaben?|Ansicht|Meinung|Aussagen?|Auffassung|Darstellung|Einschätzung|Worten|Informationen|Berichten)"
    rf"|[Aa]us\s+Sicht)\s+(?:von\s+|vom\s+)?(?P<np>(?:(?:[a-zäöüß][\w-]+|[\d.]+(?:-\w+)?)\s+){{0,4}}?{_NOUN}(?:\s+(?:(?:von|der|des|für)\s+)?{_NOUN}){{0,5}})"
)
_FOLLOWED = re.compile(
    rf"(?P<np>(?:(?:de[rmn]|einem|einer|ih[rm]\w*|seine\w*)\s+(?:[a-zäöüß][\w-]+\s+){{0,3}})?{_NOUN}(?:\s+(?:(?:von|der|des|für)\s+)?{_NOUN}){{0,5}}|ihm|ihr)\s+zufolge\b"
)
_IT_SAYS = re.compile(
    rf"\b(?:heißt|hieß|heiße|verlautete?)\s+es\b[^.!?\n]{{0,60}}?\b(?:in|aus|von|vom|im|auf|bei|beim|seitens)\s+(?P<np>(?:[a-zäöüß][\w-]+\s+){{0,4}}?{_NOUN}(?:\s+(?:(?:von|der|des|für)\s+)?{_NOUN}){{0,5}})"
    rf"|(?P<np2>(?:[Ii]n|[Aa]us|[Ii]m)\s+(?:[a-zäöüß][\w-]+\s+){{0,4}}?{_NOUN}(?:\s+(?:(?:von|der|des|für)\s+)?{_NOUN}){{0,5}})[^.!?\n]{{0,40}}?\b(?:heißt|hieß)\s+es"
)
_VERB = re.compile(r"^[\s,–-]*(?:hat|haben|ist|wird|wurde|werden|hatte|ließ|gab|[a-zäöüß]+(?:te|ten|t|en|ien|ieß|ießen|ach|rieb|rach|rief|ief|ang|ob|and|oß|ich|ies|ah|ug))\b")
# Adverbs and participles that open a sentence.
_ADVERB = re.compile(r"[A-ZÄÖÜ]\w+(?:lich|isch|end|weise|ings|mals)$")
_AUXILIARY = re.compile(r"\b(?:hat|haben|hatten?|habe|hätten?|ist|sind|war|waren|wird|werden|wurden?|sei|soll|sollen|will|wollte|konnte|musste)\b")
_PARTICIPLE = re.compile(r"(?:ge\w+(?:t|en)|(?:be|er|ver|ent|zer|miss)\w+t|\w+(?:ge|be|ver)\w+|\w+iert)$")
# Small words after a quotation that are no verb.
_SMALL = (
    "sowie oder sondern denn doch dessen deren wo wer warum auch nicht nur so wonach woraufhin"
    " womit ob nachdem bevor um zu in auf von bei für gegen über unter nach zur zum im am ein eine einen einem den dem des und aber die der das dass allerdings damit bis weit fest seit mit statt wobei welche welcher was wie wenn jetzt hat ist wird wurde"
)
_NO_VERB = frozenset(_SMALL.split())
_STOP = re.compile(r"[.!?](?=\s|$|[“\"»])|\n|(?<=\w);")
_ABBREVIATED = re.compile(r"(?:\b[A-ZÄÖÜ]|\b\d{1,4}|\b(?:Dr|Prof|St|bzw|ca|Nr|Abs|Art|Mio|Mrd|etc|usw|ggf|evtl|sog|Jr|z\.\s?B|d\.\s?h))$")
# How far before a quotation the one who speaks on may have been named, in code points without the quoted words.
_GOES_ON = 320
# Quotations of so many characters are blanked where a subject is looked for; shorter ones may be names.
_LONG = 24


def speaker(text: str, outer: Span, before: Sequence[Quotation]) -> tuple[Span | None, str | None]:
    """Return the place of the nearest mention of who speaks, and the cue."""
    start, end = _bounds(text, outer)
    tail = Span(outer.end, end)
    found = _after(text, tail, text[outer.start : outer.end])
    if found is not None:
        return found
    quoted = [q for q in before if q.outer.end <= outer.start]
    here = _blank(text, Span(start, outer.start), quoted)
    bracketed = re.search(rf"({_NOUN}(?:\s+{_NOUN}){{0,3}})\s*\($", here)
    if bracketed:
        return Span(start + bracketed.start(1), start + bracketed.end(1)), None
    if re.search(r"\w", here):
        whole = here + " " * (outer.end - outer.start) + text[tail.start : tail.end]
        source = _source(whole, start)
        if source is not None:
            return source
        cue = CUE.search(here) or CUE.search(text, tail.start, tail.end)
        mood = SUBJUNCTIVE.search(whole)
        if cue is None and mood is not None and "," not in here[: mood.start()]:
            return _earlier(text, start, quoted)
        subject = _subject(here, start)
        if subject is not None:
            return subject, cue.group() if cue else None
        behind = _first(text[tail.start : tail.end], tail.start)
        if behind is not None:
            return behind, cue.group() if cue else None
    return _earlier(text, start, quoted)


def _after(text: str, tail: Span, said: str) -> tuple[Span, str | None] | None:
    """Return who speaks where the verb of speech follows the marks."""
    area = text[tail.start : tail.end]
    source = _source(area, tail.start)
    if source is not None and not re.match(r"\W*\w+\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+", area[: source[0].start - tail.start]):
        return source
    verb = _VERB.match(area)
    first = re.match(r"\W*(\w+)", area)
    opened = re.match(r"\W*", area)
    comma = "," in (opened.group() if opened else "")
    if verb is None or first is None:
        return None
    if first.group(1) in _NO_VERB and not (first.group(1) in {"hat", "ist", "wird", "wurde"} and re.search(r"[.!?,]\W*$|,", said[-2:] + area[:2])):
        return None
    if not comma and not CUE.fullmatch(first.group(1)) and not re.search(r"[.!?]\W*$", said):
        return None
    subject = _first(area[verb.end() :], tail.start + verb.end())
    return (subject, first.group(1)) if subject is not None else None


def _source(area: str, start: int) -> tuple[Span, str | None] | None:
    """Return a source that is named by a preposition, and that preposition."""
    for pattern in (_IT_SAYS, _SOURCED, _FOLLOWED):
        m = pattern.search(area)
        if m:
            name = "np" if m["np"] else "np2"
            cue = re.match(r"\w+", m.group())
            return Span(start + m.start(name), start + m.end(name)), "zufolge" if pattern is _FOLLOWED else cue.group() if cue else None
    return None


def _subject(area: str, start: int) -> Span | None:
    """Return the subject of the clause of the last verb of speech, else the first one of a sentence."""
    cues = list(CUE.finditer(area))
    phrases = list(_nominative(area))
    if not phrases:
        return None
    if cues:
        cue = _finite(area, cues[-1])
        clause = max((m.end() for m in re.finditer(r",\s+(?:und|aber|doch)\s|;\s|:\s", area[: cue.start()])), default=0)
        ahead = [p for p in phrases if clause <= p.start and p.end <= cue.start()]
        behind = [p for p in phrases if p.start >= cue.end()]
        aside = area[: cue.start()].rstrip().endswith(",") and behind and area[behind[0].end :].startswith(",")
        if behind and (aside or not ahead or _inverted(area, clause, ahead[0], Span(cue.end(), behind[0].start))):
            return _moved(behind[0], start)
        if ahead:
            return _moved(ahead[0], start)
    return _moved(phrases[0], start)


def _finite(area: str, cue: re.Match[str]) -> re.Match[str]:
    """Return the verb that agrees with the subject: the auxiliary before a participle, else the cue."""
    if not _PARTICIPLE.match(cue.group()):
        return cue
    clause = max((m.end() for m in re.finditer(r"[,;:]\s", area[: cue.start()])), default=0)
    return _AUXILIARY.search(area, clause, cue.start()) or _AUXILIARY.search(area, 0, cue.start()) or cue


def _inverted(area: str, clause: int, ahead: Span, between: Span) -> bool:
    """Return whether the subject stands right behind the verb: a pronoun, or with no subject before the verb."""
    if not re.fullmatch(r"\s+(?:(?:sich|auch|am|weiter|dazu|zudem)\s+)?", area[between.start : between.end]):
        return False
    begins = not area[clause : ahead.start].strip()
    bare = area[ahead.start].isupper() and area[ahead.start : ahead.end].split()[0].casefold() not in _NOMINATIVES
    if re.match(r"er\b", area[between.end :]):
        return True
    # "Die Firma nannte sie": the pronoun is no subject.
    return not begins and (bare or bool(re.match(r"sie\b", area[between.end :])))


def _first(area: str, start: int) -> Span | None:
    found = next(_nominative(area), None)
    return _moved(found, start) if found is not None else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _nominative(area: str) -> Iterator[Span]:
    """Yield the phrases of an area that may be a subject, in order."""
    found = []
    at = 0
    while m := _PHRASE.search(area, at):
        at = m.end()
        first = m["np"].split()[0].casefold()
        if m["det"] is None and _ADVERB.match(m["np"].split()[0]) and not area[: m.start()].strip():
            at = m.start("np") + len(m["np"].split()[0])
            continue
        lowered = first in _LOWERED
        if m["det"] is None and (lowered or first in _OPENERS):
            rest = re.compile(r"\w+\s*").match(area, m.start("np"))
            if lowered and rest:
                # "Nach dem Besuch": the phrase belongs to its preposition.
                inside = _PHRASE.match(area, rest.end())
                at = inside.end() if inside else rest.end()
            elif rest:
                at = rest.end()
            continue
        if m["prep"] or _PREPOSED.search(area[: m.start()]) or (m["det"] or "").casefold() in _OBLIQUES:
            continue
        if area[m.end() : m.end() + 1] == ":" and area[m.end() + 1 :].strip():
            continue  # a heading within the line
        found.append(Span(m.start("np"), m.end("np")))
    found += [
        Span(m.start(), m.end())
        for m in _PRONOUN.finditer(area)
        if not any(s.start <= m.start() < s.end for s in found) and not _PREPOSED.search(area[: m.start()])
    ]
    yield from sorted(found)


def _earlier(text: str, start: int, before: Sequence[Quotation]) -> tuple[Span | None, str | None]:
    """Return who spoke in the sentence before, or last said what is quoted there."""
    floor = max(0, start - _GOES_ON)
    end = start
    for _ in range(3):
        last = before[-1] if before else None
        if last is not None and last.speaker_span is not None and end - last.outer.end < _LONG * 4 and last.outer.end <= end + 1:
            return last.speaker_span, None
        while end > floor and not text[end - 1].isalnum():
            end -= 1
        if end <= floor:
            break
        first, _ = _bounds(text, Span(end, end))
        area = _blank(text, Span(first, end), before)
        source = _source(area, first)
        if source is not None:
            return source
        if CUE.search(area) or not SUBJUNCTIVE.search(area):
            subject = _subject(area, first)
            return (subject, None) if subject is not None else (None, None)
        end = first
    return None, None


def _bounds(text: str, outer: Span) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    start = max(0, outer.start - 400)
    for m in _STOP.finditer(text, start, outer.start):
        if not _ABBREVIATED.search(text[max(0, m.start() - 8) : m.start()]) or m.group() == "\n":
            # A mark that closes a quotation belongs to what it closes.
            after = m.end()
            while after < outer.start and text[after] in "“”\"»'’‘":
                after += 1
            if re.match(r"\s*(?:,|[a-zäöü])", text[after : outer.start]) and m.group() != "\n":
                continue
            start = after
    end = min(len(text), outer.end + 220)
    if re.search(r"[.!?]\W?$", text[outer.start : outer.end]) and not re.match(r"\W?[\s,]*[a-zäöü]", text[outer.end : end]):
        return start, outer.end
    for m in _STOP.finditer(text, outer.end, end):
        if not _ABBREVIATED.search(text[max(0, m.start() - 8) : m.start()]) or m.group() == "\n":
            return start, m.start()
    return start, end


def _blank(text: str, area: Span, quoted: Sequence[Quotation]) -> str:
    """Return a part of a text with the words of long quotations blanked."""
    part = text[area.start : area.end]
    for q in quoted:
        a, b = max(q.outer.start, area.start) - area.start, min(q.outer.end, area.end) - area.start
        if a < b and b - a > _LONG:
            part = part[:a] + " " * (b - a) + part[b:]
    return part
