"""A machine's paraphrase, sentence by sentence: dictionary words, broken names, broken quotations, slips."""

from __future__ import annotations

import re
from random import Random

import msgspec

from evaluation.press.sheets import GARBLED, Person, Sentence, Slip
from evaluation.press.synonyms import odd

_PREPOSITIONS = {
    "in": "to",
    "at": "in",
    "on": "in",
    "for": "by",
    "with": "of",
    "from": "of",
    "by": "for",
    "to": "at",
    "of": "from",
    "into": "in",
}
_FILLERS = (
    (r"\bwho\b", "which"), (r"\bcould\b", "was able to"), (r"\bmust\b", "has to"), (r"\bhad been\b", "was being"),
    (r"\bthere (was|were)\b", r"it \1"), (r"\bdo not\b", "not"), (r"\bdid not (\w+)\b", r"has not \1"),
    (r"\bhas (\w+ed)\b", r"had \1"), (r"\bwas (\w+ed)\b", r"has been \1"), (r"\bwere (\w+ed)\b", r"have been \1"),
    (r"\bmost of the\b", "the most part of the"), (r"\bAt least\b", "To the least"), (r"\bat least\b", "to the least"),
    (r"\bstill\b", "yet"), (r"\bmore than\b", "over than"), (r"\bbecause of\b", "by cause of"), (r"\bin the\b", "inside of the"),
    (r"\bmade\b", "realised"), (r"\bgot\b", "obtained"), (r"\bsaid\b", "has said"), (r"\bwill\b", "is going to"), (r"\bit is\b", "that is"),
    (r"\bhis\b", "the his"), (r", (\d\d), (a|an) ", r", of \1 years, one "), (r"\bper ?cent\b", "by hundred"), (r"\bmillion (\w+s)\b", r"millions of \1"),
    (r"\bat (\d[\d.:]+)", r"to the \1"), (r"\bin front of\b", "in face of"), (r"\buntil\b", "up to"), (r"\bwhen\b", "in the moment in which"),
    (r"\bhad to\b", "had of"), (r"\bwould\b", "was going to"), (r"\bwhose\b", "of which the"), (r"\beach\b", "every"), (r"\bboth\b", "the two"),
    (r"\babout\b", "upon"), (r"\bthrough\b", "across of"), (r"\bagainst\b", "versus"), (r"\bwithout\b", "lacking of"), (r"\bamong\b", "between"),
    (r"\bafter\b", "after that"), (r"\bmost\b", "the most"), (r"\bhas been\b", "is been"), (r"\bwas not\b", "did not be"), (r"\bare\b", "result"),
    (r"\bwe\b", "us"), (r"\bI\b", "me, I"), (r"\byou\b", "one"), (r"\bits\b", "the own"), (r"\btheir\b", "the own of them"), (r"\bno longer\b", "not more"),
    (r"\ball\b", "the totality of"), (r"\bsome\b", "certain"), (r"\beven\b", "inclusive"), (r"\bonly\b", "solely"), (r"\bout of\b", "outside of"),
    (r"\bhave to\b", "must to"), (r"\bis\b", "it is"), (r"\bwas\b", "it was"), (r"\band\b", "as well as"), (r"\ban?\b (?=[a-z]+)", "one "), (r"\bthat\b", "the fact that"), (r"\bthey\b", "these"),
)  # fmt: skip
_EVERYWHERE = frozenset(
    (r"\bis\b", r"\bwas\b", r"\band\b", r"\ban?\b (?=[a-z]+)", r"\bI\b", r"\bare\b", r"\bthat\b")
)
"""Rules for words so frequent that a text in which they always fire could not be read."""
_POSSESSIVE = re.compile(r"\b([A-Za-z]+)['’]s ([a-z]+)")
_QUOTED = re.compile(r'(["“][^"“”]*["”])')
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_UNITS = (
    ("million", "thousand"),
    ("kilometres", "metres"),
    ("hours", "minutes"),
    ("months", "weeks"),
    ("percent", "million"),
    ("years", "months"),
    ("tonnes", "kilos"),
)
_SOUNDS = (
    ("ch", "sh"),
    ("sk", "sc"),
    ("k", "c"),
    ("v", "w"),
    ("j", "y"),
    ("z", "s"),
    ("y", "i"),
    ("ph", "f"),
    ("c", "k"),
    ("w", "v"),
    ("s", "z"),
    ("i", "y"),
    ("o", "u"),
    ("e", "a"),
)


