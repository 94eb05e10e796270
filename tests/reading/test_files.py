"""Files that are written to while they are read."""

import os
import threading

import pytest

from firsthand.reading import files
from firsthand.reading.files import gather


@pytest.fixture
def writer(tmp_path):
    path, done = tmp_path / "growing.jsonl", threading.Event()
    path.write_bytes(b"")

    def write():
        with path.open("ab", buffering=0) as file:
            while not done.wait(0.002):
                file.write(b'{"text": "The ferry stopped.')

    thread = threading.Thread(target=write)
    thread.start()
    yield path
    done.set()
    thread.join()


def test_a_file_being_written_is_refused_and_read_when_it_rests(writer):
    (refused,) = gather([str(writer)])
    assert (refused.outcome, refused.code) == ("refused", "changing")
    assert "again" in refused.detail


def test_a_file_at_rest_is_read_without_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr(files.time, "sleep", lambda _: pytest.fail("waited"))
    path = tmp_path / "a.txt"
    path.write_bytes(b"The ferry stopped.")
    os.utime(path, (1_000_000, 1_000_000))
    (item,) = gather([str(path)])
    assert item.data == b"The ferry stopped."


def test_a_file_just_written_is_looked_at_again(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"The ferry")
    said = iter([b" stopped."])

    def meanwhile(_):
        for more in said:
            with path.open("ab") as file:
                file.write(more)

    monkeypatch.setattr(files.time, "sleep", meanwhile)
    (item,) = gather([str(path)])
    assert item.data == b"The ferry stopped."
