"""A language to write made-up news in: how sentences go, and which words fill them.

Sentences go as those of the repository's own articles (hand-written story families, the phrase
sheets of the simulated press, the demo): their commonest words stay, every other word is reduced
to a class (its ending, or name, or number), and a chain of order two over these symbols gives new
sentences. The words of a class come with the frequencies of the `wordfreq` list of English; names
and figures are invented and follow Zipf's law. Reading the sources and ranking the words takes
about two seconds; drawing is compiled (`benchmarks.writing`).
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

ROOT = Path(__file__).parent.parent
# Words that stay as they stand in a sentence: so many of the commonest.
COMMONEST = 250
LEXICON = 60_000  # words of English that a class may draw from
NAMES = 30_000
# Zipf's law as of names in news: weight 1 / (rank + this).
ZIPF_SHIFT = 20
CONTENT, NAME, NUMBER = 0, 1, 2  # the first classes; the others are endings
ENDINGS = ("ing", "ed", "ly", "ion", "ment", "er", "al", "ity", "s")
CLASSES = 3 + len(ENDINGS)
COMMON = CLASSES  # the class of the words that stay; used where an edit puts in another of them
COMMA, DASH = 1, 2  # marks after a word
_MARKS = {",": COMMA, ";": COMMA, ":": COMMA, "-": DASH, "–": DASH, "—": DASH}
_TOKEN = re.compile(r"^[^\w]*(\w[\w.,'’-]*\w|\w)?([^\w]*)$")
_WORD = re.compile(r"[a-zß-öø-ÿ]+(?:'[a-z]+)?")  # the list has a few in other scripts
_STOP = re.compile(r"(?<=[.!?])[\"”'’)]*\s+(?=[\"“'‘(]?[A-Z0-9{])")
_TAGS = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]+>", re.DOTALL)
_CHOICE = re.compile(r"\[([^\[\]|]*)(?:\|[^\[\]]*)?\]")


class Language(NamedTuple):
    """What the compiled writer needs; arrays by position in the sources unless said otherwise.

    `symbols` is what the chain sees (0: a sentence ends), `words`, `classes` and `marks` what
    stands there. `order2[low2[i]:high2[i]]` are the positions with the same last two symbols as i,
    `order1` the same for the last one. `drawn` and `chance` (cumulative) are by class,
    `class_at[c]:class_at[c + 1]`; `letters` (UTF-8) by word, `word_at[w]:word_at[w + 1]`.
    """

    symbols: NDArray[np.int32]
    words: NDArray[np.int32]
    classes: NDArray[np.int8]
    marks: NDArray[np.int8]
    order1: NDArray[np.int32]
    low1: NDArray[np.int32]
    high1: NDArray[np.int32]
    order2: NDArray[np.int32]
    low2: NDArray[np.int32]
    high2: NDArray[np.int32]
    drawn: NDArray[np.int32]
    chance: NDArray[np.float64]
    class_at: NDArray[np.int64]
    letters: NDArray[np.uint8]
    word_at: NDArray[np.int64]


@cache
def language() -> Language:
    """Return the language of this checkout and of the installed `wordfreq`."""
    lexicon = [word for word in top_n_list("en", LEXICON) if _WORD.fullmatch(word)]
    common = set(lexicon[:COMMONEST])
    spelling: dict[str, int] = {"": 0}
    rows = [(0, 0, 0, 0)]
    for sentence in sentences():
        for at, (printed, mark) in enumerate(sentence):
            kind = class_of(printed, common, first=at == 0)
            word = printed if kind == NAME else printed.lower()
            number = spelling.setdefault(word, len(spelling))
            symbol = 1 + kind if kind != COMMON else 1 + CLASSES + number
            rows.append((symbol, number, kind, mark))
        rows.append((0, 0, 0, 0))
    symbols, words, classes, marks = np.array(rows, dtype=np.int32).T
    order1, low1, high1 = _alike(symbols.astype(np.int64))
    pairs = symbols.astype(np.int64) * (symbols.max() + 1)
    order2, low2, high2 = _alike(np.r_[0, pairs[:-1]] + symbols)
    drawn, chance, class_at = _draws(lexicon, common, spelling)
    letters = [w.encode() for w in spelling]
    return Language(
        symbols=np.ascontiguousarray(symbols), words=np.ascontiguousarray(words),
        classes=classes.astype(np.int8), marks=marks.astype(np.int8),
        order1=order1, low1=low1, high1=high1, order2=order2, low2=low2, high2=high2,
        drawn=drawn, chance=chance, class_at=class_at,
        letters=np.frombuffer(b"".join(letters), dtype=np.uint8),
        word_at=np.cumsum([0, *map(len, letters)], dtype=np.int64),
    )  # fmt: skip


@cache
def edition() -> str:
    """Return what the language was made of: a digest of the sources and the word list's version."""
    digest = hashlib.sha256("\n".join(_sources()).encode()).hexdigest()[:16]
    return f"sources {digest}, wordfreq {version('wordfreq')}"


