"""How often unrelated texts share a run of words, by the information of the run: what `find` takes for chance.

    python -m evaluation.chance_runs DATA

Pages of wiki-versions on different things (the first version of each) and articles of ECB+ on different
events, all pairs. Runs of more than `TEMPLATE` bits are templates (tables of countries, taxonomies): reuse, no chance.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

from evaluation.order import rows
from firsthand.reuse import find_reuse
from firsthand.run.certainty import FALL, FLAT, RATE, bits

TEMPLATE = 120.0


def material(root: Path) -> tuple[list[str], list[str]]:
    """Return texts, and what each is about."""
    found = [(r["text"], f"page {r['title']}") for r in rows(root / "wiki-versions", "versions") if r["version"] == 0]
    found += [(r["text"], f"event {r['topic']}") for r in rows(root / "ecbplus", "articles")]
    return [t for t, _ in found], [k for _, k in found]


def main() -> int:
    """Print the rate of runs and how it falls off, beside the constants in use."""
    texts, topics = material(Path(sys.argv[1]))
    words = [len(t.split()) for t in texts]
    alike = Counter(topics)
    tried = sum(w * (len(texts) - alike[k]) for w, k in zip(words, topics, strict=True)) / 2
    runs = sorted(
        bits(texts[a][start:end], "en")
        for a, b, start, end, *_ in find_reuse(texts).tolist()
        if topics[a] != topics[b]
    )
    chance = [b for b in runs if b < TEMPLATE]
    beyond = [b - FLAT for b in chance if b >= FLAT]
    said = {
        "texts": len(texts), "words asked times documents": tried, "runs": len(runs), "by chance": len(chance),
        "rate": float(f"{len(chance) / tried:.2g}"), "fall in bits": round(math.fsum(beyond) / len(beyond), 1),
        "in use": {"rate": RATE, "fall in bits": FALL},
    }  # fmt: skip
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
