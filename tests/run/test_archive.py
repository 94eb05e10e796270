"""However documents come in and go, an archive says what one run over those that are left would say."""

import json
import math
import zlib
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.archive import audit, joins, segments
from firsthand.errors import InputError
from firsthand.faces.result import to_json
from firsthand.run.archive import Archive
from firsthand.run.stories import KINDS

FAMILIES = Path(__file__).parents[2] / "evaluation" / "story_families"
PATHS = sorted(
    str(p) for name in ("k2-ferry", "k4-festival") for p in (FAMILIES / name).iterdir() if p.suffix != ".json"
)
# Two letters that share their sentences with a third: the first of them was there before it.
LETTER = """{outlet}
{day}

Mill at Orrin Weir to close in spring

The paper mill at Orrin Weir will close in April with the loss of 212 jobs, its owner Castellan Board said on {weekday}.

"We have looked at every way of keeping the machines running, and there is none left," said Odile Farrant, who has run the mill since 2011.

The mill was opened in 1887 and makes the paper for bank notes of four countries.{more}
"""
ADDED = " The union Graphica said it would meet the owner on Thursday, and that the works council had heard of the plan from a reporter."


def state(archive):
    """Return what an archive holds of its documents and between them, by their ids."""
    store = archive.store
    name = dict(store.rows("SELECT number, id FROM document"))
    pairs = {
        table: {(name[a], name[b]): value for a, b, value in store.rows(f"SELECT * FROM {table}")}
        for table in ("passage", "judgement")
    }
    like = sorted((name[a], name[b], units) for a, b, units in _postings(store, "like"))
    stories = {}
    for number, story, stands_on in store.rows("SELECT number, id, stands_on FROM story"):
        members = [name[n] for (n,) in store.rows("SELECT document FROM member WHERE story = ?", (number,))]
        stories[story] = (stands_on, sorted(members))
    postings = sorted(
        (kind, key, name[document], value)
        for kind in ("gram", *KINDS)
        for key, document, value in _postings(store, kind)
    )
    records = dict(store.rows("SELECT id, record FROM document"))
    joined = [(name[a], name[b], mean) for a, b, mean in joins.kept(store)]
    tokens = {name[n]: words for n, words in store.rows("SELECT document, words FROM token")}
    return {"records": records, "stories": stories, "postings": postings, "tokens": tokens, "joins": joined, "like": like, **pairs}


def _postings(store, kind):
    held = segments.joined(list(segments.every(store, kind)))
    return zip(held.keys.tolist(), held.documents.tolist(), held.values.tolist())


def same(one, other):
    assert one.keys() == other.keys()
    for key in one:
        assert one[key] == other[key], key


def added(folder, *batches, later=False):
    with Archive(str(folder)) as archive, untold():
        for batch in batches:
            archive.add(batch, later=later)
        archive.add()
        return state(archive)


