"""Same input, same bytes: whatever the order, the workers, the hash seed, the locale, the zone."""

import os
import subprocess
import sys
from importlib import resources

import pytest

ARTICLES = resources.files("firsthand") / "demo" / "articles"
PATHS = sorted(str(ARTICLES / n) for n in ("1.txt", "3.txt", "4.txt", "5.txt", "6.txt"))


def run(paths, workers="1", **environment):
    done = subprocess.run(
        [sys.executable, "-m", "firsthand", "trace", *paths, "--json", "--workers", workers],
        capture_output=True, env=os.environ | environment, check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def plain():
    return run(PATHS)


@pytest.mark.parametrize(
    ("paths", "workers", "environment"),
    [
        (PATHS[::-1], "1", {}),
        (PATHS, "2", {"PYTHONHASHSEED": "1"}),
        (PATHS[2:] + PATHS[:2], "2", {"PYTHONHASHSEED": "0", "TZ": "Pacific/Chatham", "LC_ALL": "C"}),
    ],
)
def test_one_digest(plain, paths, workers, environment):
    assert run(paths, workers, **environment) == plain
