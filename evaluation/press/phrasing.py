"""The phrasings of one story: who uses which words, and how to say the same in others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from random import Random

from evaluation.press.events import Event
from evaluation.press.grammar import Fact, chosen, read_beat
from evaluation.press.sheets import GARBLED, Sentence

_SLOT = re.compile(r"\{([a-z_0-9]+)(?:\.[a-z]+)?\}")
_QUOTED = re.compile(r'"([^"]*)"')
_SPEAKER = re.compile(r"<w:[^<>]*>")
_VALUE = re.compile(r"<(n|p|km):([a-z_0-9]+)=(\d+)>")
_SAYS = re.compile(
    r"\b(said|says|told|[Aa]ccording|believe|announced|reported|[Dd]etectives|[Ee]xperts|[Ii]nvestigators|suspicion|[Dd]octors|warned|promised|spoke|estimate)\b"
)
"""Words of a construction that has its source in it already."""
_AGAIN = ("gloss", "head", "body", "end", "opinion")
"""Lists of phrases that two writers may share by accident."""
_ATTRIBUTED = 0.5
_RESERVED = 3
"""Constructions of a fact that independent reporters leave to rewriters, who else could only repeat."""


class Phrasing:
    """Hands out constructions: nobody who writes in his own words takes those of another."""

    def __init__(self, event: Event, rng: Random) -> None:
        """Start with no phrasing used."""
        self.event, self.rng = event, rng
        self.generic = read_beat("generic")
        self._used: Counter[tuple[str, int]] = Counter()
        self.otherwise: dict[str, str] = {}
        self._reported: set[tuple[str, int]] = set()
        self._lists: dict[str, list[str]] = {}
        self._reserve: dict[str, frozenset[int]] = {}
        self.own = event.beat.tagged("own")
        """Facts that only one reporter gets to know."""
        rng.shuffle(self.own)

    def stated(self, line: str, fact: Fact, day: int) -> Sentence | None:
        """Return a fact in a construction that nobody has used, or None when there is none left."""
        free = [
            n
            for n in range(len(fact.forms))
            if not self._used[fact.name, n] and n not in self._kept(fact)
        ]
        if not free and "lead" in fact.tags:
            free = [n for n in range(len(fact.forms)) if not self._used[fact.name, n]]
        if not free and "lead" not in fact.tags:
            return None
        form = (
            self.rng.choice(free)
            if free
            else min(range(len(fact.forms)), key=lambda n: (self._used[fact.name, n], n))
        )
        self._used[fact.name, form] += 1
        self._reported.add((fact.name, form))
        text = self.event.marked(chosen(fact.forms[form], self.rng), day)
        if fact.source and self.rng.random() < _ATTRIBUTED and not _SAYS.search(text):
            text = self._attributed(text, fact, form)
        return Sentence(f"{line}/{fact.name}", fact.name, form, capital(text))

    def _kept(self, fact: Fact) -> frozenset[int]:
        """Return the constructions kept for those who rewrite."""
        if fact.name not in self._reserve:
            self._reserve[fact.name] = frozenset(self.rng.sample(range(len(fact.forms)), _RESERVED))
        return self._reserve[fact.name]

    def headline(self, day: int, read: Sequence[Sentence] = ()) -> str:
        """Return a headline that nobody has used, with the numbers of the text it stands above."""
        form = self.take("head", self.event.beat.heads)
        return repinned(capital(self.event.marked(form, day)), *(s.text for s in read))

    def reworded(self, sentence: Sentence, read: Sequence[Sentence]) -> Sentence | None:
        """Return the same fact in another construction, or None when the book has none.

        `read` is the exemplar: nobody rewrites what he has not read, or repairs what came garbled.
        """
        if sentence.form == GARBLED:
            return None
        known = self._known(read)
        if sentence.fact.startswith("quote"):
            return self._reframed(sentence)
        if sentence.fact in self.otherwise and self.otherwise[sentence.fact] not in sentence.text:
            text = capital(self.otherwise[sentence.fact])
            return Sentence(
                sentence.key, sentence.fact, -1, text, sentence.source, (), sentence.opens
            )
        fact = self.event.beat.facts.get(sentence.fact)
        if fact is None:
            return None
        options = [
            n
            for n, form in enumerate(fact.forms)
            if n != sentence.form
            and (fact.name, n) not in self._reported
            and slots_of(form) <= known
        ]
        if not options:
            return None
        self.rng.shuffle(options)
        form = min(options, key=lambda n: self._used[fact.name, n])
        self._used[fact.name, form] += 1
        text = self.event.marked(chosen(fact.forms[form], self.rng), 0)
        text = repinned(text, " ".join(s.text for s in read), sentence.text)
        if fact.source and self.rng.random() < 0.3 and not _SAYS.search(text):
            text = self._attributed(text, fact, form)
        return Sentence(
            sentence.key, sentence.fact, form, capital(text), sentence.source, (), sentence.opens
        )

    def _reframed(self, sentence: Sentence) -> Sentence | None:
        quoted = _QUOTED.findall(sentence.text)
        speaker = _SPEAKER.search(sentence.text)
        if not quoted or not speaker:
            return None
        parts = [p for q in quoted for p in re.split(r"(?<=[.?!]) ", q)]
        parts = [p.rstrip(".,") for p in parts]
        frames = self.generic.lists["frame double" if len(parts) > 1 else "frame plain"]
        text = framed(self.rng.choice(frames), parts, speaker[0])
        if text == sentence.text:
            return None
        return Sentence(sentence.key, sentence.fact, -1, text, sentence.source, (), sentence.opens)

    def _known(self, body: Sequence[Sentence]) -> frozenset[str]:
        """Return the slots that an article states."""
        found: set[str] = set()
        for sentence in body:
            fact = self.event.beat.facts.get(sentence.fact)
            if fact and sentence.form >= 0:
                found |= slots_of(fact.forms[sentence.form])
        return frozenset(found)

    def _attributed(self, text: str, fact: Fact, form: int) -> str:
        sources = self.event.beat.lists[f"source {fact.source}"]
        source = self.event.marked(self.rng.choice(sources), 0)
        frame = self.rng.choice(self.generic.lists["source attribution"])
        begins = fact.forms[form].split(" ", 1)[0]
        name = text[:1] == "<" or (begins[:1] == "{" and ".cap" not in begins)
        known = any(text.startswith(v) for v in self.event.values.values() if v[:1].isupper())
        lowered = text if name or known else text[:1].lower() + text[1:]
        if re.match(r"(Prosecutors|Police)\b", text) and source.lower()[:6] in ("police", "prosec"):
            return text
        return frame.replace("{x}", text[:-1]).replace("{y}", lowered[:-1]).replace("{src}", source)

    def take(self, name: str, pool: tuple[str, ...]) -> str:
        """Return an entry that was not taken before, or nothing when all are; headlines begin anew."""
        left = self._lists.get(name)
        if left is None or (not left and name in _AGAIN):
            left = self._lists[name] = list(pool)
            self.rng.shuffle(left)
        return left.pop() if left else ""


def framed(frame: str, parts: list[str], speaker: str) -> str:
    """Return quoted sentences in a frame with their speaker."""
    first = parts[0][:1].upper() + parts[0][1:]
    rest = ". ".join(p[:1].upper() + p[1:] for p in parts[1:])
    if not rest:
        frame = frame.replace(' "{R.}"', "").replace(" {R.}", "").replace(". {R}", "")
    for slot, value in (
        ("{Q.}", f"{first}."),
        ("{Q}", first),
        ("{R.}", f"{rest}."),
        ("{R}", rest),
        ("{S}", speaker),
        ("{s}", speaker),
    ):
        frame = frame.replace(slot, value)
    return frame


def repinned(text: str, *before: str) -> str:
    """Return a text with the numbers of earlier texts, the last of them before all others."""
    values = {m[2]: m[3] for b in before for m in _VALUE.finditer(b)}
    return _VALUE.sub(lambda m: f"<{m[1]}:{m[2]}={values.get(m[2], m[3])}>", text)


def slots_of(form: str) -> frozenset[str]:
    """Return the slots of a construction."""
    return frozenset(_SLOT.findall(form))


def capital(text: str) -> str:
    """Return a text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
