"""Results come in the order of the jobs; no worker is waited for that is gone, or outlives its giver."""

import os
import signal
import subprocess
import sys
import time

import pytest

from firsthand.run.crew import Crew, WorkerError

IDLE = """
import os, time
from firsthand.run.crew import Crew, WorkerError
with Crew(2) as crew:
    print(*set(crew.each(os.getpid, [()] * 20)), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_results_are_in_order(workers):
    with Crew(workers) as crew:
        assert list(crew.each(divmod, ((n, 7) for n in range(50)))) == [divmod(n, 7) for n in range(50)]


def test_a_worker_that_dies_is_an_error():
    with Crew(2) as crew, pytest.raises(WorkerError):
        list(crew.each(os._exit, [(3,)]))


def test_workers_do_not_outlive_a_killed_process():
    giver = subprocess.Popen([sys.executable, "-c", IDLE], stdout=subprocess.PIPE, text=True)
    workers = [int(n) for n in giver.stdout.readline().split()]
    assert workers
    giver.send_signal(signal.SIGKILL)
    giver.wait()
    giver.stdout.close()
    end = time.monotonic() + 2
    while any(map(running, workers)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(running, workers))


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
