"""What editors do to a text that is not theirs: cut, trim, restyle, abridge, retell, join, update."""

from __future__ import annotations

import re
from random import Random

import msgspec

from evaluation.press.prose import Prose
from evaluation.press.sheets import SELF, Sentence, Slip
from evaluation.press.synonyms import worded

_SHORTEST = 4
"""Sentences that a cut or rewritten text has at least."""
_LEFT_OUT = 0.6
"""Chance that a rewriter who finds no other words for a sentence leaves it out."""
Body = tuple[Sentence, ...]
_TRAILING = re.compile(r"^(.*), (?:(according to [a-z' ]+)|([a-z' ]+) said|said ([a-z' ]+))\.$")
_FRONT = re.compile(r"^According to ([a-z' ]+), (.*)\.$")
_ADVERBIAL = re.compile(
    r", (?:however|apparently|so far|for now|of all things),? | (?:simply|really|quite|already|entirely) "
)


def taken(body: Body, node: str) -> Body:
    """Return a text as its copyist finds it: all of it is from `node`."""
    return tuple(msgspec.structs.replace(s, source=node, slips=()) for s in body)


def cut_end(body: Body, rng: Random) -> Body:
    """Return a text cut from the end, as desks cut for space."""
    keep = max(_SHORTEST, round(len(body) * rng.uniform(0.5, 0.95)))
    return body[:keep]


def thinned(body: Body, rng: Random, chance: float) -> Body:
    """Return a text without some of its sentences; the first stays."""
    return tuple(s for n, s in enumerate(body) if n == 0 or rng.random() >= chance)


def cues_dropped(body: Body, rng: Random, chance: float) -> Body:
    """Return a text in which "told the Herald" has become "said" here and there."""
    return tuple(
        msgspec.structs.replace(s, text=_uncued(s.text)) if rng.random() < chance else s
        for n, s in enumerate(body)
        if n == 0 or s.fact != "refusal" or rng.random() >= chance
    )


def _uncued(text: str) -> str:
    text = re.sub(r" by telephone:", ":", text) if "<told" in text else text
    text = re.sub(r"<told:[^<>]*>", "said", text)
    text = re.sub(r"<cue:[^<>]*>", "", text)
    return re.sub(r"^In an interview, ", "", text)


def trimmed(body: Body, rng: Random, chance: float) -> Body:
    """Return a text whose quotations have lost a sentence here and there."""

    def trim(text: str) -> str:
        if text.count('"') == 4 and re.search(r'\. "[^"]*"$', text):
            return re.sub(r' "[^"]*"$', "", text)
        return re.sub(r'"([^".]{12,})\. [^"]*([,.])"', r'"\1\2"', text, count=1)

    return tuple(
        msgspec.structs.replace(s, text=trim(s.text))
        if '"' in s.text and rng.random() < chance
        else s
        for s in body
    )


def edited(body: Body, rng: Random, chance: float) -> Body:
    """Return a text with light edits: a synonym, an attribution moved, an adverb gone."""
    return tuple(
        msgspec.structs.replace(s, text=_lightly(s.text, rng, first=n == 0))
        if rng.random() < chance
        else s
        for n, s in enumerate(body)
    )


def _lightly(text: str, rng: Random, *, first: bool) -> str:
    kind = rng.random()
    if kind < 0.3:
        match = _TRAILING.match(text)
        if match and '"' not in text and match[1][:1].isalpha():
            who = match[2].removeprefix("according to ") if match[2] else match[3] or match[4]
            first = match[1].split(" ", 1)[0]
            rest = match[1][0].lower() + match[1][1:] if first in _LOWERABLE else match[1]
            return f"According to {who}, {rest}."
        match = _FRONT.match(text)
        if match:
            return f"{match[2][:1].upper()}{match[2][1:]}, {match[1]} said."
    if kind < 0.45:
        return _ADVERBIAL.sub(" ", text, count=1)
    if kind < 0.55 and not first:
        return _loosened(text, rng)
    return worded(text, rng, rng.randint(1, 4))


_LOWERABLE = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "Its",
        "Some",
        "About",
        "Around",
        "At",
        "Not",
        "Most",
        "Part",
        "There",
        "They",
        "This",
        "That",
        "No",
        "Only",
        "After",
        "In",
        "Whether",
        "Early",
        "For",
        "As",
    ]
)


def retold(body: Body, prose: Prose, rng: Random, keep: float) -> Body:
    """Return a fluent rewriting: other constructions, another order, `keep` of the sentences."""
    chance = {"colour": 0.1, "end": 0.1, "refusal": 0.0, "quote": keep * 0.55, "told": keep * 0.6}
    kept = [
        s
        for n, s in enumerate(body)
        if n == 0 or rng.random() < chance.get(s.fact.split(" ")[0], keep)
    ]
    if len(kept) < _SHORTEST:
        kept = list(body[:_SHORTEST])
    result: list[Sentence] = []
    for sentence in trimmed(tuple(kept), rng, 0.4):
        new = prose.reworded(sentence, body)
        if new is None and len(result) >= _SHORTEST and rng.random() < _LEFT_OUT:
            continue
        if new is None:
            new = msgspec.structs.replace(
                sentence,
                text=_uncued(_reworked(sentence.text, rng, first=not result)),
            )
        elif rng.random() < 0.5:
            new = msgspec.structs.replace(new, text=worded(new.text, rng, 2))
        result.append(msgspec.structs.replace(new, text=_uncued(new.text)))
    first, rest = result[0], result[1:]
    keys = {s.key: n + rng.uniform(0, 5) for n, s in enumerate(rest)}
    return (first, *sorted(rest, key=lambda s: keys[s.key]))


