import sys

import pytest

from evaluation.__main__ import TASKS, main


@pytest.mark.parametrize("task", sorted(TASKS))
def test_a_folder_without_the_set_is_named_with_what_it_lacks(task, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["evaluation", task, str(tmp_path)])
    assert main() == 2
    said = capsys.readouterr().err
    assert str(tmp_path) in said
    assert all(name in said for name in TASKS[task][1])


def test_a_task_that_is_none_is_answered_with_those_there_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["evaluation", "weather", str(tmp_path)])
    assert main() == 2
    assert "wiki-versions" in capsys.readouterr().err
