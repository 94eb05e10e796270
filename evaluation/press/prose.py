"""How a reporter writes an event up, and how somebody says the same in other words."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from evaluation.press.events import Event
from evaluation.press.grammar import Fact, chosen, read_beat
from evaluation.press.sheets import Sentence

_SLOT = re.compile(r"\{([a-z_0-9]+)(?:\.[a-z]+)?\}")
_QUOTED = re.compile(r'"([^"]*)"')
_SPEAKER = re.compile(r"<w:[^<>]*>")
_VALUE = re.compile(r"<(n|p|km):([a-z_0-9]+)=(\d+)>")
_SAYS = re.compile(r"\b(said|says|told|[Aa]ccording|believe|announced|reported|[Dd]etectives|[Ee]xperts|[Ii]nvestigators|suspicion|[Dd]octors|warned|promised|spoke|estimate)\b")
"""Words of a construction that has its source in it already."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "September", "October", "November")
_AGAIN = ("head", "body", "end", "opinion")
"""Lists of phrases that two writers may share by accident."""
_ORDINARY = ("core", "detail", "back")
_CHANCE = {"core": 0.72, "detail": 0.5, "back": 0.4}
"""How likely a reporter who has the room uses a fact."""
_ATTRIBUTED = 0.5
_RESERVED = 3
"""Constructions of a fact that independent reporters leave to rewriters, who else could only repeat."""
_CUE = 0.35
"""Share of own facts that say how the paper knows."""


