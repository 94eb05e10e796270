"""The made-up corpus: the same again, and its truth holds."""

import itertools
import re

import numpy as np
import pytest

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: NO CORPUS IS TESTED")

from benchmarks import corpus, writing  # noqa: E402
from benchmarks.chance import joined, unrelated  # noqa: E402
from firsthand.reuse import find_reuse  # noqa: E402

DOCUMENTS = 600


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    out = tmp_path_factory.mktemp("corpus") / "news"
    corpus.write(DOCUMENTS, out, seed=3)
    return out


@pytest.fixture(scope="module")
def table(base):
    return pq.read_table(f"{base}.parquet")


@pytest.fixture(scope="module")
def truth(base):
    return pq.read_table(f"{base}.truth.parquet").to_pylist()


def plain(text):
    text = text.replace("“", '"').replace("”", '"').replace("’", "'")
    return " ".join(text.split())


def test_the_same_seed_gives_the_same_corpus_in_whatever_batches(
    base, table, monkeypatch, tmp_path
):
    monkeypatch.setattr(corpus, "BATCH", 170)
    digest = corpus.write(DOCUMENTS, tmp_path / "again", seed=3)
    again = pq.read_table(tmp_path / "again.parquet")
    assert again["text"].to_pylist() == table["text"].to_pylist()
    for column in ("id", "day", "outlet"):
        assert again[column].to_pylist() == table[column].to_pylist()
    assert digest.encode() in pq.read_metadata(f"{base}.parquet").metadata[b"corpus"]
    same = (tmp_path / "again.truth.parquet").read_bytes()
    assert same == (base.parent / "news.truth.parquet").read_bytes()


def test_another_seed_gives_another_corpus(table, tmp_path):
    corpus.write(DOCUMENTS, tmp_path / "other", seed=4)
    other = pq.read_table(tmp_path / "other.parquet")["text"].to_pylist()
    assert not set(other) & set(table["text"].to_pylist())


def test_a_corpus_is_made_once_and_again_when_another_is_wanted(tmp_path):
    base = corpus.made(60, tmp_path)
    written = (tmp_path / f"{base.name}.parquet").stat().st_mtime_ns
    assert corpus.made(60, tmp_path) == base
    assert (tmp_path / f"{base.name}.parquet").stat().st_mtime_ns == written
    (tmp_path / f"{base.name}.parquet").write_bytes(b"")
    assert corpus.made(60, tmp_path) == base
    assert pq.read_table(f"{base}.parquet").num_rows == 60


def test_columns_and_shares_are_as_said(table, truth):
    assert table.column_names == ["id", "day", "outlet", "text"]
    assert table["id"].to_pylist() == list(range(DOCUMENTS))
    kinds = [row["kind"] for row in truth]
    assert kinds.count("nd") == 36
    assert kinds.count("pass") == 60
    copies = {row["b"] for row in truth if row["kind"] == "wire"}
    sources = {row["a"] for row in truth if row["kind"] == "wire"} - copies
    assert len(copies) == 84
    assert 84 / 9 <= len(sources) <= 84 / 3 + 1


def test_copies_are_later_and_a_document_copies_one_only(table, truth):
    day = table["day"].to_pylist()
    assert all(day[row["a"]] <= day[row["b"]] for row in truth)
    group = joined(DOCUMENTS, *(np.array([row[side] for row in truth]) for side in "ab"))
    for family in set(group.tolist()):
        kinds = {row["kind"] for row in truth if group[row["a"]] == family}
        assert len(kinds) <= 1


def test_a_passage_that_is_not_edited_is_the_same_words_in_both(table, truth):
    texts = table["text"].to_pylist()
    seen = 0
    for row in truth:
        if row["kind"] != "pass":
            assert row["a0"] == row["b1"] == -1
            continue
        source = plain(texts[row["a"]][row["a0"] : row["a1"]])
        copy = plain(texts[row["b"]][row["b0"] : row["b1"]])
        assert copy[-1] in '."'
        assert copy[0].isupper() or copy[0].isdigit() or copy[0] == '"'
        if row["edit"] == 0:
            assert source == copy
            assert len(source.split()) >= writing.PASSAGE
            seen += 1
        else:
            one, other = set(source.lower().split()), set(copy.lower().split())
            assert len(one & other) / len(one) > 0.6
    assert seen >= 5


def test_an_outlet_ends_its_documents_alike_and_prints_one_kind_of_quotes(table):
    by_outlet = {}
    for outlet, text in zip(table["outlet"].to_pylist(), table["text"].to_pylist(), strict=True):
        by_outlet.setdefault(outlet, []).append(text)
    with_notice = 0
    for outlet, texts in by_outlet.items():
        straight = any('"' in text for text in texts)
        curly = any("“" in text for text in texts)
        assert not (straight and curly)
        assert curly <= (outlet % 3 == 0)
        if len(texts) > 1:
            with_notice += len({tuple(text.split()[-6:]) for text in texts}) == 1
    assert 0.25 < with_notice / sum(len(t) > 1 for t in by_outlet.values()) < 0.55


def test_texts_are_clean(table):
    for text in table["text"].to_pylist():
        assert text == text.strip()
        assert not re.search(r"  | \n|\n\n\n|\x00", text)
        assert 60 < len(text.split()) < 3_000


def test_every_planted_kind_is_found(table, truth):
    rows = find_reuse(
        table["text"].to_pylist(), outlets=[str(o) for o in table["outlet"].to_pylist()]
    )
    found = {(a, b) for a, b in rows[:, :2].tolist()}
    for kind in ("nd", "wire", "pass"):
        pairs = [tuple(sorted((row["a"], row["b"]))) for row in truth if row["kind"] == kind]
        assert sum(pair in found for pair in pairs) / len(pairs) > 0.95


def test_unrelated_documents_share_few_runs(base):
    figures = list(unrelated(base).values())
    assert figures[0] == DOCUMENTS
    assert 300 < figures[1] < 550
    assert 0 < figures[3] < 2


def test_documents_in_a_chain_of_pairs_are_one_family():
    family = joined(6, np.array([4, 2, 0]), np.array([2, 1, 5]))
    assert family.tolist() == [0, 1, 1, 3, 1, 0]


def test_articles_on_one_event_have_its_names(tmp_path):
    corpus.write(DOCUMENTS, tmp_path / "events", seed=3, events=True)
    texts = pq.read_table(tmp_path / "events.parquet")["text"].to_pylist()
    drawn = corpus.plan(DOCUMENTS, 3, events=True)
    names = [set(re.findall(r"\b[A-Z][a-z]{5,}\b", t)) for t in texts]
    own = [n for n in range(DOCUMENTS) if drawn.kind[n] == writing.OWN]
    alike, others = [], []
    for a, b in itertools.pairwise(own):
        others.append(len(names[a] & names[b]))
    first = {}
    for n in own:
        other = first.setdefault(int(drawn.event[n]), n)
        if other != n:
            alike.append(len(names[n] & names[other]))
    assert np.mean(alike) > 2 * np.mean(others)


def test_copies_are_of_the_event_of_their_source():
    drawn = corpus.plan(DOCUMENTS, 3, events=True)
    copies = np.flatnonzero((drawn.kind == writing.NEAR) | (drawn.kind == writing.WIRE))
    assert (drawn.event[copies] == drawn.event[drawn.source[copies]]).all()
    assert (drawn.day[copies] >= drawn.day[drawn.source[copies]]).all()
    assert (corpus.plan(DOCUMENTS, 3).event == -1).all()