def abridged(body: Body, prose: Prose, rng: Random, credit: str) -> Body:
    """Return a short human rewriting; with `credit`, one sentence says whose report it is."""
    short = retold(body, prose, rng, rng.uniform(0.35, 0.7))
    if rng.random() < 0.6:
        order = [s.key for s in body]
        short = tuple(sorted(short, key=lambda s: order.index(s.key)))
    if not credit:
        return short
    spots = [
        n
        for n, s in enumerate(short)
        if s.text[-1] == "."
        and '"' not in s.text
        and "said" not in s.text
        and "ccording" not in s.text
    ]
    at = spots[0] if spots and rng.random() < 0.7 else rng.choice(spots) if spots else None
    if at is None:
        return short
    sentence = short[at]
    form = rng.choice(
        [
            ", {c} reports.",
            ", according to {c}.",
            ", {c} reported.",
            ", {c} said.",
            ", as first reported by {c}.",
        ]
    )
    text = sentence.text[:-1] + form.replace("{c}", credit)
    return (*short[:at], msgspec.structs.replace(sentence, text=text), *short[at + 1 :])


_LINKS = (
    "Meanwhile, ",
    "In addition, ",
    "At the same time, ",
    "As it turned out, ",
    "By all accounts, ",
    "What is more, ",
    "Apparently, ",
)


def _reworked(text: str, rng: Random, *, first: bool) -> str:
    text = _turned(worded(text, rng, 8), rng)
    return text if first else _loosened(text, rng)


def _loosened(text: str, rng: Random) -> str:
    """Cut a sentence in two, or hang it on the one before."""
    match = re.match(
        r"^([^\"<>]{25,}?)(?:; | and )((?:it|he|she|they|the|there) [^\"]{15,})$", text
    )
    if match and rng.random() < 0.7:
        return f"{match[1].rstrip(',')}. {match[2][0].upper()}{match[2][1:]}"
    first = text.split(" ", 1)[0]
    if first in _LOWERABLE and rng.random() < 0.5:
        return rng.choice(_LINKS) + text[0].lower() + text[1:]
    return text


def _turned(text: str, rng: Random) -> str:
    """Move a leading adverbial clause to the end."""
    match = re.match(
        r"^((?:In|At|After|By|On|For|From|With|When|Since) [^,\"<>]{4,60}), ([^\"]*)\.$", text
    )
    if match and rng.random() < 0.8:
        return f"{match[2][:1].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}."
    return text


def joined(one: Body, two: Body, rng: Random) -> Body:
    """Return a text made of two, paragraph by paragraph, without stating a fact twice."""
    stated = {s.fact for s in one if not s.fact.startswith(("quote", "colour"))}
    lead = {"end"}
    other = [s for n, s in enumerate(two) if n and s.fact not in stated | lead]
    blocks_one, blocks_two = _blocks(one), _blocks(tuple(other))
    result = list(blocks_one.pop(0))
    while blocks_one or blocks_two:
        share = len(blocks_two) / (len(blocks_one) + len(blocks_two))
        source = blocks_two if rng.random() < share else blocks_one
        result.extend(source.pop(0))
    return tuple(result)


def _blocks(body: Body) -> list[list[Sentence]]:
    blocks: list[list[Sentence]] = []
    for sentence in body:
        if sentence.opens or not blocks:
            blocks.append([])
        blocks[-1].append(sentence)
    return blocks


def interleaved(body: Body, own: list[Sentence], rng: Random) -> Body:
    """Return a text with an outlet's own sentences put in."""
    result = list(body)
    for sentence in own:
        result.insert(
            rng.randint(1, len(result)), msgspec.structs.replace(sentence, source=SELF, opens=True)
        )
    return tuple(result)


def updated(body: Body, prose: Prose, rng: Random, day: int) -> tuple[Body, tuple[str, ...]]:
    """Return the outlet's later version with the tolls of `day`, and the slots that changed."""
    changed: list[str] = []
    result = []
    for sentence in body:
        text = sentence.text
        slips = list(sentence.slips)
        for slot, toll in prose.event.tolls.items():
            old = re.search(f"<n:{slot}=(\\d+)>", text)
            new = toll[min(day, len(toll) - 1)]
            if old and int(old[1]) != new:
                text = text.replace(old[0], f"<n:{slot}={new}>")
                slips.append(Slip("number", f"<n:{slot}={new}>", old[0]))
                changed.append(slot)
        result.append(msgspec.structs.replace(sentence, text=text, slips=tuple(slips)))
    return thinned(tuple(result), rng, 0.08), tuple(sorted(set(changed)))
