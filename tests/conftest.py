"""Builders that tests of several rooms share."""

from __future__ import annotations

import hashlib

import pytest

from firsthand.model import Document, Locator
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.text.words import count


def make_document(text: str, **known) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    values = {
        "id": digest[:16], "path": "d.txt", "sha256": digest, "locator": Locator("d.txt"),
        "text": text, "language": "en", "words": count(text),
    }  # fmt: skip
    return Document(**(values | known))


@pytest.fixture
def document():
    return make_document


@pytest.fixture
def read_bytes(tmp_path):
    """Read some bytes as one input and return what comes out."""

    def read_one(data: bytes | str, name: str = "in"):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read(gather([str(path)])))

    return read_one
