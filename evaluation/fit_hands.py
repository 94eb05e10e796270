"""Fit by whose hand a passage was made from its exemplar: a machine's, a reteller's, an editor's.

    python -m evaluation.fit_hands DATA      (DATA/stories: families with truth.json)

A multinomial ridge model over the signs of a passage (`lineage.slips`), on the story families of
DATA and those beside this module only: what the simulator's spinner does was written into it, so it
may measure (see the record) but not teach. Every copy weighs the same, however many passages it
has. The likeness of passages of one copy is their intraclass correlation (Fisher 1925). Figures are
cross-validated, one family left out; written to `src/firsthand/run/weights/hands.json`.
Deterministic.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evaluation.families import digest
from evaluation.newsroom import write
from evaluation.press.plan import Plan
from evaluation.told_folder import told, witnesses
from firsthand.lineage.hands import HANDS, HandWeights, log_odds, mixture
from firsthand.lineage.slips import Texts, signs

OUT = Path("src/firsthand/run/weights/hands.json")
FAMILIES = Path(__file__).with_name("story_families")
SIMULATED = 40
SEED = 23
# Inverse strength of the ridge; .03 to 1 differ by less than .005 in Brier, the stronger transfers
# better to round-trip translations of another kind (`python -m evaluation hands`).
RIDGE = 0.1
# Passages of half a copy, from which halves are joined to try copies partly by machine.
LEAST_HALF = 3
# Passages' worth of weight of one copy.
COPY = 10.0


class Copy(NamedTuple):
    """The signs of a copy's passages, by whose hand it was made, and the story it is from."""

    story: str
    features: NDArray[np.float64]
    hand: int


def main() -> None:
    roots = [Path(sys.argv[1]) / "stories", FAMILIES]
    copies = [c for root in roots for c in copies_of(root)]
    weights = fit(copies)
    with tempfile.TemporaryDirectory() as place:
        write(Path(place), SIMULATED, SEED, Plan())
        simulated = copies_of(Path(place))
    record: dict[str, str | int | float] = {
        "data": f"{len({c.story for c in copies})} families",
        "sha256": " ".join(digest(root)[:16] for root in roots),
        **{f"copies {name}": sum(c.hand == n for c in copies) for n, name in enumerate(HANDS)},
        **{f"left out: {k}": v for k, v in figures(copies, left_out(copies)).items()},
        **{f"simulator, not fitted on: {k}": v for k, v in figures(simulated, [weights] * len(simulated)).items()},
    }
    print(json.dumps(record, indent=1), file=sys.stderr)
    value = msgspec.structs.replace(weights, record=record)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def copies_of(root: Path) -> list[Copy]:
    """Return the copies of all stories of a folder whose exemplar is held and in the same language."""
    return [c for path in sorted(root.glob("*/truth.json")) for c in _copies(path.parent)]


def _copies(folder: Path) -> list[Copy]:
    story = told(folder)
    at, analyses = {name: n for n, name in enumerate(story.names)}, story.analyses
    held = [r for r in story.truth["relations"] if r["exemplar"] in at and r["copy"] in at and r["manner"] != "translated"]
    pairs = sorted({(min(p), max(p)) for r in held for p in [(at[r["exemplar"]], at[r["copy"]])]})
    seen = witnesses(story, pairs)
    found = []
    for r in held:
        i, j = at[r["exemplar"]], at[r["copy"]]
        beads = seen.between(i, j).alignments
        if beads and analyses[i].document.language == analyses[j].document.language:
            rows = [s.features for s in signs(Texts(analyses[i], analyses[j]), beads)]
            found.append(Copy(folder.name, np.array(rows), _hand(r)))
    return found


def _hand(relation: dict[str, Any]) -> int:
    """Return whose hand made a copy; a fluent rewriting may be anybody's, but slips it has none."""
    if relation["machine"]:
        return 0
    return 1 if relation["manner"] == "reworded" else 2


def fit(copies: Sequence[Copy]) -> HandWeights:
    """Return the weights fitted on some copies."""
    x = np.concatenate([c.features for c in copies])
    y = np.concatenate([np.full(len(c.features), c.hand) for c in copies])
    w = np.concatenate([np.full(len(c.features), COPY / len(c.features)) for c in copies])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=RIDGE, max_iter=5000)
    model.fit((x - mean) / scale, y, sample_weight=w)
    rows = model.coef_ / scale
    often = np.array([w[y == n].sum() for n in range(len(HANDS))])
    intercepts = model.intercept_ - rows @ mean - np.log(often / often.sum())
    weights = HandWeights(
        intercepts=_rounded(intercepts - intercepts.mean()),
        weights=tuple(_rounded(row) for row in rows),
        means=_rounded(np.array([x[y == n].mean(axis=0) for n in range(len(HANDS))]).mean(axis=0)),
        machines=round(float(np.mean([c.hand == 0 for c in copies])), 3),
        rho=0.0,
    )
    return msgspec.structs.replace(weights, rho=_likeness(copies, weights))


