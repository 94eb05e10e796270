"""Passages found as documents come in are those of one run over all of them."""

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.archive import documents
from firsthand.archive.store import Store
from firsthand.reuse import find_reuse, match
from firsthand.run import matching

SENTENCE = (
    "the harbour master said on friday that no vessel would leave the inner basin before the wind had"
    " fallen below force eight and the pilots had come back from the northern light in good order"
)


def texts_with(sentences, count, seed):
    """Return texts of chance words in each of which some of the sentences stand."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        words = [f"w{rng.randrange(4000)}" for _ in range(60)]
        for sentence in sentences:
            if rng.random() < 0.8:
                at = rng.randrange(len(words))
                words[at:at] = sentence.split()
        made.append(" ".join(words))
    return made


@pytest.fixture
def made(document):
    def build(texts, outlets=None):
        return [
            document(text, path=f"{n}.txt", outlet=outlets[n] if outlets else None)
            for n, text in enumerate(texts)
        ]

    return build


def kept(store, some):
    """Put documents into a store as `intake` does, and return their numbers."""
    numbers = []
    for d in some:
        store.run("INSERT OR IGNORE INTO original(sha256, size, packed, data) VALUES(?, 0, 0, x'')", (d.sha256,))
        store.run("INSERT INTO input(path, sha256, state) VALUES(?, ?, 'read')", (d.path, d.sha256))
        numbers.append(documents.insert(store, d, store.inserted(), 1))
    return numbers


def matched(folder, batches, gone=()):
    """Return the passages by ids after documents came in, and some went, in batches."""
    with Store(str(folder), "write") as store:
        for batch in batches:
            with store.transaction():
                numbers = kept(store, batch)
                before = passages(store)
                touched = matching.match(store, numbers)
                changed_only(before, passages(store), touched, store)
        if gone:
            with store.transaction():
                numbers = [documents.number_of(store, d.id) for d in gone]
                before = passages(store)
                touched = matching.unmatch(store, numbers)
                changed_only(before, passages(store), touched | set(numbers), store)
        return passages(store)


def passages(store):
    name = dict(store.rows("SELECT number, id FROM document"))
    return {
        (name[a], name[b]): matching.shared(store, a, b) for a, b in store.rows("SELECT a, b FROM passage")
    }


def changed_only(before, after, touched, store):
    """Check that the documents said to be touched are all whose passages changed."""
    name = dict(store.rows("SELECT number, id FROM document"))
    said = {name[n] for n in touched}
    for pair in before.keys() | after.keys():
        if before.get(pair) != after.get(pair):
            assert said & set(pair)


def one_run(some, monkeypatch):
    """Return what `find_reuse` finds in documents, as sampled as an archive is."""
    monkeypatch.setattr(match, "ALL_GRAMS", 0)
    ordered = sorted(some, key=lambda d: (d.sha256, d.id))
    outlets = [d.outlet or f"\x00{d.id}" for d in ordered]
    found = {}
    for a, b, a0, a1, b0, b1 in find_reuse([d.text for d in ordered], outlets=outlets).tolist():
        found.setdefault((ordered[a].id, ordered[b].id), []).append(((a0, a1), (b0, b1)))
    return found


def plain(found):
    return {
        pair: sorted(((x.start, x.end), (y.start, y.end)) for x, y in spans) for pair, spans in found.items()
    }


def test_a_gram_that_becomes_common_between_batches(tmp_path, made, monkeypatch):
    other = SENTENCE.replace("harbour", "station").replace("vessel", "train").replace("basin", "yard")
    some = made(texts_with([SENTENCE], 66, 1) + texts_with([other, SENTENCE], 8, 2))
    expected = one_run(some, monkeypatch)
    few = one_run(some[:20], monkeypatch)
    # Beyond the cap each text is linked with the next alone: fewer pairs of more texts.
    assert len(few) > 100
    assert len(expected) < len(few)
    once = matched(tmp_path / "once", [some])
    assert plain(once) == expected
    for n, cuts in enumerate(([20, 45, 60], [50], [1, 2, 3, 49, 51, 52, 66], [70])):
        batches = [some[a:b] for a, b in zip([0, *cuts], [*cuts, len(some)])]
        assert matched(tmp_path / f"b{n}", batches) == once
    backwards = [some[60:], some[30:60], some[:30]]
    assert matched(tmp_path / "back", backwards) == once
    # As they go, the sentence becomes rare again.
    assert plain(matched(tmp_path / "gone", backwards, gone=some[20:])) == few


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_batches_are_one_run(tmp_path_factory, document, data):
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    runs = [" ".join(f"r{k}v{rng.randrange(300)}" for _ in range(rng.randrange(14, 50))) for k in range(4)]
    outlets = [f"outlet {rng.randrange(9)}" if rng.random() < 0.8 else None for _ in range(24)]
    some = [
        document(text, path=f"{n}.txt", outlet=outlets[n])
        for n, text in enumerate(dict.fromkeys(texts_with(rng.sample(runs, 3), 24, rng.random())))
    ]
    cuts = sorted({0, *data.draw(st.lists(st.integers(1, 23), max_size=4)), len(some)})
    gone = [d for d in some if rng.random() < 0.25]
    with pytest.MonkeyPatch.context() as patch:
        expected = one_run(some, patch)
        left = one_run([d for d in some if d not in gone], patch)
    shuffled = rng.sample(some, len(some))
    batches = [shuffled[a:b] for a, b in pairwise(cuts)]
    assert plain(matched(tmp_path_factory.mktemp("m"), batches)) == expected
    assert plain(matched(tmp_path_factory.mktemp("m"), batches, gone)) == left


def test_no_documents_share_nothing(tmp_path):
    with Store(str(tmp_path / "a"), "write") as store, store.transaction():
        assert matching.match(store, []) == set()
        assert matching.shared(store, 1, 2) == []
