"""A few faults of each kind; `make faults` plants a hundred."""

import json
import os
import subprocess
import sys

FEW = {"OMP_NUM_THREADS": "1"}


def planted(*args):
    """Return the counts of a run in a process of its own: it forks, which threads would not survive."""
    done = subprocess.run(
        [sys.executable, "-m", "evaluation.faults", "--documents", "7", *args],
        capture_output=True, env=os.environ | FEW, check=False,
    )
    counts = json.loads(done.stdout)
    assert counts["failures"] == [], done.stderr.decode()
    assert done.returncode == 0
    return counts


def test_a_killed_writer_loses_nothing_and_goes_on():
    counts = planted("--kills", "5", "kills")
    assert counts["kills"] == 5
    assert counts["digests_identical"] >= 1
    assert (counts["lost"], counts["half_written"]) == (0, 0)


def test_a_call_that_fails_is_said_and_gone_on_from():
    counts = planted("--kills", "2", "calls", "logs")
    assert counts["calls_failed"] >= 5
    assert counts["failure_said"] >= 2
    assert counts["logs_disturbed"] >= 8


def test_what_happens_to_files_clocks_and_limits():
    counts = planted("--kills", "2", "older", "rebuilt", "saved", "reports", "clocks", "orders", "descriptors", "memory", "signals", "unread")
    assert (counts["older_read"], counts["rebuilt"], counts["damaged_originals"]) == (2, 1, 7)
    assert counts["little_memory_said"] >= 1


def test_inputs_that_are_cut_changed_or_written_to():
    counts = planted("--kills", "5", "inputs", "changing")
    assert counts["inputs_tried"] >= 60
    assert counts["read_while_written"] >= 2
