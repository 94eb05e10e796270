"""Further spellings of known names: in other scripts by their sound, and with a title before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from firsthand.findings.naming import likeness, tokens
from firsthand.model import Analysis, NameKind, Value
from firsthand.reuse.gist import skeleton
from firsthand.text.names import HONORIFICS

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
_TITLED = re.compile(r"(?:(?:[Tt]he|[Hh]er|[Hh]is|Honou?r|Right|" + "|".join(h.capitalize() for h in sorted(HONORIFICS)) + r")\.?\s+){1,3}$")


class Spelling(Value):
    """One spelling with the witnesses that have it, how often, and its likeliest kind."""

    text: str
    witnesses: tuple[int, ...]
    count: int
    kind: NameKind


class Found(Value):
    """A further spelling of a known name, and how surely it is one."""

    of: str
    spelling: Spelling
    confidence: float


def heard(known: Mapping[str, Spelling], analyses: Sequence[Analysis]) -> Iterator[Found]:
    """Yield the places of Arabic and Cyrillic texts that sound like a known full name, part by part."""
    wanted = [(name, parts) for name in sorted(known) if name.isascii() and len(parts := tokens(name)) > 1]
    for w, analysis in enumerate(analyses):
        text = analysis.document.text
        words = [(m.start(), m.end(), m.group()) for m in _FOREIGN.finditer(text)]
        if len(words) < SOUNDS:
            continue
        sounds = [_sounds(word) for _, _, word in words]
        for name, parts in wanted:
            asked = [skeleton(p) for p in parts]
            if max(map(len, asked)) < SOUNDS:
                continue
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