class Prose:
    """The phrasings of one story: nobody who writes in his own words takes those of another."""

    def __init__(self, event: Event, rng: Random) -> None:
        """Start with no phrasing used."""
        self.event, self.rng = event, rng
        self.generic = read_beat("generic")
        self._used: Counter[tuple[str, int]] = Counter()
        self._reported: set[tuple[str, int]] = set()
        self._lists: dict[str, list[str]] = {}
        self._reserve: dict[str, frozenset[int]] = {}
        own = event.beat.tagged("own")
        rng.shuffle(own)
        self._own = own

    # --- reports -------------------------------------------------------------------------------

    def report(self, line: str, paper: str, day: int, size: int) -> tuple[Sentence, ...]:
        """Return an independent reporter's article of about `size` sentences."""
        rng = self.rng
        lead = rng.choice(self.event.beat.tagged("lead"))
        opening = self.stated(line, lead, day)
        assert opening is not None
        facts: list[Sentence] = []
        for tag in _ORDINARY:
            for fact in self.event.beat.tagged(tag):
                if rng.random() < _CHANCE[tag] * min(1.0, 0.45 + size / 30):
                    sentence = self.stated(line, fact, day)
                    if sentence:
                        facts.append(sentence)
        facts = sorted(facts, key=lambda s: (("back" in self.event.beat.facts[s.fact].tags) * 0.6 + rng.random(), s.key))
        extras = [*self.own_reporting(line, paper, day, rng.randint(0, 2) + size // 12), *self._statement(line)]
        for n in range(rng.choice([0, 1, 1]) + size // 12):
            extras += self._colour(line, n)
        for n in range(rng.choice([0, 0, 1]) + size // 12):
            extras += self._told(line, paper, n)
        rng.shuffle(extras)
        body = facts[: max(3, size - len(extras))]
        for extra in extras:
            body.insert(rng.randint(min(1, len(body)), len(body)), extra)
        if rng.random() < 0.4:
            body.append(self._end(line))
        return paragraphs([opening, *body], rng)

    def own_reporting(self, line: str, paper: str, day: int, size: int) -> list[Sentence]:
        """Return sentences that assert what only this newspaper knows, and its own interviews."""
        rng = self.rng
        result = []
        for _ in range(min(len(self._own), rng.choice([0, 1, 1, 2]))):
            sentence = self.stated(line, self._own.pop(), day)
            if sentence:
                if rng.random() < _CUE and "<cue" not in sentence.text:
                    cue = rng.choice(self.generic.lists["cue"]).replace("{paper}", paper)
                    sentence = Sentence(sentence.key, sentence.fact, sentence.form, f"{sentence.text[:-1]}{cue}.")
                result.append(sentence)
        if rng.random() < 0.3:
            form = chosen(self._take("refusal", self.generic.lists["refusal"]) or self.generic.lists["refusal"][0], rng)
            values = {"{paper}": paper, "{body}": self._take("body", self.generic.lists["body"])}
            for slot, value in values.items():
                form = form.replace(slot, value)
            result.append(Sentence(f"{line}/refusal", "refusal", -1, _capital(form)))
        if size and rng.random() < 0.5:
            result += self._told(line, paper, 9)
        for n in range(max(1, size)):
            quote = self._quotation(line, paper, n)
            if quote:
                result.append(quote)
        return result

    def stated(self, line: str, fact: Fact, day: int) -> Sentence | None:
        """Return a fact in a construction that nobody has used, or None when there is none left."""
        free = [n for n in range(len(fact.forms)) if not self._used[fact.name, n] and n not in self._kept(fact)]
        if not free and "lead" in fact.tags:
            free = [n for n in range(len(fact.forms)) if not self._used[fact.name, n]]
        if not free and "lead" not in fact.tags:
            return None
        form = self.rng.choice(free) if free else min(range(len(fact.forms)), key=lambda n: (self._used[fact.name, n], n))
        self._used[fact.name, form] += 1
        self._reported.add((fact.name, form))
        text = self.event.marked(chosen(fact.forms[form], self.rng), day)
        if fact.source and self.rng.random() < _ATTRIBUTED and not _SAYS.search(text):
            text = self._attributed(text, fact)
        return Sentence(f"{line}/{fact.name}", fact.name, form, _capital(text))

    def _kept(self, fact: Fact) -> frozenset[int]:
        """Return the constructions kept for those who rewrite."""
        if fact.name not in self._reserve:
            self._reserve[fact.name] = frozenset(self.rng.sample(range(len(fact.forms)), _RESERVED))
        return self._reserve[fact.name]

    def headline(self, day: int) -> str:
        """Return a headline that nobody has used."""
        form = self._take("head", self.event.beat.heads)
        return _capital(self.event.marked(form, day))

    def opinion(self, line: str) -> list[Sentence]:
        """Return a columnist's own sentences about nothing in particular."""
        texts = [self._take("opinion", self.generic.lists["opinion"]) for _ in range(self.rng.randint(5, 9))]
        return [Sentence(f"{line}/opinion{n}", f"opinion {t[:20]}", -1, t, opens=n % 2 == 0) for n, t in enumerate(texts)]

    # --- in other words --------------------------------------------------------------------------

    def reworded(self, sentence: Sentence, known: frozenset[str]) -> Sentence | None:
        """Return the same fact in another construction, or None when the book has none.

        `known` are the slots that the exemplar states: nobody rewrites what he has not read.
        """
        if sentence.fact.startswith("quote"):
            return self._reframed(sentence)
        fact = self.event.beat.facts.get(sentence.fact)
        if fact is None:
            return None
        options = [n for n, form in enumerate(fact.forms) if n != sentence.form and (fact.name, n) not in self._reported and slots_of(form) <= known]
        if not options:
            return None
        self.rng.shuffle(options)
        form = min(options, key=lambda n: self._used[fact.name, n])
        self._used[fact.name, form] += 1
        text = self.event.marked(chosen(fact.forms[form], self.rng), 0)
        text = repinned(text, sentence.text)
        if fact.source and self.rng.random() < 0.3 and not _SAYS.search(text):
            text = self._attributed(text, fact)
        return Sentence(sentence.key, sentence.fact, form, _capital(text), sentence.source, (), sentence.opens)

    def known(self, body: tuple[Sentence, ...]) -> frozenset[str]:
        """Return the slots that an article states."""
        found: set[str] = set()
        for sentence in body:
            fact = self.event.beat.facts.get(sentence.fact)
            if fact and sentence.form >= 0:
                found |= slots_of(fact.forms[sentence.form])
        return frozenset(found)

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

    # --- parts -----------------------------------------------------------------------------------

    def _attributed(self, text: str, fact: Fact) -> str:
        source = self.rng.choice(self.event.beat.lists[f"source {fact.source}"])
        frame = self.rng.choice(self.generic.lists["source attribution"])
        first = fact.forms[0][:1]
        lowered = text if text[:1] == "<" or first == "{" or re.match(r"[A-Z]\w+ ([A-Z]|<)|I\b", text) else text[:1].lower() + text[1:]
        if re.match(r"(Prosecutors|Police)\b", text) and source.lower().startswith(("police", "prosecut")):
            return text
        if any(text.startswith(p) for p in self.event.values.values() if p[:1].isupper()):
            lowered = text
        return frame.replace("{x}", text[:-1]).replace("{y}", lowered[:-1]).replace("{src}", source)

    def _quotation(self, line: str, paper: str, n: int) -> Sentence | None:
        rng, beat = self.rng, self.event.beat
        kind = rng.choice(["witness", "witness", "official", "expert"])
        if kind == "official":
            speaker = rng.choice(beat.lists["officials"][0].split()) if "officials" in beat.lists else ""
        else:
            speaker = f"{line}.{kind}{n}"
            age = rng.randint(19, 78) if kind == "witness" else None
            self.event.people[speaker] = self.event.pools.person("", self._role(kind), age)
        parts = []
        for _ in range(rng.choice([1, 2, 2])):
            source = kind if rng.random() < (0.7 if kind == "witness" else 0.88) else "any"
            pool = beat.lists[f"say {kind}"] if source == kind else self.generic.lists["say any"]
            said = self._take(f"say {source}", pool)
            if said:
                parts.append(chosen(said, rng))
        if not parts:
            return None
        told = rng.random() < 0.45
        name = "frame told" if told else "frame double" if len(parts) > 1 else "frame plain"
        frames = [f for f in self.generic.lists[name] if len(parts) > 1 or "R" not in f]
        frame = rng.choice(frames).replace("{told}", f"<told:{paper}>")
        return Sentence(f"{line}/{speaker}", f"quote {speaker}", -1, framed(frame, parts, f"<w:{speaker}>"))

    def _statement(self, line: str) -> list[Sentence]:
        """The public statement: several reporters quote it, in the same words and on their own."""
        rng, beat = self.rng, self.event.beat
        if "say statement" not in beat.lists or rng.random() < 0.45:
            return []
        speaker = beat.lists["officials"][0].split()[-1]
        lines = list(beat.lists["say statement"])
        first = rng.randrange(len(lines))
        parts = [p.rstrip(".") for p in lines[first : first + rng.choice([1, 1, 2])]]
        if len(parts) == 1:
            frame = rng.choice(self.generic.lists["frame statement"])
        else:
            frame = rng.choice(self.generic.lists["frame double"])
        return [Sentence(f"{line}/statement", f"quote statement{first}", -1, framed(frame, parts, f"<w:{speaker}>"))]

    def _colour(self, line: str, n: int) -> list[Sentence]:
        own = self.rng.random() < 0.6
        text = self._take("colour", self.event.beat.lists["colour"]) if own else self._take("extra", self.generic.lists["extra colour"])
        if not text:
            return []
        return [Sentence(f"{line}/colour{n}", f"colour {text[:20]}", -1, _capital(self.event.marked(text, 0)))]

    def _told(self, line: str, paper: str, n: int) -> list[Sentence]:
        """What somebody lived through, or what a reporter dug up: nobody else has it."""
        rng = self.rng
        kind = rng.choice(["tale", "tale", "digging"])
        text = chosen(self._take(kind, self.generic.lists[kind]), rng)
        if not text:
            return []
        speaker = f"{line}.told{n}"
        if kind == "tale":
            person = self.event.people[speaker] = self.event.pools.person("", self._role("witness"), rng.randint(19, 80))
            words = ("She", "she", "her", "her", "girl") if person.female else ("He", "he", "him", "his", "boy")
            for slot, word in zip(("{He}", "{he}", "{him}", "{his}", "{child}"), words, strict=True):
                text = text.replace(slot, word)
            text = text.replace("{S}", f"<w:{speaker}>").replace("{s}", f"<w:{speaker}>")
        values = {"{n}": f"<n:{line}n={rng.randint(4, 60)}>", "{k}": f"<n:{line}k={rng.randint(2, 12)}>", "{paper}": paper, "{month}": rng.choice(_MONTHS)}
        for slot, value in values.items():
            text = text.replace(slot, value)
        return [Sentence(f"{line}/told{n}", f"told {line}{n}", -1, _capital(text))]

    def _role(self, kind: str) -> str:
        roles = self.event.beat.lists[f"roles {kind}"] + (self.generic.lists["roles any"] if kind == "witness" else ())
        return self._take(f"role {kind}", roles) or self.rng.choice(roles)

    def _end(self, line: str) -> Sentence:
        text = self._take("end", self.generic.lists["news end"])
        text = text.replace("{next}", self.rng.choice(["next week", "the coming days", "the end of the month"]))
        return Sentence(f"{line}/end", "end", -1, text.replace("for the coming", "in the coming"))

    def _take(self, name: str, pool: tuple[str, ...]) -> str:
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
    for slot, value in (("{Q.}", f"{first}."), ("{Q}", first), ("{R.}", f"{rest}."), ("{R}", rest), ("{S}", speaker), ("{s}", speaker)):
        frame = frame.replace(slot, value)
    return frame


def repinned(text: str, before: str) -> str:
    """Return a text with the numbers that the text before it had."""
    values = {m[2]: m[3] for m in _VALUE.finditer(before)}
    return _VALUE.sub(lambda m: f"<{m[1]}:{m[2]}={values.get(m[2], m[3])}>", text)


def slots_of(form: str) -> frozenset[str]:
    """Return the slots of a construction."""
    return frozenset(_SLOT.findall(form))


def paragraphs(body: list[Sentence], rng: Random) -> tuple[Sentence, ...]:
    """Return the sentences with the beginnings of paragraphs marked: one to three sentences each."""
    result, left = [], 0
    for n, sentence in enumerate(body):
        opens = left == 0 or n == 1
        if opens:
            left = rng.choice([1, 1, 2, 2, 3])
        left -= 1
        result.append(Sentence(sentence.key, sentence.fact, sentence.form, sentence.text, sentence.source, sentence.slips, opens))
    return tuple(result)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

