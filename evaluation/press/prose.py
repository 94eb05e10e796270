"""How a reporter writes an event up: facts in an order and in words of his own, people only he has met."""

from __future__ import annotations

from random import Random

from evaluation.press.grammar import chosen
from evaluation.press.phrasing import Phrasing, capital, framed
from evaluation.press.sheets import Sentence

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "September",
    "October",
    "November",
)
_ORDINARY = ("core", "detail", "back")
_CHANCE = {"core": 1.0, "detail": 0.6, "back": 0.5}
"""How likely a thorough reporter uses a fact."""
_THOROUGH = (0.3, 0.85)
"""From which to which share of them the others get: two reporters seldom choose the same."""
_REFUSED = 0.3
"""Chance that somebody would not talk to a reporter."""
_CUE = 0.35
"""Share of own facts that say how the paper knows."""


class Prose(Phrasing):
    """The reporters of one story."""

    def report(self, line: str, paper: str, day: int, size: int) -> tuple[Sentence, ...]:
        """Return an independent reporter's article of about `size` sentences."""
        rng = self.rng
        lead = rng.choice(self.event.beat.tagged("lead"))
        opening = self.stated(line, lead, day)
        assert opening is not None
        facts: list[Sentence] = []
        thorough = rng.uniform(*_THOROUGH)
        for tag in _ORDINARY:
            for fact in self.event.beat.tagged(tag):
                if rng.random() < _CHANCE[tag] * thorough:
                    sentence = self.stated(line, fact, day)
                    if sentence:
                        facts.append(sentence)
        facts = sorted(
            facts,
            key=lambda s: (
                ("back" in self.event.beat.facts[s.fact].tags) * 0.6 + rng.random(),
                s.key,
            ),
        )
        extras = [
            *self.own_reporting(line, paper, day, rng.randint(0, 2) + size // 7),
            *self._statement(line),
        ]
        for n in range(rng.choice([0, 1, 1]) + size // 12):
            extras += self._colour(line, n)
        for n in range(rng.choice([0, 0, 1]) + size // 7):
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
        for _ in range(min(len(self.own), rng.choice([0, 1, 1, 2]))):
            sentence = self.stated(line, self.own.pop(), day)
            if sentence:
                if rng.random() < _CUE and "<cue" not in sentence.text:
                    cue = rng.choice(self.generic.lists["cue"]).replace("{paper}", paper)
                    sentence = Sentence(
                        sentence.key, sentence.fact, sentence.form, f"{sentence.text[:-1]}{cue}."
                    )
                result.append(sentence)
        if size and rng.random() < 0.5:
            result += self._told(line, paper, 9)
        for n in range(max(1, size)):
            quote = self._quotation(line, paper, n)
            if quote:
                result.append(quote)
        if not result or rng.random() < _REFUSED:
            result.insert(0, self._refusal(line, paper))
        return result

    def _refusal(self, line: str, paper: str) -> Sentence:
        """Somebody would not talk to this newspaper."""
        forms = self.generic.lists["refusal"]
        form = chosen(self.take("refusal", forms) or self.rng.choice(forms), self.rng)
        body = self.take("body", self.generic.lists["body"])
        text = form.replace("{paper}", paper).replace("{body}", body)
        return Sentence(f"{line}/refusal", "refusal", -1, capital(text))

    def opinion(self, line: str) -> list[Sentence]:
        """Return a columnist's own sentences about nothing in particular."""
        texts = [
            self.take("opinion", self.generic.lists["opinion"])
            for _ in range(self.rng.randint(5, 9))
        ]
        return [
            Sentence(f"{line}/opinion{n}", f"opinion {t[:20]}", -1, t, opens=n % 2 == 0)
            for n, t in enumerate(texts)
        ]

    def gloss(self, line: str) -> Sentence:
        """Return a closing sentence that says nothing new."""
        text = self.take("gloss", self.generic.lists["gloss"])
        return Sentence(f"{line}/gloss", "gloss", -1, text, opens=True)

    def _quotation(self, line: str, paper: str, n: int) -> Sentence | None:
        rng, beat = self.rng, self.event.beat
        kind = rng.choice(["witness", "witness", "official", "expert"])
        if kind == "official":
            speaker = (
                rng.choice(beat.lists["officials"][0].split()) if "officials" in beat.lists else ""
            )
        else:
            speaker = f"{line}.{kind}{n}"
            age = rng.randint(19, 78) if kind == "witness" else None
            self.event.people[speaker] = self.event.pools.person("", self._role(kind), age)
        parts = []
        for _ in range(rng.choice([1, 2, 2])):
            source = kind if rng.random() < (0.7 if kind == "witness" else 0.88) else "any"
            pool = beat.lists[f"say {kind}"] if source == kind else self.generic.lists["say any"]
            said = self.take(f"say {source}", pool)
            if said:
                parts.append(chosen(said, rng))
        if not parts:
            return None
        told = rng.random() < 0.45
        name = "frame told" if told else "frame double" if len(parts) > 1 else "frame plain"
        frames = [f for f in self.generic.lists[name] if len(parts) > 1 or "R" not in f]
        frame = rng.choice(frames).replace("{told}", f"<told:{paper}>")
        return Sentence(
            f"{line}/quote{n}", f"quote {line}.{n}", -1, framed(frame, parts, f"<w:{speaker}>")
        )

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
        return [
            Sentence(
                f"{line}/statement",
                f"quote statement{first}",
                -1,
                framed(frame, parts, f"<w:{speaker}>"),
            )
        ]

    def _colour(self, line: str, n: int) -> list[Sentence]:
        own = self.rng.random() < 0.6
        text = (
            self.take("colour", self.event.beat.lists["colour"])
            if own
            else self.take("extra", self.generic.lists["extra colour"])
        )
        if not text:
            return []
        return [
            Sentence(
                f"{line}/colour{n}", f"colour {text[:20]}", -1, capital(self.event.marked(text, 0))
            )
        ]

    def _told(self, line: str, paper: str, n: int) -> list[Sentence]:
        """What somebody lived through, or what a reporter dug up: nobody else has it."""
        rng = self.rng
        kind = rng.choice(["tale", "tale", "digging"])
        text = self.take(kind, self.generic.lists[kind])
        if not text:
            return []
        speaker = f"{line}.told{n}"
        if kind == "tale":
            person = self.event.people[speaker] = self.event.pools.person(
                "", self._role("witness"), rng.randint(19, 80)
            )
            words = (
                ("She", "she", "her", "her", "girl")
                if person.female
                else ("He", "he", "him", "his", "boy")
            )
            for slot, word in zip(
                ("{He}", "{he}", "{him}", "{his}", "{child}"), words, strict=True
            ):
                text = text.replace(slot, word)
            text = text.replace("{S}", f"<w:{speaker}>").replace("{s}", f"<w:{speaker}>")
        values = {
            "{n}": f"<n:{line}n={rng.randint(4, 60)}>",
            "{k}": f"<n:{line}k={rng.randint(2, 12)}>",
            "{paper}": paper,
            "{month}": rng.choice(_MONTHS),
        }
        for slot, value in values.items():
            text = text.replace(slot, value)
        text, self.otherwise[f"told {line}{n}"] = text.split(" || ")
        return [Sentence(f"{line}/told{n}", f"told {line}{n}", -1, capital(text))]

    def _role(self, kind: str) -> str:
        roles = self.event.beat.lists[f"roles {kind}"] + (
            self.generic.lists["roles any"] if kind == "witness" else ()
        )
        return self.take(f"role {kind}", roles) or self.rng.choice(roles)

    def _end(self, line: str) -> Sentence:
        text = self.take("end", self.generic.lists["news end"])
        text = text.replace(
            "{next}", self.rng.choice(["next week", "the coming days", "the end of the month"])
        )
        return Sentence(f"{line}/end", "end", -1, text.replace("for the coming", "in the coming"))


def paragraphs(body: list[Sentence], rng: Random) -> tuple[Sentence, ...]:
    """Return the sentences with the beginnings of paragraphs marked: one to three sentences each."""
    result, left = [], 0
    for n, sentence in enumerate(body):
        opens = left == 0 or n == 1
        if opens:
            left = rng.choice([1, 1, 2, 2, 3])
        left -= 1
        result.append(
            Sentence(
                sentence.key,
                sentence.fact,
                sentence.form,
                sentence.text,
                sentence.source,
                sentence.slips,
                opens,
            )
        )
    return tuple(result)