def _rounded(row: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(v), 4) for v in row)


def _likeness(copies: Sequence[Copy], weights: HandWeights) -> float:
    """Return the intraclass correlation of what the passages of one copy say, within each hand."""
    between, within, freedom = 0.0, 0.0, [0, 0]
    sizes = []
    for hand in range(len(HANDS)):
        groups = [np.array(_odds(c, weights)) for c in copies if c.hand == hand]
        mean = np.concatenate(groups).mean()
        between += sum(len(g) * (g.mean() - mean) ** 2 for g in groups)
        within += sum(((g - g.mean()) ** 2).sum() for g in groups)
        freedom[0] += len(groups) - 1
        freedom[1] += sum(len(g) - 1 for g in groups)
        sizes += [len(g) for g in groups]
    one, other = between / freedom[0], within / freedom[1]
    size = (sum(sizes) - sum(n * n for n in sizes) / sum(sizes)) / (len(sizes) - 1)
    return round(float(max(0.0, (one - other) / (one + (size - 1) * other))), 3)


def _odds(copy: Copy, weights: HandWeights) -> list[float]:
    return [log_odds(row, weights) for row in copy.features.tolist()]


def left_out(copies: Sequence[Copy]) -> list[HandWeights]:
    """Return for every copy the weights fitted without its story."""
    by_story = {s: fit([c for c in copies if c.story != s]) for s in sorted({c.story for c in copies})}
    return [by_story[c.story] for c in copies]


def figures(copies: Sequence[Copy], weights: Sequence[HandWeights]) -> dict[str, float | int]:
    """Return how well copies, passages alone and passages in their copy are told."""
    odds = [_odds(c, w) for c, w in zip(copies, weights, strict=True)]
    told = [mixture(o, w) for o, w in zip(odds, weights, strict=True)]
    true = np.array([c.hand == 0 for c in copies])
    p = np.array([1 - none for none, _ in told])
    each = np.concatenate([v for _, v in told])
    passages = np.concatenate([np.full(len(c.features), c.hand == 0) for c in copies])
    return {
        "copies": len(copies),
        "copies wrong": int(((p > 0.5) != true).sum()),
        "copies Brier": round(float(np.mean((p - true) ** 2)), 4),
        "passages": len(passages),
        "passages alone AUC": round(float(roc_auc_score(passages, np.concatenate(odds))), 3),
        "passages alone right": round(float(np.mean((np.concatenate(odds) > 0) == passages)), 3),
        "passages right": round(float(np.mean((each > 0.5) == passages)), 3),
        "passages Brier": round(float(np.mean((each - passages) ** 2)), 4),
        **_halves(copies, odds, weights),
    }


def _halves(
    copies: Sequence[Copy], odds: Sequence[list[float]], weights: Sequence[HandWeights]
) -> dict[str, float | int]:
    """Return how well passages are told in copies half a machine's: two copies' halves joined.

    Every copy by machine is joined to every other copy, now its beginning, now its end.
    """
    alone: list[bool] = []
    each: list[float] = []
    true: list[bool] = []
    noticed: list[bool] = []
    for one, copy in enumerate(copies):
        for other in [n for n, c in enumerate(copies) if copy.hand == 0 != c.hand]:
            most = min(len(odds[one]), len(odds[other])) // 2
            if most < LEAST_HALF:
                continue
            first = other % 2 == 0
            head, tail = (one, other) if first else (other, one)
            both = odds[head][:most] + odds[tail][-most:]
            none, found = mixture(both, weights[one])
            noticed.append(none < 0.5)
            alone += [v > 0 for v in both]
            each += found
            true += [first] * most + [not first] * most
    t = np.array(true)
    return {
        "halves joined": len(noticed),
        "halves joined: noticed": round(float(np.mean(noticed)), 3),
        "halves joined: passages alone right": round(float(np.mean(np.array(alone) == t)), 3),
        "halves joined: passages right": round(float(np.mean((np.array(each) > 0.5) == t)), 3),
        "halves joined: passages Brier": round(float(np.mean((np.array(each) - t) ** 2)), 4),
    }


if __name__ == "__main__":
    main()
