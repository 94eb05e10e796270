"""How far is the engine from its bound? `python -m benchmarks.bound [BASE]`.

The bound is the sum of the passes that no search for shared runs of words can leave out
(`benchmarks.passes`: hash words, sample grams, sort, scan), in numba and, where there is a C
compiler, in C with the same results. It and the engine are timed in one process on one corpus, the
best of at least three turns, so the ratio travels between machines; the microseconds do not. The passes write to memory that is
there already, the engine has to ask for its own.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow.parquet as pq

from benchmarks.chance import buffer
from benchmarks.corpus import made
from benchmarks.cost import FOLDER, keep, machine
from benchmarks.passes import Passes, compiled, room
from firsthand.reuse import find_reuse

DOCUMENTS = 10_000
# Every pass and the engine run at least so often, and until so many CPU seconds are spent.
TIMES, ENOUGH = 3, 0.5
STEPS = ("words", "grams", "sort", "scan")
_WARM = 50  # documents on which everything is compiled, or loaded as compiled
_T = TypeVar("_T")


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Return the CPU seconds of some work, and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def bound(passes: Passes, text: np.ndarray, bounds: np.ndarray) -> dict[str, Any]:
    """Return CPU microseconds a document of each pass, the best of its turns, and what was found."""
    to = room(text, bounds)
    best = dict.fromkeys(STEPS, float("inf"))
    turns, spent = 0, 0.0
    while turns < TIMES or spent < ENOUGH:
        seconds: dict[str, float] = {}
        seconds["words"], words = timed(lambda: passes.words(text, bounds, to))
        bits = words.bit_length()
        seconds["grams"], grams = timed(lambda b=bits: passes.grams(to, b))
        keys, spare = to.keys[:grams], to.spare[:grams]
        seconds["sort"], _ = timed(lambda k=keys, s=spare: passes.sort(k, s))
        seconds["scan"], found = timed(lambda k=keys, b=bits: passes.scan(k, b))
        best = {step: min(best[step], seconds[step]) for step in STEPS}
        turns, spent = turns + 1, spent + sum(seconds.values())
    micro = {step: round(1e6 * best[step] / (len(bounds) - 1), 2) for step in STEPS}
    return {
        "steps": micro, "us": round(sum(micro.values()), 2), "words": words,
        "grams": grams, "groups": int(found[0]), "pairs": int(found[1]),
    }  # fmt: skip


def compare(base: Path) -> dict[str, Any]:
    """Return the bounds, the engine's CPU microseconds a document and the ratios."""
    table = pq.read_table(f"{base}.parquet", columns=["text", "outlet"])
    text, bounds = buffer(table)
    texts = table["text"].to_pylist()
    outlets = [str(o) for o in table["outlet"].to_pylist()]
    kinds = [Passes()]
    in_c = compiled()
    if in_c is not None:
        kinds.append(in_c)
    out: dict[str, Any] = {"documents": len(texts), "bounds": {}}
    for passes in kinds:
        bound(passes, text[: bounds[_WARM]], bounds[: _WARM + 1])
        out["bounds"][passes.name] = bound(passes, text, bounds)
    find_reuse(texts[:_WARM], outlets=outlets[:_WARM])
    times: list[float] = []
    while len(times) < TIMES or sum(times) < ENOUGH:
        seconds, rows = timed(lambda: find_reuse(texts, outlets=outlets))
        times.append(seconds)
    out["engine"] = round(1e6 * min(times) / len(texts), 2)
    out["passages"] = len(rows)
    out["ratio"] = {name: round(out["engine"] / b["us"], 2) for name, b in out["bounds"].items()}
    return out | {"machine": machine("numba", "numpy", "firsthand")}


def shown(result: dict[str, Any]) -> str:
    """Return a result as a table."""
    lines = [
        f"{result['documents']:,} documents, {result['machine']['processor']}",
        f"{'CPU us a document':>20}" + "".join(f"{step:>9}" for step in (*STEPS, "sum", "engine/")),
    ]
    for name, found in result["bounds"].items():
        steps = "".join(f"{found['steps'][step]:9.2f}" for step in STEPS)
        lines.append(f"{'bound, ' + name:>20}{steps}{found['us']:9.2f}{result['ratio'][name]:9.2f}")
    lines.append(f"{'engine':>20}{result['engine']:45.2f}    ({result['passages']:,} passages)")
    if "C" not in result["bounds"]:
        lines.append("NO C COMPILER FOUND: the bound in C was left out")
    elif _found(result, "C") != _found(result, "numba"):
        lines.append("THE PASSES IN C FOUND SOMETHING ELSE THAN THOSE IN NUMBA")
    return "\n".join(lines)


def _found(result: dict[str, Any], name: str) -> tuple[int, ...]:
    return tuple(result["bounds"][name][k] for k in ("words", "grams", "groups", "pairs"))


def main() -> None:
    parser = argparse.ArgumentParser(description="The engine against the least work it must do.")
    parser.add_argument("base", type=Path, nargs="?", help="a corpus, without .parquet")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="without a corpus")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of a table")
    given = parser.parse_args()
    result = compare(given.base or made(given.documents, FOLDER))
    if given.json:
        print(json.dumps(result))
        return
    keep("bound", result)
    print(shown(result))


if __name__ == "__main__":
    main()
