"""The log says what happened, and shows that an entry was changed, moved or taken out."""

import pytest

from firsthand.archive import audit
from firsthand.archive.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "a"), "write") as opened:
        with opened.transaction():
            for n in range(5):
                audit.note(opened, "added", f"subject {n}", "a détail")
        yield opened


def test_entries_come_in_order_and_whole(store):
    assert [e.number for e in audit.events(store)] == [1, 2, 3, 4, 5]
    assert audit.broken(store) == []


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE event SET detail = 'another' WHERE number = 3", [3]),
        ("UPDATE event SET at = '2001-01-01' WHERE number = 1", [1]),
        ("UPDATE event SET kind = 'added!' WHERE number = 5", [5]),
        ("DELETE FROM event WHERE number = 2", [3]),
        ("DELETE FROM event WHERE number = 1", [2]),
        ("UPDATE event SET chain = 'x' WHERE number = 2", [2, 3]),
    ],
)
def test_what_was_tampered_with_shows(store, statement, broken):
    store.run(statement)
    assert audit.broken(store) == broken


def test_two_that_changed_places_show(store):
    for a, b in ((2, 99), (3, 2), (99, 3)):
        store.run("UPDATE event SET number = ? WHERE number = ?", (b, a))
    assert audit.broken(store)
