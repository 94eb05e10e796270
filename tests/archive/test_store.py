"""An archive opens whole or says why not; a transaction is kept or not; one writes, many read."""

import os
import sqlite3

import apsw
import pytest

from evaluation.fault_files import OLDER
from firsthand.archive.schema import STEPS, VERSION
from firsthand.archive.store import FILE, Store
from firsthand.errors import BusyError, CorruptError, StoreError


def made(folder):
    Store(str(folder), "write").close()
    return str(folder)


def test_what_is_not_there_is_not_read(tmp_path):
    with pytest.raises(StoreError, match="no archive"):
        Store(str(tmp_path / "none"), "read")
    assert not (tmp_path / "none").exists()


def test_the_file_is_for_its_owner_alone(tmp_path):
    folder = made(tmp_path / "a")
    assert os.stat(folder).st_mode & 0o077 == 0


def test_one_writes_at_a_time_and_others_read(tmp_path):
    folder = made(tmp_path / "a")
    with Store(folder, "write") as writer:
        with pytest.raises(BusyError):
            Store(folder, "write", patience=0.15)
        with writer.transaction(), Store(folder, "read") as reader:
            writer.run("INSERT INTO due(document, stage) VALUES(1, 'match')")
            assert reader.rows("SELECT document FROM due") == []
        with Store(folder, "read") as reader:
            assert reader.rows("SELECT document FROM due") == [(1,)]
    Store(folder, "write", patience=0).close()


def test_a_reader_writes_nothing(tmp_path):
    with Store(made(tmp_path / "a"), "read") as reader, pytest.raises(StoreError):
        reader.run("INSERT INTO due(document, stage) VALUES(1, 'match')")


def half(store):
    with store.transaction():
        store.run("INSERT INTO due(document, stage) VALUES(1, 'match')")
        raise ZeroDivisionError


def test_what_failed_half_way_never_was(tmp_path):
    with Store(made(tmp_path / "a"), "write") as store:
        with pytest.raises(ZeroDivisionError):
            half(store)
        assert store.rows("SELECT document FROM due") == []
        with store.transaction():
            store.run("INSERT INTO due(document, stage) VALUES(2, 'match')")
        assert store.rows("SELECT document FROM due") == [(2,)]


def test_a_snapshot_sees_one_state(tmp_path):
    folder = made(tmp_path / "a")
    with Store(folder, "write") as writer, Store(folder, "read") as reader, reader.snapshot():
        assert reader.rows("SELECT document FROM due") == []
        writer.run("INSERT INTO due(document, stage) VALUES(1, 'match')")
        with reader.snapshot():
            assert reader.rows("SELECT document FROM due") == []


@pytest.mark.parametrize("mode", ["read", "write"])
def test_what_is_no_archive_is_not_taken_for_one(tmp_path, mode):
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / FILE) as connection:
        connection.execute("CREATE TABLE t(x)")
    connection.close()
    with pytest.raises(CorruptError):
        Store(str(other), mode)
    noise = tmp_path / "noise"
    noise.mkdir()
    (noise / FILE).write_bytes(bytes(range(256)) * 40)
    with pytest.raises(CorruptError):
        Store(str(noise), mode)
    # Whoever was refused holds no lock.
    with pytest.raises(CorruptError):
        Store(str(noise), "write", patience=0)


def test_another_version_is_named(tmp_path):
    folder = made(tmp_path / "a")
    connection = apsw.Connection(os.path.join(folder, FILE))
    connection.pragma("user_version", 999)
    connection.close()
    with pytest.raises(CorruptError, match="999"):
        Store(folder, "read")


def test_a_place_that_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        Store(str(tmp_path / "file"), "write")


def tables(store):
    return store.rows("SELECT type, name, replace(sql, '\"', '') FROM sqlite_schema ORDER BY name")


def test_an_older_version_is_read_and_brought_up_by_a_writer(tmp_path):
    folder = made(tmp_path / "a")
    with Store(folder, "write") as store:
        now = tables(store)
        store.run("INSERT INTO input(path, sha256, state) VALUES('a', 'b', 'read')")
        store.run(OLDER)
    with Store(folder, "read") as store:
        assert store.one("PRAGMA user_version") == 1
        assert store.rows("SELECT path, state FROM input") == [("a", "read")]
    with Store(folder, "write") as store:
        assert store.one("PRAGMA user_version") == VERSION
        assert tables(store) == now
        store.run("UPDATE input SET state = 'parted'")
        assert store.rows("SELECT path, sha256, state FROM input") == [("a", "b", "parted")]


def test_a_step_that_fails_leaves_the_older_version(tmp_path, monkeypatch):
    folder = made(tmp_path / "a")
    with Store(folder, "write") as store:
        store.run(OLDER)
    with monkeypatch.context() as patch:
        patch.setitem(STEPS, 1, STEPS[1] + "SELECT nothing;")
        with pytest.raises(CorruptError):
            Store(folder, "write")
    with Store(folder, "read") as store:
        assert store.one("PRAGMA user_version") == 1
    Store(folder, "write").close()
