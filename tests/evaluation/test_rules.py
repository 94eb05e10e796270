import json

from evaluation.rules import run

EXEMPLAR = """Skarrow Herald
Storm takes the roof off the market hall

A storm tore the roof from the market hall of Wexmoor on Tuesday night and closed the town centre.

Ottilie Brandvold, who runs the hall, was inside when the beams gave way. She crawled out through the coal hatch of the bakery next door. Nobody else was in the building.

Brandvold said the rain had come in for weeks before anybody looked at the gutters.

The council meets again on Friday to settle who will pay for the works.
"""
COPY = """The Lantern
Roof gone in Wexmoor

A storm tore the roof from the market hall of Wexmoor on Tuesday night and closed the town centre.

Brandvold said the rain had come in for weeks before anybody looked at the gutters.

The council meets again on Friday to settle who will pay for the works.
"""


def test_rules_are_counted_where_the_truth_knows_who_copied(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "a.txt").write_text(COPY, encoding="utf-8")
    (folder / "b.txt").write_text(EXEMPLAR, encoding="utf-8")
    truth = {
        "documents": {"a.txt": {}, "b.txt": {}},
        "lost": {},
        "relations": [{"exemplar": "b.txt", "copy": "a.txt", "share_of_copy": 1.0}],
    }
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    told = run(tmp_path)
    assert told["pairs"] == {"all": 1}
    assert told["antecedent-lost"] == {"right": 1, "wrong": 0}
    assert told["contained"] == {"right": 1, "wrong": 0}
