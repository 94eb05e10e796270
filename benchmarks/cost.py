"""What a run costs: CPU seconds of all threads, wall seconds, the peak of resident memory.

Compare CPU seconds of runs made one after another on one machine; wall times of a busy machine and
figures of different days say little.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "benchmarks"  # corpora and results, not committed
_CLEAR_PEAK = "5"  # proc(5), clear_refs: resets the high-water mark of resident memory
_MAXRSS = 1e-6 if sys.platform == "darwin" else 1.024e-3  # MB to a unit of getrusage(2)
_T = TypeVar("_T")


def measured(work: Callable[[], _T]) -> tuple[_T, dict[str, float]]:
    """Return the result of some work and its cost.

    `rss_mb` is the peak while it ran, `rss_extra_mb` how far that is above the start. Where the
    system cannot reset its high-water mark, the peak is that of the process, whatever came before.
    """
    before = _memory("VmRSS") or 0.0
    _clear_peak()
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = _memory("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS
    return result, {
        "cpu": round(cpu, 3),
        "wall": round(wall, 3),
        "rss_mb": round(peak),
        "rss_extra_mb": round(peak - before),
    }


def alone(module: str, *arguments: str, seconds: float) -> dict[str, Any]:
    """Return the JSON of the last line that a module of ours prints, run in its own process."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"more than {seconds:g} s"}
    if done.returncode:
        return {"failed": [f"exit {done.returncode}", *done.stderr.strip().splitlines()][-1]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def machine(*packages: str) -> dict[str, Any]:
    """Return where figures were seen: processor, cores, Python, versions of packages."""
    out: dict[str, Any] = {
        "processor": _processor(), "cores": os.cpu_count(), "python": platform.python_version(),
    }  # fmt: skip
    for package in packages:
        try:
            out[package] = version(package)
        except PackageNotFoundError:
            out[package] = None
    return out


def keep(name: str, result: dict[str, Any]) -> Path:
    """Write a result as FOLDER/name.json and return where it is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def _clear_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text(_CLEAR_PEAK, encoding="ascii")
    except OSError:
        return  # another system: the peak is that of the whole process


def _memory(field: str) -> float | None:
    """Return a memory figure of this process in MB, None where there is no /proc."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(v.split()[1]) * 1.024e-3 for v in lines if v.startswith(field)), None)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.split(": ", 1)[1] for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
