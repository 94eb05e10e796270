"""What does not follow from the originals is named, and found in passes over a few documents."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from firsthand.archive import documents, segments
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.run import deriving
from firsthand.run.archive import Archive

FAMILY = Path(__file__).parents[2] / "evaluation" / "story_families" / "k2-ferry"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "a"
    with Archive(str(folder)) as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr("firsthand.run.stories.tell", lambda *_: 0)
        archive.add([str(p) for p in sorted(FAMILY.iterdir()) if p.suffix != ".json"])
    return folder


def said(folder):
    with Store(str(folder), "read") as store, store.snapshot():
        return list(deriving.derived(store))


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_few_documents_are_held_at_a_time(whole, monkeypatch, size):
    monkeypatch.setattr(deriving, "PASS", size)
    monkeypatch.setattr(deriving, "HELD", max(2, size))
    most = 0
    fetch = documents.fetch

    def counted(store, numbers):
        nonlocal most
        wanted = sorted(set(numbers))
        most = max(most, len(wanted))
        return fetch(store, wanted)

    monkeypatch.setattr(documents, "fetch", counted)
    monkeypatch.setattr(deriving, "_likenesses", lambda *_: ())
    assert said(whole) == []
    assert most <= max(2, size)


def changed(posting):
    """Return postings of which the last value is another one."""
    return Postings(posting.keys, posting.documents, np.append(posting.values[:-1], posting.values[-1] ^ 1).astype(np.uint32))


def moved(posting):
    """Return postings of which the last is of another document."""
    return Postings(posting.keys, np.append(posting.documents[:-1], posting.documents[-1] % 5 + 1).astype(np.uint32), posting.values)


@pytest.mark.parametrize("kind", ["gram", "name", "word"])
@pytest.mark.parametrize("damage", [changed, moved, lambda p: Postings(p.keys[1:], p.documents[1:], p.values[1:])])
def test_an_index_that_says_something_else_is_named(whole, tmp_path, kind, damage):
    shutil.copytree(whole, tmp_path / "b")
    with Store(str(tmp_path / "b"), "write") as store, store.transaction():
        held = segments.joined(list(segments.every(store, kind)))
        store.run("DELETE FROM block WHERE segment IN (SELECT number FROM segment WHERE kind = ?)", (kind,))
        store.run("DELETE FROM segment WHERE kind = ?", (kind,))
        segments.write(store, kind, damage(held))
    found = said(tmp_path / "b")
    assert found
    assert all(f"index of {kind}s" in f for f in found)


@pytest.mark.parametrize("more", [0, 1])
def test_a_likeness_that_does_not_follow_is_named(whole, tmp_path, more):
    shutil.copytree(whole, tmp_path / "b")
    with Store(str(tmp_path / "b"), "write") as store, store.transaction():
        (key, document, units), *_ = _likenesses(store)
        segments.withdraw(store, "like", _posting(key, document, units))
        if more:
            segments.write(store, "like", _posting(key, document, units + more))
    (found,) = said(tmp_path / "b")
    assert "likeness" in found


def _likenesses(store):
    return [row for p in segments.every(store, "like") for row in zip(p.keys.tolist(), p.documents.tolist(), p.values.tolist(), strict=True)]


def _posting(key, document, value):
    return Postings(np.array([key], np.uint64), np.array([document], np.uint32), np.array([value], np.uint32))


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE token SET words = words + 1 WHERE document = 3", "lengths"),
        ("DELETE FROM passage WHERE rowid_of = 1", "missing"),
        ("UPDATE passage SET spans = zeroblob(16) WHERE rowid_of = 1", "do not follow"),
        ("INSERT INTO passage(a, b, spans) SELECT b, a, spans FROM passage LIMIT 1", "do not follow"),
    ],
)
def test_a_row_that_does_not_follow_is_named(whole, tmp_path, statement, what):
    shutil.copytree(whole, tmp_path / "b")
    with Store(str(tmp_path / "b"), "write") as store:
        store.run(statement.replace("rowid_of = 1", "(a, b) = (SELECT a, b FROM passage LIMIT 1)"))
    (found,) = said(tmp_path / "b")
    assert what in found


def test_a_document_that_is_read_otherwise_is_named(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "b")
    with Store(str(tmp_path / "b"), "write") as store:
        store.run("UPDATE input SET said = ? WHERE number = 2", (b'{"path": "x", "outlet": "Another one"}',))
    assert any("comes out otherwise" in f for f in said(tmp_path / "b"))