def sentences() -> Iterator[list[tuple[str, int]]]:
    """Yield the sentences of the repository's own articles as words with the mark after each."""
    for text in _sources():
        for paragraph in text.split("\n"):
            for sentence in _STOP.split(paragraph):
                out = []
                for token in sentence.split():
                    found = _TOKEN.match(token)
                    if found and found[1]:
                        out.append((found[1].replace("’", "'"), _MARKS.get(found[2][:1], 0)))
                    elif out and token[:1] in _MARKS:
                        out[-1] = (out[-1][0], DASH)
                if len(out) >= 4:
                    yield out


def class_of(word: str, common: set[str], *, first: bool) -> int:
    """Return the class of a word; `first` says that it opens a sentence and has its capital there."""
    if any(c.isdigit() for c in word):
        return NUMBER
    if word[:1].isupper() and not (first and word_frequency(word, "en") > 1e-6):
        return NAME
    if word.lower() in common:
        return COMMON
    for k, ending in enumerate(ENDINGS):
        if word.endswith(ending):
            return 3 + k
    return CONTENT


@cache
def _sources() -> tuple[str, ...]:
    out = []
    folders = (ROOT / "evaluation/story_families", ROOT / "src/firsthand/demo/articles")
    for path in sorted(p for folder in folders for p in folder.rglob("*")):
        if path.suffix in {".txt", ".html"}:
            text = path.read_text(encoding="utf-8")
            out.append(html.unescape(_TAGS.sub("\n", text)) if path.suffix == ".html" else text)
    for path in sorted((ROOT / "evaluation/press/beats").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        said = (line[2:] for line in lines if line.startswith("- "))
        filled = (re.sub(r"\{[^}]*\}", "Somebody", _CHOICE.sub(r"\1", line)) for line in said)
        out.append("\n".join(filled))
    return tuple(out)


def _alike(keys: NDArray[np.int64]) -> tuple[NDArray[np.int32], ...]:
    """Return the positions by key, and for each position where those of its key begin and end."""
    order = np.argsort(keys, kind="stable")
    low = np.searchsorted(keys[order], keys, side="left")
    high = np.searchsorted(keys[order], keys, side="right")
    return order.astype(np.int32), low.astype(np.int32), high.astype(np.int32)


def _draws(
    lexicon: list[str], common: set[str], spelling: dict[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]:
    weights: list[dict[str, float]] = [{} for _ in range(CLASSES + 1)]
    for word in lexicon:
        weights[class_of(word, common, first=False)][word] = word_frequency(word, "en")
    for rank, name in enumerate(_names(Random(1))):
        weights[NAME][name] = 1 / (rank + ZIPF_SHIFT)
    weights[NUMBER] = dict(_figures())
    drawn: list[int] = []
    chance: list[NDArray[np.float64]] = []
    class_at = [0]
    for of_class in weights:
        drawn += [spelling.setdefault(word, len(spelling)) for word in of_class]
        share = np.cumsum(np.array(list(of_class.values())))
        chance.append(share / share[-1])
        class_at.append(len(drawn))
    return np.array(drawn, dtype=np.int32), np.concatenate(chance), np.array(class_at)


def _names(rng: Random) -> Iterable[str]:
    """Return names in order of fame, most of them surnames and places put together from two parts."""
    lines = (ROOT / "evaluation/press/names.txt").read_text(encoding="utf-8").splitlines()
    parts = {kind: rest.split(", ") for kind, rest in (line.split(": ") for line in lines)}
    whole = [*parts["men"], *parts["women"], *parts["papers"], *parts["streets"], *parts["rivers"]]
    out = dict.fromkeys(whole)
    while len(out) < NAMES:
        kind = rng.choice(("surname", "place"))
        middle = rng.choice(("", "", "", "el", "an", "or", "is"))
        head, tail = rng.choice(parts[f"{kind} heads"]), rng.choice(parts[f"{kind} tails"])
        out[head + middle + tail] = None
    names = list(out)
    rng.shuffle(names)
    return names


def _figures() -> Iterator[tuple[str, float]]:
    """Yield figures with weights: the smaller the likelier (Benford), years, decimals, sums."""
    for n in range(1, 1000):
        yield str(n), 1 / n
    for n in range(1950, 2027):
        yield str(n), 0.02
    for n in range(1000, 100_000, 50):
        yield f"{n:,}", 25 / n
    for n in range(1, 1000):
        yield f"{n // 10}.{n % 10}", 0.3 / n
