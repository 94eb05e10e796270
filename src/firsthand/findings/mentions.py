"""Further spellings of known names: in other scripts by their sound, with a title or an article, by the family name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from firsthand.findings.naming import likeness, tokens
from firsthand.model import Analysis, NameBasis, NameKind, Value
from firsthand.reuse.gist import skeleton
from firsthand.text.names import HONORIFICS
from firsthand.text.rarity import rarity

# A name is heard in another script where a part of it sounds the same by this many consonants.
SOUNDS = 3
# A part with fewer consonants is compared by its letters.
LETTERS_ALIKE = 0.6
# Parts of a name that may hold another one, and how much like a known one that must be.
MANY = 3
SAME = 0.88
_FOREIGN = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]+")
# What Arabic grows together with the word that follows: and, by, for, as, the.
_GROWN = re.compile(r"^(?:[\u0648\u0628\u0644\u0643\u0641])?(?:\u0627\u0644)?")
_LONG = re.compile(r"[\u0648\u064a]")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n“\"«]\s?)$")
# A family name has at least so many letters to be looked for alone.
SHORTEST = 4
# Bits of a word that is no common noun: the last part of a name whose kind is not told.
RARE = 20.0
# Ranks and roles that stand before a family name as titles do.
ROLES = HONORIFICS | frozenset(
    ["commander", "coach", "chief", "officer", "lieutenant", "detective", "bishop", "archbishop", "cardinal", "reverend", "rabbi", "imam", "councillor", "deputy", "commissioner", "constable", "marshal", "brigadier", "admiral", "principal", "speaker", "vice", "corporal", "warden", "curator", "engineer", "nurse", "pilot", "skipper", "farmer", "baroness", "baron", "count", "countess", "duke", "duchess", "comandante", "capitán", "hauptmann", "kommandant", "commandant"]
)
# What a place or a ship is, before its name.
HEADS = frozenset(["hotel", "hostel", "café", "cafe", "restaurant", "theatre", "theater", "villa", "palace", "bar", "pub", "mv", "ms", "ss", "hms", "uss", "camp", "hôtel", "teatro", "schloss"])
# First words of places' names, not of persons'.
OF_PLACES = frozenset(["little", "great", "greater", "upper", "lower", "new", "old", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "saint", "st", "port", "mount", "fort", "lake", "san", "santa", "bad", "sankt", "nueva", "nuevo", "petit", "grand"])
_INITIALS = re.compile(r"(?<![\w.])(?P<first>[A-ZÀ-ÞА-ЯЁ])\.[ \u00a0]?(?:[A-ZÀ-ÞА-ЯЁ]\.[ \u00a0]?)*$")
_TITLED = re.compile(r"(?:(?:[Tt]he|[Hh]er|[Hh]is|Honou?r|Right|" + "|".join(h.capitalize() for h in sorted(ROLES)) + r")\.?\s+){1,3}$")


class Spelling(Value):
    """One spelling with the witnesses that have it, how often, and its likeliest kind."""

    text: str
    witnesses: tuple[int, ...]
    count: int
    kind: NameKind


class Found(Value):
    """A further spelling of a known name, how surely it is one, and by what it is known."""

    of: str
    spelling: Spelling
    confidence: float
    basis: NameBasis = "form"


def heard(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield the places of Arabic and Cyrillic texts that sound like a known full name, part by part."""
    wanted = [
        (name, parts, asked)
        for name in sorted(known)
        if name.isascii() and len(parts := tokens(name)) > 1 and max(map(len, asked := [skeleton(p) for p in parts])) >= SOUNDS
    ]
    for w, analysis in enumerate(analyses):
        text = analysis.document.text
        words = [(m.start(), m.end(), m.group()) for m in _FOREIGN.finditer(text)]
        if len(words) < SOUNDS:
            continue
        sounds = [_sounds(word) for _, _, word in words]
        for name, parts, asked in wanted:
            for at in range(len(words) - len(parts) + 1):
                run = range(at, at + len(parts))
                if all(_same(p, a, words[k][2], sounds[k]) for p, a, k in zip(parts, asked, run, strict=True)):
                    spelt = text[words[at][0] : words[run[-1]][1]]
                    yield Found(name, Spelling(spelt, (w,), 1, known[name].kind), 0.8)
                    break


