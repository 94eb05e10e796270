"""An archive is rebuilt from another one's originals, and what is whole of a damaged one is saved."""

import json
import shutil
from pathlib import Path

import pytest

from firsthand.archive.store import FILE, Store
from firsthand.faces.result import to_json
from firsthand.run.archive import Archive

TEXT = "{outlet}\n\nFerry to Holm stops\n\nThe ferry to Holm will stop on {day} for good, its owner Marit Dahl said. It had run for 90 years.{more}\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    paths = []
    for n in range(4):
        path = folder / f"{n}.txt"
        path.write_text(TEXT.format(outlet=f"Paper {n}", day="Monday", more=" It carried cars." * n), encoding="utf-8")
        paths.append(str(path))
    said = folder / "said.jsonl"
    said.write_text(json.dumps({"path": paths[0], "outlet": "Another", "copy_of": [paths[1]]}))
    with Archive(str(folder / "a")) as archive:
        archive.add(paths, known=str(said))
        return folder / "a", to_json(archive.all())


def test_an_archive_is_made_again_from_its_originals(whole, tmp_path):
    folder, export = whole
    with Archive(str(tmp_path / "b")) as archive:
        assert archive.add([str(folder)]).documents == 4
        assert to_json(archive.all()) == export
        assert archive.add([str(folder)]).documents == 0
        assert list(archive.verify()) == []


def test_what_is_whole_of_a_damaged_archive_is_saved(whole, tmp_path):
    folder, _ = whole
    shutil.copytree(folder, tmp_path / "a")
    with Store(str(tmp_path / "a"), "write") as store:
        store.run("UPDATE original SET data = zeroblob(100) WHERE sha256 = (SELECT sha256 FROM input WHERE number = 3)")
        for table in ("block", "segment", "story", "member", "document", "passage"):
            store.run(f"DELETE FROM {table}")
    with Archive(str(tmp_path / "b")) as archive:
        taken = archive.add([str(tmp_path / "a")])
        assert taken.documents == 3
        assert [(Path(r.path).name, r.code) for r in taken.rejected] == [("2.txt", "damaged")]


def test_pages_that_cannot_be_read_cost_what_is_on_them(whole, tmp_path):
    folder, _ = whole
    shutil.copytree(folder, tmp_path / "a")
    file = tmp_path / "a" / FILE
    data = bytearray(file.read_bytes())
    with Store(str(folder), "read") as store:
        size = store.one("PRAGMA page_size")
        root = store.one("SELECT rootpage FROM sqlite_schema WHERE name = 'original'")
    data[(root - 1) * size : root * size] = bytes(size)
    file.write_bytes(data)
    with Archive(str(tmp_path / "b")) as archive:
        taken = archive.add([str(tmp_path / "a")])
    assert taken.documents + len(taken.rejected) == 4
    assert {r.code for r in taken.rejected} == {"damaged"}


def test_an_archive_is_not_added_to_itself(whole, tmp_path):
    shutil.copytree(whole[0], tmp_path / "a")
    with Archive(str(tmp_path / "a")) as archive:
        assert archive.add([str(tmp_path / "a")]).documents == 0
        assert to_json(archive.all()) == whole[1]