class Spinner:
    """One run of a machine over one article: its habits are fixed for the run, its slips are not."""

    def __init__(self, rng: Random, people: dict[str, Person]) -> None:
        """`people` are those whose names may be garbled."""
        self._rng = rng
        self._rate = rng.uniform(0.5, 0.95)
        self._filler = rng.uniform(0.2, 0.65)
        self._loose = rng.uniform(0.15, 0.45)
        self._slip = rng.uniform(0.05, 0.25)
        self._names = {
            p.last: (p.last, garbled(p.last, rng), garbled(p.last, rng)) for p in people.values()
        }
        self._garbles = rng.random() < 0.75
        self._breaks_quotes = rng.random() < 0.85

    def spun(self, sentence: Sentence, text: str) -> Sentence:
        """Return the paraphrase of a rendered sentence, with the facts it has changed."""
        slips: list[Slip] = []
        parts = _QUOTED.split(text)
        for n, part in enumerate(parts):
            if n % 2 == 0:
                parts[n] = self._words(self._slipped(part, slips), self._rate)
            elif self._breaks_quotes and self._rng.random() < 0.8:
                parts[n] = part[0] + self._words(part[1:-1], self._rate) + part[-1]
        text = "".join(parts)
        if self._garbles:
            text = self._renamed(text, slips)
        text = self._split(text)
        text = text[:1].upper() + text[1:]
        return msgspec.structs.replace(
            sentence, text=text.replace("<", "").replace(">", ""), slips=tuple(slips), form=GARBLED
        )

    def _words(self, text: str, rate: float) -> str:
        rng = self._rng
        text = _POSSESSIVE.sub(
            lambda m: f"the {m[2]} of {m[1]}" if rng.random() < 0.8 else m[0], text
        )
        for pattern, new in _FILLERS:
            chance = self._filler * (0.25 if pattern in _EVERYWHERE else 1.0)
            text = re.sub(
                pattern,
                lambda m, new=new, chance=chance: m.expand(new) if rng.random() < chance else m[0],
                text,
            )

        def swap(match: re.Match[str]) -> str:
            word = match[0]
            low = word.lower()
            if low in odd() and rng.random() < rate:
                new = rng.choice(odd()[low])
            elif low in _PREPOSITIONS and rng.random() < self._loose:
                new = _PREPOSITIONS[low]
            elif low in ("a", "an", "the") and rng.random() < self._loose / 2:
                new = "one" if low != "the" else "this"
            else:
                return word
            return new.capitalize() if word[0].isupper() else new

        return re.sub(r"[A-Za-z][a-z]*", swap, text)

    def _slipped(self, text: str, slips: list[Slip]) -> str:
        """Change a fact here and there: a denial lost, a unit, a number, a day."""
        rng = self._rng
        if rng.random() >= self._slip:
            return text
        kind = rng.choice(["negation", "unit", "number", "date"])
        if kind == "negation":
            match = re.search(r"\b(\w+ )(not|never|no) (\w+)", text)
            if match:
                slips.append(Slip("negation", f"{match[1]}{match[3]}", match[0]))
                return text.replace(match[0], f"{match[1]}{match[3]}", 1)
        if kind == "unit":
            for one, two in _UNITS:
                match = re.search(rf"\S+ {one}\b", text)
                if match:
                    new = match[0].replace(one, two)
                    slips.append(Slip("number", new, match[0]))
                    return text.replace(match[0], new, 1)
        if kind == "number":
            match = re.search(r"\b([1-9])(\d)\b(?! [Nn]ovember)(?![:.]\d)", text)
            if match and match[1] != match[2]:
                slips.append(Slip("number", match[2] + match[1], match[0]))
                return text.replace(match[0], match[2] + match[1], 1) if match[2] != "0" else text
        if kind == "date":
            for n, day in enumerate(_DAYS):
                if day in text:
                    new = _DAYS[(n + rng.choice([1, 6])) % 7]
                    slips.append(Slip("date", new, day))
                    return text.replace(day, new, 1)
        return text

    def _renamed(self, text: str, slips: list[Slip]) -> str:
        for last, options in self._names.items():
            if last in text:
                new = self._rng.choice(options)
                if new != last:
                    text = text.replace(last, new)
                    slips.append(Slip("name", new, last))
        return text

    def _split(self, text: str) -> str:
        rng = self._rng
        if rng.random() < 0.15:
            match = re.search(r", (which|who|where|while|and|but) (\w+)", text)
            if match and '"' not in text[: match.start()]:
                return f"{text[: match.start()]}. {match[1].capitalize()} {text[match.start(2) :]}"
        if rng.random() < 0.06:
            match = re.search(r" (in|at|on|near) (the [a-z]+)\b", text)
            if match and '"' not in text and "“" not in text:
                return f"{text[: match.start()]}. It is {match[1]} {text[match.start(2) :]}"
        return text


def garbled(name: str, rng: Random) -> str:
    """Return a name as a machine hears it: another letter for the same sound, another end."""
    options = [s for s in _SOUNDS if s[0] in name[1:].lower()]
    result = name
    if options:
        old, new = rng.choice(options)
        result = name[0] + name[1:].replace(old, new, 1)
    if rng.random() < 0.35:
        result = (
            result + rng.choice(["e", "a", "s"])
            if result[-1] not in "aeiou"
            else result[:-1] + rng.choice("aeiou")
        )
    if rng.random() < 0.1:
        result = {"K": "C", "C": "K", "V": "W", "W": "V", "J": "Y", "S": "Z", "Z": "S"}.get(
            result[0], result[0]
        ) + result[1:]
    return result
