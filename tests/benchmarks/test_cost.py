"""Costs are measured, and a run that fails says so."""

import numpy as np

from benchmarks.cost import alone, machine, measured


def test_memory_and_time_of_the_work_alone():
    big = np.ones(30_000_000)  # 240 MB, before
    del big
    result, cost = measured(lambda: float(np.ones(10_000_000).sum()))
    assert result == 10_000_000
    assert 0 < cost["cpu"] < 60
    assert cost["rss_mb"] > 80
    assert cost["rss_extra_mb"] <= cost["rss_mb"]


def test_a_run_that_fails_or_takes_too_long_says_so():
    assert "No module named" in alone("benchmarks.nowhere", seconds=60)["failed"]
    assert "0.001 s" in alone("benchmarks.nowhere", seconds=0.001)["failed"]


def test_the_machine_is_named():
    where = machine("numpy", "no-such-package")
    assert where["numpy"] == np.__version__
    assert where["no-such-package"] is None
