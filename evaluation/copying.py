"""A scribe's workshop: a text in an invented language, copied through a random tree with errors.

What manuscript traditions do to a text, in the proportions that differ from tradition to tradition:
letters, words, eye-skips, doubled small words, swapped neighbours, corrections of what looks wrong,
habits of spelling, lost books, lost leaves, and copies made from two books. The rates are drawn
per tradition, so nothing can be fitted to one of them. No text of anybody is used.

`python -m evaluation.copying OUT --traditions N --seed S` writes folders that `python -m evaluation stemma OUT` reads.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

_ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "")
_NUCLEI = ("a", "e", "i", "o", "u", "ai", "ie", "uo")
_CODAS = ("", "", "n", "r", "s", "l", "t", "m")
_ALIKE = {
    "a": "eo", "b": "hv", "c": "et", "d": "tb", "e": "ci", "f": "s", "g": "jk", "h": "b", "i": "jy",
    "j": "i", "k": "cg", "l": "i", "m": "n", "n": "mu", "o": "ae", "p": "b", "r": "l", "s": "f",
    "t": "cd", "u": "vn", "v": "uw", "w": "v", "y": "i",
}  # fmt: skip


def tradition(seed: int, nodes: tuple[int, int] = (18, 56)) -> dict[str, Any]:
    """Return `{"witnesses": [{id, text}], "stemma": {edges_parent_child, hypothetical, witnesses}}`."""
    draw = random.Random(f"tradition {seed}")
    lexicon = _lexicon(draw)
    size = draw.randint(*nodes)
    lost_share = draw.uniform(0.15, 0.5)
    mixed_share = draw.choice((0.0, 0.05, 0.12))
    rate = draw.uniform(0.008, 0.05)  # changes a word a copy
    kinds = [draw.uniform(0.2, 1.0) for _ in range(6)]
    bushy = draw.uniform(0.0, 1.5)
    texts = [_text(draw, lexicon)]
    exemplars: list[tuple[int, ...]] = [()]
    for n in range(1, size):
        weights = [(1 + sum(m in e for e in exemplars)) ** bushy for m in range(n)]
        source = draw.choices(range(n), weights)[0]
        page = texts[source]
        chosen = (source,)
        if n > 3 and draw.random() < mixed_share:
            other = draw.choice([m for m in range(n) if m != source])
            cut = draw.uniform(0.25, 0.75)
            page = page[: int(cut * len(page))] + texts[other][int(cut * len(texts[other])) :]
            chosen = (source, other)
        texts.append(_copied(draw, page, lexicon, rate * draw.gammavariate(2.0, 0.5), kinds))
        exemplars.append(chosen)
    held = draw.sample(range(size), max(13, min(40, round(size * (1 - lost_share)))))
    damaged = draw.uniform(0.0, 0.5)
    witnesses = []
    order = {m: f"w{i:02}" for i, m in enumerate(draw.sample(held, len(held)))}
    name = {m: order.get(m, f"lost{m:02}") for m in range(size)}
    for m in sorted(held, key=lambda m: name[m]):
        words = _damaged(draw, texts[m]) if draw.random() < damaged else texts[m]
        witnesses.append({"id": name[m], "text": " ".join(words)})
    return {
        "witnesses": witnesses,
        "stemma": {
            "edges_parent_child": [[name[p], name[c]] for c, ps in enumerate(exemplars) for p in ps],
            "hypothetical": sorted(name[m] for m in range(size) if m not in order),
            "witnesses": sorted(order.values()),
        },
    }


def write(out: Path, traditions: int, seed: int) -> None:
    """Write so many traditions, a folder each; the same seed gives the same bytes."""
    for n in range(seed, seed + traditions):
        made, folder = tradition(n), out / f"{n:05}"
        folder.mkdir(parents=True)
        rows = (json.dumps(w, ensure_ascii=False) for w in made["witnesses"])
        (folder / "witnesses.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        (folder / "stemma.json").write_text(json.dumps(made["stemma"]), encoding="utf-8")


def _lexicon(draw: random.Random) -> list[str]:
    onsets, nuclei = draw.sample(_ONSETS, 12), draw.sample(_NUCLEI, 5)

    def word(syllables: int) -> str:
        return "".join(
            draw.choice(onsets) + draw.choice(nuclei) + draw.choice(_CODAS) for _ in range(syllables)
        )

    small = [word(1) for _ in range(25)]
    return small + [word(draw.choice((2, 2, 3, 3, 4))) for _ in range(600)]


def _text(draw: random.Random, lexicon: list[str]) -> list[str]:
    size = draw.randint(600, 1300)
    weights = [1 / (n + 3) for n in range(len(lexicon))]
    return draw.choices(lexicon, weights, k=size)


def _copied(
    draw: random.Random, page: list[str], lexicon: list[str], rate: float, kinds: list[float]
) -> list[str]:
    known = set(lexicon)
    corrects = draw.choice((0.0, 0.1, 0.3))
    habit = draw.choice(sorted(_ALIKE)) if draw.random() < 0.15 else None
    out: list[str] = []
    at = 0
    while at < len(page):
        word = page[at]
        at += 1
        if word not in known and draw.random() < corrects:
            word = _nearest(word, lexicon)
        if habit is not None and habit in word[1:] and draw.random() < 0.5:
            word = word[0] + word[1:].replace(habit, _ALIKE[habit][0])
        if draw.random() >= rate:
            out.append(word)
            continue
        kind = draw.choices(range(6), kinds)[0]
        if kind == 0:
            out.append(_misspelt(draw, word))
        elif kind == 1:
            # The same few substitutes come to every scribe's mind.
            out.append(lexicon[(hash_of(word) + draw.choice((0, 0, 1, 2))) % len(lexicon)])
        elif kind == 2:
            if draw.random() < 0.2:
                at += draw.randint(2, 12)
        elif kind == 3:
            out += [word, draw.choice(lexicon[:25])]
        elif kind == 4 and at < len(page):
            out += [page[at], word]
            at += 1
        else:
            out.append(draw.choice(lexicon[:25]) if word in lexicon[:25] else _misspelt(draw, word))
    return out


def hash_of(word: str) -> int:
    """Return a number that a word always has, whatever the hash seed."""
    return sum((n + 1) * ord(c) for n, c in enumerate(word))


def _misspelt(draw: random.Random, word: str) -> str:
    at = draw.randrange(len(word))
    way = draw.randrange(3)
    if way == 0 and len(word) > 2:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + draw.choice(_ALIKE.get(word[at], "ae")) + word[at + 1 :]


def _nearest(word: str, lexicon: list[str]) -> str:
    letters = set(zip(word, word[1:] + "$", strict=True))
    return max(
        lexicon, key=lambda w: len(letters & set(zip(w, w[1:] + "$", strict=True))) - abs(len(w) - len(word))
    )


def _damaged(draw: random.Random, page: list[str]) -> list[str]:
    for _ in range(draw.choice((1, 1, 2))):
        size = int(len(page) * draw.uniform(0.05, 0.5))
        at = draw.choice((0, len(page) - size, draw.randrange(len(page) - size + 1)))
        page = page[:at] + page[at + size :]
    return page


def main() -> None:
    """Write traditions as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.copying", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--traditions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=5_000)
    chosen = parser.parse_args()
    write(chosen.out, chosen.traditions, chosen.seed)


if __name__ == "__main__":
    main()
