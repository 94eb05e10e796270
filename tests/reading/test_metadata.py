import json

import pytest

from firsthand.errors import InputError
from firsthand.model import Judgement
from firsthand.reading import metadata


def written(tmp_path, *rows):
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return metadata.load(str(path))


def test_judgements_name_documents(tmp_path, document):
    one, two = document("One text.", path="a.txt"), document("Another text.", path="b.txt")
    overrides = written(tmp_path, {"path": "b.txt", "copy_of": ["a.txt"]}, {"path": "a.txt", "not_copy_of": ["b.txt"]})
    assert set(metadata.judgements(overrides, [one, two])) == {
        Judgement(one.id, two.id, True),
        Judgement(two.id, one.id, False),
    }


def test_a_path_that_is_no_input_is_named(tmp_path, document):
    overrides = written(tmp_path, {"path": "b.txt", "copy_of": ["nowhere.txt"]})
    with pytest.raises(InputError, match=r"b\.txt names nowhere\.txt, which is not among the inputs"):
        metadata.judgements(overrides, [document("Another text.", path="b.txt")])


def test_a_path_of_several_documents_is_named(tmp_path, document):
    rows = [document(f"Row {n}.", path="rows.jsonl", id=f"r{n}") for n in range(2)]
    overrides = written(tmp_path, {"path": "b.txt", "copy_of": ["rows.jsonl"]})
    with pytest.raises(InputError, match="holds 2 documents"):
        metadata.judgements(overrides, [*rows, document("Another text.", path="b.txt")])


def test_a_word_that_is_no_list_is_refused(tmp_path):
    with pytest.raises(InputError, match="line 1"):
        written(tmp_path, {"path": "b.txt", "copy_of": "a.txt"})
