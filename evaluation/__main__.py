"""`python -m evaluation TASK DIR [--predictions FILE] [--dates HOW]`: one JSON line of metrics."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from evaluation.clocks import CHOICES

# Of each task its module, and the files of which a folder must hold one.
TASKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "allsides": ("evaluation.allsides", ("pairs.jsonl*", "labels.jsonl*")),
    "clough": ("evaluation.clough", ("pairs.jsonl.gz",)),
    "de-quotes": ("evaluation.de_quotes", ("articles.jsonl*",)),
    "ecbplus": ("evaluation.ecbplus", ("articles.jsonl*",)),
    "exaggeration": ("evaluation.exaggeration", ("pairs.jsonl*",)),
    "extraction-zyte": ("evaluation.pages", ("gold.jsonl*", "pages.jsonl*")),
    "fundus-html": ("evaluation.pages", ("gold.jsonl*", "pages.jsonl*")),
    "htmldate-gold": ("evaluation.pages", ("gold.jsonl*", "pages.jsonl*")),
    "mrpc": ("evaluation.mrpc", ("pairs.jsonl.gz",)),
    "mrpc-details": ("evaluation.mrpc_details", ("pairs.jsonl*",)),
    "name-bench": ("evaluation.name_bench", ("pairs.jsonl*",)),
    "newsroom": ("evaluation.newsroom", ("*/truth.json",)),
    "pan-paraphrase": ("evaluation.pan_paraphrase", ("pairs.jsonl.gz",)),
    "pan13": ("evaluation.pan13", ("pairs.jsonl.gz",)),
    "polnear": ("evaluation.polnear", ("attributions.jsonl*",)),
    "resends": ("evaluation.resends", ("slug_pairs.jsonl*",)),
    "reuters": ("evaluation.reuters", ("slug_pairs.jsonl*", "direction.jsonl*")),
    "roundups": ("evaluation.roundups", ("*/truth.json",)),
    "stemma": ("evaluation.stemma", ("witnesses.jsonl*", "*/witnesses.jsonl*")),
    "stories": ("evaluation.stories", ("*/truth.json",)),
    "tongues": ("evaluation.tongues", ("tongues.json",)),
    "wiki-versions": ("evaluation.wiki_versions", ("chains.jsonl*", "direction.jsonl*")),
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
    module, holds = TASKS[chosen.task]
    if not any(p for pattern in holds for p in chosen.directory.glob(pattern)):
        print(f"evaluation: {chosen.directory} holds no {' or '.join(holds)}, which {chosen.task} reads", file=sys.stderr)
        return 2
    task = import_module(module)
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