@contextmanager
def untold():
    """Leave stories untold: telling is what costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("firsthand.run.stories.tell", lambda *_: 0)
        yield


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    found = added(tmp_path_factory.mktemp("once"), PATHS)
    assert len(found["stories"]) == 2
    assert found["passage"]
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """An archive of the ferry alone, told; its export."""
    folder = tmp_path_factory.mktemp("told") / "a"
    with Archive(str(folder)) as archive:
        archive.add([p for p in PATHS if "ferry" in p])
        return folder, to_json(archive.all())


@given(st.permutations(PATHS), st.lists(st.integers(0, len(PATHS)), max_size=5))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_batches_in_any_order_are_one_run(tmp_path_factory, once, order, cuts):
    cuts = sorted({0, *cuts, len(order)})
    batches = [order[a:b] for a, b in pairwise(cuts)]
    same(added(tmp_path_factory.mktemp("batches"), *batches), once)


@pytest.mark.parametrize("later", [False, True])
def test_small_transactions_are_one_run(tmp_path, once, monkeypatch, later):
    monkeypatch.setattr("firsthand.run.archive.BATCH", 3)
    monkeypatch.setattr("firsthand.run.intake.BATCH", 2)
    same(added(tmp_path / "a", PATHS[8:], PATHS[:8], later=later), once)


def test_one_at_a_time_is_one_run(tmp_path, once):
    same(added(tmp_path / "a", *[[p] for p in reversed(PATHS)]), once)


def test_two_workers_are_one_run(tmp_path, once):
    with Archive(str(tmp_path / "a")) as archive, untold():
        archive.add(PATHS, workers=2)
        same(state(archive), once)


@given(st.sets(st.sampled_from(PATHS), max_size=6), st.permutations(PATHS), st.integers(0, len(PATHS)))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_forgotten_was_never_there(tmp_path_factory, gone, order, half):
    without = added(tmp_path_factory.mktemp("without"), [p for p in PATHS if p not in gone])
    with Archive(str(tmp_path_factory.mktemp("forgotten"))) as archive, untold():
        archive.add(order[:half])
        archive.add(order[half:], later=True)
        for path in sorted(gone):
            (name,) = (i for (i,) in archive.store.rows("SELECT id FROM document WHERE path = ?", (path,)))
            assert archive.forget([name]) == 1
        archive.add()
        same(state(archive), without)
        for statement in (
            "SELECT count(*) FROM original", "SELECT count(*) FROM input", "SELECT count(*) FROM profile",
            "SELECT count(*) FROM word",
        ):
            assert archive.store.one(statement) == len(PATHS) - len(gone), statement
        assert audit.broken(archive.store) == []


def test_told_in_batches_and_forgotten_again_the_export_is_the_same(tmp_path, told):
    _, export = told
    ferry = [p for p in PATHS if "ferry" in p]
    other = next(p for p in PATHS if "festival" in p)
    with Archive(str(tmp_path / "a")) as archive:
        archive.add([*ferry[5:], other])
        archive.add(ferry[:5][::-1])
        archive.forget([d.id for d in archive.all().documents if d.path == other])
        assert to_json(archive.all()) == export


def test_adding_twice_changes_nothing(tmp_path, told):
    folder, export = told
    with Archive(str(folder)) as archive:
        before, events = state(archive), len(list(audit.events(archive.store)))
        ferry = [p for p in PATHS if "ferry" in p]
        taken = archive.add(ferry)
        assert (taken.documents, taken.known) == (0, len(ferry))
        assert archive.add().documents == 0
        same(state(archive), before)
        assert len(list(audit.events(archive.store))) == events
        assert to_json(archive.all()) == export


def test_a_story_is_told_on_request_as_it_is_told_by_add(tmp_path):
    paths = [
        letter(tmp_path, "a.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday"),
        letter(tmp_path, "b.txt", outlet="Northern Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED),
    ]
    with Archive(str(tmp_path / "x")) as archive:
        with untold():
            archive.add(paths)
        (listed,) = archive.stories()
        assert not listed.told
        export = to_json(archive.all())
        assert to_json(archive.story(listed.id[:6])) == export
        assert to_json(archive.document(listed.documents[0])) == export
        archive.add()
        (listed,) = archive.stories()
        assert listed.told
        assert to_json(archive.all()) == export


def letter(folder, name, **said):
    path = folder / name
    path.write_text(LETTER.format(**{"more": ""} | said), encoding="utf-8")
    return str(path)


def exemplars(archive):
    trace = archive.all()
    paths = {d.id: Path(d.path).name for d in trace.documents}
    return {(paths.get(r.exemplar, "?"), paths[r.copy]) for s in trace.stories for r in s.relations}


def test_an_older_copy_that_comes_late_revises_who_copied_whom(tmp_path):
    late = letter(tmp_path, "late.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday")
    later = letter(tmp_path, "later.txt", outlet="Northern Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED)
    older = letter(tmp_path, "older.txt", outlet="Orrin Observer", day="March 4, 2025", weekday="Tuesday", more=ADDED)
    with Archive(str(tmp_path / "a")) as archive:
        archive.add([late, later])
        before = exemplars(archive)
        assert before
        assert not [e for e in audit.events(archive.store) if e.kind == "revised"]
        archive.add([older])
        assert exemplars(archive) != before
        assert any(e == "older.txt" for e, _ in exemplars(archive))
        revised = [e for e in audit.events(archive.store) if e.kind == "revised"]
        ids = {d.id: Path(d.path).name for d in archive.all().documents}
        assert {ids[e.subject] for e in revised} <= {"late.txt", "later.txt"}
        assert revised
        assert audit.broken(archive.store) == []


def test_what_a_person_says_of_who_copied_whom_is_followed(tmp_path):
    a = letter(tmp_path, "a.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday")
    b = letter(tmp_path, "b.txt", outlet="Northern Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED)
    said = tmp_path / "said.jsonl"
    with Archive(str(tmp_path / "x")) as archive:
        archive.add([a, b])
        (edge,) = exemplars(archive)
        copy, exemplar = edge
        said.write_text(json.dumps({"path": str(tmp_path / copy), "copy_of": [str(tmp_path / exemplar)]}))
        archive.add(known=str(said))
        assert exemplars(archive) == {(exemplar, copy)}
        assert [e.kind for e in audit.events(archive.store)].count("judged") == 1
        export = to_json(archive.all())
    with Archive(str(tmp_path / "y")) as archive:
        archive.add([a, b], known=str(said))
        assert to_json(archive.all()) == export


def test_nothing_of_what_was_forgotten_is_left_in_the_files(tmp_path):
    canary = "xanthoquillberg"
    noise = "".join(chr(33 + math.floor(math.modf(math.sin(n) * 1e4)[0] ** 2 * 90)) for n in range(300))
    path = letter(tmp_path, "a.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday", more=f" {canary} said so. {noise}")
    other = letter(tmp_path, "b.txt", outlet="Northern Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED)
    folder = tmp_path / "x"
    with Archive(str(folder)) as archive:
        archive.add([path, other], later=True)
        (name, record), = archive.store.rows("SELECT id, record FROM document WHERE path = ?", (path,))
        stored = archive.store.one("SELECT data FROM original JOIN document USING(sha256) WHERE id = ?", (name,))
        assert canary in zlib.decompress(stored).decode()
        signs = (canary.encode(), canary[4:].encode(), stored[40:72], record[40:72])
        on_disk = b"".join(p.read_bytes() for p in folder.iterdir())
        assert [sign in on_disk for sign in signs[1:]] == [True] * 3
        archive.forget([name])
        for p in folder.iterdir():
            data = p.read_bytes()
            assert not any(sign in data for sign in signs), p.name
        assert [e.subject for e in audit.events(archive.store) if e.kind == "forgotten"] == [name]


@pytest.mark.parametrize("name", ["", "0000", "%"])
def test_an_unknown_id_is_the_users(tmp_path, name):
    with Archive(str(tmp_path / "a")) as archive:
        for ask in (archive.story, archive.document, lambda n: archive.forget([n])):
            with pytest.raises(InputError):
                ask(name)


def test_forgetting_one_row_of_a_file_leaves_the_others(tmp_path):
    path = tmp_path / "rows.jsonl"
    texts = [LETTER.format(outlet="A", day="March 5, 2025", weekday="Tuesday", more=f" Number {n}.") for n in range(3)]
    path.write_text("\n".join(json.dumps({"text": t, "title": f"T{n}"}) for n, t in enumerate(texts)))
    with Archive(str(tmp_path / "a")) as archive:
        assert archive.add([str(path)], later=True).documents == 3
        ids = [i for (i,) in archive.store.rows("SELECT id FROM document ORDER BY number")]
        archive.forget(ids[:1])
        assert archive.store.one("SELECT count(*) FROM original") == 1
        archive.forget(ids[1:])
        assert archive.store.one("SELECT count(*) FROM original") == 0
        assert archive.store.one("SELECT count(*) FROM input") == 0
        assert list(archive.stories()) == []
        assert archive.all().documents == ()


def test_the_log_quotes_no_text(tmp_path):
    late = letter(tmp_path, "late.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday")
    older = letter(tmp_path, "older.txt", outlet="Orrin Observer", day="March 4, 2025", weekday="Tuesday", more=ADDED)
    with Archive(str(tmp_path / "a")) as archive:
        archive.add([late])
        archive.add([letter(tmp_path, "later.txt", outlet="Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED)])
        archive.add([older])
        said = " ".join(f"{e.subject} {e.detail}" for e in audit.events(archive.store))
        texts = " ".join(d.text for d in archive.all().documents)
        assert "revised" in {e.kind for e in audit.events(archive.store)}
        assert not {w for w in said.split() if w in texts.split() and len(w) > 3}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM block WHERE segment IN (SELECT number FROM segment WHERE kind = 'like')", "postings of like"),
        ("UPDATE linkage SET joins = x'00'", "joins of stories"),
        ("UPDATE profile SET record = (SELECT record FROM profile ORDER BY document DESC LIMIT 1)", "what it is about"),
        ("UPDATE member SET story = (SELECT min(number) FROM story)", "do not follow from the likenesses"),
    ],
)
def test_what_stories_stand_on_is_verified(tmp_path, change, said):
    with Archive(str(tmp_path / "a")) as archive, untold():
        archive.add(PATHS)
        assert list(archive.verify()) == []
        with archive.store.transaction():
            archive.store.run(change)
        assert any(said in fault for fault in archive.verify())


def two_letters(folder):
    a = letter(folder, "a.txt", outlet="The Weir Courier", day="March 5, 2025", weekday="Tuesday")
    b = letter(folder, "b.txt", outlet="Northern Ledger", day="March 6, 2025", weekday="Tuesday", more=ADDED)
    return a, b


def stated(folder, *lines):
    said = folder / "said.jsonl"
    said.write_text("\n".join(json.dumps(line) for line in lines))
    return str(said)


@pytest.mark.parametrize("again", [True, False])
def test_what_is_known_later_counts_as_if_it_was_known_at_once(tmp_path, again):
    a, b = two_letters(tmp_path)
    with Archive(str(tmp_path / "x")) as archive:
        archive.add([a, b], known=stated(tmp_path, {"path": a, "date": "2025-03-04", "outlet": "A paper"}))
        before = to_json(archive.all())
        said = stated(tmp_path, {"path": a, "date": "2025-03-09", "outlet": "Another paper", "not_copy_of": [b]})
        taken = archive.add([a, b] if again else (), known=said)
        assert (taken.documents, taken.known) == (0, 2 if again else 1)
        export, now = to_json(archive.all()), state(archive)
        assert export != before
        assert [e.kind for e in audit.events(archive.store)].count("corrected") == 1
        assert list(archive.verify()) == []
        archive.add([a, b], known=said)
        archive.add([a, b])
        assert to_json(archive.all()) == export
    with Archive(str(tmp_path / "y")) as archive:
        archive.add([a, b], known=said)
        assert to_json(archive.all()) == export
        same(state(archive), now)


def test_what_a_person_said_survives_a_kill_before_it_counted(tmp_path, monkeypatch):
    a, b = two_letters(tmp_path)
    with Archive(str(tmp_path / "x")) as archive:
        said = stated(tmp_path, {"path": a, "copy_of": [b]})
        with monkeypatch.context() as patch:
            patch.setattr("firsthand.run.archive.judge", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                archive.add([a, b], known=said)
        archive.add()
        assert exemplars(archive) == {("b.txt", "a.txt")}


def test_a_name_that_is_not_there_yet_counts_once_it_is(tmp_path):
    a, b = two_letters(tmp_path)
    said = stated(tmp_path, {"path": a, "copy_of": [b]})
    with Archive(str(tmp_path / "x")) as archive:
        (refused,) = archive.add([a], known=said).rejected
        assert (refused.path, refused.code) == (a, "unknown_exemplar")
        assert archive.add([b]).rejected == ()
        assert exemplars(archive) == {("b.txt", "a.txt")}
        assert archive.add(known=stated(tmp_path, {"path": a})).rejected == ()
        assert archive.store.one("SELECT count(*) FROM judgement") == 0


def test_a_row_that_was_forgotten_comes_back_with_its_file(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        json.dumps({"text": LETTER.format(outlet="A", day="March 5, 2025", weekday="Tuesday", more=f" Number {n}."), "title": f"T{n}"})
        for n in range(4)
    ]
    with Archive(str(tmp_path / "a")) as archive, untold():
        path.write_text("\n".join(rows[:3]))
        archive.add([str(path)])
        path.write_text("\n".join(rows))
        archive.add([str(path)])
        whole = state(archive)
        names = [i for (i,) in archive.store.rows("SELECT id FROM document ORDER BY number")]
        for gone in ([1], [0, 3], [0, 1, 2]):
            archive.forget([names[n] for n in gone])
            assert archive.add().documents == 0
            taken = archive.add([str(path)])
            assert (taken.documents, taken.known) == (len(gone), 4 - len(gone))
            same(state(archive), whole)
            assert list(archive.verify()) == []
        archive.forget(names)
        for table in ("original", "input", "document"):
            assert archive.store.one(f"SELECT count(*) FROM {table}") == 0


def test_bytes_that_have_only_what_was_forgotten_go_with_it(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"text": LETTER.format(outlet="A", day="March 5, 2025", weekday="Tuesday", more="")})
    with Archive(str(tmp_path / "a")) as archive, untold():
        for text in (f"{row}\n{row}", row):
            path.write_text(text)
            archive.add([str(path)])
        assert archive.store.one("SELECT count(*) FROM original") == 2
        archive.forget([i for (i,) in archive.store.rows("SELECT id FROM document")])
        assert archive.store.one("SELECT count(*) FROM original") == 0


def test_what_gave_no_document_is_kept_named_and_not_tried_again(tmp_path, monkeypatch):
    bad = tmp_path / "a.txt"
    bad.write_bytes(b"PK\x03\x04" + bytes(100))
    with Archive(str(tmp_path / "x")) as archive:
        (refused,) = archive.add([str(bad)]).rejected
        assert refused.code == "unknown_format"
        monkeypatch.setattr("firsthand.run.intake._read", lambda *_: 1 / 0)
        assert archive.add([str(bad)]).rejected == ()
        assert [r.path for r in archive.all().rejected] == [str(bad)]
        assert archive.store.one("SELECT count(*) FROM original") == 1
