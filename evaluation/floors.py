"""Quality floors: `python -m evaluation.floors DATA` fails when a figure falls below what was reached.

    --update              pin what is reached now, where it is no worse
    --allow-regression    pin it also where it is worse (the commit says why)

Floors hold for one state of the data, named by its hash; other data are measured and not judged.
The idea and its wording are trafilatura's evaluation gate.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluation.__main__ import TASKS

PINS = Path(__file__).with_name("floors.json")
# Figures may fall by this much through rounding and library versions.
NOISE = 0.005


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.floors", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--task", action="append", help="only this task (may be given more than once)")
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        print(f"evaluation: SKIPPED, the labelled sets are not at {chosen.data}")
        return 0
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    failed = False
    for task in chosen.task or sorted(pins):
        folder = chosen.data / task
        if not folder.is_dir():
            print(f"{task}: SKIPPED, there is no {folder}")
            continue
        figures = import_module(TASKS[task][0]).run(folder, None)
        state = data_hash(folder)
        pin = pins[task]
        if pin["data"] != state and not chosen.update:
            print(f"{task}: other data than the floors were pinned on; not judged")
            continue
        for name, floor in sorted(pin["floors"].items()):
            verdict = judge(name, figures[name], floor)
            failed |= verdict == "BELOW"
            print(f"{task} {name}: {figures[name]} (floor {floor}) {verdict}")
        if chosen.update:
            pins[task] = pinned(pin, figures, state, allow=chosen.allow_regression)
    if chosen.update:
        PINS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    return 1 if failed else 0


def judge(name: str, figure: float, floor: float) -> str:
    """Return what a figure is to its floor; worse than the floor by more than noise is BELOW."""
    return "BELOW" if worse(name, figure, floor, NOISE) else "ok"


def worse(name: str, figure: float, floor: float, slack: float = 0.0) -> bool:
    """Return whether a figure is worse: errors, alarms and counts are better when they are small."""
    if name.endswith(("_error", "_alarms", "_count")):
        return figure > floor + slack
    return figure < floor - slack


def pinned(pin: dict[str, Any], figures: dict[str, Any], state: str, *, allow: bool) -> dict[str, Any]:
    """Return a pin raised to the figures; lowered only where that is allowed or the data changed."""
    free = allow or pin["data"] != state
    floors = {
        name: floor if worse(name, figures[name], floor) and not free else figures[name]
        for name, floor in pin["floors"].items()
    }
    return {"data": state, "floors": floors}


def data_hash(folder: Path) -> str:
    """Return the hash of a set: of the names and bytes of its files in order."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
