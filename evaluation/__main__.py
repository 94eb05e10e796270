"""`python -m evaluation TASK DIR [--predictions FILE] [--dates HOW]`: one JSON line of metrics."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from evaluation.clocks import CHOICES

TASKS = {
    "allsides": "evaluation.allsides",
    "clough": "evaluation.clough",
    "de-quotes": "evaluation.de_quotes",
    "ecbplus": "evaluation.ecbplus",
    "exaggeration": "evaluation.exaggeration",
    "extraction-zyte": "evaluation.pages",
    "fundus-html": "evaluation.pages",
    "htmldate-gold": "evaluation.pages",
    "mrpc": "evaluation.mrpc",
    "mrpc-details": "evaluation.mrpc_details",
    "name-bench": "evaluation.name_bench",
    "newsroom": "evaluation.newsroom",
    "pan-paraphrase": "evaluation.pan_paraphrase",
    "pan13": "evaluation.pan13",
    "polnear": "evaluation.polnear",
    "resends": "evaluation.resends",
    "reuters": "evaluation.reuters",
    "roundups": "evaluation.roundups",
    "stemma": "evaluation.stemma",
    "stories": "evaluation.stories",
    "tongues": "evaluation.tongues",
    "wiki-versions": "evaluation.wiki_versions",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("task", metavar="TASK", help=", ".join(sorted(TASKS)))
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--predictions", type=Path, help="score these instead of running")
    parser.add_argument("--dates", choices=CHOICES, default="keep", help="stories and newsroom only")
    parser.add_argument("--details", action="store_true", help="stories only: name every miss on stderr")
    parser.add_argument("--workers", type=int, default=1, help="newsroom only: processes")
    chosen = parser.parse_args()
    if chosen.task not in TASKS:
        print(f"evaluation: there is no task {chosen.task!r}; there are {', '.join(sorted(TASKS))}", file=sys.stderr)
        return 2
    if not chosen.directory.is_dir():
        print(f"evaluation: {chosen.directory} is no folder", file=sys.stderr)
        return 2
    task = import_module(TASKS[chosen.task])
    if chosen.task == "stories":
        figures = task.run(chosen.directory, chosen.predictions, dates=chosen.dates, details=chosen.details)
    elif chosen.task == "newsroom":
        given = chosen.predictions
        figures = task.run(chosen.directory, given, dates=chosen.dates, workers=chosen.workers)
    else:
        figures = task.run(chosen.directory, chosen.predictions)
    print(json.dumps(figures, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
