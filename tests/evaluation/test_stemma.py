import json

import numpy as np
import pytest

from evaluation.copying import tradition, write
from evaluation.stemma import FAR, path_lengths, run, sign_similarity


def put(folder, made):
    folder.mkdir(parents=True)
    lines = [json.dumps(w) + "\n" for w in made["witnesses"]]
    (folder / "witnesses.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "stemma.json").write_text(json.dumps(made["stemma"]), encoding="utf-8")


def test_paths_ignore_direction_and_may_be_missing():
    d = path_lengths([("x", "a"), ("x", "b"), ("b", "c")], ["a", "b", "c", "d"])
    assert d.tolist()[0] == [0, 2, 3, FAR]


def test_the_similarity_of_the_paper_by_hand():
    # Three witnesses in a row against another order: of six triples two agree, two are half
    # right, and two are wholly wrong.
    truth = path_lengths([("a", "b"), ("b", "c")], "abc")
    other = path_lengths([("a", "c"), ("c", "b")], "abc")
    assert sign_similarity(truth, truth) == 1
    assert sign_similarity(truth, other) == pytest.approx((2 * 0 + 2 * 0.5 + 2 * 0.5) / 6)
    assert sign_similarity(truth, np.ones((3, 3))) == pytest.approx((2 * 1 + 4 * 0.5) / 6)


def test_a_folder_and_a_folder_of_folders(tmp_path):
    made = tradition(2)
    put(tmp_path / "all" / "one", made)
    (one,) = (run(tmp_path / "all" / "one"),)
    assert one["witnesses"] == len(made["witnesses"])
    assert one["average_sign_similarity"] > 0.7
    both = run(tmp_path / "all")
    assert both["average_sign_similarity"] == one["average_sign_similarity"]
    assert both["by_folder"]["one"] == one


def test_predictions_are_scored(tmp_path):
    made = tradition(2)
    put(tmp_path / "one", made)
    said = tmp_path / "said.json"
    said.write_text(json.dumps({"edges": made["stemma"]["edges_parent_child"]}), encoding="utf-8")
    assert run(tmp_path / "one", said)["average_sign_similarity"] == 1.0


def test_without_a_true_stemma_the_found_one_is_printed(tmp_path):
    made = tradition(2)
    put(tmp_path / "one", made)
    (tmp_path / "one" / "stemma.json").unlink()
    found = run(tmp_path / "one")
    assert "average_sign_similarity" not in found
    assert found["edges"]


def test_traditions_written_are_those_drawn_and_can_be_scored(tmp_path):
    write(tmp_path, 2, 7)
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["00007", "00008"]
    truth = json.loads((tmp_path / "00007" / "stemma.json").read_text())
    assert truth == json.loads(json.dumps(tradition(7)["stemma"]))
    rows = [json.loads(line) for line in (tmp_path / "00007" / "witnesses.jsonl").read_text().splitlines()]
    assert rows == tradition(7)["witnesses"]
