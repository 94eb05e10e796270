"""By whose hand: round-trip translations of the PAN 2013 corpus told from its other kinds of reuse.

    python -m evaluation.hands DATA/pan13 [CASES]

The corpus's translation obfuscation sent web text through several languages and back; its other
kinds copy a passage as it is, shuffle its words, or sum it up. The shipped weights have seen none
of it. Of every kind CASES cases (200) are drawn; a case is its two passages, aligned as the product
does. `auc` is that of the product's own log-odds (how likely a machine made the copy) between
translations and one other kind, `alone` that of the mean over passages taken alone; `said` is how
often the product says "machine".
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from evaluation import order
from evaluation.bootstrap import interval
from evaluation.pan13 import Case, read_pairs, web_text
from firsthand.lineage.hands import log_odds, mixture
from firsthand.lineage.slips import Texts, signs
from firsthand.model import Span
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare
from firsthand.reuse.meaning import vectors
from firsthand.run.fitted import load_hands
from firsthand.run.models import load_encoder, load_weights

CASES = 200
SEED = 3
TRANSLATED = "translation-obfuscation"


def main() -> None:
    directory = Path(sys.argv[1])
    print(json.dumps(run(directory, int(sys.argv[2]) if len(sys.argv) > 2 else CASES), sort_keys=True))


def run(directory: Path, most: int) -> dict[str, object]:
    """Return for every kind how often a machine is seen, and how well translations stand out."""
    texts = {row["id"]: row["text"] for row in order.rows(directory, "docs")}
    kinds: dict[str, list[tuple[str, str, Case]]] = {}
    for pair in read_pairs(directory):
        kinds.setdefault(pair.label, []).extend((pair.src, pair.susp, case) for case in pair.cases)
    rng = random.Random(SEED)
    found: dict[str, list[tuple[float, float]]] = {}
    for kind, cases in sorted(kinds.items()):
        drawn = rng.sample(cases, min(most, len(cases)))
        rows = [_told(texts[src], texts[susp], case) for src, susp, case in drawn]
        found[kind] = [row for row in rows if row is not None]
    return {
        kind: {
            "cases": len(rows),
            "said": round(float(np.mean([p > 0.5 for p, _ in rows])), 3),
            "said interval": interval([p > 0.5 for p, _ in rows]),
        }
        | ({} if kind == TRANSLATED else _apart(found[TRANSLATED], rows))
        for kind, rows in found.items()
        if rows
    }


def _apart(ours: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> dict[str, float]:
    truth = [1] * len(ours) + [0] * len(others)
    return {
        name: round(float(roc_auc_score(truth, [row[n] for row in (*ours, *others)])), 3)
        for n, name in enumerate(("auc", "alone"))
    }


def _told(src: str, susp: str, case: Case) -> tuple[float, float] | None:
    """Return the probability of a machine and the mean log-odds of the passages, or None without any."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the measure needs the extra: pip install 'firsthand[meaning]'")
    one = web_text("exemplar", src[case.src.start : case.src.end])
    other = web_text("copy", susp[case.susp.start : case.susp.end])
    if not one.sentences or not other.sentences:
        return None
    left, right = (
        vectors([a.document.text[s.span.start : s.span.end] for s in a.sentences], encoder)
        for a in (one, other)
    )
    rows = find_reuse([one.document.text, other.document.text]).tolist()
    shared = [(Span(row[2], row[3]), Span(row[4], row[5])) for row in rows]
    evidence = Meaning(weights=load_weights(), left=left, right=right)
    beads = compare(one, other, evidence=evidence, shared=shared).alignments
    if not beads:
        return None
    weights = load_hands()
    odds = [log_odds(s.features, weights) for s in signs(Texts(one, other), beads)]
    return 1 - mixture(odds, weights)[0], math.fsum(odds) / len(odds)


if __name__ == "__main__":
    main()
