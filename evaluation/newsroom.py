"""Simulated newspapers that copy one another: `python -m evaluation.newsroom OUT` writes stories with known trees."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.press.plan import Plan
from evaluation.press.story import write_story


def write(out: Path, stories: int, seed: int, plan: Plan) -> None:
    """Write `stories` folders; the same seed and plan give the same bytes."""
    for n in range(stories):
        write_story(out / f"story-{n:04}", plan, f"{seed}/{n}")


def main() -> int:
    """Write a set of stories."""
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m evaluation.newsroom", description=__doc__)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    for name in ("lines", "witnesses", "lost"):
        parser.add_argument(f"--{name}", type=int, nargs=2, metavar=("LOW", "HIGH"), default=getattr(usual, name))
    for name in ("agency", "mixed", "lying_clock", "html"):
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, metavar="CHANCE", default=getattr(usual, name))
    chosen = parser.parse_args()
    values = {f: getattr(chosen, f) for f in Plan.__struct_fields__}
    plan = Plan(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
    write(chosen.out, chosen.stories, chosen.seed, plan)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