def titled(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield known names as they stand with a title or an article before them: "Mr Orme", "The Chronicle"."""
    found: dict[str, tuple[str, set[int]]] = {}
    for w, analysis in enumerate(analyses):
        text = analysis.document.text
        for mention in analysis.names:
            if mention.text not in known:
                continue
            before = text[max(0, mention.span.start - 40) : mention.span.start]
            if (m := _TITLED.search(before)) and "\n" not in m.group() and m.group()[0].isupper():
                spelt = text[mention.span.start - len(m.group()) : mention.span.end]
                found.setdefault(spelt, (mention.text, set()))[1].add(w)
    for spelt, (name, where) in sorted(found.items()):
        yield Found(name, Spelling(spelt, tuple(sorted(where)), 0, known[name].kind), 1.0)


def unarticled(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield known names with the article that a text has before them, or without the one they are known by."""
    for name in sorted(known):
        bare, whole = name.removeprefix("The "), f"The {name}"
        if bare != name:
            if len(bare.split()) > 1 and bare not in known:
                yield Found(name, Spelling(bare, known[name].witnesses, 0, known[name].kind), 1.0)
        elif len(name.split()) > 1 and whole not in known:
            where = tuple(w for w, a in enumerate(analyses) if whole in a.document.text)
            if where:
                yield Found(name, Spelling(whole, where, 0, known[name].kind), 1.0)


def by_family_name(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield the family names that stand alone, or after a title, for persons whom the story names in full.

    A family name that two persons of the story share is nobody's.
    """
    bearers: dict[str, set[str]] = {}
    for name in sorted(known):
        parts, spelling = tokens(name), known[name]
        if len(parts) < 2 or parts[0] in ROLES or not spelling.count:
            continue
        rare = spelling.kind == "other" and parts[0] not in OF_PLACES and rarity(parts[-1], "en") >= RARE
        if spelling.kind == "person" or rare:
            bearers.setdefault(name.split()[-1], set()).add(name)
    for last, names in sorted(bearers.items()):
        full = sorted(names, key=lambda n: (len(tokens(n)), n))
        if len(last) < SHORTEST or any(not _ends_alike(tokens(n), tokens(full[0])) for n in full):
            continue
        alone: dict[str, set[int]] = {}
        for w, analysis in enumerate(analyses):
            text = analysis.document.text
            if last not in text:
                continue
            inside = [n.span for n in analysis.names if n.text in names]
            for m in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", text):
                if initial := _INITIALS.search(text[max(0, m.start() - 12) : m.start()]):
                    # "K. Roe" for Karin Roe; another letter is another person's.
                    if initial["first"] == full[0][:1] and not any(s.start <= m.start() < s.end for s in inside):
                        for spelt in (f"{initial.group().strip()} {last}", last):
                            alone.setdefault(spelt, set()).add(w)
                    continue
                if not any(s.start <= m.start() < s.end for s in inside) and not _given_name(text, m.start()):
                    alone.setdefault(last, set()).add(w)
                    if (t := _TITLED.search(text[max(0, m.start() - 40) : m.start()])) and "\n" not in t.group():
                        spelt = " ".join((t.group() + last).split())
                        alone.setdefault(spelt[0].upper() + spelt[1:], set()).add(w)
        for spelt, where in sorted(alone.items()):
            yield Found(full[0], Spelling(spelt, tuple(sorted(where)), 0, "person"), 0.85, "document")


def without_head(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield the names of houses and ships without the word for what they are, where a text has them so."""
    for name in sorted(known):
        head, _, rest = name.removeprefix("The ").partition(" ")
        if head.casefold() in HEADS and len(rest) >= SHORTEST and known[name].count:
            alone = re.compile(rf"(?<!\w)(?<!{re.escape(head)} ){re.escape(rest)}(?!\w)")
            where = tuple(w for w, a in enumerate(analyses) if alone.search(a.document.text))
            if where:
                yield Found(name, Spelling(rest, where, 0, known[name].kind), 0.85)


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two full names are one with and without a title or a further given name."""
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short or (short[-1] == long[-1] and set(short) <= set(long))


def _given_name(text: str, at: int) -> bool:
    """Return whether a word with a capital that is no title stands before a place: part of another name."""
    before = re.search(r"([^\W\d_][\w'’.-]*)[ \u00a0]$", text[max(0, at - 30) : at])
    word = before[1].rstrip(".") if before else ""
    return word[:1].isupper() and word.casefold() not in ROLES and not _SENTENCE_START.search(text[: at - len(word) - 1][-3:])


def inner(known: Mapping[str, Spelling]) -> Iterator[Found]:
    """Yield full names that stand inside longer ones: a role or a body grew together with the name."""
    full = {name: tokens(name) for name in sorted(known) if len(tokens(name)) > 1}
    by_last: dict[str, list[str]] = {}
    for name, parts in full.items():
        by_last.setdefault(parts[-1][:1], []).append(name)
    for name, parts in full.items():
        words = name.split()
        if len(parts) < MANY or len(words) < MANY:
            continue
        for cut in range(1, len(words) - 1):
            rest = " ".join(words[cut:])
            like = [
                other
                for other in by_last[parts[-1][:1]]
                if other != name and len(full[other]) == len(tokens(rest)) and likeness(rest, other) >= SAME
            ]
            if like and rest not in known:
                yield Found(like[0], Spelling(rest, known[name].witnesses, 0, known[name].kind), 0.85)
                break


def _sounds(word: str) -> frozenset[str]:
    """Return the consonants a word may have: Arabic grows words together, and w and y may be long vowels."""
    bare = _GROWN.sub("", word)
    return frozenset(skeleton(w) for w in (word, bare, *(w[:1] + _LONG.sub("", w[1:]) for w in (word, bare))))


def _same(part: str, asked: str, word: str, sounds: frozenset[str]) -> bool:
    if asked:
        return asked in sounds
    return JaroWinkler.similarity(part, anyascii(word).casefold()) >= LETTERS_ALIKE
