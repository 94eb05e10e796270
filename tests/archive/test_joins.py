"""The joins of stories come back as they were kept, or are said to be damaged."""

import pytest

from firsthand.archive import joins
from firsthand.archive.store import Store
from firsthand.errors import CorruptError


def test_what_was_kept_last_comes_back(tmp_path):
    store = Store(str(tmp_path / "a"), "write")
    assert joins.kept(store) == []
    for rows in ([(1, 2, 0.5)], [(3, 4, 1.25), (1, 3, 0.125)]):
        with store.transaction():
            joins.keep(store, rows)
        assert joins.kept(store) == rows
    with store.transaction():
        store.run("UPDATE linkage SET checksum = 'x'")
    with pytest.raises(CorruptError):
        joins.kept(store)
    store.close()
