import sys
from pathlib import Path

import pytest

from firsthand.reading.child import Child, Failure
from firsthand.reading.page import Page


@pytest.fixture
def child(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with Child(seconds=6, module="mock_parser") as started:
        yield started


@pytest.mark.parametrize(
    ("word", "code"),
    [("throw", "html_broken"), ("exit", "parser_died"), ("segv", "parser_died"), ("memory", "memory")],
)
def test_a_poisoned_page_costs_only_itself(child, word, code):
    assert child.parse(b"first") == Page(blocks=("first",))
    failure = child.parse(word.encode())
    assert isinstance(failure, Failure)
    assert failure.code == code
    assert child.parse(b"after") == Page(blocks=("after",))


def test_a_hanging_page_is_given_up(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with Child(seconds=3, module="mock_parser") as started:
        assert started.parse(b"hang").code == "timeout"
        assert started.parse(b"after") == Page(blocks=("after",))


def test_reading_text_loads_no_html_parser():
    import subprocess

    program = (
        "import sys; from firsthand.reading.documents import read; from firsthand.model import RawItem, Locator;"
        "print(len(list(read([RawItem(b'The ferry sank at noon.', Locator('x'))]))), 'trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
