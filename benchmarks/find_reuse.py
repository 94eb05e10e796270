"""How far is the lexical engine from its bound? `python -m benchmarks.find_reuse [DOCUMENTS]`.

The bound is measured in the same run on the same texts: passes that only hash words and grams and
sort the kept keys. What is printed is a ratio of CPU seconds, so runs on different machines compare.
"""

from __future__ import annotations

import platform
import random
import sys
import time

import numpy as np

from firsthand.reuse import find_reuse
from firsthand.reuse.fingerprint import fingerprint

WORDS = 440  # the mean length of a news article
VOCABULARY = 40_000
COPIED = 0.2  # share of documents that carry a passage of another


def corpus(n: int) -> list[str]:
    """Return n made-up articles with word frequencies by Zipf's law and planted passages."""
    rng = random.Random(1)
    weights = [1 / (k + 2.7) for k in range(VOCABULARY)]
    total = [f"w{k:x}" for k in range(VOCABULARY)]
    texts: list[list[str]] = []
    for _ in range(n):
        words = rng.choices(total, weights, k=WORDS)
        if texts and rng.random() < COPIED:
            source = rng.choice(texts)
            at = rng.randrange(len(source) - 60)
            words[100:160] = source[at : at + 60]
        texts.append(words)
    return [" ".join(t) for t in texts]


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    texts = corpus(n)
    find_reuse(texts[:20])  # compiles, or loads what was compiled
    bounds, engines = [], []
    for _ in range(3):
        start = time.process_time()
        np.sort(fingerprint(texts).grams)
        bounds.append(time.process_time() - start)
        start = time.process_time()
        rows = find_reuse(texts)
        engines.append(time.process_time() - start)
    bound, engine = min(bounds), min(engines)
    print(f"{platform.machine()}, Python {platform.python_version()}, {n} documents, {len(rows)} passages")
    print(f"engine {1e6 * engine / n:.0f} us a document, bound {1e6 * bound / n:.0f} us, ratio {engine / bound:.2f}")


if __name__ == "__main__":
    main()
