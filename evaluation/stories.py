"""Story families with known truth: prepare, trace, score.

The scorer is the one that lies beside the data (`score/stories.py`, two folders above the set or in
`../shared`); this module gives it the files under neutral names in shuffled order.
"""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from evaluation.clocks import options
from firsthand.faces.result import to_json
from firsthand.run.local import trace

SEED = 1


def run(
    directory: Path, predictions: Path | None = None, *, dates: str = "keep", details: bool = False
) -> dict[str, Any]:
    """Return the scorer's figures with their intervals; `predictions` is a result as JSON."""
    scorer = scorer_beside(directory)
    with tempfile.TemporaryDirectory() as place:
        inside = Path(place) / "articles"
        inside.mkdir()
        names = _prepared(directory, inside)
        if predictions is not None:
            result = json.loads(predictions.read_text(encoding="utf-8"))
        else:
            story = {neutral: name.split("/")[0] for neutral, name in names.items()}
            chosen = options(inside, dates, story, Path(place) / "dates.jsonl")
            result = json.loads(to_json(trace([str(inside)], chosen)))
    figures, spread, kinds = scorer.Scorer(result, directory, names, details).report()
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in figures.items()}
    return rounded | {
        "intervals": {k: [round(x, 3) for x in v] for k, v in spread.items()},
        "changes_by_kind": kinds,
    }


def _prepared(directory: Path, place: Path) -> dict[str, str]:
    """Copy the articles under neutral names and return which is which."""
    files = [
        p
        for folder in sorted(directory.iterdir())
        if folder.is_dir()
        for p in sorted(folder.iterdir())
        if p.suffix in {".txt", ".html"}
    ]
    random.Random(SEED).shuffle(files)
    names = {}
    for n, p in enumerate(files):
        neutral = f"{n:04}{p.suffix}"
        shutil.copyfile(p, place / neutral)
        names[neutral] = f"{p.parent.name}/{p.name}"
    return names


def scorer_beside(directory: Path) -> Any:
    """Return the scorer, from beside the data or from `../shared`."""
    for base in (directory.resolve().parent.parent, Path("../shared")):
        path = base / "score" / "stories.py"
        if path.exists():
            spec = importlib.util.spec_from_file_location("stories_scorer", path)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    raise SystemExit("evaluation: the scorer score/stories.py lies neither beside the data nor in ../shared")
