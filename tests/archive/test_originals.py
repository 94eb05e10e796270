"""Bytes come back as they were kept, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.archive import originals
from firsthand.archive.store import Store
from firsthand.errors import CorruptError


@given(st.lists(st.binary(max_size=300), max_size=5))
@settings(max_examples=15, deadline=None)
def test_bytes_come_back(tmp_path_factory, some):
    with Store(str(tmp_path_factory.mktemp("o")), "write") as store:
        for data in (*some, *some):
            assert originals.fetch(store, originals.keep(store, data)) == data
        assert store.one("SELECT count(*) FROM original") == len(set(some))


@pytest.mark.parametrize("data", [b"a" * 1000, bytes(range(256))])
def test_damaged_bytes_are_not_given_out(tmp_path, data):
    with Store(str(tmp_path / "a"), "write") as store:
        digest = originals.keep(store, data)
        stored = bytearray(store.one("SELECT data FROM original"))
        stored[-1] ^= 1
        store.run("UPDATE original SET data = ?", (bytes(stored),))
        with pytest.raises(CorruptError, match=digest[:12]):
            originals.fetch(store, digest)
        store.run("DELETE FROM original")
        with pytest.raises(CorruptError, match="not in the archive"):
            originals.fetch(store, digest)
