"""How many documents a second does the whole pipeline take, what takes the time, and what does the gate cost?

`python -m benchmarks.pipeline PATH... [--workers 2] [--recall]`, where PATHs are what `firsthand trace`
takes: files, folders, JSON lines. One JSON line on stdout: the documents traced once by so many workers
(seconds of wall and of CPU, those of workers too); then once more by one process, with the CPU time of
each stage; and what share of the sentences and statements was encoded. With `--recall` every pair of
documents of every story is compared with all sentences encoded as well: of the sentence pairs aligned
then, how many are still aligned. CPU time hangs less on other work beside than wall time does, but it is
no constant either: two processes on one core share its units.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from firsthand.findings import agreeing
from firsthand.model import Analysis, Comparison, Trace
from firsthand.reuse.compare import Meaning, compare
from firsthand.run import inputs, local, telling
from firsthand.run.grouping import sentence_vectors
from firsthand.run.local import Options, trace
from firsthand.run.models import load_encoder, load_weights

STAGES = (
    (inputs, "read", "reading"),
    (inputs, "analyse", "analysis"),
    (inputs, "profile", "what it is about"),
    (local, "shared_passages", "passages of all"),
    (local, "story_groups", "grouping"),
    (telling, "with_speech", "speech"),
    (telling, "worth_a_vector", "gate"),
    (telling, "sentence_vectors", "vectors of sentences"),
    (telling, "shared_passages", "passages of a story"),
    (telling, "compared", "comparison"),
    (telling, "tell", "lineage"),
    (telling, "describe", "findings"),
    (agreeing, "embedded", "vectors of statements"),
)
SURE = (0.2, 0.5, 0.8)  # confidences from which an alignment counts


class Clock:
    """CPU time of stages; what a stage calls that is a stage itself is not counted twice."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open = ["other"]
        self._since = time.process_time()

    def turn(self, stage: str | None) -> None:
        """Begin a stage, or with none end the one that runs."""
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now
        if stage is None:
            self._open.pop()
        else:
            self._open.append(stage)

    def timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """Return the work as it is, timed; of a generator each step."""

        def done(*args: Any, **kwargs: Any) -> Any:
            self.turn(stage)
            try:
                found = work(*args, **kwargs)
            finally:
                self.turn(None)
            return self._steps(found, stage) if isinstance(found, Iterator) else found

        return done

    def _steps(self, found: Iterator[Any], stage: str) -> Iterator[Any]:
        while True:
            self.turn(stage)
            try:
                item = next(found)
            except StopIteration:
                return
            finally:
                self.turn(None)
            yield item


class Witness:
    """What passed the gate, and with `recall` what would have been aligned without it."""

    def __init__(self, clock: Clock, *, recall: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.found: Counter[tuple[float, str]] = Counter()
        self._clock, self._recall = clock, recall
        self._compared, self._embedded = telling.compared, agreeing.embedded

    def embedded(self, analyses: Any, every: Sequence[Any], asked: Any, encoder: Any) -> Any:
        """Return the vectors of statements, counted."""
        self.counts["statements"] += len(every)
        self.counts["statements encoded"] += len(asked)
        return self._embedded(analyses, every, asked, encoder)

    def compared(self, analyses: Sequence[Analysis], meaning: Any, shared: Any, dates: Any, judgements: Any) -> Any:
        """Return the compared witnesses, and compare them with all vectors beside."""
        sentences = sum(len(a.sentences) for a in analyses)
        self.counts["sentences"] += sentences
        if len(analyses) > 1:
            self.counts["sentences of stories of several"] += sentences
            self.counts["sentences encoded"] += sum(int(m.any(axis=1).sum()) for m in meaning if m is not None)
        witnesses = self._compared(analyses, meaning, shared, dates, judgements)
        if self._recall:
            self._clock.turn("recall")
            full = sentence_vectors(analyses, [range(len(a.sentences)) for a in analyses], load_encoder())
            for (i, j), spans in sorted(shared.items()):
                evidence = Meaning(weights=load_weights(), left=full[i], right=full[j])
                self._count(compare(analyses[i], analyses[j], evidence=evidence, shared=spans), witnesses.comparisons[i, j])
            self._clock.turn(None)
        return witnesses

    def _count(self, full: Comparison, gated: Comparison) -> None:
        for sure in SURE:
            with_all, with_some = _aligned(full, sure), _aligned(gated, sure)
            self.found[sure, "without gate"] += len(with_all)
            self.found[sure, "with gate"] += len(with_some)
            self.found[sure, "both"] += len(with_all & with_some)


def _aligned(comparison: Comparison, sure: float) -> set[tuple[int, int]]:
    return {(i, j) for a in comparison.alignments if a.confidence >= sure for i in a.left_sentences for j in a.right_sentences}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--recall", action="store_true")
    chosen = parser.parse_args()
    whole = _whole(chosen.paths, chosen.workers)
    # In a process of its own, which remembers nothing of the run before.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        stages = fresh.submit(_by_stage, chosen.paths, recall=chosen.recall).result()
    print(json.dumps({"whole": whole, **stages}))


def _whole(paths: Sequence[str], workers: int) -> dict[str, float | int]:
    start, before = time.perf_counter(), _cpu()
    told = trace(paths, Options(workers=workers))
    wall, cpu = time.perf_counter() - start, _cpu() - before
    count = len(told.documents)
    return {
        "documents": count,
        "stories": len(told.stories),
        "largest": max((len(s.documents) for s in told.stories), default=0),
        "workers": workers,
        "wall_seconds": round(wall, 1),
        "documents_a_second": round(count / wall, 2),
        "cpu_ms_a_document": round(1000 * cpu / count, 1),
        "documents_a_second_of_two_cores": round(2 * count / cpu, 1),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "megabytes_of_a_worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _cpu() -> float:
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _by_stage(paths: Sequence[str], *, recall: bool) -> dict[str, Any]:
    load_encoder()
    clock = Clock()
    witness = Witness(clock, recall=recall)
    telling.compared, agreeing.embedded = witness.compared, witness.embedded  # type: ignore[assignment]
    for module, name, stage in STAGES:
        setattr(module, name, clock.timed(getattr(module, name), stage))
    told: Trace = trace(paths, Options())
    clock.turn(None)
    count = len(told.documents)
    return {
        "ms_a_document": {k: round(1000 * v / count, 2) for k, v in clock.spent.most_common() if k != "recall"},
        "counts": dict(witness.counts),
        "aligned": {f"{sure}, {what}": n for (sure, what), n in sorted(witness.found.items())},
    }


if __name__ == "__main__":
    main()
